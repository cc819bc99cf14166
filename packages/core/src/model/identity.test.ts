import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identify, type Subject } from "./identity.ts";

const commit = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 });
const number = fc.integer({ min: 1, max: 1_000_000 });
const oddText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(..."ab-.A1_"), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom("a", "-"), minLength: 190, maxLength: 200 }),
);
const oddApp = fc.oneof(
  oddText,
  fc.constantFrom("shop", "a-b", "a", "2048", "shop.example.com", "Shop", "xn--a"),
);
const stageName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,30}$/);
const subject: fc.Arbitrary<Subject> = fc.oneof(fc.record({ number }), fc.record({ commit }));

describe("the plain names", () => {
  test.each([
    ["shop", "QA", { number: 50 }, "shop-qa-pr50"],
    ["shop", "STAGING", { number: 1 }, "shop-staging-pr1"],
    ["web-shop", "PROD", { number: 7 }, "web-shop-prod-pr7"],
  ])("%s in %s", (app, stage, of, name) => {
    expect(identify(app, stage, of)).toBe(name);
  });

  test("a direct push shows the commit's first digits", () => {
    expect(identify("shop", "QA", { commit: `1a2b3c4d${"0".repeat(32)}` })).toMatch(
      /^shop-qa-c1a2b3c4d[0-9a-f]{8}$/,
    );
  });
});

test("a name is the same every time, and these are kept from release to release", () => {
  expect(identify("Shöp.de", "pre-prod", { number: 50 })).toMatchInlineSnapshot(
    `"shop-de-pre-prod-pr50-x3b15b55781b940b5"`,
  );
  expect(identify("店", "QA", { number: 50 })).toMatchInlineSnapshot(`"app-qa-pr50-x7f9ec9af5efa20bb"`);
  expect(identify("2048", "QA", { number: 50 })).toMatchInlineSnapshot(
    `"app-2048-qa-pr50-xd1760dd0bcea615f"`,
  );
  expect(identify("x".repeat(200), "QA", { number: 50 })).toMatchInlineSnapshot(
    `"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-qa-pr50-x81f06c1a41673ee4"`,
  );
  expect(identify("shop", "QA", { commit: "0".repeat(40) })).toMatchInlineSnapshot(
    `"shop-qa-c000000009692e67b"`,
  );
});

test("any input gives a DNS label with a letter first", () => {
  fc.assert(
    fc.property(oddApp, fc.oneof(stageName, oddText), subject, (app, stage, of) => {
      expect(identify(app, stage, of)).toMatch(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
    }),
    { numRuns: 500 },
  );
});

type Input = readonly [string, string, Subject];
/** A stage's case is folded; the configuration refuses stages that differ by it alone. */
const folded = ([app, stage, of]: Input) => JSON.stringify([app, stage.toLowerCase(), of]);

function apart(a: Input, b: Input) {
  fc.pre(folded(a) !== folded(b));
  expect(identify(...a)).not.toBe(identify(...b));
}

test("different inputs never give the same name", () => {
  const input = fc.tuple(oddApp, stageName, subject);
  fc.assert(fc.property(input, input, apart), { numRuns: 2000 });
});

test("nor do inputs that read alike once they are joined", () => {
  const short = fc.string({ unit: fc.constantFrom("a", "b", "-", "."), minLength: 1, maxLength: 4 });
  const near = fc.tuple(
    fc.oneof(short, fc.constantFrom("a-b", "a", "a-b-pr1", "a-b-c")),
    fc.oneof(fc.stringMatching(/^[ab][ab-]{0,3}$/), fc.constantFrom("b", "c", "b-c")),
    fc.oneof(fc.record({ number: fc.integer({ min: 1, max: 3 }) }), fc.record({ commit })),
  );
  fc.assert(fc.property(near, near, apart), { numRuns: 5000 });
});

test("an app cannot be called what another one's closed name is", () => {
  const closed = identify("a", "b-c", { number: 1 });
  expect(identify(closed, "QA", { number: 1 })).not.toBe(closed);
  expect(identify("a", "b-c", { number: 1 })).not.toBe(identify("a-b", "c", { number: 1 }));
});

test("commits that begin alike are told apart, however much they share", () => {
  fc.assert(
    fc.property(commit, commit, fc.integer({ min: 7, max: 39 }), (a, b, shared) => {
      const alike = a.slice(0, shared) + b.slice(shared);
      apart(["shop", "QA", { commit: a }], ["shop", "QA", { commit: alike }]);
    }),
    { numRuns: 2000 },
  );
});

test("what is no number and no commit still gets a name of its own", () => {
  const names = [0, -1, 1.5, Number.NaN, 1e21].map((odd) => identify("shop", "QA", { number: odd }));
  names.push(identify("shop", "QA", { commit: "HEAD" }));
  expect(new Set(names).size).toBe(names.length);
});
