import type { Story } from "../story.ts";
import { SLOT_MS, type Slot, type Traffic } from "../visits.ts";
import { type Bar, barsOf, rowsOf } from "./bars.ts";
import { type Html, html } from "./html.ts";

const WIDTH = 1120;
const LEFT = 92;
const RIGHT = 16;
const AXIS = 26;
const BAR = 26;
const GAP = 16;
const ROW = BAR + GAP;
const LANE_PAD = 13;
const STRIP = 84;
/** Of the labels' font; a little wide, so that nothing ever touches. */
const CHARACTER = 6.9;
const BACK_LABEL = "rolled back";
const BACK_WIDTH = BACK_LABEL.length * CHARACTER + 10;

interface Placed extends Bar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly label: string;
  /** Whether the label stands in the bar; else behind it. */
  readonly inside: boolean;
}

/** Where a moment is on the picture, in its own units. */
type Scale = (at: number) => number;

/** The flow: a lane a stage, a bar an environment, time from left to right, and what the visitors got below. */
export function renderPicture(story: Story, colourOf: (digest: string) => string): Html {
  const bars = barsOf(story.events);
  const from = Math.min(story.began, ...bars.map((bar) => bar.from));
  const to = Math.max(story.ended, from + 1000);
  const scale: Scale = (at) => LEFT + ((at - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
  let y = AXIS;
  const lanes = story.stages.map(({ name }) => {
    const own = bars.filter((bar) => bar.stage === name);
    const lane = placeLane(own, { scale, top: y, end: to, story });
    const at = { name, y, height: lane.height, bars: lane.placed };
    y += lane.height;
    return at;
  });
  const lanesEnd = y;
  const strip = story.traffic === null ? null : renderStrip(story, story.traffic, scale, y + 18, colourOf);
  const height = lanesEnd + (strip === null ? 10 : STRIP + 30);
  const placed = lanes.flatMap((lane) => lane.bars);
  return html`<svg class="flow" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="The changes as they travelled from stage to stage">
<defs>
<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" class="tip"/></marker>
<marker id="tip-bad" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" class="tip-bad"/></marker>
</defs>
${renderAxis(scale, from, to, height)}
${lanes.map((lane, n) => renderLane(lane, n, lanes.length))}
${placed.map((bar) => renderArrow(bar, placed, story))}
${placed.map((bar) => renderBar(bar, scale, to, colourOf(bar.digest)))}
${placed.map((bar) => renderBack(bar, placed, scale))}
${strip}
</svg>`;
}

function placeLane(
  bars: readonly Bar[],
  on: { readonly scale: Scale; readonly top: number; readonly end: number; readonly story: Story },
): { readonly height: number; readonly placed: readonly Placed[] } {
  const shaped = bars.map((bar) => {
    const x = on.scale(bar.from);
    const width = Math.max(5, on.scale(bar.to ?? on.end) - x);
    const release = on.story.releases[bar.digest] ?? bar.environment;
    const change = bar.change === null ? "" : ` · PR ${bar.change}`;
    const fits = (text: string) => text.length * CHARACTER + 16 <= width;
    const label = fits(release + change) ? release + change : release;
    return { ...bar, x, width, label: cut(label), inside: fits(label) };
  });
  const rows = rowsOf(
    shaped.map((bar) => ({ from: bar.x, to: behind(bar) + (bar.back === null ? 0 : BACK_WIDTH) })),
  );
  const placed = shaped.map((bar, n) => ({ ...bar, y: on.top + LANE_PAD + rows[n]! * ROW }));
  return { height: 2 * LANE_PAD + Math.max(1, ...rows.map((row) => row + 1)) * ROW - GAP, placed };
}

/** Where the next thing in a bar's row may begin. */
function behind(bar: Pick<Placed, "x" | "width" | "label" | "inside">): number {
  return bar.x + bar.width + (bar.inside ? 8 : bar.label.length * CHARACTER + 14);
}

function cut(label: string): string {
  return label.length > 24 ? `${label.slice(0, 23)}…` : label;
}

function renderAxis(scale: Scale, from: number, to: number, height: number): Html {
  const seconds = (to - from) / 1000;
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((size) => seconds / size <= 12) ?? 1800;
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, n) => n * step);
  return html`<g class="axis">${ticks.map((tick) => {
    const x = scale(from + tick * 1000).toFixed(1);
    return html`<line x1="${x}" x2="${x}" y1="${AXIS - 6}" y2="${height - 4}"/><text x="${x}" y="${AXIS - 11}" text-anchor="middle">${tick} s</text>`;
  })}</g>`;
}

function renderLane(
  lane: { readonly name: string; readonly y: number; readonly height: number },
  n: number,
  count: number,
): Html {
  const line = html`<line class="lane-line" x1="0" x2="${WIDTH}" y1="${lane.y}" y2="${lane.y}"/>`;
  const end = lane.y + lane.height;
  const last =
    n === count - 1 ? html`<line class="lane-line" x1="0" x2="${WIDTH}" y1="${end}" y2="${end}"/>` : null;
  const name = lane.name.length > 11 ? `${lane.name.slice(0, 10)}…` : lane.name;
  return html`${line}${last}<text class="lane-name" x="4" y="${lane.y + lane.height / 2 + 5}">${name}</text>`;
}

/** From what tested an artifact in the stage before to what runs it here. */
function renderArrow(bar: Placed, all: readonly Placed[], story: Story): Html | null {
  const at = story.stages.findIndex(({ name }) => name === bar.stage);
  const before = story.stages[at - 1]?.name;
  const source = all.findLast(
    (one) =>
      one.stage === before &&
      one.digest === bar.digest &&
      one.from < bar.from &&
      (one.to ?? Infinity) >= bar.from,
  );
  if (source === undefined) return null;
  const x = Math.min(bar.x + 8, source.x + source.width - 3).toFixed(1);
  return html`<path class="promotion" d="M${x} ${source.y + BAR} V${bar.y - 2}" marker-end="url(#tip)"/>`;
}

const ENDS: Readonly<Record<string, string>> = {
  promoted: "went on to the next stage",
  superseded: "superseded by a newer one",
  rolled_back: "rolled back",
};

function renderBar(bar: Placed, scale: Scale, end: number, colour: string): Html {
  const { x, y, width } = bar;
  const right = x + width;
  const ready = Math.min(right, scale(bar.switched ?? bar.to ?? end));
  const served = Math.min(right, scale(bar.published ?? bar.back?.at ?? bar.to ?? end));
  const title = `${bar.environment} (${bar.label}): ${bar.to === null ? "still runs" : (ENDS[bar.reason ?? ""] ?? bar.reason ?? "gone")}`;
  const mark = bar.to === null ? null : renderEnd(right, y, bar.reason === "rolled_back");
  return html`<g class="bar" style="--hue:${colour}"><title>${title}</title>
<rect class="up" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="4"/>
<rect class="bake" x="${ready.toFixed(1)}" y="${y}" width="${Math.max(0, served - ready).toFixed(1)}" height="${BAR}"/>
<rect class="live" x="${served.toFixed(1)}" y="${y}" width="${Math.max(0, (bar.published === null ? served : right) - served).toFixed(1)}" height="${BAR}" rx="4"/>
<rect class="edge" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="4"/>
<text x="${(bar.inside ? x + 8 : right + 7).toFixed(1)}" y="${y + BAR / 2 + 4.5}">${bar.label}</text>${mark}</g>`;
}

function renderEnd(x: number, y: number, bad: boolean): Html {
  const middle = y + BAR / 2;
  return html`<path class="${bad ? "end bad" : "end"}" d="M${(x - 3.5).toFixed(1)} ${middle - 3.5}l7 7m0 -7l-7 7"/>`;
}

/** The traffic that went back to what had it before. */
function renderBack(bar: Placed, all: readonly Placed[], scale: Scale): Html | null {
  const { back } = bar;
  if (back === null) return null;
  const to = all.findLast((one) => one.environment === back.environment && one !== bar);
  if (to === undefined) return null;
  const x = (scale(back.at) - 2).toFixed(1);
  const [start, end] = bar.y > to.y ? [bar.y, to.y + BAR + 2] : [bar.y + BAR, to.y - 2];
  return html`<path class="back" d="M${x} ${start} V${end}" marker-end="url(#tip-bad)"/>
<text class="back-label" x="${behind(bar).toFixed(1)}" y="${bar.y + BAR / 2 + 4.5}">${BACK_LABEL}</text>`;
}

/** Requests a second, by who answered; what failed stands out above. */
function renderStrip(
  story: Story,
  traffic: Traffic,
  scale: Scale,
  top: number,
  colourOf: (digest: string) => string,
): Html {
  const perSecond = 1000 / SLOT_MS;
  const greatest = Math.max(1, ...traffic.slots.map((slot) => slot.requests * perSecond));
  const base = top + STRIP - 14;
  const tall = STRIP - 34;
  const width = Math.max(0.5, scale(SLOT_MS) - scale(0) - 0.6);
  const column = (slot: Slot) => {
    let y = base;
    const x = scale(slot.at).toFixed(1);
    const known = Object.entries(slot.by);
    const unnamed = slot.requests - slot.failed - known.reduce((sum, [, count]) => sum + count, 0);
    const parts: [string | null, number][] = [...known, [null, Math.max(0, unnamed)]];
    const drawn = parts.map(([label, count]) => {
      const height = (count * perSecond * tall) / greatest;
      y -= height;
      const digest = Object.entries(story.releases).find(([, name]) => name === label)?.[0];
      const colour = digest === undefined ? "var(--plain)" : colourOf(digest);
      return height === 0
        ? null
        : html`<rect class="visits" style="--hue:${colour}" x="${x}" y="${y.toFixed(1)}" width="${width.toFixed(2)}" height="${height.toFixed(1)}"/>`;
    });
    const failed =
      slot.failed === 0
        ? null
        : html`<rect class="failed" x="${x}" y="${top - 2}" width="${Math.max(2, width).toFixed(2)}" height="${base - top + 2}"><title>${slot.failed} failed</title></rect>`;
    return [...drawn, failed];
  };
  return html`<g class="strip"><text class="lane-name" x="4" y="${base - tall / 2 - 2}">Visits</text><text x="4" y="${base - tall / 2 + 13}">${Math.round(greatest)} a second</text>
<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${base}" y2="${base}"/>${traffic.slots.map(column)}
<text x="${scale(traffic.from).toFixed(1)}" y="${base + 15}">${traffic.host}: ${traffic.requests} requests, ${traffic.failed} failed</text></g>`;
}
