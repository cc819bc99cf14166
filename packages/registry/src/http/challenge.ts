export interface Challenge {
  /** Lower case: `bearer`, `basic`. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A token, or `key=value` with a quoted or bare value: RFC 9110, 11.2 and 11.6.1, read leniently. */
const PART = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/gy;

/** Reads a `WWW-Authenticate` header; what cannot be read is left out. */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < header.length) {
    const at = PART.lastIndex;
    const match = PART.exec(header);
    if (!match) {
      PART.lastIndex = at + 1;
      continue;
    }
    const [, word = "", quoted, bare] = match;
    const value = quoted?.replace(/\\(.)/g, "$1") ?? bare;
    if (value === undefined) challenges.push({ scheme: word.toLowerCase(), parameters: Object.create(null) });
    else {
      const last = challenges.at(-1);
      if (last) last.parameters[word.toLowerCase()] = value;
    }
  }
  return challenges;
}
