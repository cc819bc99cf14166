import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export { withFileLock } from "./file-lock.ts";

/**
 * Replaces a file as a whole: who reads it sees the old bytes or the new ones, and after a power cut one of
 * both is there. The folder must exist.
 */
export async function writeFileAtomic(
  path: string,
  bytes: string | Uint8Array,
  options: { readonly mode?: number } = {},
): Promise<void> {
  const name = `.${basename(path).slice(0, 100)}.${randomBytes(8).toString("hex")}.tmp`;
  const temporary = join(dirname(path), name);
  try {
    const file = await open(temporary, "wx", options.mode ?? 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** So that a rename survives a power cut; not every system lets a folder be opened for it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  if (folder === null) return;
  await folder.sync().catch(() => {});
  await folder.close();
}
