import type { Claim } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { type BringUpPorts, bringUp } from "./bring-up.ts";
import { claimEnvironment } from "./claim.ts";
import { done, type Step } from "./failure.ts";
import { passGate } from "./gate.ts";
import { whatIsWrong } from "./health.ts";
import type { SettlePorts } from "./settle.ts";
import type { Subject } from "./subject.ts";

export interface Deployed {
  readonly claim: Claim;
  /** `held`: up and this run's; `unchanged`: published already, healthy, by an earlier run. */
  readonly is: "held" | "unchanged";
}

export type DeployPorts = BringUpPorts & SettlePorts & Pick<TrainPorts, "history">;

/**
 * Gate, claim, bring up: afterwards the environment is healthy, its digest proven, and held by this run,
 * without any traffic yet.
 */
export async function deploy(ports: DeployPorts, subject: Subject): Promise<Step<Deployed>> {
  const { state } = ports.ledger.last() ?? (await ports.ledger.read());
  if (subject.purpose === "deploy") {
    const gate = passGate(ports, state, subject);
    if (!gate.ok) return gate;
  }
  let claimed = await claimEnvironment(ports, subject, false);
  if (!claimed.ok) return claimed;
  if (claimed.value.kind === "unchanged") {
    const instance = await ports.target.find(subject.environment);
    const wrong =
      instance?.digest === subject.digest ? await whatIsWrong(ports, instance) : "it runs something else";
    if (wrong === null) return done({ claim: claimed.value.claim, is: "unchanged" });
    ports.reporter.info(`${subject.environment} is recorded as running, but ${wrong}; deploying it again`);
    claimed = await claimEnvironment(ports, subject, true);
    if (!claimed.ok) return claimed;
  }
  const { value } = claimed;
  if (value.kind === "held" && value.phase !== "claimed" && value.phase !== "failed") {
    return done({ claim: value.claim, is: "held" });
  }
  const up = await bringUp(ports, subject, value.claim);
  return up.ok ? done({ claim: value.claim, is: "held" }) : up;
}
