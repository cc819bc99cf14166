import { type LedgerEvent, shortDigest } from "@sluice/core";
import type { Story } from "../story.ts";
import { sinceBegin } from "../timeline.ts";
import { type Html, html } from "./html.ts";

/** All events, folded away. */
export function renderLedger(story: Story): Html {
  const rows = story.events.map(
    (event) =>
      html`<tr><td class="number">${event.seq}</td><td class="number">${sinceBegin(Date.parse(event.at), story.began)}</td><td class="name"><code>${event.type}</code></td><td class="name">${stageOf(event)}</td><td class="text">${factsOf(event)}</td></tr>`,
  );
  return html`<details><summary>${story.events.length} events</summary><div class="table"><table><thead><tr><th class="number">seq</th><th class="number">after</th><th>event</th><th>stage</th><th>facts</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

function stageOf(event: LedgerEvent): string {
  return "stage" in event ? event.stage : "";
}

/** What is not told elsewhere in the row, as `name value`. */
function factsOf(event: LedgerEvent): string {
  const { v, seq, at, by, run, type, ...facts } = event;
  return Object.entries(facts)
    .filter(([name, value]) => name !== "stage" && value !== null)
    .map(([name, value]) => `${name} ${tell(value)}`)
    .join(", ");
}

function tell(value: unknown): string {
  if (typeof value === "string") {
    if (/^sha256:[0-9a-f]{64}$/.test(value)) return shortDigest(value);
    return /^[0-9a-f]{40,64}$/.test(value) ? value.slice(0, 8) : value;
  }
  if (typeof value === "object" && value !== null && "number" in value && "title" in value)
    return `PR ${String(value.number)} “${String(value.title)}”`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
