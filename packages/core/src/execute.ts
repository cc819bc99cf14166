import type { z } from "zod";
import type { Command, Ending, Result } from "./command.ts";
import { toCamel, toKebab } from "./command.ts";
import { SluiceError } from "./errors.ts";
import { OUTCOMES, outcomeColour, outcomeOfReason, REASON_CODES } from "./model/outcome.ts";
import { plainLine } from "./model/plain-line.ts";
import { suggest } from "./model/suggest.ts";
import type { Runtime } from "./ports/runtime.ts";

/**
 * Runs a verb: reads and validates its inputs, connects its ports, and turns whatever comes of it into
 * outputs, a summary, a result and an exit code. Holds the only catch.
 *
 * @param connect makes the ports; called only once the inputs are valid, so that bad input loads nothing heavy.
 */
export async function execute<I extends z.ZodObject, O extends z.ZodObject, P>(
  command: Command<I, O, P>,
  runtime: Runtime,
  connect: (inputs: z.output<I>) => Promise<P>,
): Promise<Result> {
  let ending: Ending<Record<string, unknown>>;
  try {
    const inputs = parseInputs(command, runtime.inputs);
    ending = await command.run(inputs, await connect(inputs));
  } catch (error) {
    ending = endingOfError(error, runtime);
  }
  return report(command, runtime, ending);
}

/** Throws `input_invalid`, naming every invalid input at once. */
export function parseInputs<I extends z.ZodObject>(
  command: { readonly inputs: I },
  raw: Runtime["inputs"],
): z.output<I> {
  const known = Object.keys(command.inputs.shape);
  const problems: string[] = [];
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    const field = toCamel(name);
    if (known.includes(field)) given[field] = value;
    else {
      const meant = suggest(name, known.map(toKebab));
      problems.push(`${name}: there is no such input${meant === null ? "" : `; did you mean ${meant}?`}`);
    }
  }
  const parsed = command.inputs.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = toKebab(String(issue.path[0] ?? ""));
      const missing = given[String(issue.path[0])] === undefined;
      problems.push(`${name}: ${missing ? "is required" : issue.message.replace(/^Invalid input: /, "")}`);
    }
  }
  if (problems.length > 0 || !parsed.success) {
    throw new SluiceError(
      "input_invalid",
      `the inputs are not valid\n${problems.map((p) => `  ${p}`).join("\n")}`,
      {
        advice: "Mend the inputs above; nothing was changed.",
      },
    );
  }
  return parsed.data;
}

function endingOfError(error: unknown, runtime: Runtime): Ending<Record<string, unknown>> {
  if (error instanceof SluiceError) {
    if (error.cause !== undefined) runtime.debug(describe(error.cause));
    return {
      outcome: outcomeOfReason(error.reason),
      reason: error.reason,
      message: error.message,
      advice: error.advice,
      outputs: {},
    };
  }
  runtime.debug(describe(error));
  return {
    outcome: "failed",
    reason: "defect",
    message: `Sluice itself failed: ${error instanceof Error ? error.message : String(error)}`,
    advice:
      "Run it again with SLUICE_DEBUG=1 and report what it prints; the next run takes over what this one left.",
    outputs: {},
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function report(
  command: { readonly name: string; readonly outputs: z.ZodObject },
  runtime: Runtime,
  ending: Ending<Record<string, unknown>>,
): Promise<Result> {
  const { outcome, reason, message } = ending;
  const advice = ending.advice ?? null;
  const colour = outcomeColour(outcome);
  if (colour === "failure") runtime.error(advice === null ? message : `${message}\n${advice}`);
  else runtime.info(advice === null ? message : `${message}\n${advice}`);
  runtime.verdict(`${outcome}${reason === "ok" ? "" : ` (${reason}: ${REASON_CODES[reason]})`}`, colour);
  const outputs: Record<string, string> = { outcome, "reason-code": reason };
  for (const [name, value] of Object.entries(ending.outputs)) {
    if (value !== undefined && value !== null) outputs[toKebab(name)] = plainLine(String(value));
  }
  const result: Result = {
    v: 1,
    command: command.name,
    outcome,
    reason_code: reason,
    message,
    advice,
    outputs: ending.outputs,
    details: ending.details ?? null,
  };
  await runtime.setOutputs(outputs);
  if (ending.summary !== undefined) await runtime.setSummary(ending.summary);
  await runtime.setResult(result);
  runtime.setExitCode(OUTCOMES[outcome]);
  return result;
}
