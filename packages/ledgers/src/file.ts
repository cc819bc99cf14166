import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import type { LedgerEvent } from "@sluice/core/ledger/events";
import { fold } from "@sluice/core/ledger/evolve";
import type { Clock } from "@sluice/core/ports/clock";
import type { AppendResult, Ledger, LedgerSnapshot } from "@sluice/core/ports/ledger";
import { withFileLock } from "@sluice/host/files";
import { malformed, START, toLines } from "./chain.ts";
import { dropAfter, listSegments, readLines, writeSegment } from "./file-segments.ts";
import { readSnapshotFile, type Snapshot, writeSnapshotFile } from "./file-snapshot.ts";
import { extend, monthOf, readSegment, type Segment, segmentPath } from "./segments.ts";

export interface FileLedgerOptions {
  /** The folder that is the ledger; made with the first append. */
  readonly path: string;
  readonly clock: Clock;
  /** How long an append waits for others, in milliseconds; default 30000. */
  readonly lockTimeoutMs?: number;
}

interface Page extends Snapshot {
  readonly segment: Segment | null;
}

/**
 * A ledger in a folder: segments of JSON lines, and `state.json`, folded from them. One writer at a time by a
 * file lock; readers need none. The lines are on the disk before `state.json` is replaced, and that replacement
 * is the append: what stands after the event that `state.json` names, a killed writer left, and it never counted.
 *
 * Its methods throw `ledger_malformed`, `ledger_unreachable` (the folder cannot be read or written) and `busy`.
 */
export function createFileLedger(options: FileLedgerOptions): Ledger {
  const { path, clock } = options;
  const place = `the folder ${path}`;

  async function append(decidedOn: LedgerSnapshot, events: readonly LedgerEvent[]): Promise<AppendResult> {
    const page = await readPage(path);
    if (headOf(page) !== decidedOn.head) return { appended: false };
    if (events.length === 0) return { appended: true, snapshot: snapshotOf(page) };
    const { lines, link } = toLines(events, page.link);
    const state = fold(page.state, events);
    const month = monthOf(events.at(-1)!.at, page.segment?.month ?? null);
    // From here on a folder that holds events holds a state.json too, so that a lost one is not an empty ledger.
    if (page.link.seq === 0) await writeSnapshotFile(path, page);
    await dropAfter(path, page.link.seq);
    for (const segment of extend(page.segment, month, page.link.seq + 1, lines)) {
      await writeSegment(path, segment, segment.first === page.segment?.first ? page.segment : null);
    }
    await writeSnapshotFile(path, { link, state });
    return { appended: true, snapshot: snapshotOf({ link, state }) };
  }

  return {
    place,
    read: () => reported(place, async () => snapshotOf(await readPage(path))),
    append: (decidedOn, events) =>
      reported(place, async () => {
        await mkdir(path, { recursive: true });
        const timeoutMs = options.lockTimeoutMs ?? 30_000;
        return await withFileLock(join(path, ".lock"), () => append(decidedOn, events), { clock, timeoutMs });
      }),
    async *events() {
      const { link: end } = await reported(place, () => readPage(path));
      let link = START;
      for (const segment of await reported(place, () => listSegments(path))) {
        if (segment.first > end.seq) break;
        const name = segmentPath(segment);
        const lines = await reported(place, () => readLines(path, segment, end.seq));
        for (const stored of readSegment(lines, segment.first, link, name)) {
          link = stored.link;
          yield stored.event;
        }
      }
      if (link.last !== end.last) throw malformed(place, `event ${end.seq} is not the one in state.json`);
    },
  };
}

function headOf({ link }: Snapshot): string | null {
  return link.seq === 0 ? null : link.last;
}

function snapshotOf(snapshot: Snapshot): LedgerSnapshot {
  return { state: snapshot.state, head: headOf(snapshot) };
}

/** The state, and the lines of the open segment that count. Throws `ledger_malformed`. */
async function readPage(path: string): Promise<Page> {
  const snapshot = await readSnapshotFile(path);
  const { seq, last } = snapshot.link;
  const segments = await listSegments(path);
  if (snapshot.missing && segments.length > 0) {
    throw malformed("state.json", "it is missing, but there are events");
  }
  const open = segments.findLast((segment) => segment.first <= seq);
  if (seq === 0) return { ...snapshot, segment: null };
  if (open === undefined) throw malformed("state.json", `it names event ${seq}, which is nowhere`);
  const name = segmentPath(open);
  const lines = await readLines(path, open, seq);
  const end = readSegment(lines, open.first, open.first === 1 ? START : null, name).at(-1)!;
  if (end.link.seq !== seq || end.link.last !== last) {
    throw malformed(
      name,
      `its event ${end.link.seq} is not the last one that state.json names, event ${seq}`,
    );
  }
  return { ...snapshot, segment: { ...open, lines } };
}

/** What the file system refuses, in words. */
async function reported<T>(place: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof SluiceError || typeof code !== "string") throw error;
    throw new SluiceError(
      "ledger_unreachable",
      `the ledger in ${place} cannot be read or written: ${message}`,
      {
        advice: "Nothing was appended. See that the folder is there and yours to write, then run it again.",
        cause: error,
      },
    );
  }
}
