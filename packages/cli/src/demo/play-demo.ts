import {
  isShared,
  type Ledger,
  type LedgerEvent,
  type Outcome,
  type ReasonCode,
  type Reporter,
} from "@sluice/core";
import { outcomeOfReason } from "@sluice/core/model/outcome";
import { connectSite, type Site } from "@sluice/wiring";
import type { Clearing } from "./clearing.ts";
import { playFinale } from "./finale.ts";
import { makeFolder, makePlace, type PlaceOptions } from "./place.ts";
import { createPlay, UnexpectedEnd } from "./play.ts";
import { startReceiver } from "./receiver.ts";
import { runningOf } from "./running.ts";
import { plainActs, sampleActs } from "./sample.ts";
import { playScenes } from "./scenes.ts";
import type { Story } from "./story.ts";
import { createTrain } from "./train.ts";
import type { View } from "./view.ts";
import type { Traffic } from "./visits.ts";

export interface DemoOptions extends PlaceOptions {
  readonly rate: number;
  readonly keep: boolean;
}

export interface Played {
  readonly story: Story;
  /** Why the story was cut short; null: it was played to its end. */
  readonly cut: {
    readonly outcome: Outcome;
    readonly reason: ReasonCode;
    readonly message: string;
    readonly advice: string | null;
  } | null;
  readonly site: Site;
  readonly folder: string;
}

/** Looks at the world, and says nothing. */
const silent: Reporter = {
  step() {},
  info() {},
  output() {},
  warning() {},
  verdict() {},
  error() {},
  debug() {},
  mask() {},
};

/** Plays the story in a folder of its own. Whatever comes of it, nothing is left behind unless it is to be kept. */
export async function playDemo(options: DemoOptions, view: View, clearing: Clearing): Promise<Played> {
  const began = Date.now();
  const { halt } = clearing;
  try {
    const folder = await halt.during(makeFolder);
    clearing.take(folder);
    tellBegin(view, options, folder);
    const receiver = await startReceiver();
    clearing.onClear(() => receiver.close());
    const place = await halt.during(() =>
      makePlace(folder, { ...options, env: { ...options.env, ...receiver.env } }),
    );
    const { site } = place;
    clearing.takeSite(site);
    const ports = halt.guard(await connectSite(site, silent));
    const train = createTrain(site, halt, view);
    const play = createPlay({ place, view, receiver, train, ports });
    clearing.onClear(async () => play.visitors?.stop());
    if (!place.sample) tellCopy(view, options.from ?? "");

    const pool = Math.max(20, Math.round((options.rate * options.bakeMs) / 5000));
    const acts = place.sample ? sampleActs(pool) : plainActs(site.config.artifact.context);
    let traffic: Traffic | null = null;
    let cut: Played["cut"] = null;
    try {
      await playScenes(play, { acts, edge: () => ports.edge.getAddress(), rate: options.rate });
    } catch (error) {
      if (!(error instanceof UnexpectedEnd)) throw error;
      cut = cutBy(error);
    }
    traffic = cut === null ? await playFinale(play, ports, async () => stopVisitors()) : await stopVisitors();
    async function stopVisitors() {
      return play.visitors === null ? null : play.visitors.stop();
    }
    const world = await play.read();
    const story: Story = {
      app: site.config.app,
      began,
      ended: Date.now(),
      stages: play.stages.map((stage) => ({ name: stage.name, url: stage.url, shared: isShared(stage) })),
      merges: play.merges,
      scenes: play.scenes,
      events: await eventsOf(ports.ledger),
      releases: play.releases,
      traffic,
      running: runningOf(world, play.stages),
      told: receiver.list(),
    };
    if (options.keep) clearing.keep();
    return { story, cut, site, folder };
  } finally {
    view.rest();
    await clearing.clear();
  }
}

async function eventsOf(ledger: Ledger): Promise<readonly LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const event of ledger.events()) events.push(event);
  return events;
}

function cutBy(error: UnexpectedEnd): NonNullable<Played["cut"]> {
  const { reason, message, advice, result } = error;
  const outcome = outcomeOfReason(reason);
  // what the train reports as good is not what the story asked for
  return {
    outcome: outcome === "superseded" ? "failed" : outcome,
    reason,
    message: `${message}`,
    advice: advice ?? result.advice,
  };
}

function tellBegin(view: View, options: DemoOptions, folder: string): void {
  view.heading("sluice demo");
  view.dim(
    "Merged changes flow from stage to stage, and what they left behind is drained. Less than a minute.",
  );
  view.dim(`All of it is in ${folder}${options.keep ? "" : ", and goes when it ends"}.`);
}

function tellCopy(view: View, from: string): void {
  view.dim(`A copy of what is committed in ${from}: the repository itself is only read.`);
  view.dim(
    "Ledger, registry and environments are in the folder; hooks, approvals and freezes are left out, and nobody is told.",
  );
  view.dim("A bad release is not played: an application that nobody here knows cannot be made to fail.");
}
