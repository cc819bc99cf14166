import type { LedgerState, Milestone, ReleaseState } from "../ledger/state.ts";
import type { ReasonCode } from "../model/outcome.ts";

export interface GateRules {
  readonly name: string;
  /** The stage whose verified releases it takes; null for the first. */
  readonly before: string | null;
  readonly suites: readonly SuiteRule[];
  readonly approvals: { readonly count: number; readonly author: boolean };
}

export interface SuiteRule {
  readonly name: string;
  /** It is run against an environment, so that only a result of this stage counts. */
  readonly needsEnvironment: boolean;
}

export interface GateFacts {
  /** The change comes from a branch that may skip the stage before. */
  readonly hotfix: boolean;
  readonly frozen: string | null;
  /** Who opened the change. */
  readonly author: string | null;
}

/** One thing that keeps a release out of a stage. */
export interface Obstacle {
  readonly reason: ReasonCode;
  readonly message: string;
  readonly advice: string;
}

/**
 * All that keeps a release from being deployed to a stage; empty: it may be.
 *
 * @param when `deploy`: before anything runs there, suites that need the environment are not yet asked for;
 *   `switch`: before it takes the traffic, everything is
 */
export function obstacles(
  release: ReleaseState | undefined,
  rules: GateRules,
  facts: GateFacts,
  when: "deploy" | "switch",
): readonly Obstacle[] {
  if (release === undefined) {
    return [
      {
        reason: "artifact_missing",
        message: "no artifact is recorded for this commit",
        advice: "Run build-image first.",
      },
    ];
  }
  const found: Obstacle[] = [];
  if (release.quarantined) {
    found.push({
      reason: "quarantined",
      message: `the release is quarantined since ${release.quarantined.at}: ${release.quarantined.reason}`,
      advice: "Merge a fix, or clear it with `sluice rollback --clear` when it was not at fault.",
    });
  }
  if (rules.before !== null && !facts.hotfix && release.verified[rules.before] === undefined) {
    found.push({
      reason: "not_verified",
      message: `no release of this content is verified in ${rules.before}`,
      advice: `Let it pass ${rules.before} first; a merge that changed the content on its way is another release.`,
    });
  }
  if (facts.frozen !== null) {
    found.push({
      reason: "frozen",
      message: `${rules.name} is frozen: ${facts.frozen}`,
      advice: "Run it again after the freeze.",
    });
  }
  const approvers = (release.approvals[rules.name] ?? []).filter(
    (person) => rules.approvals.author || person !== facts.author,
  );
  if (approvers.length < rules.approvals.count) {
    found.push({
      reason: "approvals_missing",
      message: `${approvers.length} of ${rules.approvals.count} approvals for ${rules.name}`,
      advice: `An administrator approves it with \`sluice promote-to-prod --stage ${rules.name} --approve\`.`,
    });
  }
  return [...found, ...suiteObstacles(release, rules, when)];
}

function suiteObstacles(
  release: ReleaseState,
  rules: GateRules,
  when: "deploy" | "switch",
): readonly Obstacle[] {
  const found: Obstacle[] = [];
  for (const suite of rules.suites) {
    if (suite.needsEnvironment && when === "deploy") continue;
    const result = release.tests[suite.name];
    if (result === undefined || (suite.needsEnvironment && result.stage !== rules.name)) {
      found.push({
        reason: "tests_missing",
        message: `suite ${suite.name} has no result for this artifact${suite.needsEnvironment ? ` in ${rules.name}` : ""}`,
        advice: `Run run-test-matrix --stage ${rules.name} first.`,
      });
    } else if (result.outcome !== "success") {
      found.push({
        reason: "tests_failed",
        message: `suite ${suite.name} failed${result.detail === null ? "" : `: ${result.detail}`}`,
        advice: "Mend it and merge the fix, or run the suite again if it was not the artifact's fault.",
      });
    }
  }
  return found;
}

/** What a stage offers to the next: its newest published release that is not quarantined; null for none. */
export function newestPromotable(state: LedgerState, stage: string): Milestone | null {
  const published = state.stages[stage]?.published ?? [];
  return published.find((milestone) => !state.releases[milestone.digest]?.quarantined) ?? null;
}
