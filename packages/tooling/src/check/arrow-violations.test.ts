import { describe, expect, test } from "vitest";
import { arrowViolations, type Manifest } from "./arrow-violations.ts";

const MANIFESTS: Record<string, Manifest> = {
  ".": { devDependencies: { vitest: "5", "fast-check": "4" } },
  "packages/core": { dependencies: { zod: "4" } },
  "packages/commands": { dependencies: { "@sluice/core": "0", yaml: "2" } },
  "packages/targets": { dependencies: { "@sluice/core": "0", "@sluice/host": "0", httpxy: "0" } },
  "packages/cli": { dependencies: { "@sluice/core": "0", "@sluice/commands": "0", "@sluice/testing": "0" } },
  "actions/deploy-env": { dependencies: { "@sluice/commands": "0" } },
};

function violations(path: string, text: string, manifests = {}) {
  // The manifest of the command line above is a violation itself: it has a test of its own.
  const { "packages/cli": cli, ...rest } = MANIFESTS;
  const all = { ...rest, "packages/cli": { dependencies: { ...cli?.dependencies } }, ...manifests };
  return arrowViolations([{ path, text }], new Map(Object.entries(all))).filter(
    (line) => !line.startsWith("packages/cli/package.json"),
  );
}

describe("allowed", () => {
  test.each([
    ["core, zod", "packages/core/src/a.ts", 'import { z } from "zod"; import { b } from "./b.ts";'],
    [
      "core's tests, Node and tools",
      "packages/core/src/a.test.ts",
      'import "node:fs"; import "vitest"; import "fast-check";',
    ],
    [
      "a target, its own npm package",
      "packages/targets/src/process/a.ts",
      'import "httpxy"; import "@sluice/host"; import "../shared.ts";',
    ],
    ["a target's tests, the fakes", "packages/targets/src/process/a.test.ts", 'import "@sluice/testing";'],
    ["an edge, what edges share", "packages/targets/src/edges/caddy/a.ts", 'import "../record.ts";'],
    ["the index, all adapters", "packages/targets/src/index.ts", 'export * from "./process/a.ts";'],
    [
      "an action, a verb",
      "actions/deploy-env/src/main.ts",
      'import { deployEnv } from "@sluice/commands/deploy-env";',
    ],
    [
      "a word in a string or comment",
      "packages/core/src/a.ts",
      'const a = "import x from \'node:fs\'"; // import "node:fs"',
    ],
  ])("%s", (_, path, text) => {
    expect(violations(path, text)).toEqual([]);
  });
});

describe("found", () => {
  test.each([
    [
      "core and Node",
      "packages/core/src/a.ts",
      'import { join } from "node:path";',
      "core may not use Node's modules",
    ],
    [
      "core and Node, without the prefix",
      "packages/core/src/a.ts",
      'import fs from "fs";',
      "core may not use Node's modules",
    ],
    ["core and npm", "packages/core/src/a.ts", 'import "yaml";', "core may not import yaml"],
    [
      "core and another package",
      "packages/core/src/a.ts",
      'import type { A } from "@sluice/host";',
      "core may not import host",
    ],
    [
      "commands and an adapter",
      "packages/commands/src/a.ts",
      'import("@sluice/targets/process");',
      "commands may not import targets",
    ],
    [
      "a target and a forge",
      "packages/targets/src/process/a.ts",
      'export { b } from "@sluice/forges";',
      "targets may not import forges",
    ],
    [
      "a target's tests and a forge",
      "packages/targets/src/process/a.test.ts",
      'import "@sluice/forges";',
      "targets's tests may not import forges",
    ],
    [
      "a target and another",
      "packages/targets/src/process/a.ts",
      'import "../compose/b.ts";',
      "process and compose do not know each other",
    ],
    [
      "an edge and another",
      "packages/targets/src/edges/caddy/a.ts",
      'import "../embedded/b.ts";',
      "edges/caddy and edges/embedded do not know each other",
    ],
    [
      "the command line and the fakes",
      "packages/cli/src/a.ts",
      'import "@sluice/testing";',
      "cli may not import testing",
    ],
    [
      "an undeclared npm package",
      "packages/targets/src/a.ts",
      'import "undici";',
      "packages/targets/package.json does not declare undici",
    ],
    [
      "an undeclared package of ours",
      "packages/cli/src/a.ts",
      'import "@sluice/runtimes";',
      "packages/cli/package.json does not declare @sluice/runtimes",
    ],
    [
      "tools outside tests",
      "packages/targets/src/a.ts",
      'import "vitest";',
      "packages/targets/package.json does not declare vitest",
    ],
    [
      "a path into another package",
      "packages/targets/src/a.ts",
      'import "../../core/src/b.ts";',
      "a file of another package is reached by its package's name",
    ],
    [
      "a fixture outside tests",
      "packages/targets/src/a.ts",
      'import "./fixture.ts";',
      "only tests may import what is for tests",
    ],
  ])("%s", (_, path, text, why) => {
    const found = violations(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(why);
  });

  test("a manifest that depends where its code may not", () => {
    expect(arrowViolations([], new Map([["packages/cli", MANIFESTS["packages/cli"]!]]))).toEqual([
      "packages/cli/package.json: cli may not depend on @sluice/testing",
    ]);
  });

  test("a package that the table does not know", () => {
    expect(arrowViolations([], new Map([["packages/new", {}]]))[0]).toContain(
      "say in arrows.ts what it may import",
    );
  });
});
