import { userInfo } from "node:os";
import { SluiceError } from "@sluice/core/errors";
import type { Origin } from "@sluice/core/model/change";
import type { Changes } from "@sluice/core/ports/changes";
import type { People } from "@sluice/core/ports/people";
import type { Runs } from "@sluice/core/ports/runs";
import { git } from "@sluice/host/git";
import { createHistory } from "@sluice/host/history";
import { type Commit, parseCommit } from "./commit.ts";
import { membershipOf } from "./members.ts";
import { createLocalRuns } from "./runs.ts";
import { parseMerge } from "./translate.ts";

export interface LocalForgeOptions {
  /** Any folder of the repository. */
  readonly cwd: string;
  /** `SLUICE_ACTOR`, `SLUICE_RUN` and `USER` are read from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The forge of a machine without one: it reads merges from git alone, and knows people by e-mail address. */
export async function createLocalForge(options: LocalForgeOptions): Promise<Changes & People & Runs> {
  const runs = await createLocalRuns(options.env);
  return {
    ...runs,
    getOrigin: (commit, branch) => getOrigin(options.cwd, commit, branch),
    getActor: () => getActor(options),
    getMembership: async (person, administrators) => membershipOf(person, administrators),
  };
}

async function getOrigin(cwd: string, revision: string, branch: string): Promise<Origin> {
  const commit = await createHistory({ cwd }).getCommit(revision);
  const found = await findCommit(cwd, commit);
  const author = found?.author ?? "";
  const merge = found === null ? null : parseMerge(found.message, found.parents.length);
  // A merge into another branch came here by a push of that branch's head.
  if (found === null || merge === null || (merge.target !== null && merge.target !== branch)) {
    return { kind: "push", commit, author };
  }
  const merged = found.parents[1] === undefined ? null : await findCommit(cwd, found.parents[1]);
  const change = {
    number: merge.number,
    title: merge.title,
    author: merged?.author ?? author,
    source: merge.source,
    target: branch,
    url: null,
    mergedAt: found.committedAt,
  };
  return { kind: "change", commit, change };
}

/** Null where a shallow clone does not have it. */
async function findCommit(cwd: string, id: string): Promise<Commit | null> {
  const env = { GIT_NO_REPLACE_OBJECTS: "1" };
  const { code, stdout } = await git(["cat-file", "commit", id], { cwd, env, allowFailure: true });
  return code === 0 ? parseCommit(stdout) : null;
}

async function getActor({ cwd, env }: LocalForgeOptions): Promise<string> {
  const configured = await git(["config", "--get", "user.email"], { cwd, allowFailure: true });
  const email = configured.code === 0 ? configured.stdout.toString("utf8").trim() : "";
  const actor = [env.SLUICE_ACTOR, email, env.USER, env.USERNAME, systemUser()].find(
    (name) => name !== undefined && name.trim() !== "",
  );
  if (actor !== undefined) return actor.trim();
  throw new SluiceError("input_invalid", "nobody can tell who runs this", {
    advice: "Set git config user.email, or the variable SLUICE_ACTOR.",
  });
}

/** A container's user often has no name. */
function systemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
