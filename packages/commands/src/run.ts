import { defineCommand, type Ending, getStage, type Stage } from "@sluice/core";
import { z } from "zod";
import { buildMerge } from "./build-image.ts";
import { tellDrained } from "./destroy-stale-env.ts";
import { commitInput, dryRun, stageInput } from "./inputs.ts";
import type { TrainPorts } from "./ports.ts";
import { chooseSuites, runSuites } from "./run-test-matrix.ts";
import { undo } from "./train/bring-up.ts";
import { deploy } from "./train/deploy.ts";
import { drain, lookForStale } from "./train/drain.ts";
import { endingOf } from "./train/failure.ts";
import { passGate } from "./train/gate.ts";
import { goLive } from "./train/go-live.ts";
import { tellEnding } from "./train/notice.ts";
import { identifyMerge, type Merge, recordedArtifact, subjectOf } from "./train/resolve-subject.ts";
import { nameOf, type Subject } from "./train/subject.ts";

const outputs = z.object({
  environment: z.string().optional().meta({ description: "The environment's name" }),
  url: z.string().nullish().meta({ description: "Its public address" }),
  digest: z.string().optional().meta({ description: "The artifact's digest" }),
  built: z.string().optional().meta({ description: "built or reused" }),
  destroyed: z
    .string()
    .optional()
    .meta({ description: "Environments that were destroyed, separated by commas" }),
});

type RunOutputs = z.input<typeof outputs>;

export const run = defineCommand({
  name: "run",
  summary: "Do all that a merge into a stage does, from build to notice",
  changes: true,
  inputs: z.object({ stage: stageInput(), commit: commitInput, dryRun }),
  outputs,
  async run(inputs, ports: TrainPorts): Promise<Ending<RunOutputs>> {
    const stage = getStage(ports.config, inputs.stage);
    const merge = await identifyMerge(ports, stage, inputs.commit ?? null);
    ports.reporter.step(
      `${stage.name}: ${nameOf(merge)}${merge.change === null ? "" : ` ${merge.change.title}`}`,
    );
    if (inputs.dryRun) return rehearse(ports, merge);
    const built = await buildMerge(ports, merge, { force: false, dryRun: false });
    ports.reporter.info(built.message);
    const { state } = await ports.ledger.read();
    const subject = subjectOf(
      ports.config.app,
      merge,
      recordedArtifact(state, merge, built.outputs.digest ?? null),
    );
    const outputs = {
      environment: subject.environment,
      url: subject.url,
      digest: subject.digest,
      built: built.outcome,
    };
    const ending = await ride(ports, subject, outputs);
    const drained = tellDrained(
      ports,
      await drain(ports, stagesToDrain(ports, stage), { pinned: [], abandoned: [] }),
    );
    if (drained.outcome === "failed") ports.reporter.warning(drained.message);
    await tellEnding(ports, subject, ending);
    return { ...ending, outputs: { ...ending.outputs, destroyed: drained.outputs.destroyed } };
  },
});

/** Tests, environment, tests of the environment, traffic. A failure at any step leaves what served before serving. */
async function ride(ports: TrainPorts, subject: Subject, outputs: RunOutputs): Promise<Ending<RunOutputs>> {
  const before = await runSuites(ports, subject, {
    suites: chooseSuites(ports, subject, { suites: [], needs: "nothing" }),
    claim: null,
    url: null,
    again: false,
  });
  if (before.outcome !== "passed") return { ...before, outputs };
  if (subject.stage.trigger === "manual") {
    const { state } = await ports.ledger.read();
    const gate = passGate(ports, state, subject);
    if (!gate.ok) return endingOf(gate.failure, outputs);
    const message = `${nameOf(subject)} is ready for ${subject.stage.name}; an administrator deploys it`;
    const advice = `sluice deploy-env ${subject.stage.name} --commit ${subject.commit.slice(0, 12)}`;
    return { outcome: "done", reason: "ok", message, advice, outputs };
  }
  ports.reporter.step(`deploy-env ${subject.environment}`);
  const deployed = await deploy(ports, subject);
  if (!deployed.ok) return endingOf(deployed.failure, outputs);
  const { claim, is } = deployed.value;
  if (is === "unchanged") {
    const message = `${subject.environment} runs ${nameOf(subject)} already`;
    return { outcome: "unchanged", reason: "nothing_to_do", message, outputs };
  }
  const tested = await runSuites(ports, subject, {
    suites: chooseSuites(ports, subject, { suites: [], needs: "environment" }),
    claim,
    url: null,
    again: false,
  });
  if (tested.outcome !== "passed") {
    const { reason, message } = tested;
    await undo(ports, subject, claim, { reason, message, advice: null });
    return { ...tested, outputs };
  }
  ports.reporter.step(`promote-to-prod ${subject.environment} → ${subject.url ?? subject.stage.name}`);
  const live = await goLive(ports, subject, claim);
  if (!live.ok) return endingOf(live.failure, outputs);
  const message = `${nameOf(subject)} serves ${subject.stage.name}${subject.url === null ? "" : ` at ${subject.url}`}`;
  return { outcome: "deployed", reason: "ok", message, outputs };
}

/** A stage's own superseded environments go, and those of the stage before that it contains. */
function stagesToDrain(ports: Pick<TrainPorts, "config">, stage: Stage): readonly Stage[] {
  return ports.config.stages.filter((other) => other.name === stage.name || other.name === stage.from);
}

async function rehearse(ports: TrainPorts, merge: Merge): Promise<Ending<RunOutputs>> {
  const built = await buildMerge(ports, merge, { force: false, dryRun: true });
  const lines = [built.message];
  const { digest } = built.outputs;
  if (digest !== undefined) {
    const { repository } = ports.registry;
    const subject = subjectOf(ports.config.app, merge, { repository, digest });
    lines.push(`would deploy ${nameOf(subject)} to ${subject.environment}`);
  }
  const names = stagesToDrain(ports, merge.stage).map((stage) => stage.name);
  for (const one of await lookForStale(ports, names, { pinned: [], abandoned: [] })) {
    lines.push(`would destroy ${one.environment}: ${one.reason}, ${one.detail}`);
  }
  return {
    outcome: "unchanged",
    reason: "dry_run",
    message: lines.join("\n"),
    outputs: digest ? { digest } : {},
  };
}
