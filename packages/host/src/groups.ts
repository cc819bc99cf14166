import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { isEnded, procStat } from "./identity.ts";

const POLL_MS = 20;
/** How long a process that was killed may take to leave the kernel. */
const KILL_MS = 10_000;

/**
 * Ends a process group: SIGTERM, and SIGKILL after `graceMs`. Answers whether it is gone: false only where
 * the kernel keeps it (a process that waits for a dead disk).
 */
export async function endGroup(group: number, graceMs: number): Promise<boolean> {
  signalGroup(group, "SIGTERM");
  if (await isGone(group, graceMs)) return true;
  signalGroup(group, "SIGKILL");
  return isGone(group, KILL_MS);
}

/** Sends a signal to all processes of a group; a group that is gone is no error. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Whether any process of the group runs. Those that ended and wait for their parent do not count. */
export async function isGroupAlive(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return process.platform === "linux" ? linuxMembers(group) : portableMembers(group);
}

async function isGone(group: number, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (await isGroupAlive(group)) {
    if (performance.now() >= end) return false;
    await sleep(POLL_MS);
  }
  return true;
}

async function linuxMembers(group: number): Promise<boolean> {
  const leader = await procStat(group);
  if (leader?.group === group && !isEnded(leader.state)) return true;
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const found = await procStat(entry);
    if (found?.group === group && !isEnded(found.state)) return true;
  }
  return false;
}

function portableMembers(group: number): Promise<boolean> {
  return new Promise((resolve) => {
    execFile("ps", ["-A", "-o", "pgid=", "-o", "stat="], (error, stdout) => {
      const rows = stdout.split("\n").map((line) => line.trim().split(/\s+/));
      const alive = rows.some(
        ([id, state]) => Number(id) === group && state !== undefined && !isEnded(state),
      );
      resolve(error !== null || alive);
    });
  });
}
