import { defineCommand, type Ending, getStage } from "@sluice/core";
import { z } from "zod";
import { commitInput, digestInput, dryRun, stageInput } from "./inputs.ts";
import type { TrainPorts } from "./ports.ts";
import { type Deployed, deploy } from "./train/deploy.ts";
import { endingOf, type Step } from "./train/failure.ts";
import { passGate } from "./train/gate.ts";
import { goLive } from "./train/go-live.ts";
import { tellEnding } from "./train/notice.ts";
import { identifyMerge, recordedArtifact, subjectOf } from "./train/resolve-subject.ts";
import { nameOf, type Subject } from "./train/subject.ts";

const outputs = z.object({
  environment: z.string().optional().meta({ description: "The environment's name" }),
  url: z.string().nullish().meta({ description: "Its public address" }),
  address: z
    .string()
    .nullish()
    .meta({ description: "Where this machine reaches it, with or without public traffic" }),
  digest: z.string().optional().meta({ description: "The digest that the target was seen to run" }),
  generation: z.number().optional().meta({ description: "The fencing token of this deployment" }),
});

export type DeployOutputs = z.input<typeof outputs>;

export const deployEnv = defineCommand({
  name: "deploy-env",
  summary: "Bring a change's environment up in a stage, healthy and proven by its digest",
  changes: true,
  inputs: z.object({
    stage: stageInput(),
    commit: commitInput,
    digest: digestInput,
    traffic: z.enum(["switch", "hold"]).default("switch").meta({
      description: "switch: let it take its stage's traffic; hold: leave that to promote-to-prod in this run",
      type: "string",
    }),
    dryRun,
  }),
  outputs,
  async run(inputs, ports: TrainPorts): Promise<Ending<DeployOutputs>> {
    const stage = getStage(ports.config, inputs.stage);
    const merge = await identifyMerge(ports, stage, inputs.commit ?? null);
    const { state } = await ports.ledger.read();
    const subject = subjectOf(ports.config.app, merge, recordedArtifact(state, merge, inputs.digest ?? null));
    const outputs = { environment: subject.environment, url: subject.url, digest: subject.digest };
    if (inputs.dryRun) {
      const gate = passGate(ports, state, subject);
      if (!gate.ok) return endingOf(gate.failure, outputs);
      const message = `would deploy ${nameOf(subject)} to ${subject.environment} with ${subject.digest}`;
      return { outcome: "unchanged", reason: "dry_run", message, outputs };
    }
    ports.reporter.step(`deploy-env ${nameOf(subject)} → ${subject.environment}`);
    const deployed = await deploy(ports, subject);
    const ending = await finish(ports, subject, deployed, inputs.traffic === "switch", outputs);
    await tellEnding(ports, subject, ending);
    return ending;
  },
});

async function finish(
  ports: TrainPorts,
  subject: Subject,
  deployed: Step<Deployed>,
  takesTraffic: boolean,
  outputs: DeployOutputs,
): Promise<Ending<DeployOutputs>> {
  if (!deployed.ok) return endingOf(deployed.failure, outputs);
  const { claim, is } = deployed.value;
  const address = (await ports.target.find(subject.environment))?.address ?? null;
  const known = { ...outputs, address, generation: claim.generation };
  if (is === "unchanged") {
    const message = `${subject.environment} runs ${nameOf(subject)} already`;
    return { outcome: "unchanged", reason: "nothing_to_do", message, outputs: known };
  }
  if (takesTraffic) {
    const live = await goLive(ports, subject, claim);
    if (!live.ok) return endingOf(live.failure, known);
  }
  const where = takesTraffic ? (subject.url ?? address ?? "") : "without traffic yet";
  const message = `${nameOf(subject)} runs as ${subject.environment}${where === "" ? "" : `, ${where}`}`;
  return { outcome: "deployed", reason: "ok", message, outputs: known };
}
