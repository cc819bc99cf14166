import {
  at,
  changeOf,
  digestOf,
  environmentOf,
  MINUTE,
  milestoneOf,
  releaseOf,
  sha,
  stageOf,
  stateOf,
} from "../state.fixture.ts";
import type { EnvironmentState, LedgerState } from "../state.ts";
import type { ClaimCommand } from "./claim.ts";

/** A run's claim on the environment `me` of PROD; all may be told otherwise. */
export function claimOf(facts: Partial<ClaimCommand> = {}): ClaimCommand {
  return {
    stage: "PROD",
    shared: true,
    environment: "me",
    commit: sha("c5"),
    change: changeOf(5),
    digest: digestOf("d5"),
    url: "https://example.com",
    purpose: "deploy",
    leaseMs: 15 * MINUTE,
    waitMs: 30 * MINUTE,
    relations: {},
    repair: false,
    run: "run-me",
    over: [],
    ...facts,
  };
}

export const alive = { run: "run-other", until: at(MINUTE) };
export const expired = { run: "run-other", until: at(0) };
export const mine = (facts: Partial<EnvironmentState> = {}) =>
  environmentOf("me", { commit: sha("c5"), digest: digestOf("d5"), generation: 7, ...facts });
export const other = (facts: Partial<EnvironmentState> = {}) =>
  environmentOf("other", { commit: sha("c4"), digest: digestOf("d4"), generation: 3, ...facts });
export const newer = { [sha("c4")]: "descendant" } as const;
export const older = { [sha("c4")]: "ancestor" } as const;

/** A stage whose head is `other`, serving. */
export function served(...environments: EnvironmentState[]): LedgerState {
  const head = milestoneOf(other());
  return stateOf({
    environments,
    releases: [releaseOf(digestOf("d4"))],
    stages: { PROD: stageOf({ serves: "other", head, published: [head] }) },
  });
}
