import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArchiveEntry } from "@sluice/registry/archive";

/** Writes files, then links, to an empty folder: nothing is ever written through a link. */
export async function writeTree(folder: string, entries: readonly ArchiveEntry[]): Promise<void> {
  for (const entry of entries) {
    if ("link" in entry) continue;
    const path = join(folder, entry.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, entry.bytes, { mode: entry.mode, flag: "wx" });
  }
  for (const entry of entries) {
    if (!("link" in entry)) continue;
    const path = join(folder, entry.path);
    await mkdir(dirname(path), { recursive: true });
    await symlink(entry.link, path);
  }
}
