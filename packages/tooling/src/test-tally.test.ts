import { expect, test } from "vitest";
import { addTally, lastLines, tallyOfStep, tallyOfVitest } from "./test-tally.ts";

const report = (...files: [status: string, tests: Record<string, string>][]) =>
  JSON.stringify({
    testResults: files.map(([status, tests]) => ({
      name: "a.test.ts",
      status,
      assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
    })),
  });

const reasons: Record<string, string> = { docker: "no Docker engine answers", git: "" };
const lines = (tally: ReturnType<typeof tallyOfVitest>) => lastLines(tally, (name) => reasons[name] ?? "?");

test("the last line has the counts, and the skipped ones where there are any", () => {
  expect(
    lines(addTally(tallyOfVitest(report(["passed", { a: "passed", b: "passed" }]), 0), tallyOfStep(true))),
  ).toEqual(["3 passed, 0 failed"]);
  expect(lines(tallyOfVitest(report(["failed", { a: "passed", b: "failed", c: "skipped" }]), 1)).at(-1)).toBe(
    "1 passed, 1 failed, 1 skipped",
  );
});

test("what is missing is told with its reason, once a component", () => {
  const tally = tallyOfVitest(
    report(["passed", { "x [needs docker, git] a": "pending", "x [needs docker] b": "skipped" }]),
    0,
  );
  expect(lines(tally)).toEqual([
    "skipped 2 tests that need docker: no Docker engine answers",
    "0 passed, 0 failed, 2 skipped",
  ]);
});

test("a skip without a reason does not pass unnoticed", () => {
  expect(lines(tallyOfVitest(report(["passed", { a: "todo" }]), 0))[0]).toBe(
    "skipped 1 test: they say no reason",
  );
});

test.each([
  ["a file that does not load", report(["failed", {}]), 1],
  ["a failure outside all tests", report(["passed", {}]), 1],
  ["no report", null, 1],
])("%s is one failure", (_, text, exitCode) => {
  expect(lines(tallyOfVitest(text, exitCode))).toEqual(["0 passed, 1 failed"]);
});
