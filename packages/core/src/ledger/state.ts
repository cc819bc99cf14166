import { z } from "zod";
import { tombstoneReasons } from "./events.ts";

const change = z.strictObject({
  number: z.int(),
  title: z.string(),
  author: z.string(),
  source: z.string().nullable(),
  target: z.string(),
  url: z.string().nullable(),
  mergedAt: z.string().nullable(),
});

const holder = z.strictObject({ run: z.string(), until: z.string() });

const environment = z.strictObject({
  name: z.string(),
  stage: z.string(),
  commit: z.string(),
  change: change.nullable(),
  digest: z.string(),
  url: z.string().nullable(),
  /** The fencing token: only who holds it may change the target. */
  generation: z.int(),
  purpose: z.enum(["deploy", "rollback"]),
  /** Whose claim it is; null when no run is at work on it. */
  holder: holder.nullable(),
  /**
   * claimed → deployed (healthy, digest proven) → verified → baking (has the traffic) → published.
   * `failed`: its run gave up on it. `tombstoned`: must go. `deleted`: is gone.
   */
  phase: z.enum([
    "claimed",
    "deployed",
    "verified",
    "baking",
    "published",
    "failed",
    "tombstoned",
    "deleted",
  ]),
  by: z.string(),
  createdAt: z.string(),
  /** When the phase was reached. */
  since: z.string(),
  tombstone: z.strictObject({ reason: z.enum(tombstoneReasons), detail: z.string() }).nullable(),
});

const source = z.strictObject({
  stage: z.string(),
  commit: z.string(),
  change: change.nullable(),
  at: z.string(),
});

const release = z.strictObject({
  digest: z.string(),
  key: z.string(),
  kind: z.enum(["image", "archive"]),
  repository: z.string(),
  /** Where this artifact was found to be what a branch holds; oldest first. */
  sources: z.array(source),
  /** Last result by suite. */
  tests: z.record(
    z.string(),
    z.strictObject({
      outcome: z.enum(["success", "failure", "error"]),
      stage: z.string(),
      at: z.string(),
      detail: z.string().nullable(),
    }),
  ),
  /** When it was verified, by stage. */
  verified: z.record(z.string(), z.string()),
  quarantined: z
    .strictObject({ reason: z.string(), stage: z.string(), at: z.string(), by: z.string() })
    .nullable(),
  /** Who approved it, by stage. */
  approvals: z.record(z.string(), z.array(z.string())),
});

const milestone = z.strictObject({
  environment: z.string(),
  digest: z.string(),
  commit: z.string(),
  change: change.nullable(),
  url: z.string().nullable(),
  at: z.string(),
});

const stage = z.strictObject({
  /** The environment that the stage runs (whose traffic it takes); null while none does. */
  serves: z.string().nullable(),
  /** What the traffic returns to while the bake lasts. */
  previous: z.string().nullable(),
  /** Last milestone that was published here and not rolled back, kept when its environment is gone. */
  head: milestone.nullable(),
  /** Published, newest first, without what was rolled back; what a rollback may choose from. */
  published: z.array(milestone),
  waiting: z.array(
    z.strictObject({ run: z.string(), commit: z.string(), number: z.int().nullable(), until: z.string() }),
  ),
});

export const ledgerState = z.strictObject({
  v: z.literal(1),
  /** Of the last event; 0 for an empty ledger. */
  seq: z.int().nonnegative(),
  environments: z.record(z.string(), environment),
  /** By digest. */
  releases: z.record(z.string(), release),
  /** By content key: the digest. */
  keys: z.record(z.string(), z.string()),
  stages: z.record(z.string(), stage),
  /** `stage|digest|event|channel` of what was delivered, oldest first. */
  notices: z.array(z.string()),
});

export type LedgerState = z.infer<typeof ledgerState>;
export type EnvironmentState = z.infer<typeof environment>;
export type ReleaseState = z.infer<typeof release>;
export type ReleaseSource = z.infer<typeof source>;
export type StageState = z.infer<typeof stage>;
export type Milestone = z.infer<typeof milestone>;

export const emptyState: LedgerState = {
  v: 1,
  seq: 0,
  environments: {},
  releases: {},
  keys: {},
  stages: {},
  notices: [],
};

export const emptyStage: StageState = {
  serves: null,
  previous: null,
  head: null,
  published: [],
  waiting: [],
};
