import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { VisitorsPlan } from "./visitors-worker.ts";
import type { Traffic } from "./visits.ts";

/** Visitors of the last stage's hostname, from the moment it first answers. */
export interface Visitors {
  /** What they met until now; null before the first good answer. */
  read(): Traffic | null;
  /** Ends them; answers what they met in all once the last answer is in. */
  stop(): Promise<Traffic | null>;
}

export function startVisitors(plan: VisitorsPlan): Visitors {
  const worker = new Worker(programOfVisitors(), { workerData: plan });
  let traffic: Traffic | null = null;
  let failure: unknown = null;
  worker.on("message", (message: Traffic | "ended" | null) => {
    if (message !== null && message !== "ended") traffic = message;
  });
  worker.on("error", (error) => {
    failure = error;
  });
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  return {
    read: () => traffic,
    async stop() {
      worker.postMessage("stop");
      await ended;
      if (failure !== null) throw failure;
      return traffic;
    },
  };
}

/** The bundle has it as a program of its own beside it. */
function programOfVisitors(): string {
  const bundled = join(import.meta.dirname, "demo-visitors.js");
  return existsSync(bundled) ? bundled : join(import.meta.dirname, "visitors-worker.ts");
}
