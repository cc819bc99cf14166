import type { NewEvent, TombstoneReason } from "../events.ts";
import type { LedgerState } from "../state.ts";
import { type Acting, accept, type Decision, heldByOther, isLive } from "./decision.ts";

export interface TombstoneCommand extends Acting {
  readonly condemned: readonly {
    readonly environment: string;
    /** As it was when it was found stale: one that was claimed again since is spared. */
    readonly generation: number;
    readonly reason: TombstoneReason;
    readonly detail: string;
  }[];
  /** Names of the stages whose environments take turns behind one public hostname. */
  readonly sharedStages: readonly string[];
}

export interface Condemned {
  readonly environment: string;
  readonly generation: number;
}

/** Reasons that hold even while a run is at work on the environment: it comes too late. */
const OVERTAKEN: readonly TombstoneReason[] = ["superseded", "promoted"];

/**
 * Writes that environments must not exist any more, and answers which are to be removed now, those of
 * earlier, unfinished removals among them. Spares, whatever was planned, what serves a shared public hostname,
 * what a rollback would return to while the bake lasts, and what another run is at work on.
 */
export function decideTombstones(
  state: LedgerState,
  command: TombstoneCommand,
  now: number,
): Decision<readonly Condemned[]> {
  const events: NewEvent[] = [];
  const condemned: Condemned[] = [];
  for (const { environment: name, generation, reason, detail } of command.condemned) {
    if (condemned.some((one) => one.environment === name)) continue;
    const environment = state.environments[name];
    if (environment?.generation !== generation) continue;
    if (environment.phase === "tombstoned") condemned.push({ environment: name, generation });
    if (!isLive(environment)) continue;
    const stage = state.stages[environment.stage];
    if (stage?.previous === name) continue;
    if (stage?.serves === name && command.sharedStages.includes(environment.stage)) continue;
    if (!OVERTAKEN.includes(reason) && heldByOther(environment, command, now)) continue;
    events.push({
      type: "environment.tombstoned",
      environment: name,
      stage: environment.stage,
      reason,
      detail,
    });
    condemned.push({ environment: name, generation });
  }
  return accept(condemned, ...events);
}

/** They are gone from the target. One that was claimed again meanwhile is left to its new claim. */
export function decideDeleted(state: LedgerState, gone: readonly Condemned[]): Decision {
  const events: NewEvent[] = [];
  for (const { environment: name, generation } of gone) {
    const environment = state.environments[name];
    if (environment?.phase !== "tombstoned" || environment.generation !== generation) continue;
    events.push({ type: "environment.deleted", environment: name, stage: environment.stage });
  }
  return accept(null, ...events);
}
