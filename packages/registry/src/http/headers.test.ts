import { expect, test } from "vitest";
import { parseRetryAfter } from "./retry.ts";
import { nextLink } from "./tags.ts";

const NOW = Date.UTC(2026, 0, 1);

test.each([
  [undefined, null],
  ["0", 0],
  ["120", 120_000],
  ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
  ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ["soon", null],
  ["-5x", null],
])("Retry-After %j is %j ms", (header, ms) => {
  expect(parseRetryAfter(header, NOW)).toBe(ms);
});

test.each([
  ["", null],
  ['</a?n=1>; rel="next"', "/a?n=1"],
  ["</a>; rel=next", "/a"],
  ['</a>; rel="prev", </b,c>; title="x"; rel="next"', "/b,c"],
  ['</a>; rel="nextish"', null],
  ["/a; rel=next", null],
])("Link %j leads to %j", (header, target) => {
  expect(nextLink(header)).toBe(target);
});
