import { expect, test } from "vitest";
import { thirdParties, unresolved } from "./bundle.ts";

test("the licenses of others stay as they are, our own packages go", () => {
  const text =
    "@sluice/cli\nApache-2.0\n\n@sluice/core\nApache-2.0\n\nzod\nMIT\nMIT License\n\nCopyright\n\nyaml\nISC\nText\n";
  expect(thirdParties(text)).toBe("zod\nMIT\nMIT License\n\nCopyright\n\nyaml\nISC\nText\n");
  expect(thirdParties("@sluice/cli\nApache-2.0\n")).toBe("");
});

test("an import that leads nowhere is seen", () => {
  expect(unresolved('(module) => {\n\nmodule.exports = eval("require")("./absent.ts");\n')).toEqual([
    '"./absent.ts"',
  ]);
  expect(unresolved("module.exports = __webpack_require__(3);")).toEqual([]);
});
