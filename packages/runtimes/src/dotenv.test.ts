import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toDotenv } from "./dotenv.ts";

test("plain values stand bare, others in quotes, line ends become spaces", () => {
  expect(toDotenv({ "reason-code": "ok", message: "it's $5\nmore", empty: "" })).toBe(
    'SLUICE_REASON_CODE=ok\nSLUICE_MESSAGE="it\'s \\$5 more"\nSLUICE_EMPTY=\n',
  );
});

test("a shell that reads the file gets the very values, and runs nothing of them", () => {
  const values = fc.array(
    fc.string().map((value) => value.replaceAll("\u0000", "")),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(values, (all) => {
      const file = toDotenv(Object.fromEntries(all.map((value, i) => [`v-${i}`, value])));
      const print = all.map((_, i) => `printf '%s\\n' "$SLUICE_V_${i}"`).join("\n");
      const read = execFileSync("sh", ["-s"], { input: `${file}${print}\n`, encoding: "utf8" });
      expect(read).toBe(all.map((value) => `${value.replace(/[\r\n]+/g, " ")}\n`).join(""));
    }),
    { numRuns: 20 },
  );
});
