import { type Claim, decideDeployed, decideRelease, transact } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { transactorOf } from "./acting.ts";
import { fenceNow } from "./claim.ts";
import { attempt, done, type Failure, fail, type Step } from "./failure.ts";
import { waitHealthy } from "./health.ts";
import { runHooks } from "./hooks.ts";
import { type RemovePorts, remove } from "./remove.ts";
import { type Subject, specOf, variablesOf } from "./subject.ts";

export type BringUpPorts = RemovePorts & Pick<TrainPorts, "prober" | "resolve">;

/**
 * Brings a claimed environment up: hooks, target, health, digest. What goes wrong is undone, so that only what
 * served before is left; a claim that was lost on the way takes what was made with it.
 */
export async function bringUp(ports: BringUpPorts, subject: Subject, claim: Claim): Promise<Step<null>> {
  const up = await tryBringUp(ports, subject, claim);
  if (up.ok) return up;
  ports.reporter.info(`taking ${subject.environment} back: ${up.failure.reason}`);
  await undo(ports, subject, claim, up.failure);
  return up;
}

async function tryBringUp(ports: BringUpPorts, subject: Subject, claim: Claim): Promise<Step<null>> {
  if (ports.config.hooks.pre_deploy.length > 0) {
    const hooks = await runHooks(ports, "pre_deploy", variablesOf(subject));
    if (!hooks.ok) return hooks;
    // hooks take their time; without them the claim was read or written just now
    const still = await fenceNow(ports, claim);
    if (!still.ok) return still;
  }
  const started = await attempt(() => ports.target.up(specOf(ports, subject, claim.generation)));
  if (!started.ok) {
    // what did not start may still be there, and only who holds the claim has it tombstoned
    const held = await fenceNow(ports, claim);
    return held.ok ? started : held;
  }
  if (started.value === "fenced") return fail(lost(subject));
  const healthy = await waitHealthy(ports, subject.environment);
  if (!healthy.ok) {
    // a newer run may have taken the environment away while this one waited for it: that is why, then
    const held = await fenceNow(ports, claim);
    return held.ok ? healthy : held;
  }
  if (healthy.value.digest !== subject.digest) {
    const held = await fenceNow(ports, claim);
    if (!held.ok) return held;
    return fail({
      reason: "digest_mismatch",
      message: `${subject.environment} runs ${healthy.value.digest}, not ${subject.digest}`,
      advice: "Somebody else deploys into this environment; find out who.",
    });
  }
  ports.reporter.info(`${subject.environment} is healthy and runs ${subject.digest.slice(0, 19)}`);
  const transactor = await transactorOf(ports);
  const deployed = await transact(transactor, (state) => decideDeployed(state, claim, subject.digest));
  return deployed.ok ? done(null) : fail(deployed);
}

/** Takes away what a failed deployment made. What has the stage's traffic stays; what another run took over, too. */
export async function undo(ports: RemovePorts, subject: Subject, claim: Claim, why: Failure): Promise<void> {
  const overtaken =
    why.reason === "newer_change" || why.reason === "tombstoned" || why.reason === "claim_lost";
  if (overtaken) {
    const down = await attempt(() => ports.target.down(subject.environment, claim.generation));
    if (!down.ok)
      ports.reporter.warning(`${subject.environment} may still be there: ${down.failure.message}`);
  }
  await remove(ports, [
    {
      ...claim,
      reason: overtaken ? "superseded" : "failed",
      detail: why.message.split("\n")[0] ?? why.reason,
    },
  ]);
  const transactor = await transactorOf(ports);
  await transact(transactor, (state) => decideRelease(state, subject.stage.name, ports.runs.current, claim));
}

function lost(subject: Subject): Failure {
  return {
    reason: "claim_lost",
    message: `the target has a newer generation of ${subject.environment}`,
    advice: "Another run took it over; look at it with `sluice status`.",
  };
}
