import { expect, test } from "vitest";
import { parseReference } from "./reference.ts";

test.each([
  ["registry.example.com/acme/shop", "https://registry.example.com", "registry.example.com", "acme/shop"],
  [
    "registry.example.com:5000/shop",
    "https://registry.example.com:5000",
    "registry.example.com:5000",
    "shop",
  ],
  ["localhost/shop", "http://localhost", "localhost", "shop"],
  ["localhost:5000/a/b/c", "http://localhost:5000", "localhost:5000", "a/b/c"],
  ["127.0.0.1:5000/shop", "http://127.0.0.1:5000", "127.0.0.1:5000", "shop"],
  ["[::1]:5000/shop", "http://[::1]:5000", "[::1]:5000", "shop"],
  ["127.0.0.1.example.com/shop", "https://127.0.0.1.example.com", "127.0.0.1.example.com", "shop"],
  ["shop", "https://registry-1.docker.io", "index.docker.io", "library/shop"],
  ["acme/shop", "https://registry-1.docker.io", "index.docker.io", "acme/shop"],
  ["docker.io/shop", "https://registry-1.docker.io", "index.docker.io", "library/shop"],
  ["docker.io/acme/shop", "https://registry-1.docker.io", "index.docker.io", "acme/shop"],
])("%s is at %s", (repository, origin, account, name) => {
  expect(parseReference(repository, undefined)).toMatchObject({ origin, account, name });
});

test("insecure is http, and says so or not", () => {
  expect(parseReference("registry.example.com/shop", true).origin).toBe("http://registry.example.com");
  expect(parseReference("localhost:5000/shop", false).origin).toBe("https://localhost:5000");
});

test.each([
  "",
  "/",
  "/shop",
  "https://registry.example.com/shop",
  "registry.example.com/",
  "registry.example.com/Shop",
  "registry.example.com/shop:tag",
  "registry.example.com/../shop",
  "registry.example.com/a//b",
  "registry.example.com/shop?x",
  "registry.example.com:99999/shop",
  "registry.example.com/shop@sha256:abc",
  `registry.example.com/${"a".repeat(256)}`,
])("%s is refused", (repository) => {
  expect(() => parseReference(repository, undefined)).toThrow(
    expect.objectContaining({ reason: "input_invalid" }),
  );
});

test("a password that was written into the name is not repeated", () => {
  try {
    parseReference("ada:s3cret@registry.example.com/shop", undefined);
    expect.unreachable();
  } catch (error) {
    expect((error as Error).message).not.toContain("s3cret");
    expect(error).toMatchObject({ reason: "input_invalid" });
  }
});
