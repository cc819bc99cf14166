import { defineCommand, type Ending, getStage, list, type Stale } from "@sluice/core";
import { z } from "zod";
import { dryRun } from "./inputs.ts";
import type { TrainPorts } from "./ports.ts";
import { type Drained, type DrainPorts, drain, lookForStale } from "./train/drain.ts";
import { remove } from "./train/remove.ts";

const outputs = z.object({
  destroyed: z
    .string()
    .meta({ description: "The environments that were (or would be) destroyed, separated by commas" }),
  left: z.string().meta({ description: "Stale environments that are still there" }),
});

type DestroyOutputs = z.input<typeof outputs>;

export const destroyStaleEnv = defineCommand({
  name: "destroy-stale-env",
  summary: "Destroy the environments that nothing needs any more",
  changes: true,
  inputs: z.object({
    stages: list("Stages to look at; default: all").meta({
      description: "Stages to look at; default: all",
      type: "list",
      positional: true,
    }),
    environment: list(
      "Environments to destroy now, stale or not; what serves a shared hostname is spared all the same",
    ),
    keep: list("Environments to spare"),
    abandoned: list("Environments whose change was closed or whose branch is gone"),
    dryRun,
  }),
  outputs,
  async run(inputs, ports: TrainPorts): Promise<Ending<DestroyOutputs>> {
    const stages = inputs.stages.map((name) => getStage(ports.config, name));
    const asked = { pinned: inputs.keep, abandoned: inputs.abandoned };
    if (inputs.dryRun) {
      const names = stages.map((stage) => stage.name);
      return tellStale(await lookForStale(ports, names, asked));
    }
    ports.reporter.step(`destroy-stale-env ${stages.map((stage) => stage.name).join(" ")}`);
    if (inputs.environment.length > 0) return destroyAsked(ports, inputs.environment);
    return tellDrained(ports, await drain(ports, stages, asked));
  },
});

/** What a drain came to, as a verb's end. */
export function tellDrained(ports: Pick<TrainPorts, "reporter">, drained: Drained): Ending<DestroyOutputs> {
  for (const one of drained.destroyed)
    ports.reporter.info(`destroyed ${one.environment}: ${one.reason}, ${one.detail}`);
  const destroyed = drained.destroyed.map((one) => one.environment).join(",");
  const left = drained.left.map((one) => one.environment).join(",");
  const [first] = drained.left;
  if (first) {
    const message = `${left} could not be destroyed: ${first.failure.message}`;
    const advice = "The ledger has their tombstones: the next run tries again.";
    return { outcome: "failed", reason: first.failure.reason, message, advice, outputs: { destroyed, left } };
  }
  const count = drained.destroyed.length;
  if (count === 0)
    return {
      outcome: "unchanged",
      reason: "nothing_to_do",
      message: "nothing is stale",
      outputs: { destroyed, left },
    };
  const details = drained.destroyed.map(({ environment, reason, detail }) => ({
    environment,
    reason,
    detail,
  }));
  return {
    outcome: "destroyed",
    reason: "ok",
    message: `destroyed ${destroyed}`,
    outputs: { destroyed, left },
    details,
  };
}

function tellStale(stale: readonly Stale[]): Ending<DestroyOutputs> {
  const lines = stale.map((one) => `would destroy ${one.environment}: ${one.reason}, ${one.detail}`);
  const message = lines.length === 0 ? "nothing is stale" : lines.join("\n");
  const destroyed = stale.map((one) => one.environment).join(",");
  return {
    outcome: "unchanged",
    reason: "dry_run",
    message,
    outputs: { destroyed, left: "" },
    details: stale,
  };
}

async function destroyAsked(ports: DrainPorts, names: readonly string[]): Promise<Ending<DestroyOutputs>> {
  const { state } = await ports.ledger.read();
  const unknown = names.find((name) => state.environments[name] === undefined);
  if (unknown !== undefined) {
    const message = `there is no environment ${unknown}`;
    const advice = "`sluice status` lists them; nothing was changed.";
    return {
      outcome: "invalid",
      reason: "environment_unknown",
      message,
      advice,
      outputs: { destroyed: "", left: "" },
    };
  }
  const by = await ports.people.getActor();
  const { removed, left } = await remove(
    ports,
    names.map((environment) => ({
      environment,
      generation: state.environments[environment]!.generation,
      reason: "asked",
      detail: `${by} asked for it`,
    })),
  );
  const spared = names.filter((name) => !removed.includes(name));
  const outputs = { destroyed: removed.join(","), left: spared.join(",") };
  if (spared.length > 0) {
    const why = left[0]?.failure.message ?? "they serve a shared hostname, or another run is at work on them";
    return {
      outcome: "refused",
      reason: left[0]?.failure.reason ?? "busy",
      message: `${spared.join(", ")} stay: ${why}`,
      advice: null,
      outputs,
    };
  }
  return { outcome: "destroyed", reason: "ok", message: `destroyed ${removed.join(", ")}`, outputs };
}
