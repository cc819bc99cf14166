import type { Change } from "../model/change.ts";
import type { Decision } from "./decide/decision.ts";
import type { LedgerEvent, NewEvent } from "./events.ts";
import { fold } from "./evolve.ts";
import {
  type EnvironmentState,
  emptyStage,
  emptyState,
  type LedgerState,
  type Milestone,
  type ReleaseState,
  type StageState,
} from "./state.ts";

/** The moment at which the tests' stories begin; milliseconds since the epoch. */
export const NOW = Date.parse("2026-03-01T12:00:00.000Z");
export const MINUTE = 60_000;

export function at(ms: number): string {
  return new Date(NOW + ms).toISOString();
}

export function sha(mark: string): string {
  return mark.padEnd(40, "0");
}

export function digestOf(mark: string): string {
  return `sha256:${mark.padEnd(64, "0")}`;
}

export function changeOf(number: number): Change {
  const mergedAt = at(0);
  return {
    number,
    title: `Change ${number}`,
    author: "dev",
    source: `f-${number}`,
    target: "PROD",
    url: null,
    mergedAt,
  };
}

/** An environment of PROD that runs; `name` says which, all else may be told. */
export function environmentOf(name: string, facts: Partial<EnvironmentState> = {}): EnvironmentState {
  return {
    name,
    stage: "PROD",
    commit: sha("c1"),
    change: null,
    digest: digestOf("d1"),
    url: null,
    generation: 1,
    purpose: "deploy",
    holder: null,
    phase: "published",
    by: "dev",
    createdAt: at(0),
    since: at(0),
    tombstone: null,
    ...facts,
  };
}

export function releaseOf(digest: string, facts: Partial<ReleaseState> = {}): ReleaseState {
  return {
    digest,
    key: `key-${digest.slice(7, 12)}`,
    kind: "archive",
    repository: "registry.test/shop",
    sources: [],
    tests: {},
    verified: {},
    quarantined: null,
    approvals: {},
    ...facts,
  };
}

export const quarantine = { reason: "it was slow", stage: "PROD", at: at(0), by: "ops" };

export function milestoneOf(environment: EnvironmentState): Milestone {
  const { name, digest, commit, change, url } = environment;
  return { environment: name, digest, commit, change, url, at: environment.since };
}

export function stageOf(facts: Partial<StageState> = {}): StageState {
  return { ...structuredClone(emptyStage), ...facts };
}

export function stateOf(parts: {
  readonly environments?: readonly EnvironmentState[];
  readonly releases?: readonly ReleaseState[];
  readonly stages?: Readonly<Record<string, StageState>>;
  readonly seq?: number;
}): LedgerState {
  const { environments = [], releases = [], stages = {}, seq = 100 } = parts;
  return {
    ...structuredClone(emptyState),
    seq,
    environments: Object.fromEntries(environments.map((one) => [one.name, structuredClone(one)])),
    releases: Object.fromEntries(releases.map((one) => [one.digest, structuredClone(one)])),
    stages: structuredClone(stages),
  };
}

/** The state after these events, stamped as `transact` does. */
export function after(
  state: LedgerState,
  events: readonly NewEvent[],
  who: { readonly run?: string | null; readonly by?: string; readonly now?: number } = {},
): LedgerState {
  const { run = "run-1", by = "dev", now = NOW } = who;
  const stamped = events.map(
    (event, index) =>
      ({
        v: 1,
        seq: state.seq + 1 + index,
        at: new Date(now).toISOString(),
        by,
        run,
        ...event,
      }) as LedgerEvent,
  );
  return fold(state, stamped);
}

/** The events of a decision that must not be a refusal. */
export function eventsOf(decision: Decision<unknown>): readonly NewEvent[] {
  if (!decision.ok) throw new Error(`refused: ${decision.reason}, ${decision.message}`);
  return decision.events;
}

/** Freezes a value and all that it holds, so that whoever writes to it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
