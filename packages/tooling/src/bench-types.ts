/** A benchmark: `packages/<package>/bench/<name>.bench.ts` has one as its default export. */
export interface Benchmark {
  readonly name: string;
  /** Of `median` and `p95`: `ms`, `MB`. */
  readonly unit: string;
  run(): Promise<BenchmarkResult>;
}

export interface BenchmarkResult {
  readonly rows: readonly BenchmarkRow[];
}

export interface BenchmarkRow {
  readonly name: string;
  readonly median: number;
  readonly p95?: number;
  /** To the bare cost that was measured in the same run. */
  readonly ratio?: number;
  /** What it must stay below; in the ratio's terms where there is one, else in the unit's. */
  readonly budget?: number;
}
