import type { Site } from "@sluice/wiring";
import { createHalt, type Halt } from "./halt.ts";

/** Leaves nothing behind, whatever way a demo ends. */
export interface Clearing {
  readonly halt: Halt;
  /** From now on this folder is ours to remove. */
  take(folder: string): void;
  /** From now on this site may have things running. */
  takeSite(site: Site): void;
  /** Something else that is to be closed, before the site is taken down. */
  onClear(close: () => Promise<unknown>): void;
  /** Everything stays as it is, also when the program ends. */
  keep(): void;
  /** Ends what was taken and removes it; once, however often it is called. */
  clear(): Promise<void>;
}

/** Longer than any step of the train takes to notice that it was halted. */
const HALT_MS = 10_000;

export function createClearing(): Clearing {
  const halt = createHalt();
  const closings: (() => Promise<unknown>)[] = [];
  let folder: string | null = null;
  let site: Site | null = null;
  let cleared: Promise<void> | null = null;
  let kept = false;

  async function clear(): Promise<void> {
    await halt.halt(HALT_MS);
    await Promise.allSettled(closings.map((close) => close()));
    if (kept) return;
    const { takeDown } = await import("@sluice/wiring/take-down");
    const { removeFolder } = await import("./place.ts");
    if (site !== null) await takeDown(site);
    if (folder !== null) await removeFolder(folder);
  }

  return {
    halt,
    take(path) {
      folder = path;
    },
    takeSite(given) {
      site = given;
    },
    onClear: (close) => void closings.push(close),
    keep() {
      kept = true;
    },
    clear() {
      cleared ??= clear();
      return cleared;
    },
  };
}
