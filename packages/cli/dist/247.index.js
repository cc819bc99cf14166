export const id = 247;
export const ids = [247,73];
export const modules = {

/***/ 8601:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   brokenOf: () => (/* binding */ brokenOf),
/* harmony export */   sharedOf: () => (/* binding */ sharedOf),
/* harmony export */   tellEnd: () => (/* binding */ tellEnd)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _finale_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7621);
/* harmony import */ var _timeline_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5513);



/** What did not hold, each with its scene. */
function brokenOf(story) {
    return story.scenes.flatMap(({ title, seen }) => seen.filter(({ holds }) => !holds).map(({ text }) => `${title}: ${text}`));
}
function sharedOf({ stages }) {
    return stages.filter(({ shared }) => shared).map(({ name }) => name);
}
/** The end of a demo on the terminal: what happened when, what runs where, what the visitors met. */
function tellEnd(story, view) {
    view.line();
    view.heading("What happened when, from the ledger");
    view.table([
        ["after", "stage", "what"],
        ...(0,_timeline_ts__WEBPACK_IMPORTED_MODULE_2__/* .timelineOf */ .h)(story.events, story.releases, sharedOf(story)).map(({ at, stage, text }) => [
            (0,_timeline_ts__WEBPACK_IMPORTED_MODULE_2__/* .sinceBegin */ ._)(at, story.began).padStart(7),
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
            if (here.length === 0)
                return [[name, "nothing: drained", "", "", ""]];
            return here.map((one) => [
                name,
                one.environment,
                story.releases[one.digest] ?? "",
                (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(one.digest),
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
                (0,_finale_ts__WEBPACK_IMPORTED_MODULE_1__/* .milliseconds */ .R)(traffic.latency.p50),
                (0,_finale_ts__WEBPACK_IMPORTED_MODULE_1__/* .milliseconds */ .R)(traffic.latency.p99),
                (0,_finale_ts__WEBPACK_IMPORTED_MODULE_1__/* .milliseconds */ .R)(traffic.latency.max),
                String(traffic.fresh),
            ],
        ]);
    }
    view.line();
}


/***/ }),

/***/ 7621:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ playFinale),
/* harmony export */   R: () => (/* binding */ milliseconds)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _play_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1456);


/** The last scene: whether the record, the machine and the edge tell the same, and what the visitors met in all. */
async function playFinale(play, ports, traffic) {
    let met = null;
    await play.scene("What is left", "The visitors go home, and the books are checked.", async (scene) => {
        met = await traffic();
        if (met !== null) {
            const { requests, failed, latency } = met;
            const times = `p50 ${milliseconds(latency.p50)}, p99 ${milliseconds(latency.p99)}`;
            scene.see(`${requests} requests in all, ${failed} failed (${times})`, requests > 0 && failed === 0);
            for (const failure of met.failures.slice(0, 5))
                scene.see(failure.what, false);
        }
        const verified = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .verify */ .MX)(ports.ledger);
        scene.see(`the ledger verifies: ${verified.events} events, folded anew from the first`, verified.ok && verified.events > 0);
        await seeAgreement(play, scene.see, ports);
    });
    return met;
}
/** The ledger's live environments are what the machine runs, and the edge leads to what the last stage serves. */
async function seeAgreement(play, see, ports) {
    const world = await play.read();
    const recorded = Object.values(world.state.environments)
        .filter(({ phase }) => phase !== "deleted")
        .map(({ name }) => name)
        .sort();
    const real = play.stages.flatMap((stage) => (0,_play_ts__WEBPACK_IMPORTED_MODULE_1__/* .runningIn */ .jq)(world, stage)).sort();
    const last = play.stages.at(-1);
    const serves = (0,_play_ts__WEBPACK_IMPORTED_MODULE_1__/* .servingIn */ .m8)(world, last);
    const routed = (await ports.edge.find())?.routes.some((route) => route.environment === serves) ?? false;
    see(`ledger, machine and edge agree: only ${real.join(", ") || "nothing"} runs`, JSON.stringify(recorded) === JSON.stringify(real) && (last.url === null || routed));
}
function milliseconds(ms) {
    return ms === null ? "unknown" : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}


/***/ }),

/***/ 1456:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JT: () => (/* binding */ UnexpectedEnd),
/* harmony export */   Nl: () => (/* binding */ graveOf),
/* harmony export */   j8: () => (/* binding */ createPlay),
/* harmony export */   jq: () => (/* binding */ runningIn),
/* harmony export */   m8: () => (/* binding */ servingIn)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7638);


/** A command of the train came to another end than the story wants: there is no going on. */
class UnexpectedEnd extends _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__/* .SluiceError */ .a {
    result;
    constructor({ command, result }, expected) {
        const advice = result.advice ?? "Run the demo again with --verbose to see all that it printed.";
        super(result.reason_code === "ok" ? "defect" : result.reason_code, `${command} ended ${result.outcome}, not ${expected}: ${result.message}`, { advice });
        this.result = result;
    }
}
function createPlay(given) {
    const { place, view, train, ports } = given;
    const merges = [];
    const scenes = [];
    const releases = {};
    return {
        place,
        view,
        receiver: given.receiver,
        stages: place.site.config.stages,
        merges,
        scenes,
        releases,
        visitors: null,
        async scene(title, headline, act) {
            const began = Date.now();
            const [steps, seen] = [[], []];
            view.line();
            view.heading(`${scenes.length + 1}  ${title}`);
            view.dim(`   ${headline}`);
            const see = (text, holds) => {
                seen.push({ text, holds });
                view.seen(text, holds);
            };
            try {
                await act({
                    see,
                    async run(stage, expected = "deployed") {
                        const ride = await train.run(stage.name);
                        const { command, ms, result } = ride;
                        steps.push({ command, outcome: result.outcome, message: result.message, ms });
                        if (result.outcome === expected)
                            return ride;
                        if (result.outcome !== "interrupted")
                            see(`${command} ends ${expected}`, false);
                        throw new UnexpectedEnd(ride, expected);
                    },
                });
            }
            finally {
                scenes.push({ title, headline, began, ended: Date.now(), steps, seen });
            }
        },
        async merge(source, target, title) {
            const number = merges.length + 1;
            await place.repository.merge({ number, title, source, target });
            merges.push({ number, title, source, target, at: Date.now() });
            return number;
        },
        name(digest, label) {
            releases[digest] ??= label;
        },
        async read() {
            return { state: (await ports.ledger.read()).state, instances: await ports.target.list() };
        },
    };
}
/** What the machine runs in a stage, by name. */
function runningIn(world, stage) {
    return world.instances
        .filter((one) => one.stage === stage.name && one.running)
        .map((one) => one.environment);
}
/** The environment that a stage's traffic goes to, by the ledger. */
function servingIn({ state }, stage) {
    return (state.stages[stage.name] ?? _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .emptyStage */ ._2).serves;
}
/** Why an environment had to go, as the ledger says. */
function graveOf({ state }, environment) {
    const grave = state.environments[environment]?.tombstone;
    return grave ? `${grave.reason}, ${grave.detail}` : "not destroyed";
}


/***/ }),

/***/ 6163:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderReport: () => (/* binding */ renderReport)
});

// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./packages/cli/src/demo/ending.ts
var ending = __webpack_require__(8601);
// EXTERNAL MODULE: ./packages/cli/src/demo/finale.ts
var finale = __webpack_require__(7621);
// EXTERNAL MODULE: ./packages/cli/src/demo/timeline.ts
var timeline = __webpack_require__(5513);
// EXTERNAL MODULE: ./packages/cli/src/demo/view.ts
var view = __webpack_require__(3055);
;// CONCATENATED MODULE: ./packages/cli/src/demo/report/html.ts
/** Text that is markup already. */
class Html {
    markup;
    constructor(markup) {
        this.markup = markup;
    }
}
/** Markup with values put in; what is not `Html` is text, and is escaped, also inside quoted attributes. */
function html(pieces, ...parts) {
    return new Html(pieces.map((piece, n) => piece + (n < parts.length ? write(parts[n]) : "")).join(""));
}
function write(part) {
    if (part === null)
        return "";
    if (part instanceof Html)
        return part.markup;
    if (typeof part === "object")
        return part.map(write).join("");
    return escapeHtml(String(part));
}
/** Line breaks and tabs are kept; other controls, and what turns the direction of text, are replaced. */
function escapeHtml(text) {
    return text
        .replace(UNPRINTABLE, "\u{fffd}")
        .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

;// CONCATENATED MODULE: ./packages/cli/src/demo/report/ledger.ts



/** All events, folded away. */
function renderLedger(story) {
    const rows = story.events.map((event) => html `<tr><td class="number">${event.seq}</td><td class="number">${(0,timeline/* sinceBegin */._)(Date.parse(event.at), story.began)}</td><td class="name"><code>${event.type}</code></td><td class="name">${stageOf(event)}</td><td class="text">${factsOf(event)}</td></tr>`);
    return html `<details><summary>${story.events.length} events</summary><div class="table"><table><thead><tr><th class="number">seq</th><th class="number">after</th><th>event</th><th>stage</th><th>facts</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
function stageOf(event) {
    return "stage" in event ? event.stage : "";
}
/** What is not told elsewhere in the row, as `name value`. */
function factsOf(event) {
    const { v, seq, at, by, run, type, ...facts } = event;
    return Object.entries(facts)
        .filter(([name, value]) => name !== "stage" && value !== null)
        .map(([name, value]) => `${name} ${tell(value)}`)
        .join(", ");
}
function tell(value) {
    if (typeof value === "string") {
        if (/^sha256:[0-9a-f]{64}$/.test(value))
            return (0,src/* shortDigest */.VK)(value);
        return /^[0-9a-f]{40,64}$/.test(value) ? value.slice(0, 8) : value;
    }
    if (typeof value === "object" && value !== null && "number" in value && "title" in value)
        return `PR ${String(value.number)} “${String(value.title)}”`;
    return typeof value === "object" ? JSON.stringify(value) : String(value);
}

// EXTERNAL MODULE: ./packages/cli/src/demo/visits.ts
var visits = __webpack_require__(5582);
;// CONCATENATED MODULE: ./packages/cli/src/demo/report/bars.ts
/** All environments, in the order in which they came. */
function barsOf(events) {
    const bars = [];
    const live = (environment) => bars.findLast((bar) => bar.environment === environment && bar.to === null);
    for (const event of events) {
        const at = Date.parse(event.at);
        switch (event.type) {
            case "environment.created":
            case "environment.modified": {
                const known = live(event.environment);
                if (known)
                    known.digest = event.digest;
                else
                    bars.push(begun(event, at));
                break;
            }
            case "service.upgraded": {
                const bar = live(event.environment);
                if (bar)
                    bar.switched = at;
                break;
            }
            case "service.published": {
                const bar = live(event.environment);
                if (bar)
                    bar.published = at;
                break;
            }
            case "service.rolledback": {
                const bar = live(event.from);
                if (bar)
                    bar.back = { at, environment: event.environment };
                break;
            }
            case "environment.tombstoned": {
                const bar = live(event.environment);
                if (bar)
                    bar.reason = event.reason;
                break;
            }
            case "environment.deleted": {
                const bar = live(event.environment);
                if (bar)
                    bar.to = at;
                break;
            }
        }
    }
    return bars;
}
function begun(event, at) {
    const { environment, stage, digest, change } = event;
    return {
        environment,
        stage,
        digest,
        change: change?.number ?? null,
        from: at,
        switched: null,
        published: null,
        to: null,
        reason: null,
        back: null,
    };
}
/** Puts spans into as few rows as it takes for none to touch another, in the order in which they begin. */
function rowsOf(spans) {
    const ends = [];
    return spans.map(({ from, to }) => {
        const free = ends.findIndex((end) => end <= from);
        const row = free === -1 ? ends.length : free;
        ends[row] = to;
        return row;
    });
}

;// CONCATENATED MODULE: ./packages/cli/src/demo/report/picture.ts



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
/** The flow: a lane a stage, a bar an environment, time from left to right, and what the visitors got below. */
function renderPicture(story, colourOf) {
    const bars = barsOf(story.events);
    const from = Math.min(story.began, ...bars.map((bar) => bar.from));
    const to = Math.max(story.ended, from + 1000);
    const scale = (at) => LEFT + ((at - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
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
    return html `<svg class="flow" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="The changes as they travelled from stage to stage">
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
function placeLane(bars, on) {
    const shaped = bars.map((bar) => {
        const x = on.scale(bar.from);
        const width = Math.max(5, on.scale(bar.to ?? on.end) - x);
        const release = on.story.releases[bar.digest] ?? bar.environment;
        const change = bar.change === null ? "" : ` · PR ${bar.change}`;
        const fits = (text) => text.length * CHARACTER + 16 <= width;
        const label = fits(release + change) ? release + change : release;
        return { ...bar, x, width, label: cut(label), inside: fits(label) };
    });
    const rows = rowsOf(shaped.map((bar) => ({ from: bar.x, to: behind(bar) + (bar.back === null ? 0 : BACK_WIDTH) })));
    const placed = shaped.map((bar, n) => ({ ...bar, y: on.top + LANE_PAD + rows[n] * ROW }));
    return { height: 2 * LANE_PAD + Math.max(1, ...rows.map((row) => row + 1)) * ROW - GAP, placed };
}
/** Where the next thing in a bar's row may begin. */
function behind(bar) {
    return bar.x + bar.width + (bar.inside ? 8 : bar.label.length * CHARACTER + 14);
}
function cut(label) {
    return label.length > 24 ? `${label.slice(0, 23)}…` : label;
}
function renderAxis(scale, from, to, height) {
    const seconds = (to - from) / 1000;
    const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((size) => seconds / size <= 12) ?? 1800;
    const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, n) => n * step);
    return html `<g class="axis">${ticks.map((tick) => {
        const x = scale(from + tick * 1000).toFixed(1);
        return html `<line x1="${x}" x2="${x}" y1="${AXIS - 6}" y2="${height - 4}"/><text x="${x}" y="${AXIS - 11}" text-anchor="middle">${tick} s</text>`;
    })}</g>`;
}
function renderLane(lane, n, count) {
    const line = html `<line class="lane-line" x1="0" x2="${WIDTH}" y1="${lane.y}" y2="${lane.y}"/>`;
    const end = lane.y + lane.height;
    const last = n === count - 1 ? html `<line class="lane-line" x1="0" x2="${WIDTH}" y1="${end}" y2="${end}"/>` : null;
    const name = lane.name.length > 11 ? `${lane.name.slice(0, 10)}…` : lane.name;
    return html `${line}${last}<text class="lane-name" x="4" y="${lane.y + lane.height / 2 + 5}">${name}</text>`;
}
/** From what tested an artifact in the stage before to what runs it here. */
function renderArrow(bar, all, story) {
    const at = story.stages.findIndex(({ name }) => name === bar.stage);
    const before = story.stages[at - 1]?.name;
    const source = all.findLast((one) => one.stage === before &&
        one.digest === bar.digest &&
        one.from < bar.from &&
        (one.to ?? Infinity) >= bar.from);
    if (source === undefined)
        return null;
    const x = Math.min(bar.x + 8, source.x + source.width - 3).toFixed(1);
    return html `<path class="promotion" d="M${x} ${source.y + BAR} V${bar.y - 2}" marker-end="url(#tip)"/>`;
}
const ENDS = {
    promoted: "went on to the next stage",
    superseded: "superseded by a newer one",
    rolled_back: "rolled back",
};
function renderBar(bar, scale, end, colour) {
    const { x, y, width } = bar;
    const right = x + width;
    const ready = Math.min(right, scale(bar.switched ?? bar.to ?? end));
    const served = Math.min(right, scale(bar.published ?? bar.back?.at ?? bar.to ?? end));
    const title = `${bar.environment} (${bar.label}): ${bar.to === null ? "still runs" : (ENDS[bar.reason ?? ""] ?? bar.reason ?? "gone")}`;
    const mark = bar.to === null ? null : renderEnd(right, y, bar.reason === "rolled_back");
    return html `<g class="bar" style="--hue:${colour}"><title>${title}</title>
<rect class="up" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="4"/>
<rect class="bake" x="${ready.toFixed(1)}" y="${y}" width="${Math.max(0, served - ready).toFixed(1)}" height="${BAR}"/>
<rect class="live" x="${served.toFixed(1)}" y="${y}" width="${Math.max(0, (bar.published === null ? served : right) - served).toFixed(1)}" height="${BAR}" rx="4"/>
<rect class="edge" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="4"/>
<text x="${(bar.inside ? x + 8 : right + 7).toFixed(1)}" y="${y + BAR / 2 + 4.5}">${bar.label}</text>${mark}</g>`;
}
function renderEnd(x, y, bad) {
    const middle = y + BAR / 2;
    return html `<path class="${bad ? "end bad" : "end"}" d="M${(x - 3.5).toFixed(1)} ${middle - 3.5}l7 7m0 -7l-7 7"/>`;
}
/** The traffic that went back to what had it before. */
function renderBack(bar, all, scale) {
    const { back } = bar;
    if (back === null)
        return null;
    const to = all.findLast((one) => one.environment === back.environment && one !== bar);
    if (to === undefined)
        return null;
    const x = (scale(back.at) - 2).toFixed(1);
    const [start, end] = bar.y > to.y ? [bar.y, to.y + BAR + 2] : [bar.y + BAR, to.y - 2];
    return html `<path class="back" d="M${x} ${start} V${end}" marker-end="url(#tip-bad)"/>
<text class="back-label" x="${behind(bar).toFixed(1)}" y="${bar.y + BAR / 2 + 4.5}">${BACK_LABEL}</text>`;
}
/** Requests a second, by who answered; what failed stands out above. */
function renderStrip(story, traffic, scale, top, colourOf) {
    const perSecond = 1000 / visits/* SLOT_MS */.AQ;
    const greatest = Math.max(1, ...traffic.slots.map((slot) => slot.requests * perSecond));
    const base = top + STRIP - 14;
    const tall = STRIP - 34;
    const width = Math.max(0.5, scale(visits/* SLOT_MS */.AQ) - scale(0) - 0.6);
    const column = (slot) => {
        let y = base;
        const x = scale(slot.at).toFixed(1);
        const known = Object.entries(slot.by);
        const unnamed = slot.requests - slot.failed - known.reduce((sum, [, count]) => sum + count, 0);
        const parts = [...known, [null, Math.max(0, unnamed)]];
        const drawn = parts.map(([label, count]) => {
            const height = (count * perSecond * tall) / greatest;
            y -= height;
            const digest = Object.entries(story.releases).find(([, name]) => name === label)?.[0];
            const colour = digest === undefined ? "var(--plain)" : colourOf(digest);
            return height === 0
                ? null
                : html `<rect class="visits" style="--hue:${colour}" x="${x}" y="${y.toFixed(1)}" width="${width.toFixed(2)}" height="${height.toFixed(1)}"/>`;
        });
        const failed = slot.failed === 0
            ? null
            : html `<rect class="failed" x="${x}" y="${top - 2}" width="${Math.max(2, width).toFixed(2)}" height="${base - top + 2}"><title>${slot.failed} failed</title></rect>`;
        return [...drawn, failed];
    };
    return html `<g class="strip"><text class="lane-name" x="4" y="${base - tall / 2 - 2}">Visits</text><text x="4" y="${base - tall / 2 + 13}">${Math.round(greatest)} a second</text>
<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${base}" y2="${base}"/>${traffic.slots.map(column)}
<text x="${scale(traffic.from).toFixed(1)}" y="${base + 15}">${traffic.host}: ${traffic.requests} requests, ${traffic.failed} failed</text></g>`;
}

;// CONCATENATED MODULE: ./packages/cli/src/demo/report/style.ts
/** The report's only style sheet: light, dark and printed. */
const STYLE = `
:root { color-scheme: light dark;
  --paper: #fbfaf8; --card: #ffffff; --ink: #1d2127; --soft: #5c6470; --line: #e2e0da; --faint: #f1efea;
  --good: #1b7f4d; --bad: #c8332b; --sick: #d98078; --plain: #8a93a0;
  --r0: #2f6fd0; --r1: #7d55c7; --r2: #b7791f; --r3: #0f8b8d; --r4: #3f8f3f; --r5: #b0478f; --r6: #6b7280; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14171b; --card: #1b1f24; --ink: #e8eaed; --soft: #9aa3af; --line: #2e343b; --faint: #22272d;
  --good: #4cc38a; --bad: #ff6b61; --sick: #b8605a; --plain: #7d8794;
  --r0: #6ea8ff; --r1: #b794f6; --r2: #e0a93f; --r3: #45c4c6; --r4: #7fce7f; --r5: #e583c5; --r6: #a3abb8; } }
@media print { :root { --paper: #fff; --faint: #f5f5f5; } .scroll { overflow: visible; } .scene, figure, tr { break-inside: avoid; }
  details:not([open]) { display: none; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-text-size-adjust: 100%; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 28px 64px; }
h1 { font-size: 34px; line-height: 1.15; letter-spacing: -.02em; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 20px; letter-spacing: -.01em; margin: 48px 0 14px; }
h3 { font-size: 16px; margin: 0; }
p { margin: 0; } .soft { color: var(--soft); }
.eyebrow { font-size: 13px; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin-bottom: 10px; }
.verdict { display: inline-block; margin-top: 18px; padding: 6px 14px; border-radius: 999px; font-weight: 600; border: 1px solid currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); }
.broken { margin: 14px 0 0; padding-left: 20px; color: var(--bad); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 1px; margin: 30px 0 0; background: var(--line); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.figures div { background: var(--card); padding: 16px 18px; display: flex; flex-direction: column; justify-content: space-between; }
.figures dt { color: var(--soft); font-size: 13px; line-height: 1.35; }
.figures dd { margin: 2px 0 0; font-size: 26px; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 18px 14px; }
.scroll { overflow-x: auto; }
svg.flow { display: block; width: 100%; min-width: 860px; height: auto; font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; }
svg text { fill: var(--ink); } .axis text, .strip text { fill: var(--soft); font-size: 11px; }
.axis line { stroke: var(--line); stroke-dasharray: 2 4; } .lane-line { stroke: var(--line); } .strip line { stroke: var(--line); }
svg .lane-name { font-weight: 650; font-size: 13px; fill: var(--ink); }
.bar .up { fill: var(--card); } .bar .bake { fill: color-mix(in srgb, var(--hue) 14%, var(--card)); }
.bar .live { fill: color-mix(in srgb, var(--hue) 34%, var(--card)); } .bar .edge { fill: none; stroke: var(--hue); stroke-width: 1.5; }
.bar text { font-weight: 600; font-variant-numeric: tabular-nums; }
.visits { fill: var(--hue); } .failed { fill: var(--bad); }
.promotion { fill: none; stroke: var(--soft); stroke-width: 1.5; } .tip { fill: var(--soft); }
.back { fill: none; stroke: var(--bad); stroke-width: 2; } .tip-bad { fill: var(--bad); } svg .back-label { fill: var(--bad); font-weight: 600; }
.end { stroke: var(--soft); stroke-width: 2; fill: none; } .end.bad { stroke: var(--bad); }
.keys { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 12px 0 0; padding: 0; list-style: none; font-size: 13px; color: var(--soft); }
.keys li { display: flex; align-items: center; gap: 7px; }
.keys i { display: inline-block; width: 20px; height: 12px; border-radius: 3px; border: 1.5px solid var(--hue, var(--soft)); background: color-mix(in srgb, var(--hue, var(--soft)) 34%, var(--card)); }
.keys i.failed { border-color: var(--bad); background: var(--bad); width: 5px; height: 15px; border-radius: 1px; } .keys i.coming { background: none; } .keys i.baking { background: color-mix(in srgb, var(--soft) 14%, var(--card)); }
.keys b { font-weight: 700; font-size: 15px; line-height: 1; }
.scenes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 16px; }
.scene { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; }
.scene p { color: var(--soft); margin: 4px 0 12px; }
.scene ul { margin: 0; padding: 0; list-style: none; } .scene li { padding-left: 22px; position: relative; overflow-wrap: anywhere; }
.scene li + li { margin-top: 5px; } .scene li::before { position: absolute; left: 0; font-weight: 700; }
.scene li.holds::before { content: "✓"; color: var(--good); } .scene li.not::before { content: "✗"; color: var(--bad); } .scene li.not { color: var(--bad); }
.steps { border-top: 1px solid var(--line); margin-top: 14px; padding-top: 10px; font-size: 13px; color: var(--soft); }
.steps div { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 12px; } .steps .ms { margin-left: auto; font-variant-numeric: tabular-nums; }
code { font: 13px ui-monospace, "SF Mono", Menlo, Consolas, monospace; } .steps code { color: var(--ink); }
table { border-collapse: collapse; width: 100%; background: var(--card); font-size: 14px; }
.table { border: 1px solid var(--line); border-radius: 12px; overflow-x: auto; background: var(--card); }
th { text-align: left; font-weight: 600; font-size: 13px; color: var(--soft); background: var(--faint); white-space: nowrap; }
th, td { padding: 8px 14px; vertical-align: top; } tr + tr td, tbody tr:first-child td { border-top: 1px solid var(--line); }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--soft); } th.number { text-align: right; }
td.name { white-space: nowrap; } td.text { overflow-wrap: anywhere; min-width: 220px; } tr.bad td.text { color: var(--bad); }
details { margin-top: 14px; } summary { cursor: pointer; font-weight: 600; padding: 6px 0; } details .table { margin-top: 8px; font-size: 13px; }
footer { margin-top: 56px; color: var(--soft); font-size: 13px; }
@media (max-width: 640px) { main { padding: 26px 16px 44px; } h1 { font-size: 26px; } .figures { grid-template-columns: 1fr 1fr; } figure { padding: 12px; } th, td { padding: 7px 10px; } }
`;

;// CONCATENATED MODULE: ./packages/cli/src/demo/report/render.ts









/** A demo as one HTML page that needs nothing else: no script, no font, no picture from anywhere. */
function renderReport(story) {
    const colourOf = colours(story);
    const broken = (0,ending.brokenOf)(story);
    const held = story.scenes.reduce((sum, { seen }) => sum + seen.length, 0) - broken.length;
    const page = html `<!doctype html>
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
<p class="soft">${new Date(story.began).toISOString().slice(0, 16).replace("T", " ")} UTC, in ${(0,view/* seconds */.Y)(story.ended - story.began)} on one machine. Everything below is read from the ledger, the machine and the visitors' own count.</p>
<p class="verdict ${broken.length === 0 ? "good" : "bad"}">${broken.length === 0 ? `✓ All ${held} expectations held` : `✗ ${broken.length} of ${held + broken.length} expectations did not hold`}</p>
${broken.length === 0 ? null : html `<ul class="broken">${broken.map((line) => html `<li>${line}</li>`)}</ul>`}
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
function headlineOf({ merges, traffic }) {
    const met = traffic === null ? "" : `, ${count(traffic.requests)} requests, ${count(traffic.failed)} failed`;
    return `${merges.length} merges${met}`;
}
function count(number) {
    return String(number).replace(/\B(?=(?:\d{3})+$)/g, "\u202f");
}
/** The release that was quarantined has the colour of what is bad; the others take theirs in the order they came. */
function colours(story) {
    const bad = new Set(story.events.flatMap((event) => (event.type === "release.quarantined" ? [event.digest] : [])));
    const good = Object.keys(story.releases).filter((digest) => !bad.has(digest));
    return (digest) => {
        if (bad.has(digest))
            return "var(--sick)";
        const place = good.indexOf(digest);
        return place === -1 ? "var(--plain)" : `var(--r${place % 7})`;
    };
}
function renderFigures(story) {
    const of = (type) => story.events.filter((event) => event.type === type).length;
    const { traffic } = story;
    const figures = [
        ["artifacts built", String(of("artifact.packaged"))],
        ["environments created", String(of("environment.created"))],
        ["environments destroyed", String(of("environment.deleted"))],
        ["rollbacks", String(of("service.rolledback"))],
    ];
    if (traffic !== null) {
        figures.unshift(["requests", count(traffic.requests)], ["failed requests", count(traffic.failed)]);
        figures.push(["answer, p50", (0,finale/* milliseconds */.R)(traffic.latency.p50)], ["answer, p99", (0,finale/* milliseconds */.R)(traffic.latency.p99)]);
    }
    return html `<dl class="figures">${figures.map(([name, value]) => html `<div><dt>${name}</dt><dd${name === "failed requests" ? html ` class="${value === "0" ? "good" : "bad"}"` : null}>${value}</dd></div>`)}</dl>`;
}
function renderKeys(story) {
    const bad = story.events.some((event) => event.type === "service.rolledback");
    return html `<ul class="keys">
<li><i class="coming"></i>being brought up and tested</li><li><i class="baking"></i>has the traffic, watched</li><li><i></i>serves</li>
<li><b>↓</b>the same artifact goes on</li><li><b>×</b>destroyed</li>${story.traffic === null
        ? null
        : html `<li><i class="failed"></i>a failed visit: ${story.traffic.failed === 0 ? "there is none" : story.traffic.failed}</li>`}${bad ? html `<li class="bad"><b>↩</b>the traffic went back, the release is quarantined</li>` : null}</ul>`;
}
function renderScene({ title, headline, steps, seen }, n) {
    return html `<section class="scene"><h3>${n + 1}. ${title}</h3><p>${headline}</p>
<ul>${seen.map(({ text, holds }) => html `<li class="${holds ? "holds" : "not"}">${text}</li>`)}</ul>
${steps.length === 0
        ? null
        : html `<div class="steps">${steps.map(({ command, outcome, ms }) => html `<div><code>${command}</code><span>${outcome}</span><span class="ms">${(0,view/* seconds */.Y)(ms)}</span></div>`)}</div>`}</section>`;
}
function renderRunning(story) {
    const rows = story.stages.map(({ name }) => {
        const here = story.running.filter((one) => one.stage === name);
        if (here.length === 0)
            return html `<tr><td class="name">${name}</td><td class="soft" colspan="5">nothing: drained</td></tr>`;
        return here.map((one) => html `<tr><td class="name">${name}</td><td class="name">${one.environment}${one.serves ? " (serves)" : ""}</td><td class="name">${story.releases[one.digest] ?? ""}</td><td class="name"><code>${(0,src/* shortDigest */.VK)(one.digest)}</code></td><td class="number">${(0,timeline/* sinceBegin */._)(one.since, story.began)}</td><td class="text">${one.url}</td></tr>`);
    });
    return html `<div class="table"><table><thead><tr><th>stage</th><th>environment</th><th>release</th><th>digest</th><th class="number">since</th><th>address</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
function renderTimeline(story) {
    const rows = (0,timeline/* timelineOf */.h)(story.events, story.releases, (0,ending.sharedOf)(story)).map(({ at, kind, stage, text }) => html `<tr class="${kind}"><td class="number">${(0,timeline/* sinceBegin */._)(at, story.began)}</td><td class="name">${stage}</td><td class="text">${text}</td></tr>`);
    return html `<div class="table"><table><thead><tr><th class="number">after</th><th>stage</th><th>what</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
function renderTold(story) {
    if (story.told.length === 0)
        return null;
    const rows = story.told.map(({ at, event, administrators, headline }) => html `<tr class="${event === "rolled-back" || event === "failed" ? "bad" : ""}"><td class="number">${(0,timeline/* sinceBegin */._)(at, story.began)}</td><td class="name">${event}</td><td class="name">${administrators.join(", ")}</td><td class="text">${headline}</td></tr>`);
    return html `<h2>What the administrators were told</h2><div class="table"><table><thead><tr><th class="number">after</th><th>event</th><th>who</th><th>what</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}


/***/ }),

/***/ 5513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ sinceBegin),
/* harmony export */   h: () => (/* binding */ timelineOf)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);

/**
 * What happened when, as the ledger's events tell it: what was built, what took traffic, what went and why.
 *
 * @param releases what people call the release of a digest
 * @param shared stages whose releases take turns behind one hostname
 */
function timelineOf(events, releases, shared) {
    const graves = new Map();
    const named = (digest) => (digest === null ? "" : (releases[digest] ?? (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(digest)));
    const moments = [];
    for (const event of events) {
        const add = (kind, stage, text) => moments.push({ at: Date.parse(event.at), kind, stage, text });
        switch (event.type) {
            case "artifact.packaged":
                add("built", null, `${named(event.digest)} was built: ${(0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(event.digest)}`);
                break;
            case "service.upgraded":
                if (event.previous !== null && shared.includes(event.stage))
                    add("switched", event.stage, `${event.environment} took the traffic from ${event.previous}`);
                break;
            case "service.published":
                add("serves", event.stage, `${named(event.digest)} serves as ${event.environment}`);
                break;
            case "incident.detected":
                add("bad", event.stage, `${event.environment}: ${event.message}`);
                break;
            case "service.rolledback":
                add("bad", event.stage, event.environment === null
                    ? `${event.from} lost the traffic, and nothing served before`
                    : `the traffic went back to ${event.environment}, which is ${named(event.digest)}`);
                break;
            case "release.quarantined":
                add("bad", event.stage, `${named(event.digest)} is quarantined`);
                break;
            case "environment.tombstoned":
                graves.set(event.environment, `${event.reason}, ${event.detail}`);
                break;
            case "environment.deleted":
                add("destroyed", event.stage, `${event.environment} was destroyed: ${graves.get(event.environment) ?? ""}`);
                break;
            case "notice.sent":
                if (event.event === "rolled-back" && event.delivered && !event.channel.startsWith("terminal"))
                    add("bad", event.stage, `the administrators were told by ${event.channel}`);
                break;
        }
    }
    return moments;
}
/** `+ 12.3 s` since the story began. */
function sinceBegin(at, began) {
    return `${(Math.max(0, at - began) / 1000).toFixed(1)} s`;
}


/***/ }),

/***/ 5582:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ lastAnswer),
/* harmony export */   AQ: () => (/* binding */ SLOT_MS)
/* harmony export */ });
/* unused harmony export createTally */
const SLOT_MS = 250;
const FAILURES_KEPT = 50;
function createTally(host) {
    const slots = new Map();
    const failures = [];
    const latencies = [];
    let [requests, failed, fresh] = [0, 0, 0];
    let [from, to] = [Number.POSITIVE_INFINITY, 0];
    return {
        add(visit) {
            requests++;
            if (visit.fresh)
                fresh++;
            [from, to] = [Math.min(from, visit.at), Math.max(to, visit.at)];
            const key = Math.floor(visit.at / SLOT_MS);
            const slot = slots.get(key) ?? { requests: 0, failed: 0, by: {} };
            slots.set(key, slot);
            slot.requests++;
            if ("wrong" in visit) {
                failed++;
                slot.failed++;
                if (failures.length < FAILURES_KEPT)
                    failures.push({ at: visit.at, what: visit.wrong });
                return;
            }
            latencies.push(visit.ms);
            if (visit.by !== null)
                slot.by[visit.by] = (slot.by[visit.by] ?? 0) + 1;
        },
        read() {
            if (requests === 0)
                return null;
            const ascending = Float64Array.from(latencies).sort();
            const quantile = (q) => ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)] ?? null;
            const latency = { p50: quantile(0.5), p99: quantile(0.99), max: quantile(1) };
            return {
                host,
                from,
                to,
                requests,
                failed,
                fresh,
                failures: [...failures],
                latency,
                slots: withoutGaps(slots),
            };
        },
    };
}
function withoutGaps(slots) {
    const first = Math.min(...slots.keys());
    const last = Math.max(...slots.keys());
    return Array.from({ length: last - first + 1 }, (_, n) => {
        const { requests, failed, by } = slots.get(first + n) ?? { requests: 0, failed: 0, by: {} };
        return { at: (first + n) * SLOT_MS, requests, failed, by: { ...by } };
    });
}
/** Who answered most lately; null where nobody can tell. */
function lastAnswer(traffic) {
    const slot = traffic?.slots.findLast(({ by }) => Object.keys(by).length > 0);
    if (slot === undefined)
        return null;
    return Object.entries(slot.by).sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}


/***/ }),

/***/ 4377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(749);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
