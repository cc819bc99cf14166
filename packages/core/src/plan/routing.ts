import { isLive } from "../ledger/decide/decision.ts";
import type { LedgerState } from "../ledger/state.ts";
import type { Route, Routing } from "../ports/edge.ts";
import type { Instance } from "../ports/target.ts";

export interface RoutingRules {
  readonly name: string;
  /** The one public hostname of the stage; null where each environment has its own. */
  readonly sharedHost: string | null;
}

/**
 * The full routing that the ledger asks for: a stage's own hostname leads to what the stage serves, an
 * environment's own hostname to it once it has its traffic. What the target does not have is left out. Of two that
 * have one hostname (two changes of one branch) the newer has it, and a stage's own comes before any.
 */
export function renderRouting(
  state: LedgerState,
  stages: readonly RoutingRules[],
  instances: readonly Instance[],
): Routing {
  const routes: Route[] = [];
  const place = (environment: string) => {
    const address = instances.find((candidate) => candidate.environment === environment)?.address;
    return address ? { environment, address } : null;
  };
  const add = (host: string | null, environment: string, previous: string | null = null) => {
    const here = place(environment);
    const fallback = previous === null ? null : place(previous);
    if (host === null || here === null || routes.some((route) => route.host === host)) return;
    routes.push({ host, ...here, ...(fallback === null ? {} : { fallback }) });
  };
  for (const { name, sharedHost } of stages) {
    const { serves = null, previous = null } = state.stages[name] ?? {};
    if (sharedHost === null || serves === null || !isLive(state.environments[serves])) continue;
    add(sharedHost, serves, previous);
  }
  const apart = stages.filter(({ sharedHost }) => sharedHost === null).map(({ name }) => name);
  const newestFirst = Object.values(state.environments).sort((a, b) => b.generation - a.generation);
  for (const { name, stage, phase, url } of newestFirst) {
    if (apart.includes(stage) && (phase === "baking" || phase === "published")) add(hostOf(url), name);
  }
  routes.sort((a, b) => (a.host < b.host ? -1 : a.host > b.host ? 1 : 0));
  return { version: state.seq, routes };
}

/** Hostname of a URL, in lower case; null where there is none. */
export function hostOf(url: string | null): string | null {
  return url === null ? null : (/^[a-z]+:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? null);
}

/** Whether two routings lead the same hostnames to the same places, in whatever order and case they are written. */
export function sameRoutes(a: Routing, b: Routing): boolean {
  return JSON.stringify(sorted(a.routes)) === JSON.stringify(sorted(b.routes));
}

function sorted(routes: readonly Route[]): readonly unknown[] {
  return routes
    .map(({ host, environment, address, fallback }) => {
      return [host.toLowerCase(), environment, address, fallback?.environment, fallback?.address] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
