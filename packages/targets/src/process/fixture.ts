import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopGroup } from "@sluice/host/processes";
import { SAMPLE_COMMAND, type SampleShelf, sampleShelf } from "@sluice/testing/sample-app/sample-app";
import { openPlaces } from "./places.ts";
import { listMarked } from "./proc.ts";
import { createProcessTarget, type ProcessTargetOptions } from "./target.ts";

/** A process target in a folder of its own, for tests; `close` ends all that it started. */
export interface Fixture {
  readonly root: string;
  readonly shelf: SampleShelf;
  open(differing?: Partial<ProcessTargetOptions>): ReturnType<typeof createProcessTarget>;
  close(): Promise<void>;
}

export async function processFixture(): Promise<Fixture> {
  const root = await mkdtemp(join(tmpdir(), "sluice-process-"));
  const shelf = sampleShelf();
  const markers = new Set<string>();
  return {
    root,
    shelf,
    open: (differing = {}) =>
      createProcessTarget({
        app: "shop",
        root,
        command: SAMPLE_COMMAND,
        fetchArtifact: shelf.fetch,
        graceMs: 2000,
        settleMs: 20_000,
        ...differing,
      }),
    async close() {
      for (const { current, retiring } of await (await openPlaces(root)).list()) {
        for (const { marker, process } of [current, ...retiring]) {
          markers.add(marker);
          if (process !== null) await stopGroup(process.pid, process.identity, { graceMs: 0 });
        }
      }
      for (const marker of markers) {
        for (const { pid, identity } of await listMarked(marker))
          await stopGroup(pid, identity, { graceMs: 0 });
      }
      await rm(root, { recursive: true, force: true });
    },
  };
}
