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
    stream.on("error", leave);
    process.on("SIGHUP", leave);
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
  windUp: () => clearing.clear(),
};
