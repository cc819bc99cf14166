import { NOTICE } from "@sluice/testing/notifier/contract";
import { expect, test } from "vitest";
import { createNotifiers } from "./create.ts";

const told = { on: ["failed" as const], stages: ["PROD"] };

function make(entries: Parameters<typeof createNotifiers>[0], env: Record<string, string> = {}) {
  const said = { warnings: [] as string[], masked: [] as string[] };
  const reporter = {
    step: () => {},
    info: () => {},
    warning: (text: string) => said.warnings.push(text),
    mask: (secret: string) => said.masked.push(secret),
  };
  return { said, channels: createNotifiers(entries, env, reporter) };
}

test("channels are named by kind and place, and keep what they want to hear", () => {
  const hook = { kind: "webhook" as const, url: "$HOOK", secret: null, ...told };
  const { channels } = make([hook, { kind: "terminal", ...told }, hook], { HOOK: "https://example.com/x" });
  expect(channels.map(({ notifier }) => notifier.channel)).toEqual(["webhook#1", "terminal#1", "webhook#2"]);
  expect(channels[0]).toMatchObject(told);
});

test("addresses and secrets are masked", () => {
  const hook = { kind: "webhook" as const, url: "$HOOK", secret: "$SECRET", ...told };
  const { said } = make([hook], { HOOK: "https://example.com/x", SECRET: "s3cret" });
  expect(said.masked).toEqual(["https://example.com/x", "s3cret"]);
});

test.each([
  [{}, "HOOK"],
  [{ HOOK: "https://example.com/x" }, "SECRET"],
])("a variable that is not set is told when there is something to tell", async (env, name) => {
  const hook = { kind: "webhook" as const, url: "$HOOK", secret: "$SECRET", ...told };
  const { channels, said } = make([hook], env);
  expect(said.warnings).toEqual([]);
  expect(await channels[0]?.notifier.send(NOTICE)).toEqual({
    delivered: false,
    reason: `the environment variable ${name}, which sluice.yml names, is not set`,
  });
});

test("a kind that cannot be delivered to yet is a warning, and the others stay", () => {
  const { channels, said } = make([
    { kind: "slack", url: "$SLACK", ...told },
    { kind: "email", smtp: "$SMTP", from: "a@example.com", to: [], ...told },
    { kind: "terminal", ...told },
  ]);
  expect(channels.map(({ notifier }) => notifier.channel)).toEqual(["terminal#1"]);
  expect(said.warnings).toHaveLength(2);
});
