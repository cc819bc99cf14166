import { defineCommand, type Ending, getStage, NOTICE_EVENTS, type Notice, text } from "@sluice/core";
import { z } from "zod";
import { dryRun, stageInput } from "./inputs.ts";
import type { TrainPorts } from "./ports.ts";
import { tell } from "./train/tell.ts";

const outputs = z.object({
  delivered: z.string().optional().meta({ description: "Channels that were told, separated by commas" }),
  already: z.string().optional().meta({ description: "Channels that knew already" }),
  failed: z.string().optional().meta({ description: "Channels that could not be told" }),
});

type NotifyOutputs = z.input<typeof outputs>;

export const notifyAdmins = defineCommand({
  name: "notify-admins",
  summary: "Tell the administrators of a stage what happened, once",
  changes: true,
  inputs: z.object({
    stage: stageInput(),
    event: z.enum(NOTICE_EVENTS).meta({ description: "What happened", type: "string" }),
    environment: text("The environment; default: the one that serves the stage"),
    message: text("One line on what happened; default: made from the ledger"),
    dryRun,
  }),
  outputs,
  async run(inputs, ports: TrainPorts): Promise<Ending<NotifyOutputs>> {
    const stage = getStage(ports.config, inputs.stage);
    const { state } = await ports.ledger.read();
    const serves = state.stages[stage.name]?.serves ?? null;
    const name = inputs.environment ?? serves;
    const environment = name === null ? undefined : state.environments[name];
    if (inputs.environment !== undefined && environment === undefined) {
      const message = `there is no environment ${inputs.environment}`;
      const advice = "`sluice status` lists them; nobody was told.";
      return { outcome: "invalid", reason: "environment_unknown", message, advice, outputs: {} };
    }
    const notice: Notice = {
      event: inputs.event,
      app: ports.config.app,
      stage: stage.name,
      environment: name,
      digest: environment?.digest ?? null,
      commit: environment?.commit ?? null,
      change: environment?.change ?? null,
      headline: inputs.message ?? `${ports.config.app} in ${stage.name}: ${inputs.event}`,
      serving: serves,
      next: null,
      url: environment?.url ?? null,
      administrators: stage.administrators,
      at: new Date(ports.clock.now()).toISOString(),
    };
    if (inputs.dryRun)
      return {
        outcome: "notified",
        reason: "dry_run",
        message: notice.headline,
        outputs: {},
        details: notice,
      };
    const told = await tell(ports, notice);
    const by = (result: string) =>
      told
        .filter((one) => one.result === result)
        .map((one) => one.channel)
        .join(",");
    const outputs = { delivered: by("delivered"), already: by("already"), failed: by("not_delivered") };
    if (outputs.failed !== "") {
      const message = `${outputs.failed} could not be told`;
      return {
        outcome: "failed",
        reason: "not_delivered",
        message,
        advice: "Look at the channel's address and try again.",
        outputs,
      };
    }
    const reason = told.some((one) => one.result === "delivered") ? "ok" : "nothing_to_do";
    const message = reason === "ok" ? `told ${outputs.delivered}` : "nobody was left to tell";
    return { outcome: "notified", reason, message, outputs };
  },
});
