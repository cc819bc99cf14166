import { isLive } from "../ledger/decide/decision.ts";
import type { EnvironmentState, LedgerState, Milestone } from "../ledger/state.ts";
import type { Change } from "../model/change.ts";
import type { Routing } from "../ports/edge.ts";
import type { Instance } from "../ports/target.ts";
import { type Drift, findDrift } from "./drift.ts";
import type { RoutingRules } from "./routing.ts";
import type { Stale } from "./stale.ts";

/** What was seen of the world just now. */
export interface OverviewFacts {
  /** In the order of the train. */
  readonly stages: readonly RoutingRules[];
  /** What the target has; null where it could not be asked. */
  readonly instances: readonly Instance[] | null;
  /** What the edge leads where; null where none runs or it could not be asked. */
  readonly routing: Routing | null;
  /** By environment: what is wrong with it right now; null: it is healthy. Absent: it was not asked. */
  readonly wrong: Readonly<Record<string, string | null>>;
  readonly stale: readonly Stale[];
  /** Only this stage is wanted; null: all. */
  readonly only: string | null;
}

export interface Overview {
  readonly v: 1;
  /** Of the ledger's last event. */
  readonly seq: number;
  readonly stages: readonly StageRow[];
  readonly environments: readonly EnvironmentRow[];
  readonly quarantined: readonly QuarantineRow[];
  readonly drift: readonly Drift[];
}

export interface StageRow {
  readonly name: string;
  readonly serves: string | null;
  readonly previous: string | null;
  /** Newest first. */
  readonly published: readonly Milestone[];
  readonly waiting: readonly { readonly run: string; readonly commit: string; readonly until: string }[];
}

export interface EnvironmentRow {
  readonly stage: string;
  readonly environment: string;
  readonly change: Pick<Change, "number" | "title" | "author"> | null;
  readonly commit: string;
  readonly digest: string;
  readonly generation: number;
  readonly phase: EnvironmentState["phase"];
  /** It is what its stage runs. */
  readonly serves: boolean;
  readonly since: string;
  readonly by: string;
  readonly run: string | null;
  readonly url: string | null;
  /** Null where the target could not be asked. */
  readonly running: boolean | null;
  /** What is wrong with it right now; null: healthy, or not asked. */
  readonly wrong: string | null;
  /** Hostnames that the edge leads to it. */
  readonly hosts: readonly string[];
  readonly stale: { readonly reason: string; readonly detail: string } | null;
}

export interface QuarantineRow {
  readonly digest: string;
  readonly stage: string;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
  /** The changes that brought it. */
  readonly changes: readonly number[];
}

/** What runs where, by the ledger's word and as it is. */
export function overviewOf(state: LedgerState, facts: OverviewFacts): Overview {
  const stages = facts.stages.filter(({ name }) => facts.only === null || name === facts.only);
  const environments = Object.values(state.environments);
  const elsewhere = environments
    .filter((e) => !stages.some(({ name }) => name === e.stage))
    .map((e) => e.name);
  return {
    v: 1,
    seq: state.seq,
    stages: stages.map(({ name }) => stageRow(state, name)),
    environments: stages.flatMap(({ name }) =>
      environments
        .filter((environment) => environment.stage === name && environment.phase !== "deleted")
        .sort((a, b) => b.generation - a.generation)
        .map((environment) => environmentRow(state, environment, facts)),
    ),
    quarantined: quarantineRows(state),
    drift: findDrift(state, facts).filter(({ environment }) => !elsewhere.includes(environment)),
  };
}

function stageRow(state: LedgerState, name: string): StageRow {
  const stage = state.stages[name];
  return {
    name,
    serves: stage?.serves ?? null,
    previous: stage?.previous ?? null,
    published: stage?.published ?? [],
    waiting: (stage?.waiting ?? []).map(({ run, commit, until }) => ({ run, commit, until })),
  };
}

function environmentRow(
  state: LedgerState,
  environment: EnvironmentState,
  facts: OverviewFacts,
): EnvironmentRow {
  const { name, stage, change, commit, digest, generation, phase, since, by, holder, url } = environment;
  const instance = facts.instances?.find((one) => one.environment === name);
  const stale = facts.stale.find((one) => one.environment === name);
  const person = change && { number: change.number, title: change.title, author: change.author };
  return {
    stage,
    environment: name,
    change: person,
    commit,
    digest,
    generation,
    phase,
    serves: isLive(environment) && state.stages[stage]?.serves === name,
    since,
    by,
    run: holder?.run ?? null,
    url,
    running: facts.instances === null ? null : (instance?.running ?? false),
    wrong: facts.wrong[name] ?? null,
    hosts: (facts.routing?.routes ?? [])
      .filter((route) => route.environment === name)
      .map((route) => route.host),
    stale: stale === undefined ? null : { reason: stale.reason, detail: stale.detail },
  };
}

function quarantineRows(state: LedgerState): readonly QuarantineRow[] {
  return Object.values(state.releases).flatMap(({ digest, quarantined, sources }) => {
    if (quarantined === null) return [];
    const { stage, reason, at, by } = quarantined;
    const numbers = sources.flatMap((source) => (source.change === null ? [] : [source.change.number]));
    return [{ digest, stage, reason, at, by, changes: [...new Set(numbers)] }];
  });
}
