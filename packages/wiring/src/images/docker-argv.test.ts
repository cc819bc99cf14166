import { describe, expect, test } from "vitest";
import { type Builder, buildCall, buildsIntoEngine, shortcomings } from "./docker-argv.ts";

const request = {
  dockerfile: "Dockerfile",
  repository: "registry.test/acme/shop",
  tag: "build-1",
  platforms: ["linux/amd64"],
  args: { LEVEL: "$(touch x) value-of-level" },
  secrets: { npm: "value-of-npm", other: "value-of-other" },
  labels: { "dev.sluice.content-key": "key-1" },
  cache: ["registry", "gha", "local"] as const,
  attestations: ["provenance"] as const,
};
const places = { context: "/tmp/x", cache: "/cache" };
const docker: Builder = { kind: "buildx", driver: "docker" };
const container: Builder = { kind: "buildx", driver: "docker-container" };
const classic: Builder = { kind: "classic" };
const COMMON = [
  ...["--file", "/tmp/x/Dockerfile", "--platform", "linux/amd64"],
  ...["--label", "dev.sluice.content-key=key-1", "--build-arg", "LEVEL"],
];
const SECRETS = [
  ...["--secret", "id=npm,env=SLUICE_BUILD_SECRET_0"],
  ...["--secret", "id=other,env=SLUICE_BUILD_SECRET_1"],
];

test("buildx with the engine's driver makes an image in the engine", () => {
  expect(buildCall(docker, request, places, "make")).toEqual({
    argv: [
      ...["docker", "buildx", "build", "--progress", "plain", "--load", "--tag"],
      "registry.test/acme/shop:build-1",
      ...COMMON,
      ...SECRETS,
      "/tmp/x",
    ],
    env: {
      SOURCE_DATE_EPOCH: "315532800",
      LEVEL: "$(touch x) value-of-level",
      SLUICE_BUILD_SECRET_0: "value-of-npm",
      SLUICE_BUILD_SECRET_1: "value-of-other",
    },
  });
});

test("a builder of its own makes first, keeps its layers, and pushes in a second step", () => {
  const make = buildCall(container, request, places, "make").argv;
  expect(make).not.toContain("--load");
  expect(make).not.toContain("--push");
  expect(make.slice(-15)).toEqual([
    ...["--provenance=mode=max", "--sbom=false"],
    ...["--cache-from", "type=registry,ref=registry.test/acme/shop:build-cache"],
    ...["--cache-to", "type=registry,ref=registry.test/acme/shop:build-cache,mode=max"],
    ...["--cache-from", "type=gha", "--cache-to", "type=gha,mode=max"],
    ...["--cache-from", "type=local,src=/cache", "--cache-to", "type=local,dest=/cache,mode=max", "/tmp/x"],
  ]);
  const push = buildCall(container, request, places, "push").argv;
  expect(push.slice(5, 8)).toEqual(["--push", "--tag", "registry.test/acme/shop:build-1"]);
  expect(push).toContain("--cache-from");
  expect(push).not.toContain("--cache-to");
});

test("the engine's own builder gets arguments alone", () => {
  expect(buildCall(classic, request, places, "make")).toEqual({
    argv: ["docker", "build", "--force-rm", "--tag", "registry.test/acme/shop:build-1", ...COMMON, "/tmp/x"],
    env: { LEVEL: "$(touch x) value-of-level", DOCKER_BUILDKIT: "0" },
  });
});

test.each([docker, container, classic])("no value is ever among the words: %o", (builder) => {
  for (const step of ["make", "push"] as const) {
    expect(buildCall(builder, request, places, step).argv.join(" ")).not.toContain("value-of");
  }
});

test("a SOURCE_DATE_EPOCH of the user's own goes before ours", () => {
  const args = { SOURCE_DATE_EPOCH: "1" };
  expect(buildCall(docker, { ...request, args }, places, "make").env).toMatchObject(args);
});

test.each<[Builder, readonly string[], boolean]>([
  [docker, ["linux/amd64"], true],
  [docker, ["linux/amd64", "linux/arm64"], false],
  [container, ["linux/amd64"], false],
  [classic, ["linux/amd64"], true],
])("%o with %o builds into the engine: %s", (builder, platforms, expected) => {
  expect(buildsIntoEngine(builder, { platforms })).toBe(expected);
});

describe("what a builder cannot do is told", () => {
  test.each<[string, Builder, Parameters<typeof shortcomings>[1], RegExp[]]>([
    [
      "a cache and an SBOM",
      docker,
      { cache: ["gha"], attestations: ["sbom"] },
      [/artifact\.cache and an SBOM/],
    ],
    ["nothing is missed", docker, { cache: [], attestations: ["provenance"] }, []],
    ["a builder that can", container, { cache: ["gha"], attestations: ["sbom"] }, []],
    ["no buildx", classic, { cache: [], attestations: [] }, [/no buildx plugin/]],
  ])("%s", (_, builder, wishes, told) => {
    expect(shortcomings(builder, wishes)).toEqual(told.map((one) => expect.stringMatching(one)));
  });
});
