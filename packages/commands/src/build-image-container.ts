import { type Ending, lintDockerfile, SluiceError } from "@sluice/core";
import { nominate, type Outdated, record, temporaryTag } from "./build-image-elect.ts";
import {
  type BuildOptions,
  type BuildOutputs,
  type BuildPorts,
  built,
  humanTags,
  rehearsed,
  reused,
  versionOf,
} from "./build-image-ending.ts";
import { type ImageSource, readSource } from "./build-image-source.ts";
import { attempt } from "./train/failure.ts";
import type { Merge } from "./train/resolve-subject.ts";

/** Builds or finds the image of a merge. Where it is found, docker is not asked for anything. */
export async function buildContainer(
  ports: BuildPorts,
  merge: Merge,
  options: BuildOptions,
): Promise<Ending<BuildOutputs>> {
  const { registry, reporter } = ports;
  const source = await readSource(ports, merge.commit);
  const { key } = source;
  const { found, outdated } = await find(ports, key, options);
  if (found === null || ports.config.artifact.lint === "refuse") lint(ports, source);
  const tags = humanTags(merge);
  const known = { contentKey: key, tags: tags.join(","), version: versionOf(merge.commit) };
  if (options.dryRun) return rehearsed(known, found);
  reporter.step(`build-image ${merge.commit.slice(0, 8)} (${key.slice(0, 16)})`);
  const mine = found === null ? await build(ports, merge, source) : null;
  const nominated = mine === null ? found! : await nominate(ports, key, mine, outdated);
  const digest = await record(ports, { digest: nominated, key, built: mine === nominated, merge }, outdated);
  await Promise.all(tags.map((tag) => registry.ensureTag(digest, tag)));
  if (mine !== null && mine !== digest) await discard(ports, mine);
  const image = `${registry.repository}@${digest}`;
  const outputs = { ...known, digest, image };
  if (mine === digest) return built(outputs);
  if (mine === null) return reused(outputs);
  return { ...reused(outputs), message: `another run built this content first: ${image}` };
}

/** The image that a key has, and the digests that it had and that do not count. */
async function find(
  { ledger, registry }: Pick<BuildPorts, "ledger" | "registry">,
  key: string,
  { force }: BuildOptions,
): Promise<{ readonly found: string | null; readonly outdated: Outdated }> {
  const recorded = (await ledger.read()).state.keys[key] ?? null;
  if (!force && recorded !== null && (await registry.hasManifest(recorded)))
    return { found: recorded, outdated: new Set() };
  const tagged = await registry.findDigest(key);
  const outdated = [recorded, force ? tagged : null].filter((digest) => digest !== null);
  return { found: force ? null : tagged, outdated: new Set(outdated) };
}

/** Tells what the Dockerfile lacks. Throws `policy_broken` where that is refused. */
function lint(ports: Pick<BuildPorts, "config" | "reporter">, source: ImageSource): void {
  const { policy, lint } = ports.config.artifact;
  const { path, text } = source.dockerfile;
  const told = lintDockerfile(text, policy, source.args).map(
    ({ line, message }) => `${path}:${line} ${message}`,
  );
  if (told.length === 0) return;
  if (lint === "refuse") {
    const lines = told.map((line) => `\n  ${line}`).join("");
    throw new SluiceError("policy_broken", `the Dockerfile is refused:${lines}`, {
      advice: "Mend those lines, or set artifact.lint: warn; nothing was built.",
    });
  }
  for (const line of told) ports.reporter.warning(line);
}

async function build(ports: BuildPorts, merge: Merge, source: ImageSource): Promise<string> {
  const { config, imageBuilder, registry, reporter } = ports;
  const { context, platforms, secrets, cache, attestations } = config.artifact;
  const { digest } = await imageBuilder.build({
    commit: merge.commit,
    context,
    dockerfile: source.dockerfile.path,
    ignore: source.ignore,
    repository: registry.repository,
    tag: temporaryTag(ports, source.key),
    platforms,
    args: source.args,
    secrets: ports.resolve(secrets),
    // nothing of the commit goes in: whoever builds this content, on whatever branch, makes the same image
    labels: { "dev.sluice.content-key": source.key },
    cache,
    attestations,
    onLine: (line) => reporter.output(line),
    onWarning: (text) => reporter.warning(text),
  });
  return digest;
}

/** Removes an image of ours that another run's came before, unless a release has it. */
async function discard(ports: Pick<BuildPorts, "ledger" | "registry" | "reporter">, digest: string) {
  const { state } = await ports.ledger.read();
  if (state.releases[digest] !== undefined) return;
  const removed = await attempt(() => ports.registry.ensureDeleted(digest));
  if (!removed.ok) ports.reporter.debug(`${digest} stays in the registry: ${removed.failure.message}`);
}
