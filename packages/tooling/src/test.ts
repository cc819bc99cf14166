import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { component, requiredComponents } from "@sluice/testing/components";
import { ROOT } from "./root.ts";
import { addTally, lastLines, NOTHING, type Tally, tallyOfStep, tallyOfVitest } from "./test-tally.ts";

/** Runs a program in the repository; answers its exit code. */
function run(script: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: process.env.CI ? { ...process.env, NO_COLOR: "1" } : process.env,
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function missingComponents(): number {
  let missing = 0;
  for (const name of requiredComponents()) {
    const { available, reason } = component(name, {});
    process.stdout.write(`${available ? "✓" : "✗"} ${name}${available ? "" : `: ${reason}`}\n`);
    if (!available) missing += 1;
  }
  return missing;
}

async function vitest(args: readonly string[]): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-test-"));
  try {
    const file = join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await run("node_modules/vitest/vitest.mjs", ["run", ...reporters, ...args]);
    return tallyOfVitest(await readFile(file, "utf8").catch(() => null), code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const step = async (act: () => number | Promise<number>) => tallyOfStep((await act()) === 0);

/** In this order; each runs whatever became of those before. */
const STEPS: Readonly<Record<string, () => Promise<Tally>>> = {
  ...(requiredComponents().length > 0 && { "Required components": () => step(missingComponents) }),
  "Type check": () => step(() => run("node_modules/typescript/bin/tsc", ["--noEmit"])),
  Lint: () => step(() => run("node_modules/@biomejs/biome/bin/biome", ["check", "."])),
  "Generated files, arrows": () => step(() => run("packages/tooling/src/check.ts", [])),
  Tests: () => vitest(process.argv.slice(2).filter((word) => word !== "--")),
};

let total = NOTHING;
for (const [name, act] of Object.entries(STEPS)) {
  process.stdout.write(`\n── ${name}\n`);
  const began = performance.now();
  const tally = await act();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${tally.failed === 0 ? "✓" : "✗"} ${name} (${seconds} s)\n`);
  total = addTally(total, tally);
}
process.stdout.write(`\n${lastLines(total, (name) => component(name, {}).reason).join("\n")}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
