import type { Route, Routing } from "@sluice/core/ports/edge";

/** What applying a routing comes to: an older one changes nothing; of equal versions the last wins. */
export type Verdict = "stale" | "already" | "done";

export function judge(held: Routing | null, wanted: Routing): Verdict {
  if (held === null) return "done";
  if (wanted.version < held.version) return "stale";
  return JSON.stringify(sorted(held.routes)) === JSON.stringify(sorted(wanted.routes)) ? "already" : "done";
}

function sorted(routes: readonly Route[]): readonly unknown[] {
  return routes
    .map(({ host, environment, address, fallback }) => {
      return [host.toLowerCase(), environment, address, fallback?.environment, fallback?.address] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
