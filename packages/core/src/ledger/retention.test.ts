import { describe, expect, it } from "vitest";
import type { NewEvent } from "./events.ts";
import { FORGET_EVERY, REMEMBERED } from "./retention.ts";
import { after, at, digestOf, MINUTE, sha } from "./state.fixture.ts";
import { emptyState, type LedgerState } from "./state.ts";

const hex = (n: number) => n.toString(16).padStart(8, "0");

function packaged(n: number, key = `key-${n}`): NewEvent {
  const [kind, repository] = ["archive", "registry.test/shop"] as const;
  return { type: "artifact.packaged", digest: digestOf(hex(n)), key, kind, repository };
}

function published(n: number, key = `key-${n}`): NewEvent {
  const [kind, repository, stage] = ["archive", "registry.test/shop", "QA"] as const;
  const [digest, commit] = [digestOf(hex(n)), sha(hex(n))];
  return { type: "artifact.published", digest, key, kind, repository, stage, commit, change: null };
}

function claimed(environment: string, n: number): NewEvent {
  const [stage, purpose, until] = ["QA", "deploy", at(MINUTE)] as const;
  const [digest, commit] = [digestOf(hex(n)), sha(hex(n))];
  return {
    type: "environment.created",
    ...{ environment, stage, commit, change: null, digest, url: null, purpose, until },
  };
}

function gone(environment: string): NewEvent[] {
  const facts = { environment, stage: "QA" };
  return [
    { type: "environment.tombstoned", ...facts, reason: "superseded", detail: "newer" },
    { type: "environment.deleted", ...facts },
  ];
}

/** The same with as many events that say nothing as it takes to come to one at which old things are forgotten. */
function swept(events: readonly NewEvent[]): NewEvent[] {
  const missing = (FORGET_EVERY - (events.length % FORGET_EVERY)) % FORGET_EVERY;
  const nothing: NewEvent = { type: "release.cleared", digest: digestOf("0"), stage: "QA", reason: "" };
  return [...events, ...Array.from({ length: missing }, () => nothing)];
}

describe("what is remembered", () => {
  it("is bounded, however long the ledger is", () => {
    const events: NewEvent[] = [];
    for (let n = 0; events.length < 20_000; n++) {
      const [digest, detail] = [digestOf(hex(n)), null];
      events.push(published(n), claimed(`e${n}`, n), ...gone(`e${n}`));
      events.push({
        type: "notice.sent",
        ...{ stage: "QA", digest, event: "failed", channel: "log", delivered: true, detail },
      });
    }
    const state = after(emptyState, events);
    expect(Object.keys(state.environments).length).toBeLessThan(
      REMEMBERED.deletedEnvironments + FORGET_EVERY,
    );
    expect(Object.keys(state.releases).length).toBeLessThan(REMEMBERED.releases + FORGET_EVERY);
    expect(state.notices.length).toBeLessThan(REMEMBERED.notices + FORGET_EVERY);
    expect(Object.keys(state.keys).length).toBeLessThan(REMEMBERED.keys + FORGET_EVERY);
    expect(JSON.stringify(state).length).toBeLessThan(1_000_000);
  });

  it("is what came last", () => {
    const notice = (n: number): NewEvent => ({
      type: "notice.sent",
      ...{ stage: "QA", digest: null, event: `e${n}`, channel: "log", delivered: true, detail: null },
    });
    const ends: [number, (n: number) => NewEvent[], (state: LedgerState) => string[]][] = [
      [REMEMBERED.releases, (n) => [packaged(n)], (state) => Object.values(state.releases).map((r) => r.key)],
      [REMEMBERED.notices, (n) => [notice(n)], (state) => state.notices.map((key) => key.split("|")[2]!)],
      [
        REMEMBERED.deletedEnvironments,
        (n) => [claimed(`e${n}`, n), ...gone(`e${n}`)],
        (state) => Object.keys(state.environments),
      ],
    ];
    for (const [bound, make, read] of ends) {
      const state = after(emptyState, swept(Array.from({ length: bound + 3 }, (_, n) => make(n)).flat()));
      const kept = read(state);
      expect(kept).toHaveLength(bound);
      expect(kept[0]).toMatch(/3$/);
      expect(kept.at(-1)).toMatch(new RegExp(`${bound + 2}$`));
    }
  });

  it("has the keys of one artifact that is found again and again bounded, the last of them in it", () => {
    const events = Array.from({ length: 3_000 }, (_, n) => packaged(1, `key-${n}`));
    const state = after(emptyState, swept(events));
    expect(Object.keys(state.keys)).toHaveLength(REMEMBERED.keys);
    expect(state.keys["key-2999"]).toBe(digestOf(hex(1)));
  });
});

describe("never forgotten", () => {
  const flood = Array.from({ length: REMEMBERED.releases + 50 }, (_, n) => packaged(1_000 + n));
  const [stage, digest] = ["QA", digestOf(hex(1))];

  it.each<[string, NewEvent[]]>([
    ["what runs", [claimed("e1", 1)]],
    ["what is quarantined", [{ type: "release.quarantined", digest, stage, reason: "slow" }]],
    [
      "what a rollback may choose",
      [
        claimed("e1", 1),
        { type: "service.upgraded", environment: "e1", generation: 2, stage, digest, previous: null },
        { type: "service.published", environment: "e1", generation: 2, stage, digest },
        ...gone("e1"),
      ],
    ],
  ])("the release of %s", (_, events) => {
    const state = after(emptyState, swept([published(1), ...events, ...flood]));
    expect(state.releases[digest]).toBeDefined();
    expect(state.keys["key-1"]).toBe(digest);
    expect(Object.keys(state.releases)).toHaveLength(REMEMBERED.releases);
  });

  it("the release that was recorded just now, even where all older ones are needed", () => {
    const reason = "slow";
    const bad = Array.from({ length: REMEMBERED.releases }, (_, n): NewEvent[] => [
      packaged(n),
      { type: "release.quarantined", digest: digestOf(hex(n)), stage, reason },
    ]).flat();
    const state = after(emptyState, [...bad, published(9_999)]);
    expect(state.releases[digestOf(hex(9_999))]).toBeDefined();
  });

  it("environments that are to exist, however many are gone", () => {
    const events = Array.from({ length: 500 }, (_, n) => [claimed(`e${n}`, n), ...gone(`e${n}`)]).flat();
    const state = after(emptyState, swept([claimed("kept", 9_999), ...events]));
    expect(state.environments.kept?.phase).toBe("claimed");
    expect(Object.keys(state.environments)).toHaveLength(REMEMBERED.deletedEnvironments + 1);
  });
});
