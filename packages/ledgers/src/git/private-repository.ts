import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { git } from "@sluice/host/git";
import type { Place } from "./objects.ts";

/**
 * A bare repository of our own in the machine's temporary folder, which goes when the process does. The ledger's
 * remote is read through it, because a shallow fetch into the user's repository would make that one shallow too.
 */
export interface PrivateRepository extends Place {
  /** What `git fetch` and `git push` are to be told: the remote's name or its address. */
  readonly remote: string;
  dispose(): Promise<void>;
}

const leftovers = new Set<string>();
/** A folder may belong to a process that is seen from another container alone: only an old one is taken for left over. */
const OLD_MS = 60 * 60_000;

/** Removes what processes left that could not remove it themselves, because they were killed. `now` is ms since the epoch. */
export async function sweepAfterDead(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(/^sluice-ledger-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isThere(pid)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > OLD_MS) await rm(path, { recursive: true, force: true });
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Makes one that reaches `remote` as the repository at `cwd` would: its addresses, proxies and credential helpers. */
export async function privateRepository(
  cwd: string,
  remote: string,
  credential: Readonly<Record<string, string>>,
): Promise<PrivateRepository> {
  const borrowed = await borrowedConfig(cwd, remote);
  const format = borrowed.objectFormat;
  const dir = await mkdtemp(join(tmpdir(), `sluice-ledger-${process.pid}-`));
  if (leftovers.size === 0) {
    process.once("exit", sweep);
    await sweepAfterDead(tmpdir(), Date.now());
  }
  leftovers.add(dir);
  const version = format === null ? "repositoryformatversion = 0" : "repositoryformatversion = 1";
  const extension = format === null ? "" : `[extensions]\n\tobjectFormat = ${format}\n`;
  await mkdir(join(dir, "objects"));
  await mkdir(join(dir, "refs"));
  await writeFile(join(dir, "HEAD"), "ref: refs/heads/none\n");
  await writeFile(join(dir, "config"), `[core]\n\t${version}\n\tbare = true\n${extension}`);
  return {
    cwd,
    remote: await absolute(cwd, remote, borrowed.url),
    env: {
      GIT_DIR: dir,
      GIT_NO_REPLACE_OBJECTS: "1",
      ...configEnv([...borrowed.entries, ...entriesOf(credential)]),
    },
    async dispose() {
      leftovers.delete(dir);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function sweep(): void {
  for (const dir of leftovers) rmSync(dir, { recursive: true, force: true });
}

type Entry = readonly [key: string, value: string];

/** Passed on by the environment, not by a file: some of it is secret. */
async function borrowedConfig(
  cwd: string,
  remote: string,
): Promise<{ entries: Entry[]; url: string | null; objectFormat: string | null }> {
  const listed = await git(["config", "--list", "--null", "--show-scope"], { cwd, allowFailure: true });
  const fields = listed.stdout.toString("utf8").split("\0");
  const entries: Entry[] = [];
  let url: string | null = null;
  let objectFormat: string | null = null;
  for (let n = 0; n + 1 < fields.length; n += 2) {
    const [key, ...rest] = fields[n + 1]!.split("\n");
    // A key without a value is true.
    const value = rest.length === 0 ? "true" : rest.join("\n");
    if (key === `remote.${remote}.url`) url ??= value;
    if (key === "extensions.objectformat" && value !== "sha1") objectFormat = value;
    if ((fields[n] === "local" || fields[n] === "worktree") && isTransport(key!, remote)) {
      entries.push([key!, value]);
    }
  }
  return { entries, url, objectFormat };
}

/** What of a repository's configuration says how to reach a remote; nothing that says what to do there. */
function isTransport(key: string, remote: string): boolean {
  if (/^(?:http|url|credential|ssh|protocol)\./.test(key)) return true;
  if (/^core\.(?:sshcommand|askpass|gitproxy)$/.test(key)) return true;
  return ["url", "pushurl", "proxy", "proxyauthmethod", "vcs", "uploadpack", "receivepack"].some(
    (name) => key === `remote.${remote}.${name}`,
  );
}

/** git reads a relative address from the top of the work tree, which the private repository has none of. */
async function absolute(cwd: string, remote: string, url: string | null): Promise<string> {
  if (url === null) {
    return /^\.{1,2}\//.test(remote) ? resolve(cwd, remote) : remote;
  }
  if (url.includes(":") || isAbsolute(url)) return remote;
  const top = await git(["rev-parse", "--show-toplevel"], { cwd, allowFailure: true });
  return resolve(top.code === 0 ? top.stdout.toString("utf8").trim() : cwd, url);
}

function entriesOf(env: Readonly<Record<string, string>>): Entry[] {
  return Array.from(
    { length: Number(env.GIT_CONFIG_COUNT ?? "0") },
    (_, n): Entry => [env[`GIT_CONFIG_KEY_${n}`] ?? "", env[`GIT_CONFIG_VALUE_${n}`] ?? ""],
  );
}

function configEnv(entries: readonly Entry[]): Record<string, string> {
  const env: Record<string, string> = {};
  if (entries.length > 0) env.GIT_CONFIG_COUNT = String(entries.length);
  entries.forEach(([key, value], n) => {
    env[`GIT_CONFIG_KEY_${n}`] = key;
    env[`GIT_CONFIG_VALUE_${n}`] = value;
  });
  return env;
}
