import { access, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SluiceError } from "@sluice/core";
import { writeFileAtomic } from "@sluice/host/files";
import { digestOf } from "../digest.ts";
import { malformed } from "../manifest.ts";

/** Where a layout keeps the bytes of a digest: OCI image layout specification 1.1, "Blobs". */
export function blobPath(directory: string, digest: string): string {
  return join(directory, "blobs", "sha256", digest.slice("sha256:".length));
}

export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** The bytes of a file; null where there is none. */
export async function findFile(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** The bytes of a digest, checked; null where the layout has none. Throws `registry_malformed` where they are others. */
export async function findBlob(directory: string, digest: string): Promise<Uint8Array | null> {
  const path = blobPath(directory, digest);
  const bytes = await findFile(path);
  if (bytes && digestOf(bytes) !== digest) throw malformed(path, `is not what its name says, ${digest}`);
  return bytes;
}

/** Writes a file and the folders it is in; a reader sees the whole of it or nothing. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, bytes);
}

/** Tells a failing disk in the registry's words. */
export async function onDisk<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof SluiceError) throw error;
    const denied = isCode(error, "EACCES") || isCode(error, "EPERM") || isCode(error, "EROFS");
    throw new SluiceError(
      denied ? "registry_denied" : "registry_unreachable",
      `The layout ${directory} cannot be used: ${error.message}. Its tags are as they were.`,
      { advice: "Check the directory, its rights and the space left on its disk.", cause: error },
    );
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
