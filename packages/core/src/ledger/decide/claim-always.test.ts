import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Relation } from "../../model/change.ts";
import { evolve } from "../evolve.ts";
import {
  after,
  at,
  digestOf,
  environmentOf,
  eventsOf,
  frozen,
  MINUTE,
  NOW,
  quarantine,
  releaseOf,
  sha,
  stageOf,
  stateOf,
} from "../state.fixture.ts";
import { type EnvironmentState, emptyState, type LedgerState } from "../state.ts";
import { claimOf } from "./claim.fixture.ts";
import { type ClaimCommand, decideClaim } from "./claim.ts";
import { heldByOther, isLive } from "./decision.ts";

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
