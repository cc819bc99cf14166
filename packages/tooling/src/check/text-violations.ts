import type { SourceFile } from "./arrow-violations.ts";

const LONGEST = 300;
const REASON = /^\s*(?:\/\/|\/?\*+) long because: \S/m;

/** Files too long to say one thing, without a line that says why. */
export function longFiles(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split("\n").length - 1;
    if (lines <= LONGEST || REASON.test(text)) return [];
    return [`${path}: ${lines} lines; part it, or say why in a line "long because: …"`];
  });
}

/** In parts, so that this very file is free of them. */
const PACKAGE_HOSTS = [
  ["registry.npm", "js.org"],
  ["registry.yarn", "pkg.com"],
  ["npm.pkg.", "github.com"],
  ["py", "pi.org"],
  ["pythonhosted", ".org"],
  ["proxy.go", "lang.org"],
  ["deb.de", "bian.org"],
  ["archive.ub", "untu.com"],
].map((parts) => parts.join(""));

/** A path that begins at the root; `/home/runner/work/…` is a runner's, and may be spoken of. */
const MACHINE_PATH = new RegExp(`(?<![\\w.~-])/${"work"}/[\\w.]`);

/** Where packages come from is the machine's affair, and so are its folders. */
export function machineTraces(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, i) => {
      const host = PACKAGE_HOSTS.find((name) => line.includes(name));
      const found = host ?? MACHINE_PATH.exec(line)?.[0];
      return found === undefined ? [] : [`${path}:${i + 1}: names ${found}`];
    }),
  );
}
