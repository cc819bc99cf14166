// long because: one table of all that is stale and all that never is
import { describe, expect, it } from "vitest";
import {
  at,
  digestOf,
  frozen,
  MINUTE,
  milestoneOf,
  quarantine,
  releaseOf,
  sha,
  stageOf,
  stateOf,
} from "../ledger/state.fixture.ts";
import type { EnvironmentState, LedgerState, StageState } from "../ledger/state.ts";
import { factsOf, instanceOf, keeping, prod, qa } from "./stale.fixture.ts";
import { findStale, type StaleFacts } from "./stale.ts";

interface World {
  readonly environments: readonly EnvironmentState[];
  readonly stages?: Readonly<Record<string, StageState>>;
  readonly facts?: Partial<StaleFacts>;
  readonly state?: (state: LedgerState) => void;
}

/** What is stale, as `name reason`. */
function staleIn({ environments, stages = {}, facts = {}, state: change = () => {} }: World): string[] {
  const state = stateOf({
    environments,
    stages,
    releases: [1, 2, 3].map((v) => releaseOf(digestOf(`d${v}`))),
  });
  change(state);
  return findStale(frozen(state), factsOf(environments, facts)).map(
    (one) => `${one.environment} ${one.reason}`,
  );
}

const serves = (name: string, rest: Partial<StageState> = {}) => stageOf({ serves: name, ...rest });
const alive = { run: "run-other", until: at(MINUTE) };
const expired = { run: "run-other", until: at(0) };
const mine = { run: "run-me", until: at(MINUTE) };
const rollback = { purpose: "rollback" as const };

describe("promoted: its commit is contained in what the next stage runs, verified", () => {
  const head = (version: number) => ({
    PROD: serves(`prod${version}`, { head: milestoneOf(prod(version)) }),
  });
  it.each<[string, World, string[]]>([
    ["contained", { environments: [qa(1), prod(2)], stages: head(2) }, ["qa1 promoted"]],
    ["the very one", { environments: [qa(2), prod(2)], stages: head(2) }, ["qa2 promoted"]],
    ["newer than that", { environments: [qa(3), prod(2)], stages: head(2) }, []],
    [
      "the next stage runs it, but its bake is not over",
      {
        environments: [qa(2), prod(2, { phase: "baking", holder: alive })],
        stages: { PROD: serves("prod2") },
      },
      [],
    ],
    ["its stage is the last", { environments: [prod(1)], stages: { PROD: serves("prod1") } }, []],
    [
      "contained only in another commit that held the same artifact",
      {
        environments: [qa(1), prod(2, { commit: sha("x2") })],
        stages: { PROD: serves("prod2", { head: { ...milestoneOf(prod(2)), commit: sha("x2") } }) },
        state: (state) =>
          state.releases[digestOf("d2")]!.sources.push({
            stage: "QA",
            commit: sha("b2"),
            change: null,
            at: at(0),
          }),
      },
      ["qa1 promoted"],
    ],
    [
      "a run is still at work on it: it comes too late",
      { environments: [qa(1, { phase: "claimed", holder: alive }), prod(2)], stages: head(2) },
      ["qa1 promoted"],
    ],
  ])("%s", (_, world, stale) => expect(staleIn(world)).toEqual(stale));
});

describe("superseded: its stage runs keep.newest newer verified environments that contain it", () => {
  const three = [qa(1), qa(2), qa(3)];
  const QA = serves("qa3");
  it.each<[string, World, string[]]>([
    ["by one", { environments: three, stages: { QA } }, ["qa1 superseded", "qa2 superseded"]],
    ["by two", { environments: three, stages: { QA }, facts: { stages: keeping(2) } }, ["qa1 superseded"]],
    ["not by two of three", { environments: three, stages: { QA }, facts: { stages: keeping(3) } }, []],
    [
      "not by what bakes",
      { environments: [qa(1), qa(2, { phase: "baking", holder: alive })], stages: { QA: serves("qa2") } },
      [],
    ],
    [
      "not by what is verified only",
      { environments: [qa(1), qa(2, { phase: "verified", holder: alive })] },
      [],
    ],
    ["not by what does not contain it", { environments: [qa(1), qa(2, { commit: sha("x2") })] }, []],
    [
      "not by what cannot be compared",
      { environments: [qa(1), qa(2)], facts: { relation: () => "unknown" } },
      [],
    ],
    [
      "by the same commit, claimed later",
      { environments: [qa(1), qa(2, { commit: sha("b1") })] },
      ["qa1 superseded"],
    ],
    [
      "though a run is at work on it",
      { environments: [qa(1, { phase: "claimed", holder: alive }), qa(2)] },
      ["qa1 superseded"],
    ],
    [
      "not what its stage runs, having gone back to it",
      { environments: [qa(1, rollback), qa(2)], stages: { QA: serves("qa1") } },
      [],
    ],
    [
      "not what a run is going back to",
      {
        environments: [prod(1, { ...rollback, phase: "claimed", holder: alive }), prod(2)],
        stages: { PROD: serves("prod2") },
      },
      [],
    ],
    [
      "not what this run is going back to",
      {
        environments: [
          prod(1, { ...rollback, phase: "deployed", holder: { ...mine, until: at(-1) } }),
          prod(2),
        ],
        stages: { PROD: serves("prod2") },
      },
      [],
    ],
    [
      "what a dead run was going back to",
      {
        environments: [prod(1, { ...rollback, phase: "claimed", holder: expired }), prod(2)],
        stages: { PROD: serves("prod2") },
      },
      ["prod1 superseded"],
    ],
  ])("%s", (_, world, stale) => expect(staleIn(world)).toEqual(stale));
});

describe("what gave its shared hostname to another", () => {
  const PROD = serves("prod2");
  it.each<[string, World, string[]]>([
    ["is superseded", { environments: [prod(1), prod(2)], stages: { PROD } }, ["prod1 superseded"]],
    [
      "stays where its stage keeps two",
      { environments: [prod(1), prod(2)], stages: { PROD }, facts: { stages: keeping(2) } },
      [],
    ],
    [
      "is rolled back where the other is older",
      { environments: [prod(3), prod(2)], stages: { PROD } },
      ["prod3 rolled_back"],
    ],
    [
      "is superseded where the two have no common line",
      { environments: [prod(1), prod(2, { commit: sha("x2") })], stages: { PROD } },
      ["prod1 superseded"],
    ],
    [
      "is rolled back, however many are kept",
      { environments: [prod(3), prod(2)], stages: { PROD }, facts: { stages: keeping(2) } },
      ["prod3 rolled_back"],
    ],
    [
      "stays while the other bakes",
      { environments: [prod(1), prod(2, { phase: "baking", holder: alive })], stages: { PROD } },
      [],
    ],
  ])("%s", (_, world, stale) => expect(staleIn(world)).toEqual(stale));
});

describe("expired, abandoned, failed", () => {
  const late = { now: Date.parse(at(60 * MINUTE)) + 1 };
  it.each<[string, World, string[]]>([
    ["past keep.for", { environments: [qa(1)], facts: late }, ["qa1 expired"]],
    ["not at keep.for", { environments: [qa(1)], facts: { now: late.now - 1 } }, []],
    ["never where there is no keep.for", { environments: [prod(1)], facts: { now: late.now * 2 } }, []],
    ["its change was closed", { environments: [qa(1)], facts: { abandoned: ["qa1"] } }, ["qa1 abandoned"]],
    [
      "its change was closed, a run is at work on it",
      { environments: [qa(1, { phase: "claimed", holder: alive })], facts: { abandoned: ["qa1"] } },
      [],
    ],
    ["it failed", { environments: [qa(1, { phase: "failed" })] }, ["qa1 failed"]],
    [
      "it failed and its release is quarantined",
      {
        environments: [qa(1, { phase: "failed" })],
        state: (s) => {
          s.releases[digestOf("d1")]!.quarantined = quarantine;
        },
      },
      ["qa1 rolled_back"],
    ],
    [
      "its run is over",
      {
        environments: [qa(1, { phase: "deployed", holder: alive })],
        facts: { acting: { run: "run-me", over: ["run-other"] } },
      },
      ["qa1 failed"],
    ],
    [
      "its run's lease has passed",
      { environments: [qa(1, { phase: "verified", holder: expired })] },
      ["qa1 failed"],
    ],
    ["this run is at work on it", { environments: [qa(1, { phase: "deployed", holder: mine })] }, []],
    ["another run is at work on it", { environments: [qa(1, { phase: "deployed", holder: alive })] }, []],
    [
      "its run died in its bake, which its stage has still to settle",
      { environments: [qa(1, { phase: "baking", holder: expired })], stages: { QA: serves("qa1") } },
      [],
    ],
    [
      "its run died in its bake, and another has the stage",
      { environments: [qa(1, { phase: "baking", holder: expired })], stages: { QA: serves("qa2") } },
      ["qa1 failed"],
    ],
    [
      "its bake goes on, and another has the stage",
      { environments: [qa(1, { phase: "baking", holder: alive })], stages: { QA: serves("qa2") } },
      [],
    ],
  ])("%s", (_, world, stale) => expect(staleIn(world)).toEqual(stale));
});

describe("orphaned: one of ledger and target has it and the other does not", () => {
  const stranger = instanceOf({ name: "who", stage: "QA", generation: 9, digest: digestOf("d9") });
  it.each<[string, World, string[]]>([
    ["the target lost it", { environments: [qa(1)], facts: { instances: [] } }, ["qa1 orphaned"]],
    [
      "the target does not have it yet",
      { environments: [qa(1, { phase: "claimed", holder: mine })], facts: { instances: [] } },
      [],
    ],
    ["the ledger never had it", { environments: [], facts: { instances: [stranger] } }, ["who orphaned"]],
    [
      "the ledger says that it is gone",
      { environments: [qa(1, { phase: "deleted" })], facts: { instances: [instanceOf(qa(1))] } },
      ["qa1 orphaned"],
    ],
    [
      "it is of a generation that this state does not know yet",
      { environments: [], facts: { instances: [{ ...stranger, generation: 101 }] } },
      [],
    ],
    ["it is pinned", { environments: [], facts: { instances: [stranger], pinned: ["who"] } }, []],
    [
      "a public hostname leads to it",
      { environments: [], facts: { instances: [stranger], routed: ["who"] } },
      [],
    ],
  ])("%s", (_, world, stale) => expect(staleIn(world)).toEqual(stale));
});

describe("never stale", () => {
  const newer = { environments: [prod(1), prod(2)] };
  it.each<[string, World]>([
    [
      "what serves a shared hostname",
      {
        environments: [prod(1)],
        stages: { PROD: serves("prod1") },
        facts: { abandoned: ["prod1"], instances: [] },
      },
    ],
    [
      "what the edge leads a shared hostname to",
      { ...newer, stages: { PROD: serves("prod2") }, facts: { routed: ["prod1"] } },
    ],
    [
      "what a rollback would go to while the bake lasts",
      { ...newer, stages: { PROD: serves("prod2", { previous: "prod1" }) } },
    ],
    ["what is pinned", { environments: [qa(1), qa(2)], facts: { pinned: ["qa1"], abandoned: ["qa1"] } }],
    ["what is gone", { environments: [qa(1, { phase: "deleted" })] }],
    [
      "what is of a stage that sluice.yml does not have",
      { environments: [qa(1, { stage: "OLD", phase: "failed" })] },
    ],
  ])("%s", (_, world) => expect(staleIn(world)).toEqual([]));

  it.each(["pinned", "abandoned"] as const)("but what has its tombstone is finished, though %s", (word) => {
    const tombstone = { reason: "superseded", detail: "qa2 contains it" } as const;
    const environments = [qa(1, { phase: "tombstoned", tombstone })];
    expect(staleIn({ environments, facts: { [word]: ["qa1"] } })).toEqual(["qa1 superseded"]);
  });
});
