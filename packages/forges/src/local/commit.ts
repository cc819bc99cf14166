/** A commit object, as far as it matters here. */
export interface Commit {
  /** As they are recorded: a shallow clone's `git log` would hide them. */
  readonly parents: readonly string[];
  /** E-mail address; empty where the commit has none. */
  readonly author: string;
  /** ISO 8601, UTC; null where the commit's date is none. */
  readonly committedAt: string | null;
  readonly message: string;
}

/** Reads the bytes of `git cat-file commit`. Never throws: odd commits exist. */
export function parseCommit(bytes: Uint8Array): Commit {
  const raw = Buffer.from(bytes);
  const end = raw.indexOf("\n\n");
  const head = raw.subarray(0, end < 0 ? raw.length : end).toString("utf8");
  const fields = head.split("\n").map((line) => /^(\S+) (.*)$/.exec(line));
  const all = (name: string) => fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ""] : []));
  return {
    parents: all("parent"),
    author: /<([^<>]*)>/.exec(all("author")[0] ?? "")?.[1]?.trim() ?? "",
    committedAt: toIso(/> (-?\d+) [+-]\d+$/.exec(all("committer")[0] ?? "")?.[1]),
    message: end < 0 ? "" : decode(raw.subarray(end + 2), all("encoding")[0] ?? "utf-8"),
  };
}

function toIso(seconds: string | undefined): string | null {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
