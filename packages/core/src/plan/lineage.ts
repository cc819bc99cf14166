import type { Relation } from "../model/change.ts";

/** How a candidate stands to what a stage runs. */
export type Standing = "newer" | "same" | "older" | "diverged" | "unknown";

/**
 * Compares a candidate's commit with the commit that a stage runs, and, where those have no common line (a
 * promotion by squash, a promotion of the stage before's own commit), with the other commits that held the
 * same artifact. Of contradicting answers the cautious one counts: older.
 *
 * @param runs the commit that the stage runs
 * @param sources all commits that held the artifact that the stage runs
 * @param relations how the candidate stands to each of these commits
 */
export function standing(
  runs: string,
  sources: readonly string[],
  relations: Readonly<Record<string, Relation>>,
): Standing {
  const direct = relations[runs] ?? "unknown";
  if (direct === "same") return "same";
  if (direct === "descendant") return "newer";
  if (direct === "ancestor") return "older";
  const others = sources.filter((commit) => commit !== runs).map((commit) => relations[commit] ?? "unknown");
  if (others.includes("ancestor")) return "older";
  if (others.includes("descendant")) return "newer";
  if (others.includes("same")) return "same";
  return direct;
}
