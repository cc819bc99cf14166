import { createWorld, type World, type WorldCommit } from "@sluice/testing/train/world";
import { describe, expect, it } from "vitest";
import { promoteToProd, rollback, run } from "../src/index.ts";

const YAML = {
  version: 1,
  app: "shop",
  artifact: { kind: "archive", repository: "registry.test/acme/shop" },
  tests: { unit: { command: "pass" } },
  stages: {
    STAGING: { url: "https://pr-{number}.staging.example.com", require: ["unit"] },
    QA: { url: "https://pr-{number}.qa.example.com", require: ["unit"] },
    PROD: { url: "https://example.com", require: ["unit"], bake: "2s" },
  },
  target: { kind: "process", command: "node server.js" },
  health: { path: "/healthz", timeout: "5s" },
};

/** Three changes merged to STAGING, the second and third of them on to QA, and so to PROD. */
const COMMITS: readonly WorldCommit[] = [
  commit("a1", [], "STAGING", 1, 1),
  commit("a2", ["a1"], "STAGING", 2, 2),
  commit("b2", ["a2"], "QA", 3, 2),
  commit("c2", ["b2"], "PROD", 4, 2),
  commit("a3", ["a2"], "STAGING", 5, 3),
  commit("b3", ["b2", "a3"], "QA", 6, 3),
  commit("c3", ["c2", "b3"], "PROD", 7, 3),
];

function commit(
  mark: string,
  parents: string[],
  branch: string,
  number: number,
  version: number,
): WorldCommit {
  return { sha: sha(mark), parents: parents.map(sha), branch, number, version };
}

function sha(mark: string): string {
  return mark.padEnd(40, "0");
}

let runs = 0;

function ride(world: World, stage: string, mark: string) {
  return run.run({ stage, commit: sha(mark), dryRun: false }, world.ports(`run-${++runs}`));
}

async function environments(world: World): Promise<string[]> {
  return (await world.target.list()).map((instance) => instance.environment).sort();
}

describe("a train", () => {
  it("takes one artifact through the stages and drains what it left behind", async () => {
    const world = createWorld(YAML, COMMITS);
    expect(await ride(world, "STAGING", "a1")).toMatchObject({
      outcome: "deployed",
      outputs: { built: "built" },
    });
    expect(await ride(world, "STAGING", "a2")).toMatchObject({
      outcome: "deployed",
      outputs: { destroyed: "shop-staging-pr1" },
    });
    expect(await environments(world)).toEqual(["shop-staging-pr2"]);
    expect(await ride(world, "QA", "b2")).toMatchObject({
      outcome: "deployed",
      outputs: { built: "reused", environment: "shop-qa-pr3", destroyed: "shop-staging-pr2" },
    });
    expect(await ride(world, "PROD", "c2")).toMatchObject({
      outcome: "deployed",
      outputs: { built: "reused" },
    });
    expect(await environments(world)).toEqual(["shop-prod-pr4"]);
    expect(world.edge.lead("example.com")).toBe((await world.target.find("shop-prod-pr4"))?.address);
  });

  it("tells a late, older merge that a newer one has the stage", async () => {
    const world = createWorld(YAML, COMMITS);
    await ride(world, "STAGING", "a2");
    expect(await ride(world, "STAGING", "a1")).toMatchObject({
      outcome: "superseded",
      reason: "newer_change",
    });
    expect(await environments(world)).toEqual(["shop-staging-pr2"]);
  });

  it("does nothing a second time", async () => {
    const world = createWorld(YAML, COMMITS);
    await ride(world, "STAGING", "a1");
    expect(await ride(world, "STAGING", "a1")).toMatchObject({
      outcome: "unchanged",
      outputs: { built: "reused" },
    });
  });

  it("deploys again what the target lost", async () => {
    const world = createWorld(YAML, COMMITS);
    await ride(world, "STAGING", "a1");
    world.target.lose("shop-staging-pr1");
    expect(await ride(world, "STAGING", "a1")).toMatchObject({ outcome: "deployed" });
    expect(await environments(world)).toEqual(["shop-staging-pr1"]);
  });

  it("refuses to PROD what QA has not verified", async () => {
    const world = createWorld(YAML, COMMITS);
    await ride(world, "STAGING", "a2");
    expect(await ride(world, "PROD", "c2")).toMatchObject({ outcome: "refused", reason: "not_verified" });
  });

  async function withProd(version: number) {
    const world = createWorld(YAML, COMMITS);
    for (const [stage, mark] of [
      ["STAGING", "a2"],
      ["QA", "b2"],
      ["PROD", "c2"],
      ["STAGING", "a3"],
      ["QA", "b3"],
    ] as const) {
      expect(await ride(world, stage, mark)).toMatchObject({ outcome: "deployed" });
    }
    expect(world.versions.get((await world.target.find("shop-prod-pr4"))!.digest)).toBe(version);
    return world;
  }

  it.each(["crashes", "never-healthy"] as const)(
    "leaves PROD as it was when a release %s",
    async (behaviour) => {
      const world = await withProd(2);
      world.behave(3, behaviour, "PROD");
      const before = world.edge.lead("example.com");
      const ending = await ride(world, "PROD", "c3");
      expect(ending.outcome).toBe("failed");
      expect(world.edge.lead("example.com")).toBe(before);
      expect(await environments(world)).toContain("shop-prod-pr4");
      expect(await environments(world)).not.toContain("shop-prod-pr7");
    },
  );

  it("returns PROD's traffic when a release dies in its bake, and quarantines it", async () => {
    const world = await withProd(2);
    world.behave(3, "dies-later", "PROD");
    const before = world.edge.lead("example.com");
    const ending = await ride(world, "PROD", "c3");
    expect(ending).toMatchObject({ outcome: "rolled_back", reason: "unhealthy_after_switch" });
    expect(world.edge.lead("example.com")).toBe(before);
    expect(await environments(world)).toContain("shop-prod-pr4");
    expect(await environments(world)).not.toContain("shop-prod-pr7");
    expect(await ride(world, "PROD", "c3")).toMatchObject({ outcome: "refused", reason: "quarantined" });
  });

  it("promotes the newest verified release of QA by hand", async () => {
    const world = await withProd(2);
    const inputs = {
      stage: undefined,
      release: undefined,
      approve: false,
      comment: undefined,
      dryRun: false,
    };
    const ending = await promoteToProd.run(inputs, world.ports("by-hand"));
    expect(ending).toMatchObject({ outcome: "promoted", outputs: { environment: "shop-prod-pr6" } });
    expect(world.edge.lead("example.com")).toBe((await world.target.find("shop-prod-pr6"))?.address);
  });

  it("goes back by hand to a release whose environment is gone", async () => {
    const world = await withProd(2);
    expect(await ride(world, "PROD", "c3")).toMatchObject({ outcome: "deployed" });
    expect(await environments(world)).toEqual(["shop-prod-pr7"]);
    const inputs = {
      stage: "PROD",
      to: "4",
      reason: "prices are wrong",
      quarantine: true,
      clear: undefined,
      dryRun: false,
    };
    const ending = await rollback.run(inputs, world.ports("by-hand"));
    expect(ending).toMatchObject({ outcome: "returned", outputs: { environment: "shop-prod-pr4" } });
    expect(world.edge.lead("example.com")).toBe((await world.target.find("shop-prod-pr4"))?.address);
    expect(await ride(world, "PROD", "c3")).toMatchObject({ outcome: "refused", reason: "quarantined" });
  });
});
