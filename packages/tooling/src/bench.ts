import { glob, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { benchTable, withinBudget } from "./bench-table.ts";
import type { Benchmark, BenchmarkResult } from "./bench-types.ts";
import { ROOT } from "./root.ts";

/** What is printed and kept. */
export interface Measurement extends BenchmarkResult {
  readonly name: string;
  readonly unit: string;
}

const json = process.argv.includes("--json");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));

async function findBenchmarks(): Promise<Benchmark[]> {
  const files: string[] = [];
  for await (const file of glob("packages/*/bench/*.bench.ts", { cwd: ROOT })) files.push(file);
  const chosen = files
    .sort()
    .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)));
  return Promise.all(
    chosen.map(async (file) => (await import(pathToFileURL(join(ROOT, file)).href)).default as Benchmark),
  );
}

const measurements: Measurement[] = [];
for (const { name, unit, run } of await findBenchmarks()) {
  process.stderr.write(`measuring ${name} …\n`);
  measurements.push({ name, unit, ...(await run()) });
}
const machine = { node: process.version, platform: process.platform, arch: process.arch };
const report = `${JSON.stringify({ v: 1, machine, measurements }, null, 2)}\n`;
await writeFile(join(ROOT, "bench-results.json"), report);
process.stdout.write(json ? report : benchTable(measurements));
if (measurements.length === 0) process.stderr.write(`no benchmark is named like ${wanted.join(" or ")}\n`);
const holds = measurements.every(({ rows }) => rows.every(withinBudget));
process.exitCode = holds && measurements.length > 0 ? 0 : 1;
