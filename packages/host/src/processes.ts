import { spawn } from "node:child_process";
import { open } from "node:fs/promises";
import { SluiceError } from "@sluice/core/errors";
import { cannotStart } from "./cannot-start.ts";
import { endGroup, isGroupAlive } from "./groups.ts";
import { livenessOf, processIdentity } from "./identity.ts";

export { isAlive, livenessOf, processIdentity } from "./identity.ts";

export interface Detached {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment: what is not named here (a pipeline's secrets, say) does not reach the process. */
  readonly env: Readonly<Record<string, string>>;
  /** Output is appended to these; both may be the same file. */
  readonly stdoutFile: string;
  readonly stderrFile: string;
}

export interface ProcessName {
  /** Of the process, and of the process group that it leads. */
  readonly pid: number;
  readonly identity: string;
}

/** Never the identity of a process that runs. */
const GONE = "gone";

/**
 * Starts a process that outlives this one: in a session and group of its own, its output in files.
 * Answers once it is started, not once it is healthy. Throws `program_missing` where it cannot be started.
 */
export async function startDetached(what: Detached): Promise<ProcessName> {
  const [program, ...args] = what.argv;
  const stdout = await open(what.stdoutFile, "a");
  const stderr = await open(what.stderrFile, "a");
  try {
    const child = spawn(program, args, {
      cwd: what.cwd,
      env: { ...what.env },
      detached: true,
      stdio: ["ignore", stdout.fd, stderr.fd],
    });
    const pid = await new Promise<number>((resolve, reject) => {
      child.once("spawn", () => resolve(child.pid!));
      child.once("error", reject);
    });
    child.unref();
    return { pid, identity: (await processIdentity(pid)) ?? GONE };
  } catch (error) {
    throw await cannotStart(error, program, what.cwd);
  } finally {
    await Promise.all([stdout.close(), stderr.close()]);
  }
}

/**
 * Ends the process group that `pid` leads or led: SIGTERM, then SIGKILL after `graceMs` milliseconds. Answers
 * when it is gone. A group that took over the number of one that is gone is left alone. Throws
 * `target_unreachable` where the kernel does not let go of it.
 */
export async function stopGroup(
  pid: number,
  identity: string,
  options: { readonly graceMs: number },
): Promise<"done" | "already"> {
  if (!(await isOurs(pid, identity)) || !(await isGroupAlive(pid))) return "already";
  if (!(await endGroup(pid, options.graceMs))) {
    throw new SluiceError("target_unreachable", `process group ${pid} was killed and does not end`, {
      advice: "See what it waits for (a disk or a network mount that does not answer), then run this again.",
    });
  }
  return "done";
}

/**
 * The kernel gives a pid to nobody else while a group of that number lives: where the leader is gone and no
 * other process has its pid, the group is still the one it left.
 */
async function isOurs(pid: number, identity: string): Promise<boolean> {
  if ((await livenessOf(pid, identity)) === "alive") return true;
  if (process.platform === "linux" && identity !== GONE) {
    const here = await processIdentity(process.pid);
    if (surroundings(here ?? "") !== surroundings(identity)) return false;
  }
  return (await processIdentity(pid)) === null;
}

/** Boot and pid namespace of an identity: what a pid means anything within. */
function surroundings(identity: string): string {
  return identity.split(".").slice(1).join(".");
}
