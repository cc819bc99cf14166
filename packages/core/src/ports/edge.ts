/** The reverse proxy that decides which environment a public hostname reaches. */
export interface Edge {
  /**
   * Makes this the whole routing, atomically, and answers when it holds and the connections to what is no longer
   * routed are drained (or `drainMs` passed). Fenced: an older version than the edge has changes nothing: `stale`.
   */
  apply(routing: Routing, drainMs: number): Promise<"done" | "already" | "stale">;
  /** What holds now; null where no edge runs. */
  find(): Promise<Routing | null>;
  /** Base URL at which this machine reaches the edge: `http://127.0.0.1:8080`. */
  getAddress(): Promise<string>;
}

export interface Routing {
  /** The ledger's `seq` that it was rendered from. */
  readonly version: number;
  /** One a hostname, sorted by hostname. */
  readonly routes: readonly Route[];
}

export interface Route {
  readonly host: string;
  readonly environment: string;
  /** As `Instance.address`. */
  readonly address: string;
  /**
   * What had the hostname before, while the bake lasts: asked instead for requests that are safe to repeat
   * (RFC 9110, 9.2.1) where the first gives no answer. Absent outside a bake.
   */
  readonly fallback?: { readonly environment: string; readonly address: string };
}
