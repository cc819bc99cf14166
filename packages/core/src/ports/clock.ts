/** Time, as an argument. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits `ms` milliseconds, or until the signal is aborted; never throws. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
