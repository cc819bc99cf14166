import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CDEvent, Overview } from "@sluice/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createScratch, type Scratch } from "./scratch.ts";

/**
 * One story on a real repository with real processes, told by the command line alone. Its steps build on each other,
 * as the days of a team do.
 */
describe("a team's days with sluice", { concurrent: false }, () => {
  let scratch: Scratch;

  beforeAll(async () => {
    scratch = await createScratch();
  });

  afterAll(async () => {
    await scratch?.cleanup();
  });

  const versionAt = async (host: string) =>
    (JSON.parse((await scratch.visit(host, "/version")).body) as { version: string }).version;

  /** Merges as a forge would, and runs the stage. */
  async function merge(number: number, source: string, target: string) {
    const commit = await scratch.repo.mergeChange({ number, title: `Merge ${source}`, source, target });
    return { commit, ...(await scratch.result(["run", target])) };
  }

  test("before anything ran, nothing runs", async () => {
    const shown = await scratch.sluice(["status"]);
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining("shop: nothing runs yet")]);
  });

  test("a merge into STAGING is built and gets an environment of its own", async () => {
    await scratch.propose("feature-1", { version: "1.0.0" }, "main");
    expect(await merge(1, "feature-1", "STAGING")).toMatchObject({
      code: 0,
      outcome: "deployed",
      outputs: { environment: "shop-staging-pr1", built: "built" },
    });
    expect(await versionAt("pr-1.staging.shop.test")).toBe("1.0.0");
  });

  test("in QA the same artifact runs, and STAGING is drained", async () => {
    expect(await merge(2, "STAGING", "QA")).toMatchObject({
      code: 0,
      outcome: "deployed",
      outputs: { environment: "shop-qa-pr2", built: "reused", destroyed: "shop-staging-pr1" },
    });
    expect(await versionAt("pr-2.qa.shop.test")).toBe("1.0.0");
    expect((await scratch.visit("pr-1.staging.shop.test", "/")).status).toBe(404);
  });

  test("in PROD it takes the public hostname", async () => {
    expect(await merge(3, "QA", "PROD")).toMatchObject({
      code: 0,
      outcome: "deployed",
      outputs: { environment: "shop-prod-pr3", destroyed: "shop-qa-pr2" },
    });
    expect(await versionAt("shop.test")).toBe("1.0.0");
  });

  test("a second run of the same commit changes nothing", async () => {
    expect(await scratch.result(["run", "PROD"])).toMatchObject({ code: 0, outcome: "unchanged" });
  });

  test("a release that fails in PROD is rolled back with exit code 4, and the old one serves", async () => {
    const release = { version: "2.0.0", health: "dies-after-3-requests", failWhenStage: "PROD" } as const;
    await scratch.propose("hotfix/2", release, "PROD");
    expect(await merge(4, "hotfix/2", "PROD")).toMatchObject({ code: 4, outcome: "rolled_back" });
    expect(await versionAt("shop.test")).toBe("1.0.0");
  });

  test("what was quarantined stays out", async () => {
    const before = await scratch.world();
    expect(await scratch.result(["run", "PROD"])).toMatchObject({
      code: 3,
      outcome: "refused",
      reason_code: "quarantined",
    });
    expect(await scratch.world()).toEqual(before);
    expect(await versionAt("shop.test")).toBe("1.0.0");
  });

  test("an administrator promotes the newest verified release", async () => {
    await scratch.propose("feature-3", { version: "3.0.0" }, "STAGING");
    expect(await merge(5, "feature-3", "STAGING")).toMatchObject({ code: 0, outcome: "deployed" });
    expect(await merge(6, "STAGING", "QA")).toMatchObject({ code: 0, outcome: "deployed" });
    const rehearsed = await scratch.world();
    expect(await scratch.result(["promote-to-prod", "--dry-run"])).toMatchObject({
      code: 0,
      outcome: "unchanged",
    });
    expect(await scratch.world()).toEqual(rehearsed);
    expect(await scratch.result(["promote-to-prod"])).toMatchObject({ code: 0, outcome: "promoted" });
    expect(await versionAt("shop.test")).toBe("3.0.0");
  });

  test("a dry run of draining tells what is stale, and leaves it", async () => {
    const before = await scratch.world();
    const told = await scratch.result(["destroy-stale-env", "--dry-run"]);
    expect(told).toMatchObject({ code: 0, outcome: "unchanged", reason_code: "dry_run" });
    expect(told.outputs.destroyed).toContain("shop-qa-pr6");
    expect(await scratch.world()).toEqual(before);
  });

  test("a rollback brings the earlier release back, and is no success", async () => {
    const ran = await scratch.sluice(["rollback", "--reason", "prices are wrong"]);
    expect(ran.stdout).toContain("● ");
    expect(ran.stdout).not.toContain("✓");
    expect(await versionAt("shop.test")).toBe("1.0.0");
  });

  test("status tells what serves, what is quarantined, and that all is as the ledger says", async () => {
    const shown = await scratch.result(["status"]);
    const overview = shown.details as Overview;
    expect(shown).toMatchObject({ code: 0, outputs: { drift: 0 } });
    expect(overview.environments.find(({ serves, stage }) => serves && stage === "PROD")).toMatchObject({
      running: true,
      wrong: null,
      hosts: ["shop.test"],
    });
    expect(overview.quarantined).toHaveLength(2);
  });

  test("the ledger verifies, shows and exports", async () => {
    const verified = await scratch.result(["ledger", "verify"]);
    expect(verified).toMatchObject({ code: 0, outcome: "passed" });
    const { stdout } = await scratch.sluice([
      "ledger",
      "show",
      "--type",
      "service.published",
      "--limit",
      "1",
    ]);
    expect(stdout).toContain("service.published shop-prod-");
    const exported = await scratch.sluice(["ledger", "export"]);
    const events = exported.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as CDEvent);
    expect(events.length).toBeGreaterThanOrEqual(Number(verified.outputs.events));
    expect(exported.stderr).toContain("done");
  });

  describe("refusals leave all as it was", () => {
    let before: unknown;

    beforeAll(async () => {
      before = await scratch.world();
    });

    test.each([
      ["rollback", ["rollback"], { SLUICE_ACTOR: "mallory@example.com" }, 3, "not_an_administrator"],
      ["promotion", ["promote-to-prod"], { SLUICE_ACTOR: "mallory@example.com" }, 3, "not_an_administrator"],
      ["an unknown stage", ["run", "STAGNG"], {}, 2, "input_invalid"],
      ["an unknown commit", ["run", "PROD", "--commit", "0123abcd"], {}, 2, "commit_unknown"],
      ["a wrong flag", ["run", "PROD", "--dryrun"], {}, 2, "input_invalid"],
    ] as const)("%s", async (_, args, env, code, reason) => {
      expect(await scratch.result(args, env)).toMatchObject({ code, reason_code: reason });
      expect(await scratch.world()).toEqual(before);
    });

    test("a malformed sluice.yml, with the line and what was meant", async () => {
      const path = join(scratch.repo.dir, "sluice.yml");
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace("stages:", "stagse:"));
      try {
        const refused = await scratch.result(["run", "PROD"]);
        expect(refused).toMatchObject({ code: 2, reason_code: "config_invalid" });
        expect(refused.message).toMatch(/sluice\.yml:6:1 stagse: unknown key; did you mean stages\?/);
      } finally {
        await writeFile(path, text);
      }
      expect(await scratch.world()).toEqual(before);
    });
  });
});
