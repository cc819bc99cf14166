import { describe, expect, it } from "vitest";
import {
  changeOf,
  digestOf,
  environmentOf,
  milestoneOf,
  quarantine,
  releaseOf,
  sha,
  stageOf,
  stateOf,
} from "../ledger/state.fixture.ts";
import { chooseRollbackTarget, isMeant } from "./rollback-target.ts";

const release = (version: number, digest = `d${version}`) =>
  environmentOf(`shop-prod-pr4${version}`, {
    commit: sha(`c${version}abcdef`),
    change: changeOf(Number(`4${version}`)),
    digest: digestOf(digest),
  });

/** PROD published 1, 2 and 3, and serves `serves`. */
function choose(wish: string | null, { bad = [] as number[], serves = 3, third = "d3" } = {}): string | null {
  const all = [release(3, third), release(2), release(1)];
  const state = stateOf({
    environments: all,
    releases: [1, 2, 3].map((v) =>
      releaseOf(digestOf(`d${v}`), { quarantined: bad.includes(v) ? quarantine : null }),
    ),
    stages: {
      PROD: stageOf({
        serves: serves === 0 ? null : `shop-prod-pr4${serves}`,
        published: all.map(milestoneOf),
      }),
    },
  });
  return chooseRollbackTarget(state, "PROD", wish)?.environment.at(-1) ?? null;
}

describe("a stage goes back to", () => {
  it.each<[string, string | null, Parameters<typeof choose>[1], string | null]>([
    ["the newest that does not serve now", null, {}, "2"],
    ["the newest that is not quarantined", null, { bad: [2] }, "1"],
    ["nothing, where all are quarantined", null, { bad: [1, 2] }, null],
    ["the newest of all where nothing serves", null, { serves: 0 }, "3"],
    ["another artifact than what serves, unless asked", null, { third: "d2" }, "1"],
    ["the same artifact in its own environment, where asked", "42", { third: "d2" }, "2"],
    ["what is wished", "41", {}, "1"],
    ["nothing, where what is wished is quarantined", "41", { bad: [1] }, null],
    ["nothing, where what is wished serves", "43", {}, null],
    ["nothing, where nothing is meant", "49", {}, null],
  ])("%s", (_, wish, world, expected) => expect(choose(wish, world)).toBe(expected));

  it("nothing, where it published nothing", () => {
    expect(chooseRollbackTarget(stateOf({}), "PROD", null)).toBeNull();
  });
});

describe("a wish means a release", () => {
  it.each<[string, boolean]>([
    ["42", true],
    ["pr42", true],
    ["pr-42", true],
    ["PR-42", true],
    ["#42", true],
    ["!42", true],
    ["4", false],
    ["422", false],
    ["shop-prod-pr42", true],
    ["shop-prod-pr4", false],
    ["c2abcde", true],
    ["C2ABCDEF", true],
    ["c2abcd", false],
    [digestOf("d2"), true],
    ["sha256:d200000", true],
    ["d20000", false],
    ["", false],
    ["sha256:", false],
    [".*", false],
  ])("%s: %s", (wish, meant) => expect(isMeant(milestoneOf(release(2)), wish)).toBe(meant));

  it("of a direct push by its commit, never by a number", () => {
    const push = { ...milestoneOf(release(2)), change: null };
    expect(isMeant(push, "42")).toBe(false);
    expect(isMeant(push, "c2abcdef")).toBe(true);
  });
});
