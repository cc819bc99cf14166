import { z } from "zod";
import type { Outcome, ReasonCode } from "./model/outcome.ts";

/**
 * A verb. `action.yml`, the GitLab template's inputs, the CLI's flags and help and every table in the
 * documentation are generated from it.
 */
export interface Command<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodObject = z.ZodObject,
  P = never,
> {
  /** `deploy-env`: the action's folder, the CLI's word. */
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Whether it changes anything, and so has a `dryRun` input. */
  readonly changes: boolean;
  /** Fields are camelCase here and kebab-case to users; raw values are strings, so each field parses one. */
  readonly inputs: I;
  /** Single short lines each. */
  readonly outputs: O;
  run(inputs: z.output<I>, ports: P): Promise<Ending<z.input<O>>>;
}

/** How a verb ended. */
export interface Ending<O> {
  readonly outcome: Outcome;
  readonly reason: ReasonCode;
  /** One line for a person. */
  readonly message: string;
  /** What a person does next; null where there is nothing to do. */
  readonly advice?: string | null;
  readonly outputs: O;
  /** Markdown for the summary. */
  readonly summary?: string;
  /** Goes into `result` as it is. */
  readonly details?: unknown;
}

export function defineCommand<I extends z.ZodObject, O extends z.ZodObject, P>(
  command: Command<I, O, P>,
): Command<I, O, P> {
  return command;
}

/** `dryRun` → `dry-run`. */
export function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `dry-run` → `dryRun`. */
export function toCamel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** "true", "yes", "1", "on" and their opposites; `z.coerce.boolean()` would read "false" as true. */
export function flag(description: string) {
  return z.stringbool().default(false).meta({ description, type: "boolean" });
}

/** Several values, one a line or separated by commas; a repeated flag on the command line. */
export function list(description: string) {
  return z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) =>
      (Array.isArray(value) ? value : [value])
        .flatMap((part) => part.split(/[\n,]/))
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .meta({ description, type: "list" });
}

/** An optional text; an empty one counts as absent, as runners give it. */
export function text(description: string) {
  return z
    .string()
    .transform((value) => (value === "" ? undefined : value))
    .optional()
    .meta({ description, type: "string" });
}

/** What `result` holds, in all verbs alike. */
export interface Result {
  readonly v: 1;
  readonly command: string;
  readonly outcome: Outcome;
  readonly reason_code: ReasonCode;
  readonly message: string;
  readonly advice: string | null;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly details: unknown;
}
