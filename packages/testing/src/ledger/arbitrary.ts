import { type LedgerEvent, tombstoneReasons } from "@sluice/core/ledger/events";
import fc from "fast-check";

/** Text as outsiders write it: any Unicode, control characters, what a shell would expand, what is far too long. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  fc.constantFrom(
    "$(touch x)",
    "`touch x`; rm -rf .",
    "first\nsecond\r\nthird\n",
    '"}\n{"prev":"',
    "data 3\ndone\n",
    "__proto__",
    "\u2028\u2029\u0000\ud800",
    "é".repeat(4000),
    "",
  ),
);

const hexadecimal = (digits: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: digits, maxLength: digits });
const digest = hexadecimal(64).map((hex) => `sha256:${hex}`);
const commit = fc.oneof(hexadecimal(40), hexadecimal(64));
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const at = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
/** The ledger takes no names that every object has. */
const name = oddText.filter((text) => !(text in Object.prototype));
const stage = fc.oneof(fc.constantFrom("STAGING", "QA", "PROD"), name);
const environment = fc.oneof(fc.constantFrom("shop-staging-pr1", "shop-qa-pr2", "shop-prod-pr2"), name);
const number = fc.integer();
const generation = fc.integer();
const kind = fc.constantFrom("image" as const, "archive" as const);
const repository = fc.oneof(
  fc.constantFrom("registry.example.com/acme/shop", "registry.example.com:5000/Shop", "layout:/srv/archive"),
  oddText,
);

const change = fc.record({
  number,
  title: oddText,
  author: oddText,
  source: nullable(oddText),
  target: oddText,
  url: nullable(fc.oneof(fc.webUrl(), oddText)),
  mergedAt: nullable(at),
});

const envelope = {
  v: fc.constant(1 as const),
  seq: fc.integer({ min: 1 }),
  at,
  by: oddText,
  run: nullable(oddText),
};

const claim = {
  environment,
  stage,
  commit,
  change: nullable(change),
  digest,
  url: nullable(fc.oneof(fc.webUrl(), oddText)),
  purpose: fc.constantFrom("deploy" as const, "rollback" as const),
  until: at,
};

type Shapes = {
  [T in LedgerEvent["type"]]: {
    [K in Exclude<
      keyof Extract<LedgerEvent, { type: T }>,
      "v" | "seq" | "at" | "by" | "run" | "type"
    >]-?: fc.Arbitrary<Extract<LedgerEvent, { type: T }>[K]>;
  };
};

/** One shape a type; a type that the ledger gains and this lacks does not compile. */
const shapes: Shapes = {
  "artifact.packaged": { digest, key: name, kind, repository },
  "artifact.published": {
    digest,
    key: name,
    kind,
    repository,
    stage,
    commit,
    change: nullable(change),
  },
  "testsuiterun.finished": {
    digest,
    suite: name,
    outcome: fc.constantFrom("success" as const, "failure" as const, "error" as const),
    stage,
    environment: nullable(environment),
    ms: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
    detail: nullable(oddText),
  },
  "environment.created": claim,
  "environment.modified": claim,
  "claim.queued": { stage, commit, number: nullable(number), until: at },
  "claim.renewed": { environment, until: at },
  "claim.released": { stage, environment: nullable(environment) },
  "service.deployed": { environment, generation, digest },
  "release.verified": { environment, generation, stage, digest },
  "service.upgraded": { environment, generation, stage, digest, previous: nullable(environment) },
  "service.published": { environment, generation, stage, digest },
  "incident.detected": { environment, stage, digest, reason: oddText, message: oddText },
  "service.rolledback": {
    environment: nullable(environment),
    stage,
    digest: nullable(digest),
    from: environment,
    reason: oddText,
  },
  "release.quarantined": { digest, stage, reason: oddText },
  "release.cleared": { digest, stage, reason: oddText },
  "environment.tombstoned": {
    environment,
    stage,
    reason: fc.constantFrom(...tombstoneReasons),
    detail: oddText,
  },
  "environment.deleted": { environment, stage },
  "approval.created": { stage, digest, comment: nullable(oddText) },
  "notice.sent": {
    stage,
    digest: nullable(digest),
    event: oddText,
    channel: oddText,
    delivered: fc.boolean(),
    detail: nullable(oddText),
  },
};

/** Any event that the ledger takes, of any type, whatever its place. */
export const arbitraryEvent: fc.Arbitrary<LedgerEvent> = fc.oneof(...Object.entries(shapes).map(eventOf));

function eventOf([type, shape]: [string, object]): fc.Arbitrary<LedgerEvent> {
  const fields = { ...envelope, type: fc.constant(type), ...shape } as Record<string, fc.Arbitrary<unknown>>;
  return fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<unknown> as fc.Arbitrary<LedgerEvent>;
}

/** Events that follow each other from `seq` 1. */
export function arbitraryEvents(options: {
  readonly minLength?: number;
  readonly maxLength: number;
}): fc.Arbitrary<LedgerEvent[]> {
  return fc.array(arbitraryEvent, options).map((events) => numbered(events, 0));
}

/** The same events as those that come after event `seq`. */
export function numbered(events: readonly LedgerEvent[], seq: number): LedgerEvent[] {
  return events.map((event, index) => ({ ...event, seq: seq + 1 + index }));
}
