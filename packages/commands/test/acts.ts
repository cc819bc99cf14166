import { identify, type Outcome, outcomeOfReason, SluiceError } from "@sluice/core";
import type { Gate } from "@sluice/testing/train/gate";
import type { World, WorldCommit } from "@sluice/testing/train/world";
import { destroyStaleEnv, promoteToProd, rollback, run } from "../src/index.ts";

/** One thing that a runner of the interleavings does. */
export type Act =
  | { readonly do: "run"; readonly commit: WorldCommit }
  | { readonly do: "promote" }
  | { readonly do: "rollback" }
  | { readonly do: "sweep" }
  | { readonly do: "destroy"; readonly commit: WorldCommit };

/** As `execute` does: what a user can do something about is an outcome, anything else a defect. */
export async function perform(world: World, act: Act, name: string, gate?: Gate): Promise<Outcome> {
  try {
    return await performAct(world, act, name, gate);
  } catch (error) {
    if (error instanceof SluiceError) return outcomeOfReason(error.reason);
    throw error;
  }
}

async function performAct(world: World, act: Act, name: string, gate?: Gate): Promise<Outcome> {
  const ports = world.ports(name, gate);
  const none = { release: undefined, approve: false, comment: undefined, dryRun: false };
  switch (act.do) {
    case "run":
      return (await run.run({ stage: act.commit.branch, commit: act.commit.sha, dryRun: false }, ports))
        .outcome;
    case "promote":
      return (await promoteToProd.run({ stage: undefined, ...none }, ports)).outcome;
    case "rollback": {
      const inputs = {
        stage: "PROD",
        to: undefined,
        reason: undefined,
        quarantine: true,
        clear: undefined,
        dryRun: false,
      };
      return (await rollback.run(inputs, ports)).outcome;
    }
    case "sweep":
    case "destroy": {
      const environment =
        act.do === "sweep" ? [] : [identify("shop", act.commit.branch, { number: act.commit.number ?? 0 })];
      const inputs = { stages: [], environment, keep: [], abandoned: [], dryRun: false };
      return (await destroyStaleEnv.run(inputs, ports)).outcome;
    }
  }
}
