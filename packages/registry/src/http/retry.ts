import type { Clock, SluiceError } from "@sluice/core";

/** Something that may be otherwise when tried again; `error` is what to throw where it is not. */
export class Transient extends Error {
  readonly error: SluiceError;
  /** Milliseconds that the registry asked us to wait; null where it did not. */
  readonly retryAfterMs: number | null;

  constructor(error: SluiceError, retryAfterMs: number | null) {
    super(error.message);
    this.error = error;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface RetryPolicy {
  readonly attempts: number;
  readonly clock: Clock;
  /** Answers [0, 1). */
  readonly random: () => number;
}

const BASE_MS = 200;
const CAP_MS = 5_000;
/** A registry that asks for more patience than this gets none. */
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * Tries again what fails with `Transient`, after a wait that doubles and is drawn from its whole range, so that many
 * runners do not come back at once; a wait that the registry asked for is kept. Throws the last `error`.
 */
export async function retrying<T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      const asked = error.retryAfterMs ?? 0;
      if (tried >= policy.attempts || asked > MAX_RETRY_AFTER_MS) throw error.error;
      const drawn = policy.random() * Math.min(CAP_MS, BASE_MS * 2 ** tried);
      await policy.clock.sleep(asked + drawn);
    }
  }
}

/** `Retry-After` in milliseconds, from seconds or a date (RFC 9110, 10.2.3); null where it says neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
