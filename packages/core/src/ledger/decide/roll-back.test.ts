import { describe, expect, it } from "vitest";
import {
  after,
  digestOf,
  environmentOf,
  eventsOf,
  frozen,
  milestoneOf,
  quarantine,
  releaseOf,
  stageOf,
  stateOf,
} from "../state.fixture.ts";
import type { LedgerState } from "../state.ts";
import { decideClear, decideRollBack, type RollBackCommand } from "./roll-back.ts";

const old = environmentOf("old", { digest: digestOf("d4"), generation: 3 });
const bad = environmentOf("bad", { digest: digestOf("d5"), generation: 7, phase: "baking" });

function baking(previous: string | null = "old"): LedgerState {
  return stateOf({
    environments: [structuredClone(old), structuredClone(bad)],
    releases: [releaseOf(digestOf("d4")), releaseOf(digestOf("d5"))],
    stages: {
      PROD: stageOf({ serves: "bad", previous, head: milestoneOf(old), published: [milestoneOf(old)] }),
    },
  });
}

const command = (facts: Partial<RollBackCommand> = {}): RollBackCommand => ({
  stage: "PROD",
  from: "bad",
  generation: 7,
  reason: "unhealthy_after_switch",
  message: "/healthz answered 500",
  incident: true,
  quarantine: true,
  ...facts,
});

describe("a rollback", () => {
  it("says what was seen, returns the traffic and quarantines what failed, in one act", () => {
    const decision = decideRollBack(frozen(baking()), command());
    expect(decision).toMatchObject({ ok: true, answer: "old" });
    expect(eventsOf(decision)).toMatchObject([
      { type: "incident.detected", environment: "bad", digest: digestOf("d5") },
      { type: "service.rolledback", environment: "old", digest: digestOf("d4"), from: "bad" },
      { type: "release.quarantined", digest: digestOf("d5"), reason: "/healthz answered 500" },
    ]);
    const next = after(baking(), eventsOf(decision));
    expect(next.stages.PROD).toMatchObject({ serves: "old", previous: null, head: { environment: "old" } });
    expect(next.environments.bad?.phase).toBe("failed");
    expect(decideRollBack(next, command())).toMatchObject({ ok: false, reason: "claim_lost" });
  });

  it("without an incident and without a quarantine says neither", () => {
    const events = eventsOf(decideRollBack(baking(), command({ incident: false, quarantine: false })));
    expect(events.map(({ type }) => type)).toEqual(["service.rolledback"]);
  });

  it("returns to what the stage published last and still runs, where nothing is kept for it", () => {
    const decision = decideRollBack(frozen(baking(null)), command());
    expect(decision).toMatchObject({ ok: true, answer: "old" });
    const next = after(baking(null), eventsOf(decision));
    expect(next.stages.PROD).toMatchObject({ serves: "old", head: { environment: "old" } });
  });

  it.each<[string, () => LedgerState]>([
    [
      "there was nothing before",
      () => {
        const state = baking(null);
        state.stages.PROD!.published = [];
        return state;
      },
    ],
    [
      "what was before is quarantined",
      () => {
        const state = baking(null);
        state.releases[digestOf("d4")]!.quarantined = quarantine;
        return state;
      },
    ],
    [
      "what was before is not what was published",
      () => {
        const state = baking(null);
        state.environments.old!.digest = digestOf("d9");
        return state;
      },
    ],
    [
      "what was before is condemned",
      () => {
        const state = baking();
        state.environments.old!.phase = "tombstoned";
        return state;
      },
    ],
  ])("returns to nothing where %s", (_, make) => {
    const decision = decideRollBack(make(), command());
    expect(decision).toMatchObject({ ok: true, answer: null });
    expect(eventsOf(decision)).toMatchObject([{}, { environment: null, digest: null }, {}]);
  });

  it("is refused where another run published it meanwhile: what it could return to may be gone", () => {
    const state = baking();
    state.environments.bad!.phase = "published";
    expect(decideRollBack(state, command())).toMatchObject({ ok: false, reason: "claim_lost" });
  });

  it("does not quarantine the artifact that it returns to", () => {
    const state = baking();
    state.environments.old!.digest = digestOf("d5");
    const types = eventsOf(decideRollBack(state, command())).map(({ type }) => type);
    expect(types).not.toContain("release.quarantined");
  });

  it.each<[string, Partial<RollBackCommand>]>([
    ["does not have the traffic", { from: "old", generation: 3 }],
    ["was claimed again", { generation: 6 }],
    ["is in another stage", { stage: "QA" }],
    ["is not there", { from: "nobody" }],
  ])("is refused where what failed %s", (_, facts) => {
    expect(decideRollBack(baking(), command(facts))).toMatchObject({ ok: false, reason: "claim_lost" });
  });
});

it("clears what is quarantined, and nothing else", () => {
  const release = releaseOf(digestOf("d5"), { quarantined: quarantine });
  const state = stateOf({ releases: [release, releaseOf(digestOf("d4"))] });
  const clear = (from: LedgerState, mark: string) =>
    eventsOf(decideClear(from, "PROD", digestOf(mark), "network"));
  expect(clear(state, "d5")).toMatchObject([{ type: "release.cleared", digest: digestOf("d5") }]);
  expect(clear(after(state, clear(state, "d5")), "d5")).toEqual([]);
  expect(clear(state, "d4")).toEqual([]);
  expect(clear(state, "d9")).toEqual([]);
});
