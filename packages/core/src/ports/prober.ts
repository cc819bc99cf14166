/** Asks an HTTP server how it is. */
export interface Prober {
  /** One GET; never throws. `status` is null where there was no answer within `timeoutMs`. */
  probe(url: string, options: { readonly timeoutMs: number; readonly host?: string }): Promise<Probe>;
}

export interface Probe {
  readonly status: number | null;
  /** Wall time in milliseconds. */
  readonly ms: number;
  /** What went wrong where there was no answer. */
  readonly error: string | null;
}
