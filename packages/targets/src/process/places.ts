import { mkdir, readdir, readFile, realpath, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import { isDigest } from "@sluice/core/model/artifact";
import { withFileLock, writeFileAtomic } from "@sluice/host/files";
import { type EnvironmentRecord, environmentRecord } from "./record.ts";

/** Where a process target keeps what it knows, below its root. */
export interface Places {
  readonly root: string;
  readonly artifacts: string;
  /** `artifacts/<hex>`, for a digest that was checked. */
  artifact(digest: string): string;
  log(environment: string): string;
  find(environment: string): Promise<EnvironmentRecord | null>;
  list(): Promise<readonly EnvironmentRecord[]>;
  write(record: EnvironmentRecord): Promise<void>;
  /** Forgets an environment; its record goes last, so that what a kill leaves is still told of. */
  remove(environment: string): Promise<void>;
  /** Runs `fn` while no other process is inside the same lock. */
  locked<T>(name: "ports" | `artifact-${string}`, fn: () => Promise<T>): Promise<T>;
  /** Runs `fn` while no other process changes this environment. */
  lockedEnvironment<T>(environment: string, fn: () => Promise<T>): Promise<T>;
}

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Longer than any unpacking takes; the lock of a process that died is taken over at once. */
const LOCK_MS = 600_000;

export async function openPlaces(given: string): Promise<Places> {
  for (const folder of ["artifacts", "environments", "locks"]) {
    await mkdir(join(given, folder), { recursive: true, mode: 0o700 });
  }
  const root = await realpath(given);
  const folderOf = (environment: string) => join(root, "environments", checkedName(environment));
  const recordOf = (environment: string) => join(folderOf(environment), "instance.json");

  const locked: <T>(name: string, fn: () => Promise<T>) => Promise<T> = (name, fn) =>
    withFileLock(join(root, "locks", `${name}.lock`), fn, { timeoutMs: LOCK_MS });

  async function find(environment: string): Promise<EnvironmentRecord | null> {
    const path = recordOf(environment);
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
      throw error;
    });
    return text === null ? null : parseRecord(text, path);
  }

  return {
    root,
    artifacts: join(root, "artifacts"),
    artifact: (digest) => join(root, "artifacts", hexOf(digest)),
    log: (environment) => join(folderOf(environment), "out.log"),
    find,
    async list() {
      const names = (await readdir(join(root, "environments"))).filter((name) => NAME.test(name)).sort();
      const records = await Promise.all(names.map(find));
      return records.filter((record) => record !== null);
    },
    async write(record) {
      await mkdir(folderOf(record.environment), { recursive: true, mode: 0o700 });
      const text = `${JSON.stringify(record, null, 2)}\n`;
      await writeFileAtomic(recordOf(record.environment), text, { mode: 0o600 });
    },
    async remove(environment) {
      const folder = folderOf(environment);
      const files = (await readdir(folder).catch(() => [])).filter((name) => name !== "instance.json");
      for (const name of [...files, "instance.json"]) await rm(join(folder, name), { force: true });
      await rmdir(folder).catch(() => {});
    },
    locked,
    lockedEnvironment: (environment, fn) => locked(`environment-${checkedName(environment)}`, fn),
  };
}

/** Throws `input_invalid` for what could be a path. */
function checkedName(environment: string): string {
  if (NAME.test(environment)) return environment;
  throw new SluiceError("input_invalid", `${JSON.stringify(environment)} is not a name of an environment`);
}

/** The hexadecimal digits of a digest. Throws `input_invalid` for anything else. */
export function hexOf(digest: string): string {
  if (isDigest(digest)) return digest.slice("sha256:".length);
  throw new SluiceError("input_invalid", `${JSON.stringify(digest)} is not a sha256 digest`);
}

function parseRecord(text: string, path: string): EnvironmentRecord {
  try {
    return environmentRecord.parse(JSON.parse(text));
  } catch (cause) {
    throw new SluiceError(
      "target_malformed",
      `${path} is not a record of an environment; nothing was changed`,
      {
        advice:
          "It was changed by hand, or by a newer Sluice: restore it, or end its process and remove the file.",
        cause,
      },
    );
  }
}
