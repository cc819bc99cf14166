import { isShared, type Stage } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { whatIsWrong, whatIsWrongBehind } from "./health.ts";

/** A single probe may be lost to chance; a release that is broken fails twice. */
const WRONG_IN_A_ROW = 2;

/**
 * Watches an environment that took the traffic, for `stage.bake` milliseconds and at least once: what runs, and
 * what its public hostname reaches. Answers what was wrong twice in a row; null where all went well.
 */
export async function bake(
  ports: Pick<TrainPorts, "config" | "target" | "edge" | "prober" | "clock">,
  stage: Stage,
  environment: string,
  host: string | null,
): Promise<string | null> {
  const end = ports.clock.now() + stage.bake;
  let wrongInARow = 0;
  for (;;) {
    const instance = await ports.target.find(environment);
    const wrong =
      (await whatIsWrong(ports, instance)) ??
      (host === null || !isShared(stage) ? null : await whatIsWrongBehind(ports, host));
    if (wrong !== null && (instance === null || !instance.running)) return wrong;
    wrongInARow = wrong === null ? 0 : wrongInARow + 1;
    if (wrong !== null && wrongInARow >= WRONG_IN_A_ROW) return wrong;
    if (wrong === null && ports.clock.now() >= end) return null;
    await ports.clock.sleep(ports.config.health.interval);
  }
}
