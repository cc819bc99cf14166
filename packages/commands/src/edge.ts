import { defineCommand, type Ending, type Reporter } from "@sluice/core";
import type { EdgeInstallation } from "@sluice/core/ports/edge-installation";
import { z } from "zod";

export interface EdgePorts {
  readonly installation: EdgeInstallation;
  readonly reporter: Reporter;
}

const outputs = z.object({
  address: z
    .string()
    .optional()
    .meta({ description: "Base URL at which this machine reaches the edge, where one is installed" }),
});

type EdgeOutputs = z.input<typeof outputs>;

export const edge = defineCommand({
  name: "edge",
  summary: "Install the reverse proxy that leads hostnames to environments, look at it, or remove it",
  changes: false,
  inputs: z.object({
    action: z.enum(["install", "status", "remove"]).meta({
      description:
        "install: make and start it; status: what it routes; remove: end it, with its certificates",
      type: "string",
      positional: true,
    }),
  }),
  outputs,
  async run({ action }, ports: EdgePorts): Promise<Ending<EdgeOutputs>> {
    if (action === "status") return tell(ports);
    if (action === "remove") {
      const removed = await ports.installation.remove();
      return removed === "done"
        ? { outcome: "done", reason: "ok", message: "the edge is removed", outputs: {} }
        : { outcome: "unchanged", reason: "nothing_to_do", message: "no edge is installed", outputs: {} };
    }
    const installed = await ports.installation.install();
    const status = await ports.installation.status();
    const outputs = status === null ? {} : { address: status.address };
    const where = status === null ? "" : ` at ${status.address}`;
    return installed === "done"
      ? { outcome: "done", reason: "ok", message: `the edge takes requests${where}`, outputs }
      : { outcome: "unchanged", reason: "nothing_to_do", message: `the edge runs already${where}`, outputs };
  },
});

async function tell({ installation, reporter }: EdgePorts): Promise<Ending<EdgeOutputs>> {
  const status = await installation.status();
  if (status === null) {
    const advice = "Run `sluice edge install`.";
    return { outcome: "done", reason: "ok", message: "no edge is installed", advice, outputs: {} };
  }
  for (const [app, { version, routes }] of Object.entries(status.routings)) {
    for (const { host, environment } of routes)
      reporter.info(`${app} ${version}: ${host} leads to ${environment}`);
  }
  const message = `the edge ${status.running ? "runs" : "does not run"} at ${status.address}, from ${status.image}`;
  return { outcome: "done", reason: "ok", message, outputs: { address: status.address }, details: status };
}
