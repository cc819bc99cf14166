import { shortDigest } from "@sluice/core";
import { brokenOf, sharedOf } from "../ending.ts";
import { milliseconds } from "../finale.ts";
import type { Story, StoryScene } from "../story.ts";
import { sinceBegin, timelineOf } from "../timeline.ts";
import { seconds } from "../view.ts";
import { Html, html } from "./html.ts";
import { renderLedger } from "./ledger.ts";
import { renderPicture } from "./picture.ts";
import { STYLE } from "./style.ts";

/** A demo as one HTML page that needs nothing else: no script, no font, no picture from anywhere. */
export function renderReport(story: Story): string {
  const colourOf = colours(story);
  const broken = brokenOf(story);
  const held = story.scenes.reduce((sum, { seen }) => sum + seen.length, 0) - broken.length;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Sluice demo: ${story.app}</title>
<style>${STYLE_SHEET}</style>
</head>
<body><main>
<p class="eyebrow">Sluice demo · ${story.app} · ${story.stages.map(({ name }) => name).join(" → ")}</p>
<h1>${headlineOf(story)}</h1>
<p class="soft">${new Date(story.began).toISOString().slice(0, 16).replace("T", " ")} UTC, in ${seconds(story.ended - story.began)} on one machine. Everything below is read from the ledger, the machine and the visitors' own count.</p>
<p class="verdict ${broken.length === 0 ? "good" : "bad"}">${broken.length === 0 ? `✓ All ${held} expectations held` : `✗ ${broken.length} of ${held + broken.length} expectations did not hold`}</p>
${broken.length === 0 ? null : html`<ul class="broken">${broken.map((line) => html`<li>${line}</li>`)}</ul>`}
${renderFigures(story)}
<h2>The flow</h2>
<figure><div class="scroll">${renderPicture(story, colourOf)}</div>${renderKeys(story)}</figure>
<h2>Scene by scene</h2>
<div class="scenes">${story.scenes.map(renderScene)}</div>
<h2>What runs where</h2>
${renderRunning(story)}
<h2>What happened when</h2>
${renderTimeline(story)}
${renderTold(story)}
<h2>The ledger</h2>
<p class="soft">Every decision above is folded from these ${story.events.length} events, kept in a git ref of the repository itself.</p>
${renderLedger(story)}
<footer>Written by <code>sluice demo</code>. The scratch repository, its environments and its edge were this demo's own.</footer>
</main></body>
</html>
`;
  return page.markup;
}

const STYLE_SHEET = new Html(STYLE);

function headlineOf({ merges, traffic }: Story): string {
  const met =
    traffic === null ? "" : `, ${count(traffic.requests)} requests, ${count(traffic.failed)} failed`;
  return `${merges.length} merges${met}`;
}

function count(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, "\u202f");
}

/** The release that was quarantined has the colour of what is bad; the others take theirs in the order they came. */
function colours(story: Story): (digest: string) => string {
  const bad = new Set(
    story.events.flatMap((event) => (event.type === "release.quarantined" ? [event.digest] : [])),
  );
  const good = Object.keys(story.releases).filter((digest) => !bad.has(digest));
  return (digest) => {
    if (bad.has(digest)) return "var(--sick)";
    const place = good.indexOf(digest);
    return place === -1 ? "var(--plain)" : `var(--r${place % 7})`;
  };
}

function renderFigures(story: Story): Html {
  const of = (type: string) => story.events.filter((event) => event.type === type).length;
  const { traffic } = story;
  const figures: (readonly [string, string])[] = [
    ["artifacts built", String(of("artifact.packaged"))],
    ["environments created", String(of("environment.created"))],
    ["environments destroyed", String(of("environment.deleted"))],
    ["rollbacks", String(of("service.rolledback"))],
  ];
  if (traffic !== null) {
    figures.unshift(["requests", count(traffic.requests)], ["failed requests", count(traffic.failed)]);
    figures.push(
      ["answer, p50", milliseconds(traffic.latency.p50)],
      ["answer, p99", milliseconds(traffic.latency.p99)],
    );
  }
  return html`<dl class="figures">${figures.map(
    ([name, value]) =>
      html`<div><dt>${name}</dt><dd${name === "failed requests" ? html` class="${value === "0" ? "good" : "bad"}"` : null}>${value}</dd></div>`,
  )}</dl>`;
}

function renderKeys(story: Story): Html {
  const bad = story.events.some((event) => event.type === "service.rolledback");
  return html`<ul class="keys">
<li><i class="coming"></i>being brought up and tested</li><li><i class="baking"></i>has the traffic, watched</li><li><i></i>serves</li>
<li><b>↓</b>the same artifact goes on</li><li><b>×</b>destroyed</li>${
    story.traffic === null
      ? null
      : html`<li><i class="failed"></i>a failed visit: ${story.traffic.failed === 0 ? "there is none" : story.traffic.failed}</li>`
  }${bad ? html`<li class="bad"><b>↩</b>the traffic went back, the release is quarantined</li>` : null}</ul>`;
}

function renderScene({ title, headline, steps, seen }: StoryScene, n: number): Html {
  return html`<section class="scene"><h3>${n + 1}. ${title}</h3><p>${headline}</p>
<ul>${seen.map(({ text, holds }) => html`<li class="${holds ? "holds" : "not"}">${text}</li>`)}</ul>
${
  steps.length === 0
    ? null
    : html`<div class="steps">${steps.map(
        ({ command, outcome, ms }) =>
          html`<div><code>${command}</code><span>${outcome}</span><span class="ms">${seconds(ms)}</span></div>`,
      )}</div>`
}</section>`;
}

function renderRunning(story: Story): Html {
  const rows = story.stages.map(({ name }) => {
    const here = story.running.filter((one) => one.stage === name);
    if (here.length === 0)
      return html`<tr><td class="name">${name}</td><td class="soft" colspan="5">nothing: drained</td></tr>`;
    return here.map(
      (one) =>
        html`<tr><td class="name">${name}</td><td class="name">${one.environment}${one.serves ? " (serves)" : ""}</td><td class="name">${story.releases[one.digest] ?? ""}</td><td class="name"><code>${shortDigest(one.digest)}</code></td><td class="number">${sinceBegin(one.since, story.began)}</td><td class="text">${one.url}</td></tr>`,
    );
  });
  return html`<div class="table"><table><thead><tr><th>stage</th><th>environment</th><th>release</th><th>digest</th><th class="number">since</th><th>address</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function renderTimeline(story: Story): Html {
  const rows = timelineOf(story.events, story.releases, sharedOf(story)).map(
    ({ at, kind, stage, text }) =>
      html`<tr class="${kind}"><td class="number">${sinceBegin(at, story.began)}</td><td class="name">${stage}</td><td class="text">${text}</td></tr>`,
  );
  return html`<div class="table"><table><thead><tr><th class="number">after</th><th>stage</th><th>what</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function renderTold(story: Story): Html | null {
  if (story.told.length === 0) return null;
  const rows = story.told.map(
    ({ at, event, administrators, headline }) =>
      html`<tr class="${event === "rolled-back" || event === "failed" ? "bad" : ""}"><td class="number">${sinceBegin(at, story.began)}</td><td class="name">${event}</td><td class="name">${administrators.join(", ")}</td><td class="text">${headline}</td></tr>`,
  );
  return html`<h2>What the administrators were told</h2><div class="table"><table><thead><tr><th class="number">after</th><th>event</th><th>who</th><th>what</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
