import { describe, expect, it } from "vitest";
import { after, at, digestOf, eventsOf, releaseOf, sha, stateOf } from "../state.fixture.ts";
import { emptyState, type LedgerState } from "../state.ts";
import { decideApproval, decideArtifact, decideNotice, decideTest } from "./record.ts";

const artifact = { kind: "archive", repository: "registry.test/shop", digest: digestOf("d1") } as const;
const command = { artifact, key: "k1", built: true, stage: "QA", commit: sha("b1"), change: null };
const known = stateOf({ releases: [releaseOf(digestOf("d1"))] });

function typesOf(state: LedgerState, facts: Partial<typeof command> = {}): string[] {
  return eventsOf(decideArtifact(state, { ...command, ...facts })).map(({ type }) => type);
}

describe("an artifact", () => {
  const recorded = after(emptyState, eventsOf(decideArtifact(emptyState, command)));

  it.each<[string, LedgerState, Partial<typeof command>, string[]]>([
    ["built for the first time", emptyState, {}, ["artifact.packaged", "artifact.published"]],
    ["found without being built here", emptyState, { built: false }, ["artifact.published"]],
    ["recorded already", recorded, {}, []],
    ["of another commit", recorded, { commit: sha("b2") }, ["artifact.published"]],
    ["of another stage", recorded, { stage: "PROD" }, ["artifact.published"]],
    ["of another content", recorded, { key: "k2" }, ["artifact.published"]],
  ])("%s", (_, state, facts, types) => {
    expect(typesOf(state, facts)).toEqual(types);
    const next = after(state, eventsOf(decideArtifact(state, { ...command, ...facts })));
    expect(typesOf(next, facts)).toEqual([]);
    expect(next.keys[facts.key ?? "k1"]).toBe(digestOf("d1"));
  });
});

const result = {
  ...{ digest: digestOf("d1"), suite: "unit", outcome: "success" as const, stage: "QA" },
  ...{ environment: null, ms: 5, detail: null },
};

it("a suite's result counts for an artifact that is known alone", () => {
  expect(eventsOf(decideTest(known, result))).toMatchObject([{ type: "testsuiterun.finished" }]);
  expect(decideTest(emptyState, result)).toMatchObject({ ok: false, reason: "artifact_missing" });
});

it("an approval counts once for a person, a stage and a release that is known", () => {
  const approval = { stage: "PROD", digest: digestOf("d1"), by: "ann", comment: null };
  const events = eventsOf(decideApproval(known, approval));
  expect(events).toMatchObject([{ type: "approval.created", stage: "PROD" }]);
  const approved = after(known, events, { by: "ann" });
  expect(eventsOf(decideApproval(approved, approval))).toEqual([]);
  expect(eventsOf(decideApproval(approved, { ...approval, by: "ben" }))).toHaveLength(1);
  expect(eventsOf(decideApproval(approved, { ...approval, stage: "QA" }))).toHaveLength(1);
  expect(decideApproval(emptyState, approval)).toMatchObject({ ok: false, reason: "artifact_missing" });
});

it("a notice that was delivered is not recorded twice, one that was not is tried again", () => {
  const notice = {
    stage: "QA",
    digest: null,
    event: "failed",
    channel: "log",
    delivered: true,
    detail: null,
  };
  const lost = after(emptyState, eventsOf(decideNotice(emptyState, { ...notice, delivered: false })), {
    now: Date.parse(at(0)),
  });
  expect(eventsOf(decideNotice(lost, notice))).toHaveLength(1);
  const sent = after(lost, eventsOf(decideNotice(lost, notice)));
  expect(eventsOf(decideNotice(sent, notice))).toEqual([]);
  expect(eventsOf(decideNotice(sent, { ...notice, channel: "webhook#1" }))).toHaveLength(1);
});
