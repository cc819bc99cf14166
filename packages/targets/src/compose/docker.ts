import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import type { Exec, ExecResult } from "@sluice/core/ports/exec";

export type Env = Readonly<Record<string, string | undefined>>;

/** The `docker` program, spoken to the engine that the environment chooses. */
export interface Docker {
  /** Answers whatever the exit code is; standard output is whole. */
  try(args: readonly string[], options?: DockerOptions): Promise<ExecResult>;
  /** Standard output. Throws `target_unreachable` with the last lines where it fails. */
  run(args: readonly string[], options?: DockerOptions): Promise<string>;
}

export interface DockerOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
}

export function dockerOf(exec: Exec, env: Env): Docker {
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // What this process itself was started with must not choose another engine than `env` does; empty is unset.
  const base = { DOCKER_HOST: "", DOCKER_CONTEXT: "", ...Object.fromEntries(given) };
  const docker: Docker = {
    async try(args, { env: added = {}, ...options } = {}) {
      // By lines, since a whole output may be longer than the tail that is kept otherwise.
      const lines = { stdout: [] as string[], stderr: [] as string[] };
      const result = await exec.run(["docker", ...args], {
        ...options,
        env: { ...base, ...added },
        onLine: (line, stream) => lines[stream].push(line),
      });
      return { ...result, stdout: lines.stdout.join("\n"), stderr: lines.stderr.join("\n") };
    },
    async run(args, options) {
      const { code, stdout, stderr } = await docker.try(args, options);
      if (code === 0) return stdout;
      throw new SluiceError(
        "target_unreachable",
        `docker ${args.slice(0, 2).join(" ")} ended with ${code}: ${lastLines(stderr, 5)}`,
        { advice: "See whether `docker version` answers with the same DOCKER_HOST or context." },
      );
    },
  };
  return docker;
}

export function lastLines(text: string, count: number): string {
  return text.trim().split("\n").slice(-count).join("\n");
}

/**
 * Path of the engine's socket where it is on this machine, else null. A context that was chosen may lead anywhere.
 * Source of the order: https://docs.docker.com/engine/manage-resources/contexts/
 */
export function socketOf(env: Env): string | null {
  if (env.DOCKER_HOST) {
    return env.DOCKER_HOST.startsWith("unix://") ? env.DOCKER_HOST.slice("unix://".length) : null;
  }
  const context = env.DOCKER_CONTEXT || currentContext(env);
  return context === "default" ? "/var/run/docker.sock" : null;
}

function currentContext(env: Env): string {
  try {
    const path = join(env.DOCKER_CONFIG || join(env.HOME || homedir(), ".docker"), "config.json");
    return (
      (JSON.parse(readFileSync(path, "utf8")) as { currentContext?: string }).currentContext || "default"
    );
  } catch {
    return "default";
  }
}

/** Tells engines apart, for locks: by what chooses one. */
export function engineName(env: Env): string {
  return socketOf(env) ?? env.DOCKER_HOST ?? `context ${env.DOCKER_CONTEXT || currentContext(env)}`;
}
