import type { LedgerState } from "../state.ts";
import { type Refusal, refuse } from "./decision.ts";

/** What a claim is proved by: the environment's generation when it was claimed. */
export interface Claim {
  readonly environment: string;
  readonly generation: number;
}

/**
 * Whether a claim still holds. Asked just before and just after each change of the target; where it does not
 * hold any more, who asks removes what it made. Null: it holds.
 */
export function fence(state: LedgerState, claim: Claim): Refusal | null {
  const environment = state.environments[claim.environment];
  if (environment === undefined || environment.phase === "tombstoned" || environment.phase === "deleted") {
    const reason = environment?.tombstone?.reason;
    if (reason === "superseded" || reason === "promoted") {
      return refuse(
        "newer_change",
        `${claim.environment} was ${reason}: ${environment?.tombstone?.detail ?? ""}`,
      );
    }
    return refuse("tombstoned", `${claim.environment} was taken out of service meanwhile`);
  }
  if (environment.generation !== claim.generation) {
    return refuse(
      "claim_lost",
      `${claim.environment} was claimed by ${environment.holder?.run ?? "another run"} meanwhile`,
      "That run finishes or undoes what this one left; look at it with `sluice status`.",
    );
  }
  return null;
}
