/** A pull request (GitHub) or merge request (GitLab). `number` is the forge's own number (GitLab: the iid). */
export interface Change {
  readonly number: number;
  readonly title: string;
  /** Login of the person who opened it; an e-mail address on the forge `local`. */
  readonly author: string;
  /** Branch that was merged, without `refs/heads/`; null where the forge no longer knows. */
  readonly source: string | null;
  /** Branch that it was merged into. */
  readonly target: string;
  /** The page a person opens; null on the forge `local`. */
  readonly url: string | null;
  /** ISO 8601, UTC; null where it is not merged. */
  readonly mergedAt: string | null;
}

/** What a commit turned out to be: the merge of a change, or a push that no change accounts for. */
export type Origin =
  | { readonly kind: "change"; readonly commit: string; readonly change: Change }
  | { readonly kind: "push"; readonly commit: string; readonly author: string };

/** How commit `a` stands to commit `b`: `descendant` means that a contains b. */
export type Relation = "same" | "descendant" | "ancestor" | "diverged" | "unknown";
