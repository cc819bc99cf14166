import type { TreeEntry } from "../ports/history.ts";
import { sha256 } from "./hash.ts";

/** All that a build can see. */
export interface ContentInputs {
  readonly kind: "image" | "archive";
  /** What git has below the context, in any order. */
  readonly entries: readonly TreeEntry[];
  /** The Dockerfile's text; null for an archive. */
  readonly dockerfile: string | null;
  /** Build arguments, with the values that the build gets. */
  readonly args: Readonly<Record<string, string>>;
  /** In any order. */
  readonly platforms: readonly string[];
  /** What is run before an archive is packed; null for none. */
  readonly build: readonly string[] | null;
  /** The folder that is packed; null for the context itself. */
  readonly output?: string | null;
  /** The base image by digest; null where the Dockerfile alone says it. */
  readonly base?: string | null;
  /** True for a path that the build does not see. */
  readonly ignore?: (path: string) => boolean;
}

/**
 * The tag that an artifact of this content has in its repository: `key-` and 64 hexadecimal digits. Equal content has
 * an equal key whatever the order it is given in; different content a different one, as far as SHA-256 goes: what is
 * hashed is JSON, in which no two different inputs are written alike.
 */
export function contentKey(inputs: ContentInputs): string {
  const ignore = inputs.ignore ?? (() => false);
  const entries = inputs.entries
    .filter(({ path }) => !ignore(path))
    .map(({ path, mode, object }) => [path, mode, object]);
  const written = JSON.stringify([
    "sluice content key 1",
    inputs.kind,
    sorted(entries),
    inputs.dockerfile,
    sorted(Object.entries(inputs.args)),
    sorted([...new Set(inputs.platforms)].map((platform) => [platform])),
    inputs.build,
    inputs.output ?? null,
    inputs.base ?? null,
  ]);
  return `key-${sha256(written)}`;
}

/** By the first member, in the order of UTF-16 code units: the same on every machine, whatever its language. */
function sorted(rows: string[][]): string[][] {
  return rows.sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
}
