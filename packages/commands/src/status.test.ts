import { type Overview, type Reporter, SluiceError } from "@sluice/core";
import { createWorld, silent, type WorldCommit } from "@sluice/testing/train/world";
import { describe, expect, test } from "vitest";
import { run } from "./run.ts";
import { type Screen, status } from "./status.ts";

const YAML = {
  version: 1,
  app: "shop",
  artifact: { kind: "archive", repository: "registry.test/acme/shop" },
  stages: {
    STAGING: { url: "https://pr-{number}.staging.example.com" },
    PROD: { url: "https://example.com", bake: "2s" },
  },
  target: { kind: "process", command: "node server.js" },
  health: { path: "/healthz", timeout: "5s" },
};
const sha = (mark: string) => mark.padEnd(40, "0");
const COMMITS: readonly WorldCommit[] = [
  { sha: sha("a1"), parents: [], branch: "STAGING", number: 1, version: 1 },
  { sha: sha("b1"), parents: [sha("a1")], branch: "PROD", number: 2, version: 1 },
  { sha: sha("a2"), parents: [sha("a1")], branch: "STAGING", number: 3, version: 2 },
  { sha: sha("b2"), parents: [sha("b1"), sha("a2")], branch: "PROD", number: 4, version: 2 },
];

async function world(merges: readonly (readonly [string, string])[], lines: string[] = []) {
  const reporter: Reporter = {
    ...silent,
    info: (text) => lines.push(text),
    warning: (text) => lines.push(text),
  };
  const made = createWorld(YAML, COMMITS, { reporter });
  for (const [stage, mark] of merges) {
    await run.run({ stage, commit: sha(mark), dryRun: false }, made.ports(`run-${mark}`));
  }
  lines.length = 0;
  return made;
}

type World = Awaited<ReturnType<typeof world>>;

function look(made: World, inputs: { stage?: string; watch?: boolean } = {}, screen: Screen | null = null) {
  const ports = Object.assign(made.ports("looker"), { screen });
  return status.run({ stage: undefined, watch: false, interval: 1000, ...inputs }, ports);
}

describe("status", () => {
  test("an empty train says so", async () => {
    const lines: string[] = [];
    const ending = await look(await world([], lines));
    expect(ending).toMatchObject({ outcome: "done", outputs: { serves: "", drift: 0 } });
    expect(lines).toEqual(["shop: nothing runs yet"]);
  });

  test("shows what serves, what was published and by whom", async () => {
    const lines: string[] = [];
    const made = await world(
      [
        ["STAGING", "a1"],
        ["PROD", "b1"],
      ],
      lines,
    );
    made.advance(180_000);
    const ending = await look(made);
    expect(ending.outputs).toEqual({ serves: "PROD=shop-prod-pr2", drift: 0 });
    expect(lines[0]?.split("\n").map((line) => line.replace(/\(\w{12}\)/, "(digest)"))).toEqual([
      "STAGE  ENVIRONMENT      RELEASE                       STATE      SINCE      BY                 NOW",
      "PROD   ▶ shop-prod-pr2  PR 2 Change 2 (digest)  published  3 min ago  admin@example.com  healthy at example.com",
      "",
      "published, newest first",
      "  STAGING: PR 1 (3 min ago)",
      "  PROD: PR 2 (3 min ago)",
    ]);
  });

  test("a release that failed in PROD is quarantined, and the one before serves", async () => {
    const made = await world([
      ["STAGING", "a1"],
      ["PROD", "b1"],
    ]);
    made.behave(2, "dies-later", "PROD");
    for (const [stage, mark] of [
      ["STAGING", "a2"],
      ["PROD", "b2"],
    ] as const)
      await run.run({ stage, commit: sha(mark), dryRun: false }, made.ports(`run-${mark}`));
    const overview = (await look(made)).details as Overview;
    expect(overview.quarantined).toMatchObject([{ stage: "PROD", changes: [3, 4] }]);
    expect(overview.stages.find(({ name }) => name === "PROD")).toMatchObject({ serves: "shop-prod-pr2" });
  });

  test("tells what is not as the ledger says, and what is stale", async () => {
    const made = await world([
      ["STAGING", "a1"],
      ["STAGING", "a2"],
      ["PROD", "b1"],
    ]);
    made.target.lose("shop-staging-pr3");
    const overview = (await look(made)).details as Overview;
    expect(overview.drift).toMatchObject([
      { about: "shop-staging-pr3", message: "the target does not have it" },
      { about: "pr-3.staging.example.com" },
    ]);
    const lost = overview.environments.find(({ environment }) => environment === "shop-staging-pr3");
    expect(lost).toMatchObject({ running: false, stale: { reason: "orphaned" } });
  });

  test("one stage alone", async () => {
    const made = await world([
      ["STAGING", "a1"],
      ["PROD", "b1"],
      ["STAGING", "a2"],
    ]);
    made.target.lose("shop-staging-pr3");
    const overview = (await look(made, { stage: "prod" })).details as Overview;
    expect(overview.stages.map(({ name }) => name)).toEqual(["PROD"]);
    expect(overview.environments.map(({ environment }) => environment)).toEqual(["shop-prod-pr2"]);
    expect(overview.drift).toEqual([]);
  });

  test("a title cannot pass for more than a title", async () => {
    const lines: string[] = [];
    const made = await world([["STAGING", "a1"]], lines);
    const { ledger } = made;
    const read = ledger.read.bind(ledger);
    ledger.read = async () => {
      const snapshot = structuredClone(await read());
      const environment = snapshot.state.environments["shop-staging-pr1"];
      if (environment?.change) environment.change.title = "x\u001b[2J\nPROD  ▶ evil";
      return snapshot;
    };
    await look(made);
    expect(lines[0]).not.toContain("\u001b");
    expect(lines[0]?.split("\n").filter((line) => line.startsWith("PROD"))).toEqual([]);
  });

  test("--watch repaints, and wants a terminal", async () => {
    const made = await world([["STAGING", "a1"]]);
    await expect(look(made, { watch: true })).rejects.toMatchObject({ reason: "input_invalid" });
    const painted: string[] = [];
    const screen: Screen = {
      paint(text) {
        painted.push(text);
        if (painted.length === 3) throw new Error("the person left");
      },
    };
    await expect(look(made, { watch: true }, screen)).rejects.toThrow("the person left");
    expect(painted).toHaveLength(3);
    expect(painted[0]).toContain("shop-staging-pr1");
    expect(painted[2]).toMatch(/[24] s ago/);
  });

  test("where the target does not answer, the ledger's word is shown", async () => {
    const made = await world([["STAGING", "a1"]]);
    const ports = Object.assign(made.ports("looker"), { screen: null });
    const target = {
      ...ports.target,
      list: () => Promise.reject(new SluiceError("target_unreachable", "no engine")),
    };
    const ending = await status.run({ stage: undefined, watch: false, interval: 1000 }, { ...ports, target });
    expect(ending.outcome).toBe("done");
    expect((ending.details as Overview).environments).toMatchObject([{ running: null, stale: null }]);
  });
});
