/** What the visitors of a public hostname met. */
export interface Traffic {
  readonly host: string;
  /** When the first visit was answered, and when the last one began; ms since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly requests: number;
  readonly failed: number;
  /** Requests on connections of their own; the others kept theirs. */
  readonly fresh: number;
  /** The first failures, with what was wrong. */
  readonly failures: readonly Failure[];
  /** Milliseconds; null before the first answer. */
  readonly latency: { readonly p50: number | null; readonly p99: number | null; readonly max: number | null };
  /** Without gaps, oldest first. */
  readonly slots: readonly Slot[];
}

export interface Failure {
  readonly at: number;
  readonly what: string;
}

/** What was answered in a piece of time. */
export interface Slot {
  readonly at: number;
  readonly requests: number;
  readonly failed: number;
  /** Answers by who gave them; empty where answers do not say. */
  readonly by: Readonly<Record<string, number>>;
}

export const SLOT_MS = 250;
const FAILURES_KEPT = 50;

/** One visit: who answered (null where nobody can tell), or what was wrong. */
export type Visit =
  | { readonly at: number; readonly ms: number; readonly fresh: boolean; readonly by: string | null }
  | { readonly at: number; readonly fresh: boolean; readonly wrong: string };

/** Counts visits. */
export interface Tally {
  add(visit: Visit): void;
  /** What was counted until now; null before the first visit. */
  read(): Traffic | null;
}

export function createTally(host: string): Tally {
  const slots = new Map<number, { requests: number; failed: number; by: Record<string, number> }>();
  const failures: Failure[] = [];
  const latencies: number[] = [];
  let [requests, failed, fresh] = [0, 0, 0];
  let [from, to] = [Number.POSITIVE_INFINITY, 0];

  return {
    add(visit) {
      requests++;
      if (visit.fresh) fresh++;
      [from, to] = [Math.min(from, visit.at), Math.max(to, visit.at)];
      const key = Math.floor(visit.at / SLOT_MS);
      const slot = slots.get(key) ?? { requests: 0, failed: 0, by: {} };
      slots.set(key, slot);
      slot.requests++;
      if ("wrong" in visit) {
        failed++;
        slot.failed++;
        if (failures.length < FAILURES_KEPT) failures.push({ at: visit.at, what: visit.wrong });
        return;
      }
      latencies.push(visit.ms);
      if (visit.by !== null) slot.by[visit.by] = (slot.by[visit.by] ?? 0) + 1;
    },
    read() {
      if (requests === 0) return null;
      const ascending = Float64Array.from(latencies).sort();
      const quantile = (q: number) => ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)] ?? null;
      const latency = { p50: quantile(0.5), p99: quantile(0.99), max: quantile(1) };
      return {
        host,
        from,
        to,
        requests,
        failed,
        fresh,
        failures: [...failures],
        latency,
        slots: withoutGaps(slots),
      };
    },
  };
}

function withoutGaps(
  slots: ReadonlyMap<number, { requests: number; failed: number; by: Record<string, number> }>,
): Slot[] {
  const first = Math.min(...slots.keys());
  const last = Math.max(...slots.keys());
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const { requests, failed, by } = slots.get(first + n) ?? { requests: 0, failed: 0, by: {} };
    return { at: (first + n) * SLOT_MS, requests, failed, by: { ...by } };
  });
}

/** Who answered most lately; null where nobody can tell. */
export function lastAnswer(traffic: Traffic | null): string | null {
  const slot = traffic?.slots.findLast(({ by }) => Object.keys(by).length > 0);
  if (slot === undefined) return null;
  return Object.entries(slot.by).sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
