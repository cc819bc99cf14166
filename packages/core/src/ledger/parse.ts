import type { z } from "zod";
import { SluiceError } from "../errors.ts";
import { type LedgerEvent, ledgerEvent } from "./events.ts";
import { type LedgerState, ledgerState } from "./state.ts";

/** Reads one event as it is stored. Throws `ledger_malformed`, saying what of it is wrong. */
export function parseEvent(line: string): LedgerEvent {
  return parse(ledgerEvent, line, "an event");
}

/** Reads a folded state as it is stored. Throws `ledger_malformed`. */
export function parseState(text: string): LedgerState {
  return parse(ledgerState, text, "the folded state");
}

function parse<T>(schema: z.ZodType<T>, text: string, what: string): T {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw malformed(`${what} is not JSON`, cause);
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw malformed(
    `${what} is not one that this version knows: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
  );
}

function malformed(message: string, cause?: unknown): SluiceError {
  return new SluiceError("ledger_malformed", `the ledger cannot be read: ${message}`, {
    advice:
      "Nothing was changed. Run `sluice ledger verify` to see where; a newer Sluice may have written it.",
    cause,
  });
}
