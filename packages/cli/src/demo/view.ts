import { OUTCOMES, type Outcome, outcomeColour } from "@sluice/core/model/outcome";
import { plainLine } from "@sluice/core/model/plain-line";

/** Where a demo is watched: lines of text, and on a terminal one line that lives. */
export interface View {
  line(text?: string): void;
  dim(text: string): void;
  heading(text: string): void;
  /** A command begins. */
  begin(command: string): StepView;
  seen(text: string, holds: boolean): void;
  /** Columns as wide as they need to be; the first row names them. */
  table(rows: readonly (readonly string[])[]): void;
  /** Ends what lives, so that others may print. */
  rest(): void;
}

export interface StepView {
  /** What it does now. */
  note(text: string): void;
  /** What it prints. */
  write(text: string): void;
  end(result: { readonly outcome: Outcome; readonly message: string }): void;
}

export interface ViewOptions {
  readonly sink: { write(text: string): unknown };
  /** Whether a line can be painted over. */
  readonly live: boolean;
  readonly colours: boolean;
  /** Print all that the commands print. */
  readonly verbose: boolean;
  readonly columns: () => number;
  readonly now?: () => number;
}

type Paint = "bold" | "dim" | "green" | "yellow" | "red" | "cyan";
/** SGR parameters: ECMA-48, 8.3.117. */
const SGR: Readonly<Record<Paint, string>> = {
  bold: "1",
  dim: "2",
  green: "32",
  yellow: "33",
  red: "31",
  cyan: "36",
};
const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 100;
/** Lines of a command that is shown because it went wrong. */
const LINES_KEPT = 40;

export function createView(options: ViewOptions): View {
  const { sink, live, verbose, columns, now = Date.now } = options;
  let timer: NodeJS.Timeout | null = null;

  const paint = (how: Paint, text: string) =>
    options.colours ? `\u001b[${SGR[how]}m${text}\u001b[0m` : text;
  const print = (text: string) => sink.write(`${text}\n`);
  const clear = () => {
    if (live) sink.write("\r\u001b[K");
  };
  const stop = () => {
    if (timer === null) return;
    clearInterval(timer);
    timer = null;
    clear();
  };

  function begin(command: string): StepView {
    const began = now();
    const kept: string[] = [];
    let doing = "";
    let frame = 0;
    let rest = "";
    const repaint = () => {
      const time = seconds(now() - began);
      const text = `${command}  ${time}  ${doing}`.slice(0, Math.max(20, columns() - 6));
      clear();
      sink.write(`   ${paint("cyan", SPINNER[frame++ % SPINNER.length]!)} ${text}`);
    };
    if (live) {
      repaint();
      timer = setInterval(repaint, FRAME_MS);
      timer.unref();
    }
    return {
      note(text) {
        doing = plainLine(text);
      },
      write(text) {
        const lines = `${rest}${text}`.split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          kept.push(line);
          if (kept.length > LINES_KEPT) kept.shift();
          if (!verbose) continue;
          clear();
          print(paint("dim", `       ${line}`.trimEnd()));
        }
      },
      end({ outcome, message }) {
        stop();
        if (outcome === "interrupted") return;
        const colour = outcomeColour(outcome);
        const mark = {
          success: paint("green", "✓"),
          notice: paint("yellow", "●"),
          failure: paint("red", "✗"),
        }[colour];
        const [first = ""] = message.split("\n");
        const said = OUTCOMES[outcome] === 0 ? plainLine(first) : `${outcome}: ${plainLine(first)}`;
        print(`   ${mark} ${paint("bold", command)}  ${paint("dim", seconds(now() - began))}  ${said}`);
        // a rollback that was meant to happen needs no more words; one that was not is explained by the caller
        if (outcome === "failed" && !verbose) for (const line of kept) print(paint("dim", `       ${line}`));
      },
    };
  }

  return {
    line: (text = "") => void print(text),
    dim: (text) => void print(paint("dim", text)),
    heading: (text) => void print(paint("bold", text)),
    begin,
    seen(text, holds) {
      print(`     ${holds ? paint("green", "✓") : paint("red", "✗ not so:")} ${plainLine(text)}`);
    },
    table(rows) {
      const widths = (rows[0] ?? []).map((_, at) =>
        Math.max(...rows.map((row) => [...(row[at] ?? "")].length)),
      );
      rows.forEach((row, n) => {
        const text = row
          .map((cell, at) => plainLine(cell).padEnd(widths[at] ?? 0))
          .join("  ")
          .trimEnd();
        print(n === 0 ? paint("dim", `   ${text}`) : `   ${text}`);
      });
    },
    rest: stop,
  };
}

/** `1.2s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)}s`;
}
