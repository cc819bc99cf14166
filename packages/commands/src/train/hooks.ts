import type { HookConfig } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { done, fail, type Step } from "./failure.ts";

export type HookPoint = keyof TrainPorts["config"]["hooks"];

const HOOK_TIMEOUT_MS = 15 * 60_000;

/**
 * Runs the user's hooks of one point, one after another, with the environment's facts as variables.
 * The first that fails stops them: `hook_failed` with its last lines.
 */
export async function runHooks(
  ports: Pick<TrainPorts, "config" | "exec" | "reporter">,
  point: HookPoint,
  variables: Readonly<Record<string, string>>,
): Promise<Step<null>> {
  for (const hook of ports.config.hooks[point]) {
    const failed = await runHook(ports, point, hook, variables);
    if (failed !== null)
      return fail({ reason: "hook_failed", message: failed, advice: "Mend the hook and run it again." });
  }
  return done(null);
}

async function runHook(
  ports: Pick<TrainPorts, "exec" | "reporter">,
  point: HookPoint,
  hook: HookConfig,
  variables: Readonly<Record<string, string>>,
): Promise<string | null> {
  const name = `${point} hook ${hook.command.join(" ")}`;
  if (hook.service !== null) {
    return `${name} wants to run in service ${hook.service}, and environments of this target have no services`;
  }
  ports.reporter.info(name);
  const tail: string[] = [];
  const result = await ports.exec.run(hook.command, {
    env: { ...variables, SLUICE_HOOK: point },
    timeoutMs: HOOK_TIMEOUT_MS,
    onLine: (line) => {
      ports.reporter.output(line);
      tail.push(line);
      if (tail.length > 20) tail.shift();
    },
  });
  if (result.timedOut) return `${name} did not end within 15 minutes`;
  if (result.code === 0) return null;
  return `${name} ended with exit code ${result.code}\n${tail.map((line) => `  ${line}`).join("\n")}`;
}
