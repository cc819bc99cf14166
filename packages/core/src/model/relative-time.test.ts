import { expect, test } from "vitest";
import { relativeTime } from "./relative-time.ts";

const at = "2026-07-01T12:00:00.000Z";
const then = Date.parse(at);

test.each([
  [0, "now"],
  [999, "now"],
  [1000, "1 s ago"],
  [59_999, "59 s ago"],
  [180_000, "3 min ago"],
  [3_600_000 * 23.9, "23 h ago"],
  [86_400_000 * 40, "40 d ago"],
  [-120_000, "in 2 min"],
])("after %d ms: %s", (elapsed, text) => {
  expect(relativeTime(at, then + elapsed)).toBe(text);
});

test("what is no time says so", () => {
  expect(relativeTime("soon", then)).toBe("at an unknown time");
});
