import {
  type Claim,
  commitsToCompare,
  decidePublish,
  decideSwitch,
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
  const switched = await transact(transactor, async (state) => {
    const [first] =
      subject.purpose === "rollback"
        ? []
        : obstacles(
            state.releases[subject.digest],
            gateRules(ports.config, stage),
            gateFacts(ports, subject),
            "switch",
          );
    if (first) return { ok: false, ...first };
    const relations = await relationsTo(ports, subject.commit, commitsToCompare(state, stage.name));
    return decideSwitch(state, claim, relations, options.quarantine);
  });
  if (!switched.ok) {
    if (switched.reason === "newer_change") await undo(ports, subject, claim, switched);
    return fail(switched);
  }
  const routed = await attempt(() => applyRoutes(ports, switched.snapshot.state));
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
  // the release before is no fallback any more; that the edge still has it for one is mended by whoever comes next
  const settled = await attempt(() => applyRoutes(ports, published.snapshot.state));
  if (!settled.ok) ports.reporter.warning(settled.failure.message);
  ports.reporter.info(`${nameOf(subject)} serves ${stage.name}`);
  return done(null);
}
