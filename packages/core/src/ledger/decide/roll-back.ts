import type { NewEvent } from "../events.ts";
import type { EnvironmentState, LedgerState } from "../state.ts";
import { accept, type Decision, isLive, refuse } from "./decision.ts";

export interface RollBackCommand {
  readonly stage: string;
  /** What failed: it must have the stage's traffic, and its bake must not be over. */
  readonly from: string;
  readonly generation: number;
  readonly reason: string;
  readonly message: string;
  /** An incident saw it, rather than a person's wish. */
  readonly incident: boolean;
  /** Keep the failed artifact from being deployed again. */
  readonly quarantine: boolean;
}

/**
 * Returns a stage's traffic to what had it before the bake. Answers the environment that serves again;
 * null where there is none to return to.
 */
export function decideRollBack(state: LedgerState, command: RollBackCommand): Decision<string | null> {
  const from = state.environments[command.from];
  const stage = state.stages[command.stage];
  if (stage?.serves !== command.from || from?.generation !== command.generation) {
    return refuse("claim_lost", `${command.from} does not have the traffic of ${command.stage} any more`);
  }
  if (from.phase !== "baking") {
    const message = `the bake of ${command.from} is over: another run settled it, and nothing is kept to return to`;
    return refuse("claim_lost", message, "Look at it with `sluice status`; go back with `sluice rollback`.");
  }
  const previous = stage.previous === null ? undefined : state.environments[stage.previous];
  const to = isLive(previous) ? previous : findPublished(state, from);
  const { stage: name, digest } = from;
  const events: NewEvent[] = [];
  if (command.incident) {
    events.push({
      type: "incident.detected",
      environment: from.name,
      stage: name,
      digest,
      reason: command.reason,
      message: command.message,
    });
  }
  events.push({
    type: "service.rolledback",
    environment: to?.name ?? null,
    stage: name,
    digest: to?.digest ?? null,
    from: from.name,
    reason: command.reason,
  });
  if (command.quarantine && to?.digest !== digest) {
    events.push({ type: "release.quarantined", digest, stage: name, reason: command.message });
  }
  return accept(to?.name ?? null, ...events);
}

/** What the stage published last and still runs: what repaired itself in its place has no `previous`. */
function findPublished(state: LedgerState, from: EnvironmentState): EnvironmentState | null {
  for (const { environment: name, digest } of state.stages[from.stage]?.published ?? []) {
    const environment = state.environments[name];
    if (name === from.name || environment?.phase !== "published" || environment.digest !== digest) continue;
    if (!state.releases[digest]?.quarantined) return environment;
  }
  return null;
}

/** Lets a quarantined artifact be deployed again. */
export function decideClear(state: LedgerState, stage: string, digest: string, reason: string): Decision {
  if (!state.releases[digest]?.quarantined) return accept(null);
  return accept(null, { type: "release.cleared", digest, stage, reason });
}
