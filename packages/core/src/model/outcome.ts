/** Every verb ends in one of these. The exit code follows from it alone. */
export const OUTCOMES = {
  built: 0,
  reused: 0,
  passed: 0,
  deployed: 0,
  unchanged: 0,
  superseded: 0,
  promoted: 0,
  destroyed: 0,
  notified: 0,
  done: 0,
  /** A person asked for an earlier release, and it serves. */
  returned: 0,
  failed: 1,
  invalid: 2,
  refused: 3,
  rolled_back: 4,
  rollback_failed: 5,
  tests_failed: 6,
  unreachable: 7,
  malformed: 8,
  interrupted: 130,
} as const;

export type Outcome = keyof typeof OUTCOMES;

/** Milestones a person reads green; `superseded` is a notice, the rest are failures. */
export function outcomeColour(outcome: Outcome): "success" | "notice" | "failure" {
  if (OUTCOMES[outcome] !== 0) return "failure";
  return outcome === "superseded" || outcome === "returned" ? "notice" : "success";
}

/** Why a verb ended as it did, from a closed list: stable words that scripts may rely on. */
export const REASON_CODES = {
  ok: "done as asked",
  nothing_to_do: "there was nothing to do",
  dry_run: "only told what would be done",
  found_by_content: "an artifact of the same content exists",
  newer_change: "a newer change has the stage",
  tombstoned: "the ledger says that this environment must not exist any more",
  claim_lost: "another run took the claim over",
  busy: "another run holds the stage and did not finish in time",
  not_a_descendant: "the commit does not contain what the stage runs",
  history_unknown: "the repository's history does not reach far enough to compare commits",
  not_verified: "no release of this content is verified in the stage before",
  tests_missing: "a required suite has no result for this artifact",
  tests_failed: "a required suite failed",
  quarantined: "the release is quarantined",
  frozen: "the stage is frozen",
  approvals_missing: "approvals are missing",
  not_an_administrator: "the person is not an administrator of the stage",
  unhealthy: "the environment did not become healthy",
  unhealthy_after_switch: "the environment turned unhealthy after it took the traffic",
  digest_mismatch: "the target runs another digest than was asked for",
  hook_failed: "a hook failed",
  no_rollback_target: "there is no verified release to go back to",
  rollback_unhealthy: "the release to go back to is not healthy",
  build_failed: "the build failed",
  policy_broken: "the artifact is not what the policy asks for",
  deployment_failed: "the target could not start the environment",
  target_unreachable: "the target does not answer",
  target_malformed: "the target's own records cannot be read",
  edge_unreachable: "the edge does not answer",
  registry_unreachable: "the registry does not answer",
  registry_denied: "the registry refuses the credentials",
  registry_malformed: "the registry answers something that is not the distribution protocol",
  artifact_missing: "the artifact is not in the registry",
  ledger_unreachable: "the ledger's remote does not answer",
  ledger_denied: "the ledger's remote refuses the push",
  ledger_malformed: "the ledger does not fold or its chain is broken",
  ledger_contended: "too many runs append to the ledger at once",
  config_missing: "there is no sluice.yml",
  config_invalid: "sluice.yml is not valid",
  input_invalid: "an input is not valid",
  commit_unknown: "there is no such commit",
  environment_unknown: "there is no such environment",
  forge_unreachable: "the forge does not answer",
  not_delivered: "a notice could not be delivered",
  program_missing: "a program that is needed is not installed",
  git_failed: "git refused",
  interrupted: "the run was interrupted",
  defect: "Sluice itself failed",
} as const;

export type ReasonCode = keyof typeof REASON_CODES;

/** What an error with this reason lets its verb end in. */
export function outcomeOfReason(reason: ReasonCode): Outcome {
  if (reason.endsWith("_unreachable") || reason === "registry_denied" || reason === "ledger_denied")
    return "unreachable";
  if (reason.endsWith("_malformed")) return "malformed";
  switch (reason) {
    case "config_missing":
    case "config_invalid":
    case "input_invalid":
    case "commit_unknown":
    case "environment_unknown":
      return "invalid";
    case "newer_change":
      return "superseded";
    case "tests_failed":
      return "tests_failed";
    case "interrupted":
      return "interrupted";
    case "busy":
    case "not_a_descendant":
    case "history_unknown":
    case "not_verified":
    case "tests_missing":
    case "quarantined":
    case "frozen":
    case "approvals_missing":
    case "not_an_administrator":
    case "claim_lost":
    case "tombstoned":
    case "no_rollback_target":
    case "ledger_contended":
    case "policy_broken":
      return "refused";
    default:
      return "failed";
  }
}
