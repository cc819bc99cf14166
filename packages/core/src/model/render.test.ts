import { expect, test } from "vitest";
import { problemsOfTemplate, render, wordsOf } from "./render.ts";

const values = { app: "shop", stage: "qa", number: "50", sha: "1a2b3c4d5e6f", slug: "login" };

test("puts every value in its place, each time", () => {
  expect(render("{app}/{stage}/{number}/{sha}/{slug}/{app}", values)).toBe(
    "shop/qa/50/1a2b3c4d5e6f/login/shop",
  );
});

test("does not look at values again, nor at $ in them", () => {
  expect(render("{slug}-{app}", { ...values, slug: "{app}", app: "$&" })).toBe("{app}-$&");
});

test.each([
  ["pr-{number}", []],
  ["pr-{numer}", ["knows no {numer}; did you mean {number}?"]],
  ["{branch_name}", ["knows no {branch_name}; there are {app}, {stage}, {number}, {sha}, {slug}"]],
  ["{}", ["knows no {}; there are {app}, {stage}, {number}, {sha}, {slug}"]],
  ["{ number }", ["knows no { number }; did you mean {number}?"]],
  ["{number", ["has a { or } without its other half"]],
  ["{{number}}", ["has a { or } without its other half"]],
  ["{constructor}", ["knows no {constructor}; there are {app}, {stage}, {number}, {sha}, {slug}"]],
])("%s: %j", (template, problems) => {
  expect(problemsOfTemplate(template)).toEqual(problems);
});

test("tells which words a template speaks of", () => {
  expect([...wordsOf("{app}-{sha}")]).toEqual(["app", "sha"]);
});
