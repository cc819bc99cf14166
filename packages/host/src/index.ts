export * from "./clock.ts";
export * from "./exec.ts";
export * from "./files.ts";
export * from "./git.ts";
export * from "./history.ts";
export * from "./prober.ts";
export * from "./processes.ts";
