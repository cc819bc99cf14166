import {
  decideApproval,
  defineCommand,
  type Ending,
  flag,
  getStage,
  isMeant,
  type LedgerState,
  type Milestone,
  newestPromotable,
  SluiceError,
  type Stage,
  text,
  transact,
} from "@sluice/core";
import { z } from "zod";
import { dryRun, releaseWords } from "./inputs.ts";
import type { TrainPorts } from "./ports.ts";
import { transactorOf } from "./train/acting.ts";
import { askAdministrator } from "./train/administrator.ts";
import { deploy } from "./train/deploy.ts";
import { endingOf } from "./train/failure.ts";
import { passGate } from "./train/gate.ts";
import { goLive } from "./train/go-live.ts";
import { tellEnding } from "./train/notice.ts";
import { recordArtifact } from "./train/record.ts";
import { subjectOfMilestone } from "./train/resolve-subject.ts";
import { nameOf, type Subject } from "./train/subject.ts";

const outputs = z.object({
  environment: z.string().optional().meta({ description: "The environment that serves the stage now" }),
  digest: z.string().optional().meta({ description: "Its digest" }),
  url: z.string().nullish().meta({ description: "The stage's public address" }),
});

type PromoteOutputs = z.input<typeof outputs>;

export const promoteToProd = defineCommand({
  name: "promote-to-prod",
  summary: "Bring the newest verified release into a stage and let it take the traffic",
  changes: true,
  inputs: z.object({
    stage: text("The stage; default: the last one").meta({
      description: "The stage; default: the last one",
      type: "string",
      positional: true,
    }),
    release: text(`The release: ${releaseWords}; default: the newest verified one of the stage before`),
    approve: flag("Only approve the release for the stage, as one of its administrators"),
    comment: text("A word on the approval"),
    dryRun,
  }),
  outputs,
  async run(inputs, ports: TrainPorts): Promise<Ending<PromoteOutputs>> {
    const stage =
      inputs.stage === undefined ? ports.config.stages.at(-1)! : getStage(ports.config, inputs.stage);
    const { state } = await ports.ledger.read();
    const held = Object.values(state.environments).find(
      (e) => e.stage === stage.name && e.holder?.run === ports.runs.current && e.phase !== "claimed",
    );
    const subject = held
      ? subjectOfMilestone(
          ports.config.app,
          stage,
          state,
          { ...held, environment: held.name, at: held.since },
          "deploy",
        )
      : dispatched(ports, stage, state, inputs.release ?? null);
    const outputs = { environment: subject.environment, digest: subject.digest, url: subject.url };
    if (!held) {
      const allowed = await askAdministrator(ports, stage);
      if (!allowed.ok) return endingOf(allowed.failure, outputs);
    }
    if (inputs.approve) return approve(ports, subject, inputs.comment ?? null, inputs.dryRun, outputs);
    const gate = passGate(ports, state, subject);
    if (!gate.ok) return endingOf(gate.failure, outputs);
    if (inputs.dryRun) {
      const serves = state.stages[stage.name]?.serves ?? "nothing";
      const message = `would let ${nameOf(subject)} (${subject.digest}) serve ${stage.name} instead of ${serves}`;
      return { outcome: "unchanged", reason: "dry_run", message, outputs };
    }
    ports.reporter.step(`promote-to-prod ${nameOf(subject)} → ${stage.name}`);
    const ending = await promote(ports, subject, state, outputs);
    await tellEnding(ports, subject, ending);
    return ending;
  },
});

async function promote(
  ports: TrainPorts,
  subject: Subject,
  state: LedgerState,
  outputs: PromoteOutputs,
): Promise<Ending<PromoteOutputs>> {
  const key = state.releases[subject.digest]?.key ?? "";
  const { stage, commit, change, repository, digest } = subject;
  const artifact = { kind: ports.config.artifact.kind, repository, digest };
  await recordArtifact(ports, { artifact, key, built: false, merge: { stage, commit, change } });
  const deployed = await deploy(ports, subject);
  if (!deployed.ok) return endingOf(deployed.failure, outputs);
  if (deployed.value.is === "unchanged") {
    const message = `${subject.environment} serves ${stage.name} already`;
    return { outcome: "unchanged", reason: "nothing_to_do", message, outputs };
  }
  const live = await goLive(ports, subject, deployed.value.claim);
  if (!live.ok) return endingOf(live.failure, outputs);
  return { outcome: "promoted", reason: "ok", message: `${nameOf(subject)} serves ${stage.name}`, outputs };
}

function dispatched(ports: TrainPorts, stage: Stage, state: LedgerState, wish: string | null): Subject {
  const { from } = stage;
  if (from === null) {
    throw new SluiceError("input_invalid", `${stage.name} is the first stage: nothing is promoted into it`, {
      advice: `Merge into ${stage.branch}, or run \`sluice run ${stage.name}\`.`,
    });
  }
  const milestone = wish === null ? newestPromotable(state, from) : findMeant(state, from, wish);
  if (milestone === null) {
    throw new SluiceError(
      "not_verified",
      `${from} has no verified release${wish === null ? "" : ` that ${wish} means`}`,
      {
        advice: `\`sluice status\` lists what ${from} published; nothing was changed.`,
      },
    );
  }
  return subjectOfMilestone(ports.config.app, stage, state, milestone, "deploy");
}

function findMeant(state: LedgerState, stage: string, wish: string): Milestone | null {
  return state.stages[stage]?.published.find((milestone) => isMeant(milestone, wish)) ?? null;
}

async function approve(
  ports: TrainPorts,
  subject: Subject,
  comment: string | null,
  dryRun: boolean,
  outputs: PromoteOutputs,
): Promise<Ending<PromoteOutputs>> {
  const by = await ports.people.getActor();
  const what = `${nameOf(subject)} for ${subject.stage.name}`;
  if (dryRun) return { outcome: "unchanged", reason: "dry_run", message: `would approve ${what}`, outputs };
  const transactor = await transactorOf(ports);
  const approval = { stage: subject.stage.name, digest: subject.digest, by, comment };
  const approved = await transact(transactor, (state) => decideApproval(state, approval));
  if (!approved.ok) return endingOf(approved, outputs);
  return { outcome: "done", reason: "ok", message: `${by} approves ${what}`, outputs };
}
