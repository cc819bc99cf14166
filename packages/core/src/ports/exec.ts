/** Runs programs of the user's: hooks, tests, builds. There is never a shell in between. */
export interface Exec {
  /** Answers whatever the exit code is; throws only where the program cannot be started. */
  run(argv: readonly [string, ...string[]], options?: ExecOptions): Promise<ExecResult>;
}

export interface ExecOptions {
  /** Working directory; default: that of the process. */
  readonly cwd?: string;
  /** Added to the environment of the process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kills the whole process group after so many milliseconds; the result then has `timedOut`. */
  readonly timeoutMs?: number;
  /** Called with each whole line of either stream as it comes. */
  readonly onLine?: (line: string, stream: "stdout" | "stderr") => void;
  readonly stdin?: string | Uint8Array;
}

export interface ExecResult {
  /** Exit code; 128 + n where signal n ended it. */
  readonly code: number;
  /** Both are cut to their last 64 KiB unless `onLine` took them, then empty. */
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}
