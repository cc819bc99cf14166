import type { Clock } from "@sluice/core/ports/clock";

/** How often a transient failure is tried in all. */
export const TRIES = 5;

/** Waits before attempt `attempt` + 1: up to 0.1 s after the first, up to 1.6 s after the fifth. */
export async function pause(attempt: number, clock: Clock, random: () => number): Promise<void> {
  await clock.sleep(random() * 100 * 2 ** (attempt - 1));
}

export type Failure = "no-ref" | "denied" | "transient" | "unreachable";

const DENIED =
  /Authentication failed|could not read (?:Username|Password)|returned error: 40[13]|[Pp]ermission[^\n]*denied|[Aa]ccess denied|not authorized|not allowed to/;
const TRANSIENT =
  /cannot lock ref|Unable to create '.*\.lock'|[Cc]onnection (?:reset|timed out|closed|aborted)|Operation timed out|early EOF|hung up unexpectedly|unexpected disconnect|RPC failed|returned error: (?:429|5\d\d)|Temporary failure|Empty reply|transfer closed|not our ref|did not finish within/;

/** What a failed fetch or push means, from what git printed (in the C locale). */
export function classify(stderr: string): Failure {
  if (/couldn't find remote ref/.test(stderr)) return "no-ref";
  if (DENIED.test(stderr)) return "denied";
  return TRANSIENT.test(stderr) ? "transient" : "unreachable";
}

export type Pushed =
  | { readonly is: "done" | "conflict" | "transient" | "unreachable" }
  | { readonly is: "denied"; readonly reason: string };

/**
 * What came of `git push --porcelain` of one ref (git-push(1), OUTPUT). `transient` and `unreachable` may have
 * been accepted all the same.
 */
export function readPush(code: number, stdout: string, stderr: string): Pushed {
  const line = /^([ =*!+-])\t[^\t]*\t(.*)$/m.exec(stdout);
  if (line === null) {
    if (code === 0) return { is: "done" };
    const failure = classify(stderr);
    if (failure === "denied") return { is: "denied", reason: lastLine(stderr) };
    return { is: failure === "transient" ? "transient" : "unreachable" };
  }
  if (line[1] !== "!") return { is: "done" };
  const summary = line[2]!;
  if (summary.startsWith("[rejected]") || RACED.test(summary)) return { is: "conflict" };
  if (/cannot lock ref|unable to create|failed to lock/i.test(summary)) return { is: "transient" };
  if (summary.startsWith("[remote failure]")) return { is: "transient" };
  const said = stderr.split("\n").findLast((text) => /^remote: \S/.test(text));
  return { is: "denied", reason: said === undefined ? summary : `${summary}; ${said.trim()}` };
}

const RACED =
  /but expected|reference already exists|incorrect old value|failed to update ref|shallow update not allowed/;

/** The last line in which git itself says what is wrong, else its last. */
export function lastLine(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return (
    lines.findLast((line) => /^(?:fatal|error|remote):/.test(line)) ?? lines.at(-1) ?? "git said nothing"
  );
}
