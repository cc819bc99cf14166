import { expect, test } from "vitest";
import { longFiles, machineTraces } from "./text-violations.ts";

const lines = (count: number, last = "") => ({ path: "a.ts", text: `${"x\n".repeat(count - 1)}${last}\n` });

test("a file of more than 300 lines wants a reason", () => {
  expect(longFiles([lines(300)])).toEqual([]);
  expect(longFiles([lines(301)])).toEqual([expect.stringContaining("a.ts: 301 lines")]);
  expect(longFiles([lines(301, "// long because: a table")])).toEqual([]);
  expect(longFiles([lines(301, "// long because:")])).toHaveLength(1);
});

test.each([
  [`see https://registry.npm${"js.org"}/zod`, "a.ts:1: names registry."],
  [`const x = "/${"work"}/main";`, `a.ts:1: names /${"work"}/m`],
  [`cd /${"work"}/shared`, `a.ts:1: names /${"work"}/s`],
])("%s", (text, found) => {
  expect(machineTraces([{ path: "a.ts", text }])[0]).toContain(found);
});

test.each([
  "/home/runner/work/shop",
  "registry.example.com",
  "the work/life balance",
  "docker.io",
  "./work/x",
])("%s may be said", (text) => {
  expect(machineTraces([{ path: "a.ts", text }])).toEqual([]);
});
