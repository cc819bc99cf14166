import { defineCommand, flag, list, text } from "@sluice/core/command";
import { z } from "zod";

/** A verb with every kind of input, for the tests of the command line. */
export const ship = defineCommand({
  name: "ship",
  summary: "Ship one stage",
  changes: true,
  inputs: z.object({
    stage: z.string().meta({ description: "the stage", positional: true }),
    parts: list("what to ship").meta({ description: "what to ship", type: "list", positional: true }),
    traffic: z.enum(["hold", "switch"]).default("switch").meta({ description: "what the traffic does" }),
    commit: text("the commit"),
    suites: list("suites to run"),
    dryRun: flag("only tell what would be done"),
    wait: z.stringbool().default(true).meta({ description: "wait for the end", type: "boolean" }),
    shards: z.coerce.number().int().default(2).meta({ description: "how many at once" }),
  }),
  outputs: z.object({ url: z.string().optional().meta({ description: "where it is" }) }),
  async run(inputs, ports: { log: (line: string) => void }) {
    ports.log(JSON.stringify(inputs));
    return {
      outcome: "deployed",
      reason: "ok",
      message: "shipped",
      outputs: { url: "http://x" },
      details: inputs,
    };
  },
});
