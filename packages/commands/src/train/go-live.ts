import {
  type Claim,
  commitsToCompare,
  decidePublish,
  decideRelease,
  decideSwitch,
  decideVerified,
  hostOf,
  obstacles,
  transact,
} from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { relationsTo, transactorOf } from "./acting.ts";
import { bake } from "./bake.ts";
import { undo } from "./bring-up.ts";
import { attempt, done, fail, type Step } from "./failure.ts";
import { gateFacts } from "./gate.ts";
import { runHooks } from "./hooks.ts";
import { rollBack } from "./roll-back.ts";
import { applyRoutes } from "./routes.ts";
import { gateRules } from "./rules.ts";
import type { SettlePorts } from "./settle.ts";
import { nameOf, type Subject, variablesOf } from "./subject.ts";

/**
 * Lets a healthy environment take its stage's traffic: verified → switched → baked → published. Where a required
 * suite is missing it stays as it is, held by this run; where it turns out bad the traffic goes back.
 *
 * @param options.quarantine why what serves until now is not to be deployed again; null: it may be
 */
export async function goLive(
  ports: SettlePorts & Pick<TrainPorts, "history">,
  subject: Subject,
  claim: Claim,
  options: { readonly quarantine: string | null } = { quarantine: null },
): Promise<Step<null>> {
  const { stage } = subject;
  const transactor = await transactorOf(ports);
  const verified = await transact(transactor, (state) => {
    const [first] = obstacles(
      state.releases[subject.digest],
      gateRules(ports.config, stage),
      gateFacts(ports, subject),
      "switch",
    );
    return first && subject.purpose === "deploy"
      ? { ok: false as const, ...first }
      : decideVerified(state, claim);
  });
  if (!verified.ok) return fail(verified);
  const switched = await transact(transactor, async (state) =>
    decideSwitch(
      state,
      claim,
      await relationsTo(ports, subject.commit, commitsToCompare(state, stage.name)),
      options.quarantine,
    ),
  );
  if (!switched.ok) {
    const refused = fail<null>(switched);
    if (!refused.ok) await undo(ports, subject, claim, refused.failure);
    return refused;
  }
  const routed = await attempt(() => applyRoutes(ports));
  if (!routed.ok) {
    const { reason, message } = routed.failure;
    return fail(await rollBack(ports, stage, claim, { reason, message }));
  }
  ports.reporter.info(`${subject.environment} has the traffic of ${subject.url ?? stage.name}`);
  const breach = await bake(ports, stage, subject.environment, hostOf(subject.url));
  if (breach !== null) {
    return fail(await rollBack(ports, stage, claim, { reason: "unhealthy_after_switch", message: breach }));
  }
  const hooks = await runHooks(ports, "post_deploy", variablesOf(subject));
  if (!hooks.ok) {
    const { reason, message } = hooks.failure;
    return fail(await rollBack(ports, stage, claim, { reason, message }));
  }
  const published = await transact(transactor, (state) => decidePublish(state, claim));
  if (!published.ok) return fail(published);
  ports.reporter.info(`${nameOf(subject)} serves ${stage.name}`);
  await transact(transactor, (state) => decideRelease(state, stage.name, ports.runs.current, claim));
  return done(null);
}
