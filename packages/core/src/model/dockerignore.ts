import { SluiceError } from "../errors.ts";
import { compilePattern } from "./dockerignore-pattern.ts";

/**
 * Which paths a `.dockerignore` hides from the build. Paths are relative to the context, with `/`.
 * The rules are those of docker's documentation ("dockerignore files"): a `#` in the first column begins a comment;
 * patterns are cleaned like Go's `filepath.Clean`, relative to the context whether or not they begin with `/`; one that
 * matches a folder hides what is below it; `**` stands for any number of folders; `!` takes back; the last line that
 * matches a path, or a folder above it, decides. (BuildKit forgets a folder's second line where the first already hid
 * it: `dir`, `!dir/keep`, `dir`. The documentation's word is kept here, and the context is filtered by it.)
 *
 * @throws `build_failed` for a line that docker would not take, with its number
 */
export function ignoredBy(text: string): (path: string) => boolean {
  const rules = parse(text);
  return (path) => {
    const above = foldersAndItself(path);
    let hidden = false;
    for (const rule of rules) {
      if (rule.takesBack === hidden && above.some(rule.matches)) hidden = !rule.takesBack;
    }
    return hidden;
  };
}

interface Rule {
  readonly takesBack: boolean;
  readonly matches: (path: string) => boolean;
}

function parse(text: string): readonly Rule[] {
  const rules: Rule[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.startsWith("#") || line.trim() === "") continue;
    const trimmed = line.trim();
    const takesBack = trimmed.startsWith("!");
    const pattern = takesBack ? trimmed.slice(1).trim() : trimmed;
    const matches = pattern === "" ? null : compilePattern(relative(pattern));
    if (matches === null) {
      throw new SluiceError(
        "build_failed",
        `line ${index + 1} of the ignore file is no pattern: ${trimmed}`,
        {
          advice: "Mend that line of .dockerignore; nothing was built.",
        },
      );
    }
    rules.push({ takesBack, matches });
  }
  return rules;
}

/** A pattern as docker cleans it: no empty parts and no `.`, `..` taken up, and no `/` in front. */
function relative(pattern: string): string {
  const rooted = pattern.startsWith("/");
  const parts: string[] = [];
  for (const part of pattern.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!rooted) parts.push(part);
  }
  return parts.length === 0 ? (rooted ? "/" : ".") : parts.join("/");
}

/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
function foldersAndItself(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
