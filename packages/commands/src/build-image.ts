import {
  type Artifact,
  contentKey,
  defineCommand,
  type Ending,
  flag,
  getStage,
  SluiceError,
} from "@sluice/core";
import { z } from "zod";
import { buildContainer } from "./build-image-container.ts";
import {
  type BuildOptions,
  type BuildOutputs,
  type BuildPorts,
  built,
  humanTags,
  outputs,
  rehearsed,
  reused,
  versionOf,
} from "./build-image-ending.ts";
import { commitInput, dryRun, stageInput } from "./inputs.ts";
import { recordArtifact } from "./train/record.ts";
import { identifyMerge, type Merge } from "./train/resolve-subject.ts";

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
  options: BuildOptions,
): Promise<Ending<BuildOutputs>> {
  const { config, registry, reporter } = ports;
  if (config.artifact.kind === "image") return buildContainer(ports, merge, options);
  const key = await keyOf(ports, merge.commit);
  const tags = humanTags(merge);
  const found = options.force ? null : await findArtifact(ports, key);
  const known = { contentKey: key, tags: tags.join(","), version: versionOf(merge.commit) };
  if (options.dryRun) return rehearsed(known, found);
  reporter.step(`build-image ${merge.commit.slice(0, 8)} (${key.slice(0, 16)})`);
  const digest = found ?? (await buildArchive(ports, merge, key));
  for (const tag of tags) await registry.ensureTag(digest, tag);
  const artifact: Artifact = { kind: "archive", repository: registry.repository, digest };
  await recordArtifact(ports, { artifact, key, built: found === null, merge });
  const outputs = { ...known, digest, image: `${registry.repository}@${digest}` };
  return found === null ? built(outputs) : reused(outputs);
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
