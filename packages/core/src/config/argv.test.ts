import fc from "fast-check";
import { expect, test } from "vitest";
import { checkArgv, splitCommand } from "./argv.ts";

test.each([
  ["npm run test:unit", ["npm", "run", "test:unit"]],
  ["  npm\ttest  ", ["npm", "test"]],
  ['node -e "a b" c', ["node", "-e", "a b", "c"]],
  ["sh -c 'a | b && c > $d'", ["sh", "-c", "a | b && c > $d"]],
  ["echo '' x", ["echo", "", "x"]],
  ["a'b c'd", ["ab cd"]],
  ["npm test\n", ["npm", "test"]],
  ["vitest run src/**/*.test.ts --reporter=junit", ["vitest", "run", "src/**/*.test.ts", "--reporter=junit"]],
])("%j is %j", (text, argv) => {
  expect(splitCommand(text)).toEqual({ ok: true, argv });
});

test.each([
  ["a | b", /has \|, which only a shell understands.*put it in a script/],
  ["a > b", /has >/],
  ["a && b", /has &/],
  ["a; b", /has ;/],
  ["echo $(date)", /has \$/],
  ["echo $HOME", /has \$/],
  ['echo "$HOME"', /has \$/],
  ["echo `date`", /has a backtick/],
  ["a\\ b", /has \\/],
  ["a\nb", /several lines/],
  ["a 'b", /has a ' that is not closed/],
  ["NODE_ENV=test npm test", /begins with a variable/],
  ["", /names no program/],
  ["''", /names no program/],
  ["a \0", /NUL/],
])("%j is refused", (text, problem) => {
  expect(splitCommand(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
});

test("any words that are put in single quotes come back as they were", () => {
  const word = fc.string({ unit: "binary" }).map((text) => text.replace(/['\0]/g, ""));
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = ["run", ...words.map((one) => `'${one}'`)].join(" ");
      expect(splitCommand(text)).toEqual({ ok: true, argv: ["run", ...words] });
    }),
  );
});

test("a list of words is taken as it is", () => {
  expect(checkArgv(["a", "b | c", ""])).toEqual({ ok: true, argv: ["a", "b | c", ""] });
  expect(checkArgv([])).toMatchObject({ ok: false });
});
