import { expect, test } from "vitest";
import { code, markdownTable } from "./markdown.ts";

test("a table keeps its columns whatever is in its cells", () => {
  expect(markdownTable(["a", "b"], [["x|y", "one\ntwo"]])).toBe(
    "| a | b |\n| --- | --- |\n| x\\|y | one<br>two |",
  );
});

test.each([
  ["a", "`a`"],
  ["a`b", "``a`b``"],
  ["`a`", "`` `a` ``"],
])("%s is code", (text, written) => {
  expect(code(text)).toBe(written);
});
