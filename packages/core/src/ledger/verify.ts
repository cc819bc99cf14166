import { SluiceError } from "../errors.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { LedgerEvent } from "./events.ts";
import { fold } from "./evolve.ts";
import { emptyState } from "./state.ts";

export interface Verified {
  readonly ok: true;
  readonly events: number;
  /** `at` of the first and of the last event; null for an empty ledger. */
  readonly from: string | null;
  readonly to: string | null;
  /** In how many calendar months (UTC) something was appended. */
  readonly months: number;
}

/** Events folded at once: folding copies the state each time. */
const CHUNK = 5_000;

/**
 * Reads all events, which checks their chain, folds them anew and compares the outcome with the stored state.
 * Events that are appended meanwhile are checked, not compared.
 *
 * @throws `ledger_malformed` with the first place that is wrong
 */
export async function verify(ledger: Ledger): Promise<Verified> {
  const stored = (await ledger.read()).state;
  const months = new Set<string>();
  let state = emptyState;
  let chunk: LedgerEvent[] = [];
  let [events, from, to]: [number, string | null, string | null] = [0, null, null];
  for await (const event of ledger.events()) {
    events++;
    from ??= event.at;
    to = event.at;
    months.add(event.at.slice(0, 7));
    if (event.seq <= stored.seq) chunk.push(event);
    if (chunk.length < CHUNK) continue;
    state = fold(state, chunk);
    chunk = [];
  }
  state = fold(state, chunk);
  const difference = firstDifference(state, stored, "state");
  if (difference !== null) {
    throw new SluiceError(
      "ledger_malformed",
      `the ledger in ${ledger.place} stores a state that is not what its events fold to: ${difference} differs`,
      {
        advice:
          "Nothing was changed. The events are whole: put the ledger back to the last append whose state verifies, or, if this Sluice is older than the one that wrote it, use that one.",
      },
    );
  }
  return { ok: true, events, from, to, months: months.size };
}

/** The path of the first value that is not the same; null where all are. The order of keys does not count. */
function firstDifference(a: unknown, b: unknown, path: string): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return path;
  if (Array.isArray(a) !== Array.isArray(b)) return path;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[key], right[key], `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
