import type { Relation } from "../../model/change.ts";
import type { NewEvent } from "../events.ts";
import type { LedgerState } from "../state.ts";
import { accept, type Decision, isLive, iso, refuse } from "./decision.ts";
import { type Claim, fence } from "./fence.ts";

/** It is up, healthy, and the target said that it runs this digest. */
export function decideDeployed(state: LedgerState, claim: Claim, digest: string): Decision {
  const broken = fence(state, claim);
  if (broken) return broken;
  const environment = state.environments[claim.environment]!;
  if (environment.phase !== "claimed") return accept(null);
  return accept(null, { type: "service.deployed", ...claim, digest });
}

/**
 * All that the stage requires is known to be good of it: verifies it and gives it the stage's traffic; the bake begins.
 *
 * @param relations how its commit stands to those of `commitsToCompare`; newer ones may have come meanwhile
 * @param quarantine why what served until now is not to be deployed again, in the same act, so that no killed
 *   rollback leaves it free; null: it may be
 */
export function decideSwitch(
  state: LedgerState,
  claim: Claim,
  relations: Readonly<Record<string, Relation>>,
  quarantine: string | null = null,
): Decision {
  const broken = fence(state, claim);
  if (broken) return broken;
  const environment = state.environments[claim.environment]!;
  if (environment.phase === "baking" || environment.phase === "published") return accept(null);
  if (environment.phase === "failed") {
    const advice = "Run it again; `sluice status` shows who has the stage.";
    return refuse("claim_lost", `the claim on ${claim.environment} was given up meanwhile`, advice);
  }
  if (environment.phase === "claimed") {
    return refuse("unhealthy", `${claim.environment} is not known to be healthy`, "Deploy it first.");
  }
  const { stage, digest } = environment;
  const quarantined = state.releases[digest]?.quarantined;
  if (quarantined) {
    return refuse("quarantined", `its release was quarantined meanwhile: ${quarantined.reason}`);
  }
  const serves = state.stages[stage]?.serves ?? null;
  const serving = serves === null ? undefined : state.environments[serves];
  const head = state.stages[stage]?.head;
  if (environment.purpose === "deploy") {
    const commits = [serving?.commit, head?.commit].filter((commit) => commit !== undefined);
    if (commits.some((commit) => relations[commit] === "ancestor")) {
      return refuse("newer_change", `${serves ?? head?.environment} is newer and has the stage`);
    }
  }
  const previous = isLive(serving) && serving.name !== claim.environment ? serving.name : null;
  const events: NewEvent[] = [
    { type: "release.verified", ...claim, stage, digest },
    { type: "service.upgraded", ...claim, stage, digest, previous },
  ];
  if (quarantine !== null && serving && serving.digest !== digest) {
    events.push({ type: "release.quarantined", digest: serving.digest, stage, reason: quarantine });
  }
  return accept(null, ...events);
}

/** The bake is over and it serves. Whoever settles a killed run's bake may say so too. */
export function decidePublish(state: LedgerState, claim: Claim): Decision {
  const broken = fence(state, claim);
  if (broken) return broken;
  const environment = state.environments[claim.environment]!;
  if (environment.phase === "published") return accept(null);
  if (environment.phase !== "baking") {
    return refuse("claim_lost", `${claim.environment} does not have the traffic any more`);
  }
  const { stage, digest } = environment;
  return accept(null, { type: "service.published", ...claim, stage, digest });
}

/** Keeps a claim for `leaseMs` more; says nothing while more than half of the lease is left. */
export function decideRenew(state: LedgerState, claim: Claim, leaseMs: number, now: number): Decision {
  const broken = fence(state, claim);
  if (broken) return broken;
  const { holder } = state.environments[claim.environment]!;
  if (holder === null || Date.parse(holder.until) - now > leaseMs / 2) return accept(null);
  return accept(null, { type: "claim.renewed", environment: claim.environment, until: iso(now + leaseMs) });
}

/** The run is through with the environment, or gave up waiting for the stage. */
export function decideRelease(state: LedgerState, stage: string, run: string, claim: Claim | null): Decision {
  const environment = claim === null ? undefined : state.environments[claim.environment];
  const holds = environment?.generation === claim?.generation && environment?.holder?.run === run;
  const waits = state.stages[stage]?.waiting.some((waiting) => waiting.run === run) ?? false;
  if (!holds && !waits) return accept(null);
  return accept(null, { type: "claim.released", stage, environment: holds ? claim!.environment : null });
}
