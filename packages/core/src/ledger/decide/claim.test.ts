import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Relation } from "../../model/change.ts";
import { evolve } from "../evolve.ts";
import {
  after,
  at,
  changeOf,
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
import { type EnvironmentState, emptyState, type LedgerState } from "../state.ts";
import { type ClaimCommand, commitsToCompare, decideClaim } from "./claim.ts";
import { heldByOther, isLive } from "./decision.ts";

function claimOf(facts: Partial<ClaimCommand> = {}): ClaimCommand {
  return {
    stage: "PROD",
    shared: true,
    environment: "me",
    commit: sha("c5"),
    change: changeOf(5),
    digest: digestOf("d5"),
    url: "https://example.com",
    purpose: "deploy",
    leaseMs: 15 * MINUTE,
    waitMs: 30 * MINUTE,
    relations: {},
    repair: false,
    run: "run-me",
    over: [],
    ...facts,
  };
}

const alive = { run: "run-other", until: at(MINUTE) };
const expired = { run: "run-other", until: at(0) };
const mine = (facts: Partial<EnvironmentState> = {}) =>
  environmentOf("me", { commit: sha("c5"), digest: digestOf("d5"), generation: 7, ...facts });
const other = (facts: Partial<EnvironmentState> = {}) =>
  environmentOf("other", { commit: sha("c4"), digest: digestOf("d4"), generation: 3, ...facts });
const newer = { [sha("c4")]: "descendant" } as const;
const older = { [sha("c4")]: "ancestor" } as const;

/** A stage whose head is `other`, serving. */
function served(...environments: EnvironmentState[]): LedgerState {
  const head = milestoneOf(other());
  return stateOf({
    environments,
    releases: [releaseOf(digestOf("d4"))],
    stages: { PROD: stageOf({ serves: "other", head, published: [head] }) },
  });
}

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
});

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

/** A line of commits: `v1` is contained in `v2`, and so on. */
const VERSIONS = [1, 2, 3, 4];
const commitOf = (version: number) => sha(`a${version}`);

function relationsOf(version: number): Record<string, Relation> {
  return Object.fromEntries(
    VERSIONS.map(
      (v) => [commitOf(v), v === version ? "same" : v < version ? "descendant" : "ancestor"] as const,
    ),
  );
}

const phase = fc.constantFrom(
  "claimed",
  "deployed",
  "verified",
  "baking",
  "published",
  "failed",
  "tombstoned",
  "deleted",
);
const holder = fc.option(
  fc.record({
    run: fc.constantFrom("r1", "r2", "r3"),
    until: fc.constantFrom(at(-1), at(0), at(1), at(MINUTE)),
  }),
);

/** Small worlds of one stage, legal or not. */
const world = fc
  .record({
    environments: fc.array(
      fc.record({
        version: fc.constantFrom(...VERSIONS),
        phase,
        holder,
        digest: fc.constantFrom(...VERSIONS),
      }),
      { maxLength: 4 },
    ),
    serves: fc.option(fc.nat(3)),
    head: fc.option(fc.constantFrom(...VERSIONS)),
    quarantined: fc.subarray(VERSIONS),
  })
  .map(({ environments, serves, head, quarantined }) => {
    const made = environments.map((one, n) =>
      environmentOf(`e${one.version}`, {
        commit: commitOf(one.version),
        digest: digestOf(`d${one.digest}`),
        phase: one.phase as EnvironmentState["phase"],
        holder: one.holder,
        generation: n + 1,
      }),
    );
    const milestone =
      head === null
        ? null
        : {
            environment: `e${head}`,
            digest: digestOf(`d${head}`),
            commit: commitOf(head),
            change: null,
            url: null,
            at: at(0),
          };
    return stateOf({
      environments: made,
      releases: VERSIONS.map((v) =>
        releaseOf(digestOf(`d${v}`), { quarantined: quarantined.includes(v) ? quarantine : null }),
      ),
      stages: {
        PROD: stageOf({ serves: serves === null ? null : (made[serves]?.name ?? null), head: milestone }),
      },
    });
  });

const command = fc
  .record({
    version: fc.constantFrom(...VERSIONS),
    run: fc.constantFrom("r1", "r2", "r3"),
    over: fc.subarray(["r1", "r2", "r3"]),
    shared: fc.boolean(),
    repair: fc.boolean(),
    purpose: fc.constantFrom("deploy" as const, "rollback" as const),
  })
  .map(({ version, ...facts }) => ({
    version,
    ...claimOf({
      ...facts,
      over: facts.over.filter((run) => run !== facts.run),
      environment: `e${version}`,
      commit: commitOf(version),
      digest: digestOf(`d${version}`),
      relations: relationsOf(version),
    }),
  }));

describe("whatever the state", () => {
  const property = (check: (state: LedgerState, claim: ClaimCommand & { version: number }) => void) =>
    fc.assert(fc.property(world, command, check), { numRuns: 1500 });

  it("a claim is proved by the seq that its event gets", () => {
    property((state, claim) => {
      const decision = decideClaim(frozen(state), claim, NOW);
      if (!decision.ok || decision.answer.kind !== "claimed") return;
      const next = after(state, decision.events, { run: claim.run });
      expect(next.environments[claim.environment]).toMatchObject({
        generation: decision.answer.generation,
        phase: "claimed",
        holder: { run: claim.run },
      });
    });
  });

  it("nobody who is alive is taken over, and a shared stage has no two holders that are alive", () => {
    property((state, claim) => {
      const decision = decideClaim(state, claim, NOW);
      if (!decision.ok || decision.answer.kind !== "claimed") return;
      const rivals = Object.values(state.environments).filter(
        (one) => isLive(one) && (claim.shared || one.name === claim.environment),
      );
      expect(rivals.filter((one) => heldByOther(one, claim, NOW))).toEqual([]);
    });
  });

  it("nothing quarantined is claimed or shared with another job", () => {
    property((state, claim) => {
      if (!state.releases[claim.digest]?.quarantined) return;
      expect(decideClaim(state, claim, NOW)).toMatchObject({ ok: false, reason: "quarantined" });
    });
  });

  it("a deployment is never claimed over what is newer and verified, or what the stage ran", () => {
    property((state, claim) => {
      const decision = decideClaim(state, claim, NOW);
      if (claim.purpose === "rollback" || !decision.ok || decision.answer.kind !== "claimed") return;
      const verified = Object.values(state.environments).filter((one) =>
        ["verified", "baking", "published"].includes(one.phase),
      );
      const versions = verified.map((one) => Number(one.name.slice(1)));
      const head = state.stages.PROD?.head?.environment.slice(1);
      expect(Math.max(0, ...versions, Number(head ?? 0))).toBeLessThanOrEqual(claim.version);
    });
  });

  it("who asks twice gets what it has and writes nothing more", () => {
    property((state, claim) => {
      const first = decideClaim(state, claim, NOW);
      if (!first.ok) return;
      const next = after(state, first.events, { run: claim.run });
      const again = decideClaim(next, { ...claim, repair: false }, NOW);
      expect(eventsOf(again)).toEqual([]);
      const kind = first.answer.kind === "claimed" ? "held" : first.answer.kind;
      expect(again).toMatchObject({ answer: { kind } });
    });
  });
});

it("of many runs at once, one at a time holds a shared stage", () => {
  const step = fc.record({
    run: fc.constantFrom("r1", "r2", "r3"),
    version: fc.constantFrom(...VERSIONS),
    wait: fc.constantFrom(0, MINUTE, 20 * MINUTE),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let [state, now] = [emptyState, NOW];
      for (const { run, version, wait } of steps) {
        now += wait;
        const facts = {
          environment: `e${version}`,
          commit: commitOf(version),
          digest: digestOf(`d${version}`),
        };
        const claim = claimOf({ run, ...facts, relations: relationsOf(version) });
        const decision = decideClaim(state, claim, now);
        if (!decision.ok) continue;
        for (const event of decision.events) {
          const stamp = {
            v: 1,
            seq: state.seq + 1,
            at: new Date(now).toISOString(),
            by: "dev",
            run,
          } as const;
          state = evolve(state, { ...stamp, ...event } as Parameters<typeof evolve>[1]);
        }
        const alive = Object.values(state.environments).flatMap((one) =>
          one.holder && Date.parse(one.holder.until) > now ? [one.holder.run] : [],
        );
        expect(new Set(alive).size).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500 },
  );
});
