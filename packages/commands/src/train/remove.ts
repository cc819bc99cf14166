import {
  type Condemned,
  decideDeleted,
  decideTombstones,
  type EnvironmentState,
  hostOf,
  type TombstoneReason,
  transact,
} from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { findOver, transactorOf } from "./acting.ts";
import { attempt, type Failure } from "./failure.ts";
import { runHooks } from "./hooks.ts";
import { applyRoutes } from "./routes.ts";
import { sharedStages } from "./rules.ts";

export type RemovePorts = Pick<
  TrainPorts,
  "config" | "ledger" | "clock" | "random" | "people" | "runs" | "target" | "edge" | "exec" | "reporter"
>;

export interface Removal {
  readonly environment: string;
  readonly generation: number;
  readonly reason: TombstoneReason;
  readonly detail: string;
}

export interface Removed {
  readonly removed: readonly string[];
  /** Condemned, but still there; the next sweep tries again. */
  readonly left: readonly { readonly environment: string; readonly failure: Failure }[];
}

/**
 * Destroys environments: writes their tombstones, takes their routes away, removes them side by side, and writes
 * that they are gone. In this order, so that whoever dies on the way leaves something the next sweep finishes,
 * and nothing that a route leads to goes.
 */
export async function remove(ports: RemovePorts, removals: readonly Removal[]): Promise<Removed> {
  if (removals.length === 0) return { removed: [], left: [] };
  const transactor = await transactorOf(ports);
  const condemned = await transact(transactor, async (state, now) =>
    decideTombstones(
      state,
      {
        condemned: removals,
        sharedStages: sharedStages(ports.config),
        run: ports.runs.current,
        over: await findOver(ports, state),
      },
      now,
    ),
  );
  if (!condemned.ok || condemned.answer.length === 0) return { removed: [], left: [] };
  await applyRoutes(ports, condemned.snapshot.state);
  const { environments } = condemned.snapshot.state;
  const results = await Promise.all(
    condemned.answer.map(async (one) => ({
      one,
      failure: await takeDown(ports, one, environments[one.environment]),
    })),
  );
  const gone = results.filter(({ failure }) => failure === null).map(({ one }) => one);
  await transact(transactor, (state) => decideDeleted(state, gone));
  return {
    removed: gone.map(({ environment }) => environment),
    left: results.flatMap(({ one, failure }) => (failure ? [{ environment: one.environment, failure }] : [])),
  };
}

async function takeDown(
  ports: RemovePorts,
  one: Condemned,
  environment: EnvironmentState | undefined,
): Promise<Failure | null> {
  const variables = environment ? factsOf(ports.config.app, environment) : {};
  const before = await runHooks(ports, "pre_destroy", variables);
  if (!before.ok) ports.reporter.warning(before.failure.message);
  const down = await attempt(() => ports.target.down(one.environment, one.generation));
  if (!down.ok) {
    ports.reporter.warning(`${one.environment} is still there: ${down.failure.message}`);
    return down.failure;
  }
  const after = await runHooks(ports, "post_destroy", variables);
  if (!after.ok) ports.reporter.warning(after.failure.message);
  return null;
}

function factsOf(app: string, environment: EnvironmentState): Record<string, string> {
  return {
    SLUICE_APP: app,
    SLUICE_STAGE: environment.stage,
    SLUICE_ENVIRONMENT: environment.name,
    SLUICE_COMMIT: environment.commit,
    SLUICE_DIGEST: environment.digest,
    SLUICE_HOST: hostOf(environment.url) ?? "",
    SLUICE_CHANGE: environment.change === null ? "" : String(environment.change.number),
  };
}
