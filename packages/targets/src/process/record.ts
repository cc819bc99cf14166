import { createHash } from "node:crypto";
import type { EnvironmentSpec } from "@sluice/core/ports/target";
import { z } from "zod";

/** One start of the application: what was asked for, where, and which process came of it. */
const launch = z.strictObject({
  /** Value of `SLUICE_INSTANCE` in the process's environment, by which it is found where it was not recorded. */
  marker: z.string(),
  generation: z.int(),
  repository: z.string(),
  digest: z.string(),
  host: z.string().nullable(),
  /** Hash of command and variables: no value of theirs, which may be secret, is kept. */
  configuration: z.string(),
  port: z.int(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  /** Null from before the start until it is recorded. */
  process: z.strictObject({ pid: z.int(), identity: z.string() }).nullable(),
});

/** `environments/<name>/instance.json`: written before anything is done, so that nothing runs which it does not tell of. */
export const environmentRecord = z.strictObject({
  v: z.literal(1),
  app: z.string(),
  stage: z.string(),
  environment: z.string(),
  /** The newest that changed this environment. */
  generation: z.int(),
  current: launch,
  /** What ran under this name before and is still to be stopped, newest first. */
  retiring: z.array(launch),
});

export type Launch = z.infer<typeof launch>;
export type EnvironmentRecord = z.infer<typeof environmentRecord>;

/**
 * Names what a process is started with. The generation among the variables does not count: it changes with
 * every attempt at the same thing.
 */
export function configurationOf(command: readonly string[], variables: EnvironmentSpec["variables"]): string {
  const facts = Object.entries(variables)
    .filter(([name]) => name !== "SLUICE_GENERATION")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify({ command, facts })).digest("hex");
}
