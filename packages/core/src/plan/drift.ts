import type { LedgerState } from "../ledger/state.ts";
import type { Route, Routing } from "../ports/edge.ts";
import type { Instance } from "../ports/target.ts";
import { type RoutingRules, renderRouting } from "./routing.ts";

/** One difference between the ledger's word and what is there. */
export interface Drift {
  /** The environment or the hostname that it is about. */
  readonly about: string;
  /** The environment that is, or should be, there. */
  readonly environment: string;
  /** One line for a person. */
  readonly message: string;
}

export interface DriftFacts {
  readonly stages: readonly RoutingRules[];
  /** Null where the target could not be asked. */
  readonly instances: readonly Instance[] | null;
  /** Null where no edge runs, or it could not be asked. */
  readonly routing: Routing | null;
}

/** Where the target and the edge are not as the ledger says. What is on its way (claimed, condemned) is no drift. */
export function findDrift(state: LedgerState, facts: DriftFacts): readonly Drift[] {
  if (facts.instances === null) return [];
  return [
    ...ofEnvironments(state, facts.instances),
    ...ofRoutes(renderRouting(state, facts.stages, facts.instances), facts.routing),
  ];
}

function ofEnvironments(state: LedgerState, instances: readonly Instance[]): Drift[] {
  const drift: Drift[] = [];
  for (const { name, phase, digest } of Object.values(state.environments)) {
    if (!["deployed", "verified", "baking", "published"].includes(phase)) continue;
    const instance = instances.find((one) => one.environment === name);
    if (instance === undefined)
      drift.push({ about: name, environment: name, message: "the target does not have it" });
    else if (!instance.running) drift.push({ about: name, environment: name, message: "it ended" });
    else if (instance.digest !== digest)
      drift.push({ about: name, environment: name, message: `it runs ${instance.digest}, not ${digest}` });
  }
  for (const { environment } of instances) {
    const phase = state.environments[environment]?.phase;
    if (phase === undefined || phase === "deleted")
      drift.push({ about: environment, environment, message: "the target has it, and the ledger does not" });
  }
  return drift;
}

function ofRoutes(wanted: Routing, held: Routing | null): Drift[] {
  const routes = held?.routes ?? [];
  const missing = wanted.routes.flatMap((want): Drift[] => {
    const route = routes.find(({ host }) => host === want.host);
    const message = route === undefined ? `does not lead it to ${want.environment}` : misled(want, route);
    const { host: about, environment } = want;
    return message === null ? [] : [{ about, environment, message: `the edge ${message}` }];
  });
  const strange = routes
    .filter(({ host }) => !wanted.routes.some((want) => want.host === host))
    .map(({ host: about, environment }): Drift => {
      const message = `the edge leads it to ${environment}, and the ledger leads it nowhere`;
      return { about, environment, message };
    });
  return [...missing, ...strange];
}

function misled(want: Route, route: Route): string | null {
  const { environment, address } = want;
  if (route.environment !== environment) return `leads it to ${route.environment}, not ${environment}`;
  if (route.address === address) return null;
  return `leads it to ${route.address}, and ${environment} is at ${address}`;
}
