import { VERB_SUMMARIES, VERSION } from "./generated/help.ts";

/** What `sluice --help` prints. Loads nothing: the summaries are generated from the verbs' definitions. */
export function programHelp(): string {
  const verbs = Object.entries(VERB_SUMMARIES);
  return [
    `sluice ${VERSION}: merged changes flow from stage to stage, and what they left behind is drained`,
    "",
    "usage: sluice <verb> [flags]",
    "",
    ...table(verbs.map(([name, summary]) => [name, summary])),
    "",
    "Every verb takes --json, --repo PATH (also -C) and --help:  sluice <verb> --help",
    "",
  ].join("\n");
}

/** Rows of two columns, indented and aligned. */
export function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`.trimEnd());
}
