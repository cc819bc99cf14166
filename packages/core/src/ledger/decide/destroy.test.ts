import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TombstoneReason } from "../events.ts";
import {
  after,
  at,
  environmentOf,
  eventsOf,
  frozen,
  MINUTE,
  NOW,
  stageOf,
  stateOf,
} from "../state.fixture.ts";
import type { EnvironmentState, LedgerState } from "../state.ts";
import { decideDeleted, decideTombstones, type TombstoneCommand } from "./destroy.ts";

const alive = { run: "run-other", until: at(MINUTE) };
const one = (facts: Partial<EnvironmentState> = {}) => environmentOf("one", { generation: 5, ...facts });

function command(
  facts: Partial<TombstoneCommand> = {},
  reason: TombstoneReason = "expired",
): TombstoneCommand {
  const condemned = [{ environment: "one", generation: 5, reason, detail: "why" }];
  return { condemned, sharedStages: ["PROD"], run: "run-me", over: [], ...facts };
}

describe("a tombstone", () => {
  it.each<[string, LedgerState, TombstoneCommand, "written" | "known" | "spared"]>([
    ["what nothing needs", stateOf({ environments: [one()] }), command(), "written"],
    [
      "what is condemned already",
      stateOf({ environments: [one({ phase: "tombstoned" })] }),
      command(),
      "known",
    ],
    ["what is gone", stateOf({ environments: [one({ phase: "deleted" })] }), command(), "spared"],
    ["what nobody knows", stateOf({}), command(), "spared"],
    [
      "what was claimed again since",
      stateOf({ environments: [one({ generation: 6 })] }),
      command(),
      "spared",
    ],
    [
      "what serves a shared hostname",
      stateOf({ environments: [one()], stages: { PROD: stageOf({ serves: "one" }) } }),
      command({}, "asked"),
      "spared",
    ],
    [
      "what its stage runs at a hostname of its own",
      stateOf({ environments: [one()], stages: { PROD: stageOf({ serves: "one" }) } }),
      command({ sharedStages: [] }),
      "written",
    ],
    [
      "what a rollback returns to while the bake lasts",
      stateOf({ environments: [one()], stages: { PROD: stageOf({ previous: "one" }) } }),
      command({ sharedStages: [] }, "superseded"),
      "spared",
    ],
    [
      "what another run is at work on",
      stateOf({ environments: [one({ holder: alive })] }),
      command(),
      "spared",
    ],
    [
      "what another run is at work on, and failed",
      stateOf({ environments: [one({ holder: alive })] }),
      command({}, "failed"),
      "spared",
    ],
    [
      "what another run is at work on, too late",
      stateOf({ environments: [one({ holder: alive })] }),
      command({}, "superseded"),
      "written",
    ],
    [
      "what another run is at work on, promoted",
      stateOf({ environments: [one({ holder: alive })] }),
      command({}, "promoted"),
      "written",
    ],
    [
      "what a dead run left",
      stateOf({ environments: [one({ holder: alive })] }),
      command({ over: ["run-other"] }),
      "written",
    ],
    [
      "what this run is at work on itself",
      stateOf({ environments: [one({ holder: { ...alive, run: "run-me" } })] }),
      command(),
      "written",
    ],
  ])("for %s", (_, state, given, is) => {
    const decision = decideTombstones(frozen(state), given, NOW);
    const events = eventsOf(decision);
    const condemned = is === "spared" ? [] : [{ environment: "one", generation: 5 }];
    expect(decision).toMatchObject({ ok: true, answer: condemned });
    expect(events).toHaveLength(is === "written" ? 1 : 0);
  });

  it("is written once for what is named twice", () => {
    const { condemned } = command();
    const twice = command({ condemned: [...condemned, ...condemned] });
    const decision = decideTombstones(stateOf({ environments: [one()] }), twice, NOW);
    expect(eventsOf(decision)).toHaveLength(1);
    expect(decision).toMatchObject({ answer: [{ environment: "one" }] });
  });
});

it.each<[string, LedgerState, number]>([
  ["what is condemned", stateOf({ environments: [one({ phase: "tombstoned" })] }), 1],
  [
    "what was claimed again since",
    stateOf({ environments: [one({ phase: "tombstoned", generation: 6 })] }),
    0,
  ],
  ["what is to exist", stateOf({ environments: [one()] }), 0],
  ["what is gone already", stateOf({ environments: [one({ phase: "deleted" })] }), 0],
  ["what nobody knows", stateOf({}), 0],
])("gone from the target: %s", (_, state, count) => {
  const gone = [{ environment: "one", generation: 5 }];
  const events = eventsOf(decideDeleted(frozen(state), gone));
  expect(events).toHaveLength(count);
  expect(eventsOf(decideDeleted(after(state, events), gone))).toEqual([]);
});

const names = ["a", "b", "c", "d"] as const;
const reason = fc.constantFrom<TombstoneReason>(
  ...(["promoted", "superseded", "expired", "abandoned", "failed", "rolled_back", "asked"] as const),
);
const world = fc
  .record({
    environments: fc.tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          stage: fc.constantFrom("QA", "PROD"),
          generation: fc.constantFrom(1, 2),
          phase: fc.constantFrom<EnvironmentState["phase"]>(
            ...([
              "claimed",
              "deployed",
              "verified",
              "baking",
              "published",
              "failed",
              "tombstoned",
              "deleted",
            ] as const),
          ),
          holder: fc.option(fc.constantFrom(alive, { ...alive, run: "run-me" })),
        }),
      ),
    ),
    serves: fc.option(fc.constantFrom(...names)),
    previous: fc.option(fc.constantFrom(...names)),
  })
  .map(({ environments, serves, previous }) =>
    stateOf({
      environments: environments.map(({ name, ...facts }) => environmentOf(name, facts)),
      stages: { PROD: stageOf({ serves, previous }), QA: stageOf({ serves, previous }) },
    }),
  );
const wishes = fc
  .array(
    fc.record({ environment: fc.constantFrom(...names, "x"), generation: fc.constantFrom(1, 2), reason }),
  )
  .map((condemned) => command({ condemned: condemned.map((wish) => ({ ...wish, detail: "why" })) }));

describe("whatever is condemned", () => {
  it("what serves a shared hostname and what a rollback returns to are not", () => {
    fc.assert(
      fc.property(world, wishes, (state, given) => {
        const decision = decideTombstones(frozen(state), given, NOW);
        const next = after(state, eventsOf(decision));
        for (const environment of Object.values(state.environments)) {
          const { name, stage } = environment;
          const { serves, previous } = state.stages[stage]!;
          if ((serves === name && stage === "PROD") || previous === name)
            expect(next.environments[name]).toEqual(environment);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("asking again writes nothing more and answers the same", () => {
    fc.assert(
      fc.property(world, wishes, (state, given) => {
        const first = decideTombstones(state, given, NOW);
        const again = decideTombstones(after(state, eventsOf(first)), given, NOW);
        expect(eventsOf(again)).toEqual([]);
        if (!first.ok || !again.ok) throw new Error("refused");
        expect(again.answer).toEqual(expect.arrayContaining([...first.answer]));
        const gone = after(
          after(state, eventsOf(first)),
          eventsOf(decideDeleted(after(state, eventsOf(first)), first.answer)),
        );
        for (const { environment } of first.answer)
          expect(gone.environments[environment]?.phase).toBe("deleted");
        expect(eventsOf(decideDeleted(gone, first.answer))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
