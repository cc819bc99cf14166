import { z } from "zod";

/**
 * What the ledger holds. Names are the CDEvents 0.5.1 ones where there is one for the thing
 * (https://cdevents.dev), else in their style. Lines are read strictly: an unknown type or field is a
 * ledger of a newer Sluice, and folding it would lose what it says.
 */
const envelope = {
  v: z.literal(1),
  /** 1, 2, 3, … without a gap. An environment's generation is the seq of the event that claimed it. */
  seq: z.int().positive(),
  /** ISO 8601, UTC, milliseconds. */
  at: z.string(),
  /** Who: a login, an e-mail address. */
  by: z.string(),
  /** Which run; null for a person without one. */
  run: z.string().nullable(),
};

/** What the state is keyed by; `__proto__` or `constructor` would reach what all objects share. */
const name = z
  .string()
  .refine((text) => !(text in Object.prototype), "is a name that no environment, stage or suite may have");
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const commit = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);

const change = z.strictObject({
  number: z.int(),
  title: z.string(),
  author: z.string(),
  source: z.string().nullable(),
  target: z.string(),
  url: z.string().nullable(),
  mergedAt: z.string().nullable(),
});

const claim = {
  environment: name,
  stage: name,
  commit,
  /** Null for a direct push. */
  change: change.nullable(),
  digest,
  /** Public URL; null where the stage has none. */
  url: z.string().nullable(),
  purpose: z.enum(["deploy", "rollback"]),
  /** ISO 8601: the claim holds until then unless it is renewed. */
  until: z.string(),
};

function event<const T extends string, S extends z.core.$ZodShape>(type: T, shape: S) {
  return z.strictObject({ ...envelope, type: z.literal(type), ...shape });
}

export const tombstoneReasons = [
  "promoted",
  "superseded",
  "expired",
  "abandoned",
  "orphaned",
  "failed",
  "rolled_back",
  "asked",
] as const;
export type TombstoneReason = (typeof tombstoneReasons)[number];

export const ledgerEvent = z.discriminatedUnion("type", [
  /** Built: content `key` became `digest`. */
  event("artifact.packaged", {
    digest,
    key: name,
    kind: z.enum(["image", "archive"]),
    repository: z.string(),
  }),
  /** The artifact is what this commit of this stage's branch holds, built or found. */
  event("artifact.published", {
    digest,
    key: name,
    kind: z.enum(["image", "archive"]),
    repository: z.string(),
    stage: name,
    commit,
    change: change.nullable(),
  }),
  event("testsuiterun.finished", {
    digest,
    suite: name,
    outcome: z.enum(["success", "failure", "error"]),
    stage: name,
    /** Where it ran; null for a suite that needs no environment. */
    environment: name.nullable(),
    ms: z.number(),
    detail: z.string().nullable(),
  }),
  /** Claimed, for the first time or after its deletion. */
  event("environment.created", claim),
  /** Claimed again: a retry, or the take-over of a killed run's claim. */
  event("environment.modified", claim),
  /** Waits for the stage. */
  event("claim.queued", { stage: name, commit, number: z.int().nullable(), until: z.string() }),
  event("claim.renewed", { environment: name, until: z.string() }),
  /** The run is through with this environment, or gave up waiting (environment null); or another took the stage from it. */
  event("claim.released", { stage: name, environment: name.nullable() }),
  /** Healthy, and the target runs this very digest. */
  event("service.deployed", { environment: name, generation: z.int(), digest }),
  /** All that the stage requires is known to be good of this environment's artifact. */
  event("release.verified", { environment: name, generation: z.int(), stage: name, digest }),
  /** Takes the traffic; the bake begins. `previous` is what the traffic returns to. */
  event("service.upgraded", {
    environment: name,
    generation: z.int(),
    stage: name,
    digest,
    previous: name.nullable(),
  }),
  /** The bake is over and it serves. */
  event("service.published", { environment: name, generation: z.int(), stage: name, digest }),
  event("incident.detected", {
    environment: name,
    stage: name,
    digest,
    reason: z.string(),
    message: z.string(),
  }),
  /** Traffic returned. `environment` serves again (null: nothing does), `from` is what failed. */
  event("service.rolledback", {
    environment: name.nullable(),
    stage: name,
    digest: digest.nullable(),
    from: name,
    reason: z.string(),
  }),
  event("release.quarantined", { digest, stage: name, reason: z.string() }),
  event("release.cleared", { digest, stage: name, reason: z.string() }),
  event("environment.tombstoned", {
    environment: name,
    stage: name,
    reason: z.enum(tombstoneReasons),
    detail: z.string(),
  }),
  event("environment.deleted", { environment: name, stage: name }),
  event("approval.created", { stage: name, digest, comment: z.string().nullable() }),
  event("notice.sent", {
    stage: name,
    digest: digest.nullable(),
    event: z.string(),
    channel: z.string(),
    delivered: z.boolean(),
    detail: z.string().nullable(),
  }),
]);

export type LedgerEvent = z.infer<typeof ledgerEvent>;
export type LedgerEventType = LedgerEvent["type"];
export type EventOf<T extends LedgerEventType> = Extract<LedgerEvent, { type: T }>;

/** An event before the ledger gave it its place. */
export type NewEvent = LedgerEvent extends infer E
  ? E extends LedgerEvent
    ? Omit<E, "v" | "seq" | "at" | "by" | "run">
    : never
  : never;
