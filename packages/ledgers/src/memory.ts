import type { LedgerEvent } from "@sluice/core/ledger/events";
import { fold } from "@sluice/core/ledger/evolve";
import { emptyState } from "@sluice/core/ledger/state";
import type { AppendResult, Ledger, LedgerSnapshot } from "@sluice/core/ports/ledger";
import { readLine, START, toLines } from "./chain.ts";

/** A ledger that lives as long as the process: for tests and rehearsals. It stores the same lines as the others. */
export function memoryLedger(): Ledger {
  const stored: string[] = [];
  let link = START;
  let snapshot: LedgerSnapshot = { state: emptyState, head: null };

  return {
    place: "memory",
    async read(): Promise<LedgerSnapshot> {
      return snapshot;
    },
    async append(decidedOn: LedgerSnapshot, events: readonly LedgerEvent[]): Promise<AppendResult> {
      if (decidedOn.head !== snapshot.head) return { appended: false };
      if (events.length === 0) return { appended: true, snapshot };
      const added = toLines(events, link);
      const state = fold(snapshot.state, events);
      stored.push(...added.lines);
      link = added.link;
      snapshot = { state, head: link.last };
      return { appended: true, snapshot };
    },
    async *events(): AsyncGenerator<LedgerEvent> {
      let at = START;
      for (const [index, line] of [...stored].entries()) {
        const read = readLine(line, at, `memory, line ${index + 1}`);
        at = read.link;
        yield read.event;
      }
    },
  };
}
