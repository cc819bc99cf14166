/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: `FROM`. */
  readonly name: string;
  /** What follows, on one line. */
  readonly rest: string;
  /** The line on which it begins, from 1. */
  readonly line: number;
}

/**
 * The instructions of a Dockerfile in their order, as docker's reference has it: comments and empty lines are left
 * out, lines that end in the escape letter go on in the next, the text of a heredoc is skipped.
 */
export function readDockerfile(text: string): readonly Instruction[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const goesOn = escapeOf(lines) === "`" ? /`[ \t]*$/ : /\\[ \t]*$/;
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    let written = lines[at]!.trim();
    if (written === "" || written.startsWith("#")) continue;
    while (goesOn.test(written) && at + 1 < lines.length) {
      const next = lines[++at]!.trim();
      // docker leaves comments and empty lines out also where a line goes on
      if (next !== "" && !next.startsWith("#")) written = `${written.replace(goesOn, "")} ${next}`;
    }
    const [, name = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(written.replace(goesOn, "")) ?? [];
    instructions.push({ name: name.toUpperCase(), rest: rest.trim(), line });
    if (/^(?:RUN|COPY|ADD)$/i.test(name)) at = endOfHeredocs(lines, at, rest);
  }
  return instructions;
}

/** `# escape=` counts among the directives at the very top alone. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*(\w+)\s*=\s*(\S+)\s*$/.exec(line);
    if (directive === null) return "\\";
    if (directive[1]!.toLowerCase() === "escape") return directive[2]!;
  }
  return "\\";
}

/** The line on which the last heredoc that an instruction opens is closed. */
function endOfHeredocs(lines: readonly string[], from: number, rest: string): number {
  let at = from;
  for (const [, dash, , word] of rest.matchAll(/(?<!<)\d*<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
    const closes = (line: string) => (dash === "-" ? line.replace(/^\t+/, "") : line) === word;
    const end = lines.findIndex((line, index) => index > at && closes(line));
    if (end < 0) return from;
    at = end;
  }
  return at;
}
