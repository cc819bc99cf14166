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
  environment: z.string(),
  stage: z.string(),
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
    key: z.string(),
    kind: z.enum(["image", "archive"]),
    repository: z.string(),
  }),
  /** The artifact is what this commit of this stage's branch holds, built or found. */
  event("artifact.published", {
    digest,
    key: z.string(),
    kind: z.enum(["image", "archive"]),
    repository: z.string(),
    stage: z.string(),
    commit,
    change: change.nullable(),
  }),
  event("testsuiterun.finished", {
    digest,
    suite: z.string(),
    outcome: z.enum(["success", "failure", "error"]),
    stage: z.string(),
    /** Where it ran; null for a suite that needs no environment. */
    environment: z.string().nullable(),
    ms: z.number(),
    detail: z.string().nullable(),
  }),
  /** Claimed, for the first time or after its deletion. */
  event("environment.created", claim),
  /** Claimed again: a retry, or the take-over of a killed run's claim. */
  event("environment.modified", claim),
  /** Waits for the stage. */
  event("claim.queued", { stage: z.string(), commit, number: z.int().nullable(), until: z.string() }),
  event("claim.renewed", { environment: z.string(), until: z.string() }),
  /** The run is through with this environment, or gave up waiting (environment null). */
  event("claim.released", { stage: z.string(), environment: z.string().nullable() }),
  /** Healthy, and the target runs this very digest. */
  event("service.deployed", { environment: z.string(), generation: z.int(), digest }),
  /** All that the stage requires is known to be good of this environment's artifact. */
  event("release.verified", { environment: z.string(), generation: z.int(), stage: z.string(), digest }),
  /** Takes the traffic; the bake begins. `previous` is what the traffic returns to. */
  event("service.upgraded", {
    environment: z.string(),
    generation: z.int(),
    stage: z.string(),
    digest,
    previous: z.string().nullable(),
  }),
  /** The bake is over and it serves. */
  event("service.published", { environment: z.string(), generation: z.int(), stage: z.string(), digest }),
  event("incident.detected", {
    environment: z.string(),
    stage: z.string(),
    digest,
    reason: z.string(),
    message: z.string(),
  }),
  /** Traffic returned. `environment` serves again (null: nothing does), `from` is what failed. */
  event("service.rolledback", {
    environment: z.string().nullable(),
    stage: z.string(),
    digest: digest.nullable(),
    from: z.string(),
    reason: z.string(),
  }),
  event("release.quarantined", { digest, stage: z.string(), reason: z.string() }),
  event("release.cleared", { digest, stage: z.string(), reason: z.string() }),
  event("environment.tombstoned", {
    environment: z.string(),
    stage: z.string(),
    reason: z.enum(tombstoneReasons),
    detail: z.string(),
  }),
  event("environment.deleted", { environment: z.string(), stage: z.string() }),
  event("approval.created", { stage: z.string(), digest, comment: z.string().nullable() }),
  event("notice.sent", {
    stage: z.string(),
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
