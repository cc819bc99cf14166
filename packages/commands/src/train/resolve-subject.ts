import {
  type Artifact,
  type Change,
  identify,
  type LedgerState,
  type Milestone,
  SluiceError,
  type Stage,
  urlOf,
} from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { isHotfix } from "./gate.ts";
import type { Subject } from "./subject.ts";

/** What a merge into a stage is about: its commit and the change that it belongs to. */
export interface Merge {
  readonly stage: Stage;
  readonly commit: string;
  readonly change: Change | null;
}

/**
 * Identifies the change that a commit of a stage's branch belongs to.
 *
 * @param revision what to look at; null: the head of the stage's branch
 * @throws `commit_unknown`
 */
export async function identifyMerge(
  ports: Pick<TrainPorts, "history" | "changes">,
  stage: Stage,
  revision: string | null,
): Promise<Merge> {
  const commit =
    revision === null
      ? await ports.history.findBranch(stage.branch)
      : await ports.history.getCommit(revision);
  if (commit === null) {
    throw new SluiceError("commit_unknown", `there is no branch ${stage.branch} for ${stage.name}`, {
      advice: `Push the branch ${stage.branch}, name another in sluice.yml, or pass --commit.`,
    });
  }
  const origin = await ports.changes.getOrigin(commit, stage.branch);
  return { stage, commit, change: origin.kind === "change" ? origin.change : null };
}

/** The subject of a merge whose artifact is known. */
export function subjectOf(
  app: string,
  merge: Merge,
  artifact: Pick<Artifact, "repository" | "digest">,
): Subject {
  const { stage, commit, change } = merge;
  return {
    app,
    stage,
    environment: identify(app, stage.name, change === null ? { commit } : { number: change.number }),
    commit,
    change,
    repository: artifact.repository,
    digest: artifact.digest,
    url: urlOf({ app }, stage, { number: change?.number ?? null, commit, source: change?.source ?? null }),
    purpose: "deploy",
    hotfix: isHotfix(stage.hotfix, change?.source ?? null),
  };
}

/** The artifact that the ledger has for a commit of a stage. Throws `artifact_missing`. */
export function recordedArtifact(state: LedgerState, merge: Merge, digest: string | null): Artifact {
  const releases = Object.values(state.releases);
  const release =
    digest === null
      ? releases.findLast((r) =>
          r.sources.some((s) => s.stage === merge.stage.name && s.commit === merge.commit),
        )
      : releases.find((r) => r.digest === digest);
  if (release) return { kind: release.kind, repository: release.repository, digest: release.digest };
  throw new SluiceError(
    "artifact_missing",
    digest === null
      ? `no artifact is recorded for ${merge.commit.slice(0, 8)} in ${merge.stage.name}`
      : `the ledger knows no artifact ${digest}`,
    { advice: `Run \`sluice build-image --stage ${merge.stage.name}\` first; nothing was changed.` },
  );
}

/** The subject of going back to, or bringing on, what a stage published before. */
export function subjectOfMilestone(
  app: string,
  stage: Stage,
  state: LedgerState,
  milestone: Milestone,
  purpose: "deploy" | "rollback",
): Subject {
  const { commit, change, digest } = milestone;
  const release = state.releases[digest];
  if (!release) {
    throw new SluiceError(
      "artifact_missing",
      `the ledger forgot the artifact ${digest} of ${milestone.environment}`,
      {
        advice: "Choose a newer release; nothing was changed.",
      },
    );
  }
  return { ...subjectOf(app, { stage, commit, change }, release), purpose };
}
