import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMerge } from "./translate.ts";

const merge = (
  number: number,
  title: string,
  source: string | null = null,
  target: string | null = null,
) => ({
  number,
  title,
  source,
  target,
});

describe("what the forges write", () => {
  test.each([
    [2, "Merge pull request #42 from acme/feature\n\nAdd a cart\n", merge(42, "Add a cart", "feature")],
    [2, "Merge pull request #42 from acme/fix/a-b\n\nAdd\n\nMore", merge(42, "Add", "fix/a-b")],
    [
      2,
      "Merge pull request #42 from acme/feature",
      merge(42, "Merge pull request #42 from acme/feature", "feature"),
    ],
    [2, "Merge pull request #7 from a/b\r\n\r\nTitle\r\n", merge(7, "Title", "b")],
    [
      2,
      "Merge branch 'feature' into 'STAGING'\n\nAdd a cart\n\nCloses #3\n\nSee merge request acme/shop!42\n",
      merge(42, "Add a cart", "feature", "STAGING"),
    ],
    [
      2,
      "Merge branch 'x' into 'QA'\n\nT\n\nSee merge request !9\n\nApproved-by: A",
      merge(9, "T", "x", "QA"),
    ],
    [
      2,
      "Merge branch 'x' into STAGING\n\nSluice-Change: 42\n",
      merge(42, "Merge branch 'x' into STAGING", "x", "STAGING"),
    ],
    [2, "Merge branch 'x' into STAGING\n\nT\n\nsluice-change: #42", merge(42, "T", "x", "STAGING")],
    [2, "Merge branch 'x'\n\nT\n\nSluice-Change: 1", merge(1, "T", "x")],
    [
      2,
      "Merge pull request 'Add a (cart)' (#5) from f/x into main\n\nReviewed-on: x",
      merge(5, "Add a (cart)", "f/x", "main"),
    ],
    [
      2,
      "Merged in feature/x (pull request #5)\n\nAdd a cart\n\nApproved-by: A",
      merge(5, "Add a cart", "feature/x"),
    ],
    [2, "Merged PR 123: Add a cart", merge(123, "Add a cart")],
    [1, "Add a cart (#42)\n\n* one\n* two", merge(42, "Add a cart")],
    [1, 'Revert "Add a cart (#42)" (#43)', merge(43, 'Revert "Add a cart (#42)"')],
    [1, "Add a cart\n\nSee merge request acme/group/shop!42", merge(42, "Add a cart")],
    [1, "Add a cart\n\nSluice-Change: 42", merge(42, "Add a cart")],
  ])("%d parents, %j", (parents, message, expected) => {
    expect(parseMerge(message, parents)).toEqual(expected);
  });
});

describe("what is no merge of a change", () => {
  test.each([
    [1, ""],
    [1, "\n\n"],
    [1, "Add a cart"],
    [1, "Fix #42"],
    [1, "Add (#42) a cart"],
    [1, 'Revert "Add a cart (#42)"'],
    [1, "(#42)"],
    [1, "Merge pull request #42 from acme/feature\n\nA copied message"],
    [2, "Merge branch 'x' into STAGING"],
    [2, "Merge pull request #0 from acme/feature"],
    [2, "Merge pull request #042 from acme/feature"],
    [2, "Merge pull request #2147483648 from acme/feature"],
    [2, "Merge pull request #99999999999999999999 from acme/feature"],
    [2, "Merge pull request #-1 from acme/feature"],
    [1, "Add a cart\n\nI'd say Sluice-Change: 42"],
  ])("%d parents, %j", (parents, message) => {
    expect(parseMerge(message, parents)).toBeNull();
  });
});

describe("what a contributor writes does not outdo what the forge writes", () => {
  test("a description cannot name another change on GitHub", () => {
    const message = "Merge pull request #42 from a/b\n\nT\n\nSluice-Change: 7\nSee merge request x!8";
    expect(parseMerge(message, 2)?.number).toBe(42);
    expect(parseMerge("T (#42)\n\nSluice-Change: 7", 1)?.number).toBe(42);
  });

  test("a title or description cannot name another change on GitLab, whose word is the last", () => {
    const message =
      "Merge branch 'x' into 'QA'\n\nSee merge request a!7\n\nSluice-Change: 8\n\nSee merge request a!42";
    expect(parseMerge(message, 2)?.number).toBe(42);
  });

  test("a title that moves the cursor or turns the text around is printed plainly", () => {
    const message = "Merge pull request #1 from a/b\n\n\u001b[2J\u202eevil\u0007 title\u2028x";
    expect(parseMerge(message, 2)?.title).toBe("[2J evil  title x");
  });

  test.each(["-x", "/x", "a..b", "a b", "x.lock", "a~1", "x\u0007", "a".repeat(256)])(
    "%j is no branch",
    (branch) => {
      const message = `Merge branch '${branch}' into QA\n\nT\n\nSluice-Change: 1`;
      expect(parseMerge(message, 2)).toMatchObject({ number: 1, source: null });
    },
  );
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(..."\n\r' (#42)!/\u202e\u0000aM"), maxLength: 200 }),
  fc
    .tuple(
      fc.constantFrom(
        "Merge pull request #",
        "Merge branch '",
        "Merged in ",
        "Merged PR ",
        "Merge pull request '",
        "See merge request ",
        "Sluice-Change: ",
        "",
      ),
      fc.string({ unit: "binary" }),
      fc.constantFrom(" (#1)", " from a/b", "' into 'QA'", "\n\nSluice-Change: 3", "!4", ""),
    )
    .map((parts) => parts.join("")),
);

test("whatever a message holds, the parser answers null or something that is safe to print and to name by", () => {
  fc.assert(
    fc.property(hostile, fc.nat({ max: 3 }), (message, parents) => {
      const found = parseMerge(message, parents);
      if (found === null) return;
      expect(Number.isInteger(found.number) && found.number >= 1 && found.number < 2 ** 31).toBe(true);
      expect(found.title).toMatch(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]{1,600}$/u);
      for (const branch of [found.source, found.target])
        expect(branch ?? "x").toMatch(/^[^-\s\p{Cc}\p{Cs}][^\s\p{Cc}\p{Cs}]*$/u);
    }),
    { numRuns: 2000 },
  );
});

test("any title survives a squash and any branch a merge", () => {
  const title = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 80 })
    .filter((t) => /^\S(?:.*\S)?$/.test(t));
  fc.assert(
    fc.property(title, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (text, number) => {
      fc.pre(!/[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text));
      expect(parseMerge(`${text} (#${number})\n`, 1)).toMatchObject({ number, title: text });
      expect(parseMerge(`Merge pull request #${number} from a/b\n\n${text}\n`, 2)).toMatchObject({
        number,
        title: text,
      });
    }),
  );
});

test("a line of a million characters is read, not believed", () => {
  for (const unit of ["(#1", " (#", "Merge branch '", "' into '", " "]) {
    const line = unit.repeat(1_000_000 / unit.length);
    expect(parseMerge(`Merge branch '${line}`, 2)).toBeNull();
    expect(parseMerge(`x\n\n${`See merge request ${line}\n`.repeat(3)}`, 2)).toBeNull();
  }
});
