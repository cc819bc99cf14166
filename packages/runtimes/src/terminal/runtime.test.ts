import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTerminalRuntime, type TerminalOptions } from "./runtime.ts";

const ESC = "\u001b";

function terminal(options: Partial<TerminalOptions> = {}) {
  const written = { stdout: "", stderr: "", code: null as number | null };
  const runtime = createTerminalRuntime({
    inputs: {},
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    env: {},
    isTTY: false,
    json: false,
    now: () => 0,
    setExitCode: (code) => (written.code = code),
    ...options,
  });
  return { runtime, written };
}

test("the story goes to stdout; warnings and errors go to stderr", () => {
  const { runtime, written } = terminal();
  runtime.step("deploy");
  runtime.output("listening");
  runtime.warning("slow");
  runtime.error("what\nadvice");
  runtime.verdict("deployed", "success");
  expect(written.stdout).toBe("   0.0s  ▸ deploy\n   0.0s  │ listening\n   0.0s  ✓ deployed\n");
  expect(written.stderr).toBe("   0.0s  ! warning: slow\n   0.0s  ✗ error: what\n           advice\n");
});

test("lines tell the time since the beginning", () => {
  let now = 1000;
  const { runtime, written } = terminal({ now: () => now });
  now += 61_250;
  runtime.step("late");
  expect(written.stdout).toBe("  61.3s  ▸ late\n");
});

describe("colour", () => {
  test("on a terminal", () => {
    const { runtime, written } = terminal({ isTTY: true });
    runtime.verdict("deployed", "success");
    expect(written.stdout).toContain(`${ESC}[32m✓${ESC}[0m`);
  });

  test.each([
    ["not where NO_COLOR is set", { isTTY: true, env: { NO_COLOR: "1" } }],
    ["not in a pipe", { isTTY: false }],
  ])("%s", (_, options) => {
    const { runtime, written } = terminal(options);
    runtime.verdict("deployed", "success");
    expect(written.stdout).not.toContain(ESC);
  });
});

test("with json, stdout holds the result alone, without its secrets", async () => {
  const { runtime, written } = terminal({ json: true });
  runtime.mask('to"ken');
  runtime.step("deploy");
  await runtime.setOutputs({ url: "http://x" });
  await runtime.setResult({ v: 1, details: { header: 'Bearer to"ken' } });
  expect(JSON.parse(written.stdout)).toEqual({ v: 1, details: { header: "Bearer ***" } });
  expect(written.stderr).toContain("deploy");
  expect(written.stderr).toContain("url  http://x");
});

test("secrets are masked, also where escape sequences are in their midst", () => {
  const { runtime, written } = terminal();
  runtime.mask("hunter22");
  runtime.output(`hunt${ESC}[0mer22 and hunter22`);
  expect(written.stdout).toBe("   0.0s  │ *** and ***\n");
});

test("text from outside neither moves the cursor nor begins a line", () => {
  const { runtime, written } = terminal({ isTTY: true, env: { NO_COLOR: "1" } });
  runtime.step(`title${ESC}[2J\r\u0008\n   0.0s  ✓ deployed`);
  expect(written.stdout.split("\n")).toEqual([
    "   0.0s  ▸ title",
    "           \ufffd",
    "              0.0s  ✓ deployed",
    "",
  ]);
});

test("outputs are one aligned block", async () => {
  const { runtime, written } = terminal();
  await runtime.setOutputs({ outcome: "deployed", url: "http://x" });
  expect(written.stdout).toBe("           outcome  deployed\n           url      http://x\n");
});

test("debug is shown where it is asked for", () => {
  const quiet = terminal();
  quiet.runtime.debug("why");
  expect(quiet.written.stderr).toBe("");
  const chatty = terminal({ env: { SLUICE_DEBUG: "1" } });
  chatty.runtime.debug("why");
  expect(chatty.written.stderr).toContain("why");
});

describe("files", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sluice-terminal-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("outputs and summary are added to the files that the environment names", async () => {
    const env = { SLUICE_OUTPUT: join(folder, "out.env"), SLUICE_SUMMARY: join(folder, "summary.md") };
    const { runtime } = terminal({ env });
    runtime.mask("hunter22");
    await runtime.setOutputs({ outcome: "deployed" });
    await runtime.setOutputs({ "reason-code": "ok" });
    await runtime.setSummary("# Deployed with hunter22\n");
    expect(await readFile(env.SLUICE_OUTPUT, "utf8")).toBe(
      "SLUICE_OUTCOME=deployed\nSLUICE_REASON_CODE=ok\n",
    );
    expect(await readFile(env.SLUICE_SUMMARY, "utf8")).toBe("# Deployed with ***\n\n");
  });

  test("a file that cannot be written is an error, not a lost output", async () => {
    const { runtime } = terminal({ env: { SLUICE_OUTPUT: join(folder, "missing", "out.env") } });
    await expect(runtime.setOutputs({ outcome: "deployed" })).rejects.toThrow("ENOENT");
  });
});
