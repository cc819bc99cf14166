import {
  type EnvironmentState,
  type EventOf,
  emptyState,
  evolve,
  isLive,
  type LedgerEvent,
  type LedgerState,
  type NewEvent,
} from "@sluice/core";
import type { World } from "@sluice/testing/train/world";

/** What must hold of each act at the moment of it, however it all ends: whoever breaks it makes an outage or a leak. */

/** The stage whose environments take turns behind one hostname, in the interleavings' world. */
const SHARED = "PROD";

/** What is wrong with a whole ledger, told event by event; empty: nothing is. */
export function faultsOf(world: World, events: readonly LedgerEvent[]): string[] {
  const faults: string[] = [];
  let state = emptyState;
  for (const [index, event] of events.entries()) {
    const fault = faultOf(world, state, event, events[index + 1]);
    if (fault !== null) faults.push(`${event.seq} ${event.type}: ${fault}`);
    state = evolve(state, event);
  }
  return faults;
}

function faultOf(world: World, state: LedgerState, event: LedgerEvent, next: LedgerEvent | undefined) {
  switch (event.type) {
    case "environment.created":
    case "environment.modified":
      return claimFault(world, state, event);
    case "service.deployed":
    case "release.verified":
    case "service.upgraded":
    case "service.published":
      return progressFault(state, event);
    case "service.rolledback":
      return rollbackFault(state, event, next);
    case "environment.tombstoned": {
      const stage = state.stages[event.stage];
      if (stage?.previous === event.environment) return "the traffic could have returned to it";
      if (event.stage === SHARED && stage?.serves === event.environment) return "it served";
      const environment = state.environments[event.environment];
      const atWork =
        environment?.holder && environment.holder.run !== event.run && isHeld(world, environment, event.at);
      return atWork && environment.purpose === "rollback"
        ? `${environment.holder?.run} was bringing it back`
        : null;
    }
    default:
      return null;
  }
}

function rollbackFault(
  state: LedgerState,
  event: EventOf<"service.rolledback">,
  next: LedgerEvent | undefined,
): string | null {
  const runs = Object.values(state.environments).find(
    (e) =>
      e.stage === event.stage &&
      e.name !== event.from &&
      e.phase === "published" &&
      !state.releases[e.digest]?.quarantined,
  );
  if (state.environments[event.from]?.phase !== "baking") return "its bake was over";
  if (event.environment === null && runs) return `${runs.name} could have had the traffic`;
  const same = state.environments[event.from]?.digest === event.digest;
  return same || next?.type === "release.quarantined"
    ? null
    : "what failed was not quarantined in the same act";
}

function claimFault(
  world: World,
  state: LedgerState,
  event: EventOf<"environment.created" | "environment.modified">,
): string | null {
  if (state.releases[event.digest]?.quarantined) return "its release is quarantined";
  const others = Object.values(state.environments).filter((e) => e.stage === event.stage && isLive(e));
  const newer = others.find(
    (e) =>
      e.name !== event.environment &&
      ["verified", "baking", "published"].includes(e.phase) &&
      world.relation(e.commit, event.commit) === "descendant",
  );
  if (event.purpose === "deploy" && newer) return `${newer.name} is newer and runs`;
  const rival = others.find(
    (e) =>
      (event.stage === SHARED || e.name === event.environment) &&
      e.holder?.run !== event.run &&
      isHeld(world, e, event.at),
  );
  return rival ? `${rival.holder?.run} holds ${rival.name}` : null;
}

function isHeld(world: World, { holder }: EnvironmentState, at: string): boolean {
  return holder !== null && !world.over.has(holder.run) && holder.until > at;
}

function progressFault(
  state: LedgerState,
  event: EventOf<"service.deployed" | "release.verified" | "service.upgraded" | "service.published">,
): string | null {
  const environment = state.environments[event.environment];
  if (!isLive(environment)) return "it was condemned before";
  if (environment.generation !== event.generation) return `its generation is ${environment.generation}`;
  if (event.digest !== environment.digest) return `it runs ${environment.digest}`;
  const served = event.type === "service.published" && event.stage === SHARED;
  return served && state.stages[SHARED]?.serves !== environment.name ? "it did not have the traffic" : null;
}

/**
 * Sees that nothing a public hostname leads to is ever destroyed, that the ledger calls nothing gone that nobody removed,
 * and nothing published behind a hostname that leads elsewhere: at the moment that it would be. Answers what it saw.
 */
export function guard(world: World, host: string): readonly string[] {
  const faults: string[] = [];
  /** By environment: the generation up to which somebody removed it. */
  const removed = new Map<string, number>();
  const { down } = world.target;
  world.target.down = async (environment, upTo) => {
    const instance = await world.target.find(environment);
    const routes = (await world.edge.find())?.routes ?? [];
    const led = routes.find(
      (route) => route.address === instance?.address && (instance?.generation ?? 0) <= upTo,
    );
    if (led) faults.push(`${environment} was destroyed while ${led.host} led to it`);
    const answer = await down(environment, upTo);
    if (answer !== "fenced") removed.set(environment, Math.max(upTo, removed.get(environment) ?? 0));
    return answer;
  };
  const { append } = world.ledger;
  world.ledger.append = async (snapshot, events) => {
    const result = await append(snapshot, events);
    if (!result.appended) return result;
    for (const event of events as readonly (LedgerEvent & NewEvent)[]) {
      if (event.type === "environment.deleted") {
        const generation = snapshot.state.environments[event.environment]?.generation ?? 0;
        if ((removed.get(event.environment) ?? 0) < generation)
          faults.push(
            `${event.environment} was called gone, and nobody removed its generation ${generation}`,
          );
      }
      if (event.type === "service.published" && event.stage === SHARED) {
        const address = (await world.target.find(event.environment))?.address ?? null;
        if (world.edge.lead(host) !== address)
          faults.push(`${event.environment} was published, and ${host} led elsewhere`);
      }
    }
    return result;
  };
  return faults;
}

/** What runs that is of a claim of this run, and that the ledger calls gone: what an overtaken run left behind. */
export async function leftBehind(world: World, run: string): Promise<readonly string[]> {
  const { state } = await world.ledger.read();
  const claims = new Set<number>();
  for await (const event of world.ledger.events()) {
    if (event.type === "environment.created" || event.type === "environment.modified")
      if (event.run === run) claims.add(event.seq);
  }
  const gone = (await world.target.list()).filter(
    ({ environment, generation }) =>
      claims.has(generation) && (state.environments[environment]?.phase ?? "deleted") === "deleted",
  );
  return gone.map(({ environment }) => `${run} left ${environment} behind`);
}
