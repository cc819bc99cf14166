import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { SluiceError } from "@sluice/core";
import { type ParsedTarEntryWithData, unpackTar } from "modern-tar";
import { isSafeLink, isSafePath } from "./archive-path.ts";

export interface UnpackLimits {
  /** Bytes of the unpacked tar; default 1 GiB. */
  readonly maxBytes?: number;
  /** Files, directories and links; default 200,000. */
  readonly maxEntries?: number;
}

interface Plan {
  readonly directories: readonly string[];
  readonly files: readonly { path: string; mode: number; bytes: Uint8Array }[];
  readonly links: readonly { path: string; target: string }[];
}

/**
 * Unpacks a gzipped tar into a directory that is not there yet or is empty. Nothing is written outside of it, whatever
 * the archive says, and nothing at all where the archive is not a sound one: then, and where it holds absolute paths,
 * `..`, links that lead out, devices or more than the limits allow, throws `registry_malformed`. A directory that is
 * not empty throws `input_invalid`. What a failing disk left half done is removed.
 */
export async function unpackArchive(
  bytes: Uint8Array,
  directory: string,
  limits: UnpackLimits = {},
): Promise<void> {
  const plan = planOf(await read(bytes, limits.maxBytes ?? 2 ** 30), limits.maxEntries ?? 200_000);
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0)
    throw new SluiceError("input_invalid", `${directory} is not empty, and was left as it is.`, {
      advice: "Unpack to a directory of its own.",
    });
  try {
    for (const path of plan.directories) await mkdir(join(directory, path), { recursive: true });
    for (const { path, mode, bytes } of plan.files)
      await writeFile(join(directory, path), bytes, { mode, flag: "wx" });
    // Links come last, so that nothing is ever written through one.
    for (const { path, target } of plan.links) await symlink(target, join(directory, path));
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function read(bytes: Uint8Array, maxBytes: number): Promise<readonly ParsedTarEntryWithData[]> {
  let tar: Uint8Array;
  try {
    tar = await promisify(gunzip)(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw unsound(code === "ERR_BUFFER_TOO_LARGE" ? `holds more than ${maxBytes} bytes` : "is not gzip");
  }
  try {
    return await unpackTar(tar, { strict: true });
  } catch {
    throw unsound("is not a tar");
  }
}

/** All that is to be written, in an order that is safe. */
function planOf(entries: readonly ParsedTarEntryWithData[], maxEntries: number): Plan {
  if (entries.length > maxEntries) throw unsound(`holds more than ${maxEntries} entries`);
  const directories = new Set<string>();
  const files = new Map<string, { path: string; mode: number; bytes: Uint8Array }>();
  const links = new Map<string, { path: string; target: string }>();
  for (const { header, data } of entries) {
    const path = header.name.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
    const shown = JSON.stringify(header.name.slice(0, 200));
    // The archive's own top, which `tar -C directory .` writes.
    if (header.type === "directory" && (path === "" || path === ".")) continue;
    if (!isSafePath(path)) throw unsound(`holds the path ${shown}, which leads out of it`);
    if (files.has(path) || links.has(path)) throw unsound(`holds ${shown} twice`);
    if (header.type === "directory") directories.add(path);
    else if (header.type === "file" || header.type === undefined)
      files.set(path, { path, mode: (header.mode ?? 0) & 0o100 ? 0o755 : 0o644, bytes: data ?? EMPTY });
    else if (header.type === "symlink") {
      const target = header.linkname ?? "";
      if (!isSafeLink(path, target)) throw unsound(`holds the link ${shown}, which leads out of it`);
      links.set(path, { path, target });
    } else throw unsound(`holds ${shown}, a ${header.type}`);
  }
  for (const path of [...files.keys(), ...links.keys()]) {
    if (directories.has(path)) throw unsound(`holds ${JSON.stringify(path)} as a directory as well`);
    for (let up = dirname(path); up !== "."; up = dirname(up)) directories.add(up);
  }
  for (const path of directories)
    for (let up = path; up !== "."; up = dirname(up))
      if (files.has(up) || links.has(up)) throw unsound(`holds ${JSON.stringify(up)} as a directory as well`);
  return { directories: [...directories].sort(), files: [...files.values()], links: [...links.values()] };
}

const EMPTY = new Uint8Array();

function unsound(what: string): SluiceError {
  return new SluiceError("registry_malformed", `The archive ${what}. Nothing was unpacked.`, {
    advice: "It was not made by Sluice, or it was damaged. Build it again.",
  });
}
