import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineCommand, type Ending, flag, list, text } from "./command.ts";
import { SluiceError } from "./errors.ts";
import { execute, parseInputs } from "./execute.ts";
import { OUTCOMES, type Outcome, outcomeColour, type ReasonCode } from "./model/outcome.ts";
import type { Runtime } from "./ports/runtime.ts";

const inputs = z.object({
  stage: z.string().min(2).meta({ description: "The stage" }),
  traffic: z.enum(["switch", "hold"]).default("switch"),
  shardCount: z.coerce.number().int().optional(),
  dryRun: flag("Only tell"),
  keep: list("Spare"),
  comment: text("A word"),
});
const outputs = z.object({ environment: z.string().optional(), generation: z.number().nullish() });

function commandOf(run: () => Promise<Ending<z.input<typeof outputs>>>) {
  return defineCommand({ name: "deploy-env", summary: "Deploy", changes: true, inputs, outputs, run });
}

const ending = (facts: Partial<Ending<z.input<typeof outputs>>> = {}) => ({
  outcome: "deployed" as const,
  reason: "ok" as const,
  message: "it runs",
  outputs: {},
  ...facts,
});

/** A runtime that keeps what it is told. */
function recorder(given: Runtime["inputs"] = { stage: "PROD" }) {
  const said: Record<string, string[]> = {};
  const say = (kind: string) => (line: string) => {
    said[kind] = [...(said[kind] ?? []), line];
  };
  const got: {
    outputs?: Readonly<Record<string, string>>;
    summary?: string;
    result?: unknown;
    code?: number;
  } = {};
  const runtime: Runtime = {
    inputs: given,
    step: say("step"),
    info: say("info"),
    output: say("output"),
    warning: say("warning"),
    verdict: (line, colour) => say(`verdict ${colour}`)(line),
    error: say("error"),
    debug: say("debug"),
    mask: say("mask"),
    async setOutputs(values) {
      got.outputs = values;
    },
    async setSummary(markdown) {
      got.summary = markdown;
    },
    async setResult(result) {
      got.result = result;
    },
    setExitCode(code) {
      got.code = code;
    },
  };
  return { runtime, said, got };
}

describe("inputs", () => {
  it("are read by their users' names, with their defaults", () => {
    const read = parseInputs(
      { inputs },
      { stage: "PROD", "dry-run": "yes", "shard-count": "3", keep: ["a", "b,c"] },
    );
    expect(read).toEqual({
      stage: "PROD",
      traffic: "switch",
      dryRun: true,
      shardCount: 3,
      keep: ["a", "b", "c"],
      comment: undefined,
    });
  });

  it('that say "false" mean it', () => {
    expect(parseInputs({ inputs }, { stage: "PROD", "dry-run": "false" }).dryRun).toBe(false);
  });

  it("that are not valid are told all at once", () => {
    const given = { stag: "PROD", "dry-run": "perhaps", traffic: "sideways", colour: "red" };
    let error: unknown;
    try {
      parseInputs({ inputs }, given);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      reason: "input_invalid",
      advice: expect.stringContaining("nothing was changed"),
    });
    const lines = (error as Error).message.split("\n").slice(1);
    expect(lines).toHaveLength(5);
    expect(lines).toEqual(
      expect.arrayContaining([
        "  stag: there is no such input; did you mean stage?",
        "  colour: there is no such input",
        "  stage: is required",
        expect.stringMatching(/^ {2}dry-run: \S/),
        expect.stringMatching(/^ {2}traffic: \S/),
      ]),
    );
  });

  it.each(["__proto__", "constructor", "toString"])("%s is none of them", (name) => {
    const given = JSON.parse(`{"stage":"PROD",${JSON.stringify(name)}:"x"}`);
    expect(() => parseInputs({ inputs }, given)).toThrowError(`${name}: there is no such input`);
  });

  it("that are not valid connect nothing", async () => {
    const { runtime, got } = recorder({});
    let connected = false;
    const command = commandOf(async () => ending());
    await execute(command, runtime, async () => {
      connected = true;
    });
    expect(connected).toBe(false);
    expect(got).toMatchObject({ code: 2, outputs: { outcome: "invalid", "reason-code": "input_invalid" } });
  });
});

const play = async (run: () => Promise<Ending<z.input<typeof outputs>>>) => {
  const recorded = recorder();
  const result = await execute(commandOf(run), recorded.runtime, async () => {});
  return { ...recorded, result };
};

describe("a verb ends", () => {
  it("in outputs, a summary, a result and an exit code", async () => {
    const { got, result, said } = await play(async () =>
      ending({
        outputs: { environment: "shop-prod-pr1", generation: null },
        summary: "# Done",
        details: [1],
      }),
    );
    expect(got).toEqual({
      outputs: { outcome: "deployed", "reason-code": "ok", environment: "shop-prod-pr1" },
      summary: "# Done",
      result,
      code: 0,
    });
    expect(result).toMatchObject({
      v: 1,
      command: "deploy-env",
      reason_code: "ok",
      advice: null,
      details: [1],
    });
    expect(said["verdict success"]).toEqual(["deployed"]);
  });

  const outcome = fc.constantFrom(...(Object.keys(OUTCOMES) as Outcome[]));
  it("with the exit code and the colour of its outcome, and a rollback never as a success", async () => {
    await fc.assert(
      fc.asyncProperty(outcome, async (one) => {
        const { got, said } = await play(async () => ending({ outcome: one, reason: "busy" }));
        expect(got.code).toBe(OUTCOMES[one]);
        expect(Object.keys(said)).toContain(`verdict ${outcomeColour(one)}`);
        if (/^roll|^return/.test(one)) expect(said["verdict success"]).toBeUndefined();
        expect("error" in said).toBe(OUTCOMES[one] !== 0);
      }),
    );
  });

  it("with outputs that are single lines, whatever is in them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (value) => {
        const { got } = await play(async () => ending({ outputs: { environment: `a\r\n${value}\nEVIL=1` } }));
        const said = got.outputs?.environment ?? "\n";
        expect(["\r", "\n", "\u0085", "\u2028", "\u2029", "\0"].filter((one) => said.includes(one))).toEqual(
          [],
        );
      }),
    );
  });

  it("for a user's error with its reason, its advice, and its cause at debug level only", async () => {
    const { got, said } = await play(async () => {
      throw new SluiceError("registry_denied", "the registry refuses", {
        advice: "Log in.",
        cause: new Error("401"),
      });
    });
    expect(got).toMatchObject({
      code: 7,
      outputs: { outcome: "unreachable", "reason-code": "registry_denied" },
    });
    expect(said.error).toEqual(["the registry refuses\nLog in."]);
    expect(said.debug?.join()).toContain("401");
  });

  it.each<[string, unknown, string]>([
    ["an error", new TypeError("x is not a function"), "x is not a function"],
    ["a text", "boom", "boom"],
    ["nothing", undefined, "undefined"],
  ])("for a defect as one, where %s was thrown", async (_, thrown, words) => {
    const { got, said } = await play(() => Promise.reject(thrown));
    expect(got).toMatchObject({ code: 1, outputs: { outcome: "failed", "reason-code": "defect" } });
    expect(said.error?.join()).toContain(`Sluice itself failed: ${words}`);
    expect(said.debug).toHaveLength(1);
  });

  it("so where its ports cannot be connected, too", async () => {
    const { runtime, got } = recorder();
    const reason: ReasonCode = "config_missing";
    await execute(
      commandOf(async () => ending()),
      runtime,
      () => Promise.reject(new SluiceError(reason, "there is no sluice.yml")),
    );
    expect(got).toMatchObject({ code: 2, outputs: { "reason-code": reason } });
  });
});
