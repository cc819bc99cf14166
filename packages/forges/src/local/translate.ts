/**
 * Reads out of a commit's message which change it merged. A message is text from outside, and parts of it are the
 * contributor's own words (titles, descriptions): what a forge writes on the first line is believed before
 * anything below it, and below it the last line before any earlier one. It names a change, it proves nothing.
 */
export interface Merge {
  readonly number: number;
  readonly title: string;
  /** Null where the message does not say. */
  readonly source: string | null;
  /** Null where the message does not say. */
  readonly target: string | null;
}

/** Null where the message tells of no merge. Never throws. */
export function parseMerge(message: string, parents: number): Merge | null {
  const [subject = "", ...body] = message.replace(/\r\n?/g, "\n").replace(/^\n+/, "").split("\n");
  const line = subject.trimEnd().slice(0, LINE_LIMIT);
  for (const form of SUBJECTS) {
    if (form.merge && parents < 2) continue;
    const groups = form.pattern.exec(line)?.groups;
    const number = toNumber(groups?.number);
    if (groups === undefined || number === null) continue;
    return {
      number,
      title: toTitle(groups.title ?? firstText(body)) ?? toTitle(line) ?? `#${number}`,
      source: toBranch(groups.source),
      target: toBranch(groups.target),
    };
  }
  return parseBody(line, body, parents);
}

interface Subject {
  readonly pattern: RegExp;
  /** Written only on merge commits: the same words on a commit with one parent are somebody's own. */
  readonly merge: boolean;
}

/** First lines, the most telling first. Each match is linear in the line's length. */
const SUBJECTS: readonly Subject[] = [
  // GitHub: the branch follows its owner.
  { merge: true, pattern: /^Merge pull request #(?<number>\d+) from [^/\s]+\/(?<source>\S+)$/ },
  // Gitea, Forgejo.
  {
    merge: true,
    pattern:
      /^Merge pull request '(?<title>.*)' \(#(?<number>\d+)\) from (?<source>\S+) into (?<target>\S+)$/,
  },
  // Bitbucket, also on its squashes.
  { merge: false, pattern: /^Merged in (?<source>\S+) \(pull request #(?<number>\d+)\)$/ },
  // Azure DevOps, also on its squashes.
  { merge: false, pattern: /^Merged PR (?<number>\d+): (?<title>.+)$/ },
  // A squash on GitHub, Gitea, Forgejo. In `Revert "x (#1)" (#2)` the last is the change's own.
  { merge: false, pattern: /^(?<title>.*\S) \(#(?<number>\d+)\)$/ },
];

/** GitLab and git itself: `into` is left out by git for a repository's default branch. */
const BRANCH_MERGE =
  /^Merge (?:remote-tracking )?branch '(?<source>[^']+)'(?: of \S+)?(?: into '?(?<target>[^'\s]+)'?)?$/;
/** GitLab ends its messages so, the squashed ones too where a project's template says it. */
const GITLAB_REFERENCE = /^See merge request (?:\S*)!(?<number>\d+)$/;
/** For merges that people make by git alone. */
const TRAILER = /^Sluice-Change:[ \t]*#?(?<number>\d+)$/i;

function parseBody(subject: string, body: readonly string[], parents: number): Merge | null {
  const references = body.map((line) => GITLAB_REFERENCE.exec(line.trim()) ?? TRAILER.exec(line.trim()));
  const at = references.findLastIndex((found) => found !== null);
  const number = toNumber(references[at]?.groups?.number);
  if (number === null) return null;
  const branches = parents < 2 ? null : BRANCH_MERGE.exec(subject);
  const title = branches === null ? subject : firstText(body.slice(0, at));
  return {
    number,
    title: toTitle(title) ?? toTitle(subject) ?? `#${number}`,
    source: toBranch(branches?.groups?.source),
    target: toBranch(branches?.groups?.target),
  };
}

const LINE_LIMIT = 4096;
const NUMBER_LIMIT = 2 ** 31 - 1;
const TITLE_LIMIT = 300;
const BRANCH_LIMIT = 255;
/** What moves a terminal's cursor, turns the direction of the text after it, or is half a character. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

function toNumber(text: string | undefined): number | null {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text)) return null;
  const number = Number(text);
  return number <= NUMBER_LIMIT ? number : null;
}

function toTitle(text: string | null | undefined): string | null {
  const clean = (text ?? "").slice(0, LINE_LIMIT).replace(UNPRINTABLE, " ").trim();
  const short = [...clean].slice(0, TITLE_LIMIT).join("");
  return short === "" ? null : short;
}

/** Null for what git would not take as a branch's name (git check-ref-format). */
function toBranch(text: string | undefined): string | null {
  if (text === undefined || text.length > BRANCH_LIMIT || text.search(UNPRINTABLE) >= 0) return null;
  return /^[-/.]|[\s~^:?*[\\]|\.\.|\/\/|@\{|[/.]$|\.lock$/.test(text) ? null : text;
}

function firstText(lines: readonly string[]): string | null {
  return lines.find((line) => line.trim() !== "") ?? null;
}
