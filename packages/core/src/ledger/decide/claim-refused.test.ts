import { describe, expect, it } from "vitest";
import {
  at,
  digestOf,
  environmentOf,
  frozen,
  MINUTE,
  NOW,
  quarantine,
  releaseOf,
  sha,
  stageOf,
  stateOf,
} from "../state.fixture.ts";
import { emptyState, type LedgerState } from "../state.ts";
import { claimOf, mine, older, other, served } from "./claim.fixture.ts";
import { type ClaimCommand, commitsToCompare, decideClaim } from "./claim.ts";

describe("a claim is refused", () => {
  const quarantined = [releaseOf(digestOf("d5"), { quarantined: quarantine })];
  const grave = (reason: "superseded" | "promoted" | "abandoned", commit = "c5") =>
    stateOf({
      environments: [
        mine({ phase: "deleted", commit: sha(commit), tombstone: { reason, detail: "pr6 contains it" } }),
      ],
    });
  const waitingNewer = (until = at(MINUTE), run = "run-other") =>
    stateOf({ stages: { PROD: stageOf({ waiting: [{ run, commit: sha("c4"), number: 4, until }] }) } });

  it.each<[string, LedgerState, Partial<ClaimCommand>, string | null]>([
    ["quarantined", stateOf({ releases: quarantined }), {}, "quarantined"],
    [
      "quarantined, a rollback too",
      stateOf({ releases: quarantined }),
      { purpose: "rollback" },
      "quarantined",
    ],
    [
      "quarantined, though this run holds it",
      stateOf({ releases: quarantined, environments: [mine({ holder: { run: "run-me", until: at(1) } })] }),
      {},
      "quarantined",
    ],
    ["superseded before", grave("superseded"), {}, "newer_change"],
    ["promoted before", grave("promoted"), {}, "newer_change"],
    ["abandoned before", grave("abandoned"), {}, "tombstoned"],
    ["not: its change has another commit by now", grave("superseded", "c3"), {}, null],
    ["not: a rollback may wake the dead", grave("superseded"), { purpose: "rollback" }, null],
    [
      "overtaken by what runs, verified",
      stateOf({ environments: [other({ phase: "verified" })] }),
      { relations: older },
      "newer_change",
    ],
    [
      "overtaken by what bakes",
      stateOf({ environments: [other({ phase: "baking" })] }),
      { relations: older, shared: false },
      "newer_change",
    ],
    [
      "not: what is newer is not verified yet",
      stateOf({ environments: [other({ phase: "deployed" })] }),
      { relations: older },
      null,
    ],
    [
      "not: what is newer is condemned",
      stateOf({ environments: [other({ phase: "tombstoned" })] }),
      { relations: older },
      null,
    ],
    [
      "not: what is newer runs in another stage",
      stateOf({ environments: [other({ stage: "QA" })] }),
      { relations: older },
      null,
    ],
    ["overtaken by what waits", waitingNewer(), { relations: older }, "newer_change"],
    ["not: what waits gave up", waitingNewer(at(0)), { relations: older }, null],
    ["not: what waits is dead", waitingNewer(), { relations: older, over: ["run-other"] }, null],
    ["not: it waits itself", waitingNewer(at(MINUTE), "run-me"), { relations: older }, null],
    ["older than what the stage ran, though that is gone", served(), { relations: older }, "newer_change"],
    [
      "older, in a stage that is not shared too",
      served(),
      { relations: older, shared: false },
      "newer_change",
    ],
    [
      "not a descendant of what a shared stage runs",
      served(other()),
      { relations: { [sha("c4")]: "diverged" } },
      "not_a_descendant",
    ],
    [
      "not: hostnames of their own let lines live side by side",
      served(other()),
      { relations: { [sha("c4")]: "diverged" }, shared: false },
      null,
    ],
    ["not comparable with what a shared stage runs", served(other()), { relations: {} }, "history_unknown"],
    [
      "not: a rollback goes to what is older",
      served(other()),
      { relations: older, purpose: "rollback" },
      null,
    ],
    ["not: the same commit once more", served(other()), { relations: { [sha("c4")]: "same" } }, null],
  ])("%s", (_, state, facts, reason) => {
    const decision = decideClaim(frozen(state), claimOf(facts), NOW);
    expect(decision.ok ? null : decision.reason).toBe(reason);
  });

  it("as older, where another commit of the same artifact contains it", () => {
    const state = served();
    const source = { stage: "QA", commit: sha("b4"), change: null, at: at(0) };
    state.releases[digestOf("d4")]!.sources.push(source);
    const relations = { [sha("c4")]: "diverged", [sha("b4")]: "ancestor" } as const;
    expect(decideClaim(state, claimOf({ relations }), NOW)).toMatchObject({ reason: "newer_change" });
  });
});

it("compares with what runs in the stage, its head, all that held the head's artifact, and what waits", () => {
  const state = served(
    other({ commit: sha("c3") }),
    mine({ phase: "deleted" }),
    environmentOf("qa", { stage: "QA" }),
  );
  const source = { stage: "QA", commit: sha("b4"), change: null, at: at(0) };
  state.releases[digestOf("d4")]!.sources.push(source);
  state.stages.PROD!.waiting.push({ run: "w", commit: sha("c9"), number: null, until: at(1) });
  expect([...commitsToCompare(state, "PROD")].sort()).toEqual(["b4", "c3", "c4", "c9"].map(sha));
  expect(commitsToCompare(emptyState, "PROD")).toEqual([]);
});
