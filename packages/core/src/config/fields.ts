import { z } from "zod";
import { DURATION, parseDuration } from "../model/duration.ts";
import { type Argv, checkArgv, splitCommand } from "./argv.ts";
import { REFERENCE, refuseSecret } from "./secret.ts";

/** A duration with its unit; milliseconds once read. */
export function duration(description: string) {
  return z
    .string({
      error: ({ input }) =>
        typeof input === "number"
          ? `must be a duration with its unit, such as ${input}s or ${input}m; a bare number does not say which`
          : undefined,
    })
    .regex(DURATION, { error: "must be a duration: a whole number and ms, s, m, h or d, such as 90s or 72h" })
    .transform((text) => parseDuration(text) ?? 0)
    .meta({ description });
}

/** A command, as text that `splitCommand` splits or as a list of words; words once read. */
export function command(description: string) {
  return z
    .union([z.string(), z.array(z.string()).min(1)], {
      error: ({ input }) =>
        input === undefined ? undefined : "must be a command: a text, or a list of its words as texts",
    })
    .transform((given, ctx): Argv => {
      const split = typeof given === "string" ? splitCommand(given) : checkArgv(given);
      if (split.ok) return split.argv;
      ctx.addIssue({ code: "custom", message: split.problem });
      return z.NEVER;
    })
    .meta({ description });
}

/** One text or a list of them; a list once read. */
export function texts(description: string) {
  return z
    .union([z.string().min(1), z.array(z.string().min(1))], {
      error: ({ input }) => (input === undefined ? undefined : "must be a text or a list of texts"),
    })
    .transform((given) => (typeof given === "string" ? [given] : given))
    .meta({ description });
}

/** Environment variables or build arguments by name; texts once read. */
export function variables(description: string) {
  return z
    .record(
      z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: "is not a name that an environment variable can have" })
        .refine((name) => !/^SLUICE_/i.test(name), {
          error: "names that begin with SLUICE_ are Sluice's own; choose another",
        }),
      z
        .union([z.string(), z.number(), z.boolean()], { error: "must be a text, a number, true or false" })
        .transform(String),
    )
    .superRefine((map, ctx) => {
      for (const [name, value] of Object.entries(map)) {
        const message = value.includes("\0") ? "holds a NUL character" : refuseSecret(name, value);
        if (message !== null) ctx.addIssue({ code: "custom", path: [name], message });
      }
    })
    .prefault({})
    .meta({ description });
}

/** `$NAME`: the environment variable that holds the secret. */
export function reference(description: string) {
  return z
    .string()
    .regex(REFERENCE, {
      error:
        "must name an environment variable, as $NAME; the secret itself does not belong in the file (if it was committed, revoke it)",
    })
    .meta({ description });
}

/** A path inside the repository, with `/` and without a way out. */
export function pathWithin(description: string) {
  return z
    .string()
    .min(1)
    .refine((path) => !path.startsWith("/") && !/[\\\0]/.test(path) && !path.split("/").includes(".."), {
      error: "must be a path inside the repository, relative to its root",
    })
    .meta({ description });
}

/** A share between 0 and 1. */
export function share(description: string) {
  return z.number().min(0).max(1).meta({ description });
}

/** For `.optional().transform(orNull)`: a key that may be left out is null once read. */
export function orNull<T>(given: T | undefined): T | null {
  return given ?? null;
}
