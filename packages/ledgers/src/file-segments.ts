import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { malformed } from "./chain.ts";
import { parseSegmentPath, type Segment, segmentPath, segmentText, splitLines } from "./segments.ts";

type SegmentName = Pick<Segment, "month" | "first">;

/** By the first event, oldest first; anything else in the folder is left alone. */
export async function listSegments(path: string): Promise<SegmentName[]> {
  const months = await entries(join(path, "events"));
  const names: SegmentName[] = [];
  for (const month of months) {
    if (!/^\d{4}-\d{2}$/.test(month)) continue;
    for (const file of await entries(join(path, "events", month))) {
      const name = parseSegmentPath(`events/${month}/${file}`);
      if (name !== null) names.push(name);
    }
  }
  return names.sort((a, b) => a.first - b.first);
}

/** The lines of a segment up to event `seq`. Throws `ledger_malformed` where the last one of these is cut off. */
export async function readLines(path: string, segment: SegmentName, seq: number): Promise<string[]> {
  const text = await readFile(join(path, segmentPath(segment)), "utf8");
  const { lines, torn } = splitLines(text);
  const counted = seq - segment.first + 1;
  if (torn !== "" && lines.length < counted) {
    throw malformed(`${segmentPath(segment)}, line ${lines.length + 1}`, "the line is cut off");
  }
  return lines.slice(0, counted);
}

/** Removes segments that a killed writer began after event `seq`. */
export async function dropAfter(path: string, seq: number): Promise<void> {
  for (const segment of await listSegments(path)) {
    if (segment.first > seq) await rm(join(path, segmentPath(segment)), { force: true });
  }
}

/**
 * Lets a segment's file hold these lines, on the disk.
 *
 * @param before what of them it holds already; null for a new file
 */
export async function writeSegment(path: string, segment: Segment, before: Segment | null): Promise<void> {
  const file = join(path, segmentPath(segment));
  const folder = dirname(file);
  if (before === null) await mkdir(folder, { recursive: true });
  const kept = before === null ? 0 : Buffer.byteLength(segmentText(before));
  const added = segmentText({ ...segment, lines: segment.lines.slice(before?.lines.length ?? 0) });
  const handle = await open(file, before === null ? "w" : "r+");
  try {
    await handle.truncate(kept);
    const bytes = Buffer.from(added, "utf8");
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, kept + done);
      done += bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (before === null) for (const parent of [folder, dirname(folder), path]) await syncFolder(parent);
}

/** So that a new file's name survives a power cut; not every system lets a folder be opened for it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  if (folder === null) return;
  await folder.sync().catch(() => {});
  await folder.close();
}

async function entries(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
