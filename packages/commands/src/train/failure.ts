import {
  type Ending,
  type Outcome,
  outcomeOfReason,
  type ReasonCode,
  type Refusal,
  SluiceError,
} from "@sluice/core";

/** Why a step did not go on. */
export interface Failure {
  readonly reason: ReasonCode;
  readonly message: string;
  readonly advice: string | null;
  /** Where it is not the one that follows from the reason. */
  readonly outcome?: Outcome;
}

export type Step<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function done<T>(value: T): Step<T> {
  return { ok: true, value };
}

export function fail<T>(failure: Failure | Refusal): Step<T> {
  const { reason, message, advice } = failure;
  const outcome = "outcome" in failure ? failure.outcome : undefined;
  return { ok: false, failure: { reason, message, advice, ...(outcome === undefined ? {} : { outcome }) } };
}

/** Lets an act fail with what a user can do something about, as a value; defects go on as they are. */
export async function attempt<T>(act: () => Promise<T>): Promise<Step<T>> {
  try {
    return done(await act());
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    return fail({ reason: error.reason, message: error.message, advice: error.advice });
  }
}

/** How a verb ends that a failure stopped. */
export function endingOf<O>(failure: Failure, outputs: O): Ending<O> {
  const { reason, message, advice } = failure;
  return { outcome: failure.outcome ?? outcomeOfReason(reason), reason, message, advice, outputs };
}
