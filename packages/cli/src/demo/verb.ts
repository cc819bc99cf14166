import { wantsJson } from "../arguments.ts";
import type { Verb } from "../verbs.ts";
import { createClearing } from "./clearing.ts";
import { type DemoPorts, demo } from "./demo.ts";
import { createView } from "./view.ts";

const clearing = createClearing();

/** The demo as a verb of the command line. */
export const demoVerb: Verb = {
  command: demo,
  async connect(): Promise<DemoPorts> {
    const json = wantsJson(process.argv.slice(2));
    const stream = json ? process.stderr : process.stdout;
    const live = stream.isTTY === true;
    // whoever reads along may go (`| head`), or the terminal may: then nobody watches any more
    const leave = () => void clearing.clear().finally(() => process.exit(1));
    for (const output of [process.stdout, process.stderr]) output.on("error", leave);
    process.on("SIGHUP", leave);
    // the first interrupt winds up; a second one, which npm may send of its own accord, must not kill what clears away
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
    return {
      view: (verbose) =>
        createView({
          sink: stream,
          live,
          colours: live && !process.env.NO_COLOR,
          verbose,
          columns: () => stream.columns ?? 80,
        }),
      env: process.env,
      clearing,
    };
  },
  windUp: () =>
    clearing.clear().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      process.stderr.write(`Something may be left: ${why}\nSee \`sluice demo --stop FOLDER\`.\n`);
    }),
};
