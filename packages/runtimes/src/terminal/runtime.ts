import { appendFile } from "node:fs/promises";
import type { Runtime } from "@sluice/core/ports/runtime";
import { toDotenv } from "../dotenv.ts";
import { createMasker } from "../mask.ts";
import { neutralise } from "../neutralise.ts";
import { paintFor, type Style } from "./paint.ts";

export interface TerminalOptions {
  readonly inputs: Runtime["inputs"];
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** NO_COLOR, SLUICE_DEBUG; SLUICE_OUTPUT and SLUICE_SUMMARY name files that outputs and summary are added to. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
  /** The result alone goes to stdout, as JSON, and everything else to stderr. */
  readonly json: boolean;
  /** Default: sets that of the process. */
  readonly setExitCode?: (code: number) => void;
  /** Milliseconds since the epoch; lines tell the time since the first call. Default: the system's clock. */
  readonly now?: () => number;
}

export interface Sink {
  write(text: string): unknown;
}

/** Where a verb's story begins, behind the time: `   1.2s `. */
const MARGIN = 9;

/** The runtime of a person at a terminal, and of any program that runs `sluice` itself. */
export function createTerminalRuntime(options: TerminalOptions): Runtime {
  const { env, json, now = Date.now } = options;
  const masker = createMasker();
  const paint = paintFor(options.isTTY && !env.NO_COLOR);
  const began = now();
  const story = json ? options.stderr : options.stdout;

  /** Masked before and after: what is in the way of a secret's letters may be an escape sequence. */
  const clean = (text: string) => masker.mask(neutralise(masker.mask(text)));

  /** Further lines are indented, so that text from outside cannot pass for a line of ours. */
  const print = (to: Sink, mark: string, style: Style, text: string) => {
    const time = `${((now() - began) / 1000).toFixed(1)}s`.padStart(MARGIN - 2);
    const [head = "", ...more] = clean(text).trimEnd().split("\n");
    const indent = " ".repeat(MARGIN + 2);
    const lines = [head, ...more.map((line) => indent + line)].join("\n");
    to.write(`${paint("dim", time)}  ${paint(style, mark)} ${lines}\n`);
  };

  return {
    inputs: options.inputs,
    step: (text) => print(story, "▸", "step", text),
    info: (text) => print(story, " ", "plain", text),
    output: (text) => print(story, "│", "dim", text),
    warning: (text) => print(options.stderr, "!", "notice", `warning: ${text}`),
    error: (text) => print(options.stderr, "✗", "failure", `error: ${text}`),
    verdict: (text, colour) =>
      print(story, { success: "✓", notice: "●", failure: "✗" }[colour], colour, text),
    debug: (text) => {
      if (env.SLUICE_DEBUG) print(options.stderr, "·", "dim", text);
    },
    mask: (secret) => masker.add(secret),
    async setOutputs(outputs) {
      const shown = Object.entries(outputs).map(([name, value]) => [name, clean(value)] as const);
      const width = Math.max(0, ...shown.map(([name]) => name.length));
      for (const [name, value] of shown) {
        story.write(`${" ".repeat(MARGIN + 2)}${paint("dim", name.padEnd(width))}  ${value}\n`);
      }
      if (env.SLUICE_OUTPUT) await appendFile(env.SLUICE_OUTPUT, masker.mask(toDotenv(outputs)));
    },
    async setSummary(markdown) {
      if (env.SLUICE_SUMMARY) await appendFile(env.SLUICE_SUMMARY, `${clean(markdown).trimEnd()}\n\n`);
    },
    async setResult(result) {
      if (json) options.stdout.write(`${JSON.stringify(masker.maskValue(result), null, 2)}\n`);
    },
    setExitCode:
      options.setExitCode ??
      ((code) => {
        process.exitCode = code;
      }),
  };
}
