import { type Acting, heldByOther, isAlive, isLive } from "../ledger/decide/decision.ts";
import type { TombstoneReason } from "../ledger/events.ts";
import type { EnvironmentState, LedgerState } from "../ledger/state.ts";
import type { Relation } from "../model/change.ts";
import type { Instance } from "../ports/target.ts";

export interface StaleRules {
  readonly name: string;
  /** Its environments take turns behind one public hostname. */
  readonly shared: boolean;
  /** The stage that its releases go to next; null for the last. */
  readonly next: string | null;
  readonly keep: { readonly newest: number; readonly forMs: number | null };
}

export interface StaleFacts {
  /** In the order of the train. */
  readonly stages: readonly StaleRules[];
  /** What the target really has. */
  readonly instances: readonly Instance[];
  /** Environments that a public hostname of a shared stage reaches, as the edge says. */
  readonly routed: readonly string[];
  /** Environments whose change carries `sluice:keep`. */
  readonly pinned: readonly string[];
  /** Environments whose change was closed or whose branch is gone. */
  readonly abandoned: readonly string[];
  /** How commit `a` stands to commit `b`; asked only for pairs of `pairsToCompare`. */
  readonly relation: (a: string, b: string) => Relation;
  readonly acting: Acting;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Stale {
  readonly environment: string;
  readonly stage: string;
  /** Its generation in the ledger; of what the ledger does not know, the target's. */
  readonly generation: number;
  /** Whether the ledger has it; what only the target has is removed without a tombstone. */
  readonly recorded: boolean;
  readonly reason: TombstoneReason;
  /** One line for a person. */
  readonly detail: string;
}

/** What is stale, and why: DESIGN section 7. The cautious answer is to keep. */
export function findStale(state: LedgerState, facts: StaleFacts): readonly Stale[] {
  const stale: Stale[] = [];
  for (const environment of Object.values(state.environments)) {
    const rules = facts.stages.find((stage) => stage.name === environment.stage);
    if (!rules || environment.phase === "deleted") continue;
    const verdict = judge(state, environment, rules, facts);
    if (verdict) {
      const { name, stage, generation } = environment;
      stale.push({ environment: name, stage, generation, recorded: true, ...verdict });
    }
  }
  return [...stale, ...orphans(state, facts)];
}

/** The pairs of commits, the newer first, whose relation `findStale` asks for. */
export function pairsToCompare(
  state: LedgerState,
  stages: readonly StaleRules[],
): readonly (readonly [string, string])[] {
  const pairs: [string, string][] = [];
  for (const environment of Object.values(state.environments).filter(isLive)) {
    const rules = stages.find((stage) => stage.name === environment.stage);
    if (!rules) continue;
    for (const commit of commitsThatMayContain(state, environment, rules))
      pairs.push([commit, environment.commit]);
  }
  return pairs;
}

type Verdict = { readonly reason: TombstoneReason; readonly detail: string } | null;

function judge(
  state: LedgerState,
  environment: EnvironmentState,
  rules: StaleRules,
  facts: StaleFacts,
): Verdict {
  const { name, phase, tombstone } = environment;
  if (phase === "tombstoned" && tombstone) return { reason: tombstone.reason, detail: tombstone.detail };
  const stage = state.stages[rules.name];
  if (stage?.previous === name) return null;
  if (rules.shared && (stage?.serves === name || facts.routed.includes(name))) return null;
  if (facts.pinned.includes(name)) return null;
  const overtaken =
    promoted(state, environment, rules, facts) ?? superseded(state, environment, rules, facts);
  if (overtaken && !returning(environment, facts)) return overtaken;
  if (heldByOther(environment, facts.acting, facts.now)) return null;
  if (facts.abandoned.includes(name)) return { reason: "abandoned", detail: "its change was closed" };
  if (phase === "failed") return failed(state, environment);
  const unfinished =
    ["claimed", "deployed", "verified"].includes(phase) || (phase === "baking" && stage?.serves !== name);
  if (unfinished && environment.holder?.run !== facts.acting.run) {
    return { reason: "failed", detail: "its run ended without finishing it" };
  }
  if (!facts.instances.some((instance) => instance.environment === name) && environment.holder === null) {
    return { reason: "orphaned", detail: "the target does not have it any more" };
  }
  if (rules.keep.forMs !== null && facts.now - Date.parse(environment.since) > rules.keep.forMs) {
    return { reason: "expired", detail: `it is older than its stage keeps environments` };
  }
  return null;
}

/** A run is bringing it back: that newer ones contain it is what it was chosen for. */
function returning(environment: EnvironmentState, facts: StaleFacts): boolean {
  const { purpose, holder } = environment;
  if (purpose !== "rollback" || holder === null) return false;
  return holder.run === facts.acting.run || isAlive(holder, facts.acting, facts.now);
}

/** The next stage runs, verified, something that contains it. */
function promoted(
  state: LedgerState,
  environment: EnvironmentState,
  rules: StaleRules,
  facts: StaleFacts,
): Verdict {
  const head = rules.next === null ? null : state.stages[rules.next]?.head;
  if (!head) return null;
  const commits = [
    head.commit,
    ...(state.releases[head.digest]?.sources ?? []).map((source) => source.commit),
  ];
  if (!commits.some((commit) => contains(facts.relation(commit, environment.commit)))) return null;
  return { reason: "promoted", detail: `${head.environment} runs it in ${rules.next}` };
}

/** Its stage runs `keep.newest` newer verified environments that contain it, or gave its hostname to another. */
function superseded(
  state: LedgerState,
  environment: EnvironmentState,
  rules: StaleRules,
  facts: StaleFacts,
): Verdict {
  const serves = state.stages[rules.name]?.serves ?? null;
  if (serves === environment.name) return null;
  const newer = newerVerified(state, environment).filter((other) => {
    const relation = facts.relation(other.commit, environment.commit);
    return relation === "descendant" || (relation === "same" && other.generation > environment.generation);
  });
  if (newer.length >= rules.keep.newest) {
    return { reason: "superseded", detail: `${newer.at(-1)!.name} contains it` };
  }
  if (rules.shared && environment.phase === "published" && serves !== null) {
    const serving = state.environments[serves];
    if (serving?.phase === "published" && !newer.includes(serving)) {
      const older = facts.relation(serving.commit, environment.commit) === "ancestor";
      return { reason: older ? "rolled_back" : "superseded", detail: `${serves} serves instead` };
    }
  }
  return null;
}

function newerVerified(state: LedgerState, environment: EnvironmentState): readonly EnvironmentState[] {
  return Object.values(state.environments)
    .filter((e) => e.stage === environment.stage && e.name !== environment.name && e.phase === "published")
    .sort((a, b) => a.generation - b.generation);
}

function failed(state: LedgerState, environment: EnvironmentState): Verdict {
  const quarantined = state.releases[environment.digest]?.quarantined;
  if (quarantined) return { reason: "rolled_back", detail: quarantined.reason };
  return { reason: "failed", detail: "its deployment failed" };
}

function commitsThatMayContain(
  state: LedgerState,
  environment: EnvironmentState,
  rules: StaleRules,
): readonly string[] {
  const head = rules.next === null ? null : state.stages[rules.next]?.head;
  const promotedBy = head
    ? [head.commit, ...(state.releases[head.digest]?.sources ?? []).map((source) => source.commit)]
    : [];
  return [...new Set([...promotedBy, ...newerVerified(state, environment).map((e) => e.commit)])];
}

function orphans(state: LedgerState, facts: StaleFacts): readonly Stale[] {
  return facts.instances
    .filter((instance) => {
      const recorded = state.environments[instance.environment];
      return (recorded === undefined || recorded.phase === "deleted") && instance.generation <= state.seq;
    })
    .filter(({ environment }) => ![...facts.pinned, ...facts.routed].includes(environment))
    .map((instance) => ({
      environment: instance.environment,
      stage: instance.stage,
      generation: instance.generation,
      recorded: false,
      reason: "orphaned" as const,
      detail: "the ledger does not have it",
    }));
}

function contains(relation: Relation): boolean {
  return relation === "same" || relation === "descendant";
}
