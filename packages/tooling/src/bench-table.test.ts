import { expect, test } from "vitest";
import { benchTable, withinBudget } from "./bench-table.ts";

test("a budget is of the ratio where there is one, else of the median", () => {
  expect(withinBudget({ name: "a", median: 50, ratio: 1.2, budget: 1.5 })).toBe(true);
  expect(withinBudget({ name: "a", median: 1, ratio: 1.6, budget: 1.5 })).toBe(false);
  expect(withinBudget({ name: "a", median: 120, budget: 120 })).toBe(false);
  expect(withinBudget({ name: "a", median: 1e9 })).toBe(true);
});

test("columns are aligned, and what is over its budget says so", () => {
  const rows = [
    { name: "bare", median: 40, p95: 50.55 },
    { name: "own", median: 120.4, p95: 200, ratio: 3.01, budget: 1.5 },
  ];
  expect(benchTable([{ name: "start", unit: "ms", rows }])).toBe(
    [
      "         median      p95   ratio   budget",
      "start",
      "  bare  40.0 ms  50.5 ms",
      "  own    120 ms   200 ms  3.01 ×  < 1.5 ×  ✗ over",
      "",
    ].join("\n"),
  );
});
