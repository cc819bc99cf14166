import type { LedgerEvent, TombstoneReason } from "@sluice/core";

/** The life of one environment, as the ledger tells it; times in ms since the epoch. */
export interface Bar {
  readonly environment: string;
  readonly stage: string;
  readonly digest: string;
  readonly change: number | null;
  readonly from: number;
  /** When it took its traffic; null: never. */
  readonly switched: number | null;
  /** When it was published; null: never. */
  readonly published: number | null;
  /** When it was gone; null: it is still there. */
  readonly to: number | null;
  readonly reason: TombstoneReason | null;
  /** Where its traffic went back to, and when; null: it never did. */
  readonly back: { readonly at: number; readonly environment: string | null } | null;
}

/** All environments, in the order in which they came. */
export function barsOf(events: readonly LedgerEvent[]): readonly Bar[] {
  const bars: Writable<Bar>[] = [];
  const live = (environment: string) =>
    bars.findLast((bar) => bar.environment === environment && bar.to === null);
  for (const event of events) {
    const at = Date.parse(event.at);
    switch (event.type) {
      case "environment.created":
      case "environment.modified": {
        const known = live(event.environment);
        if (known) known.digest = event.digest;
        else bars.push(begun(event, at));
        break;
      }
      case "service.upgraded": {
        const bar = live(event.environment);
        if (bar) bar.switched = at;
        break;
      }
      case "service.published": {
        const bar = live(event.environment);
        if (bar) bar.published = at;
        break;
      }
      case "service.rolledback": {
        const bar = live(event.from);
        if (bar) bar.back = { at, environment: event.environment };
        break;
      }
      case "environment.tombstoned": {
        const bar = live(event.environment);
        if (bar) bar.reason = event.reason;
        break;
      }
      case "environment.deleted": {
        const bar = live(event.environment);
        if (bar) bar.to = at;
        break;
      }
    }
  }
  return bars;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function begun(
  event: Extract<LedgerEvent, { type: "environment.created" | "environment.modified" }>,
  at: number,
): Bar {
  const { environment, stage, digest, change } = event;
  return {
    environment,
    stage,
    digest,
    change: change?.number ?? null,
    from: at,
    switched: null,
    published: null,
    to: null,
    reason: null,
    back: null,
  };
}

/** Puts spans into as few rows as it takes for none to touch another, in the order in which they begin. */
export function rowsOf(spans: readonly { readonly from: number; readonly to: number }[]): readonly number[] {
  const ends: number[] = [];
  return spans.map(({ from, to }) => {
    const free = ends.findIndex((end) => end <= from);
    const row = free === -1 ? ends.length : free;
    ends[row] = to;
    return row;
  });
}
