import {
  type Artifact,
  contentKey,
  defineCommand,
  type Ending,
  flag,
  getStage,
  SluiceError,
  type Stage,
} from "@sluice/core";
import { z } from "zod";
import { commitInput, dryRun, stageInput } from "./inputs.ts";
import type { TrainPorts } from "./ports.ts";
import { recordArtifact } from "./train/record.ts";
import { identifyMerge, type Merge } from "./train/resolve-subject.ts";

const outputs = z.object({
  digest: z.string().optional().meta({ description: "The artifact's digest" }),
  image: z.string().optional().meta({ description: "Repository and digest, as a deployment names it" }),
  contentKey: z.string().meta({ description: "The tag under which content like this is found again" }),
  tags: z.string().optional().meta({ description: "The tags that name it for people, separated by commas" }),
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
  | "resolve"
  | "reporter"
>;

export const buildImage = defineCommand({
  name: "build-image",
  summary: "Build a change's artifact once, or find the one of the same content",
  changes: true,
  inputs: z.object({
    stage: stageInput(),
    commit: commitInput,
    force: flag("Build even where an artifact of the same content is there"),
    dryRun,
  }),
  outputs,
  async run(inputs, ports: BuildPorts): Promise<Ending<BuildOutputs>> {
    const stage = getStage(ports.config, inputs.stage);
    const merge = await identifyMerge(ports, stage, inputs.commit ?? null);
    return buildMerge(ports, merge, { force: inputs.force, dryRun: inputs.dryRun });
  },
});

/** Builds or finds the artifact of a merge, and records that it is what the merge holds. */
export async function buildMerge(
  ports: BuildPorts,
  merge: Merge,
  options: { readonly force: boolean; readonly dryRun: boolean },
): Promise<Ending<BuildOutputs>> {
  const { config, registry, reporter } = ports;
  if (config.artifact.kind !== "archive") {
    throw new SluiceError("config_invalid", "artifact.kind: image cannot be built by this version", {
      advice: "Use target.kind: process with an archive; images come with the Compose and Swarm targets.",
    });
  }
  const key = await keyOf(ports, merge.commit);
  const tags = humanTags(merge);
  const found = options.force ? null : await findArtifact(ports, key);
  const known = { contentKey: key, tags: tags.join(",") };
  if (options.dryRun) {
    const message = found === null ? `would build ${key}` : `would use ${found}, which has the same content`;
    return {
      outcome: "unchanged",
      reason: "dry_run",
      message,
      outputs: { ...known, ...(found ? { digest: found } : {}) },
    };
  }
  reporter.step(`build-image ${merge.commit.slice(0, 8)} (${key.slice(0, 16)})`);
  const digest = found ?? (await buildArchive(ports, merge, key));
  for (const tag of tags) await registry.ensureTag(digest, tag);
  const artifact: Artifact = { kind: "archive", repository: registry.repository, digest };
  await recordArtifact(ports, { artifact, key, built: found === null, merge });
  const image = `${registry.repository}@${digest}`;
  const outputs = { ...known, digest, image };
  return found === null
    ? { outcome: "built", reason: "ok", message: `built ${image}`, outputs }
    : {
        outcome: "reused",
        reason: "found_by_content",
        message: `nothing to build: ${image} has this content`,
        outputs,
      };
}

/** The content key of a commit: of all that a build of it can see. */
async function keyOf(
  ports: Pick<BuildPorts, "config" | "history" | "resolve">,
  commit: string,
): Promise<string> {
  const { kind, context, args, platforms, build, output, base } = ports.config.artifact;
  const entries = await ports.history.listTree(commit, context);
  if (entries.length === 0) {
    throw new SluiceError("build_failed", `there is nothing in ${context} of ${commit.slice(0, 8)}`, {
      advice: "Name the folder that the artifact is made of in artifact.context; nothing was changed.",
    });
  }
  return contentKey({
    kind,
    entries,
    dockerfile: null,
    args: ports.resolve(args),
    platforms,
    build,
    output,
    base,
  });
}

async function findArtifact(
  ports: Pick<BuildPorts, "ledger" | "registry">,
  key: string,
): Promise<string | null> {
  const { state } = await ports.ledger.read();
  const recorded = state.keys[key];
  if (recorded !== undefined && (await ports.registry.hasManifest(recorded))) return recorded;
  return ports.registry.findDigest(key);
}

async function buildArchive(ports: BuildPorts, merge: Merge, key: string): Promise<string> {
  const { context, build, output, args } = ports.config.artifact;
  const bytes = await ports.builder.build({
    commit: merge.commit,
    context,
    command: build,
    output,
    variables: { ...ports.resolve(args), SLUICE_COMMIT: merge.commit, SLUICE_CONTENT_KEY: key },
    onLine: (line) => ports.reporter.output(line),
  });
  return ports.registry.pushArchive({
    bytes,
    tags: [key],
    // nothing of the commit goes in: whoever builds this content, on whatever branch, makes the same digest
    annotations: { "dev.sluice.content-key": key },
  });
}

/** Tags for people: the change, the stage, a version of each merge. */
function humanTags(merge: {
  readonly stage: Stage;
  readonly commit: string;
  readonly change: Merge["change"];
}): readonly string[] {
  const { stage, commit, change } = merge;
  return [...(change === null ? [] : [`pr-${change.number}`]), stage.name, `sha-${commit.slice(0, 12)}`];
}
