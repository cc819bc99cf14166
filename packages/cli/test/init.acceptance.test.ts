import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createScratch, type Scratch } from "./scratch.ts";

const EDGE_PORT = /^ {2}port: 8080\n/m;

describe("sluice init in a repository with an application", { concurrent: false }, () => {
  let scratch: Scratch;
  const path = (name: string) => join(scratch.repo.dir, name);

  beforeAll(async () => {
    scratch = await createScratch();
    await scratch.propose("feature-1", { version: "1.0.0" }, "main");
    await scratch.repo.commit({ "sluice.yml": null }, "Begin without a configuration");
  });

  afterAll(async () => {
    await scratch?.cleanup();
  });

  test("a dry run prints all and writes nothing", async () => {
    const told = await scratch.sluice(["init", "--forge", "github", "--dry-run"]);
    expect(told.code).toBe(0);
    expect(told.stdout).toContain("would write .github/workflows/sluice.yml");
    expect(told.stdout).toContain("sluice run STAGING");
    expect(await scratch.repo.git("status", "--porcelain")).toBe("");
  });

  test("it writes both files, once", async () => {
    const written = await scratch.result(["init", "--forge", "github"]);
    expect(written).toMatchObject({
      code: 0,
      outputs: { files: "sluice.yml,.github/workflows/sluice.yml" },
    });
    const before = await readFile(path("sluice.yml"), "utf8");
    expect(await scratch.result(["init"])).toMatchObject({ code: 2, reason_code: "input_invalid" });
    expect(await readFile(path("sluice.yml"), "utf8")).toBe(before);
  });

  test("what it wrote runs a stage", async () => {
    const text = await readFile(path("sluice.yml"), "utf8");
    expect(text).toMatch(EDGE_PORT);
    // A port that tests of other programs may have, and a root that the scratch repository cleans up.
    await writeFile(path("sluice.yml"), text.replace(EDGE_PORT, "  root: ../target\n"));
    await scratch.repo.commit({}, "Deliver with sluice");
    await scratch.repo.mergeChange({ number: 1, title: "Begin", source: "feature-1", target: "STAGING" });
    expect(await scratch.result(["run", "STAGING"])).toMatchObject({ code: 0, outcome: "deployed" });
    const { body } = await scratch.visit("pr-1.staging.work.localhost", "/version");
    expect(JSON.parse(body)).toMatchObject({ version: "1.0.0" });
  });
});
