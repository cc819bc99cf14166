import { shortDigest } from "@sluice/core";
import { milliseconds } from "./finale.ts";
import type { Story } from "./story.ts";
import { sinceBegin, timelineOf } from "./timeline.ts";
import type { View } from "./view.ts";

/** What did not hold, each with its scene. */
export function brokenOf(story: Pick<Story, "scenes">): readonly string[] {
  return story.scenes.flatMap(({ title, seen }) =>
    seen.filter(({ holds }) => !holds).map(({ text }) => `${title}: ${text}`),
  );
}

export function sharedOf({ stages }: Pick<Story, "stages">): readonly string[] {
  return stages.filter(({ shared }) => shared).map(({ name }) => name);
}

/** The end of a demo on the terminal: what happened when, what runs where, what the visitors met. */
export function tellEnd(story: Story, view: View): void {
  view.line();
  view.heading("What happened when, from the ledger");
  view.table([
    ["after", "stage", "what"],
    ...timelineOf(story.events, story.releases, sharedOf(story)).map(({ at, stage, text }) => [
      sinceBegin(at, story.began).padStart(7),
      stage ?? "",
      text,
    ]),
  ]);
  view.line();
  view.heading("What runs where");
  view.table([
    ["stage", "environment", "release", "digest", "address"],
    ...story.stages.flatMap(({ name }) => {
      const here = story.running.filter((one) => one.stage === name);
      if (here.length === 0) return [[name, "nothing: drained", "", "", ""]];
      return here.map((one) => [
        name,
        one.environment,
        story.releases[one.digest] ?? "",
        shortDigest(one.digest),
        one.url ?? "",
      ]);
    }),
  ]);
  const { traffic } = story;
  if (traffic !== null) {
    view.line();
    view.heading(`Visitors of ${traffic.host}`);
    const span = Math.max(1, traffic.to - traffic.from) / 1000;
    view.table([
      ["requests", "failed", "a second", "p50", "p99", "slowest", "on fresh connections"],
      [
        String(traffic.requests),
        String(traffic.failed),
        String(Math.round(traffic.requests / span)),
        milliseconds(traffic.latency.p50),
        milliseconds(traffic.latency.p99),
        milliseconds(traffic.latency.max),
        String(traffic.fresh),
      ],
    ]);
  }
  view.line();
}
