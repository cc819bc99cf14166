import { SluiceError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ledger, LedgerSnapshot } from "../ports/ledger.ts";
import type { Decision, Refusal } from "./decide/decision.ts";
import type { LedgerEvent, NewEvent } from "./events.ts";
import type { LedgerState } from "./state.ts";

export interface Transactor {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** A number from 0 to 1, for jitter. */
  readonly random: () => number;
  readonly by: string;
  readonly run: string | null;
  /**
   * What the ledger was when it was last seen. Events are decided on it without a look at the ledger first: if
   * it has grown, the append conflicts. Anything else that a decision comes to is decided again on what is there now.
   */
  readonly last?: LedgerSnapshot | null;
}

export type Transacted<A> =
  | {
      readonly ok: true;
      readonly answer: A;
      readonly snapshot: LedgerSnapshot;
      readonly appended: readonly LedgerEvent[];
    }
  | (Refusal & { readonly snapshot: LedgerSnapshot });

type Decide<A> = (state: LedgerState, now: number) => Decision<A> | Promise<Decision<A>>;

const MOST_TRIES = 100;

/**
 * Reads, decides and appends; where somebody else appended meanwhile, reads and decides again. The only way
 * anything gets into the ledger.
 *
 * @param decide is called anew with each state that it is to decide on; it may look things up on the way
 * @throws `ledger_contended` after a hundred conflicts, and what the ledger throws
 */
export async function transact<A>(transactor: Transactor, decide: Decide<A>): Promise<Transacted<A>> {
  const { ledger, clock, random, last } = transactor;
  if (last) {
    const guess = await tryOn(transactor, last, decide);
    if (guess?.ok && guess.appended.length > 0) return guess;
  }
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const began = clock.now();
    const result = await tryOn(transactor, await ledger.read(), decide);
    if (result !== null) return result;
    // in proportion to what a try takes, so that a busy machine or a far remote is not asked ever more often
    const unit = Math.max(clock.now() - began, 25);
    await clock.sleep(random() * Math.min(unit * 2 ** Math.min(attempt, 5), 10_000));
  }
  throw new SluiceError(
    "ledger_contended",
    `${MOST_TRIES} other appends to ${ledger.place} came first, one after another`,
    { advice: "Nothing was changed by this step. Run it again." },
  );
}

/** Decides on one snapshot; null where the ledger has grown since. */
async function tryOn<A>(
  transactor: Transactor,
  snapshot: LedgerSnapshot,
  decide: Decide<A>,
): Promise<Transacted<A> | null> {
  const now = transactor.clock.now();
  const decision = await decide(snapshot.state, now);
  if (!decision.ok) return { ...decision, snapshot };
  const { answer } = decision;
  if (decision.events.length === 0) return { ok: true, answer, snapshot, appended: [] };
  const events = stamp(decision.events, snapshot.state.seq, transactor, now);
  const result = await transactor.ledger.append(snapshot, events);
  return result.appended ? { ok: true, answer, snapshot: result.snapshot, appended: events } : null;
}

function stamp(
  events: readonly NewEvent[],
  seq: number,
  transactor: Pick<Transactor, "by" | "run">,
  now: number,
): readonly LedgerEvent[] {
  const at = new Date(now).toISOString();
  const { by, run } = transactor;
  return events.map((event, index) => ({ v: 1, seq: seq + 1 + index, at, by, run, ...event }) as LedgerEvent);
}
