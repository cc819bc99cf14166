import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lintDockerfile } from "./dockerfile-lint.ts";
import { readDockerfile } from "./dockerfile-lint-read.ts";

/** `rule:line` of each finding. */
function findings(
  lines: readonly string[],
  base: "any" | "alpine" = "any",
  args: Record<string, string> = {},
): readonly string[] {
  return lintDockerfile(lines.join("\n"), { base }, args).map(({ rule, line }) => `${rule}:${line}`);
}

const GOOD = ["USER app", "HEALTHCHECK CMD wget -q localhost"];

describe("a final stage", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["that has all", ["FROM node:24-alpine", ...GOOD], []],
    ["that has nothing", ["FROM node:24-alpine"], ["root:1", "healthcheck:1"]],
    ["whose user is root by name", ["FROM a:1", "HEALTHCHECK CMD x", "USER root"], ["root:3"]],
    ["whose user is root by number", ["FROM a:1", "HEALTHCHECK CMD x", "USER 0:0"], ["root:3"]],
    ["whose last user is root", ["FROM a:1", ...GOOD, "USER root:app"], ["root:4"]],
    ["that ends as somebody", ["FROM a:1", "USER root", "RUN x", ...GOOD], []],
    ["whose user only begins like root", ["FROM a:1", "USER rooted", "HEALTHCHECK CMD x"], []],
    ["whose base is nobody's", ["FROM a:1-nonroot", "HEALTHCHECK CMD x"], []],
    ["that takes its check away", ["FROM a:1", ...GOOD, "HEALTHCHECK NONE"], ["healthcheck:4"]],
    ["that starts from another one", ["FROM a:1 AS base", ...GOOD, "FROM base"], []],
    [
      "that is not the one with the user",
      ["FROM a:1 AS x", ...GOOD, "FROM b:1"],
      ["root:4", "healthcheck:4"],
    ],
    ["in small letters", ["from a:1 as Base", "user app", "healthcheck cmd x", "from BASE"], []],
  ])("%s", (_, lines, expected) => {
    expect(findings(lines)).toEqual(expected);
  });
});

describe("a base", () => {
  const D = `sha256:${"0".repeat(64)}`;
  test.each<[string, readonly string[]]>([
    ["FROM node", ["latest:1"]],
    ["FROM node:latest", ["latest:1"]],
    ["FROM node:24", []],
    [`FROM node@${D}`, []],
    [`FROM node:latest@${D}`, []],
    ["FROM registry.example.com:5000/node", ["latest:1"]],
    ["FROM registry.example.com:5000/node:1", []],
    ["FROM --platform=$BUILDPLATFORM node", ["latest:1"]],
    ["FROM scratch", []],
    ["FROM $UNKNOWN", []],
  ])("%s", (from, expected) => {
    expect(findings([from, ...GOOD])).toEqual(expected);
  });

  test("is looked up among the arguments, given ones first", () => {
    const lines = ["ARG BASE=node", 'ARG TAG="24"', `FROM \${BASE}:\${TAG}`, ...GOOD];
    expect(findings(lines)).toEqual([]);
    expect(findings(lines, "any", { TAG: "latest" })).toEqual(["latest:3"]);
    expect(findings(["ARG TAG", `FROM node:\${TAG:-latest}`, ...GOOD])).toEqual(["latest:2"]);
  });

  test("of a stage in the middle counts too, a stage's name does not", () => {
    expect(findings(["FROM golang AS build", "FROM build AS more", "FROM a:1", ...GOOD])).toEqual([
      "latest:1",
    ]);
  });
});

describe("the policy base: alpine", () => {
  test.each<[string, boolean]>([
    ["alpine:3.22", true],
    ["node:24-alpine", true],
    ["node:24-alpine3.22", true],
    ["registry.example.com/base/alpine-node:1", true],
    ["alpine-like.example.com/node:24", false],
    ["debian:13", false],
    ["alpinelinux-fork/debian:1", false],
    ["scratch", false],
  ])("%s: %s", (base, fits) => {
    expect(findings([`FROM ${base}`, ...GOOD], "alpine")).toEqual(fits ? [] : ["base:1"]);
    expect(findings([`FROM ${base}`, ...GOOD], "any")).toEqual([]);
  });

  test("looks at what the final stage starts from in the end, and at no other", () => {
    const lines = ["FROM debian:13 AS build", "FROM alpine:3 AS base", "FROM base", ...GOOD];
    expect(findings(lines, "alpine")).toEqual([]);
    expect(findings(["FROM alpine:3", "FROM debian:13", ...GOOD], "alpine")).toEqual(["base:2"]);
  });
});

describe("the file is read as docker reads it", () => {
  test.each<[string, string, readonly [string, string, number][]]>([
    ["comments and empty lines", "# FROM x\n\n FROM a:1", [["FROM", "a:1", 3]]],
    [
      "a line that goes on",
      "FROM \\\n  a:1 \\\n# no\n\n  AS b\nUSER x",
      [
        ["FROM", "a:1 AS b", 1],
        ["USER", "x", 6],
      ],
    ],
    ["another escape", "# escape=`\nFROM a:1 `\n AS b", [["FROM", "a:1   AS b", 2]]],
    [
      "a heredoc",
      "RUN <<EOF\nUSER root\nEOF\nUSER x",
      [
        ["RUN", "<<EOF", 1],
        ["USER", "x", 4],
      ],
    ],
    [
      "two heredocs",
      "COPY <<A <<-'B' /\nUSER a\nA\nUSER b\n\tB\nUSER x",
      [
        ["COPY", "<<A <<-'B' /", 1],
        ["USER", "x", 6],
      ],
    ],
    [
      "a here-string is none",
      "RUN cat <<<EOF\nUSER x",
      [
        ["RUN", "cat <<<EOF", 1],
        ["USER", "x", 2],
      ],
    ],
  ])("%s", (_, text, expected) => {
    const read = readDockerfile(text).map(({ name, rest, line }) => [name, rest.replace(/ +/g, " "), line]);
    expect(read).toEqual(expected.map(([name, rest, line]) => [name, rest.replace(/ +/g, " "), line]));
  });

  test("whatever it holds", () => {
    const piece = fc.constantFrom(
      "FROM",
      " a",
      "\n",
      "\\",
      "USER 0",
      "<<E",
      "ARG X=",
      "$X",
      "#",
      "`",
      " AS a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const lines = text.split("\n").length;
        for (const { line } of lintDockerfile(text, { base: "alpine" })) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });
});
