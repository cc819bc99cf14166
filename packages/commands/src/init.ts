import { defineCommand, type Ending, flag, type Reporter, SluiceError, type WorkTree } from "@sluice/core";
import { z } from "zod";
import { readConfig } from "./config-file.ts";
import { caveatOf, configTemplate } from "./init/config-template.ts";
import { GITHUB_PATH, githubTemplate } from "./init/github-template.ts";
import { GITLAB_PATH, gitlabTemplate } from "./init/gitlab-template.ts";
import { chooseStages, missingBranches } from "./init/stages.ts";
import { type Survey, survey } from "./init/survey.ts";
import { dryRun } from "./inputs.ts";

export interface InitPorts {
  readonly tree: WorkTree;
  readonly reporter: Reporter;
}

const outputs = z.object({
  files: z.string().meta({ description: "The files that were (or would be) written, separated by commas" }),
});

type InitOutputs = z.input<typeof outputs>;

export interface InitFile {
  readonly path: string;
  readonly text: string;
}

export const init = defineCommand({
  name: "init",
  summary: "Write a sluice.yml for this repository, and the workflow or pipeline for its forge",
  changes: true,
  inputs: z.object({
    forge: z.enum(["auto", "github", "gitlab", "none"]).default("auto").meta({
      description: "For which forge to write a workflow or pipeline; auto: the one that the remote names",
      type: "string",
    }),
    force: flag("Replace files that are there already"),
    dryRun,
  }),
  outputs,
  async run(inputs, { tree, reporter }: InitPorts): Promise<Ending<InitOutputs>> {
    const seen = await survey(tree);
    const found: Survey = inputs.forge === "auto" ? seen : { ...seen, forge: forgeOf(inputs.forge) };
    const files = initFiles(found);
    const outputs = { files: files.map(({ path }) => path).join(",") };
    const caveat = caveatOf(found);
    if (caveat !== null) reporter.warning(`sluice.yml: ${caveat}`);
    if (inputs.dryRun) {
      for (const { path, text } of files) {
        reporter.step(`would write ${path}`);
        for (const line of text.trimEnd().split("\n")) reporter.output(line);
      }
      const message = `would write ${files.map(({ path }) => path).join(" and ")}`;
      return { outcome: "unchanged", reason: "dry_run", message, outputs, details: { files } };
    }
    if (!inputs.force) await refuseOverwriting(tree, files);
    for (const { path, text } of files) {
      await tree.writeText(path, text);
      reporter.info(`wrote ${path}`);
    }
    const advice = nextSteps(found, files);
    reporter.info(`next: ${advice}`);
    const message = `wrote ${files.map(({ path }) => path).join(" and ")}`;
    return { outcome: "done", reason: "ok", message, advice, outputs, details: { files } };
  },
});

/** What is written for a repository. sluice.yml comes first, and is one that this version reads. */
export function initFiles(found: Survey): readonly InitFile[] {
  const stages = chooseStages(found.branches);
  const config = { path: "sluice.yml", text: configTemplate(found, stages) };
  readConfig(config);
  if (found.forge === "github") return [config, { path: GITHUB_PATH, text: githubTemplate(found, stages) }];
  if (found.forge === "gitlab") return [config, { path: GITLAB_PATH, text: gitlabTemplate(found, stages) }];
  return [config];
}

async function refuseOverwriting(tree: WorkTree, files: readonly InitFile[]): Promise<void> {
  const there: string[] = [];
  for (const { path } of files) if (await tree.has(path)) there.push(path);
  if (there.length === 0) return;
  throw new SluiceError(
    "input_invalid",
    `${there.join(" and ")} ${there.length === 1 ? "is" : "are"} there already`,
    {
      advice:
        "Nothing was written. See what would be with --dry-run, leave the forge's file out with --forge none, or replace what is there with --force.",
    },
  );
}

function nextSteps(found: Survey, files: readonly InitFile[]): string {
  const missing = missingBranches(chooseStages(found.branches), found.branches);
  const branches =
    missing.length === 0
      ? ""
      : `make the branches ${missing.join(", ")} (git push origin HEAD:refs/heads/${missing[0]}), `;
  return `read ${files[0]?.path}, ${branches}commit, and merge a change into the first stage's branch`;
}

function forgeOf(wish: "github" | "gitlab" | "none"): Survey["forge"] {
  return wish === "none" ? null : wish;
}
