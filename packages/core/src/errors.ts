import type { ReasonCode } from "./model/outcome.ts";

/**
 * An error that a user can do something about. `message` says what happened and what was left as it was,
 * `advice` what to do next. Anything else that is thrown is a defect.
 */
export class SluiceError extends Error {
  readonly reason: ReasonCode;
  readonly advice: string | null;

  constructor(reason: ReasonCode, message: string, options: { advice?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SluiceError";
    this.reason = reason;
    this.advice = options.advice ?? null;
  }
}
