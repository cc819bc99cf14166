/**
 * Whether a path of an archive stays below the directory that it is unpacked to, on every system: relative, without
 * `.`, `..` and empty parts, backslashes, drive letters and NUL.
 */
export function isSafePath(path: string): boolean {
  if (path === "" || /[\\\0]/.test(path) || /^[a-z]:/i.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/**
 * Whether a symbolic link at `path` stays within the archive, whatever other such links it leads through: it climbs no
 * higher than the archive's top, and only at its beginning, where what it climbs are real directories.
 */
export function isSafeLink(path: string, target: string): boolean {
  const climbs = /^(?:\.\.(?:\/|$))*/.exec(target)?.[0] ?? "";
  const steps = climbs.split("..").length - 1;
  const depth = path.split("/").length - 1;
  const rest = target.slice(climbs.length);
  return steps <= depth && (rest === "" ? target !== "" : isSafePath(rest));
}
