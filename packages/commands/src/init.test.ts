import type { WorkTree } from "@sluice/core";
import { silent } from "@sluice/testing/train/world";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readConfig } from "./config-file.ts";
import { init } from "./init.ts";

interface Repository {
  readonly name?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly branches?: readonly string[];
  readonly remote?: string | null;
}

function tree(repository: Repository): WorkTree & { readonly written: Map<string, string> } {
  const files = new Map(Object.entries(repository.files ?? {}));
  const written = new Map<string, string>();
  return {
    name: repository.name ?? "work",
    written,
    findText: async (path) => files.get(path) ?? null,
    has: async (path) => [...files.keys()].some((name) => name === path || name.startsWith(`${path}/`)),
    async writeText(path, text) {
      written.set(path, text);
    },
    listBranches: async () => repository.branches ?? ["main"],
    findRemote: async () => repository.remote ?? null,
  };
}

function run(work: WorkTree, inputs: { forge?: "auto" | "none"; force?: boolean; dryRun?: boolean } = {}) {
  return init.run(
    { forge: "auto", force: false, dryRun: false, ...inputs },
    { tree: work, reporter: silent },
  );
}

const manifest = (fields: object) => JSON.stringify({ name: "@acme/shop", ...fields });

const REPOSITORIES: Readonly<Record<string, Repository>> = {
  "github-node": {
    files: {
      "package.json": manifest({
        scripts: { start: "node server.js", test: "vitest", "test:e2e": "playwright test", build: "tsc" },
        dependencies: { express: "^5" },
      }),
      "package-lock.json": "{}",
    },
    branches: ["main", "STAGING", "QA", "PROD"],
    remote: "git@github.com:acme/shop.git",
  },
  "gitlab-node": {
    files: {
      "package.json": manifest({ scripts: { test: 'echo "Error: no test specified" && exit 1' } }),
      "server.js": "",
    },
    branches: ["main", "staging", "test", "production"],
    remote: "https://gitlab.example.com/group/sub/shop.git",
  },
  "enterprise-compose": {
    files: { Dockerfile: "FROM scratch", "compose.yaml": "services: {}", ".github/CODEOWNERS": "" },
    branches: ["develop"],
    remote: "ssh://git@git.example.com:2222/Acme/Web_Shop.git",
  },
  bare: { name: "tools" },
};

describe.each(Object.entries(REPOSITORIES))("sluice init in %s", (name, repository) => {
  test("writes files that are what they were", async () => {
    const work = tree(repository);
    const ending = await run(work);
    expect(ending).toMatchObject({ outcome: "done", outputs: { files: [...work.written.keys()].join(",") } });
    for (const [path, text] of work.written) {
      const golden = path === "sluice.yml" ? "sluice.yml" : "pipeline.yml";
      await expect(text).toMatchFileSnapshot(`./init/golden/${name}/${golden}`);
    }
  });

  test("the configuration is one, and every file is YAML", async () => {
    const work = tree(repository);
    await run(work);
    const text = work.written.get("sluice.yml") ?? "";
    expect(readConfig({ path: "sluice.yml", text }).stages.map((stage) => stage.name)).toEqual([
      "STAGING",
      "QA",
      "PROD",
    ]);
    for (const written of work.written.values()) expect(parse(written)).toBeTypeOf("object");
  });

  test("a dry run writes nothing", async () => {
    const work = tree(repository);
    expect(await run(work, { dryRun: true })).toMatchObject({ outcome: "unchanged", reason: "dry_run" });
    expect(work.written.size).toBe(0);
  });
});

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<string, { concurrency: object; steps: readonly { run?: string; uses?: string; with?: object }[] }>
  >;
}

test("the workflow has least permissions, cancels nothing, and no expression in a script", async () => {
  const work = tree(REPOSITORIES["github-node"]!);
  await run(work);
  const workflow = parse(work.written.get(".github/workflows/sluice.yml")!) as Workflow;
  expect(workflow.permissions).toEqual({});
  expect(Object.keys(workflow.jobs)).toEqual(["staging", "qa", "prod", "promote"]);
  for (const job of Object.values(workflow.jobs)) {
    expect(job).toMatchObject({
      permissions: { contents: "write" },
      concurrency: { "cancel-in-progress": false },
    });
    expect(job.steps[0]).toMatchObject({ with: { "fetch-depth": 0, "persist-credentials": false } });
    for (const step of job.steps) expect(step.run ?? "").not.toContain("{{");
  }
});

test("the workflow's conditions survive a branch with a quote", async () => {
  const files = { Dockerfile: "" };
  const work = tree({ files, branches: ["it's", "QA"], remote: "https://github.com/acme/shop" });
  await run(work);
  expect(() => parse(work.written.get(".github/workflows/sluice.yml")!)).not.toThrow();
});

test("names from outside cannot break out of their place", async () => {
  const files = { "package.json": JSON.stringify({ name: '"\nstages: {}\n# \u0007' }) };
  const work = tree({ files });
  await run(work);
  const config = readConfig({ path: "sluice.yml", text: work.written.get("sluice.yml")! });
  expect(config.app).toBe('" stages: {} # \u{fffd}');
  expect(config.stages).toHaveLength(3);
});

describe("what is there already", () => {
  const files = { "sluice.yml": "version: 1", ".github/workflows/ci.yml": "" };
  const repository = { files, remote: "https://github.com/acme/shop.git" };

  test("is not replaced, and then nothing is written", async () => {
    const work = tree(repository);
    await expect(run(work)).rejects.toMatchObject({ reason: "input_invalid" });
    expect(work.written.size).toBe(0);
  });

  test("is replaced when asked", async () => {
    const work = tree(repository);
    expect(await run(work, { force: true })).toMatchObject({ outcome: "done" });
    expect([...work.written.keys()]).toEqual(["sluice.yml", ".github/workflows/sluice.yml"]);
  });
});

test("the forge's file can be left out", async () => {
  const work = tree(REPOSITORIES["github-node"]!);
  await run(work, { forge: "none" });
  expect([...work.written.keys()]).toEqual(["sluice.yml"]);
});
