import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCommit } from "./commit.ts";

const PARENT = "a".repeat(40);

test("reads parents, people, date and message, past a signature of several lines", () => {
  const text = [
    `tree ${"b".repeat(40)}`,
    `parent ${PARENT}`,
    `parent ${"c".repeat(40)}`,
    "author Ada <ada@example.com> 1767603600 +0000",
    "committer Bob <bob@example.com> 1767603660 -0500",
    "gpgsig -----BEGIN-----",
    " parent of nothing",
    " -----END-----",
    "",
    "Subject",
    "",
    "parent body",
  ].join("\n");
  expect(parseCommit(Buffer.from(text))).toEqual({
    parents: [PARENT, "c".repeat(40)],
    author: "ada@example.com",
    committedAt: "2026-01-05T09:01:00.000Z",
    message: "Subject\n\nparent body",
  });
});

test("reads a message in its own encoding, and in UTF-8 where that is unknown", () => {
  const commit = (encoding: string, bytes: number[]) =>
    parseCommit(Buffer.concat([Buffer.from(`encoding ${encoding}\n\n`), Buffer.from(bytes)])).message;
  expect(commit("ISO-8859-1", [0xe9])).toBe("é");
  expect(commit("nonsense", [0xc3, 0xa9])).toBe("é");
});

test("odd commits have no date, no author, no message, and are no error", () => {
  expect(parseCommit(Buffer.from("committer x <> 99999999999999999 +0000"))).toEqual({
    parents: [],
    author: "",
    committedAt: null,
    message: "",
  });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(parseCommit(bytes).parents).toEqual([]);
    }),
  );
});
