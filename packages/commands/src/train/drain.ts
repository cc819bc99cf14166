import { findStale, pairsToCompare, type Relation, type Stage, type Stale } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { findOver } from "./acting.ts";
import { attempt, type Failure } from "./failure.ts";
import { remove } from "./remove.ts";
import { sharedStages, staleRules } from "./rules.ts";
import { type SettlePorts, settleStage } from "./settle.ts";

export type DrainPorts = SettlePorts & Pick<TrainPorts, "history">;

/**
 * What is stale right now, in these stages (all of them where none is named).
 *
 * @param asked environments that a person wants to keep (`pinned`) or that lost their change (`abandoned`)
 */
export async function lookForStale(
  ports: DrainPorts,
  stages: readonly string[],
  asked: { readonly pinned: readonly string[]; readonly abandoned: readonly string[] },
): Promise<readonly Stale[]> {
  const { state } = await ports.ledger.read();
  const rules = staleRules(ports.config);
  const relations = new Map<string, Relation>();
  for (const [a, b] of pairsToCompare(state, rules)) {
    const key = `${a} ${b}`;
    if (!relations.has(key)) relations.set(key, await ports.history.getRelation(a, b));
  }
  const stale = findStale(state, {
    stages: rules,
    instances: await ports.target.list(),
    routed: await routedEnvironments(ports),
    ...asked,
    relation: (a, b) => relations.get(`${a} ${b}`) ?? "unknown",
    acting: { run: ports.runs.current, over: await findOver(ports, state) },
    now: ports.clock.now(),
  });
  return stages.length === 0 ? stale : stale.filter((one) => stages.includes(one.stage));
}

export interface Drained {
  readonly destroyed: readonly Stale[];
  readonly left: readonly { readonly environment: string; readonly failure: Failure }[];
}

/** Settles what dead runs left in their bake, then destroys what is stale. */
export async function drain(
  ports: DrainPorts,
  stages: readonly Stage[],
  asked: { readonly pinned: readonly string[]; readonly abandoned: readonly string[] },
): Promise<Drained> {
  for (const stage of ports.config.stages) await settleStage(ports, stage);
  const stale = await lookForStale(
    ports,
    stages.map((stage) => stage.name),
    asked,
  );
  const { removed, left } = await remove(
    ports,
    stale.filter((one) => one.recorded),
  );
  const orphans = stale.filter((one) => !one.recorded);
  const results = await Promise.all(
    orphans.map(async (one) => ({
      one,
      down: await attempt(() => ports.target.down(one.environment, one.generation)),
    })),
  );
  return {
    destroyed: stale.filter(
      (one) =>
        removed.includes(one.environment) ||
        results.some((r) => r.one === one && r.down.ok && r.down.value !== "fenced"),
    ),
    left: [
      ...left,
      ...results.flatMap(({ one, down }) =>
        down.ok ? [] : [{ environment: one.environment, failure: down.failure }],
      ),
    ],
  };
}

/** Environments that hold a hostname which their stage's releases share, as the edge itself says. */
async function routedEnvironments(
  ports: Pick<TrainPorts, "edge" | "ledger" | "config">,
): Promise<readonly string[]> {
  const routing = await ports.edge.find();
  const { state } = await ports.ledger.read();
  const shared = sharedStages(ports.config);
  return (routing?.routes ?? [])
    .map((route) => route.environment)
    .filter((name) => shared.includes(state.environments[name]?.stage ?? ""));
}
