import { createHash } from "node:crypto";
import { SluiceError } from "@sluice/core/errors";
import type { Relation } from "@sluice/core/model/change";
import type { History, TreeEntry } from "@sluice/core/ports/history";

export interface MemoryCommit {
  /** One that is not in the graph is a history that does not reach further. */
  readonly parents: readonly string[];
  /** Contents by path; each is a plain file. */
  readonly tree: Readonly<Record<string, string>>;
}

/** By sha; read at every question, so that a test may add to it. */
export type CommitGraph = Record<string, MemoryCommit>;

/**
 * A history without git. A revision is a sha of the graph or a branch's name. Ids of blobs are git's own.
 *
 * @param branches heads by name; read at every question.
 */
export function memoryHistory(graph: CommitGraph, branches: Record<string, string> = {}): History {
  const find = (revision: string): string | null => {
    const sha = Object.hasOwn(branches, revision) ? branches[revision]! : revision;
    return Object.hasOwn(graph, sha) ? sha : null;
  };

  const get = (revision: string): string => {
    const sha = find(revision);
    if (sha !== null) return sha;
    throw new SluiceError("commit_unknown", `there is no commit ${JSON.stringify(revision)}`);
  };

  /** Whether `of` contains `ancestor`; null where the graph ends before that can be told. */
  const contains = (of: string, ancestor: string): boolean | null => {
    const seen = new Set<string>();
    const open = [of];
    let complete = true;
    for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
      if (sha === ancestor) return true;
      if (seen.has(sha)) continue;
      seen.add(sha);
      if (Object.hasOwn(graph, sha)) open.push(...graph[sha]!.parents);
      else complete = false;
    }
    return complete ? false : null;
  };

  const relate = (a: string, b: string): Relation => {
    const [left, right] = [find(a), find(b)];
    if (left === null || right === null) return "unknown";
    if (left === right) return "same";
    const [below, above] = [contains(left, right), contains(right, left)];
    if (below === true) return "descendant";
    if (above === true) return "ancestor";
    return below === null || above === null ? "unknown" : "diverged";
  };

  const files = (commit: string): [string, Uint8Array][] =>
    Object.entries(graph[get(commit)]!.tree)
      .map(([path, text]): [string, Uint8Array] => [path, Buffer.from(text)])
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

  return {
    getCommit: async (revision) => get(revision),
    findBranch: async (branch) => (Object.hasOwn(branches, branch) ? branches[branch]! : null),
    getRelation: async (a, b) => relate(a, b),
    async listTree(commit, path) {
      const below = normalise(path);
      return files(commit)
        .filter(([file]) => below === "" || file === below || file.startsWith(`${below}/`))
        .map(([file, bytes]): TreeEntry => ({ path: file, mode: "100644", object: blobId(bytes) }));
    },
    async findFile(commit, path) {
      const wanted = normalise(path);
      return files(commit).find(([file]) => file === wanted)?.[1] ?? null;
    },
    async readBlobs(objects) {
      const all = new Map(
        Object.values(graph).flatMap(({ tree }) =>
          Object.values(tree).map((text) => [blobId(Buffer.from(text)), Buffer.from(text)] as const),
        ),
      );
      const missing = objects.find((object) => !all.has(object));
      if (missing !== undefined) throw new SluiceError("git_failed", `there is no file of id ${missing}`);
      return new Map(objects.map((object) => [object, all.get(object)!]));
    },
  };
}

function blobId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

function normalise(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (path.startsWith("/") || path.includes("\0") || parts.includes("..")) {
    throw new SluiceError("input_invalid", `${JSON.stringify(path)} is not a path inside the repository`);
  }
  return parts.join("/");
}
