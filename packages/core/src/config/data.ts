/** Plain data from outside, looked into without trusting its shape. */
export type Path = readonly (string | number)[];

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a list with their places in it. */
export function textsOf(value: unknown): readonly (readonly [number, string])[] {
  return listOf(value).flatMap((text, place) => (typeof text === "string" ? [[place, text] as const] : []));
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}

/** `stages.QA.require[0]`; a key that is no plain word is quoted, and cut where it is long. */
export function writePath(path: Path): string {
  let written = "";
  for (const key of path) {
    if (typeof key === "number") written += `[${key}]`;
    else {
      const plain = /^[\w$-]{1,60}$/.test(key);
      written += `${written === "" ? "" : "."}${plain ? key : JSON.stringify(key.slice(0, 60))}`;
    }
  }
  return written;
}
