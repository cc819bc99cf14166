import { describe, expect, it } from "vitest";
import {
  after,
  at,
  digestOf,
  environmentOf,
  eventsOf,
  frozen,
  MINUTE,
  milestoneOf,
  NOW,
  quarantine,
  releaseOf,
  sha,
  stageOf,
  stateOf,
} from "../state.fixture.ts";
import type { LedgerState } from "../state.ts";
import type { Decision } from "./decision.ts";
import { fence } from "./fence.ts";
import { decideDeployed, decidePublish, decideRelease, decideRenew, decideSwitch } from "./progress.ts";

const claim = { environment: "me", generation: 7 };
const holder = { run: "run-me", until: at(MINUTE) };
const mine = (facts: Parameters<typeof environmentOf>[1] = {}) =>
  environmentOf("me", { commit: sha("c5"), digest: digestOf("d5"), generation: 7, holder, ...facts });
const old = environmentOf("old", { commit: sha("c4"), digest: digestOf("d4"), generation: 3 });
const gone = (reason: "superseded" | "promoted" | "asked") => ({
  phase: "tombstoned" as const,
  tombstone: { reason, detail: "why" },
});

/** What is decided on a claim, all alike: each must ask the fence first. */
const acts: readonly [string, (state: LedgerState) => Decision][] = [
  ["deployed", (state) => decideDeployed(state, claim, digestOf("d5"))],
  ["switch", (state) => decideSwitch(state, claim, {})],
  ["publish", (state) => decidePublish(state, claim)],
  ["renew", (state) => decideRenew(state, claim, 15 * MINUTE, NOW)],
];

describe("a claim that does not hold any more", () => {
  const broken: [string, LedgerState, string][] = [
    ["nothing has its name", stateOf({}), "tombstoned"],
    ["it was superseded", stateOf({ environments: [mine(gone("superseded"))] }), "newer_change"],
    ["it was promoted", stateOf({ environments: [mine(gone("promoted"))] }), "newer_change"],
    ["a person removed it", stateOf({ environments: [mine(gone("asked"))] }), "tombstoned"],
    ["it is gone", stateOf({ environments: [mine({ phase: "deleted" })] }), "tombstoned"],
    ["a newer run has it", stateOf({ environments: [mine({ generation: 8 })] }), "claim_lost"],
    ["an older life had it", stateOf({ environments: [mine({ generation: 6 })] }), "claim_lost"],
  ];
  it.each(broken)("%s: the fence says so, and nothing is decided on it", (_, state, reason) => {
    expect(fence(frozen(state), claim)).toMatchObject({ ok: false, reason });
    for (const [, decide] of acts) expect(decide(state)).toMatchObject({ ok: false, reason });
  });

  it("one that holds is no obstacle", () => {
    expect(fence(stateOf({ environments: [mine()] }), claim)).toBeNull();
  });
});

describe("deployed", () => {
  it.each([
    ["claimed", ["service.deployed"]],
    ["deployed", []],
    ["verified", []],
    ["published", []],
  ] as const)("of what is %s", (phase, types) => {
    const state = stateOf({ environments: [mine({ phase })] });
    const events = eventsOf(decideDeployed(state, claim, digestOf("d5")));
    expect(events.map(({ type }) => type)).toEqual(types);
  });
});

describe("a switch", () => {
  const served = (facts: Parameters<typeof environmentOf>[1] = {}) =>
    stateOf({
      environments: [mine({ phase: "deployed", ...facts }), old],
      releases: [releaseOf(digestOf("d4")), releaseOf(digestOf("d5"))],
      stages: { PROD: stageOf({ serves: "old", head: milestoneOf(old) }) },
    });
  const newer = { [sha("c4")]: "descendant" } as const;
  const older = { [sha("c4")]: "ancestor" } as const;

  it("verifies, takes the traffic and remembers who had it, in one act", () => {
    const decision = decideSwitch(frozen(served()), claim, newer);
    expect(eventsOf(decision)).toMatchObject([
      { type: "release.verified", environment: "me", stage: "PROD", digest: digestOf("d5") },
      { type: "service.upgraded", environment: "me", previous: "old" },
    ]);
    const next = after(served(), eventsOf(decision));
    expect(next.stages.PROD).toMatchObject({ serves: "me", previous: "old" });
    expect(eventsOf(decideSwitch(next, claim, newer))).toEqual([]);
  });

  it("has nothing to return to where nothing served, or what did is condemned, or it is itself", () => {
    const first = stateOf({ environments: [mine({ phase: "deployed" })] });
    const dead = served();
    dead.environments.old!.phase = "tombstoned";
    const itself = served();
    itself.stages.PROD!.serves = "me";
    for (const state of [first, dead, itself]) {
      expect(eventsOf(decideSwitch(state, claim, newer))).toMatchObject([{}, { previous: null }]);
    }
  });

  it.each<[string, LedgerState, Parameters<typeof decideSwitch>[2], string | null]>([
    ["of what is only claimed", served({ phase: "claimed" }), newer, "unhealthy"],
    ["of what failed", served({ phase: "failed" }), newer, "claim_lost"],
    ["of what is older than what serves", served(), older, "newer_change"],
    ["of what is older, a rollback", served({ purpose: "rollback" }), older, null],
  ])("%s", (_, state, relations, reason) => {
    const decision = decideSwitch(state, claim, relations);
    expect(decision.ok ? null : decision.reason).toBe(reason);
  });

  it("is refused to what is older than the head, though nothing serves now", () => {
    const state = served();
    state.stages.PROD!.serves = null;
    expect(decideSwitch(state, claim, older)).toMatchObject({ reason: "newer_change" });
  });

  it.each(["deploy", "rollback"] as const)("is refused to a %s that was quarantined meanwhile", (purpose) => {
    const state = served({ purpose });
    state.releases[digestOf("d5")]!.quarantined = quarantine;
    expect(decideSwitch(state, claim, newer)).toMatchObject({ ok: false, reason: "quarantined" });
  });

  it("quarantines what served in the same act where asked, but never what it brings", () => {
    const asked = eventsOf(decideSwitch(served(), claim, newer, "prices are wrong"));
    expect(asked.at(-1)).toMatchObject({ type: "release.quarantined", digest: digestOf("d4") });
    const same = served();
    same.environments.old!.digest = digestOf("d5");
    const types = eventsOf(decideSwitch(same, claim, newer, "prices are wrong")).map(({ type }) => type);
    expect(types).not.toContain("release.quarantined");
    const none = eventsOf(decideSwitch(served(), claim, newer)).map(({ type }) => type);
    expect(none).not.toContain("release.quarantined");
  });
});

describe("publishing", () => {
  it("ends the bake, once", () => {
    const stages = { PROD: stageOf({ serves: "me", previous: "old" }) };
    const state = stateOf({ environments: [mine({ phase: "baking" }), old], stages });
    const events = eventsOf(decidePublish(frozen(state), claim));
    expect(events).toMatchObject([{ type: "service.published", environment: "me", generation: 7 }]);
    const next = after(state, events);
    expect(next.environments.me).toMatchObject({ phase: "published", holder: null });
    expect(eventsOf(decidePublish(next, claim))).toEqual([]);
  });

  it.each(["claimed", "deployed", "verified", "failed"] as const)("is refused to what is %s", (phase) => {
    const state = stateOf({ environments: [mine({ phase })] });
    expect(decidePublish(state, claim)).toMatchObject({ ok: false, reason: "claim_lost" });
  });
});

describe("renewing", () => {
  const lease = 15 * MINUTE;
  it.each<[string, string | null, string[]]>([
    ["more than half of the lease is left", at(lease / 2 + 1), []],
    ["half of it is left", at(lease / 2), ["claim.renewed"]],
    ["it has passed, and nobody took it over", at(-1), ["claim.renewed"]],
    ["nobody holds it", null, []],
  ])("where %s", (_, until, types) => {
    const state = stateOf({ environments: [mine({ holder: until === null ? null : { run: "r", until } })] });
    const events = eventsOf(decideRenew(state, claim, lease, NOW));
    expect(events.map(({ type }) => type)).toEqual(types);
    if (events.length > 0) expect(events).toMatchObject([{ until: at(lease) }]);
  });
});

describe("letting go", () => {
  const waiting = [{ run: "run-me", commit: sha("c5"), number: 5, until: at(MINUTE) }];
  const release = (state: LedgerState, run = "run-me", held: typeof claim | null = claim) =>
    eventsOf(decideRelease(state, "PROD", run, held));

  it.each<[string, LedgerState, string, typeof claim | null, object[]]>([
    ["of what it holds", stateOf({ environments: [mine()] }), "run-me", claim, [{ environment: "me" }]],
    ["of what another run holds", stateOf({ environments: [mine()] }), "run-other", claim, []],
    ["of an older life", stateOf({ environments: [mine({ generation: 9 })] }), "run-me", claim, []],
    ["of what nobody has", stateOf({}), "run-me", claim, []],
    ["without having anything", stateOf({ environments: [mine()] }), "run-me", null, []],
    [
      "of its place among those that wait",
      stateOf({ stages: { PROD: stageOf({ waiting }) } }),
      "run-me",
      null,
      [{ environment: null }],
    ],
  ])("%s", (_, state, run, held, events) => {
    expect(release(frozen(state), run, held)).toMatchObject(events);
    expect(release(state, run, held)).toHaveLength(events.length);
    expect(release(after(state, release(state, run, held), { run }), run, held)).toEqual([]);
  });
});
