import { describe, expect, it } from "vitest";
import {
  after,
  at,
  digestOf,
  eventsOf,
  frozen,
  MINUTE,
  NOW,
  sha,
  stageOf,
  stateOf,
} from "../state.fixture.ts";
import type { EnvironmentState, LedgerState } from "../state.ts";
import { alive, claimOf, expired, mine, newer, other, served } from "./claim.fixture.ts";
import { type ClaimCommand, decideClaim } from "./claim.ts";
import { decideSwitch } from "./progress.ts";

describe("a claim is answered", () => {
  it.each<[string, LedgerState, Partial<ClaimCommand>, object, string[]]>([
    [
      "claimed, the first of all",
      stateOf({}),
      {},
      { kind: "claimed", generation: 101, tookOver: null },
      ["environment.created"],
    ],
    [
      "claimed, where it descends from what the stage runs",
      served(other()),
      { relations: newer },
      { kind: "claimed", generation: 101 },
      ["environment.created"],
    ],
    [
      "claimed again after a life that ended",
      stateOf({ environments: [mine({ phase: "deleted", tombstone: { reason: "expired", detail: "" } })] }),
      {},
      { kind: "claimed", tookOver: null },
      ["environment.created"],
    ],
    [
      "claimed from a run that is known to be over",
      stateOf({ environments: [mine({ phase: "deployed", holder: alive })] }),
      { over: ["run-other"] },
      { kind: "claimed", tookOver: "run-other" },
      ["environment.modified"],
    ],
    [
      "claimed from a run whose lease has passed",
      stateOf({ environments: [mine({ phase: "claimed", holder: expired })] }),
      {},
      { kind: "claimed", tookOver: "run-other" },
      ["environment.modified"],
    ],
    [
      "claimed to be repaired",
      stateOf({ environments: [mine()], stages: { PROD: stageOf({ serves: "me" }) } }),
      { repair: true },
      { kind: "claimed", tookOver: null },
      ["environment.modified"],
    ],
    [
      "claimed, where it is published but does not serve the stage any more",
      stateOf({ environments: [mine()] }),
      {},
      { kind: "claimed" },
      ["environment.modified"],
    ],
    [
      "claimed with another artifact by the run that holds it",
      stateOf({
        environments: [
          mine({ phase: "claimed", digest: digestOf("d1"), holder: { run: "run-me", until: at(1) } }),
        ],
      }),
      {},
      { kind: "claimed", tookOver: null },
      ["environment.modified"],
    ],
    [
      "claimed beside others, where each has a hostname of its own",
      stateOf({ environments: [other({ phase: "claimed", holder: alive })] }),
      { shared: false, relations: newer },
      { kind: "claimed" },
      ["environment.created"],
    ],
    [
      "held, by a job of the same run",
      stateOf({ environments: [mine({ phase: "deployed", holder: { run: "run-me", until: at(1) } })] }),
      {},
      { kind: "held", generation: 7, phase: "deployed" },
      [],
    ],
    [
      "unchanged, where it serves with this artifact",
      stateOf({ environments: [mine()], stages: { PROD: stageOf({ serves: "me" }) } }),
      {},
      { kind: "unchanged", generation: 7 },
      [],
    ],
    [
      "unchanged, where it runs at its own hostname, whatever the stage serves",
      stateOf({ environments: [mine()] }),
      { shared: false },
      { kind: "unchanged", generation: 7 },
      [],
    ],
    [
      "wait, where another run holds another environment of a shared stage",
      stateOf({ environments: [other({ phase: "deployed", holder: alive })] }),
      { relations: newer },
      { kind: "wait", holder: "run-other", until: alive.until },
      ["claim.queued"],
    ],
    [
      "wait, where another run holds this very environment",
      stateOf({ environments: [mine({ phase: "claimed", holder: alive })] }),
      { shared: false },
      { kind: "wait", holder: "run-other" },
      ["claim.queued"],
    ],
    [
      "wait, without queueing twice",
      stateOf({
        environments: [mine({ phase: "claimed", holder: alive })],
        stages: {
          PROD: stageOf({
            waiting: [{ run: "run-me", commit: sha("c5"), number: 5, until: at(MINUTE) }],
          }),
        },
      }),
      {},
      { kind: "wait" },
      [],
    ],
    [
      "wait, and queued again where its place has lapsed",
      stateOf({
        environments: [mine({ phase: "claimed", holder: alive })],
        stages: {
          PROD: stageOf({ waiting: [{ run: "run-me", commit: sha("c5"), number: 5, until: at(0) }] }),
        },
      }),
      {},
      { kind: "wait" },
      ["claim.queued"],
    ],
    [
      "wait, where what serves is in its bake and its run is alive",
      stateOf({
        environments: [other({ phase: "baking", holder: alive })],
        stages: { PROD: stageOf({ serves: "other" }) },
      }),
      { relations: newer },
      { kind: "wait" },
      ["claim.queued"],
    ],
    [
      "settle, where a run died with what serves in its bake",
      stateOf({
        environments: [other({ phase: "baking", holder: alive })],
        stages: { PROD: stageOf({ serves: "other" }) },
      }),
      { relations: newer, over: ["run-other"] },
      { kind: "settle", environment: "other" },
      [],
    ],
    [
      "settle, where nobody holds what serves in its bake",
      stateOf({
        environments: [mine({ phase: "baking" })],
        stages: { PROD: stageOf({ serves: "me" }) },
      }),
      { shared: false },
      { kind: "settle", environment: "me" },
      [],
    ],
  ])("%s", (_, state, facts, answer, types) => {
    const decision = decideClaim(frozen(state), claimOf(facts), NOW);
    expect(decision).toMatchObject({ ok: true, answer });
    expect(eventsOf(decision).map(({ type }) => type)).toEqual(types);
  });

  it("with its lease and its place counted from now", () => {
    const claimed = eventsOf(decideClaim(stateOf({}), claimOf(), NOW));
    expect(claimed).toMatchObject([{ until: at(15 * MINUTE), purpose: "deploy", commit: sha("c5") }]);
    const state = stateOf({ environments: [mine({ holder: alive })] });
    expect(eventsOf(decideClaim(state, claimOf(), NOW))).toMatchObject([
      { until: at(30 * MINUTE), number: 5 },
    ]);
  });

  it.each<[string, Partial<EnvironmentState>, boolean, string[]]>([
    [
      "takes it from one whose lease has passed",
      { phase: "deployed", holder: expired },
      true,
      ["claim.released"],
    ],
    [
      "leaves the others their claims where hostnames are apart",
      { phase: "deployed", holder: expired },
      false,
      [],
    ],
    ["takes nothing from one that nobody holds", { phase: "failed" }, true, []],
  ])("on a stage %s", (_, facts, shared, before) => {
    const state = stateOf({ environments: [other(facts)] });
    const decision = decideClaim(state, claimOf({ relations: newer, shared }), NOW);
    expect(eventsOf(decision).map(({ type }) => type)).toEqual([...before, "environment.created"]);
    const next = after(state, eventsOf(decision), { run: "run-me" });
    expect(decision).toMatchObject({ answer: { generation: next.environments.me?.generation } });
    expect(next.environments.other?.phase).toBe(shared ? "failed" : "deployed");
    const late = { environment: "other", generation: 3 };
    if (shared) expect(decideSwitch(next, late, newer)).toMatchObject({ reason: "claim_lost" });
  });
});
