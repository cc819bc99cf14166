import type { Change, Relation } from "../../model/change.ts";
import { type Standing, standing } from "../../plan/lineage.ts";
import type { NewEvent } from "../events.ts";
import type { EnvironmentState, LedgerState } from "../state.ts";
import { emptyStage } from "../state.ts";
import {
  type Acting,
  accept,
  type Decision,
  heldByOther,
  isAlive,
  isLive,
  iso,
  liveEnvironments,
  refuse,
} from "./decision.ts";

export interface ClaimCommand extends Acting {
  readonly stage: string;
  /** Whether the stage's environments take turns behind one public hostname. */
  readonly shared: boolean;
  readonly environment: string;
  readonly commit: string;
  readonly change: Change | null;
  readonly digest: string;
  readonly url: string | null;
  readonly purpose: "deploy" | "rollback";
  /** Milliseconds that the claim holds unless it is renewed. */
  readonly leaseMs: number;
  /** Milliseconds for which a place among those that wait holds. */
  readonly waitMs: number;
  /** How `commit` stands to each commit of `commitsToCompare`. */
  readonly relations: Readonly<Record<string, Relation>>;
  /** The target was found without what the ledger says is there: deploy it again. */
  readonly repair: boolean;
}

export type ClaimAnswer =
  | { readonly kind: "claimed"; readonly generation: number; readonly tookOver: string | null }
  /** This run holds it already: its jobs share the claim. */
  | { readonly kind: "held"; readonly generation: number; readonly phase: EnvironmentState["phase"] }
  /** It runs, published, with this very artifact. */
  | { readonly kind: "unchanged"; readonly generation: number }
  | { readonly kind: "wait"; readonly holder: string; readonly until: string }
  /** A run died with this environment in its bake: settle that first. */
  | { readonly kind: "settle"; readonly environment: string };

/** Claims an environment for a run. The one place that says who may deploy, who waits and who comes too late. */
export function decideClaim(state: LedgerState, command: ClaimCommand, now: number): Decision<ClaimAnswer> {
  const stage = state.stages[command.stage] ?? emptyStage;
  const mine = state.environments[command.environment];
  const quarantined = state.releases[command.digest]?.quarantined;
  if (quarantined) {
    return refuse(
      "quarantined",
      `this release is quarantined since ${quarantined.at}: ${quarantined.reason}`,
      "Merge a fix, or clear it with `sluice rollback --clear` when it was not at fault.",
    );
  }
  if (isLive(mine) && mine.holder?.run === command.run) {
    if (mine.digest === command.digest) {
      return accept({ kind: "held", generation: mine.generation, phase: mine.phase });
    }
  }
  const tooLate = command.purpose === "deploy" ? lateness(state, command, now) : null;
  if (tooLate) return tooLate;
  const baking = stage.serves === null ? undefined : state.environments[stage.serves];
  if (
    baking?.phase === "baking" &&
    (command.shared || baking === mine) &&
    !heldByOther(baking, command, now)
  ) {
    if (baking.holder?.run !== command.run) return accept({ kind: "settle", environment: baking.name });
  }
  const holder = blockingHolder(state, command, now);
  if (holder?.holder) {
    const answer = { kind: "wait", holder: holder.holder.run, until: holder.holder.until } as const;
    const queued = stage.waiting.some((w) => w.run === command.run && Date.parse(w.until) > now);
    if (queued) return accept(answer);
    return accept(answer, {
      type: "claim.queued",
      stage: command.stage,
      commit: command.commit,
      number: command.change?.number ?? null,
      until: iso(now + command.waitMs),
    });
  }
  if (isLive(mine) && mine.phase === "published" && mine.digest === command.digest && !command.repair) {
    if (!command.shared || stage.serves === mine.name) {
      return accept({ kind: "unchanged", generation: mine.generation });
    }
  }
  const lost = lostClaims(state, command);
  return accept(
    {
      kind: "claimed",
      generation: state.seq + lost.length + 1,
      tookOver: isLive(mine) && mine.holder && mine.holder.run !== command.run ? mine.holder.run : null,
    },
    ...lost,
    {
      type: isLive(mine) ? "environment.modified" : "environment.created",
      environment: command.environment,
      stage: command.stage,
      commit: command.commit,
      change: command.change,
      digest: command.digest,
      url: command.url,
      purpose: command.purpose,
      until: iso(now + command.leaseMs),
    },
  );
}

/** The commits whose relation to the candidate's a claim wants to know. */
export function commitsToCompare(state: LedgerState, stageName: string): readonly string[] {
  const stage = state.stages[stageName] ?? emptyStage;
  const commits = new Set<string>();
  for (const environment of liveEnvironments(state, stageName)) commits.add(environment.commit);
  if (stage.head) {
    commits.add(stage.head.commit);
    for (const source of state.releases[stage.head.digest]?.sources ?? []) commits.add(source.commit);
  }
  for (const waiting of stage.waiting) commits.add(waiting.commit);
  return [...commits];
}

/**
 * Who takes a shared stage takes it from all whose lease has passed: one that only slept finds, when it wants to go
 * on, that its claim is gone, and not two in the stage.
 */
function lostClaims(state: LedgerState, command: ClaimCommand): readonly NewEvent[] {
  if (!command.shared) return [];
  return liveEnvironments(state, command.stage)
    .filter(({ name, holder }) => name !== command.environment && holder && holder.run !== command.run)
    .map(({ name }) => ({ type: "claim.released", stage: command.stage, environment: name }));
}

function blockingHolder(
  state: LedgerState,
  command: ClaimCommand,
  now: number,
): EnvironmentState | undefined {
  const rivals = command.shared
    ? liveEnvironments(state, command.stage)
    : [state.environments[command.environment]].filter(isLive);
  return rivals.find((environment) => heldByOther(environment, command, now));
}

function lateness(state: LedgerState, command: ClaimCommand, now: number): ReturnType<typeof refuse> | null {
  const stage = state.stages[command.stage] ?? emptyStage;
  const mine = state.environments[command.environment];
  const grave = mine?.tombstone;
  if (mine && grave && mine.commit === command.commit) {
    if (grave.reason === "superseded" || grave.reason === "promoted") {
      return refuse("newer_change", `${mine.name} was ${grave.reason}: ${grave.detail}`);
    }
    if (grave.reason === "abandoned") {
      return refuse(
        "tombstoned",
        `${mine.name} was destroyed: ${grave.detail}`,
        "Open the change again to have it back.",
      );
    }
  }
  const newer = liveEnvironments(state, command.stage).find(
    (e) =>
      e.name !== command.environment &&
      ["verified", "baking", "published"].includes(e.phase) &&
      command.relations[e.commit] === "ancestor",
  );
  if (newer) return refuse("newer_change", `${newer.name} is newer and runs already`);
  const waiting = stage.waiting.find(
    (w) => w.run !== command.run && isAlive(w, command, now) && command.relations[w.commit] === "ancestor",
  );
  if (waiting) return refuse("newer_change", `a newer change waits for ${command.stage}`);
  if (stage.head === null) return null;
  const sources = state.releases[stage.head.digest]?.sources ?? [];
  return refusalOf(
    standing(
      stage.head.commit,
      sources.map((source) => source.commit),
      command.relations,
    ),
    command,
    `${stage.head.environment} (${stage.head.commit.slice(0, 8)})`,
  );
}

function refusalOf(is: Standing, command: ClaimCommand, runs: string): ReturnType<typeof refuse> | null {
  if (is === "newer" || is === "same") return null;
  if (is === "older")
    return refuse("newer_change", `${command.stage} ran ${runs} already, which contains this commit`);
  if (!command.shared) return null;
  if (is === "unknown") {
    return refuse(
      "history_unknown",
      `cannot tell whether ${command.commit.slice(0, 8)} contains what ${command.stage} runs, ${runs}`,
      "Check the repository out with its whole history (fetch-depth: 0).",
    );
  }
  return refuse(
    "not_a_descendant",
    `${command.commit.slice(0, 8)} does not contain what ${command.stage} runs, ${runs}`,
    `Merge ${command.stage}'s branch first, or go back with \`sluice rollback\` if that is what you want.`,
  );
}
