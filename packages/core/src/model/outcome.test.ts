import { describe, expect, it } from "vitest";
import {
  OUTCOMES,
  type Outcome,
  outcomeColour,
  outcomeOfReason,
  REASON_CODES,
  type ReasonCode,
} from "./outcome.ts";

const outcomes = Object.keys(OUTCOMES) as Outcome[];
const reasons = Object.keys(REASON_CODES) as ReasonCode[];

describe("an outcome", () => {
  it("has an exit code of its own unless it is 0", () => {
    const codes = Object.values(OUTCOMES).filter((code) => code !== 0);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toBeLessThan(256);
  });

  it.each(outcomes)("%s is coloured a failure exactly where its exit code is not 0", (outcome) => {
    expect(outcomeColour(outcome) === "failure").toBe(OUTCOMES[outcome] !== 0);
  });

  it.each(outcomes.filter((outcome) => /^roll|^return/.test(outcome)))(
    "%s is never coloured a success",
    (outcome) => {
      expect(outcomeColour(outcome)).not.toBe("success");
    },
  );

  it.each<[Outcome, number]>([
    ["deployed", 0],
    ["unchanged", 0],
    ["superseded", 0],
    ["returned", 0],
    ["failed", 1],
    ["invalid", 2],
    ["refused", 3],
    ["rolled_back", 4],
    ["rollback_failed", 5],
    ["tests_failed", 6],
    ["unreachable", 7],
    ["malformed", 8],
    ["interrupted", 130],
  ])("%s exits %d, which scripts rely on", (outcome, code) => expect(OUTCOMES[outcome]).toBe(code));
});

describe("a reason", () => {
  const byReason: Partial<Record<Outcome, ReasonCode[]>> = {
    superseded: ["newer_change"],
    tests_failed: ["tests_failed"],
    interrupted: ["interrupted"],
    invalid: ["config_missing", "config_invalid", "input_invalid", "commit_unknown", "environment_unknown"],
    unreachable: [
      "target_unreachable",
      "edge_unreachable",
      "registry_unreachable",
      "registry_denied",
      "ledger_unreachable",
      "ledger_denied",
      "forge_unreachable",
    ],
    malformed: ["target_malformed", "registry_malformed", "ledger_malformed"],
    refused: [
      "tombstoned",
      "claim_lost",
      "busy",
      "not_a_descendant",
      "history_unknown",
      "not_verified",
      "tests_missing",
      "quarantined",
      "frozen",
      "approvals_missing",
      "not_an_administrator",
      "no_rollback_target",
      "ledger_contended",
    ],
  };
  it.each(Object.entries(byReason).flatMap(([outcome, codes]) => codes.map((code) => [code, outcome])))(
    "%s ends in %s",
    (reason, outcome) => expect(outcomeOfReason(reason as ReasonCode)).toBe(outcome),
  );

  it("of an error never ends in what is read as done, but where a newer change has the stage", () => {
    const fine = ["ok", "nothing_to_do", "dry_run", "found_by_content", "newer_change"];
    for (const reason of reasons.filter((one) => !fine.includes(one))) {
      expect(outcomeColour(outcomeOfReason(reason)), reason).toBe("failure");
    }
  });

  it("is told in words", () => {
    for (const words of Object.values(REASON_CODES)) expect(words).toMatch(/^\S.*[^.]$/);
  });
});
