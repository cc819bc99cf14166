import { spawn } from "node:child_process";
import { SluiceError } from "@sluice/core/errors";
import type { ReasonCode } from "@sluice/core/model/outcome";
import { cannotStart } from "./cannot-start.ts";
import { gitEnvironment, secretsOf } from "./git-environment.ts";

export { type Credential, credentialEnv } from "./git-environment.ts";

export interface GitOptions {
  readonly cwd: string;
  /** Added to the hardened environment; `GIT_CONFIG_*` entries are appended to those that are there. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Answers a non-zero exit code instead of throwing. */
  readonly allowFailure?: boolean;
  /** Ends git after so many milliseconds, and throws. */
  readonly timeoutMs?: number;
  /** What a failure is to the caller; default `git_failed`. */
  readonly reason?: ReasonCode;
}

export interface GitResult {
  /** 128 + n where signal n ended it. */
  readonly code: number;
  readonly stdout: Buffer;
  /** Secrets that came by `env` are masked. */
  readonly stderr: string;
}

/**
 * What no call of ours may do in a user's repository: run its hooks or its file-system monitor, start
 * maintenance in the background, or ask a person something.
 */
const HARDENED = [
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "gc.auto=0",
  "-c",
  "maintenance.auto=false",
] as const;

const GRACE_MS = 2_000;

/**
 * Runs git, without a shell. Throws `program_missing` where git is not installed, else `options.reason` with
 * what git said last.
 */
export async function git(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const env = gitEnvironment(process.env, options.env ?? {});
  const masked = masker(secretsOf(options.env ?? {}));
  const reason = options.reason ?? "git_failed";
  const ended = await start(args, env, options);
  const stderr = masked(ended.stderr.toString("utf8"));
  if (ended.timedOut) {
    throw new SluiceError(
      reason,
      `git ${args[0] ?? ""} did not finish within ${(options.timeoutMs ?? 0) / 1000} s and was ended`,
      { advice: "See whether the remote answers, then run it again." },
    );
  }
  if (ended.code !== 0 && options.allowFailure !== true) {
    throw new SluiceError(reason, `git ${args[0] ?? ""} failed: ${tellingLine(stderr, ended.code)}`, {
      cause: new Error(stderr.trim()),
    });
  }
  return { code: ended.code, stdout: ended.stdout, stderr };
}

interface Ended {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly timedOut: boolean;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv, options: GitOptions): Promise<Ended> {
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn("git", [...HARDENED, ...args], {
      cwd: options.cwd,
      env,
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const timers: NodeJS.Timeout[] = [];
    let timedOut = false;
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    // git may end without having read all of it; its exit code says what that meant.
    child.stdin.on("error", () => {});
    if (options.timeoutMs !== undefined) {
      const end = () => {
        timedOut = true;
        child.kill("SIGTERM");
        timers.push(setTimeout(() => child.kill("SIGKILL"), GRACE_MS));
      };
      timers.push(setTimeout(end, options.timeoutMs));
    }
    child.on("exit", () => {
      // A transport that git left behind holds the pipes, and `close` would wait for it.
      if (timedOut) for (const stream of [child.stdout, child.stderr]) stream.destroy();
    });
    child.on("error", (error) => {
      for (const timer of timers) clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code, signal) => {
      for (const timer of timers) clearTimeout(timer);
      resolve({
        code: code ?? 128 + (signal === "SIGKILL" ? 9 : 15),
        stdout: Buffer.concat(out),
        stderr: Buffer.concat(err),
        timedOut,
      });
    });
    child.stdin.end(options.stdin);
  }).catch(async (error: unknown): Promise<Ended> => {
    throw await cannotStart(error, "git", options.cwd);
  });
}

/** The last line in which git itself says what is wrong; what follows it is advice of its own. */
function tellingLine(stderr: string, code: number): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return (
    lines.findLast((line) => /^(?:fatal|error):/.test(line)) ??
    lines.at(-1) ??
    `it ended with exit code ${code}`
  );
}

function masker(secrets: readonly string[]): (text: string) => string {
  return (text) => {
    let masked = text.replace(/(:\/\/)[^/@\s]+@/g, "$1***@");
    for (const secret of secrets) masked = masked.replaceAll(secret, "***");
    return masked;
  };
}
