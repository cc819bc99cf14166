import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesAny } from "./match.ts";

test.each([
  ["hotfix/*", "hotfix/login", true],
  ["hotfix/*", "hotfix/a/b", true],
  ["hotfix/*", "hotfix/", true],
  ["hotfix/*", "hotfix", false],
  ["hotfix/*", "my-hotfix/a", false],
  ["*", "", true],
  ["a*a", "a", false],
  ["*fix*", "a-fix-b", true],
  ["main", "main", true],
  ["main", "main2", false],
  ["a.c", "abc", false],
])("%s and %s: %s", (pattern, text, matches) => {
  expect(matchesAny([pattern], text)).toBe(matches);
});

test("agrees with the same pattern as a regular expression", () => {
  const unit = fc.constantFrom("a", "b", "*");
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 6 }),
      fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 }),
      (pattern, text) => {
        expect(matchesAny([pattern], text)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text));
      },
    ),
    { numRuns: 1000 },
  );
});

test("no pattern matches nothing", () => {
  expect(matchesAny([], "a")).toBe(false);
});
