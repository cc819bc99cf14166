import { SluiceError } from "@sluice/core/errors";
import type { Exec, ExecOptions, ExecResult } from "@sluice/core/ports/exec";

export interface MemoryProgramResult {
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What a program does; one that never answers is ended when its time is up. */
export type MemoryProgram = (
  args: readonly string[],
  options: ExecOptions,
) => MemoryProgramResult | Promise<MemoryProgramResult>;

/** Runs functions in the place of programs; any other name is a program that is not installed. */
export function memoryExec(programs: Readonly<Record<string, MemoryProgram>>): Exec {
  return {
    async run([name, ...args], options = {}) {
      const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
      if (program === undefined)
        throw new SluiceError("program_missing", `${name} was not started: there is no such program`);
      const ended = await within(options.timeoutMs, Promise.resolve(program(args, options)));
      if (ended === null) return { code: 143, stdout: "", stderr: "", timedOut: true };
      return deliver({ code: 0, stdout: "", stderr: "", ...ended }, options.onLine);
    },
  };
}

async function within<T>(ms: number | undefined, promise: Promise<T>): Promise<T | null> {
  if (ms === undefined) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function deliver(ended: Required<MemoryProgramResult>, onLine: ExecOptions["onLine"]): ExecResult {
  if (onLine === undefined) {
    return {
      ...ended,
      stdout: ended.stdout.slice(-65_536),
      stderr: ended.stderr.slice(-65_536),
      timedOut: false,
    };
  }
  for (const stream of ["stdout", "stderr"] as const) {
    const lines = ended[stream].split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    for (const line of lines) onLine(line, stream);
  }
  return { code: ended.code, stdout: "", stderr: "", timedOut: false };
}
