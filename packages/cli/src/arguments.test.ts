import { describe, expect, test } from "vitest";
import { parseArguments, splitVerb, wantsJson } from "./arguments.ts";
import { fieldsOf } from "./fields.ts";
import { ship } from "./sample-verb.fixture.ts";

const fields = fieldsOf(ship.inputs);
const parse = (...argv: string[]) => parseArguments("ship", argv, fields);

describe("inputs", () => {
  test.each([
    ["a flag and its value", ["--commit", "abc"], { commit: "abc" }],
    ["a flag with an equals sign", ["--commit=a=b"], { commit: "a=b" }],
    ["an empty value", ["--commit="], { commit: "" }],
    ["a value of one dash", ["--commit", "-1"], { commit: "-1" }],
    ["a boolean", ["--dry-run"], { "dry-run": "true" }],
    ["a boolean turned off", ["--no-wait"], { wait: "false" }],
    ["a boolean with a value", ["--wait=no"], { wait: "no" }],
    ["a repeated list", ["--suites", "a", "--suites=b,c"], { suites: ["a", "b,c"] }],
    ["bare words in order, the last takes the rest", ["QA", "a", "b"], { stage: "QA", parts: ["a", "b"] }],
    ["a place filled by its flag", ["--stage", "QA"], { stage: "QA" }],
    ["flags end at two dashes", ["--", "--wait", "-C"], { stage: "--wait", parts: ["-C"] }],
    ["a boolean takes no bare word", ["--dry-run", "QA"], { "dry-run": "true", stage: "QA" }],
  ])("%s", (_, argv, inputs) => {
    expect(parse(...argv).inputs).toEqual(inputs);
  });
});

describe("general flags", () => {
  test.each([["-C", "/x"], ["--repo", "/x"], ["--repo=/x"], ["-C=/x"]])(
    "%s %s names the directory",
    (...argv) => {
      expect(parse(...argv).directory).toBe("/x");
    },
  );

  test("a verb's own input goes before a general flag of the same name", () => {
    const own = [{ ...fields[3]!, name: "repo" }];
    const given = parseArguments("demo", ["--repo", "/x", "-C", "/y"], own);
    expect([given.inputs, given.directory]).toEqual([{ repo: "/x" }, "/y"]);
  });

  test("help is given whatever else is wrong", () => {
    expect(parse("--nonsense", "--help").help).toBe(true);
  });

  test("json is seen unless it is a bare word", () => {
    expect([wantsJson(["x", "--json"]), wantsJson(["--", "--json"])]).toEqual([true, false]);
  });
});

describe("mistakes", () => {
  test.each([
    ["a mistyped flag", ["--dryrun"], "--dryrun: there is no such flag; did you mean --dry-run?"],
    ["a flag unlike any", ["--zzzzzzzz=secret"], "--zzzzzzzz: there is no such flag"],
    ["a text cannot be turned off", ["--no-commit"], "--no-commit: there is no such flag"],
    ["a short flag", ["-x"], "-x: there is no such flag"],
    ["no value", ["--commit"], "--commit: needs a value"],
    [
      "a flag for a value",
      ["--commit", "--wait"],
      "--commit: needs a value (for one that begins with dashes: --commit=--wait)",
    ],
    ["twice", ["--commit", "a", "--commit", "b"], "commit: was given twice"],
  ])("%s", (_, argv, message) => {
    expect(() => parse(...argv)).toThrow(`sluice ship cannot be run like that\n  ${message}`);
  });

  test("a word too many", () => {
    expect(() => parseArguments("ship", ["QA", "PROD"], [fields[0]!])).toThrow(
      "PROD: there is no place for this word",
    );
  });

  test("all are told at once, as an invalid input", () => {
    expect(() => parse("--a", "--b")).toThrow(
      expect.objectContaining({
        reason: "input_invalid",
        message: expect.stringMatching(/--a: .*\n.*--b: /),
      }),
    );
  });
});

test.each([
  [["ship", "QA"], "ship", ["QA"]],
  [["-C", "/x", "ship", "--json"], "ship", ["-C", "/x", "--json"]],
  [["--json", "--repo=/x", "ship"], "ship", ["--json", "--repo=/x"]],
  [["--json"], null, ["--json"]],
  [["-C"], null, ["-C"]],
])("the verb of %j is %j", (argv, verb, rest) => {
  expect(splitVerb(argv)).toEqual({ verb, rest });
});
