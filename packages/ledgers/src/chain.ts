import { createHash } from "node:crypto";
import { SluiceError } from "@sluice/core/errors";
import type { LedgerEvent } from "@sluice/core/ledger/events";
import { parseEvent } from "@sluice/core/ledger/parse";

/** What the first line has as the hash of the line before. */
export const GENESIS = "0".repeat(64);

/** Where a chain stands: the last event's seq, and the hash of its line. */
export interface Link {
  readonly seq: number;
  /** SHA-256 of the line without its line feed, in hexadecimal digits. */
  readonly last: string;
}

export const START: Link = { seq: 0, last: GENESIS };

/** One stored line, read. */
export interface StoredEvent {
  readonly event: LedgerEvent;
  readonly link: Link;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/**
 * The lines that store `events`. The form is fixed to the byte, so that an event's own
 * text can be cut out of its line without parsing it twice. JSON has no raw line feeds, so a line is a line
 * whatever a title holds.
 *
 * @throws TypeError for events that do not follow `after` or that no reader would accept
 */
export function toLines(events: readonly LedgerEvent[], after: Link): { lines: string[]; link: Link } {
  const lines: string[] = [];
  let { seq, last } = after;
  for (const event of events) {
    seq += 1;
    if (event.seq !== seq) throw new TypeError(`event ${event.seq} was appended where ${seq} comes next`);
    const text = JSON.stringify(event);
    try {
      parseEvent(text);
    } catch (cause) {
      throw new TypeError(`event ${seq} (${event.type}) could not be read back`, { cause });
    }
    const line = `{"prev":"${last}","event":${text}}`;
    lines.push(line);
    last = sha256(line);
  }
  return { lines, link: { seq, last } };
}

const LINE = /^\{"prev":"([0-9a-f]{64})","event":(\{.*\})\}$/s;

/**
 * Reads one stored line, and checks that it is the one after `after`.
 *
 * @param where for the message: `events/2026-07/0000000257.jsonl, line 3`
 * @throws `ledger_malformed`
 */
export function readLine(line: string, after: Link, where: string): StoredEvent {
  const match = LINE.exec(line);
  if (match === null) throw malformed(where, "the line is not a stored event");
  const [, prev, text] = match;
  if (prev !== after.last) {
    throw malformed(where, "the line does not follow the one before: the chain of hashes is broken");
  }
  const event = readEvent(text!, where);
  if (event.seq !== after.seq + 1) {
    throw malformed(where, `event ${event.seq} stands where ${after.seq + 1} comes next`);
  }
  return { event, link: { seq: event.seq, last: sha256(line) } };
}

/** The hash that a segment's first line has as the one before it. Throws `ledger_malformed`. */
export function prevOf(line: string, where: string): string {
  const prev = LINE.exec(line)?.[1];
  if (prev === undefined) throw malformed(where, "the line is not a stored event");
  return prev;
}

function readEvent(text: string, where: string): LedgerEvent {
  try {
    return parseEvent(text);
  } catch (cause) {
    if (!(cause instanceof SluiceError)) throw cause;
    throw malformed(where, cause.message.replace(/^the ledger cannot be read: /, ""), cause);
  }
}

/** The one error for a ledger that is not what was written. */
export function malformed(where: string, what: string, cause?: unknown): SluiceError {
  return new SluiceError("ledger_malformed", `the ledger cannot be read: ${where}: ${what}`, {
    advice:
      "Nothing was changed. Run `sluice ledger verify` for the first place that is wrong, and put the ledger back to the last commit or copy before it; if a newer Sluice wrote it, use that one.",
    cause,
  });
}
