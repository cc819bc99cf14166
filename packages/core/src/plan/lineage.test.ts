import fc from "fast-check";
import { expect, it } from "vitest";
import type { Relation } from "../model/change.ts";
import { type Standing, standing } from "./lineage.ts";

const relation = fc.constantFrom<Relation>("same", "descendant", "ancestor", "diverged", "unknown");

it.each<[Relation | undefined, Relation[], Standing]>([
  ["same", ["ancestor"], "same"],
  ["descendant", ["ancestor"], "newer"],
  ["ancestor", ["descendant"], "older"],
  ["diverged", [], "diverged"],
  ["diverged", ["descendant"], "newer"],
  ["diverged", ["same"], "same"],
  ["diverged", ["ancestor"], "older"],
  ["diverged", ["descendant", "ancestor"], "older"],
  ["diverged", ["unknown"], "diverged"],
  ["unknown", ["descendant"], "newer"],
  ["unknown", ["diverged"], "unknown"],
  [undefined, [], "unknown"],
])("%s to what runs and %s to what held the same artifact is %s", (direct, others, is) => {
  const sources = ["runs", ...others.map((_, n) => `s${n}`)];
  const relations = Object.fromEntries(others.map((other, n) => [`s${n}`, other]));
  if (direct) relations.runs = direct;
  expect(standing("runs", sources, relations)).toBe(is);
});

it("the order of the others does not count, and any that contains the candidate makes it older", () => {
  fc.assert(
    fc.property(fc.constantFrom<Relation>("diverged", "unknown"), fc.array(relation), (direct, others) => {
      const relations = Object.fromEntries([["runs", direct], ...others.map((other, n) => [`s${n}`, other])]);
      const sources = others.map((_, n) => `s${n}`);
      const is = standing("runs", sources, relations);
      expect(standing("runs", sources.toReversed(), relations)).toBe(is);
      if (others.includes("ancestor")) expect(is).toBe("older");
      if (is === "newer") expect(others).toContain("descendant");
    }),
  );
});
