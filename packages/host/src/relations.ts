import type { Relation } from "@sluice/core/model/change";
import type { GitResult } from "./git.ts";

export interface RelationSources {
  run(args: readonly string[], allowFailure?: boolean): Promise<GitResult>;
  readonly remote: string;
  findCommit(revision: string): Promise<string | null>;
}

/**
 * How two commits stand to each other. Where one is missing or the history is cut off, the remote's branches are
 * fetched whole, once for each such pair; `unknown` where that does not help either.
 */
export function createRelations(sources: RelationSources): (a: string, b: string) => Promise<Relation> {
  const fetchedFor = new Set<string>();
  let fetching: Promise<unknown> = Promise.resolve();

  /** One at a time: two fetches would fight for the lock on the shallow file. */
  function fetchFor(a: string, b: string): Promise<boolean> {
    const pair = [a, b].sort().join(" ");
    if (fetchedFor.has(pair)) return fetching.then(() => true);
    fetchedFor.add(pair);
    const fetched = fetching.then(() => fetchBranches(sources));
    fetching = fetched.catch(() => false);
    return fetched;
  }

  return async (a, b) => {
    const known = await relate(sources, a, b);
    if (known !== "unknown") return known;
    return (await fetchFor(a, b)) ? relate(sources, a, b) : "unknown";
  };
}

async function relate(sources: RelationSources, a: string, b: string): Promise<Relation> {
  const [left, right] = [await nameOf(sources, a), await nameOf(sources, b)];
  if (left === null || right === null) return "unknown";
  // the usual question is whether the new contains the old: mostly one answer of git's is enough
  const contains = await isAncestor(sources, right, left);
  if (contains === true) return left === right ? "same" : "descendant";
  const isContained = contains === null ? null : await isAncestor(sources, left, right);
  if (isContained === true) return "ancestor";
  if (contains === null || isContained === null) return "unknown";
  // Where history is cut off, only a yes can be believed.
  return (await isShallow(sources)) ? "unknown" : "diverged";
}

/** A full name is a commit's own; whether the commit is there, the comparison tells. */
function nameOf(sources: RelationSources, revision: string): Promise<string | null> | string {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision) ? revision : sources.findCommit(revision);
}

/** Null where git could not tell: a commit in between is missing. */
async function isAncestor({ run }: RelationSources, ancestor: string, of: string): Promise<boolean | null> {
  const { code } = await run(["merge-base", "--is-ancestor", "--end-of-options", ancestor, of], true);
  return code > 1 ? null : code === 0;
}

async function isShallow({ run }: RelationSources): Promise<boolean> {
  return (await run(["rev-parse", "--is-shallow-repository"])).stdout.toString("utf8").trim() !== "false";
}

/** Whether the remote's branches were fetched with all of their history; false where there is no such remote. */
async function fetchBranches(sources: RelationSources): Promise<boolean> {
  const { run, remote } = sources;
  if ((await run(["config", "--get", `remote.${remote}.url`], true)).code !== 0) return false;
  const args = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
  if (await isShallow(sources)) args.push("--unshallow");
  // A shallow clone follows a single branch: the others' commits come only when they are asked for.
  args.push("--end-of-options", remote, `+refs/heads/*:refs/remotes/${remote}/*`);
  return (await run(args, true)).code === 0;
}
