import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { hexOf, type Places } from "./places.ts";

/** Fills an empty directory with an artifact's files. */
export type FetchArtifact = (repository: string, digest: string, directory: string) => Promise<void>;

/**
 * The directory that holds an artifact, fetched where it is not there yet. It appears as a whole, by a
 * rename; what a killed fetch left is removed by the next.
 */
export async function ensureArtifact(
  places: Places,
  fetch: FetchArtifact,
  repository: string,
  digest: string,
): Promise<string> {
  const directory = places.artifact(digest);
  const hex = hexOf(digest);
  return places.locked(`artifact-${hex}`, async () => {
    if (await isThere(directory)) return directory;
    await removeUnfinished(places, hex);
    const unfinished = unfinishedName(places, hex);
    await mkdir(unfinished, { mode: 0o700 });
    try {
      await fetch(repository, digest, unfinished);
      await rename(unfinished, directory);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
    return directory;
  });
}

/**
 * Removes the artifacts that no environment uses, but for the digests in `keep`. Answers the removed ones.
 * Whether one is used is asked inside its lock, after which an environment fetches it anew.
 */
export async function pruneArtifacts(places: Places, keep: ReadonlySet<string>): Promise<readonly string[]> {
  const names = await readdir(places.artifacts);
  const found = new Set(names.map((name) => /^\.?([0-9a-f]{64})/.exec(name)?.[1] ?? ""));
  const removed: string[] = [];
  for (const hex of [...found].filter((name) => name !== "").sort()) {
    const digest = `sha256:${hex}`;
    await places.locked(`artifact-${hex}`, async () => {
      await removeUnfinished(places, hex);
      if (keep.has(digest) || (await usedDigests(places)).has(digest)) return;
      const doomed = unfinishedName(places, hex);
      if (!(await isThere(places.artifact(digest)))) return;
      await rename(places.artifact(digest), doomed);
      await rm(doomed, { recursive: true, force: true });
      removed.push(digest);
    });
  }
  return removed;
}

async function usedDigests(places: Places): Promise<ReadonlySet<string>> {
  const records = await places.list();
  return new Set(records.flatMap((r) => [r.current, ...r.retiring].map((launch) => launch.digest)));
}

function unfinishedName(places: Places, hex: string): string {
  return join(places.artifacts, `.${hex}.${randomBytes(6).toString("hex")}.tmp`);
}

async function removeUnfinished(places: Places, hex: string): Promise<void> {
  for (const name of await readdir(places.artifacts)) {
    if (name.startsWith(`.${hex}.`)) await rm(join(places.artifacts, name), { recursive: true, force: true });
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
