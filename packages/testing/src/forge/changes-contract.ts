import type { Changes } from "@sluice/core/ports/changes";
import { describe, expect, test } from "vitest";

/** What `open` must have merged: `number` and `title` into `target`, and a push to the same branch. */
export const MERGED = {
  number: 42,
  title: "Ünïcödé `$(title)` (#7)",
  source: "feature/x",
  target: "STAGING",
};

export interface ChangesWorld {
  readonly changes: Changes;
  /** The merge commit of `MERGED`. */
  readonly merged: string;
  /** A commit that somebody pushed to `STAGING`. */
  readonly pushed: string;
  close(): Promise<void>;
}

/** What every `Changes` must do. */
export function changesContract(name: string, open: () => Promise<ChangesWorld>): void {
  function check(title: string, body: (world: ChangesWorld) => Promise<void>): void {
    test(title, async () => {
      const world = await open();
      try {
        await body(world);
      } finally {
        await world.close();
      }
    });
  }

  describe(`changes: ${name}`, () => {
    check("a merge commit is that of its change", async ({ changes, merged }) => {
      const origin = await changes.getOrigin(merged, MERGED.target);
      expect(origin).toMatchObject({ kind: "change", commit: merged, change: MERGED });
      if (origin.kind !== "change") return;
      expect(origin.change.author).not.toBe("");
      expect(new Date(origin.change.mergedAt!).toISOString()).toBe(origin.change.mergedAt);
    });

    check("the same question has the same answer", async ({ changes, merged }) => {
      const first = await changes.getOrigin(merged, MERGED.target);
      expect(await changes.getOrigin(merged, MERGED.target)).toEqual(first);
    });

    check("a push is a push, and says whose", async ({ changes, pushed }) => {
      const origin = await changes.getOrigin(pushed, MERGED.target);
      expect(origin).toEqual({ kind: "push", commit: pushed, author: expect.stringMatching(/./) });
    });

    check(
      "a change of one branch does not account for the commit on another",
      async ({ changes, merged }) => {
        expect((await changes.getOrigin(merged, "PROD")).kind).toBe("push");
      },
    );

    check("a commit that is not there", async ({ changes }) => {
      const asked = changes.getOrigin("f".repeat(40), MERGED.target);
      await expect(asked).rejects.toMatchObject({ reason: "commit_unknown" });
    });
  });
}
