import { sameRoutes } from "@sluice/core/plan/routing";
import type { Routing } from "@sluice/core/ports/edge";

/** What applying a routing comes to: an older one changes nothing; of equal versions the last wins. */
export type Verdict = "stale" | "already" | "done";

export function judge(held: Routing | null, wanted: Routing): Verdict {
  if (held === null) return "done";
  if (wanted.version < held.version) return "stale";
  return sameRoutes(held, wanted) ? "already" : "done";
}
