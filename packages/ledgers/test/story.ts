import type { LedgerEvent, NewEvent } from "@sluice/core/ledger/events";

/** A plausible year of a train: each change is built, deployed, tested, published, and gives way to the next. */
export function* story(count: number): Generator<LedgerEvent> {
  const start = Date.UTC(2026, 0, 1);
  let seq = 0;
  for (let number = 1; seq < count; number++) {
    for (const event of changeOf(number, seq)) {
      if (seq === count) return;
      seq += 1;
      const at = new Date(start + seq * 60_000).toISOString();
      yield { v: 1, seq, at, by: "ann", run: `github:${number}:1`, ...event } as LedgerEvent;
    }
  }
}

function changeOf(number: number, seq: number): NewEvent[] {
  const hex = number.toString(16).padStart(8, "0");
  const digest = `sha256:${hex.repeat(8)}`;
  const commit = hex.repeat(5);
  const environment = `shop-staging-pr${number}`;
  const before = `shop-staging-pr${number - 1}`;
  const change = {
    number,
    title: `Let customers choose a delivery day (${number})`,
    author: "ann",
    source: `feature/${number}`,
    target: "STAGING",
    url: `https://forge.example.com/acme/shop/pull/${number}`,
    mergedAt: "2026-01-01T00:00:00.000Z",
  };
  const built = { digest, key: hex, kind: "image", repository: "registry.example.com/acme/shop" } as const;
  const place = { environment, stage: "STAGING", digest, generation: seq + 3 };
  const url = `https://pr-${number}.staging.example.com`;
  const until = "2027-01-01T00:00:00.000Z";
  const test = { outcome: "success", stage: "STAGING", environment: null, ms: 1200, detail: null } as const;
  const events: NewEvent[] = [
    { type: "artifact.packaged", ...built },
    { type: "artifact.published", ...built, stage: "STAGING", commit, change },
    {
      type: "environment.created",
      ...{ environment, stage: "STAGING", commit, change, digest, url, purpose: "deploy", until },
    },
    { type: "service.deployed", environment, generation: seq + 3, digest },
    { type: "testsuiterun.finished", digest, suite: "unit", ...test },
    { type: "testsuiterun.finished", digest, suite: "e2e", ...test, environment },
    { type: "release.verified", ...place },
    { type: "service.upgraded", ...place, previous: null },
    { type: "service.published", ...place },
    {
      type: "notice.sent",
      ...{ stage: "STAGING", digest, event: "deployed", channel: "webhook#1", delivered: true, detail: null },
    },
  ];
  if (number === 1) return events;
  return [
    ...events,
    {
      type: "environment.tombstoned",
      ...{ environment: before, stage: "STAGING", reason: "superseded", detail: `by ${environment}` },
    },
    { type: "environment.deleted", environment: before, stage: "STAGING" },
  ];
}
