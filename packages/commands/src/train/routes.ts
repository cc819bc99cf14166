import { type LedgerState, type Routing, renderRouting } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { routingRules } from "./rules.ts";

const DRAIN_MS = 10_000;

/**
 * Lets the edge lead where the ledger says. Idempotent; of two at once the newer ledger wins, because the edge
 * refuses an older version. Answers what holds then.
 *
 * @param known the ledger as it was just seen, which saves a look at it
 */
export async function applyRoutes(
  ports: Pick<TrainPorts, "config" | "ledger" | "target" | "edge">,
  known?: LedgerState,
): Promise<Routing> {
  for (let state = known; ; state = undefined) {
    state ??= (await ports.ledger.read()).state;
    const routing = renderRouting(state, routingRules(ports.config), await ports.target.list());
    if ((await ports.edge.apply(routing, DRAIN_MS)) !== "stale") return routing;
  }
}
