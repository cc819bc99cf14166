import type { Edge, Routing } from "@sluice/core/ports/edge";

export interface MemoryEdge extends Edge {
  /** The address that a hostname leads to now; null where it leads nowhere. */
  lead(host: string): string | null;
  /** The address that is asked where that one does not answer. */
  fallback(host: string): string | null;
  /** Forgets all, as an edge does whose machine was replaced. */
  lose(): void;
}

/** An edge in one object: fenced as the port says; there are no connections to drain. */
export function memoryEdge(): MemoryEdge {
  let held: Routing | null = null;
  return {
    async apply(routing) {
      if (held !== null && routing.version < held.version) return "stale";
      const equal = held !== null && JSON.stringify(held.routes) === JSON.stringify(routing.routes);
      held = routing;
      return equal ? "already" : "done";
    },
    async find() {
      return held;
    },
    async getAddress() {
      return "http://127.0.0.1:8080";
    },
    lead(host) {
      return held?.routes.find((route) => route.host === host.toLowerCase())?.address ?? null;
    },
    fallback(host) {
      return held?.routes.find((route) => route.host === host.toLowerCase())?.fallback?.address ?? null;
    },
    lose() {
      held = null;
    },
  };
}
