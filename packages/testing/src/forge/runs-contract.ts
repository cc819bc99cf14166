import type { Runs } from "@sluice/core/ports/runs";
import { describe, expect, test } from "vitest";

export interface RunsWorld {
  readonly runs: Runs;
  /** Another run that goes on, as this forge names it. */
  readonly other: string;
  /** Another run that is over. */
  readonly ended: string;
  close(): Promise<void>;
}

/** What every `Runs` must do: nothing is over that is not known to be. */
export function runsContract(name: string, open: () => Promise<RunsWorld>): void {
  test(`runs: ${name}: over is only what is known to be`, async () => {
    const world = await open();
    try {
      expect(world.runs.current).toMatch(/^\S+$/);
      expect(await world.runs.isOver(world.runs.current)).toBe(false);
      expect(await world.runs.isOver(world.other)).toBe(false);
      expect(await world.runs.isOver(world.ended)).toBe(true);
    } finally {
      await world.close();
    }
  });

  describe(`runs: ${name}: of these nobody can tell`, () => {
    test.each(["", "nonsense", "local:elsewhere:1:1", "elsewhere:1:1", "a\nb", "local:::", "::::"])(
      "%j",
      async (run) => {
        const world = await open();
        try {
          expect(await world.runs.isOver(run)).toBe(false);
        } finally {
          await world.close();
        }
      },
    );
  });
}
