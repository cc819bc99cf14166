import { sha256 } from "./hash.ts";
import { cut, plainWords } from "./slug.ts";

/** A change, or a commit that was pushed directly. */
export type Subject = { readonly number: number } | { readonly commit: string };

const LIMIT = 63;
/** Bits of the closing hash: 64. A million environments share one with a chance of 3 in 100 million. */
const HASH_DIGITS = 16;

/**
 * The one name of an environment: a DNS label (RFC 1035: at most 63 of `[a-z0-9-]`, a letter first), so also a compose
 * project, a stack and a namespace. `shop-qa-pr50`; for a direct push `shop-qa-c` and the commit's mark.
 *
 * Names of different (app, stage, subject) differ. A plain name is read back from its right end: the subject, then the
 * stage, which has no hyphen in it, then the app, which may have some. Whatever does not read back (other characters, a
 * hyphen in the stage, upper case in the app, too long) is closed with `-x` and a hash of the exact input, and no plain
 * name ends so. The one thing folded without a hash is a stage's case: the configuration refuses stages that differ
 * by nothing else.
 */
export function identify(app: string, stage: string, subject: Subject): string {
  const mark = markOf(subject);
  const plain = `${app}-${stage.toLowerCase()}-${mark}`;
  if (
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(app) &&
    /^[A-Za-z0-9]+$/.test(stage) &&
    mark !== null &&
    plain.length <= LIMIT
  )
    return plain;
  const exact = JSON.stringify([
    app,
    stage,
    ...("commit" in subject ? ["commit", subject.commit] : ["number", String(subject.number)]),
  ]);
  const end = `${mark === null ? "" : `-${mark}`}-x${sha256(exact).slice(0, HASH_DIGITS)}`;
  const last = cut(plainWords(stage), 20);
  const ending = last === "" ? end : `-${last}${end}`;
  const words = plainWords(app);
  const readable = /^[a-z]/.test(words) ? words : `app${words === "" ? "" : `-${words}`}`;
  return `${cut(readable, LIMIT - ending.length)}${ending}`;
}

/**
 * `pr50`, or for a commit `c`, its first 8 digits for people and 8 digits of a hash of the whole of it: two commits that
 * begin alike are told apart. Null for what is neither a change's number nor a commit's name.
 */
function markOf(subject: Subject): string | null {
  if ("number" in subject)
    return Number.isSafeInteger(subject.number) && subject.number > 0 ? `pr${subject.number}` : null;
  return /^[0-9a-f]{7,64}$/.test(subject.commit) ? commitMark(subject.commit) : null;
}

/** `c`, the first 8 digits of the commit, and 8 of its hash; also what `{number}` is for a direct push. */
export function commitMark(commit: string): string {
  return `c${commit.slice(0, 8)}${sha256(commit).slice(0, 8)}`;
}
