import { sha256 } from "./hash.ts";

const LIMIT = 40;

/**
 * A text as part of a hostname: lower case, `[a-z0-9-]`, 1 to 40 characters, no hyphen at either end. One that is longer
 * or leaves nothing is closed with a hash. Different texts may share a slug (`a/b` and `a-b`): it is for people.
 */
export function slug(text: string): string {
  const plain = plainWords(text);
  if (plain !== "" && plain.length <= LIMIT) return plain;
  const hash = `x${sha256(JSON.stringify(text)).slice(0, 8)}`;
  return plain === "" ? hash : `${cut(plain, LIMIT - hash.length - 1)}-${hash}`;
}

/** Letters without their accents, in lower case; runs of anything else become one hyphen. May be empty, or long. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The first `length` characters, without a hyphen at the end. */
export function cut(words: string, length: number): string {
  return words.slice(0, length).replace(/-+$/, "");
}
