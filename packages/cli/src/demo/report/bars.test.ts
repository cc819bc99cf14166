import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { barsOf, rowsOf } from "./bars.ts";
import { BEGAN, created, EVENTS, eventsOf, GOOD } from "./story.fixture.ts";

describe("the bars of a ledger's events", () => {
  it("tell each environment's life", () => {
    expect(
      barsOf(EVENTS).map(({ environment, stage, reason, to }) => [environment, stage, reason, to]),
    ).toEqual([
      ["shop-qa-pr6", "QA", "promoted", BEGAN + 9000],
      ["shop-prod-pr7", "PROD", null, null],
      ["shop-prod-pr9", "PROD", "rolled_back", BEGAN + 15_000],
    ]);
  });

  it("tell where the traffic went back to", () => {
    expect(barsOf(EVENTS).map(({ back }) => back)).toEqual([
      null,
      null,
      { at: BEGAN + 12_000, environment: "shop-prod-pr7" },
    ]);
  });

  it("are two where an environment came back under its name", () => {
    const events = eventsOf(
      created("shop-qa-pr6", "QA", GOOD),
      { type: "environment.deleted", environment: "shop-qa-pr6", stage: "QA" },
      created("shop-qa-pr6", "QA", GOOD),
    );
    expect(barsOf(events).map(({ to }) => to)).toEqual([BEGAN + 2000, null]);
  });
});

describe("rows", () => {
  it("let no two spans of a row touch, and are as few as overlap at once", () => {
    const span = fc.record({ from: fc.nat(1000), length: fc.integer({ min: 1, max: 200 }) });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 40 }), (given) => {
        const spans = given
          .map(({ from, length }) => ({ from, to: from + length }))
          .sort((a, b) => a.from - b.from);
        const rows = rowsOf(spans);
        for (const [i, a] of spans.entries()) {
          for (const [j, b] of spans.entries()) {
            if (i < j && rows[i] === rows[j]) expect(b.from).toBeGreaterThanOrEqual(a.to);
          }
        }
        const most = Math.max(
          0,
          ...spans.map(({ from }) => spans.filter((s) => s.from <= from && from < s.to).length),
        );
        expect(new Set(rows).size).toBe(most);
      }),
    );
  });
});
