import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../root.ts";
import type { Manifest, SourceFile } from "./arrow-violations.ts";

/** The texts that git keeps, or would keep once added; what it ignores, and links, are not among them. */
export async function readTree(): Promise<SourceFile[]> {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await promisify(execFile)("git", list, { cwd: ROOT, maxBuffer: 1 << 26 });
  const paths = [...new Set(stdout.split("\0").filter((path) => path !== ""))].sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(ROOT, path)).catch(() => null)));
  return paths.flatMap((path, i) => {
    const bytes = texts[i];
    // Deleted but not yet from the index, or not a text.
    if (bytes === null || bytes === undefined || bytes.subarray(0, 8000).includes(0)) return [];
    return [{ path, text: bytes.toString("utf8") }];
  });
}

const MANIFEST = /^(?:(packages\/[^/]+|actions\/[^/]+)\/)?package\.json$/;

export function manifestsOf(tree: readonly SourceFile[]): Map<string, Manifest> {
  return new Map(
    tree.flatMap(({ path, text }) => {
      const match = MANIFEST.exec(path);
      return match === null ? [] : [[match[1] ?? ".", JSON.parse(text) as Manifest] as const];
    }),
  );
}

export function isSource(path: string): boolean {
  return /^(?:packages|actions)\/[^/]+\/(?:src|test|bench)\/.*\.ts$/.test(path);
}

export function isDist(path: string): boolean {
  return /(?:^|\/)dist\//.test(path);
}
