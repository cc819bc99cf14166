import {
  type Claim,
  decideRollBack,
  hostOf,
  isShared,
  type ReasonCode,
  type Stage,
  transact,
} from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { transactorOf } from "./acting.ts";
import { attempt, done, type Failure, fail, type Step } from "./failure.ts";
import { waitHealthy, whatIsWrong, whatIsWrongBehind } from "./health.ts";
import { type RemovePorts, remove } from "./remove.ts";
import { applyRoutes } from "./routes.ts";
import { type Subject, specOf } from "./subject.ts";

export type RollBackPorts = RemovePorts & Pick<TrainPorts, "prober" | "resolve">;

/**
 * Returns a stage's traffic from an environment that failed to the one that had it, quarantines what failed and
 * removes it. Always answers a failure: `rolled_back` once the old release is seen to serve, `rollback_failed`
 * otherwise, `failed` where nothing served before.
 */
export async function rollBack(
  ports: RollBackPorts,
  stage: Stage,
  claim: Claim,
  cause: { readonly reason: ReasonCode; readonly message: string },
): Promise<Failure> {
  ports.reporter.warning(`${claim.environment}: ${cause.message}; returning the traffic`);
  const lines = await attempt(() => ports.target.logs(claim.environment, 20));
  const transactor = await transactorOf(ports);
  const decided = await transact(transactor, (state) =>
    decideRollBack(state, {
      stage: stage.name,
      from: claim.environment,
      generation: claim.generation,
      reason: cause.reason,
      message: cause.message,
      incident: true,
      quarantine: true,
    }),
  );
  if (!decided.ok) return decided;
  await applyRoutes(ports, decided.snapshot.state);
  const to = decided.answer;
  const serves = to === null ? null : await ensureServes(ports, stage, to);
  await remove(ports, [{ ...claim, reason: "rolled_back", detail: cause.message }]);
  const tail =
    lines.ok && lines.value.length > 0
      ? `\nits last lines:\n${lines.value.map((l) => `  ${l}`).join("\n")}`
      : "";
  const advice = "The release is quarantined: merge a fix, or clear it with `sluice rollback --clear`.";
  if (to === null || serves === null) {
    const message = `${claim.environment}: ${cause.message}; nothing served ${stage.name} before, so nothing does now${tail}`;
    return { reason: cause.reason, message, advice, outcome: "failed" };
  }
  if (!serves.ok) {
    return {
      reason: "rollback_unhealthy",
      message: `${claim.environment}: ${cause.message}; the traffic went back to ${to}, which is not healthy: ${serves.failure.message}`,
      advice: `Look at ${to} now: \`sluice status\`, then \`sluice rollback --stage ${stage.name} --to …\`.`,
      outcome: "rollback_failed",
    };
  }
  return {
    reason: cause.reason,
    message: `${claim.environment}: ${cause.message}; ${to} serves ${stage.name} again${tail}`,
    advice,
    outcome: "rolled_back",
  };
}

/** Sees that an environment serves its stage, and starts it again where it does not run any more. */
async function ensureServes(ports: RollBackPorts, stage: Stage, environment: string): Promise<Step<null>> {
  const instance = await ports.target.find(environment);
  if ((await whatIsWrong(ports, instance)) !== null) {
    const revived = await revive(ports, stage, environment);
    if (!revived.ok) return revived;
    await applyRoutes(ports);
  }
  const { state } = await ports.ledger.read();
  const host = isShared(stage) ? hostOf(state.environments[environment]?.url ?? null) : null;
  const wrong = host === null ? null : await whatIsWrongBehind(ports, host);
  return wrong === null ? done(null) : fail({ reason: "rollback_unhealthy", message: wrong, advice: null });
}

async function revive(ports: RollBackPorts, stage: Stage, name: string): Promise<Step<unknown>> {
  const { state } = await ports.ledger.read();
  const environment = state.environments[name];
  const release = environment && state.releases[environment.digest];
  if (!environment || !release) {
    return fail({ reason: "rollback_unhealthy", message: "the ledger forgot its release", advice: null });
  }
  const { commit, change, digest, url, generation } = environment;
  const { repository } = release;
  const subject: Subject = {
    app: ports.config.app,
    stage,
    environment: name,
    commit,
    change,
    repository,
    digest,
    url,
    purpose: "rollback",
    hotfix: false,
  };
  const up = await attempt(() => ports.target.up(specOf(ports, subject, generation)));
  return up.ok ? waitHealthy(ports, name) : up;
}
