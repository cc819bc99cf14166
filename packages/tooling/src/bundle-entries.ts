import { access } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./root.ts";

/** One program that is shipped: a source, and the file that it becomes. */
export interface BundleEntry {
  readonly source: string;
  readonly folder: string;
  readonly file: string;
  /** Whether people start it by its name. */
  readonly program: boolean;
}

const ENTRIES: readonly BundleEntry[] = [
  { source: "packages/cli/src/main.ts", folder: "packages/cli/dist", file: "index.js", program: true },
  // The embedded edge outlives the command that starts it, so it is a program of its own beside it.
  {
    source: "packages/targets/src/edges/embedded/daemon.ts",
    folder: "packages/cli/dist",
    file: "edge-daemon.js",
    program: false,
  },
  // The demo's visitors have a thread of their own.
  {
    source: "packages/cli/src/demo/visitors-worker.ts",
    folder: "packages/cli/dist",
    file: "demo-visitors.js",
    program: false,
  },
];

/** The programs whose sources are there. */
export async function bundleEntries(): Promise<BundleEntry[]> {
  const there = await Promise.all(
    ENTRIES.map(({ source }) =>
      access(join(ROOT, source)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return ENTRIES.filter((_, i) => there[i]);
}
