import { arbitraryEvents } from "@sluice/testing/ledger/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEvent, NewEvent } from "./events.ts";
import { evolve, fold, noticeKey } from "./evolve.ts";
import { parseState } from "./parse.ts";
import { after, at, digestOf, frozen, MINUTE, NOW, sha } from "./state.fixture.ts";
import { emptyState, type LedgerState } from "./state.ts";

const claimOf = (environment: string, stage = "PROD", commit = "c1", digest = "d1"): NewEvent => ({
  type: "environment.created",
  environment,
  stage,
  commit: sha(commit),
  change: null,
  digest: digestOf(digest),
  url: null,
  purpose: "deploy",
  until: at(15 * MINUTE),
});

/** An environment goes all the way to having the traffic. */
function upgraded(state: LedgerState, environment: string, commit: string, previous: string | null = null) {
  const claimed = after(state, [claimOf(environment, "PROD", commit, commit)]);
  const generation = claimed.seq;
  const [stage, digest] = ["PROD", digestOf(commit)];
  return after(claimed, [
    { type: "service.deployed", environment, generation, digest },
    { type: "release.verified", environment, generation, stage, digest },
    { type: "service.upgraded", environment, generation, stage, digest, previous },
  ]);
}

function published(state: LedgerState, environment: string): LedgerState {
  const { generation, stage, digest } = state.environments[environment]!;
  return after(state, [{ type: "service.published", environment, generation, stage, digest }]);
}

function rolledBack(state: LedgerState, from: string, to: string | null): LedgerState {
  const digest = to === null ? null : state.environments[to]!.digest;
  const reason = "unhealthy_after_switch";
  return after(state, [{ type: "service.rolledback", environment: to, stage: "PROD", digest, from, reason }]);
}

describe("folding", () => {
  it("leaves what it is given as it was", () => {
    fc.assert(
      fc.property(arbitraryEvents({ maxLength: 25 }), (events) => {
        let state = frozen(structuredClone(emptyState));
        for (const event of frozen(events)) state = frozen(evolve(state, event));
        expect(state.seq).toBe(events.length);
      }),
      { numRuns: 150 },
    );
  });

  it("is the same at once, one after another and in any two parts", () => {
    fc.assert(
      fc.property(arbitraryEvents({ maxLength: 25 }), fc.nat(25), (events, cut) => {
        const once = fold(emptyState, events);
        expect(events.reduce(evolve, emptyState)).toEqual(once);
        expect(fold(fold(emptyState, events.slice(0, cut)), events.slice(cut))).toEqual(once);
      }),
      { numRuns: 150 },
    );
  });

  it("makes what is read back as it was stored", () => {
    fc.assert(
      fc.property(arbitraryEvents({ maxLength: 40 }), (events) => {
        const state = fold(emptyState, events);
        expect(parseState(JSON.stringify(state))).toEqual(state);
      }),
      { numRuns: 150 },
    );
  });

  it("knows no event that changes nothing but an incident, on a state that has all it is about", () => {
    const base = published(upgraded(emptyState, "a", "c1"), "a");
    const event: LedgerEvent = {
      ...{ v: 1, seq: base.seq + 1, at: at(0), by: "dev", run: null, type: "incident.detected" },
      ...{ environment: "a", stage: "PROD", digest: digestOf("c1"), reason: "slow", message: "slow" },
    };
    expect(evolve(base, event)).toEqual({ ...base, seq: base.seq + 1 });
  });
});

describe("an environment's life", () => {
  it("gets the event's seq as its generation, and loses tombstone and phase of its life before", () => {
    const first = after(emptyState, [claimOf("a")]);
    const gone = after(first, [
      { type: "environment.tombstoned", environment: "a", stage: "PROD", reason: "expired", detail: "old" },
      { type: "environment.deleted", environment: "a", stage: "PROD" },
    ]);
    expect(gone.environments.a).toMatchObject({ phase: "deleted", holder: null });
    expect(gone.environments.a?.tombstone).toEqual({ reason: "expired", detail: "old" });
    const again = after(gone, [claimOf("a")]);
    expect(again.environments.a).toMatchObject({ phase: "claimed", generation: 4, tombstone: null });
  });

  it.each([
    ["service.deployed", "deployed"],
    ["release.verified", "verified"],
    ["service.upgraded", "baking"],
    ["service.published", "published"],
  ] as const)("%s of its generation brings it to %s, of another does not", (type, phase) => {
    const claimed = after(emptyState, [claimOf("a")]);
    const facts = { environment: "a", stage: "PROD", digest: digestOf("d1"), previous: null };
    const event = (generation: number) => ({ type, generation, ...facts }) as unknown as NewEvent;
    expect(after(claimed, [event(1)]).environments.a?.phase).toBe(phase);
    expect(after(claimed, [event(7)]).environments.a?.phase).toBe("claimed");
  });

  it.each(["claimed", "deployed", "verified"] as const)("fails when its run lets go of it %s", (phase) => {
    const claimed = after(emptyState, [claimOf("a")]);
    claimed.environments.a!.phase = phase;
    const left = after(claimed, [{ type: "claim.released", stage: "PROD", environment: "a" }]);
    expect(left.environments.a).toMatchObject({ phase: "failed", holder: null });
  });

  it.each(["baking", "published"] as const)("stays %s when its run lets go of it", (phase) => {
    const state = after(emptyState, [claimOf("a")]);
    state.environments.a!.phase = phase;
    const left = after(state, [{ type: "claim.released", stage: "PROD", environment: "a" }]);
    expect(left.environments.a).toMatchObject({ phase, holder: null });
  });

  it("is held for longer when its claim is renewed", () => {
    const claimed = after(emptyState, [claimOf("a")]);
    const renewed = after(claimed, [{ type: "claim.renewed", environment: "a", until: at(30 * MINUTE) }]);
    expect(renewed.environments.a?.holder).toEqual({ run: "run-1", until: at(30 * MINUTE) });
  });
});

describe("a stage", () => {
  it("runs what has the traffic, and remembers what had it until the bake is over", () => {
    const one = published(upgraded(emptyState, "a", "c1"), "a");
    const two = upgraded(one, "b", "c2", "a");
    expect(two.stages.PROD).toMatchObject({ serves: "b", previous: "a", head: { environment: "a" } });
    const done = published(two, "b");
    expect(done.stages.PROD).toMatchObject({ serves: "b", previous: null, head: { environment: "b" } });
    expect(done.stages.PROD?.published.map((one) => one.environment)).toEqual(["b", "a"]);
  });

  it("is not taken back from a newer environment by an older one's end of bake", () => {
    const both = upgraded(upgraded(emptyState, "a", "c1"), "b", "c2", "a");
    const older = published(both, "a");
    expect(older.stages.PROD).toMatchObject({ serves: "b", previous: "a" });
    expect(older.environments.a?.phase).toBe("published");
    const newer = published(older, "b");
    expect(newer.stages.PROD).toMatchObject({ serves: "b", head: { environment: "b" } });
    expect(newer.stages.PROD?.published.map((one) => one.environment)).toEqual(["b", "a"]);
  });

  it("has what ended its bake while a newer one baked as its head when the newer one fails", () => {
    const both = upgraded(upgraded(emptyState, "a", "c1"), "b", "c2", "a");
    const back = rolledBack(published(both, "a"), "b", "a");
    expect(back.stages.PROD).toMatchObject({ serves: "a", previous: null, head: { environment: "a" } });
  });

  it("keeps the newer one as its head when the older one's bake ends last", () => {
    const both = upgraded(upgraded(emptyState, "a", "c1"), "b", "c2", "a");
    const done = published(published(both, "b"), "a");
    expect(done.stages.PROD).toMatchObject({ serves: "b", head: { environment: "b" } });
    expect(done.stages.PROD?.published.map((one) => one.environment)).toEqual(["b", "a"]);
  });

  it("returns to what had the traffic, and forgets what failed as published", () => {
    const one = published(upgraded(emptyState, "a", "c1"), "a");
    const back = rolledBack(upgraded(one, "b", "c2", "a"), "b", "a");
    expect(back.stages.PROD).toMatchObject({ serves: "a", previous: null, head: { environment: "a" } });
    expect(back.environments.b).toMatchObject({ phase: "failed", holder: null });
    const late = rolledBack(published(upgraded(one, "b", "c2", "a"), "b"), "b", "a");
    expect(late.stages.PROD).toMatchObject({ serves: "a", head: { environment: "a" } });
    expect(late.stages.PROD?.published.map((one) => one.environment)).toEqual(["a"]);
  });

  it("serves nothing when what failed was the first, and when what serves is condemned", () => {
    const one = upgraded(emptyState, "a", "c1");
    expect(rolledBack(one, "a", null).stages.PROD).toMatchObject({ serves: null, head: null });
    const [reason, detail] = ["asked", "a person asked"] as const;
    const condemned = after(one, [
      { type: "environment.tombstoned", environment: "a", stage: "PROD", reason, detail },
    ]);
    expect(condemned.stages.PROD?.serves).toBeNull();
  });

  it("lets a run wait once, until its time has passed or it claims or gives up", () => {
    const wait = (until: string): NewEvent => ({
      type: "claim.queued",
      stage: "PROD",
      commit: sha("c1"),
      number: 1,
      until,
    });
    const first = after(emptyState, [wait(at(MINUTE))], { run: "x" });
    const second = after(first, [wait(at(2 * MINUTE))], { run: "x" });
    expect(second.stages.PROD?.waiting).toHaveLength(1);
    const both = after(second, [wait(at(3 * MINUTE))], { run: "y" });
    expect(both.stages.PROD?.waiting.map(({ run }) => run)).toEqual(["x", "y"]);
    const claimed = after(both, [claimOf("a")], { run: "x" });
    expect(claimed.stages.PROD?.waiting.map(({ run }) => run)).toEqual(["y"]);
    const quit = after(both, [{ type: "claim.released", stage: "PROD", environment: null }], { run: "y" });
    expect(quit.stages.PROD?.waiting.map(({ run }) => run)).toEqual(["x"]);
    const later = after(both, [wait(at(9 * MINUTE))], { run: "z", now: NOW + 2 * MINUTE });
    expect(later.stages.PROD?.waiting.map(({ run }) => run)).toEqual(["y", "z"]);
  });
});

describe("a release", () => {
  const publish = (mark: string, stage: string, commit: string): NewEvent => ({
    type: "artifact.published",
    digest: digestOf(mark),
    key: `key-${mark}`,
    kind: "image",
    repository: "registry.test/shop",
    stage,
    commit: sha(commit),
    change: null,
  });

  it("has each commit that it was found at once, the last 20", () => {
    const twice = after(emptyState, [publish("d1", "QA", "b1"), publish("d1", "QA", "b1")]);
    expect(twice.releases[digestOf("d1")]?.sources).toHaveLength(1);
    const commits = Array.from({ length: 30 }, (_, n) => `${n}a`);
    const many = after(
      emptyState,
      commits.map((commit) => publish("d1", "QA", commit)),
    );
    expect(many.releases[digestOf("d1")]?.sources.map(({ commit }) => commit)).toEqual(
      commits.slice(10).map(sha),
    );
  });

  it("keeps the last result of each suite, each person's approval once, and its quarantine until cleared", () => {
    const [stage, digest] = ["QA", digestOf("d1")];
    const ran = (outcome: "success" | "failure"): NewEvent => ({
      type: "testsuiterun.finished",
      ...{ digest, suite: "unit", outcome, stage, environment: null, ms: 1, detail: null },
    });
    const approve: NewEvent = { type: "approval.created", stage, digest, comment: null };
    const base = after(emptyState, [publish("d1", "QA", "b1"), ran("failure"), ran("success")]);
    expect(base.releases[digest]?.tests.unit?.outcome).toBe("success");
    const approved = after(after(base, [approve, approve], { by: "ann" }), [approve], { by: "ben" });
    expect(approved.releases[digest]?.approvals.QA).toEqual(["ann", "ben"]);
    const bad = after(base, [{ type: "release.quarantined", digest, stage, reason: "slow" }]);
    expect(bad.releases[digest]?.quarantined).toMatchObject({ reason: "slow", stage });
    const good = after(bad, [{ type: "release.cleared", digest, stage, reason: "it was the network" }]);
    expect(good.releases[digest]?.quarantined).toBeNull();
  });
});

it("remembers notices that were delivered, and only those", () => {
  const notice = { stage: "QA", digest: null, event: "failed", channel: "log" };
  const sent = (delivered: boolean): NewEvent => ({
    type: "notice.sent",
    ...notice,
    delivered,
    detail: null,
  });
  expect(after(emptyState, [sent(false)]).notices).toEqual([]);
  expect(after(emptyState, [sent(true)]).notices).toEqual([noticeKey(notice)]);
});
