import type { Relation } from "../model/change.ts";

/** What the source repository knows of its commits and trees. */
export interface History {
  /** The full sha of a revision. Throws a `SluiceError` (`commit_unknown`) where there is none. */
  getCommit(revision: string): Promise<string>;
  /** The head of a branch, the remote's first; null where no such branch exists. */
  findBranch(branch: string): Promise<string | null>;
  /** How `a` stands to `b`; `unknown` where either is missing even after a fetch. */
  getRelation(a: string, b: string): Promise<Relation>;
  /**
   * Files and subtrees below `path` in a commit, as `git ls-tree -r` has them, sorted by path.
   * `mode` is git's (100644, 100755, 120000, 160000), `object` the blob's id.
   */
  listTree(commit: string, path: string): Promise<readonly TreeEntry[]>;
  /** A file's bytes in a commit; null where it is not there. */
  findFile(commit: string, path: string): Promise<Uint8Array | null>;
  /** The bytes of blobs by their ids, as `listTree` names them. Throws `git_failed` where one is missing. */
  readBlobs(objects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
}

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly object: string;
}
