export { type ComposeTargetOptions, createComposeTarget, EDGE_NETWORK } from "./compose/target.ts";
export {
  type EdgeOptions,
  type EdgeStatus,
  edgeStats,
  edgeStatus,
  ensureEdge,
  stopEdge,
} from "./edges/embedded/control.ts";
export { createEmbeddedEdge } from "./edges/embedded/edge.ts";
export type { UpstreamStats } from "./edges/embedded/traffic.ts";
export { createProcessTarget, type ProcessTargetOptions, prune } from "./process/target.ts";
