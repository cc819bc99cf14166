import {
  chooseRollbackTarget,
  decideClear,
  defineCommand,
  type Ending,
  getStage,
  type LedgerState,
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
import { endingOf, type Failure } from "./train/failure.ts";
import { goLive } from "./train/go-live.ts";
import { tellEnding } from "./train/notice.ts";
import { subjectOfMilestone } from "./train/resolve-subject.ts";
import { nameOf } from "./train/subject.ts";

const outputs = z.object({
  environment: z.string().optional().meta({ description: "The environment that serves the stage now" }),
  digest: z.string().optional().meta({ description: "Its digest" }),
  quarantined: z
    .string()
    .optional()
    .meta({ description: "The digest that is kept from being deployed again" }),
});

type RollbackOutputs = z.input<typeof outputs>;

export const rollback = defineCommand({
  name: "rollback",
  summary: "Let a stage go back to a release that was verified there before",
  changes: true,
  inputs: z.object({
    stage: text("The stage; default: the last one").meta({
      description: "The stage; default: the last one",
      type: "string",
      positional: true,
    }),
    to: text(`The release to go back to: ${releaseWords}; default: the last verified one before this`),
    reason: text("Why, for the record and for those who are told"),
    quarantine: z
      .stringbool()
      .default(true)
      .meta({ description: "Keep what serves now from being deployed again", type: "boolean" }),
    clear: text("Only clear a release of its quarantine: the first 7 or more digits of its digest"),
    dryRun,
  }),
  outputs,
  async run(inputs, ports: TrainPorts): Promise<Ending<RollbackOutputs>> {
    const stage =
      inputs.stage === undefined ? ports.config.stages.at(-1)! : getStage(ports.config, inputs.stage);
    const allowed = await askAdministrator(ports, stage);
    if (!allowed.ok) return endingOf(allowed.failure, {});
    const { state } = await ports.ledger.read();
    const reason = inputs.reason ?? "a person asked for it";
    if (inputs.clear !== undefined) return clear(ports, stage, state, inputs.clear, reason, inputs.dryRun);
    const target = chooseRollbackTarget(state, stage.name, inputs.to ?? null);
    if (target === null) return endingOf(noTarget(stage, inputs.to ?? null), {});
    const subject = subjectOfMilestone(ports.config.app, stage, state, target, "rollback");
    const from = state.environments[state.stages[stage.name]?.serves ?? ""];
    const bad = inputs.quarantine && from && from.digest !== subject.digest ? from.digest : null;
    const outputs = {
      environment: subject.environment,
      digest: subject.digest,
      ...(bad ? { quarantined: bad } : {}),
    };
    if (inputs.dryRun) {
      const message = `would let ${nameOf(subject)} (${subject.digest}) serve ${stage.name} instead of ${from?.name ?? "nothing"}`;
      return { outcome: "unchanged", reason: "dry_run", message, outputs };
    }
    ports.reporter.step(`rollback ${stage.name} → ${nameOf(subject)}`);
    const deployed = await deploy(ports, subject);
    const live =
      deployed.ok && deployed.value.is === "held"
        ? await goLive(ports, subject, deployed.value.claim, { quarantine: bad === null ? null : reason })
        : deployed;
    if (!live.ok) {
      const ending = endingOf({ ...live.failure, outcome: outcomeOf(live.failure) }, outputs);
      await tellEnding(ports, subject, ending);
      return ending;
    }
    const message = `${nameOf(subject)} serves ${stage.name} again: ${reason}`;
    const ending = { outcome: "returned", reason: "ok", message, outputs } as const;
    await tellEnding(ports, subject, ending);
    return ending;
  },
});

function noTarget(stage: Stage, wish: string | null): Failure {
  return {
    reason: "no_rollback_target",
    message:
      wish === null
        ? `${stage.name} has no earlier verified release`
        : `${stage.name} published nothing that ${wish} means`,
    advice: "`sluice status` lists what was published; nothing was changed.",
  };
}

/** A rollback that did not come about failed, whatever kept it from it; one that was refused changed nothing. */
function outcomeOf(failure: Failure): "rollback_failed" | "refused" {
  const refused = ["busy", "quarantined", "not_an_administrator", "claim_lost"].includes(failure.reason);
  return refused ? "refused" : "rollback_failed";
}

async function clear(
  ports: TrainPorts,
  stage: Stage,
  state: LedgerState,
  wish: string,
  reason: string,
  dryRun: boolean,
): Promise<Ending<RollbackOutputs>> {
  const hex = wish.replace(/^sha256:/, "");
  const release = Object.values(state.releases).find(
    (r) => r.quarantined && hex.length >= 7 && r.digest.slice("sha256:".length).startsWith(hex),
  );
  if (!release) {
    const advice = "`sluice status` lists what is quarantined; nothing was changed.";
    return endingOf(
      { reason: "input_invalid", message: `nothing that ${wish} means is quarantined`, advice },
      {},
    );
  }
  const { digest } = release;
  if (dryRun)
    return { outcome: "unchanged", reason: "dry_run", message: `would clear ${digest}`, outputs: { digest } };
  const transactor = await transactorOf(ports);
  await transact(transactor, (current) => decideClear(current, stage.name, digest, reason));
  return { outcome: "done", reason: "ok", message: `${digest} may be deployed again`, outputs: { digest } };
}
