import { expect, test } from "vitest";
import { findSecret, refuseSecret, resolveValue, secretOf } from "./secret.ts";

const env = { HOOK: "https://hooks.example.com/1", EMPTY: "" };

test("reads what the file names", () => {
  expect(secretOf("$HOOK", env)).toBe(env.HOOK);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how the file writes it
  expect(secretOf("${HOOK}", env)).toBe(env.HOOK);
  expect(resolveValue("$HOOK", env)).toBe(env.HOOK);
  expect(resolveValue("plain", env)).toBe("plain");
});

test("says which variable is missing", () => {
  expect(() => secretOf("$LOST", env)).toThrow(
    "the environment variable LOST, which sluice.yml names, is not set",
  );
  expect(findSecret("$EMPTY", env)).toBeNull();
  expect(findSecret("$toString", env)).toBeNull();
});

test("never repeats what may be a secret itself", () => {
  expect(() => secretOf("hunter2", env)).toThrow(/^(?!.*hunter2)/s);
});

test.each([
  ["API_TOKEN", "abc"],
  ["DB_PASSWORD", "abc"],
  ["GREETING", `ghp_${"a".repeat(36)}`],
  ["GREETING", `glpat-${"a".repeat(20)}`],
  ["KEY_FILE", "-----BEGIN RSA PRIVATE KEY-----"],
  ["DATABASE_URL", "postgres://user:word@db/shop"],
  ["MIRROR", "https://token@mirror.example.com"],
  ["PRICE", "$5 each"],
])("%s: %s is refused", (name, value) => {
  const problem = refuseSecret(name, value);
  expect(problem).not.toBeNull();
  expect(problem).not.toContain(value);
});

test.each([
  ["API_TOKEN", "$API_TOKEN"],
  ["TOKEN_TTL", "60"],
  ["PORT", "8080"],
  ["DATABASE_URL", "postgres://user@db/shop"],
  ["MAIL", "me@example.com"],
])("%s: %s is fine", (name, value) => {
  expect(refuseSecret(name, value)).toBeNull();
});
