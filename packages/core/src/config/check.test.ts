import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SluiceError } from "../errors.ts";
import { checkConfig } from "./check.ts";
import { full } from "./example.fixture.ts";

const small = {
  version: 1,
  app: "shop",
  artifact: { repository: "layout:artifacts" },
  stages: { STAGING: {}, QA: {}, PROD: { url: "https://example.com" } },
  target: { kind: "process", command: "node server.js" },
};

/** What `checkConfig` says of the data, without the places. */
function complaints(data: unknown): string[] {
  try {
    checkConfig(data);
    return [];
  } catch (error) {
    if (!(error instanceof SluiceError) || error.reason !== "config_invalid") throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.replace("  sluice.yml:1:1 ", ""));
  }
}

test("a file with every key is read", () => {
  expect(checkConfig(full)).toMatchSnapshot();
});

describe("what is left out", () => {
  const config = checkConfig(small);

  test("depends on the stage's place", () => {
    expect(config.stages).toMatchObject([
      { name: "STAGING", branch: "STAGING", from: null, strategy: "replace", bake: 0, hotfix: [] },
      { name: "QA", branch: "QA", from: "STAGING", strategy: "replace", bake: 0, hotfix: [] },
      { name: "PROD", from: "QA", strategy: "blue-green", bake: 60_000, hotfix: ["hotfix/*"] },
    ]);
  });

  test("depends on the target", () => {
    expect(config.artifact).toMatchObject({
      kind: "archive",
      repository: "layout:artifacts",
      dockerfile: null,
      platforms: [],
      output: null,
    });
    expect(checkConfig({ ...full, artifact: { image: "shop" } }).artifact).toMatchObject({
      kind: "image",
      repository: "shop",
      dockerfile: "Dockerfile",
      platforms: ["linux/amd64"],
    });
  });

  test("depends on the app", () => {
    expect(config.ledger).toEqual({ kind: "git", ref: "refs/sluice/shop/ledger", remote: "origin" });
    expect(checkConfig({ ...small, app: "Möbel & Co." }).ledger).toMatchObject({
      ref: "refs/sluice/mobel-co/ledger",
    });
    expect(checkConfig({ ...small, ledger: { branch: "sluice" } }).ledger).toMatchObject({
      ref: "refs/heads/sluice",
    });
  });
});

describe("one key against another", () => {
  const stages = (given: unknown) => complaints({ ...small, stages: given });

  test.each<[string, unknown, string]>([
    [
      "a suite that is not there",
      { QA: { require: ["unit"] } },
      "stages.QA.require[0]: names no suite of this file; there is none",
    ],
    [
      "stages that differ by case",
      { QA: {}, qa: { branch: "x" } },
      "stages.qa: differs from QA by upper and lower case alone; choose another name",
    ],
    [
      "one branch twice",
      { QA: {}, PROD: { branch: "QA" } },
      "stages.PROD.branch: is the branch of QA too; each stage needs its own",
    ],
    [
      "a stage before that is not there",
      { QA: {}, PROD: { from: "QS" } },
      "stages.PROD.from: names no stage of this file; did you mean QA?",
    ],
    [
      "a stage before that comes after",
      { QA: { from: "PROD" }, PROD: {} },
      "stages.QA.from: names a stage below; move PROD above QA",
    ],
    ["a stage before itself", { QA: { from: "QA" } }, "stages.QA.from: names its own stage"],
    [
      "one host for two stages",
      { A: { url: "https://example.com" }, B: { url: "https://EXAMPLE.com:443" } },
      "stages.B.url: has the host of A; a host leads to one stage",
    ],
    [
      "two hosts that may meet",
      { A: { url: "https://{sha}.example.com" }, B: { url: "https://{sha}.example.com" } },
      "stages.B.url: may give the same host as A; put {stage} into it",
    ],
    [
      "approvals that nobody can give",
      { QA: { approvals: { count: 1 } } },
      "stages.QA.approvals: needs administrators: nobody else could approve",
    ],
  ])("%s", (_, given, complaint) => {
    expect(stages(given)).toEqual([complaint]);
  });

  test("hosts that the stage's name tells apart are fine", () => {
    const url = "https://{number}.{stage}.example.com";
    expect(stages({ A: { url }, B: { url } })).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["no repository", { artifact: {} }, "artifact: needs repository: where the artifact is kept"],
    [
      "an image for processes",
      { artifact: { kind: "image", image: "shop" } },
      "artifact.kind: must be archive: processes are started from an archive",
    ],
    [
      "two repositories",
      { artifact: { image: "a", repository: "b" } },
      "artifact.repository: means the same as image; keep one of them",
    ],
    [
      "secrets of an archive",
      { artifact: { repository: "layout:a", secrets: { npm: "$NPM_TOKEN" } } },
      "artifact.secrets: is for images; an archive is packed without a Dockerfile",
    ],
    [
      "a build argument that would lead docker astray",
      { target: { kind: "compose" }, artifact: { image: "shop", args: { DOCKER_HOST: "x" } } },
      "artifact.args.DOCKER_HOST: is a variable of docker's own; choose another name",
    ],
    [
      "shards of nothing",
      { tests: { unit: { command: "a", shards: 2 } } },
      "tests.unit.shards: needs files: the patterns of what is split",
    ],
    [
      "a notice of no stage",
      { notify: [{ terminal: true, stages: ["PRD"] }] },
      "notify[0].stages[0]: names no stage of this file; did you mean PROD?",
    ],
    ["a file ledger without a file", { ledger: { kind: "file" } }, "ledger: needs path where kind is file"],
  ])("%s", (_, given, complaint) => {
    expect(complaints({ ...small, ...given })).toEqual([complaint]);
  });
});

test.each<[string, object]>([
  ["a webhook", { notify: [{ slack: "https://hooks.example.com/hunter2" }] }],
  ["a variable", { target: { ...small.target, variables: { PASSWORD: "hunter2" } } }],
  ["a remote", { ledger: { remote: "https://hunter2@example.com/shop.git" } }],
  ["an address", { stages: { QA: { url: "https://hunter2@example.com" } } }],
  ["a repository", { artifact: { repository: "https://me:hunter2@registry.example.com/shop" } }],
  ["a secret of the build", { artifact: { repository: "layout:a", secrets: { npm: "hunter2" } } }],
  ["a machine", { target: { kind: "compose", host: "ssh://me:hunter2@host" } }],
])("a secret in %s is refused and not repeated", (_, given) => {
  const found = complaints({ ...small, ...given });
  expect(found.join("\n")).toMatch(/secret/);
  expect(found.join("\n")).not.toContain("hunter2");
});

test("no data makes it throw anything else", () => {
  const mutated = fc
    .tuple(
      fc.constantFrom(...pathsOf(full)),
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
    )
    .map(([path, value]) => replace(full, path, value));
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.jsonValue(), mutated), (data) => {
      complaints(data);
    }),
    { numRuns: 600 },
  );
}, 60_000);

function pathsOf(data: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof data !== "object" || data === null) return [path];
  return [path, ...Object.entries(data).flatMap(([key, value]) => pathsOf(value, [...path, key]))];
}

function replace(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data)) return data.with(Number(key), replace(data[Number(key)], rest, value));
  return { ...(data as object), [key]: replace((data as Record<string, unknown>)[key], rest, value) };
}
