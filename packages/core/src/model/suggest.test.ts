import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggest } from "./suggest.ts";

const KNOWN = ["stages", "target", "health", "hooks", "notify", "dry-run"];

describe("a mistyped word means", () => {
  it.each<[string, string | null]>([
    ["stages", "stages"],
    ["stagse", "stages"],
    ["stage", "stages"],
    ["STAGES", "stages"],
    ["tagret", "target"],
    ["helth", "health"],
    ["dryrun", "dry-run"],
    ["dry_run", "dry-run"],
    ["notfiy", "notify"],
    ["colour", null],
    ["x", null],
    ["", null],
  ])("%s: %s", (word, meant) => expect(suggest(word, KNOWN)).toBe(meant));

  it("nothing where nothing is known, the first of two that are as near", () => {
    expect(suggest("stage", [])).toBeNull();
    expect(suggest("bat", ["cat", "hat"])).toBe("cat");
  });
});

describe("whatever is typed", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcde"), minLength: 4, maxLength: 12 });
  it("what is known is what is meant, and nothing but what is known is", () => {
    fc.assert(
      fc.property(word, fc.array(word), (one, known) => {
        expect(suggest(one, [...known, one])).toBe(one);
        const meant = suggest(one, known);
        if (meant !== null) expect(known).toContain(meant);
      }),
    );
  });

  it("one letter too few, too many, other, or two swapped are forgiven", () => {
    fc.assert(
      fc.property(word, fc.nat(10), fc.constantFrom("x", "y"), (one, at, letter) => {
        const n = at % (one.length - 1);
        const typos = [
          one.slice(0, n) + one.slice(n + 1),
          one.slice(0, n) + letter + one.slice(n),
          one.slice(0, n) + letter + one.slice(n + 1),
          one.slice(0, n) + one[n + 1] + one[n] + one.slice(n + 2),
        ];
        for (const typo of typos) expect(suggest(typo, [one, "zzzzzzzzzzzzzzzzzzzz"])).toBe(one);
      }),
    );
  });
});
