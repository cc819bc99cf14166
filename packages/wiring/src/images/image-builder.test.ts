import type { Exec } from "@sluice/core/ports/exec";
import type { ImageRequest } from "@sluice/core/ports/image-builder";
import { expect, test } from "vitest";
import { createImageBuilder } from "./image-builder.ts";

/** What a program answers: its exit code and the lines that it prints. */
type Answer = readonly [code: number, ...lines: string[]];

/** A docker of which each command answers in turn, the last answer for good. */
function dockerOf(answers: Readonly<Record<string, readonly Answer[]>>) {
  const turns = new Map<string, number>();
  const exec: Exec = {
    async run(argv, options) {
      const command = Object.keys(answers).find((words) => argv.slice(1).join(" ").startsWith(words)) ?? "";
      const turn = turns.get(command) ?? 0;
      turns.set(command, turn + 1);
      const [code, ...lines] = answers[command]?.[turn] ?? answers[command]?.at(-1) ?? [0];
      for (const line of lines) options?.onLine?.(line, "stderr");
      return { code, stdout: options?.onLine ? "" : lines.join("\n"), stderr: "", timedOut: false };
    },
  };
  return { exec, turns };
}

const INSPECTED: readonly Answer[] = [[0, "Name:   default", "Driver:   docker"]];

function builderOf(answers: Readonly<Record<string, readonly Answer[]>>, tags: Record<string, string> = {}) {
  const { exec, turns } = dockerOf({ "buildx inspect": INSPECTED, ...answers });
  const pauses: number[] = [];
  const warnings: string[] = [];
  const lines: string[] = [];
  const builder = createImageBuilder({
    exec,
    history: {
      listTree: async () => [{ path: "Dockerfile", mode: "100644", object: "1" }],
      readBlobs: async () => new Map([["1", new TextEncoder().encode("FROM scratch\n")]]),
    },
    registry: { findDigest: async (tag) => tags[tag] ?? null },
    clock: { sleep: async (ms) => void pauses.push(ms) },
    cacheFolder: "/cache",
  });
  const build = (more: Partial<ImageRequest> = {}) =>
    builder.build({
      ...{ commit: "a", context: ".", dockerfile: "Dockerfile", ignore: () => false },
      ...{ repository: "registry.test/shop", tag: "build-1", platforms: [], args: {}, secrets: {} },
      ...{ labels: {}, cache: [], attestations: [] },
      onLine: (line) => lines.push(line),
      onWarning: (text) => warnings.push(text),
      ...more,
    });
  return { build, turns, pauses, warnings, lines };
}

test("a push that fails is tried again, and the digest is what the registry has", async () => {
  const world = builderOf(
    {
      push: [
        [1, "unexpected status: 500"],
        [1, "EOF"],
        [0, "digest: sha256:lie"],
      ],
    },
    {
      "build-1": "sha256:true",
    },
  );
  expect(await world.build()).toEqual({ digest: "sha256:true" });
  expect(world.pauses).toEqual([500, 2000]);
  expect(world.warnings).toHaveLength(2);
  expect(world.turns.get("push")).toBe(3);
});

test.each<[string, Readonly<Record<string, readonly Answer[]>>, object]>([
  [
    "a registry that fails for good",
    { push: [[1, "EOF"]] },
    { reason: "registry_unreachable", message: expect.stringMatching(/failed 4 times\n {2}EOF/) },
  ],
  [
    "a registry that refuses",
    { push: [[1, "denied: requested access to the resource is denied"]] },
    { reason: "registry_denied", message: expect.stringContaining("requested access") },
  ],
  [
    "a build that fails",
    { "buildx build": [[3, "the reason"]] },
    { reason: "build_failed", message: expect.stringMatching(/exit code 3\n {2}the reason/) },
  ],
  ["a registry that forgets", {}, { reason: "registry_unreachable" }],
])("%s is told of in words", async (_, answers, error) => {
  await expect(builderOf(answers).build()).rejects.toMatchObject(error);
});

test("a registry that refuses is not asked again", async () => {
  const world = builderOf({ push: [[1, "unauthorized: authentication required"]] });
  await expect(world.build()).rejects.toMatchObject({ reason: "registry_denied" });
  expect(world.pauses).toEqual([]);
});

test("a builder of its own pushes itself, and again where that fails", async () => {
  const answers = {
    "buildx inspect": [[0, "Driver:   docker-container"]] as const,
    "buildx build --progress plain --push": [[1, "EOF"], [0]] as const,
  };
  const world = builderOf(answers, { "build-1": "sha256:true" });
  expect(await world.build({ platforms: ["linux/amd64", "linux/arm64"] })).toEqual({ digest: "sha256:true" });
  expect(world.pauses).toEqual([500]);
});

test.each<[string, Partial<ImageRequest>]>([
  ["secrets", { secrets: { npm: "value" } }],
  ["two platforms", { platforms: ["linux/amd64", "linux/arm64"] }],
])("the engine's own builder refuses %s before anything is built", async (_, more) => {
  const world = builderOf({ "buildx inspect": [[1]], "buildx version": [[1]], build: [[0, "built"]] });
  await expect(world.build(more)).rejects.toMatchObject({
    reason: "build_failed",
    advice: expect.stringContaining("docker-buildx"),
  });
  expect(world.lines).toEqual([]);
});
