import { SluiceError } from "@sluice/core/errors";
import { execute } from "@sluice/core/execute";
import { OUTCOMES, outcomeOfReason, type ReasonCode } from "@sluice/core/model/outcome";
import { suggest } from "@sluice/core/model/suggest";
import type { Runtime } from "@sluice/core/ports/runtime";
import { createTerminalRuntime, type TerminalOptions } from "@sluice/runtimes/terminal";
import { parseArguments, splitVerb, wantsJson } from "./arguments.ts";
import { fieldsOf } from "./fields.ts";
import { verbHelp } from "./help-verb.ts";
import type { Verbs } from "./verbs.ts";

/** What a command line runs in. */
export interface Shell extends Pick<TerminalOptions, "stdout" | "stderr" | "env" | "isTTY"> {
  readonly verbs: Verbs;
  /** Goes to the directory that the user named; throws where it is not there. */
  changeDirectory(path: string): void;
  /** Calls back when the user or the system asks the program to end. */
  onInterrupt(end: () => void): void;
  /** Ends at once, whatever still goes on. */
  exit(code: number): void;
}

/** Runs one command line to its end; answers the exit code. */
export async function runVerb(argv: readonly string[], shell: Shell): Promise<number> {
  const { verb, rest } = splitVerb(argv);
  const json = wantsJson(rest);
  let exitCode = 0;
  const terminal = (inputs: Runtime["inputs"], stdout = shell.stdout) =>
    createTerminalRuntime({ ...shell, stdout, inputs, json, setExitCode: (code) => (exitCode = code) });
  try {
    const { command, connect, ownsStdout, windUp } = await findVerb(verb, shell.verbs);
    const given = parseArguments(command.name, rest, fieldsOf(command.inputs));
    if (given.help) {
      shell.stdout.write(verbHelp(command));
      return 0;
    }
    if (given.directory !== null) enter(given.directory, shell);
    const runtime = terminal(given.inputs, ownsStdout?.(given.inputs) ? shell.stderr : shell.stdout);
    shell.onInterrupt(() => {
      const advice =
        windUp === undefined
          ? `The ledger knows what this run began: the next \`sluice ${command.name}\` finishes or undoes it.`
          : "What it made is being removed, which takes a moment.";
      end(runtime, command.name, new SluiceError("interrupted", "Interrupted.", { advice }));
      if (windUp === undefined) shell.exit(OUTCOMES.interrupted);
      else void windUp().finally(() => shell.exit(OUTCOMES.interrupted));
    });
    await execute(command, runtime, async (inputs) => (await connect(inputs, runtime)) as never);
    return exitCode;
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    return end(terminal({}), verb ?? "", error);
  }
}

async function findVerb(name: string | null, verbs: Verbs) {
  if (name === null) {
    throw new SluiceError("input_invalid", "A verb is missing.", { advice: "See: sluice --help" });
  }
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (load !== undefined) return load();
  const meant = suggest(name, Object.keys(verbs));
  throw new SluiceError("input_invalid", `There is no verb ${JSON.stringify(name)}.`, {
    advice: meant === null ? "See: sluice --help" : `Did you mean: sluice ${meant}`,
  });
}

function enter(directory: string, shell: Shell): void {
  try {
    shell.changeDirectory(directory);
  } catch (cause) {
    throw new SluiceError("input_invalid", `There is no directory ${directory}.`, {
      advice: "Nothing was changed. Name an existing directory with --repo.",
      cause,
    });
  }
}

/** The ending of what came to no verdict of its own: says why, and gives the result and the exit code all the same. */
function end(runtime: Runtime, command: string, error: SluiceError): number {
  const reason: ReasonCode = error.reason;
  const outcome = outcomeOfReason(reason);
  const { message, advice } = error;
  runtime.error(advice === null ? message : `${message}\n${advice}`);
  void runtime.setResult({
    v: 1,
    command,
    outcome,
    reason_code: reason,
    message,
    advice,
    outputs: {},
    details: null,
  });
  return OUTCOMES[outcome];
}
