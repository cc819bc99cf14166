import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";

test.each([
  ["60s", 60_000],
  ["250ms", 250],
  ["15m", 900_000],
  ["72h", 259_200_000],
  ["7d", 604_800_000],
  ["0s", 0],
])("%s is %d ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(["", "60", "s", "1.5h", "-1s", " 1s", "1 s", "1S", "1w", "1h30m", "1234567s", "1s\n"])(
  "%j is no duration",
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);

test("what is written is read back the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
});

test.each([
  [5_400_000, "90m"],
  [259_200_000, "3d"],
  [1_001, "1001ms"],
  [0, "0s"],
])("%d ms is written %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
