import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { defineCommand, type Ending, flag, text } from "@sluice/core/command";
import { parseDuration } from "@sluice/core/model/duration";
import { z } from "zod";
import type { Clearing } from "./clearing.ts";
import type { View } from "./view.ts";

const MOST_BAKE_MS = 60_000;

const bake = z
  .string()
  .default("3s")
  .transform((given, ctx) => {
    const ms = parseDuration(given);
    if (ms !== null && ms <= MOST_BAKE_MS) return ms;
    ctx.addIssue({ code: "custom", message: "must be a duration such as 3s, of 60s at the most" });
    return z.NEVER;
  })
  .meta({
    description: "How long a release is watched after it took the last stage's traffic",
    type: "string",
  });

const rate = z
  .string()
  .default("200")
  .transform((given, ctx) => {
    const number = /^\d{1,4}$/.test(given) ? Number(given) : 0;
    if (number >= 10 && number <= 2000) return number;
    ctx.addIssue({ code: "custom", message: "must be a whole number from 10 to 2000" });
    return z.NEVER;
  })
  .meta({ description: "Requests a second of the visitors", type: "string" });

const outputs = z.object({
  report: z.string().optional().meta({ description: "The report's file" }),
  requests: z.number().optional().meta({ description: "Requests that came while the train ran" }),
  failed: z.number().optional().meta({ description: "How many of them failed" }),
  folder: z.string().optional().meta({ description: "The folder that was kept" }),
});

type DemoOutputs = z.input<typeof outputs>;

export interface DemoPorts {
  readonly view: (verbose: boolean) => View;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clearing: Clearing;
}

/** Shows the whole train on this machine. */
export const demo = defineCommand({
  name: "demo",
  summary: "Show the whole train on this machine, on a scratch repository, under traffic",
  changes: true,
  inputs: z.object({
    repo: text(
      "Play with a copy of this repository, which has a sluice.yml, instead of the sample application",
    ),
    report: text("Where the report is written; default: a file in the folder for temporary files"),
    bake,
    rate,
    verbose: flag("Print all that the commands print"),
    keep: flag("Keep all running, and tell how to look at it"),
    stop: text("Only end and remove what an earlier --keep left in this folder"),
  }),
  outputs,
  async run(inputs, ports: DemoPorts): Promise<Ending<DemoOutputs>> {
    if (inputs.stop !== undefined) {
      const { openKept } = await import("./place.ts");
      const { folder, site } = await openKept(inputs.stop, ports.env);
      ports.clearing.take(folder);
      ports.clearing.takeSite(site);
      await ports.clearing.clear();
      return {
        outcome: "done",
        reason: "ok",
        message: `${folder} and all that ran in it are gone`,
        outputs: {},
      };
    }
    const { playDemo } = await import("./play-demo.ts");
    const view = ports.view(inputs.verbose);
    const report = await writableReport(inputs.report ?? null);
    const { story, cut, site, folder } = await playDemo(
      {
        from: inputs.repo ?? null,
        bakeMs: inputs.bake,
        rate: inputs.rate,
        keep: inputs.keep,
        env: ports.env,
      },
      view,
      ports.clearing,
    );
    const [{ renderReport }, { brokenOf, tellEnd }, { tellKept }] = await Promise.all([
      import("./report/render.ts"),
      import("./ending.ts"),
      import("./kept.ts"),
    ]);
    tellEnd(story, view);
    await writeFile(report, renderReport(story));
    view.line(`The report: ${report}`);
    if (inputs.keep) tellKept(view, folder, site, story);
    view.line();
    const traffic = story.traffic ?? { requests: undefined, failed: undefined };
    const outputs = {
      report,
      requests: traffic.requests,
      failed: traffic.failed,
      ...(inputs.keep ? { folder } : {}),
    };
    if (cut !== null) {
      const { outcome, reason, message, advice } = cut;
      return { outcome, reason, message, advice, outputs };
    }
    const broken = brokenOf(story);
    if (broken.length > 0) {
      const message = `${broken.length} of the story's expectations did not hold\n${broken.map((line) => `  ${line}`).join("\n")}`;
      const advice = "The report shows where; run it again with --verbose --keep to look at it.";
      return { outcome: "failed", reason: "defect", message, advice, outputs };
    }
    const expectations = story.scenes.reduce((sum, { seen }) => sum + seen.length, 0);
    const message = `all ${expectations} expectations of the story held`;
    return { outcome: "done", reason: "ok", message, outputs };
  },
});

/** Found out before anything is made: a report that cannot be written would be told after all was over. */
async function writableReport(wish: string | null): Promise<string> {
  const stamp = new Date()
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, "")
    .replace("T", "-");
  const path = wish === null ? join(tmpdir(), `sluice-demo-${stamp}.html`) : resolve(wish);
  await mkdir(dirname(path), { recursive: true });
  return path;
}
