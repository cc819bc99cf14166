import { expect, test } from "vitest";
import { plainLine } from "./plain-line.ts";

test.each([
  ["Ship the Käse 🧀", "Ship the Käse 🧀"],
  ["two\r\n  lines\tand a tab", "two lines and a tab"],
  ["\u001b[31mred\u001b[0m", "\u{fffd}[31mred\u{fffd}[0m"],
  ["user\u202etxt.exe", "user\u{fffd}txt.exe"],
  ["a\u009b2Jb\u2028c", "a\u{fffd}2Jb\u{fffd}c"],
])("%j becomes %j", (text, plain) => {
  expect(plainLine(text)).toBe(plain);
});
