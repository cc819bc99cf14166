import { describe, expect, test } from "vitest";
import { emptyStage, emptyState, type LedgerState } from "../ledger/state.ts";
import type { Instance } from "../ports/target.ts";
import { findDrift } from "./drift.ts";
import { renderRouting } from "./routing.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const stages = [{ name: "PROD", sharedHost: "shop.example.com" }];
const instance: Instance = {
  environment: "shop-prod-pr1",
  stage: "PROD",
  generation: 3,
  digest: DIGEST,
  running: true,
  address: "http://127.0.0.1:20001",
  startedAt: "2026-07-01T12:00:00.000Z",
};

function serving(phase: LedgerState["environments"][string]["phase"] = "published"): LedgerState {
  const at = "2026-07-01T12:00:00.000Z";
  const environment = {
    name: "shop-prod-pr1",
    stage: "PROD",
    commit: "c".repeat(40),
    change: null,
    digest: DIGEST,
    url: "https://shop.example.com",
    generation: 3,
    purpose: "deploy" as const,
    holder: null,
    phase,
    by: "ada@example.com",
    createdAt: at,
    since: at,
    tombstone: null,
  };
  return {
    ...emptyState,
    seq: 9,
    environments: { "shop-prod-pr1": environment },
    stages: { PROD: { ...emptyStage, serves: "shop-prod-pr1" } },
  };
}

describe("findDrift", () => {
  const state = serving();
  const routing = renderRouting(state, stages, [instance]);

  test("what is as the ledger says is no drift", () => {
    expect(findDrift(state, { stages, instances: [instance], routing })).toEqual([]);
  });

  test("what could not be asked is not drift", () => {
    expect(findDrift(state, { stages, instances: null, routing: null })).toEqual([]);
  });

  test.each([
    ["is gone", [], ["the target does not have it"]],
    ["ended", [{ ...instance, running: false }], ["it ended"]],
    ["runs another digest", [{ ...instance, digest: "sha256:b" }], [`it runs sha256:b, not ${DIGEST}`]],
    [
      "has a stranger",
      [instance, { ...instance, environment: "x" }],
      ["the target has it, and the ledger does not"],
    ],
  ])("the target %s", (_, instances, messages) => {
    const drift = findDrift(state, { stages, instances, routing: renderRouting(state, stages, instances) });
    expect(drift.map(({ message }) => message)).toEqual(messages);
  });

  test.each(["claimed", "failed", "tombstoned"] as const)("what is %s need not be there", (phase) => {
    const coming = serving(phase);
    expect(findDrift(coming, { stages, instances: [], routing: { version: 9, routes: [] } })).toEqual([]);
  });

  test("the edge leads a hostname nowhere, elsewhere, or one too many", () => {
    const route = { host: "shop.example.com", environment: "shop-prod-pr1", address: instance.address! };
    const messagesOf = (routes: (typeof route)[] | null) =>
      findDrift(state, {
        stages,
        instances: [instance],
        routing: routes === null ? null : { version: 9, routes },
      }).map(({ about, message }) => `${about}: ${message}`);
    const nowhere = ["shop.example.com: the edge does not lead it to shop-prod-pr1"];
    expect(messagesOf(null)).toEqual(nowhere);
    expect(messagesOf([])).toEqual(nowhere);
    expect(messagesOf([{ ...route, environment: "old" }])).toEqual([
      "shop.example.com: the edge leads it to old, not shop-prod-pr1",
    ]);
    expect(messagesOf([{ ...route, address: "http://127.0.0.1:1" }])).toEqual([
      "shop.example.com: the edge leads it to http://127.0.0.1:1, and shop-prod-pr1 is at http://127.0.0.1:20001",
    ]);
    expect(messagesOf([route, { ...route, host: "other.example.com" }])).toEqual([
      "other.example.com: the edge leads it to shop-prod-pr1, and the ledger leads it nowhere",
    ]);
  });
});
