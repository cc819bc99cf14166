import { z } from "zod";
import { command, duration, orNull, share, texts, variables } from "./fields.ts";

export const SUITE_NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** One entry of `tests`. */
export const suiteSchema = z.strictObject({
  command: command(
    "What runs the suite: a text that is split into words (quotes keep blanks; no shell), or a list of words",
  ),
  files: texts("Patterns of the test files that shards are made of").prefault([]),
  junit: z
    .string()
    .min(1)
    .optional()
    .transform(orNull)
    .meta({ description: "Where the suite writes its JUnit report, below the repository's root" }),
  shards: z
    .union([z.literal("auto"), z.int().min(1).max(200)], {
      error: "must be auto or a whole number from 1 to 200",
    })
    .default(1)
    .meta({
      description: "Into how many parts the suite is split; auto decides by how long the files took before",
    }),
  needs: z.enum(["environment"]).optional().transform(orNull).meta({
    description:
      "environment: the suite runs against the deployed environment, whose address is in SLUICE_URL",
  }),
  budget: z
    .strictObject({
      p95_ms: z.number().positive().optional().transform(orNull).meta({
        description: "Greatest 95th percentile of response times, in milliseconds",
      }),
      error_rate: share("Greatest share of failed requests, from 0 to 1").optional().transform(orNull),
    })
    .optional()
    .transform(orNull)
    .meta({ description: "What the suite's measurements may be at most" }),
  timeout: duration("How long one run of the suite may take").prefault("15m"),
  retries: z
    .int()
    .min(0)
    .max(10)
    .default(0)
    .meta({ description: "How often a suite that failed is run again before it counts as failed" }),
  env: variables("Environment variables of the suite; $NAME takes the value of a variable of the job"),
});
