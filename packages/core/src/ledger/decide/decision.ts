import type { ReasonCode } from "../../model/outcome.ts";
import type { NewEvent } from "../events.ts";
import type { EnvironmentState, LedgerState } from "../state.ts";

/** What a command on the ledger comes to: events to append (none: it holds already) and an answer, or a refusal. */
export type Decision<A = null> =
  | { readonly ok: true; readonly events: readonly NewEvent[]; readonly answer: A }
  | Refusal;

export interface Refusal {
  readonly ok: false;
  readonly reason: ReasonCode;
  /** One line for a person. */
  readonly message: string;
  readonly advice: string | null;
}

export function accept<A>(answer: A, ...events: NewEvent[]): Decision<A> {
  return { ok: true, events, answer };
}

export function refuse(reason: ReasonCode, message: string, advice: string | null = null): Refusal {
  return { ok: false, reason, message, advice };
}

/** Who acts, and what is known of other runs. */
export interface Acting {
  readonly run: string;
  /** Runs that are known to be over, among those the state names. */
  readonly over: readonly string[];
}

/** Whether a run other than `acting`'s still holds the environment at `now` (ms since the epoch). */
export function heldByOther(environment: EnvironmentState, acting: Acting, now: number): boolean {
  const { holder } = environment;
  return holder !== null && holder.run !== acting.run && isAlive(holder, acting, now);
}

export function isAlive(
  holder: { readonly run: string; readonly until: string },
  acting: Acting,
  now: number,
): boolean {
  return !acting.over.includes(holder.run) && Date.parse(holder.until) > now;
}

/** Whether an environment is to exist at all. */
export function isLive(environment: EnvironmentState | undefined): environment is EnvironmentState {
  return environment !== undefined && environment.phase !== "tombstoned" && environment.phase !== "deleted";
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Environments of a stage that are to exist. */
export function liveEnvironments(state: LedgerState, stage: string): readonly EnvironmentState[] {
  return Object.values(state.environments).filter((e) => e.stage === stage && isLive(e));
}
