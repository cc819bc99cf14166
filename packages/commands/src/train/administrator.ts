import type { Stage } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { done, fail, type Step } from "./failure.ts";

/**
 * Whether who started this run is an administrator of the stage: `refused (not_an_administrator)` otherwise, also
 * where nobody can tell. A stage without administrators lets everybody who may write its ledger.
 */
export async function askAdministrator(ports: Pick<TrainPorts, "people">, stage: Stage): Promise<Step<null>> {
  if (stage.administrators.length === 0) return done(null);
  const actor = await ports.people.getActor();
  const membership = await ports.people.getMembership(actor, stage.administrators);
  if (membership.is === "member") return done(null);
  return fail({
    reason: "not_an_administrator",
    message:
      membership.is === "unknown"
        ? `cannot tell whether ${actor} is an administrator of ${stage.name}: ${membership.reason}`
        : `${actor} is not an administrator of ${stage.name}`,
    advice: `Administrators are ${stage.administrators.join(", ")} (stages.${stage.name}.administrators in sluice.yml). Nothing was changed.`,
  });
}
