import { createReservoir, type Reservoir } from "./reservoir.ts";

/** What went to one upstream since the daemon started. */
export interface UpstreamStats {
  readonly address: string;
  readonly environment: string;
  readonly requests: number;
  /** Answers of 500 and above, and requests that got none. */
  readonly failures: number;
  /** Requests and upgraded connections that go on now. */
  readonly active: number;
  /** Milliseconds, of a sample of the requests; null before the first. */
  readonly latency: { readonly p50: number | null; readonly p95: number | null; readonly p99: number | null };
}

/** One request or upgraded connection on its way. */
export interface Passage {
  /** Ends it once; with `failed` it counts as a failure. Upgraded connections have no latency. */
  end(result: { readonly failed: boolean; readonly ms: number | null }): void;
}

/** Counts what passes to each upstream, and knows what is still on its way. */
export interface Traffic {
  /** @param close ends the client's side at once. */
  begin(route: { readonly address: string; readonly environment: string }, close: () => void): Passage;
  /** Answers once nothing is on its way to an address that `isRouted` denies, or `ms` passed; then the rest is closed. */
  drain(isRouted: (address: string) => boolean, ms: number): Promise<void>;
  stats(): readonly UpstreamStats[];
}

interface Upstream {
  readonly address: string;
  environment: string;
  requests: number;
  failures: number;
  readonly latency: Reservoir;
  readonly active: Set<() => void>;
}

/** Upstreams that are remembered; addresses change with every deployment, and the daemon lives for long. */
const REMEMBERED = 200;
const SAMPLE = 1024;

export function createTraffic(random: () => number = Math.random): Traffic {
  const upstreams = new Map<string, Upstream>();
  const waiting = new Set<() => void>();

  function upstreamOf(address: string, environment: string): Upstream {
    const known = upstreams.get(address);
    // A port that another environment had before is another upstream.
    if (known !== undefined && known.environment === environment) return known;
    const latency = createReservoir(SAMPLE, random);
    const active = known?.active ?? new Set<() => void>();
    const made = { address, environment, requests: 0, failures: 0, latency, active };
    upstreams.delete(address);
    upstreams.set(address, made);
    for (const [other, { active }] of upstreams) {
      if (upstreams.size <= REMEMBERED) break;
      if (active.size === 0) upstreams.delete(other);
    }
    return made;
  }

  return {
    begin({ address, environment }, close) {
      const upstream = upstreamOf(address, environment);
      upstream.active.add(close);
      return {
        end({ failed, ms }) {
          if (!upstream.active.delete(close)) return;
          upstream.requests++;
          if (failed) upstream.failures++;
          if (ms !== null) upstream.latency.add(ms);
          for (const look of waiting) look();
        },
      };
    },
    drain(isRouted, ms) {
      const leaving = () =>
        [...upstreams.values()].filter((one) => one.active.size > 0 && !isRouted(one.address));
      return new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const look = () => {
          if (leaving().length === 0) finish();
        };
        const timer = setTimeout(() => {
          for (const { active } of leaving()) for (const close of [...active]) close();
          finish();
        }, ms);
        waiting.add(look);
        look();
      });
    },
    stats() {
      return [...upstreams.values()].map(({ address, environment, requests, failures, latency, active }) => ({
        address,
        environment,
        requests,
        failures,
        active: active.size,
        latency: {
          p50: latency.quantile(0.5),
          p95: latency.quantile(0.95),
          p99: latency.quantile(0.99),
        },
      }));
    },
  };
}
