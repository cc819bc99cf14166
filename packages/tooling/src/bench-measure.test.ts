import { expect, test } from "vitest";
import { measurePair, quantile } from "./bench-measure.ts";

test.each([
  [[3, 1, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.5, 2.5],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95, 10],
  [[7], 0.95, 7],
])("of %j the quantile %d is %d", (values, q, expected) => {
  expect(quantile(values, q)).toBe(expected);
});

test("both take turns, after one round that does not count", async () => {
  const order: string[] = [];
  const rows = await measurePair({
    bare: { name: "bare", run: async () => order.push("bare") },
    measured: { name: "own", run: async () => order.push("own") },
    rounds: 2,
    budget: 1.5,
  });
  expect(order).toEqual(["bare", "own", "bare", "own", "bare", "own"]);
  expect(rows.map((row) => row.name)).toEqual(["bare", "own"]);
  expect(rows[1]!.ratio).toBeCloseTo(rows[1]!.median / rows[0]!.median);
});
