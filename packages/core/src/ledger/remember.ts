import type { Ledger, LedgerSnapshot } from "../ports/ledger.ts";

/** A ledger that knows what it was when this run last saw it. */
export interface RememberingLedger extends Ledger {
  /** The last snapshot that was read or appended; others may have appended since. Null before the first. */
  last(): LedgerSnapshot | null;
}

export function remembering(ledger: Ledger): RememberingLedger {
  let last: LedgerSnapshot | null = null;
  return {
    place: ledger.place,
    last: () => last,
    async read() {
      last = await ledger.read();
      return last;
    },
    async append(snapshot, events) {
      const result = await ledger.append(snapshot, events);
      if (result.appended) last = result.snapshot;
      return result;
    },
    events: () => ledger.events(),
  };
}
