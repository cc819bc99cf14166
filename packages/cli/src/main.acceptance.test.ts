import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { VERSION } from "./generated/help.ts";

const PROGRAMS = {
  "from source": [join(import.meta.dirname, "main.ts")],
  "by bin/sluice.mjs": [join(import.meta.dirname, "../bin/sluice.mjs")],
};

describe.each(Object.entries(PROGRAMS))("%s", (_, program) => {
  const sluice = (...args: string[]) =>
    spawnSync(process.execPath, [...program, ...args], {
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });

  test("without arguments it shows its help", () => {
    const ran = sluice();
    expect([ran.status, ran.stderr]).toEqual([0, ""]);
    expect(ran.stdout).toContain("usage: sluice <verb> [flags]");
  });

  test("--version", () => {
    expect(sluice("--version").stdout).toBe(`${VERSION}\n`);
  });

  test("an unknown verb ends in 2, its words on stderr", () => {
    const ran = sluice("no-such-verb-at-all");
    expect([ran.status, ran.stdout]).toEqual([2, ""]);
    expect(ran.stderr).toContain('There is no verb "no-such-verb-at-all".');
  });
});
