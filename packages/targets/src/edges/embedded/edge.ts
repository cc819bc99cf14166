import type { Edge } from "@sluice/core/ports/edge";
import type { Verdict } from "../judge.ts";
import { askDaemon } from "./ask.ts";
import { type EdgeOptions, edgeStatus, ensureEdge } from "./control.ts";

/** The edge of a machine without one: a daemon that `apply` starts where it does not run. */
export function createEmbeddedEdge(options: EdgeOptions): Edge {
  return {
    async apply(routing, drainMs) {
      const daemon = await ensureEdge(options);
      return (await askDaemon(daemon, "PUT", "/routing", { routing, drainMs })) as Verdict;
    },
    async find() {
      return (await edgeStatus(options.root))?.routing ?? null;
    },
    async getAddress() {
      return (await ensureEdge(options)).address;
    },
  };
}
