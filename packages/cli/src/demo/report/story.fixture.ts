import type { LedgerEvent, NewEvent } from "@sluice/core";
import type { Story } from "../story.ts";

export const BEGAN = Date.UTC(2026, 0, 5, 9);
export const GOOD = `sha256:${"a".repeat(64)}`;
export const BAD = `sha256:${"b".repeat(64)}`;
const COMMIT = "c".repeat(40);

/** Events of a ledger, a second apart. */
export function eventsOf(...events: readonly NewEvent[]): readonly LedgerEvent[] {
  return events.map(
    (event, n) =>
      ({
        v: 1,
        seq: n + 1,
        at: new Date(BEGAN + (n + 1) * 1000).toISOString(),
        by: "ada@example.com",
        run: "run-1",
        ...event,
      }) as LedgerEvent,
  );
}

export function created(environment: string, stage: string, digest: string, title = "A change"): NewEvent {
  return {
    type: "environment.created",
    environment,
    stage,
    commit: COMMIT,
    change: {
      number: 7,
      title,
      author: "ada@example.com",
      source: "feature",
      target: stage,
      url: null,
      mergedAt: null,
    },
    digest,
    url: `http://${environment}.localhost`,
    purpose: "deploy",
    until: new Date(BEGAN + 900_000).toISOString(),
  };
}

/** A release that serves PROD, and a bad one that was taken back. */
export const EVENTS = eventsOf(
  { type: "artifact.packaged", digest: GOOD, key: "key-1", kind: "archive", repository: "layout:/r" },
  created("shop-qa-pr6", "QA", GOOD),
  {
    type: "service.upgraded",
    environment: "shop-qa-pr6",
    generation: 2,
    stage: "QA",
    digest: GOOD,
    previous: "shop-qa-pr5",
  },
  { type: "service.published", environment: "shop-qa-pr6", generation: 2, stage: "QA", digest: GOOD },
  created("shop-prod-pr7", "PROD", GOOD),
  {
    type: "service.upgraded",
    environment: "shop-prod-pr7",
    generation: 5,
    stage: "PROD",
    digest: GOOD,
    previous: null,
  },
  { type: "service.published", environment: "shop-prod-pr7", generation: 5, stage: "PROD", digest: GOOD },
  {
    type: "environment.tombstoned",
    environment: "shop-qa-pr6",
    stage: "QA",
    reason: "promoted",
    detail: "PROD runs it",
  },
  { type: "environment.deleted", environment: "shop-qa-pr6", stage: "QA" },
  created("shop-prod-pr9", "PROD", BAD),
  {
    type: "service.upgraded",
    environment: "shop-prod-pr9",
    generation: 10,
    stage: "PROD",
    digest: BAD,
    previous: "shop-prod-pr7",
  },
  {
    type: "service.rolledback",
    environment: "shop-prod-pr7",
    stage: "PROD",
    digest: GOOD,
    from: "shop-prod-pr9",
    reason: "unhealthy_after_switch",
  },
  { type: "release.quarantined", digest: BAD, stage: "PROD", reason: "/healthz answered 503" },
  {
    type: "environment.tombstoned",
    environment: "shop-prod-pr9",
    stage: "PROD",
    reason: "rolled_back",
    detail: "/healthz answered 503",
  },
  { type: "environment.deleted", environment: "shop-prod-pr9", stage: "PROD" },
);

export function storyOf(differing: Partial<Story> = {}): Story {
  return {
    app: "shop",
    began: BEGAN,
    ended: BEGAN + 20_000,
    stages: [
      { name: "QA", url: "http://pr-{number}.qa.localhost", shared: false },
      { name: "PROD", url: "http://shop.localhost", shared: true },
    ],
    merges: [{ number: 6, title: "Promote 1.0.0", source: "STAGING", target: "QA", at: BEGAN + 500 }],
    scenes: [
      {
        title: "A scene",
        headline: "What it shows.",
        began: BEGAN,
        ended: BEGAN + 9000,
        steps: [{ command: "sluice run QA", outcome: "deployed", message: "it runs", ms: 1234 }],
        seen: [{ text: "the digest is the same", holds: true }],
      },
    ],
    events: EVENTS,
    releases: { [GOOD]: "1.0.0", [BAD]: "1.1.0" },
    traffic: {
      host: "shop.localhost",
      from: BEGAN + 7000,
      to: BEGAN + 7400,
      requests: 100,
      failed: 0,
      fresh: 10,
      failures: [],
      latency: { p50: 1.25, p99: 12.4, max: 30 },
      slots: [
        { at: BEGAN + 7000, requests: 50, failed: 0, by: { "1.0.0": 50 } },
        { at: BEGAN + 7250, requests: 50, failed: 0, by: { "1.0.0": 40, "1.1.0": 10 } },
      ],
    },
    running: [
      {
        stage: "PROD",
        environment: "shop-prod-pr7",
        digest: GOOD,
        change: 7,
        since: BEGAN + 7000,
        serves: true,
        url: "http://shop.localhost",
      },
    ],
    told: [
      {
        at: BEGAN + 15_000,
        event: "rolled-back",
        stage: "PROD",
        headline: "shop PR 9 was taken back",
        administrators: ["ada@example.com"],
        signed: true,
      },
    ],
    ...differing,
  };
}
