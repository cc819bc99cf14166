/** Where a verb's inputs come from and where its words go: a terminal, a GitHub job, a GitLab job. */
export interface Runtime extends Reporter {
  /** Raw inputs by name, as given; absent ones are absent. */
  readonly inputs: Readonly<Record<string, string | readonly string[]>>;
  /** Writes outputs, single short lines each. */
  setOutputs(outputs: Readonly<Record<string, string>>): Promise<void>;
  /** Writes a report of the whole verb, in Markdown. */
  setSummary(markdown: string): Promise<void>;
  /** The versioned JSON result. */
  setResult(result: unknown): Promise<void>;
  setExitCode(code: number): void;
}

export interface Reporter {
  /** What is being done; `step` lines make up a verb's story. */
  step(text: string): void;
  info(text: string): void;
  /** A line of a program of the user's. */
  output(text: string): void;
  warning(text: string): void;
  /** `success` only where all went as asked: a rollback is never a success. */
  verdict(text: string, colour: "success" | "notice" | "failure"): void;
  error(text: string): void;
  debug(text: string): void;
  /** From now on this value is masked wherever it would be printed. */
  mask(secret: string): void;
}
