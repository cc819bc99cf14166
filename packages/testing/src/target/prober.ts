import type { Prober } from "@sluice/core/ports/prober";
import type { MemoryEdge } from "../edge/memory.ts";
import type { MemoryTarget } from "./memory.ts";

/**
 * Probes a memory target: at an instance's own address, or by a public hostname through a memory edge.
 * A hostname that the edge does not know is answered 404, one whose instance is gone 502, as a real edge does.
 */
export function memoryProber(target: MemoryTarget, edge: MemoryEdge): Prober {
  return {
    async probe(url, options) {
      const { origin, hostname } = new URL(url);
      const direct = target.probe(origin);
      if (direct.status !== null) return { status: direct.status, ms: direct.ms, error: direct.error };
      const atEdge = origin === (await edge.getAddress());
      const host = (options.host ?? hostname).replace(/:\d+$/, "");
      const address = edge.lead(host);
      if (address === null) {
        return atEdge || options.host !== undefined ? { status: 404, ms: 1, error: null } : direct;
      }
      const routed = target.probe(address);
      const fallback = edge.fallback(host);
      const asked = routed.status === null && fallback !== null ? target.probe(fallback) : routed;
      return { status: asked.status ?? 502, ms: 1, error: null };
    },
  };
}
