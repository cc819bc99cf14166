import { open, stat } from "node:fs/promises";

/** As much of a log's end as is ever read. */
const LIMIT = 256 * 1024;

/** The last lines of a file, oldest first; none where there is no such file. Bytes before `from` do not count. */
export async function readTail(path: string, lines: number, from = 0): Promise<readonly string[]> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (file === null || lines <= 0) {
    await file?.close();
    return [];
  }
  try {
    const { size } = await file.stat();
    const start = Math.max(from, size - LIMIT, 0);
    if (start >= size) return [];
    const bytes = Buffer.alloc(size - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    const all = bytes
      .subarray(0, bytesRead)
      .toString("utf8")
      .replace(/\r?\n$/, "")
      .split(/\r?\n/);
    // A line that begins before what was read is not whole.
    if (start > from && all.length > 1) all.shift();
    return all.slice(-lines);
  } finally {
    await file.close();
  }
}

/** Bytes of a file; 0 where there is none. */
export function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}
