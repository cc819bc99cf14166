import { arbitraryEvent } from "@sluice/testing/ledger/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SluiceError } from "../errors.ts";
import { parseEvent, parseState } from "./parse.ts";
import { at, digestOf } from "./state.fixture.ts";
import { emptyState } from "./state.ts";

const event = {
  ...{ v: 1, seq: 1, at: at(0), by: "dev", run: null, type: "release.cleared" },
  ...{ digest: digestOf("d1"), stage: "PROD", reason: "network" },
};

describe("an event", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(arbitraryEvent, (one) => {
        expect(parseEvent(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  it.each<[string, unknown]>([
    ["of a type that this version does not know", { ...event, type: "release.blessed" }],
    ["with a field that this version does not know", { ...event, mood: "good" }],
    ["of another version", { ...event, v: 2 }],
    ["without a field", { ...event, stage: undefined }],
    ["with a digest that is none", { ...event, digest: "latest" }],
    ["with seq 0", { ...event, seq: 0 }],
    ["about a stage that every object has", { ...event, stage: "constructor" }],
    ["about a stage that changes objects", { ...event, stage: "__proto__" }],
    ["that is a list", [event]],
    ["that is null", null],
  ])("%s is not read", (_, given) => {
    expect(() => parseEvent(JSON.stringify(given))).toThrowError(
      expect.objectContaining({ reason: "ledger_malformed" }),
    );
  });
});

describe("whatever the text", () => {
  it.each([
    ["an event", parseEvent],
    ["a state", parseState],
  ])("%s is read or refused in plain words, never a defect", (_, parse) => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SluiceError);
          expect(error).toMatchObject({
            reason: "ledger_malformed",
            advice: expect.stringContaining("Nothing was changed"),
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("a state with something more, or something less, is not read", () => {
    expect(parseState(JSON.stringify(emptyState))).toEqual(emptyState);
    for (const state of [
      { ...emptyState, more: 1 },
      { ...emptyState, seq: -1 },
      { ...emptyState, stages: { PROD: {} } },
    ])
      expect(() => parseState(JSON.stringify(state))).toThrowError(
        "the folded state is not one that this version knows",
      );
  });
});
