import { run } from "@sluice/commands/run";
import type { Result } from "@sluice/core/command";
import { execute } from "@sluice/core/execute";
import { createTerminalRuntime } from "@sluice/runtimes/terminal";
import { connectSite, type Site } from "@sluice/wiring";
import type { Halt } from "./halt.ts";
import type { View } from "./view.ts";

/** One command of the train as it went. */
export interface Ride {
  readonly command: string;
  readonly result: Result;
  readonly exitCode: number;
  readonly ms: number;
}

export interface Train {
  /** What `sluice run STAGE` does on the merge that the work tree is at, as a run of its own. */
  run(stage: string): Promise<Ride>;
}

/** A train on a site, whose commands are run as the command line runs them, in this process. */
export function createTrain(site: Site, halt: Halt, view: View): Train {
  let runs = 0;
  return {
    run(stage) {
      return halt.during(async () => {
        const began = Date.now();
        const command = `sluice run ${stage}`;
        const step = view.begin(command);
        let exitCode = 0;
        const terminal = createTerminalRuntime({
          inputs: { stage },
          stdout: step,
          stderr: step,
          env: site.env,
          isTTY: false,
          json: false,
          setExitCode: (code) => {
            exitCode = code;
          },
        });
        const told = {
          ...terminal,
          step(text: string) {
            step.note(text);
            terminal.step(text);
          },
        };
        const place = { ...site, env: { ...site.env, SLUICE_RUN: `demo-${process.pid}-${++runs}` } };
        const result = await execute(run, told, async () => halt.guard(await connectSite(place, told)));
        step.end(result);
        return { command, result, exitCode, ms: Date.now() - began };
      });
    },
  };
}
