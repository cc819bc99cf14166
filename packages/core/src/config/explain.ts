import type { z } from "zod";
import { suggest } from "../model/suggest.ts";
import { recordOf } from "./data.ts";

const NOUNS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping (key: value)",
  record: "a mapping (key: value)",
};

/**
 * zod's issue in a tired person's words; undefined leaves it to zod. It never repeats a value: it may be a secret.
 * Of unknown keys it gives one line each, in the order of `issue.keys`.
 */
export function explain(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return explainType(String(issue.expected), issue.input);
    case "invalid_value":
      return oneOf(issue.values.map(String), issue.input);
    case "invalid_union":
      return Array.isArray(issue.options)
        ? oneOf(issue.options.map(String), recordOf(issue.input)[String(issue.discriminator)])
        : undefined;
    case "unrecognized_keys":
      return issue.keys.map((key: string) => unknownKey(key, keysOf(issue.inst))).join("\n");
    case "too_small":
      return tooSmall(String(issue.origin), Number(issue.minimum));
    case "too_big":
      return issue.origin === "number" || issue.origin === "int"
        ? `must be at most ${issue.maximum}`
        : `must have at most ${issue.maximum} ${issue.origin === "string" ? "characters" : "entries"}`;
    default:
      return undefined;
  }
}

function explainType(expected: string, input: unknown): string {
  const wanted = NOUNS[expected] ?? expected;
  if (expected === "int" && typeof input === "number") return "must be a whole number";
  const hint =
    expected === "string" && (typeof input === "number" || typeof input === "boolean")
      ? "; put it in quotes"
      : expected === "array" && typeof input === "string"
        ? "; put it in [ ]"
        : "";
  return `must be ${wanted}, not ${nounOf(input)}${hint}`;
}

function nounOf(input: unknown): string {
  if (typeof input === "number" && !Number.isFinite(input)) return "an endless number";
  if (Array.isArray(input)) return NOUNS.array!;
  return NOUNS[typeof input] ?? typeof input;
}

function oneOf(values: readonly string[], input: unknown): string {
  const meant = typeof input === "string" ? suggest(input, values) : null;
  const list = values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(", ")}`;
  return meant === null || values.length === 1 ? list : `${list}; did you mean ${meant}?`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = suggest(key, known);
  return meant === null
    ? `unknown key; known here: ${known.join(", ")}`
    : `unknown key; did you mean ${meant}?`;
}

function keysOf(schema: unknown): readonly string[] {
  return Object.keys(recordOf((schema as z.core.$ZodObject | undefined)?._zod?.def?.shape));
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === "string")
    return minimum === 1 ? "must not be empty" : `must have at least ${minimum} characters`;
  if (origin === "array")
    return minimum === 1 ? "must have at least one entry" : `must have at least ${minimum} entries`;
  return `must be ${minimum === 0 ? "0 or more" : `at least ${minimum}`}`;
}
