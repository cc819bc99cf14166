import type { Artifact } from "../../model/artifact.ts";
import type { Change } from "../../model/change.ts";
import type { EventOf, NewEvent } from "../events.ts";
import { noticeKey } from "../evolve.ts";
import type { LedgerState } from "../state.ts";
import { accept, type Decision, refuse } from "./decision.ts";

export interface ArtifactCommand {
  readonly artifact: Artifact;
  readonly key: string;
  readonly built: boolean;
  readonly stage: string;
  readonly commit: string;
  readonly change: Change | null;
}

/** An artifact is what a commit of a stage's branch holds. */
export function decideArtifact(state: LedgerState, command: ArtifactCommand): Decision {
  const { artifact, key, built, stage, commit, change } = command;
  const facts = { ...artifact, key };
  const events: NewEvent[] = [];
  const release = state.releases[artifact.digest];
  if (built && !release) events.push({ type: "artifact.packaged", ...facts });
  const known = release?.sources.some((source) => source.stage === stage && source.commit === commit);
  if (!known || state.keys[key] !== artifact.digest) {
    events.push({ type: "artifact.published", ...facts, stage, commit, change });
  }
  return accept(null, ...events);
}

/** A suite's result for an artifact. */
export function decideTest(
  state: LedgerState,
  result: Omit<EventOf<"testsuiterun.finished">, "v" | "seq" | "at" | "by" | "run" | "type">,
): Decision {
  if (!state.releases[result.digest]) {
    return refuse(
      "artifact_missing",
      `the ledger knows no artifact ${result.digest}`,
      "Run build-image first.",
    );
  }
  return accept(null, { type: "testsuiterun.finished", ...result });
}

/** A person approves a release for a stage. Whether they may is the verb's to ask. */
export function decideApproval(
  state: LedgerState,
  approval: {
    readonly stage: string;
    readonly digest: string;
    readonly by: string;
    readonly comment: string | null;
  },
): Decision {
  const release = state.releases[approval.digest];
  if (!release) return refuse("artifact_missing", `the ledger knows no release ${approval.digest}`);
  if (release.approvals[approval.stage]?.includes(approval.by)) return accept(null);
  const { stage, digest, comment } = approval;
  return accept(null, { type: "approval.created", stage, digest, comment });
}

/** What became of a notice. One that was delivered is not recorded twice. */
export function decideNotice(
  state: LedgerState,
  notice: Omit<EventOf<"notice.sent">, "v" | "seq" | "at" | "by" | "run" | "type">,
): Decision {
  if (state.notices.includes(noticeKey(notice))) return accept(null);
  return accept(null, { type: "notice.sent", ...notice });
}
