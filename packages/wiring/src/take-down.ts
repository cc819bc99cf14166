import { createProcessTarget, stopEdge } from "@sluice/targets";
import { processRoots } from "./open-target.ts";
import type { Site } from "./site.ts";

/** How long what is on its way through the edge may take, in milliseconds. */
const DRAIN_MS = 500;

/**
 * Ends everything that a site runs on this machine: the edge, then every environment. The ledger is not told: this is
 * for a place that goes as a whole.
 *
 * @throws `config_invalid` for a target that is not `process`, `target_malformed`
 */
export async function takeDown(site: Site): Promise<void> {
  const roots = processRoots(site);
  const { app, target } = site.config;
  if (target.kind !== "process") return;
  await stopEdge(roots.edge, DRAIN_MS);
  const running = createProcessTarget({
    app,
    root: roots.target,
    command: target.command,
    fetchArtifact: async () => {
      throw new Error("nothing is started here");
    },
    graceMs: 1000,
  });
  const instances = await running.list();
  await Promise.all(instances.map((one) => running.down(one.environment, one.generation)));
}
