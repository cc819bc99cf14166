import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";

/**
 * A token of letters, digits, dots and dashes that no other process with this pid ever has: its start time,
 * the machine's boot and, on Linux, the pid namespace that the pid belongs to. Null where no such process
 * runs; one that ended and was not yet reaped does not run.
 */
export async function processIdentity(pid: number): Promise<string | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return process.platform === "linux" ? linuxIdentity(pid) : portableIdentity(pid);
}

/**
 * Whether the process that had this identity still runs. `unknown` where its pid belongs to another
 * container of this machine, whose processes cannot be seen from here.
 */
export async function livenessOf(pid: number, identity: string): Promise<"alive" | "dead" | "unknown"> {
  if ((await processIdentity(pid)) === identity) return "alive";
  if (process.platform !== "linux") return "dead";
  const [, boot, namespace] = identity.split(".");
  const here = await linuxSurroundings();
  return boot === here.boot && namespace !== here.namespace ? "unknown" : "dead";
}

/** Whether the process that had this identity is known to run. */
export async function isAlive(pid: number, identity: string): Promise<boolean> {
  return (await livenessOf(pid, identity)) === "alive";
}

/** One process as `/proc/<pid>/stat` has it. */
export interface ProcStat {
  readonly state: string;
  readonly group: number;
  /** In clock ticks since boot. */
  readonly startTime: string;
}

/** Null where the process is gone. Source of the fields: proc(5). */
export async function procStat(pid: number | string): Promise<ProcStat | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (text === null) return null;
  // The second field is the program's name in parentheses, and may hold spaces and parentheses itself.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, group, startTime] = [fields[0], fields[2], fields[19]];
  if (state === undefined || group === undefined || startTime === undefined) return null;
  return { state, group: Number(group), startTime };
}

/** Ended, and only kept for its parent to read the exit code of. */
export function isEnded(state: string): boolean {
  return /^[ZXx]/.test(state);
}

async function linuxIdentity(pid: number): Promise<string | null> {
  const found = await procStat(pid);
  if (found === null || isEnded(found.state)) return null;
  const { boot, namespace } = await linuxSurroundings();
  return `${found.startTime}.${boot}.${namespace}`;
}

async function linuxSurroundings(): Promise<{ boot: string; namespace: string }> {
  const [boot, namespace] = await Promise.all([
    readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => ""),
    readlink("/proc/self/ns/pid").catch(() => ""),
  ]);
  return { boot: boot.trim().replaceAll("-", "").slice(0, 12), namespace: namespace.replace(/\D/g, "") };
}

async function portableIdentity(pid: number): Promise<string | null> {
  const line = await new Promise<string>((resolve) => {
    execFile("ps", ["-o", "stat=", "-o", "lstart=", "-p", String(pid)], { env: PS_ENV }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : ""),
    );
  });
  const [state, ...start] = line.split(/\s+/);
  if (state === undefined || start.length === 0 || isEnded(state)) return null;
  return start.join("-").replace(/[^A-Za-z0-9-]/g, "");
}

/** One time zone and one language, so that the start time reads the same to every process. */
const PS_ENV = { PATH: process.env.PATH ?? "/bin:/usr/bin", LC_ALL: "C", TZ: "UTC" };
