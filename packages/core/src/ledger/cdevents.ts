import type { LedgerEvent } from "./events.ts";
import type { LedgerState } from "./state.ts";

/** One event in the form of CDEvents 0.5.1 (https://cdevents.dev/docs/spec/). */
export interface CDEvent {
  readonly context: {
    readonly specversion: "0.5.1";
    readonly id: string;
    readonly source: string;
    readonly type: string;
    readonly timestamp: string;
  };
  readonly subject: {
    readonly id: string;
    readonly source: string;
    readonly content: Readonly<Record<string, unknown>>;
  };
  readonly customData: Readonly<Record<string, unknown>>;
}

export interface CDEventsContext {
  readonly app: string;
  /** Who emits them, a URI reference: `https://forge.example.com/acme/shop`, `/sluice/shop`. */
  readonly source: string;
  /** The state that the event was appended to: it knows the artifacts' repositories. */
  readonly before: LedgerState;
}

interface Draft {
  readonly type: string;
  readonly id: string;
  readonly content: Record<string, unknown>;
}

/** The version that all the types below have in CDEvents 0.5.1. */
const VERSION = "0.3.0";
const CUSTOM_VERSION = "0.1.0";

/**
 * What one event of the ledger is to the CDEvents world: one event, or two. Types that the vocabulary lacks take
 * the form that it reserves for tools (`dev.cdeventsx.sluice-…`, https://github.com/cdevents/spec/tree/main/custom).
 * What the vocabulary has no field for is in `customData`. Ids follow from the ledger, so that exporting twice
 * gives the same events.
 */
export function toCDEvents(event: LedgerEvent, context: CDEventsContext): CDEvent[] {
  const { app, source } = context;
  const { v: _v, seq, at, by, run, type: _type, ...fields } = event;
  return draft(event, fields, context).map(({ type, id, content }, index) => ({
    context: {
      specversion: "0.5.1",
      id: index === 0 ? `${app}-${seq}` : `${app}-${seq}-${index + 1}`,
      source,
      type,
      timestamp: at,
    },
    subject: { id: some(id), source, content },
    customData: type.startsWith("dev.cdeventsx.") ? { seq, by, run } : { seq, by, run, ...fields },
  }));
}

function draft(event: LedgerEvent, fields: Record<string, unknown>, context: CDEventsContext): Draft[] {
  const { app } = context;
  const of = (content: Record<string, unknown>, id = app): Draft[] => [
    { type: standard(event.type), id, content },
  ];
  const artifact = (digest: string) => purl(digest, context);
  switch (event.type) {
    case "artifact.packaged":
      return of({ change: { id: some(event.key) } }, purl(event.digest, context, event.repository));
    case "artifact.published":
      return of(event.by === "" ? {} : { user: event.by }, purl(event.digest, context, event.repository));
    case "testsuiterun.finished":
      return of(
        {
          // The vocabulary wants one: the stage stands for a suite that needs none.
          environment: { id: some(event.environment ?? event.stage) },
          testSuite: { id: some(event.suite), name: event.suite },
          outcome: event.outcome,
          ...(event.detail === null ? {} : { reason: event.detail }),
        },
        `${event.suite}-${event.seq}`,
      );
    case "environment.created":
    case "environment.modified":
      return of({ name: event.environment, ...uriOf(event.url) }, event.environment);
    case "service.deployed":
    case "service.upgraded":
      return of({ environment: { id: some(event.environment) }, artifactId: artifact(event.digest) });
    case "service.published":
      return of({ environment: { id: some(event.environment) } });
    case "service.rolledback":
      // Back to nothing: the vocabulary's rollback names what serves now.
      if (event.digest === null) return [removed(app, event.from)];
      return of({
        environment: { id: some(event.environment ?? event.stage) },
        artifactId: artifact(event.digest),
      });
    case "incident.detected":
      return of(
        {
          description: event.message,
          environment: { id: some(event.environment) },
          service: { id: some(app) },
          artifactId: artifact(event.digest),
        },
        `${app}-${event.seq}`,
      );
    case "environment.deleted":
      return [...of({ name: event.environment }, event.environment), removed(app, event.environment)];
    case "claim.queued":
      return [custom(event.type, event.stage, fields)];
    case "claim.renewed":
      return [custom(event.type, event.environment, fields)];
    case "claim.released":
      return [custom(event.type, event.environment ?? event.stage, fields)];
    case "release.verified":
    case "release.quarantined":
    case "release.cleared":
    case "approval.created":
      return [custom(event.type, artifact(event.digest), fields)];
    case "environment.tombstoned":
      return [custom(event.type, event.environment, fields)];
    case "notice.sent":
      return [custom(event.type, `${app}-${event.seq}`, fields)];
  }
}

function standard(type: string): string {
  return `dev.cdevents.${type}.${VERSION}`;
}

function custom(type: string, id: string, content: Record<string, unknown>): Draft {
  return { type: `dev.cdeventsx.sluice-${type}.${CUSTOM_VERSION}`, id, content };
}

function removed(app: string, environment: string): Draft {
  return { type: standard("service.removed"), id: app, content: { environment: { id: some(environment) } } };
}

/** Ids may not be empty. */
function some(id: string): string {
  return id === "" ? "-" : id;
}

/**
 * A package URL of type oci: the name is the repository's last part, in lower case, the version the digest
 * (https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md).
 */
function purl(digest: string, context: CDEventsContext, repository?: string): string {
  const releases = context.before.releases;
  const known = repository ?? (Object.hasOwn(releases, digest) ? releases[digest]?.repository : undefined);
  const name = known?.split("/").findLast((part) => part !== "") ?? context.app;
  const version = `pkg:oci/${encode(some(name).toLowerCase())}@${encode(digest)}`;
  return known === undefined ? version : `${version}?repository_url=${encode(known)}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** An address that a URI parser takes as it is; any other is in `customData` alone. */
function uriOf(url: string | null): { uri?: string } {
  return url !== null && PLAIN_URI.test(url) ? { uri: url } : {};
}

const PLAIN_URI =
  /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?$/i;
