import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { neutralise } from "./neutralise.ts";

const ESC = "\u001b";

describe("neutralise", () => {
  test.each([
    ["colours", `a${ESC}[1;31mred${ESC}[0m`, "ared"],
    ["cursor and screen", `${ESC}[2J${ESC}[Hx`, "x"],
    ["a title, closed by a bell", `${ESC}]0;evil\u0007x`, "x"],
    ["a link, closed by a terminator", `${ESC}]8;;http://e${ESC}\\x`, "x"],
    ["the clipboard", `a${ESC}]52;c;ZXZpbA==${ESC}\\b`, "ab"],
    ["a character set", `${ESC}(0x`, "x"],
    ["C1 introducers", "\u009b31mx\u009d0;t\u0007y", "xy"],
    ["a string that never ends hides nothing more", `${ESC}]0;text\nnext`, "0;text\nnext"],
    ["an escape at the end", `x${ESC}`, "x"],
    ["line ends", "a\r\nb\rc", "a\nb\nc"],
    ["tabs stay", "a\tb", "a\tb"],
    ["other controls are shown", "a\u0000b\u0008c\u007f", "a\ufffdb\ufffdc\ufffd"],
    ["reordering is shown", "a\u202eb\u2066c", "a\ufffdb\ufffdc"],
    ["letters of any script stay", "größe 大きさ 🚂", "größe 大きさ 🚂"],
  ])("%s", (_, text, plain) => {
    expect(neutralise(text)).toBe(plain);
  });

  test("whatever comes in, no control character but tab and newline comes out", () => {
    const nasty = fc.array(
      fc.oneof(
        fc.constantFrom(ESC, "[", "]", "\u009b", "\r", "\u0007", "\\", "m", "\n"),
        fc.string({ unit: "binary" }),
      ),
    );
    fc.assert(
      fc.property(nasty, (parts) => {
        for (const character of neutralise(parts.join(""))) {
          const code = character.codePointAt(0)!;
          expect(code === 9 || code === 10 || (code >= 0x20 && !(code >= 0x7f && code <= 0x9f))).toBe(true);
        }
      }),
    );
  });
});
