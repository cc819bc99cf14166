import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ignoredBy } from "./dockerignore.ts";

/** The paths of `from` that a build still sees. */
function seen(text: string, from: readonly string[]): readonly string[] {
  const ignored = ignoredBy(text);
  return from.filter((path) => !ignored(path));
}

describe("the rows of docker's documentation", () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ["a comment hides nothing", "# a.txt\n", ["a.txt", "# a.txt"], []],
    [
      "*/temp*: one level below",
      "*/temp*",
      ["x", "temp", "a/b/temp"],
      ["a/temp", "a/temporary.txt", "a/temp/x"],
    ],
    ["*/*/temp*: two levels below", "*/*/temp*", ["a/temp"], ["a/b/temporary.txt"]],
    ["temp?: one letter more", "temp?", ["temp", "a/tempa", "temp12"], ["tempa", "tempb/x"]],
    ["**/*.go: at any depth", "**/*.go", ["main.c", "a/go"], ["main.go", "a/main.go", "a/b/c.go"]],
    ["*.md with one taken back", "*.md\n!README.md", ["README.md", "docs/x.md"], ["x.md"]],
    [
      "the later line wins: one that hides after one that takes back",
      "*.md\n!README*.md\nREADME-secret.md",
      ["README.md", "README-a.md"],
      ["x.md", "README-secret.md"],
    ],
    [
      "the later line wins: one that takes back after all",
      "*.md\nREADME-secret.md\n!README*.md",
      ["README.md", "README-secret.md"],
      ["x.md"],
    ],
    [
      "a slash in front or behind means nothing",
      "/foo/bar\nbaz/",
      ["bar", "a/foo/bar"],
      ["foo/bar", "foo/bar/x", "baz/y"],
    ],
    ["all but a few", "*\n!src\n!package.json", ["src/a.ts", "src/b/c.ts", "package.json"], ["x", "docs/y"]],
  ])("%s", (_, text, visible, hidden) => {
    expect(seen(text, [...visible, ...hidden])).toEqual(visible);
  });
});

describe("the finer rules", () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      "a folder's name hides what is in it, and no longer name",
      "node_modules",
      ["node_modules2/x", "a/node_modules/x"],
      ["node_modules/a/b"],
    ],
    ["a file in a hidden folder can be taken back", "dir\n!dir/keep", ["dir/keep"], ["dir/a", "dir/b/keep"]],
    ["dir/**: all below", "dir/**", ["dir2/x", "x/dir/y"], ["dir/a", "dir/a/b"]],
    [
      "a/**/b: any folders between, also none",
      "a/**/b",
      ["a/xb", "ab"],
      ["a/b", "a/x/b", "a/x/y/b", "a/x/b/c"],
    ],
    ["**: everything", "**", [], ["a", "a/b"]],
    ["**foo: any ending", "**foo", ["foobar"], ["foo", "xfoo", "a/xfoo"]],
    ["**/foo: that name at any depth", "**/foo", ["xfoo", "a/xfoo"], ["foo", "a/foo", "a/foo/b"]],
    [
      "spaces at both ends do not count, nor between ! and its pattern",
      "  *.log  \n!  a.log",
      ["a.log"],
      ["b.log"],
    ],
    ["a # that is not first is part of a pattern", " #a\nb#c", ["a"], ["#a", "b#c"]],
    ["lines that end as Windows ends them", "a\r\nb\r\n", ["c"], ["a", "b"]],
    ["a mark of the byte order", "\uFEFFa", ["b"], ["a"]],
    ["dots are taken up", "./a/../b//c/.", ["a", "b"], ["b/c", "b/c/d"]],
    ["what leads out hides nothing", "../a\n.", ["a", "b/a"], []],
    ["a slash too many is still at the top", "/../a", ["b/a"], ["a"]],
    ["letters of a class", "[a-c].txt\n[^x]y\n[!z]q", ["d.txt", "xy", "aq"], ["a.txt", "zy", "!q", "zq"]],
    ["a backslash takes the next letter as it is", "\\*.txt\n\\!x", ["a.txt", "x"], ["*.txt", "!x"]],
    ["what other languages find special is plain", "a.b(c)+{d}|$^", ["aXb(c)+{d}|$^"], ["a.b(c)+{d}|$^"]],
    ["a star stops at a slash", "a*c", ["a/c", "ab/c"], ["ac", "abc"]],
    ["upper and lower case differ", "A", ["a"], ["A"]],
    ["an empty file", "\n\n  \n", ["a"], []],
  ])("%s", (_, text, visible, hidden) => {
    expect(seen(text, [...visible, ...hidden])).toEqual(visible);
  });

  test.each(["a\n[", "a\n[z-a]", "a\n!", "a\nx\\", "a\n[]", "a\n[a-]"])(
    "%j is refused by its line",
    (text) => {
      expect(() => ignoredBy(text)).toThrowError(
        expect.objectContaining({ reason: "build_failed", message: expect.stringContaining("line 2") }),
      );
    },
  );
});

const part = fc.stringMatching(/^[a-z.]{1,4}$/).filter((text) => !/^\.+$/.test(text));
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

test("a line that takes everything back makes all lines before it void", () => {
  const line = fc.oneof(path, fc.constantFrom("*", "**", "*/a", "!b", "**/c*"));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), path, (lines, one) => {
      expect(ignoredBy([...lines, "!**"].join("\n"))(one)).toBe(false);
      expect(ignoredBy([...lines, "**"].join("\n"))(one)).toBe(true);
    }),
  );
});

test("whatever stands in the file, it is taken or refused in words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 12 }), path, (text, one) => {
      try {
        expect(typeof ignoredBy(text)(one)).toBe("boolean");
      } catch (error) {
        expect(error).toMatchObject({ reason: "build_failed" });
      }
    }),
    { numRuns: 1000 },
  );
});
