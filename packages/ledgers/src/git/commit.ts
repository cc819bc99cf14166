import { randomBytes } from "node:crypto";
import type { LedgerEvent } from "@sluice/core/ledger/events";
import { fold } from "@sluice/core/ledger/evolve";
import { sha256, toLines } from "../chain.ts";
import { extend, monthOf, type Segment, segmentPath, segmentText } from "../segments.ts";
import { type ChainFile, chainText, type Page } from "./page.ts";

export interface Author {
  readonly name: string;
  readonly email: string;
}

/** An append that is ready to be written: the page after it, and what `git fast-import` is told. */
export interface Draft {
  /** `commit` is not known before git wrote it. */
  readonly page: Omit<Page, "commit">;
  readonly stream: Buffer;
}

/**
 * One append as one commit on `ref`, whose parent is the page's commit.
 *
 * @param now milliseconds since the epoch
 */
export function draftCommit(
  page: Page,
  events: readonly LedgerEvent[],
  ref: string,
  author: Author,
  now: number,
): Draft {
  const { lines, link } = toLines(events, { seq: page.state.seq, last: page.last });
  const state = fold(page.state, events);
  const stateText = `${JSON.stringify(state)}\n`;
  const month = monthOf(events.at(-1)!.at, page.segment?.month ?? null);
  const turned = page.segment !== null && page.segment.month !== month;
  const months = turned ? [...page.months, { month: page.segment.month, commit: page.commit! }] : page.months;
  const segments = extend(page.segment, month, page.state.seq + 1, lines);
  const segment: Segment = segments.at(-1)!;
  const chain: ChainFile = {
    v: 1,
    seq: link.seq,
    last: link.last,
    state: sha256(stateText),
    segment: segmentPath(segment),
    months,
  };
  const identity = `${plain(author.name) || "Sluice"} <${plain(author.email)}> ${Math.floor(now / 1000)} +0000`;
  const stream = [
    `commit ${ref}\nmark :1\nauthor ${identity}\ncommitter ${identity}\n`,
    data(messageOf(events)),
    page.commit === null ? "" : `from ${page.commit}\n`,
    turned ? `D events/${page.segment.month}\n` : "",
    file("state.json", stateText),
    file("chain.json", chainText(chain)),
    ...segments.map((written) => file(segmentPath(written), segmentText(written))),
    "\nget-mark :1\ndone\n",
  ];
  return { page: { state, last: link.last, segment, months }, stream: Buffer.from(stream.join(""), "utf8") };
}

/** The nonce lets no two appends be the same commit, so that a commit which is there is the one that was pushed. */
function messageOf(events: readonly LedgerEvent[]): string {
  const first = events[0]!;
  const last = events.at(-1)!;
  const more = events.length === 1 ? "" : ` and ${events.length - 1} more`;
  const nonce = randomBytes(16).toString("hex");
  return `${first.type}${more}\n\nSluice-Events: ${first.seq}..${last.seq}\nSluice-Append: ${nonce}\n`;
}

function file(path: string, text: string): string {
  return `M 100644 inline ${path}\n${data(text)}`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text, "utf8")}\n${text}\n`;
}

/** What git allows in a name or an address. */
function plain(text: string): string {
  return text.replace(/[<>\p{Cc}]/gu, " ").trim();
}
