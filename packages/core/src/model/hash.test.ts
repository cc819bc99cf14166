import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 } from "./hash.ts";

const nodes = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

test("hashes the standard's example", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("agrees with node:crypto at every length around the block's edges", () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 256);
    expect(sha256(bytes)).toBe(nodes(bytes));
  }
});

test("agrees with node:crypto on any bytes, also a view into a longer buffer", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), fc.nat(50), (bytes, from) => {
      const view = bytes.subarray(Math.min(from, bytes.length));
      expect(sha256(view)).toBe(nodes(view));
    }),
  );
});

test("agrees with node:crypto on any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(nodes(text));
    }),
  );
});
