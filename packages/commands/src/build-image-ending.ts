import type { Ending, Stage } from "@sluice/core";
import { z } from "zod";
import type { TrainPorts } from "./ports.ts";
import type { Merge } from "./train/resolve-subject.ts";

export const outputs = z.object({
  digest: z.string().optional().meta({ description: "The artifact's digest" }),
  image: z.string().optional().meta({ description: "Repository and digest, as a deployment names it" }),
  contentKey: z.string().meta({ description: "The tag under which content like this is found again" }),
  tags: z.string().optional().meta({ description: "The tags that name it for people, separated by commas" }),
  version: z.string().optional().meta({ description: "The tag of this merge alone" }),
});

export type BuildOutputs = z.input<typeof outputs>;

export type BuildPorts = Pick<
  TrainPorts,
  | "config"
  | "ledger"
  | "clock"
  | "random"
  | "people"
  | "runs"
  | "history"
  | "changes"
  | "registry"
  | "builder"
  | "imageBuilder"
  | "resolve"
  | "reporter"
>;

export interface BuildOptions {
  readonly force: boolean;
  readonly dryRun: boolean;
}

/** Tags for people: the change, the stage, a version of each merge. */
export function humanTags(merge: {
  readonly stage: Stage;
  readonly commit: string;
  readonly change: Merge["change"];
}): readonly string[] {
  const { stage, commit, change } = merge;
  return [...(change === null ? [] : [`pr-${change.number}`]), stage.name, versionOf(commit)];
}

export function versionOf(commit: string): string {
  return `sha-${commit.slice(0, 12)}`;
}

/** What a build would come to. */
export function rehearsed(
  known: Pick<BuildOutputs, "contentKey" | "tags">,
  found: string | null,
): Ending<BuildOutputs> {
  const message =
    found === null ? `would build ${known.contentKey}` : `would use ${found}, which has the same content`;
  const outputs = { ...known, ...(found ? { digest: found } : {}) };
  return { outcome: "unchanged", reason: "dry_run", message, outputs };
}

export function built(outputs: BuildOutputs): Ending<BuildOutputs> {
  return { outcome: "built", reason: "ok", message: `built ${outputs.image}`, outputs };
}

export function reused(outputs: BuildOutputs): Ending<BuildOutputs> {
  const message = `nothing to build: ${outputs.image} has this content`;
  return { outcome: "reused", reason: "found_by_content", message, outputs };
}
