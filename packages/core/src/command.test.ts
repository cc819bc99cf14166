import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flag, list, text, toCamel, toKebab } from "./command.ts";

describe("a flag", () => {
  it.each([
    ["true", true],
    ["yes", true],
    ["1", true],
    ["on", true],
    ["TRUE", true],
    ["false", false],
    ["no", false],
    ["0", false],
    ["off", false],
    ["False", false],
    [undefined, false],
  ])("%s is %s", (given, value) => expect(flag("").parse(given)).toBe(value));

  it.each(["maybe", "2", "truee", "", " "])("%j is neither", (given) => {
    expect(flag("").safeParse(given).success).toBe(false);
  });
});

it.each<[string | string[] | undefined, string[]]>([
  ["a,b", ["a", "b"]],
  ["a\nb\n", ["a", "b"]],
  [" a , ,b ", ["a", "b"]],
  [
    ["a", "b,c"],
    ["a", "b", "c"],
  ],
  ["", []],
  [undefined, []],
])("the list %j is %j", (given, values) => expect(list("").parse(given)).toEqual(values));

it.each([
  ["x", "x"],
  ["", undefined],
  [undefined, undefined],
  [" ", " "],
])("the text %j is %j", (given, value) => expect(text("").parse(given)).toBe(value));

it("a name in kebab-case comes back from camelCase", () => {
  const part = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const name = parts.join("-");
      expect(toKebab(toCamel(name))).toBe(name);
    }),
  );
  expect(toKebab("dryRun")).toBe("dry-run");
  expect(toCamel("dry-run")).toBe("dryRun");
});
