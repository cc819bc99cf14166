import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMasker, formsOf, MASK } from "./mask.ts";

/** Without the mask's own character: a secret that is part of `***` cannot be absent from it. */
const secret = fc
  .string({ unit: "binary", minLength: 1, maxLength: 30 })
  .filter((s) => s.trim() !== "" && !s.includes("*"));
const secrets = fc.array(secret, { minLength: 1, maxLength: 5 });

function maskerOf(all: readonly string[]) {
  const masker = createMasker();
  for (const one of all) masker.add(one);
  return masker;
}

describe("properties", () => {
  test("no form of any secret is left, wherever secrets stand and overlap", () => {
    fc.assert(
      fc.property(secrets, fc.array(fc.string()), fc.nat(), (all, around, pick) => {
        const forms = all.flatMap(formsOf);
        const text = around.flatMap((part, i) => [part, forms[(pick + i) % forms.length]!]).join("");
        const masked = maskerOf(all).mask(text);
        for (const form of forms) expect(masked.split(MASK).some((part) => part.includes(form))).toBe(false);
      }),
    );
  });

  test("masking twice is masking once", () => {
    fc.assert(
      fc.property(secrets, fc.string(), (all, text) => {
        const masker = maskerOf(all);
        const once = masker.mask(all.join(text));
        expect(masker.mask(once)).toBe(once);
      }),
    );
  });

  test("text without a secret stays as it is", () => {
    fc.assert(
      fc.property(fc.string(), secret, (text, one) => {
        fc.pre(!formsOf(one).some((form) => text.includes(form)));
        expect(maskerOf([one]).mask(text)).toBe(text);
      }),
    );
  });

  test("a result as JSON holds no secret, and still parses", () => {
    fc.assert(
      fc.property(secrets, fc.jsonValue(), (all, value) => {
        const written = JSON.stringify(maskerOf(all).maskValue({ value, all, [all[0]!]: 1 }));
        const read = JSON.parse(written) as { all: string[] };
        expect(read.all).toEqual(all.map(() => MASK));
        expect(Object.keys(read)).toContain(MASK);
      }),
    );
  });
});

describe("forms", () => {
  test.each([
    ["in a URL", "p@ss/w rd", "https://u:p%40ss%2Fw%20rd@host", "https://u:***@host"],
    ["in a URL, digits in lower case", "p@ss/word", "u:p%40ss%2fword@host", "u:***@host"],
    ["in a form", "p@ss w", "a=p%40ss+w&b", "a=***&b"],
    ["in JSON", 'say "hi"', '{"a":"say \\"hi\\""}', '{"a":"***"}'],
    ["in base64", "hunter22", `x ${btoa("hunter22")} y`, "x *** y"],
    ["a line of a key", "-----KEY\nabcdef\n-----END", "got abcdef", "got ***"],
    ["the whole key", "-----KEY\nabcdef\n-----END", "-----KEY\nabcdef\n-----END\n", "***\n"],
    ["a short line of a key is no secret", "-----KEY\nab\n-----END", "about", "about"],
  ])("%s", (_, one, text, masked) => {
    expect(maskerOf([one]).mask(text)).toBe(masked);
  });

  test("the rest of a longer secret that begins inside a shorter one is hidden with it", () => {
    expect(maskerOf(["ab", "bXcdefgh"]).mask("-abXcdefgh-")).toBe("-***-");
  });

  test("blank secrets hide nothing", () => {
    expect(maskerOf(["", " ", "\n"]).mask("a b\nc")).toBe("a b\nc");
  });

  test("numbers that spell a secret are hidden", () => {
    expect(maskerOf(["12345678"]).maskValue({ id: 12345678, other: 1 })).toEqual({ id: MASK, other: 1 });
  });
});
