import { SluiceError } from "@sluice/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readConfig } from "./config-file.ts";

const good = `
version: 1
app: shop
artifact: { repository: "layout:artifacts" }
tests:
  unit: { command: npm test, files: "test/**" }
stages:
  STAGING: { url: "https://pr-{number}.staging.example.com", require: [unit], keep: { newest: 1, for: 72h } }
  QA:
    url: https://pr-{number}.qa.example.com
    freeze:
      - { days: [Fri], from: 16:00, to: 24:00 }
  PROD: { url: "https://example.com", bake: 60s, hotfix: [hotfix/*] }
target: { kind: process, command: [node, server.js] }
notify:
  - { slack: $SLACK_WEBHOOK, on: [failed] }
`;

/** The error's message; null where the text is a configuration. Anything but `config_invalid` is thrown on. */
function complaint(text: string): string | null {
  try {
    readConfig({ path: "sluice.yml", text });
    return null;
  } catch (error) {
    if (!(error instanceof SluiceError) || error.reason !== "config_invalid") throw error;
    return error.message;
  }
}

test("reads a file", () => {
  const config = readConfig({ path: "sluice.yml", text: good });
  expect(config.stages.map(({ name, bake }) => [name, bake])).toEqual([
    ["STAGING", 0],
    ["QA", 0],
    ["PROD", 60_000],
  ]);
});

test("names the place of everything that is wrong, at once", () => {
  const text = `version: 2
app: shop
artefact: {}
artifact: { image: "registry.example.com/acme/shop:latest", kind: imgae }
tests:
  unit: { command: npm test | tee log }
  e2e: { command: 3, needs: enviroment, timeout: 60 }
stages:
  QA:
    requier: [unit]
    url: https://pr-{numer}.qa.example.com
    administrators: "@acme/qa"
    keep: { newest: 0, for: 3 weeks }
  PROD:
    from: QS
    require: [unit, unti]
    approvals:
    strategy: blue-geen
    freeze: [{ days: [Fri], from: "16:00", too: "24:00" }, { from: 2026-12-24, to: 2026-12-26 }]
target: { kind: proces }
hooks: { pre_deploy: ["a && b", { servce: a, command: b }, 3] }
notify:
  - { slack: https://hooks.example.com/T0/B0, on: [faild] }
  - { slck: $X }
  - {}
`;
  expect(complaint(text)).toMatchInlineSnapshot(`
    "sluice.yml has 30 problems
      sluice.yml:1:10 version: must be 1
      sluice.yml:3:1 artefact: unknown key; did you mean artifact?
      sluice.yml:4:20 artifact.image: must not name a tag: Sluice finds artifacts by their content and names them by digest
      sluice.yml:4:67 artifact.kind: must be one of image, archive; did you mean image?
      sluice.yml:6:20 tests.unit.command: has |, which only a shell understands, and there is no shell here; put it in a script and name the script
      sluice.yml:7:19 tests.e2e.command: must be a command: a text, or a list of its words as texts
      sluice.yml:7:29 tests.e2e.needs: must be environment
      sluice.yml:7:50 tests.e2e.timeout: must be a duration with its unit, such as 60s or 60m; a bare number does not say which
      sluice.yml:10:5 stages.QA.requier: unknown key; did you mean require?
      sluice.yml:11:10 stages.QA.url: knows no {numer}; did you mean {number}?
      sluice.yml:12:21 stages.QA.administrators: must be a list, not a text; put it in [ ]
      sluice.yml:13:21 stages.QA.keep.newest: must be at least 1
      sluice.yml:13:29 stages.QA.keep.for: must be a duration: a whole number and ms, s, m, h or d, such as 90s or 72h
      sluice.yml:15:11 stages.PROD.from: names no stage of this file; did you mean QA?
      sluice.yml:16:21 stages.PROD.require[1]: names no suite of this file; did you mean unit?
      sluice.yml:17:5 stages.PROD.approvals: has no value; give it one or remove the key
      sluice.yml:18:15 stages.PROD.strategy: must be one of replace, blue-green, canary; did you mean blue-green?
      sluice.yml:19:14 stages.PROD.freeze[0].to: is missing
      sluice.yml:19:44 stages.PROD.freeze[0].too: unknown key; did you mean to?
      sluice.yml:19:68 stages.PROD.freeze[1].from: must be a moment with its zone, such as 2026-12-24T00:00:00Z
      sluice.yml:19:84 stages.PROD.freeze[1].to: must be a moment with its zone, such as 2026-12-24T00:00:00Z
      sluice.yml:20:17 target.kind: must be one of process, compose, swarm, kubernetes; did you mean process?
      sluice.yml:21:23 hooks.pre_deploy[0]: has &, which only a shell understands, and there is no shell here; put it in a script and name the script
      sluice.yml:21:33 hooks.pre_deploy[1].service: is missing
      sluice.yml:21:35 hooks.pre_deploy[1].servce: unknown key; did you mean service?
      sluice.yml:21:60 hooks.pre_deploy[2]: must be a command (a text or a list of words) or { service, command }
      sluice.yml:23:14 notify[0].slack: must name an environment variable, as $NAME; the secret itself does not belong in the file (if it was committed, revoke it)
      sluice.yml:23:52 notify[0].on[0]: must be one of ready-for-promotion, deployed, failed, rolled-back, quarantined, approval-needed, destroyed, drift; did you mean failed?
      sluice.yml:24:7 notify[1].slck: unknown key; did you mean slack?
      sluice.yml:25:5 notify[2]: names no channel: one of slack, teams, discord, email, webhook, terminal"
  `);
});

test("says what to do next", () => {
  try {
    readConfig({ path: "deploy/sluice.yml", text: good.replace("bake: 60s", "bake: 60") });
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({
      reason: "config_invalid",
      advice: "Mend the line above and run again; nothing was changed.",
      message:
        "deploy/sluice.yml has a problem\n  deploy/sluice.yml:13:45 stages.PROD.bake: must be a duration with its unit, such as 60s or 60m; a bare number does not say which",
    });
  }
});

test.each<[string, string, RegExp]>([
  ["an empty file", " \n", /:1:1 is empty/],
  ["comments alone", "# nothing\n", /:\d+:\d+ is empty/],
  ["broken YAML", "version: 1\napp: [", /:2:\d+ not YAML/],
  ["a key twice", `${good}app: other\n`, /:17:1 not YAML: Map keys must be unique/],
  ["a tag", "app: !!js/function x", /:1:6 not YAML: Unresolved tag/],
  ["a date's tag", "app: !!timestamp 2026-01-01", /:1:6 not YAML/],
  ["two documents", "app: a\n---\napp: b", /:\d+:\d+ not YAML/],
  ["a lost alias", "version: 1\napp: *shop", /:2:6 has no anchor &shop/],
  ["an alias in itself", "app: &a [*a]", /:\d+:\d+ /],
  ["a list", "- 1", /:1:1 must be a mapping \(key: value\), not a list/],
  ["a key that is no text", "? [a]\n: 1", /:1:3 not YAML/],
  ["a hidden prototype", good.replace("unit:", "__proto__:"), /:6:3 tests\.__proto__: unknown key/],
  ["a file of great length", `# ${"x".repeat(300_000)}`, /:1:1 is longer than 256 KiB/],
  ["deep nesting", "[".repeat(100_000), /:1:\d+ .*nested too deep/],
  ["many aliases", `a: &a x\nb: [${"*a,".repeat(200)}]`, /:1:1 has more than 100 aliases/],
  [
    "a bomb of aliases",
    [
      "a: &a [x, x]",
      ..."bcdefg".split("").map((key, i) => `${key}: &${key} [${`*${"abcdef"[i]},`.repeat(9)}]`),
    ].join("\n"),
    /:1:1 repeats what its anchors hold too often/,
  ],
])("%s is refused with its place", (_, text, message) => {
  expect(complaint(text)).toMatch(message);
});

test("an anchor may save a repetition", () => {
  expect(
    complaint(good.replace("require: [unit]", "require: &all [unit]").replace("bake: 60s", "require: *all")),
  ).toBeNull();
});

test("what is wrong behind an alias has a place too", () => {
  const text = good.replace("require: [unit]", "require: &all [unti]").replace("bake: 60s", "require: *all");
  expect(complaint(text)).toMatch(/:8:\d+ stages\.PROD\.require\[0\]: names no suite/);
});

const placed = /^sluice\.yml has (?:a problem|\d+ problems)(?:\n {2}sluice\.yml:[1-9]\d*:[1-9]\d* .*)+$/;

test("any text is a configuration or an error with places", () => {
  const lines = good.split("\n");
  const spliced = fc
    .tuple(
      fc.nat(good.length),
      fc.nat(12),
      fc.oneof(
        fc.string(),
        fc.constantFrom("{", "[", "&a ", "*a", "!!x ", "\t", ": ", "- ", "\n", "null", "1e9"),
      ),
    )
    .map(([at, cut, put]) => good.slice(0, at) + put + good.slice(at + cut));
  const shuffled = fc.shuffledSubarray(lines).map((some) => some.join("\n"));
  const text = fc.oneof(
    spliced,
    shuffled,
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.jsonValue().map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(text, (given) => {
      const message = complaint(given);
      if (message !== null) expect(message).toMatch(placed);
    }),
    { numRuns: 400 },
  );
}, 60_000);
