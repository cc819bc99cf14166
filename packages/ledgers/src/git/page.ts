import { parseState } from "@sluice/core/ledger/parse";
import { emptyState, type LedgerState } from "@sluice/core/ledger/state";
import { z } from "zod";
import { GENESIS, malformed, sha256 } from "../chain.ts";
import { parseSegmentPath, readSegment, type Segment, segmentPath, splitLines } from "../segments.ts";
import type { GetObject } from "./objects.ts";

/**
 * What `chain.json` in each commit's tree says: where the chain of lines stands, and where the events are
 * that this tree no longer holds.
 */
const chainFile = z.strictObject({
  v: z.literal(1),
  /** Of the last event. */
  seq: z.int().positive(),
  /** SHA-256 of its line. */
  last: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 of `state.json`. */
  state: z.string().regex(/^[0-9a-f]{64}$/),
  /** The segment that holds the last event. */
  segment: z.string(),
  /** Earlier months, oldest first, and the last commit whose tree holds each. */
  months: z.array(
    z.strictObject({ month: z.string(), commit: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/) }),
  ),
});

export type ChainFile = z.infer<typeof chainFile>;

/** What one commit of the ledger holds, as far as reading and appending need it. */
export interface Page {
  /** Null before the first append. */
  readonly commit: string | null;
  readonly state: LedgerState;
  /** SHA-256 of the last line. */
  readonly last: string;
  readonly segment: Segment | null;
  readonly months: ChainFile["months"];
}

export const emptyPage: Page = { commit: null, state: emptyState, last: GENESIS, segment: null, months: [] };

/** Reads and checks the page of a commit that is there. Throws `ledger_malformed`. */
export async function readPage(get: GetObject, commit: string, where: string): Promise<Page> {
  const [stateBlob, chainBlob] = await Promise.all([
    get(`${commit}:state.json`),
    get(`${commit}:chain.json`),
  ]);
  const at = (file: string) => `${where} (commit ${commit.slice(0, 12)}), ${file}`;
  if (chainBlob === null) throw malformed(at("chain.json"), "it is missing");
  if (stateBlob === null) throw malformed(at("state.json"), "it is missing");
  const chain = parseChain(chainBlob.content.toString("utf8"), at("chain.json"));
  const stateText = stateBlob.content.toString("utf8");
  if (sha256(stateText) !== chain.state) throw malformed(at("state.json"), "it is not what chain.json says");
  const state = parseState(stateText);
  const place = parseSegmentPath(chain.segment);
  if (place === null) throw malformed(at("chain.json"), "it names no segment");
  const blob = await get(`${commit}:${segmentPath(place)}`);
  if (blob === null) throw malformed(at(chain.segment), "it is missing");
  const { lines, torn } = splitLines(blob.content.toString("utf8"));
  if (torn !== "") throw malformed(at(chain.segment), "its last line is cut off");
  const end = readSegment(lines, place.first, null, at(chain.segment)).at(-1)!;
  if (end.link.last !== chain.last || end.link.seq !== chain.seq) {
    throw malformed(at(chain.segment), "its last line is not the one that chain.json names");
  }
  if (state.seq !== chain.seq) {
    throw malformed(
      at("state.json"),
      `it is folded up to event ${state.seq}, but the last event is ${chain.seq}`,
    );
  }
  return { commit, state, last: chain.last, segment: { ...place, lines }, months: chain.months };
}

/** Throws `ledger_malformed`. */
export function parseChain(text: string, where: string): ChainFile {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw malformed(where, "it is not JSON", cause);
  }
  const parsed = chainFile.safeParse(data);
  if (!parsed.success) throw malformed(where, z.prettifyError(parsed.error));
  if (chainText(parsed.data) !== text) throw malformed(where, "it is not as Sluice writes it");
  return parsed.data;
}

/** The one form of `chain.json`, to the byte. */
export function chainText(chain: ChainFile): string {
  return `${JSON.stringify(chain)}\n`;
}
