import { runVerb } from "./run-verb.ts";
import { VERBS } from "./verbs.ts";

/** Runs a command line in this process, and ends the process with its exit code. */
export async function start(argv: readonly string[]): Promise<void> {
  const code = await runVerb(argv, {
    verbs: VERBS,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    isTTY: process.stdout.isTTY === true,
    changeDirectory: (path) => process.chdir(path),
    onInterrupt: (end) => {
      process.once("SIGINT", end);
      process.once("SIGTERM", end);
    },
    exit: (status) => process.exit(status),
  }).catch((error: unknown) => {
    // Verbs end inside `execute`: what arrives here could not even be reported.
    process.stderr.write(
      `sluice: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  });
  // What a verb left open (an idle connection) must not keep a job waiting.
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(code);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
