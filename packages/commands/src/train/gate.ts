import {
  type FreezeWindow,
  findFreeze,
  type GateFacts,
  type LedgerState,
  matchesAny,
  obstacles,
} from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { done, fail, type Step } from "./failure.ts";
import { gateRules } from "./rules.ts";
import type { Subject } from "./subject.ts";

/** What the gate of a stage wants to know of a subject that the ledger does not tell. */
export function gateFacts(ports: Pick<TrainPorts, "clock">, subject: Subject): GateFacts {
  return {
    hotfix: subject.hotfix,
    frozen: describeFreeze(findFreeze(subject.stage, ports.clock.now())),
    author: subject.change?.author ?? null,
  };
}

/** All that keeps a subject from being deployed, as one failure. */
export function passGate(
  ports: Pick<TrainPorts, "clock" | "config">,
  state: LedgerState,
  subject: Subject,
): Step<null> {
  const found = obstacles(
    state.releases[subject.digest],
    gateRules(ports.config, subject.stage),
    gateFacts(ports, subject),
    "deploy",
  );
  const [first] = found;
  if (!first) return done(null);
  return fail({
    reason: first.reason,
    message: found.map((obstacle) => obstacle.message).join("; "),
    advice: found.map((obstacle) => obstacle.advice).join(" "),
    outcome: first.reason === "tests_failed" ? "tests_failed" : "refused",
  });
}

/** Whether a change's branch may skip the stage before. */
export function isHotfix(patterns: readonly string[], source: string | null): boolean {
  return source !== null && matchesAny(patterns, source);
}

function describeFreeze(window: FreezeWindow | null): string | null {
  if (window === null) return null;
  const when = "days" in window ? `${window.days.join(", ")} ` : "";
  const zone = "days" in window ? ` ${window.zone}` : "";
  return `${when}from ${window.from} to ${window.to}${zone}`;
}
