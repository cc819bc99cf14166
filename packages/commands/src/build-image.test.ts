import { type ImageRequest, type Reporter, SluiceError } from "@sluice/core";
import type { Gate } from "@sluice/testing/train/gate";
import { createWorld, silent, type WorldCommit } from "@sluice/testing/train/world";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildImage } from "./build-image.ts";
import type { TrainPorts } from "./ports.ts";

const DOCKERFILE = "FROM alpine:3.22\nUSER app\nHEALTHCHECK CMD true\n";
const sha = (mark: string) => mark.padEnd(40, "0");
const COMMITS: readonly WorldCommit[] = [
  { sha: sha("a1"), parents: [], branch: "STAGING", number: 1, version: 1 },
  { sha: sha("a2"), parents: [sha("a1")], branch: "STAGING", number: 2, version: 1 },
  { sha: sha("b1"), parents: [sha("a1")], branch: "PROD", number: null, version: 1 },
];

type Tree = Readonly<Record<string, string>>;

/** A world of images: any commit holds `tree`; each build makes an image that no other build makes. */
function imageWorld(artifact: object = {}, tree: Tree = {}, variables: Tree = {}) {
  const told: string[] = [];
  const reporter: Reporter = { ...silent, warning: (text) => told.push(text) };
  const yaml = {
    version: 1,
    app: "shop",
    artifact: { image: "registry.test/acme/shop", ...artifact },
    stages: { STAGING: {}, PROD: {} },
    target: { kind: "compose" },
  };
  const world = createWorld(yaml, COMMITS, { reporter });
  const files: Record<string, string> = { Dockerfile: DOCKERFILE, "src/a.js": "a", ...tree };
  const requests: ImageRequest[] = [];

  function ports(run: string, gate?: Gate): TrainPorts {
    const base = world.ports(run, gate);
    return {
      ...base,
      random: Math.random,
      resolve: (values) =>
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, variables[value] ?? value])),
      history: {
        ...base.history,
        listTree: async () =>
          Object.entries(files).map(([path, object]) => ({ path, mode: "100644", object })),
        findFile: async (_, path) => (path in files ? new TextEncoder().encode(files[path]) : null),
      },
      imageBuilder: {
        async build(request) {
          await gate?.("build");
          requests.push(request);
          const manifest = {
            schemaVersion: 2,
            manifests: [],
            annotations: { build: String(requests.length) },
          };
          const digest = world.registry.putManifest(manifest, request.tag);
          await gate?.("build answered");
          return { digest };
        },
      },
    };
  }
  function build(
    mark: string,
    given: { force?: boolean; dryRun?: boolean; stage?: string } = {},
    gate?: Gate,
  ) {
    const inputs = { stage: "STAGING", commit: sha(mark), force: false, dryRun: false, ...given };
    return buildImage.run(inputs, ports(`run-${mark}`, gate));
  }
  return { ...world, files, requests, told, build };
}

describe("an image", () => {
  test("is built once, and found again by its content on another branch", async () => {
    const world = imageWorld();
    const first = await world.build("a1");
    expect(first).toMatchObject({
      outcome: "built",
      reason: "ok",
      outputs: {
        digest: expect.stringMatching(/^sha256:/),
        image: `registry.test/acme/shop@${first.outputs.digest}`,
        contentKey: expect.stringMatching(/^key-/),
        tags: `pr-1,STAGING,sha-${sha("a1").slice(0, 12)}`,
        version: `sha-${sha("a1").slice(0, 12)}`,
      },
    });
    const second = await world.build("b1", { stage: "PROD" });
    expect(second).toMatchObject({ outcome: "reused", outputs: { digest: first.outputs.digest } });
    expect(world.requests).toHaveLength(1);
    const tags = ["STAGING", "PROD", "pr-1", `sha-${sha("b1").slice(0, 12)}`, first.outputs.contentKey];
    expect(tags.map((tag) => world.registry.tags.get(tag))).toEqual(tags.map(() => first.outputs.digest));
    const { state } = await world.ledger.read();
    expect(state.releases[first.outputs.digest!]).toMatchObject({
      kind: "image",
      sources: [{ stage: "STAGING" }, { stage: "PROD" }],
    });
  });

  test("is found by the registry alone where the ledger knows nothing of it", async () => {
    const [there, here] = [imageWorld(), imageWorld()];
    const { contentKey } = (await there.build("a1")).outputs;
    const digest = here.registry.putManifest({ schemaVersion: 2, manifests: [] }, contentKey);
    expect(await here.build("a1")).toMatchObject({ outcome: "reused", outputs: { digest } });
    expect(here.requests).toEqual([]);
  });

  test("that the registry lost is built again, and the key means the new one", async () => {
    const world = imageWorld();
    const lost = (await world.build("a1")).outputs.digest!;
    await world.registry.ensureDeleted(lost);
    const again = await world.build("a2");
    expect(again.outcome).toBe("built");
    expect(again.outputs.digest).not.toBe(lost);
    expect((await world.ledger.read()).state.keys[again.outputs.contentKey]).toBe(again.outputs.digest);
  });

  test("is built anew by force", async () => {
    const world = imageWorld();
    const old = (await world.build("a1")).outputs.digest;
    const forced = await world.build("a1", { force: true });
    expect(forced.outcome).toBe("built");
    expect(forced.outputs.digest).not.toBe(old);
    expect(world.registry.tags.get(forced.outputs.contentKey)).toBe(forced.outputs.digest);
    expect((await world.build("a2")).outputs.digest).toBe(forced.outputs.digest);
  });

  test("is only spoken of in a dry run", async () => {
    const world = imageWorld();
    expect(await world.build("a1", { dryRun: true })).toMatchObject({ reason: "dry_run" });
    expect([world.requests, [...world.registry.tags], (await world.ledger.read()).state.seq]).toEqual([
      [],
      [],
      0,
    ]);
  });

  test("whose build fails leaves no tag and no word in the ledger", async () => {
    const world = imageWorld();
    const fail: Gate = async (label) => {
      if (label === "build") throw new SluiceError("build_failed", "exit code 1");
    };
    await expect(world.build("a1", {}, fail)).rejects.toMatchObject({ reason: "build_failed" });
    expect([[...world.registry.tags], (await world.ledger.read()).state.seq]).toEqual([[], 0]);
  });

  test("without a Dockerfile is refused in words", async () => {
    const world = imageWorld({ dockerfile: "docker/Prod" });
    await expect(world.build("a1")).rejects.toMatchObject({
      reason: "build_failed",
      message: expect.stringContaining("docker/Prod"),
    });
  });
});

describe("of two that build the same content at once", () => {
  test("both end with one image, however they interleave", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = imageWorld();
        const gate: Gate = (label) => scheduler.schedule(Promise.resolve(), label);
        const both = Promise.all([world.build("a1", {}, gate), world.build("a2", {}, gate)]);
        await scheduler.waitFor(both);
        const [one, two] = await both;
        const { keys } = (await world.ledger.read()).state;
        expect(one.outputs.digest).toBe(two.outputs.digest);
        expect(keys[one.outputs.contentKey]).toBe(one.outputs.digest);
        expect(world.registry.manifests.has(one.outputs.digest!)).toBe(true);
        expect([one.outcome, two.outcome]).toContain("built");
        expect(world.registry.tags.get("STAGING")).toBe(one.outputs.digest);
        expect(world.registry.tags.get(one.outputs.contentKey)).toBe(one.outputs.digest);
        // of two images that were made, one is left
        expect(world.registry.manifests.size).toBe(1);
      }),
      { numRuns: 150 },
    );
  });
});

describe("what the build gets", () => {
  test("is what the commit and sluice.yml say, with secrets' values apart from the content key", async () => {
    const artifact = {
      args: { LEVEL: 3 },
      secrets: { npm: "$NPM" },
      platforms: ["linux/arm64"],
      cache: ["gha"],
      attestations: ["sbom"],
    };
    const world = imageWorld(artifact, {}, { $NPM: "value" });
    const { contentKey } = (await world.build("a1")).outputs;
    expect(world.requests).toMatchObject([
      {
        commit: sha("a1"),
        context: ".",
        dockerfile: "Dockerfile",
        repository: "registry.test/acme/shop",
        tag: expect.stringMatching(/^build-[0-9a-f]{12}-[0-9a-f]{12}$/),
        platforms: ["linux/arm64"],
        args: { LEVEL: "3" },
        secrets: { npm: "value" },
        labels: { "dev.sluice.content-key": contentKey },
        cache: ["gha"],
        attestations: ["sbom"],
      },
    ]);
    const other = await imageWorld(artifact, {}, { $NPM: "another" }).build("a1");
    expect(other.outputs.contentKey).toBe(contentKey);
  });

  test.each<[string, object, Tree, boolean]>([
    ["another Dockerfile", {}, { Dockerfile: `${DOCKERFILE}RUN x\n` }, false],
    ["another argument", { args: { A: 1 } }, {}, false],
    ["another platform", { platforms: ["linux/arm64"] }, {}, false],
    ["another base", { base: `a@sha256:${"0".repeat(64)}` }, {}, false],
    ["another file", {}, { "src/a.js": "b" }, false],
    ["another file that is hidden", {}, { ".dockerignore": "*.md", "README.md": "new" }, true],
    [
      "a file that the Dockerfile's own ignore file hides and the other does not",
      {},
      { ".dockerignore": "*.md", "Dockerfile.dockerignore": "src/x", "README.md": "old", "src/x": "new" },
      false,
    ],
  ])("%s: the same key: %s", async (_, artifact, tree, same) => {
    const before: Tree = { ".dockerignore": "*.md", "README.md": "old" };
    const [one, two] = [imageWorld({}, before), imageWorld(artifact, { ...before, ...tree })];
    const keys = [(await one.build("a1")).outputs.contentKey, (await two.build("a1")).outputs.contentKey];
    expect(keys[0] === keys[1]).toBe(same);
  });

  test("an ignore file that is named after its Dockerfile goes before the context's", async () => {
    const world = imageWorld({}, { ".dockerignore": "a", "Dockerfile.dockerignore": "b" });
    await world.build("a1");
    expect(["a", "b"].map((path) => world.requests[0]!.ignore(path))).toEqual([false, true]);
  });
});

describe("a Dockerfile that lacks something", () => {
  const tree = { Dockerfile: "FROM debian:13\nUSER root\n" };

  test("is warned of, line by line, where it is built and not where it is found", async () => {
    const world = imageWorld({ policy: { base: "alpine" } }, tree);
    await world.build("a1");
    expect(world.told).toEqual([
      expect.stringMatching(/^Dockerfile:1 .*Alpine/),
      expect.stringMatching(/^Dockerfile:1 .*HEALTHCHECK/),
      expect.stringMatching(/^Dockerfile:2 USER root is root/),
    ]);
    await world.build("a2");
    expect(world.told).toHaveLength(3);
  });

  test("is refused where sluice.yml says so, also where such an image is there", async () => {
    const world = imageWorld({ lint: "refuse" }, tree);
    const refused = { reason: "policy_broken", message: expect.stringContaining("Dockerfile:2") };
    await expect(world.build("a1")).rejects.toMatchObject(refused);
    expect(world.requests).toEqual([]);
    const { contentKey } = (await imageWorld({}, tree).build("a1")).outputs;
    world.registry.putManifest({ schemaVersion: 2, manifests: [] }, contentKey);
    await expect(world.build("a1")).rejects.toMatchObject(refused);
  });
});
