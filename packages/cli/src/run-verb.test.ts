import type { Result } from "@sluice/core/command";
import { describe, expect, test } from "vitest";
import { runVerb, type Shell } from "./run-verb.ts";
import { ship } from "./sample-verb.fixture.ts";
import type { Verbs } from "./verbs.ts";

/** A shell whose `ship` notes what it was asked, and what was written. */
function shell(verbs?: Verbs) {
  const seen = {
    stdout: "",
    stderr: "",
    asked: [] as string[],
    directory: "",
    exited: null as number | null,
  };
  let interrupt = () => {};
  const world: Shell = {
    verbs: verbs ?? {
      ship: async () => ({
        command: ship,
        connect: async () => ({ log: (line: string) => seen.asked.push(line) }),
      }),
    },
    stdout: { write: (text) => (seen.stdout += text) },
    stderr: { write: (text) => (seen.stderr += text) },
    env: {},
    isTTY: false,
    changeDirectory: (path) => {
      if (path === "/missing") throw new Error("ENOENT");
      seen.directory = path;
    },
    onInterrupt: (end) => {
      interrupt = end;
    },
    exit: (code) => {
      seen.exited = code;
    },
  };
  return { world, seen, interrupt: () => interrupt() };
}

test("a verb gets its inputs, parsed, and ends in its outcome's exit code", async () => {
  const { world, seen } = shell();
  expect(await runVerb(["ship", "QA", "--dry-run", "--suites", "a", "--shards=3"], world)).toBe(0);
  expect(JSON.parse(seen.asked[0]!)).toEqual({
    stage: "QA",
    parts: [],
    traffic: "switch",
    suites: ["a"],
    dryRun: true,
    wait: true,
    shards: 3,
  });
  expect(seen.stdout).toContain("✓ deployed");
  expect(seen.stdout).toContain("url          http://x");
});

test("an invalid input ends in 2, and no port is made", async () => {
  const { world, seen } = shell();
  expect(await runVerb(["ship", "QA", "--traffic", "jump"], world)).toBe(2);
  expect(seen.asked).toEqual([]);
  expect(seen.stderr).toContain("traffic:");
});

test("json prints the result alone", async () => {
  const { world, seen } = shell();
  await runVerb(["ship", "QA", "--json"], world);
  expect(JSON.parse(seen.stdout)).toMatchObject({
    v: 1,
    command: "ship",
    outcome: "deployed",
    outputs: { url: "http://x" },
  });
});

describe("what comes to nothing", () => {
  test.each([
    ["a mistyped verb", ["shp"], "Did you mean: sluice ship"],
    ["a verb unlike any", ["zzzzzz"], "See: sluice --help"],
    ["a name of every object", ["constructor"], 'There is no verb "constructor".'],
    ["no verb", ["--json"], "A verb is missing."],
    ["a mistyped flag", ["ship", "--dryrun"], "did you mean --dry-run?"],
    ["a missing directory", ["ship", "QA", "-C", "/missing"], "There is no directory /missing."],
  ])("%s ends in 2", async (_, argv, message) => {
    const { world, seen } = shell();
    expect(await runVerb(argv, world)).toBe(2);
    expect(seen.stderr).toContain(message);
    expect(seen.asked).toEqual([]);
  });

  test("as JSON too", async () => {
    const { world, seen } = shell();
    await runVerb(["shp", "--json"], world);
    const result = JSON.parse(seen.stdout) as Result;
    expect([result.outcome, result.reason_code, result.advice]).toEqual([
      "invalid",
      "input_invalid",
      "Did you mean: sluice ship",
    ]);
  });
});

test("-C before or behind the verb is where it works", async () => {
  for (const argv of [
    ["-C", "/x", "ship", "QA"],
    ["ship", "QA", "-C", "/x"],
  ]) {
    const { world, seen } = shell();
    expect(await runVerb(argv, world)).toBe(0);
    expect(seen.directory).toBe("/x");
  }
});

test("help tells flags, defaults, allowed values and outputs", async () => {
  const { world, seen } = shell();
  expect(await runVerb(["ship", "--help"], world)).toBe(0);
  expect(seen.stdout).toMatchInlineSnapshot(`
    "sluice ship: Ship one stage

    usage: sluice ship <stage> [parts…] [flags]

      <stage>          the stage (required)
      <parts>          what to ship (may be repeated)
      --traffic VALUE  what the traffic does (one of hold, switch; default: switch)
      --commit VALUE   the commit
      --suites VALUE   suites to run (may be repeated)
      --dry-run        only tell what would be done
      --wait           wait for the end (on; --no-wait turns it off)
      --shards VALUE   how many at once (default: 2)
      --json           print the result alone, as JSON; everything else goes to stderr
      --repo PATH      work in this directory instead of here (also -C)
      --help           show this (also -h)

    outputs:
      url  where it is
    "
  `);
});

test("an interrupt says what the next run does, and ends in 130", async () => {
  let interrupted = () => {};
  const verbs: Verbs = {
    ship: async () => ({
      command: ship,
      connect: async () => ({ log: () => interrupted() }),
    }),
  };
  const { world, seen, interrupt } = shell(verbs);
  interrupted = interrupt;
  await runVerb(["ship", "QA", "--json"], world);
  expect(seen.exited).toBe(130);
  expect(seen.stderr).toContain("the next `sluice ship` finishes or undoes it");
  expect(seen.stdout).toContain('"outcome": "interrupted"');
});
