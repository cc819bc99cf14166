import { decidePublish, heldByOther, hostOf, type Stage, transact } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { findOver, transactorOf } from "./acting.ts";
import { bake } from "./bake.ts";
import { done, type Step } from "./failure.ts";
import { type RollBackPorts, rollBack } from "./roll-back.ts";
import { applyRoutes } from "./routes.ts";

export type SettlePorts = RollBackPorts & Pick<TrainPorts, "random">;

/**
 * Finishes or undoes what a killed run left in a stage: lets the edge lead where the ledger says, and where an
 * environment was in its bake, watches it for all of the bake and publishes it or returns the traffic.
 * A bake whose run is alive is left to it.
 */
export async function settleStage(ports: SettlePorts, stage: Stage): Promise<Step<null>> {
  const { state } = await ports.ledger.read();
  await applyRoutes(ports, state);
  const serves = state.stages[stage.name]?.serves ?? null;
  const environment = serves === null ? undefined : state.environments[serves];
  if (environment?.phase !== "baking") return done(null);
  const acting = { run: ports.runs.current, over: await findOver(ports, state) };
  if (heldByOther(environment, acting, ports.clock.now())) return done(null);
  const claim = { environment: environment.name, generation: environment.generation };
  ports.reporter.info(`settling ${environment.name}, whose run ended in its bake`);
  const breach = await bake(ports, stage, environment.name, hostOf(environment.url));
  if (breach !== null) {
    const cause = { reason: "unhealthy_after_switch", message: breach } as const;
    await rollBack(ports, stage, claim, cause);
    return done(null);
  }
  const transactor = await transactorOf(ports);
  const published = await transact(transactor, (state) => decidePublish(state, claim));
  // somebody else may have settled it meanwhile: then it is settled
  if (!published.ok) ports.reporter.info(published.message);
  return done(null);
}
