/**
 * A cleaned pattern of a `.dockerignore` as a question about paths: `*`, `?` and `[…]` as Go's `filepath.Match` has
 * them, `**` for any number of folders. Null where it is not well formed.
 */
export function compilePattern(pattern: string): ((path: string) => boolean) | null {
  const letters = [...pattern];
  let source = "";
  let plain = true;
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!;
    if (letter === "*" && letters[at + 1] === "*") {
      const slash = letters[at + 2] === "/";
      at += slash ? 2 : 1;
      // docker lets a leading `**` be any beginning at all, so that `**foo` hides `xfoo` and `a/xfoo`
      const last = at === letters.length - 1;
      source += last || (!slash && source === "" && isPlain(letters.slice(at + 1))) ? ".*" : "(?:.*/)?";
      plain = false;
    } else if (letter === "*" || letter === "?") {
      source += letter === "*" ? "[^/]*" : "[^/]";
      plain = false;
    } else if (letter === "[") {
      const found = readClass(letters, at);
      if (found === null) return null;
      source += found.source;
      at = found.end;
      plain = false;
    } else if (letter === "\\") {
      const next = letters[++at];
      if (next === undefined) return null;
      source += escaped(next);
      plain = false;
    } else source += escaped(letter);
  }
  if (plain) return (path) => path === pattern;
  const expression = new RegExp(`^${source}$`, "su");
  return (path) => expression.test(path);
}

function isPlain(letters: readonly string[]): boolean {
  return !letters.some((letter) => "*?[\\".includes(letter));
}

/** `[a-z]`, `[^a-z]`; a backslash takes the next letter as it is. Null for one that docker refuses. */
function readClass(letters: readonly string[], start: number): { source: string; end: number } | null {
  let at = start + 1;
  const negated = letters[at] === "^";
  if (negated) at++;
  const take = (): string | null => {
    const letter = letters[at++];
    if (letter === undefined || letter === "]" || letter === "-") return null;
    return letter === "\\" ? (letters[at++] ?? null) : letter;
  };
  let inner = "";
  while (letters[at] !== "]" || inner === "") {
    const from = take();
    if (from === null) return null;
    if (letters[at] !== "-") {
      inner += escaped(from);
      continue;
    }
    at++;
    const to = take();
    if (to === null || to.codePointAt(0)! < from.codePointAt(0)!) return null;
    inner += `${escaped(from)}-${escaped(to)}`;
  }
  return { source: negated ? `[^${inner}]` : `[${inner}]`, end: at };
}

function escaped(letter: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(letter) ? `\\u{${letter.codePointAt(0)!.toString(16)}}` : letter;
}
