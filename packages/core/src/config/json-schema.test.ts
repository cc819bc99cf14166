import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { full } from "./example.fixture.ts";
import { configJsonSchema } from "./json-schema.ts";

type Schema = { readonly [key: string]: unknown };

/** Every property of every object in the schema, with its path. */
function properties(schema: unknown, path = ""): (readonly [string, Schema])[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = Object.entries((schema as Schema).properties ?? {}).map(
    ([name, property]) => [`${path}.${name}`, property as Schema] as const,
  );
  const below = Object.entries(schema).flatMap(([key, value]) =>
    key === "properties" ? [] : properties(value, path),
  );
  return [...own, ...own.flatMap(([name, property]) => properties(property, name)), ...below];
}

test("every key is described", () => {
  const all = properties(configJsonSchema());
  expect(all.length).toBeGreaterThan(90);
  expect(all.filter(([, { description }]) => typeof description !== "string").map(([name]) => name)).toEqual(
    [],
  );
});

const ajv = new Ajv2020({ strict: false });
// ajv-formats is CommonJS: its function is the module's default export's own.
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
const validate = ajv.compile(configJsonSchema());

test("it takes a file with every key", () => {
  expect(validate(full), JSON.stringify(validate.errors)).toBe(true);
});

test("it requires no more than the file must have", () => {
  const { version, app, artifact, stages, target } = full;
  expect(validate({ version, app, artifact, stages, target })).toBe(true);
  expect(validate({ version, app, artifact, stages })).toBe(false);
});

test("it refuses an unknown key and a wrong word", () => {
  expect(validate({ ...full, stagse: {} })).toBe(false);
  expect(validate({ ...full, stages: { QA: { trigger: "merg" } } })).toBe(false);
  expect(validate({ ...full, stages: { QA: { bake: 60 } } })).toBe(false);
});

test("it says what it is", () => {
  expect(configJsonSchema()).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "sluice.yml",
  });
});
