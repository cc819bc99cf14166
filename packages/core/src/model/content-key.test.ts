import fc from "fast-check";
import { expect, test } from "vitest";
import { type ContentInputs, contentKey } from "./content-key.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ unit: fc.constantFrom("a", ",", '"', "[", "\n", "\0", "="), maxLength: 4 }),
);
const entry = fc.record({
  path: text,
  mode: fc.constantFrom("100644", "100755", "120000"),
  object: fc.constantFrom("0".repeat(40), "1".repeat(40)),
});
const inputs = fc.record({
  kind: fc.constantFrom("image" as const, "archive" as const),
  entries: fc.uniqueArray(entry, { maxLength: 4, selector: ({ path }) => path }),
  dockerfile: fc.option(text),
  args: fc.dictionary(fc.stringMatching(/^[A-Z]{1,2}$/), text, { maxKeys: 3 }),
  platforms: fc.uniqueArray(fc.constantFrom("linux/amd64", "linux/arm64"), { maxLength: 2 }),
  build: fc.option(fc.array(text, { minLength: 1, maxLength: 3 })),
  output: fc.option(text),
});

const plain: ContentInputs = {
  kind: "archive",
  entries: [
    { path: "a.js", mode: "100644", object: "1".repeat(40) },
    { path: "b/c.js", mode: "100644", object: "2".repeat(40) },
  ],
  dockerfile: null,
  args: { A: "1", B: "2" },
  platforms: [],
  build: null,
};

/** What an input is, apart from the order in which it is given. */
function meaning(given: ContentInputs): string {
  return JSON.stringify({
    ...given,
    entries: given.entries.map((one) => JSON.stringify(one)).toSorted(),
    args: Object.entries(given.args)
      .map((one) => JSON.stringify(one))
      .toSorted(),
    platforms: [...given.platforms].toSorted(),
  });
}

test("is a valid tag", () => {
  fc.assert(
    fc.property(inputs, (given) => {
      expect(contentKey(given)).toMatch(/^key-[0-9a-f]{64}$/);
    }),
  );
});

test("does not depend on the order in which things are given", () => {
  fc.assert(
    fc.property(inputs, (given) => {
      const turned = {
        ...given,
        entries: given.entries.toReversed(),
        args: Object.fromEntries(Object.entries(given.args).toReversed()),
        platforms: given.platforms.toReversed(),
      };
      expect(contentKey(turned)).toBe(contentKey(given));
    }),
  );
});

test("differs where anything else does", () => {
  fc.assert(
    fc.property(inputs, inputs, (a, b) => {
      fc.pre(meaning(a) !== meaning(b));
      expect(contentKey(a)).not.toBe(contentKey(b));
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, Partial<ContentInputs>]>([
  ["a file's mode", { entries: plain.entries.map((one) => ({ ...one, mode: "100755" })) }],
  ["a file's content", { entries: plain.entries.map((one) => ({ ...one, object: "3".repeat(40) })) }],
  ["a file's name", { entries: plain.entries.map((one) => ({ ...one, path: `${one.path}x` })) }],
  ["where one argument ends", { args: { A: '1","B":"2' } }],
  ["the build", { build: ["npm", "run", "build"] }],
  ["the folder that is packed", { output: "dist" }],
  ["the base", { base: "node@sha256:0" }],
  ["the kind", { kind: "image" }],
  ["an empty Dockerfile", { dockerfile: "" }],
])("differs by %s", (_, other) => {
  expect(contentKey({ ...plain, ...other })).not.toBe(contentKey(plain));
});

test("what the build does not see does not count", () => {
  const more = [...plain.entries, { path: "docs/x.md", mode: "100644", object: "4".repeat(40) }];
  const ignore = (path: string) => path.startsWith("docs/");
  expect(contentKey({ ...plain, entries: more, ignore })).toBe(contentKey(plain));
  expect(contentKey({ ...plain, entries: more })).not.toBe(contentKey(plain));
});

test("stays the same from release to release", () => {
  expect(contentKey(plain)).toMatchInlineSnapshot(
    `"key-79809870f8cff412175ee80038718a8f8c4fe3986c8f85d5fc059a19a8632170"`,
  );
});
