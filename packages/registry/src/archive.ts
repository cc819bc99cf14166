import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { SluiceError } from "@sluice/core";
import { packTar } from "modern-tar";
import { isSafeLink, isSafePath } from "./archive-path.ts";

/** A file of an archive. */
export interface ArchiveFile {
  /** Relative, with `/`, without `.` and `..`. */
  readonly path: string;
  /** Unix permissions; of them only whether the owner may execute is kept. */
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** A symbolic link of an archive: its target is relative and stays within the archive. */
export interface ArchiveLink {
  readonly path: string;
  readonly link: string;
}

export type ArchiveEntry = ArchiveFile | ArchiveLink;

/** Offset of the operating system in a gzip header, and its word for "unknown": RFC 1952, 2.3. */
const GZIP_OS = 9;
const GZIP_OS_UNKNOWN = 255;

/**
 * A gzipped tar of these files. The same files make the same bytes, whatever their order, owner, time and machine
 * (given one version of Node, whose compressor may change). All is held in memory.
 * Throws `input_invalid` for a path that is unsafe or there twice.
 */
export async function packArchive(
  files: AsyncIterable<ArchiveEntry> | Iterable<ArchiveEntry>,
): Promise<Uint8Array> {
  const entries = new Map<string, ArchiveEntry>();
  for await (const file of files) {
    if (!isSafePath(file.path)) throw invalid(file.path, "is not a plain relative path");
    if (entries.has(file.path)) throw invalid(file.path, "is there twice");
    if ("link" in file && !isSafeLink(file.path, file.link))
      throw invalid(file.path, "links out of the archive");
    entries.set(file.path, file);
  }
  const sorted = [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const tar = await packTar(sorted.map(toTar));
  const bytes = await promisify(gzip)(tar);
  bytes[GZIP_OS] = GZIP_OS_UNKNOWN;
  return bytes;
}

function toTar(entry: ArchiveEntry) {
  const common = { name: entry.path, mtime: new Date(0), uid: 0, gid: 0, uname: "", gname: "" };
  if ("link" in entry)
    return { header: { ...common, type: "symlink", size: 0, mode: 0o777, linkname: entry.link } as const };
  const mode = entry.mode & 0o100 ? 0o755 : 0o644;
  return { header: { ...common, type: "file", size: entry.bytes.length, mode } as const, body: entry.bytes };
}

function invalid(path: string, what: string): SluiceError {
  return new SluiceError("input_invalid", `${JSON.stringify(path)} ${what}. No archive was made.`, {
    advice: "Archives hold plain files, and links that stay among them.",
  });
}

export { type UnpackLimits, unpackArchive } from "./archive-unpack.ts";
