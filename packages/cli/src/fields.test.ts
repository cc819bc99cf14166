import { expect, test } from "vitest";
import { z } from "zod";
import { fieldsOf } from "./fields.ts";
import { ship } from "./sample-verb.fixture.ts";

test("a verb's inputs as users see them", () => {
  const told = fieldsOf(ship.inputs).map((f) => [
    f.name,
    f.kind,
    f.required,
    f.positional,
    f.default,
    f.allowed,
  ]);
  expect(told).toEqual([
    ["stage", "string", true, true, null, null],
    ["parts", "list", false, true, null, null],
    ["traffic", "string", false, false, "switch", ["hold", "switch"]],
    ["commit", "string", false, false, null, null],
    ["suites", "list", false, false, null, null],
    ["dry-run", "boolean", false, false, "false", null],
    ["wait", "boolean", false, false, "true", null],
    ["shards", "string", false, false, "2", null],
  ]);
});

test("a description is found wherever it was given; the outermost wins", () => {
  const [inner, outer] = fieldsOf(
    z.object({
      inner: z.string().meta({ description: "inner" }).optional(),
      outer: z.string().meta({ description: "inner" }).default("x").meta({ description: "outer" }),
    }),
  );
  expect(inner?.description).toBe("inner");
  expect(outer?.description).toBe("outer");
});

test("a kind is read off the schema where nothing names it", () => {
  const kinds = fieldsOf(
    z.object({
      on: z.stringbool().optional(),
      many: z.preprocess((v) => v, z.array(z.string()).default([])),
      word: z.preprocess((v) => v, z.enum(["a"]).optional()),
    }),
  ).map((field) => [field.kind, field.allowed]);
  expect(kinds).toEqual([
    ["boolean", null],
    ["list", null],
    ["string", ["a"]],
  ]);
});
