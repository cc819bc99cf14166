export const id = 73;
export const ids = [73];
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
