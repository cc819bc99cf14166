import { type EnvironmentRow, type Overview, plainLine, relativeTime, shortDigest } from "@sluice/core";

const HEADINGS = ["STAGE", "ENVIRONMENT", "RELEASE", "STATE", "SINCE", "BY", "NOW"] as const;
const MOST_PUBLISHED = 5;

/**
 * The overview for a person: a table of environments, then what else is worth knowing.
 *
 * @param now milliseconds since the epoch
 */
export function renderOverview(app: string, overview: Overview, now: number): string {
  const rows = overview.environments.map((row) => cellsOf(row, now));
  const table = rows.length === 0 ? [`${plainLine(app)}: nothing runs yet`] : aligned([HEADINGS, ...rows]);
  const sections = [
    section("stale (the next run, or `sluice destroy-stale-env`, removes them)", staleLines(overview)),
    section("waiting", waitingLines(overview, now)),
    section("published, newest first", publishedLines(overview, now)),
    section("quarantined", quarantineLines(overview, now)),
    section("not as the ledger says", driftLines(overview)),
  ];
  return [...table, ...sections.flat()].join("\n");
}

function cellsOf(row: EnvironmentRow, now: number): readonly string[] {
  return [
    row.stage,
    `${row.serves ? "▶" : " "} ${row.environment}`,
    `${releaseOf(row)} (${shortDigest(row.digest)})`,
    row.stale === null ? row.phase : `${row.phase}, stale`,
    relativeTime(row.since, now),
    plainLine(row.by),
    nowOf(row),
  ];
}

function releaseOf(row: EnvironmentRow): string {
  if (row.change === null) return `push ${row.commit.slice(0, 8)}`;
  return cut(`PR ${row.change.number} ${plainLine(row.change.title)}`, 40);
}

function nowOf(row: EnvironmentRow): string {
  const address = row.hosts[0] === undefined ? "" : ` at ${row.hosts.map(plainLine).join(", ")}`;
  if (row.running === null) return "not known";
  if (!row.running) return row.phase === "claimed" ? "not up yet" : "does not run";
  return `${row.wrong === null ? "healthy" : plainLine(row.wrong)}${address}`;
}

function staleLines({ environments }: Overview): string[] {
  return environments.flatMap(({ environment, stale }) =>
    stale === null ? [] : [`${environment}: ${stale.reason}, ${plainLine(stale.detail)}`],
  );
}

function waitingLines({ stages }: Overview, now: number): string[] {
  return stages.flatMap(({ name, waiting }) =>
    waiting.map(
      ({ run, commit, until }) =>
        `${name}: ${plainLine(run)} with ${commit.slice(0, 8)}, gives up ${relativeTime(until, now)}`,
    ),
  );
}

function publishedLines({ stages }: Overview, now: number): string[] {
  return stages.flatMap(({ name, published }) => {
    if (published.length === 0) return [];
    const shown = published.slice(0, MOST_PUBLISHED).map(({ change, commit, at }) => {
      const what = change === null ? commit.slice(0, 8) : `PR ${change.number}`;
      return `${what} (${relativeTime(at, now)})`;
    });
    const more = published.length > MOST_PUBLISHED ? `, and ${published.length - MOST_PUBLISHED} more` : "";
    return [`${name}: ${shown.join(", ")}${more}`];
  });
}

function quarantineLines({ quarantined }: Overview, now: number): string[] {
  return quarantined.map(({ digest, stage, reason, at, changes }) => {
    const which = changes.length === 0 ? "" : ` of PR ${changes.join(", ")}`;
    return `${shortDigest(digest)}${which} in ${stage}, ${relativeTime(at, now)}: ${plainLine(reason)}`;
  });
}

function driftLines({ drift }: Overview): string[] {
  return drift.map(({ about, message }) => `${plainLine(about)}: ${plainLine(message)}`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

/** Columns side by side, as wide as their widest cell. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell))))
      .join("  ")
      .trimEnd(),
  );
}

/** Characters as a person counts them, more or less: not UTF-16 code units. */
function lengthOf(text: string): number {
  return [...text].length;
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
