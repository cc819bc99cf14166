import { spawn } from "node:child_process";
import type { BenchmarkRow } from "./bench-types.ts";

/** What is measured, and the bare cost that it is measured against. */
export interface Pair {
  readonly bare: Measured;
  readonly measured: Measured;
  readonly rounds: number;
  /** Of the ratio of the medians. */
  readonly budget?: number;
}

export interface Measured {
  readonly name: string;
  run(): Promise<unknown>;
}

/**
 * Measures both in turns, so that whatever else the machine does falls on both alike. The first round warms caches and
 * does not count. Times are wall time in milliseconds.
 */
export async function measurePair({ bare, measured, rounds, budget }: Pair): Promise<BenchmarkRow[]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    for (const [i, { run }] of [bare, measured].entries()) {
      const began = performance.now();
      await run();
      if (round > 0) times[i]!.push(performance.now() - began);
    }
  }
  const [bareTimes, ownTimes] = times;
  const ratio = quantile(ownTimes, 0.5) / quantile(bareTimes, 0.5);
  return [
    { name: bare.name, median: quantile(bareTimes, 0.5), p95: quantile(bareTimes, 0.95) },
    {
      name: measured.name,
      median: quantile(ownTimes, 0.5),
      p95: quantile(ownTimes, 0.95),
      ratio,
      ...(budget === undefined ? {} : { budget }),
    },
  ];
}

/** The smallest value that at least `q` of all do not exceed; the middle of the two in the middle for a median. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new Error("there is no quantile of nothing");
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * sorted.length;
  if (q === 0.5 && Number.isInteger(at)) return (sorted[at - 1]! + sorted[at]!) / 2;
  return sorted[Math.max(0, Math.ceil(at) - 1)]!;
}

/** Runs a program to its end, its output thrown away; throws where it fails. */
export function spawnQuietly(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "ignore" });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${[program, ...args].join(" ")} ended in ${code}`)),
    );
  });
}
