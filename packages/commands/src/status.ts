import {
  defineCommand,
  duration,
  type Ending,
  flag,
  getStage,
  type Overview,
  overviewOf,
  SluiceError,
  text,
} from "@sluice/core";
import { z } from "zod";
import type { TrainPorts } from "./ports.ts";
import { renderOverview } from "./status-table.ts";
import { lookForStale } from "./train/drain.ts";
import { attempt } from "./train/failure.ts";
import { whatIsWrong } from "./train/health.ts";
import { routingRules } from "./train/rules.ts";

/** What `--watch` paints on. */
export interface Screen {
  /** Shows this text in the place of the one before. */
  paint(text: string): void;
}

export interface StatusPorts extends TrainPorts {
  /** Null where nobody looks: a pipe, a file, a job's log. */
  readonly screen: Screen | null;
}

const outputs = z.object({
  serves: z
    .string()
    .optional()
    .meta({ description: "What the stages run: STAGE=environment, separated by commas" }),
  drift: z.number().optional().meta({ description: "How many things are not as the ledger says" }),
});

export const status = defineCommand({
  name: "status",
  summary: "Show what runs where, since when and by whom, as recorded and as it is",
  changes: false,
  inputs: z.object({
    stage: text("Only this stage").meta({
      description: "Only this stage; default: all",
      type: "string",
      positional: true,
    }),
    watch: flag("Show it again and again, until Ctrl-C"),
    interval: duration("How long to wait between two looks with --watch").prefault("2s"),
  }),
  outputs,
  async run(inputs, ports: StatusPorts): Promise<Ending<z.input<typeof outputs>>> {
    const only = inputs.stage === undefined ? null : getStage(ports.config, inputs.stage).name;
    if (inputs.watch) await watch(ports, only, inputs.interval);
    const { overview, problems } = await look(ports, only);
    for (const problem of problems) ports.reporter.warning(problem);
    ports.reporter.info(renderOverview(ports.config.app, overview, ports.clock.now()));
    const serves = overview.stages.flatMap(({ name, serves }) =>
      serves === null ? [] : [`${name}=${serves}`],
    );
    return {
      outcome: "done",
      reason: "ok",
      message: `${overview.environments.length} environments, ${overview.drift.length} differences to the ledger`,
      outputs: { serves: serves.join(","), drift: overview.drift.length },
      details: overview,
    };
  },
});

/** Goes on until the process is ended. Throws `input_invalid` where there is no screen. */
async function watch(ports: StatusPorts, only: string | null, interval: number): Promise<never> {
  const { screen } = ports;
  if (screen === null) {
    throw new SluiceError("input_invalid", "--watch needs a terminal to repaint", {
      advice: "Run it in a terminal, without --json and without a pipe, or without --watch.",
    });
  }
  for (;;) {
    const { overview, problems } = await look(ports, only);
    const painted = renderOverview(ports.config.app, overview, ports.clock.now());
    screen.paint([painted, ...problems].join("\n"));
    await ports.clock.sleep(interval);
  }
}

/** One look at ledger, target and edge. Where one of the latter does not answer, the rest is shown all the same. */
async function look(
  ports: TrainPorts,
  only: string | null,
): Promise<{ readonly overview: Overview; readonly problems: readonly string[] }> {
  const { state } = await ports.ledger.read();
  const [target, edge] = await Promise.all([
    attempt(() => ports.target.list()),
    attempt(() => ports.edge.find()),
  ]);
  const instances = target.ok ? target.value : null;
  const health = await Promise.all(
    (instances ?? []).map(async (one) => [one.environment, await whatIsWrong(ports, one)] as const),
  );
  const stale = target.ok && edge.ok ? await attempt(() => lookForStale(ports, [], NOTHING_ASKED)) : null;
  const overview = overviewOf(state, {
    stages: routingRules(ports.config),
    only,
    instances,
    routing: edge.ok ? edge.value : null,
    wrong: Object.fromEntries(health),
    stale: stale?.ok ? stale.value : [],
  });
  const problems = [target, edge, ...(stale === null ? [] : [stale])].flatMap((step) =>
    step.ok ? [] : [step.failure.message],
  );
  return { overview, problems };
}

const NOTHING_ASKED = { pinned: [], abandoned: [] } as const;
