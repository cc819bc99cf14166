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
  | { readonly is: "done" | "transient" | "unreachable" }
  /** `sent`: the server saw it, and may have taken it the first time when the transport sent it twice. */
  | { readonly is: "conflict"; readonly sent: boolean }
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
    if (failure === "denied") return { is: "denied", reason: tellingLine(stderr) };
    return { is: failure === "transient" ? "transient" : "unreachable" };
  }
  if (line[1] !== "!") return { is: "done" };
  const summary = line[2]!;
  if (summary.startsWith("[rejected]")) return { is: "conflict", sent: false };
  if (RACED.test(summary)) return { is: "conflict", sent: true };
  if (/cannot lock ref|unable to create|failed to lock/i.test(summary)) return { is: "transient" };
  if (summary.startsWith("[remote failure]")) return { is: "transient" };
  const said = stderr.split("\n").findLast((text) => /^remote: \S/.test(text));
  return { is: "denied", reason: said === undefined ? summary : `${summary}; ${said.trim()}` };
}

const RACED =
  /but expected|reference already exists|incorrect old value|failed to update ref|shallow update not allowed/;

/** The line in which git says what is wrong; it follows with what that led to, and with advice of its own. */
export function tellingLine(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !CONSEQUENCE.test(line));
  return lines.find((line) => /^(?:fatal|error|remote):/.test(line)) ?? lines[0] ?? "git did not say why";
}

const CONSEQUENCE =
  /Could not read from remote repository|failed to push some refs|the remote end hung up|^(?:hint|warning):/;
