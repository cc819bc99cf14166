import type { LedgerEvent } from "../ledger/events.ts";
import type { LedgerState } from "../ledger/state.ts";

/** The append-only record that all decisions are folded from. */
export interface Ledger {
  /** For messages: `refs/sluice/shop/ledger of origin`. */
  readonly place: string;
  /** The folded state and the head that it was folded from. Throws `ledger_malformed`, `ledger_unreachable`. */
  read(): Promise<LedgerSnapshot>;
  /**
   * Appends events that were decided on `snapshot`, all or none, as one act. `conflict` where somebody
   * else appended meanwhile: read, decide again. Their `seq` follow the snapshot's without a gap.
   */
  append(snapshot: LedgerSnapshot, events: readonly LedgerEvent[]): Promise<AppendResult>;
  /** All events from the first, in order, after checking the chain. Throws `ledger_malformed` with the place. */
  events(): AsyncIterable<LedgerEvent>;
}

export interface LedgerSnapshot {
  readonly state: LedgerState;
  /** Opaque: a commit, a hash; null for a ledger without events. */
  readonly head: string | null;
}

export type AppendResult =
  | { readonly appended: true; readonly snapshot: LedgerSnapshot }
  | { readonly appended: false };
