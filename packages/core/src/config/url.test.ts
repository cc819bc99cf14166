import { expect, test } from "vitest";
import { isShared, urlOf } from "./url.ts";

const app = { app: "Web Shop" };
const merge = { number: 50, commit: "1a2b3c4d5e6f".padEnd(40, "0"), source: "feature/Login" };
const push = { ...merge, number: null, source: null };

test.each([
  ["https://pr-{number}.qa.example.com", merge, "https://pr-50.qa.example.com"],
  ["https://{slug}.{app}.{stage}.example.com", merge, "https://feature-login.web-shop.qa.example.com"],
  ["http://{sha}.localhost:8080", merge, "http://1a2b3c4d5e6f.localhost:8080"],
  ["https://pr-{number}.qa.example.com", push, "https://pr-c1a2b3c4d2f94d154.qa.example.com"],
  ["https://example.com", push, "https://example.com"],
  [null, merge, null],
])("%s", (url, subject, rendered) => {
  expect(urlOf(app, { name: "QA", url }, subject)).toBe(rendered);
});

test("a host with a label that is too long is refused", () => {
  const url = `https://${"a".repeat(40)}-{slug}.example.com`;
  expect(() => urlOf(app, { name: "QA", url }, { ...merge, source: "b".repeat(39) })).toThrow(
    /stages\.QA\.url.*too long/,
  );
});

test.each([
  ["https://example.com", true],
  ["https://{app}-{stage}.example.com", true],
  ["https://pr-{number}.example.com", false],
  ["https://{sha}.example.com", false],
  ["https://{slug}.example.com", false],
  [null, false],
])("%s is shared: %s", (url, shared) => {
  expect(isShared({ url })).toBe(shared);
});
