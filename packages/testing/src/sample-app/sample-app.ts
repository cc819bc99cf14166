import { createHash } from "node:crypto";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What `release.json` beside the sample application's `server.mjs` says. */
export interface SampleRelease {
  readonly version: string;
  readonly health?:
    | "ok"
    | "crash"
    | "never"
    | `dies-after-${number}-requests`
    | `dies-after-${number}-ms`
    /** Goes on answering visitors while its health check fails. */
    | `degrades-after-${number}-requests`;
  /** Lets `health` hold in this stage alone; elsewhere the release is well. */
  readonly failWhenStage?: string;
  readonly colour?: "teal" | "blue" | "violet" | "rose" | "amber" | "green";
}

/** The command that starts it, in the directory it was written to. */
export const SAMPLE_COMMAND = [process.execPath, "server.mjs"] as const;

const SERVER = join(import.meta.dirname, "server.mjs");

/** Writes the sample application with this release's facts into a directory, which is made. */
export async function writeSampleApp(directory: string, release: SampleRelease): Promise<void> {
  await mkdir(directory, { recursive: true });
  await cp(SERVER, join(directory, "server.mjs"));
  await writeFile(join(directory, "release.json"), `${JSON.stringify(release, null, 2)}\n`);
}

/** Releases of the sample application by digest, in the place of a registry. */
export interface SampleShelf {
  /** Puts a release on the shelf; equal releases have equal digests. */
  publish(release: SampleRelease): { readonly repository: string; readonly digest: string };
  /** Fills a directory with a release that is on the shelf. */
  fetch(repository: string, digest: string, directory: string): Promise<void>;
}

export function sampleShelf(): SampleShelf {
  const releases = new Map<string, SampleRelease>();
  return {
    publish(release) {
      const digest = `sha256:${createHash("sha256").update(JSON.stringify(release)).digest("hex")}`;
      releases.set(digest, release);
      return { repository: "layout:/shelf", digest };
    },
    async fetch(_repository, digest, directory) {
      const release = releases.get(digest);
      if (release === undefined) throw new Error(`there is no ${digest} on the shelf`);
      await writeSampleApp(directory, release);
    },
  };
}
