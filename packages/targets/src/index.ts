export { createProcessTarget, type ProcessTargetOptions, prune } from "./process/target.ts";
