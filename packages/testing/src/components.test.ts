import { expect, test } from "vitest";
import { component, requiredComponents } from "./components.ts";

test("a program on the PATH is there, another is not, and the reason says so", () => {
  expect(component("node", {})).toEqual({ available: true, reason: "" });
  expect(component("no-such-program", {})).toEqual({
    available: false,
    reason: "no-such-program is not installed",
  });
});

test("what is required and missing is a failure that says its reason", () => {
  const env = { SLUICE_REQUIRE: "node, no-such-program" };
  expect(requiredComponents(env)).toEqual(["node", "no-such-program"]);
  expect(component("node", env).available).toBe(true);
  expect(() => component("no-such-program", env)).toThrow(
    "no-such-program is required here (SLUICE_REQUIRE), but no-such-program is not installed",
  );
});
