import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tombstoneReasons } from "../ledger/events.ts";
import {
  at,
  digestOf,
  MINUTE,
  milestoneOf,
  NOW,
  releaseOf,
  sha,
  stageOf,
  stateOf,
} from "../ledger/state.fixture.ts";
import type { EnvironmentState, LedgerState } from "../ledger/state.ts";
import { factsOf, instanceOf, keeping, prod, qa, relation } from "./stale.fixture.ts";
import { findStale, pairsToCompare, type StaleFacts } from "./stale.ts";

const phase = fc.constantFrom<EnvironmentState["phase"]>(
  ...(["claimed", "deployed", "verified", "baking", "published", "failed", "tombstoned", "deleted"] as const),
);
const one = fc
  .record({
    make: fc.constantFrom(qa, prod),
    version: fc.integer({ min: 1, max: 4 }),
    phase,
    holder: fc.option(
      fc.record({ run: fc.constantFrom("run-me", "r1"), until: fc.constantFrom(at(-1), at(1)) }),
    ),
    purpose: fc.constantFrom("deploy" as const, "rollback" as const),
    stray: fc.boolean(),
  })
  .map(({ make, version, stray, phase, ...facts }) => {
    const tombstone = phase === "tombstoned" ? { reason: "expired" as const, detail: "old" } : null;
    const environment = make(version, { ...facts, phase, tombstone });
    return stray ? { ...environment, commit: sha(`x${version}`) } : environment;
  });

const names = ["qa", "prod"].flatMap((stage) => [1, 2, 3, 4].map((version) => `${stage}${version}`));
const own = fc.record({
  QA: fc.option(fc.constantFrom(...names.slice(0, 4))),
  PROD: fc.option(fc.constantFrom(...names.slice(4))),
});

interface Small {
  readonly state: LedgerState;
  readonly facts: StaleFacts;
}

/** Small worlds, legal or not, and whatever the target and the edge may say of them. */
const world: fc.Arbitrary<Small> = fc
  .record({
    environments: fc.uniqueArray(one, { selector: ({ name }) => name, maxLength: 6 }),
    serves: own,
    previous: own,
    head: fc.option(fc.integer({ min: 1, max: 4 })),
    seen: fc.subarray([...names, "who"]),
    routed: fc.subarray([...names, "who"]),
    pinned: fc.subarray([...names, "who"], { maxLength: 2 }),
    abandoned: fc.subarray(names),
    newest: fc.integer({ min: 1, max: 2 }),
    over: fc.subarray(["r1"]),
    later: fc.constantFrom(0, 61 * MINUTE),
  })
  .map(({ environments, serves, previous, head, seen, newest, over, later, ...asked }) => {
    const stage = (key: "QA" | "PROD") => stageOf({ serves: serves[key], previous: previous[key] });
    const PROD = { ...stage("PROD"), head: head === null ? null : milestoneOf(prod(head)) };
    const state = stateOf({
      environments,
      releases: [1, 2, 3, 4].map((version) => releaseOf(digestOf(`d${version}`))),
      stages: { QA: stage("QA"), PROD },
    });
    const stageOfName = (one: string) => (one.startsWith("prod") ? "PROD" : "QA");
    const instances = seen.map((one) =>
      instanceOf(
        state.environments[one] ?? {
          name: one,
          stage: stageOfName(one),
          generation: 9,
          digest: digestOf("d9"),
        },
      ),
    );
    const acting = { run: "run-me", over };
    return {
      state,
      facts: factsOf(environments, {
        stages: keeping(newest),
        instances,
        acting,
        now: NOW + later,
        ...asked,
      }),
    };
  });

describe("in any world", () => {
  const property = (check: (small: Small) => void) => fc.assert(fc.property(world, check), { numRuns: 2000 });

  it("nothing is stale that serves a shared stage, is routed there, pinned, or what a bake returns to", () => {
    property(({ state, facts }) => {
      for (const { environment, recorded, stage } of findStale(state, facts)) {
        const known = state.environments[environment];
        if (known?.phase === "tombstoned") continue;
        expect(facts.pinned).not.toContain(environment);
        if (stage === "PROD" || !recorded) expect(facts.routed).not.toContain(environment);
        if (!recorded) continue;
        expect(state.stages[stage]?.previous).not.toBe(environment);
        if (stage === "PROD") expect(state.stages.PROD?.serves).not.toBe(environment);
      }
    });
  });

  it("what another run holds alive is stale only where it comes too late", () => {
    property(({ state, facts }) => {
      for (const { environment, reason, recorded } of findStale(state, facts)) {
        const known = state.environments[environment];
        const holder = recorded && known?.phase !== "tombstoned" ? known?.holder : null;
        if (!holder || holder.run === "run-me" || facts.acting.over.includes(holder.run)) continue;
        if (Date.parse(holder.until) <= facts.now) continue;
        expect(["promoted", "superseded", "rolled_back"]).toContain(reason);
      }
    });
  });

  it("each is named once, with a reason, a line and the generation that it was found at", () => {
    property(({ state, facts }) => {
      const stale = findStale(state, facts);
      expect(new Set(stale.map((one) => one.environment)).size).toBe(stale.length);
      for (const { environment, generation, reason, detail, recorded } of stale) {
        expect(tombstoneReasons).toContain(reason);
        expect(detail).toMatch(/^\S.*$/);
        if (recorded) expect(generation).toBe(state.environments[environment]?.generation);
        else expect(state.environments[environment]?.phase ?? "deleted").toBe("deleted");
      }
    });
  });

  it("what is compared was asked for before", () => {
    property(({ state, facts }) => {
      const pairs = pairsToCompare(state, facts.stages).map(([a, b]) => `${a} ${b}`);
      const asked: string[] = [];
      const spy = (a: string, b: string) => {
        asked.push(`${a} ${b}`);
        return relation(a, b);
      };
      findStale(state, { ...facts, relation: spy });
      expect(pairs).toEqual(expect.arrayContaining(asked));
    });
  });
});
