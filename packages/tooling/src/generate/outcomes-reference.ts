import {
  OUTCOMES,
  type Outcome,
  outcomeColour,
  outcomeOfReason,
  REASON_CODES,
  type ReasonCode,
} from "@sluice/core/model/outcome";
import { code, GENERATED, markdownTable } from "./markdown.ts";

const READS = { success: "green", notice: "a notice", failure: "red" } as const;

/** Outcomes, exit codes and reason codes, in one page. */
export async function outcomesReference(): Promise<string> {
  return [
    GENERATED,
    "",
    "# Outcomes, exit codes and reason codes",
    "",
    "Every verb ends in one outcome. The exit code follows from it alone; the words are stable.",
    "",
    markdownTable(
      ["Outcome", "Exit code", "Reads"],
      Object.entries(OUTCOMES).map(([outcome, exit]) => [
        code(outcome),
        String(exit),
        READS[outcomeColour(outcome as Outcome)],
      ]),
    ),
    "",
    "The reason code says why. Where a reason ends a verb by itself, it ends in the outcome beside it.",
    "",
    markdownTable(
      ["Reason code", "Why", "Ends in"],
      Object.entries(REASON_CODES).map(([reason, why]) => [
        code(reason),
        why,
        WITH_ANY_OUTCOME.has(reason) ? "" : code(outcomeOfReason(reason as ReasonCode)),
      ]),
    ),
    "",
  ].join("\n");
}

/** Told beside an outcome that the verb itself came to. */
const WITH_ANY_OUTCOME: ReadonlySet<string> = new Set(["ok", "nothing_to_do", "dry_run", "found_by_content"]);
