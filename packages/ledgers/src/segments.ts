import { type Link, malformed, prevOf, readLine, type StoredEvent } from "./chain.ts";

/** Events in one segment at most: what an append rewrites stays small however busy the month. */
export const SEGMENT_EVENTS = 256;

/** A file of consecutive stored lines of one month. */
export interface Segment {
  /** `2026-07`, UTC. */
  readonly month: string;
  /** Seq of its first event. */
  readonly first: number;
  readonly lines: readonly string[];
}

const PATH = /^events\/(\d{4}-\d{2})\/(\d{10,16})\.jsonl$/;

/** `events/2026-07/0000000257.jsonl` */
export function segmentPath(segment: Pick<Segment, "month" | "first">): string {
  return `events/${segment.month}/${String(segment.first).padStart(10, "0")}.jsonl`;
}

export function parseSegmentPath(path: string): Pick<Segment, "month" | "first"> | null {
  const match = PATH.exec(path);
  return match === null ? null : { month: match[1]!, first: Number(match[2]) };
}

export function segmentText(segment: Segment): string {
  return segment.lines.map((line) => `${line}\n`).join("");
}

/**
 * The month that an append goes to: never an earlier one than the open segment's, though clocks differ.
 *
 * @param at ISO 8601
 */
export function monthOf(at: string, open: string | null): string {
  const month = /^\d{4}-(?:0[1-9]|1[0-2])(?=-)/.exec(at)?.[0] ?? open ?? "1970-01";
  return open !== null && month < open ? open : month;
}

/** The segments that an append writes, oldest first: the open one with more lines, then new ones. */
export function extend(
  open: Segment | null,
  month: string,
  firstSeq: number,
  lines: readonly string[],
): Segment[] {
  const written: Segment[] = [];
  let rest = lines;
  let first = firstSeq;
  if (open !== null && open.month === month && open.lines.length < SEGMENT_EVENTS) {
    const taken = rest.slice(0, SEGMENT_EVENTS - open.lines.length);
    written.push({ ...open, lines: [...open.lines, ...taken] });
    rest = rest.slice(taken.length);
    first += taken.length;
  }
  for (; rest.length > 0; first += SEGMENT_EVENTS) {
    written.push({ month, first, lines: rest.slice(0, SEGMENT_EVENTS) });
    rest = rest.slice(SEGMENT_EVENTS);
  }
  return written;
}

/** The whole lines of a segment's text, and what follows the last line feed. */
export function splitLines(text: string): { lines: string[]; torn: string } {
  const lines = text.split("\n");
  return { torn: lines.pop()!, lines };
}

/**
 * Reads and checks a segment's lines.
 *
 * @param after where the chain stands before it; null to take the first line's word for it
 * @throws `ledger_malformed`
 */
export function readSegment(
  lines: readonly string[],
  first: number,
  after: Link | null,
  where: string,
): StoredEvent[] {
  if (lines.length === 0) throw malformed(where, "the segment is empty");
  let link = after ?? { seq: first - 1, last: prevOf(lines[0]!, `${where}, line 1`) };
  if (link.seq !== first - 1) {
    throw malformed(where, `the segment begins with event ${first} where ${link.seq + 1} comes next`);
  }
  return lines.map((line, index) => {
    const stored = readLine(line, link, `${where}, line ${index + 1}`);
    link = stored.link;
    return stored;
  });
}
