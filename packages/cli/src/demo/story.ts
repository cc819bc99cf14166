import type { LedgerEvent } from "@sluice/core";
import type { Traffic } from "./visits.ts";

/** All that a demo came to: what its end on the terminal and its report are rendered from. Times are ms since the epoch. */
export interface Story {
  readonly app: string;
  readonly began: number;
  readonly ended: number;
  /** In the order of the train. */
  readonly stages: readonly StoryStage[];
  /** What was merged, in the order of merging. */
  readonly merges: readonly StoryMerge[];
  readonly scenes: readonly StoryScene[];
  /** All of the ledger, oldest first. */
  readonly events: readonly LedgerEvent[];
  /** What people call the release of a digest: a version, or the change that it came from. */
  readonly releases: Readonly<Record<string, string>>;
  /** Null where the last stage has no hostname that its releases share. */
  readonly traffic: Traffic | null;
  readonly running: readonly StoryInstance[];
  readonly told: readonly ToldNotice[];
}

export interface StoryStage {
  readonly name: string;
  readonly url: string | null;
  /** Its releases take turns behind one hostname. */
  readonly shared: boolean;
}

export interface StoryMerge {
  readonly number: number;
  readonly title: string;
  readonly source: string;
  readonly target: string;
  readonly at: number;
}

/** One scene: what it shows, what was run for it, and what was seen then. */
export interface StoryScene {
  readonly title: string;
  readonly headline: string;
  readonly began: number;
  readonly ended: number;
  readonly steps: readonly StoryStep[];
  readonly seen: readonly Sight[];
}

/** One command of the train. */
export interface StoryStep {
  /** As a person would type it: `sluice run QA`. */
  readonly command: string;
  readonly outcome: string;
  readonly message: string;
  readonly ms: number;
}

/** Something that was looked for, and whether it was so. */
export interface Sight {
  readonly text: string;
  readonly holds: boolean;
}

export interface StoryInstance {
  readonly stage: string;
  readonly environment: string;
  readonly digest: string;
  readonly change: number | null;
  /** When it reached its phase. */
  readonly since: number;
  readonly serves: boolean;
  readonly url: string | null;
}

/** A notice that the administrators' receiver got. */
export interface ToldNotice {
  readonly at: number;
  readonly event: string;
  readonly stage: string;
  readonly headline: string;
  readonly administrators: readonly string[];
  /** Whether its signature was right. */
  readonly signed: boolean;
}
