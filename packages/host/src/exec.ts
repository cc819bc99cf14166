import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import type { Exec, ExecOptions, ExecResult } from "@sluice/core/ports/exec";
import { cannotStart } from "./cannot-start.ts";
import { endGroup, signalGroup } from "./groups.ts";
import { type Collector, collectLines, collectTail } from "./output.ts";

const TAIL_BYTES = 64 * 1024;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** How long what a program left in the background may hold its output open. */
const LINGER_MS = 1_000;

/**
 * Runs programs, each in a process group of its own. What would end this process (Ctrl-C, a cancelled job)
 * is passed on to the groups that run. A program is over when it exits: what it leaves in the background goes on,
 * but is no longer listened to.
 *
 * @param options.graceMs between SIGTERM and SIGKILL of a group whose time is up; default 5000.
 */
export function createExec(options: { readonly graceMs?: number } = {}): Exec {
  const groups = new Set<number>();
  const pass = (signal: NodeJS.Signals) => {
    for (const group of groups) signalGroup(group, signal);
    for (const name of SIGNALS) process.off(name, pass);
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const enter = (group: number) => {
    if (groups.size === 0) for (const name of SIGNALS) process.on(name, pass);
    groups.add(group);
  };
  const leave = (group: number) => {
    groups.delete(group);
    if (groups.size === 0) for (const name of SIGNALS) process.off(name, pass);
  };

  return {
    async run(argv, given = {}) {
      const child = await start(argv, given);
      const group = child.pid!;
      enter(group);
      try {
        return await follow(child, given, options.graceMs ?? 5_000);
      } finally {
        leave(group);
      }
    },
  };
}

async function start(argv: readonly [string, ...string[]], options: ExecOptions): Promise<ChildProcess> {
  const [program, ...args] = argv;
  try {
    const child = spawn(program, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
      detached: true,
      stdio: [options.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    return child;
  } catch (error) {
    throw await cannotStart(error, program, options.cwd ?? process.cwd());
  }
}

async function follow(child: ChildProcess, options: ExecOptions, graceMs: number): Promise<ExecResult> {
  const { onLine } = options;
  const collector = (stream: "stdout" | "stderr"): Collector =>
    onLine === undefined ? collectTail(TAIL_BYTES) : collectLines((line) => onLine(line, stream));
  const stdout = collector("stdout");
  const stderr = collector("stderr");
  child.stdout!.on("data", stdout.add);
  child.stderr!.on("data", stderr.add);
  // A program may end without having read all of it.
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.stdin);

  let ending: Promise<boolean> | null = null;
  const end = () => {
    ending = endGroup(child.pid!, graceMs);
  };
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(end, options.timeoutMs);
  const code = await exitOf(child);
  clearTimeout(timer);
  const timedOut = ending !== null;
  await ending;
  return { code, stdout: stdout.end(), stderr: stderr.end(), timedOut };
}

/** The exit code, once both streams are read to their end, or held open by somebody else for too long. */
function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let linger: NodeJS.Timeout | undefined;
    child.once("exit", () => {
      linger = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, LINGER_MS);
    });
    child.once("close", (code, signal) => {
      clearTimeout(linger);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
