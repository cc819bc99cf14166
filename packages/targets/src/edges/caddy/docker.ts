import { SluiceError } from "@sluice/core/errors";
import type { Exec, ExecResult } from "@sluice/core/ports/exec";

/** Asks the engine by its own program, on whatever engine the environment names. */
export interface Docker {
  /** Answers whatever the exit code is. Throws `edge_unreachable` where the engine does not answer. */
  run(args: readonly string[], options?: RunOptions): Promise<ExecResult>;
  /** What is printed; throws `edge_unreachable` with what it says where it fails. */
  get(args: readonly string[], options?: RunOptions): Promise<string>;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 120_000;
const NO_ENGINE = /cannot connect to the docker daemon|error during connect|permission denied.*docker/i;

export function createDocker(exec: Exec, env: Readonly<Record<string, string>>): Docker {
  async function run(args: readonly string[], options: RunOptions = {}): Promise<ExecResult> {
    const lines: Record<"stdout" | "stderr", string[]> = { stdout: [], stderr: [] };
    const result = await exec.run(["docker", ...args], {
      env,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
      onLine: (line, stream) => lines[stream].push(line),
    });
    const ended = { ...result, stdout: lines.stdout.join("\n"), stderr: lines.stderr.join("\n") };
    if (ended.timedOut || (ended.code !== 0 && NO_ENGINE.test(ended.stderr))) {
      throw new SluiceError("edge_unreachable", `the Docker engine did not answer: ${tell(ended)}`, {
        advice:
          "See with `docker info` whether it runs; the edge goes on routing as before. Then run this again.",
      });
    }
    return ended;
  }
  return {
    run,
    async get(args, options) {
      const ended = await run(args, options);
      if (ended.code === 0) return ended.stdout;
      throw new SluiceError("edge_unreachable", `docker ${args[0]} failed: ${tell(ended)}`, {
        advice: "The edge was left as it was. Mend what docker complains of, and run this again.",
      });
    },
  };
}

/** The last lines of what a program said. */
export function tell(ended: ExecResult): string {
  const said = `${ended.stderr}\n${ended.stdout}`.trim().split("\n").slice(-5).join("\n");
  return ended.timedOut ? `it took too long\n${said}`.trim() : said || `exit code ${ended.code}`;
}
