import type { BenchmarkRow } from "./bench-types.ts";

/** Whether a row keeps its budget; one without always does. */
export function withinBudget({ median, ratio, budget }: BenchmarkRow): boolean {
  return budget === undefined || (ratio ?? median) < budget;
}

/** Measurements as an aligned table for a terminal. */
export function benchTable(
  measurements: readonly {
    readonly name: string;
    readonly unit: string;
    readonly rows: readonly BenchmarkRow[];
  }[],
): string {
  const head = ["", "median", "p95", "ratio", "budget", ""];
  const lines = measurements.flatMap(({ name, unit, rows }) => [
    [name],
    ...rows.map((row) => [
      `  ${row.name}`,
      `${figure(row.median)} ${unit}`,
      row.p95 === undefined ? "" : `${figure(row.p95)} ${unit}`,
      row.ratio === undefined ? "" : `${row.ratio.toFixed(2)} ×`,
      row.budget === undefined ? "" : `< ${row.budget} ${row.ratio === undefined ? unit : "×"}`,
      row.budget === undefined ? "" : withinBudget(row) ? "✓" : "✗ over",
    ]),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line.length === 1 ? 0 : line[column]!.length))),
  );
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd();
  return `${[head, ...lines].map(row).join("\n")}\n`;
}

function figure(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
}
