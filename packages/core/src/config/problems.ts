import type { z } from "zod";
import { type Path, valueAt } from "./data.ts";

/** One thing that is wrong, and where. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
  /** Whether the key itself is wrong, or what it holds. */
  readonly part: "key" | "value";
}

type Issue = z.core.$ZodIssue;

/** zod's issues, whose messages `explain` wrote, as problems of the file. */
export function problemsOf(issues: readonly Issue[], data: unknown): Problem[] {
  return flatten(issues, []).map((problem) => {
    if (problem.part === "key") return problem;
    const value = valueAt(data, problem.path);
    if ((value === undefined || value === null) && problem.path.length === 0)
      return { ...problem, message: "is empty; `sluice init` writes one to begin with" };
    if (value === undefined) return { ...problem, message: "is missing" };
    if (value === null) return { ...problem, message: "has no value; give it one or remove the key" };
    return problem;
  });
}

function flatten(issues: readonly Issue[], prefix: Path): Problem[] {
  const unknownAt = new Set(
    issues.filter(({ code }) => code === "unrecognized_keys").map(({ path }) => JSON.stringify(path)),
  );
  return issues.flatMap((issue): Problem[] => {
    const path = [...prefix, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
    switch (issue.code) {
      case "unrecognized_keys": {
        const messages = issue.message.split("\n");
        return issue.keys.map((key, place) => ({
          path: [...path, key],
          message: messages[place] ?? "unknown key",
          part: "key",
        }));
      }
      case "invalid_key":
        return [{ path, message: issue.issues[0]?.message ?? issue.message, part: "key" }];
      case "invalid_union": {
        const branch = likeliest(issue.errors);
        return branch === null ? [{ path, message: issue.message, part: "value" }] : flatten(branch, path);
      }
      case "custom":
        // Where a key is unknown, "none of the keys is there" is its echo.
        if (unknownAt.has(JSON.stringify(issue.path))) return [];
        return [{ path, message: issue.message, part: "value" }];
      default:
        return [{ path, message: issue.message, part: "value" }];
    }
  });
}

/** The alternative that was most likely meant: the one with the least wrong in it; null where it is none at all. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const meant = branches.filter((branch) => !branch.some(isOtherKind));
  if (meant.length === 0) return null;
  return meant.reduce((best, branch) => (weight(branch) < weight(best) ? branch : best));
}

/** Whether the alternative wants another kind of thing altogether. */
function isOtherKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_union") return likeliest(issue.errors) === null;
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}

function weight(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
}
