/** What came of a step of `npm test`. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Skipped tests by what they need; the empty name holds those that do not say. */
  readonly needs: ReadonlyMap<string, number>;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0, needs: new Map() };

export function tallyOfStep(passed: boolean): Tally {
  return { ...NOTHING, passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

export function addTally(a: Tally, b: Tally): Tally {
  const needs = new Map(a.needs);
  for (const [name, count] of b.needs) needs.set(name, (needs.get(name) ?? 0) + count);
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped, needs };
}

/** The part of vitest's JSON report (Jest's format) that is counted. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/**
 * Counts vitest's report. A file that could not even be loaded is one failure, and so is a run that failed
 * without saying where (an unhandled rejection), or that wrote no report.
 */
export function tallyOfVitest(report: string | null, exitCode: number): Tally {
  let tally = NOTHING;
  const files = report === null ? [] : (JSON.parse(report) as Report).testResults;
  for (const { status, assertionResults } of files) {
    for (const test of assertionResults) tally = addTally(tally, tallyOfTest(test));
    const told = assertionResults.some((test) => test.status === "failed");
    if (status === "failed" && !told) tally = addTally(tally, tallyOfStep(false));
  }
  return exitCode !== 0 && tally.failed === 0 ? addTally(tally, tallyOfStep(false)) : tally;
}

function tallyOfTest({ status, fullName }: { readonly status: string; readonly fullName: string }): Tally {
  if (status === "passed") return tallyOfStep(true);
  if (status === "failed") return tallyOfStep(false);
  const names = [...fullName.matchAll(/\[needs ([^\]]+)\]/g)].flatMap((match) => match[1]!.split(/[,\s]+/));
  return {
    ...NOTHING,
    skipped: 1,
    needs: new Map((names.length === 0 ? [""] : names).map((name) => [name, 1])),
  };
}

/** What was skipped and why, then the one line that scripts read. */
export function lastLines(total: Tally, reasonOf: (component: string) => string): string[] {
  const skipped = [...total.needs]
    .map(([name, count]) => ({ name, count, reason: name === "" ? "they say no reason" : reasonOf(name) }))
    // A test that needs two is skipped for the one that is missing.
    .filter(({ reason }) => reason !== "")
    .map(
      ({ name, count, reason }) =>
        `skipped ${count} ${count === 1 ? "test" : "tests"}${name === "" ? "" : ` that need ${name}`}: ${reason}`,
    );
  const counts = [`${total.passed} passed`, `${total.failed} failed`];
  if (total.skipped > 0) counts.push(`${total.skipped} skipped`);
  return [...skipped, counts.join(", ")];
}
