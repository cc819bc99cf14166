import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  at,
  digestOf,
  environmentOf,
  milestoneOf,
  quarantine,
  releaseOf,
  stageOf,
  stateOf,
} from "../ledger/state.fixture.ts";
import type { ReleaseState } from "../ledger/state.ts";
import { type GateFacts, type GateRules, newestPromotable, obstacles } from "./promotion.ts";

const rules: GateRules = {
  name: "PROD",
  before: "QA",
  suites: [
    { name: "unit", needsEnvironment: false },
    { name: "e2e", needsEnvironment: true },
  ],
  approvals: { count: 1, author: false },
};
const facts: GateFacts = { hotfix: false, frozen: null, author: "dev" };
const test = (outcome: "success" | "failure" | "error", stage = "PROD") => ({
  outcome,
  stage,
  at: at(0),
  detail: "it broke",
});
const ready = releaseOf(digestOf("d1"), {
  verified: { QA: at(0) },
  approvals: { PROD: ["ann"] },
  tests: { unit: test("success", "STAGING"), e2e: test("success") },
});

type Case = {
  release?: Partial<ReleaseState>;
  rules?: Partial<GateRules>;
  facts?: Partial<GateFacts>;
  when?: "deploy" | "switch";
};

function reasons(given: Case): string[] {
  const found = obstacles(
    { ...ready, ...given.release },
    { ...rules, ...given.rules },
    { ...facts, ...given.facts },
    given.when ?? "switch",
  );
  return found.map(({ reason }) => reason);
}

describe("what keeps a release out of a stage", () => {
  it.each<[string, Case, string[]]>([
    ["nothing", {}, []],
    ["a quarantine", { release: { quarantined: quarantine } }, ["quarantined"]],
    ["no verification in the stage before", { release: { verified: { STAGING: at(0) } } }, ["not_verified"]],
    ["not for the first stage", { release: { verified: {} }, rules: { before: null } }, []],
    ["not for a hotfix", { release: { verified: {} }, facts: { hotfix: true } }, []],
    ["a freeze, for a hotfix too", { facts: { frozen: "Christmas", hotfix: true } }, ["frozen"]],
    ["no approval", { release: { approvals: {} } }, ["approvals_missing"]],
    ["an approval of another stage", { release: { approvals: { QA: ["ann"] } } }, ["approvals_missing"]],
    ["the author's own approval", { release: { approvals: { PROD: ["dev"] } } }, ["approvals_missing"]],
    [
      "not where the author may",
      { release: { approvals: { PROD: ["dev"] } }, rules: { approvals: { count: 1, author: true } } },
      [],
    ],
    ["one of two approvals", { rules: { approvals: { count: 2, author: false } } }, ["approvals_missing"]],
    ["a suite without a result", { release: { tests: { e2e: test("success") } } }, ["tests_missing"]],
    [
      "a suite that failed",
      { release: { tests: { ...ready.tests, unit: test("failure") } } },
      ["tests_failed"],
    ],
    [
      "a suite that could not be run",
      { release: { tests: { ...ready.tests, unit: test("error") } } },
      ["tests_failed"],
    ],
    [
      "a result of another stage's environment",
      { release: { tests: { ...ready.tests, e2e: test("success", "QA") } } },
      ["tests_missing"],
    ],
    [
      "not a suite of the environment, before there is one",
      { release: { tests: { unit: test("success") } }, when: "deploy" },
      [],
    ],
    ["but other suites then too", { release: { tests: {} }, when: "deploy" }, ["tests_missing"]],
    [
      "all at once",
      {
        release: { quarantined: quarantine, verified: {}, approvals: {}, tests: { unit: test("failure") } },
        facts: { frozen: "Christmas" },
      },
      ["quarantined", "not_verified", "frozen", "approvals_missing", "tests_failed", "tests_missing"],
    ],
  ])("%s", (_, given, expected) => expect(reasons(given)).toEqual(expected));

  it("is that there is none", () => {
    expect(obstacles(undefined, rules, facts, "deploy")).toMatchObject([{ reason: "artifact_missing" }]);
  });

  it("never grows when it may be deployed only, and always says what to do", () => {
    const release = fc.record({
      quarantined: fc.constantFrom(null, quarantine),
      verified: fc.constantFrom<ReleaseState["verified"][]>({}, { QA: at(0) }),
      approvals: fc.constantFrom<ReleaseState["approvals"][]>({}, { PROD: ["ann"] }, { PROD: ["dev"] }),
      tests: fc.constantFrom<ReleaseState["tests"][]>({}, ready.tests, {
        unit: test("failure"),
        e2e: test("error"),
      }),
    });
    fc.assert(
      fc.property(release, fc.boolean(), (one, hotfix) => {
        const given = { release: one, facts: { hotfix } };
        expect(reasons(given)).toEqual(expect.arrayContaining(reasons({ ...given, when: "deploy" })));
        for (const { message, advice } of obstacles({ ...ready, ...one }, rules, facts, "switch"))
          expect([message, advice]).not.toContain("");
      }),
    );
  });
});

describe("what a stage offers to the next", () => {
  const published = [3, 2, 1].map((v) => milestoneOf(environmentOf(`qa${v}`, { digest: digestOf(`d${v}`) })));
  const offer = (bad: number[]) =>
    newestPromotable(
      stateOf({
        releases: [1, 2, 3].map((v) =>
          releaseOf(digestOf(`d${v}`), { quarantined: bad.includes(v) ? quarantine : null }),
        ),
        stages: { QA: stageOf({ published }) },
      }),
      "QA",
    )?.environment ?? null;
  it.each<[number[], string | null]>([
    [[], "qa3"],
    [[3], "qa2"],
    [[3, 2], "qa1"],
    [[1, 2, 3], null],
  ])("without %j, which are quarantined: %s", (bad, expected) => expect(offer(bad)).toBe(expected));

  it("is nothing where nothing was published", () => {
    expect(newestPromotable(stateOf({}), "QA")).toBeNull();
  });
});
