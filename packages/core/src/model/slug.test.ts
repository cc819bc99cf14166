import fc from "fast-check";
import { expect, test } from "vitest";
import { slug } from "./slug.ts";

test.each([
  ["feature/login", "feature-login"],
  ["Übergröße", "ubergro-e"],
  ["--a__b--", "a-b"],
  ["42", "42"],
])("%s becomes %s", (text, words) => {
  expect(slug(text)).toBe(words);
});

test("any text becomes part of a hostname", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(slug(text)).toMatch(/^(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/);
    }),
  );
});

test("long texts that begin alike differ", () => {
  expect(slug(`${"a".repeat(80)}1`)).not.toBe(slug(`${"a".repeat(80)}2`));
});
