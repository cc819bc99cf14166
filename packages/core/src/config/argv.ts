/** A command as the words that reach the program: never a shell's text. */
export type Argv = [string, ...string[]];

/** What splitting a command's text came to. */
export type Split =
  | { readonly ok: true; readonly argv: Argv }
  | { readonly ok: false; readonly problem: string };

const SHELL_ONLY = "|&;<>()`$\\";

/**
 * Splits a command's text into words. The whole rule: blanks separate words; '…' and "…" keep blanks in a word;
 * nothing is expanded. What only a shell could honour (pipes, `&&`, `$NAME`, backslashes, a leading `NAME=value`) is
 * refused rather than passed on as a strange word; between single quotes it is plain text.
 */
export function splitCommand(text: string): Split {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (const char of text) {
    if (char === "\0") return refused("holds a NUL character");
    if (quote === "'") {
      if (char === quote) quote = null;
      else word += char;
    } else if (quote === '"') {
      if (char === quote) quote = null;
      else if (char === "$" || char === "`" || char === "\\") return needsShell(char);
      else word += char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= "";
    } else if (char === "\n" || char === "\r") {
      if (text.trim().includes("\n"))
        return refused("has several lines; put them in a script and name it here");
    } else if (char === " " || char === "\t") {
      if (word !== null) words.push(word);
      word = null;
    } else if (SHELL_ONLY.includes(char)) {
      return needsShell(char);
    } else word = (word ?? "") + char;
  }
  if (quote !== null) return refused(`has a ${quote} that is not closed`);
  if (word !== null) words.push(word);
  return checkArgv(words);
}

/** The same checks for a command that is written as a list of words. */
export function checkArgv(words: readonly string[]): Split {
  const [program, ...rest] = words;
  if (program === undefined || program === "") return refused("names no program");
  if (words.some((word) => word.includes("\0"))) return refused("holds a NUL character");
  if (/^[A-Za-z_]\w*=/.test(program))
    return refused("begins with a variable, which only a shell understands; set it under env or variables");
  return { ok: true, argv: [program, ...rest] };
}

function needsShell(char: string): Split {
  return refused(
    `has ${char === "`" ? "a backtick" : char}, which only a shell understands, and there is no shell here; put it in a script and name the script`,
  );
}

function refused(problem: string): Split {
  return { ok: false, problem };
}
