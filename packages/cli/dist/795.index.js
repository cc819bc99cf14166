export const id = 795;
export const ids = [795];
export const modules = {

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

/***/ 795:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  playDemo: () => (/* binding */ playDemo)
});

// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./packages/core/src/model/outcome.ts
var model_outcome = __webpack_require__(2907);
// EXTERNAL MODULE: ./packages/wiring/src/index.ts + 12 modules
var wiring_src = __webpack_require__(7714);
// EXTERNAL MODULE: ./packages/cli/src/demo/finale.ts
var finale = __webpack_require__(7621);
// EXTERNAL MODULE: ./packages/cli/src/demo/place.ts
var demo_place = __webpack_require__(9107);
// EXTERNAL MODULE: ./packages/cli/src/demo/play.ts
var demo_play = __webpack_require__(1456);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./packages/cli/src/demo/receiver.ts


async function startReceiver() {
    const secret = (0,external_node_crypto_.randomBytes)(24).toString("hex");
    const told = [];
    const server = (0,external_node_http_.createServer)(async (request, response) => {
        const chunks = [];
        for await (const chunk of request)
            chunks.push(chunk);
        const body = Buffer.concat(chunks);
        const notice = readNotice(body, String(request.headers["x-sluice-signature-256"] ?? ""), secret);
        if (notice !== null)
            told.push(notice);
        response.writeHead(notice === null ? 400 : 204).end();
    });
    await new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address();
    return {
        env: { DEMO_WEBHOOK: `http://127.0.0.1:${port}/notices`, DEMO_WEBHOOK_SECRET: secret },
        list: () => [...told],
        close: () => new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
        }),
    };
}
function readNotice(body, signature, secret) {
    try {
        const notice = JSON.parse(body.toString("utf8"));
        return {
            at: Date.now(),
            event: String(notice.event),
            stage: String(notice.stage),
            headline: String(notice.headline),
            administrators: Array.isArray(notice.administrators) ? notice.administrators.map(String) : [],
            signed: isSigned(body, signature, secret),
        };
    }
    catch {
        return null;
    }
}
function isSigned(body, signature, secret) {
    const right = Buffer.from(`sha256=${(0,external_node_crypto_.createHmac)("sha256", secret).update(body).digest("hex")}`);
    const given = Buffer.from(signature);
    return given.length === right.length && (0,external_node_crypto_.timingSafeEqual)(given, right);
}

;// CONCATENATED MODULE: ./packages/cli/src/demo/running.ts

/** What runs where, in the order of the train. */
function runningOf(world, stages) {
    return stages.flatMap((stage) => world.instances
        .filter((one) => one.stage === stage.name && one.running)
        .map((one) => {
        const environment = world.state.environments[one.environment];
        return {
            stage: stage.name,
            environment: one.environment,
            digest: one.digest,
            change: environment?.change?.number ?? null,
            since: Date.parse(environment?.since ?? one.startedAt),
            serves: (0,demo_play/* servingIn */.m8)(world, stage) === one.environment,
            url: environment?.url ?? null,
        };
    }));
}

// EXTERNAL MODULE: ./packages/cli/src/demo/sample.ts + 1 modules
var sample = __webpack_require__(6615);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
;// CONCATENATED MODULE: ./packages/cli/src/demo/visitors.ts



function startVisitors(plan) {
    const worker = new external_node_worker_threads_.Worker(programOfVisitors(), { workerData: plan });
    let traffic = null;
    let failure = null;
    worker.on("message", (message) => {
        if (message !== null && message !== "ended")
            traffic = message;
    });
    worker.on("error", (error) => {
        failure = error;
    });
    const ended = new Promise((resolve) => worker.once("exit", () => resolve()));
    return {
        read: () => traffic,
        async stop() {
            worker.postMessage("stop");
            await ended;
            if (failure !== null)
                throw failure;
            return traffic;
        },
    };
}
/** The bundle has it as a program of its own beside it. */
function programOfVisitors() {
    const bundled = (0,external_node_path_.join)(import.meta.dirname, "demo-visitors.js");
    return (0,external_node_fs_.existsSync)(bundled) ? bundled : (0,external_node_path_.join)(import.meta.dirname, "visitors-worker.ts");
}

// EXTERNAL MODULE: ./packages/cli/src/demo/visits.ts
var visits = __webpack_require__(5582);
;// CONCATENATED MODULE: ./packages/cli/src/demo/acts.ts




/** Merges a change into the first stage and runs that. */
async function depart(play, scene, act) {
    const first = play.stages[0];
    await play.place.repository.commit(act.branch, first.branch, act.files, act.title);
    const number = await play.merge(act.branch, first.branch, act.title);
    const { result } = await scene.run(first);
    const { environment = "", digest = "" } = result.outputs;
    const label = act.label ?? `PR ${number}`;
    play.name(digest, label);
    return { number, label, environment, digest };
}
/** Merges a stage into the next by a change of its own, which is not yet run. */
async function mergeOn(play, from, to, release) {
    return play.merge(from.branch, to.branch, `Promote ${release.label} to ${to.name}`);
}
/** Runs a stage on what was merged into it, and sees that nothing was rebuilt and the stage before is drained. */
async function arrive(play, scene, stages, release) {
    const { from, to } = stages;
    const left = (0,demo_play/* runningIn */.jq)(await play.read(), from);
    const { result } = await scene.run(to);
    const { environment = "", digest, built } = result.outputs;
    const world = await play.read();
    const real = world.instances.find((one) => one.environment === environment)?.digest;
    scene.see(`nothing was built: ${environment} runs the digest that ${from.name} tested, ${(0,src/* shortDigest */.VK)(release.digest)}`, built === "reused" && digest === release.digest && real === release.digest);
    const gone = left.map((name) => `${name} was destroyed (${(0,demo_play/* graveOf */.Nl)(world, name)})`);
    scene.see(`${from.name} is drained: ${gone.join("; ") || "nothing was there"}`, left.length > 0 && (0,demo_play/* runningIn */.jq)(world, from).length === 0);
    return environment;
}
/** Lets visitors come to the last stage's hostname as soon as it answers. Where it has none of its own, nobody comes. */
async function openDoors(play, address, rate) {
    const last = play.stages.at(-1);
    const host = (0,src/* hostOf */.w4)(last.url);
    if (host === null || !(0,src/* isShared */.yM)(last))
        return;
    const { health } = play.place.site.config;
    play.visitors = startVisitors({
        address,
        host,
        rate,
        path: play.place.sample ? "/version" : health.path,
        status: play.place.sample ? { from: 200, to: 299 } : health.status,
        stage: play.place.sample ? last.name : null,
    });
}
/** Sees that the last stage runs this release, and that its visitors noticed nothing but its answers. */
async function seeServed(play, scene, served) {
    const { environment, release, before } = served;
    const last = play.stages.at(-1);
    const world = await play.read();
    const others = before.running.filter((name) => name !== environment);
    const tail = others.map((name) => `; ${name} was destroyed (${(0,demo_play/* graveOf */.Nl)(world, name)})`).join("");
    scene.see(`${environment} alone serves ${last.name}${tail}`, (0,demo_play/* servingIn */.m8)(world, last) === environment && sameNames((0,demo_play/* runningIn */.jq)(world, last), [environment]));
    await seeVisits(play, scene, before, play.place.sample ? release.label : null);
}
/** Sees that no visit failed since, and who answers now. */
async function seeVisits(play, scene, before, answers) {
    if (play.visitors === null)
        return;
    await answersOf(play, answers);
    const traffic = play.visitors.read();
    const [requests, failed] = [
        (traffic?.requests ?? 0) - before.requests,
        (traffic?.failed ?? 0) - before.failed,
    ];
    const who = answers === null ? "" : `; ${answers} answers`;
    const right = answers === null || (0,visits/* lastAnswer */.$k)(traffic) === answers;
    scene.see(`${requests} requests meanwhile, ${failed} failed${who}`, requests > 0 && failed === 0 && right);
}
/** The visitors' count is a moment old: waits, a second at the most, until it tells of an answer by this release. */
async function answersOf(play, label) {
    for (let n = 0; n < 20; n++) {
        const traffic = play.visitors?.read() ?? null;
        if (traffic !== null && (label === null || (0,visits/* lastAnswer */.$k)(traffic) === label))
            return;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
async function lookBefore(play) {
    const traffic = play.visitors?.read() ?? null;
    const running = (0,demo_play/* runningIn */.jq)(await play.read(), play.stages.at(-1));
    return { running, requests: traffic?.requests ?? 0, failed: traffic?.failed ?? 0 };
}
function sameNames(a, b) {
    return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}
/** The suites that a stage requires have passed for an artifact. */
function suitesPassed({ state }, stage, digest) {
    return stage.require.every((suite) => state.releases[digest]?.tests[suite]?.outcome === "success");
}

// EXTERNAL MODULE: ./packages/cli/src/demo/git.ts
var git = __webpack_require__(7592);
;// CONCATENATED MODULE: ./packages/cli/src/demo/scenes.ts




/** The whole story, scene by scene. Throws `UnexpectedEnd` where a command ends as none should. */
async function playScenes(play, direction) {
    const { acts } = direction;
    const release = await begin(play, direction);
    await openLast(play, direction, release);
    if (play.stages.length === 1)
        return;
    await releaseUnderTraffic(play, acts.next, {
        title: "A release while people visit",
        headline: `“${acts.next.title}” goes all the way. The visitors keep coming.`,
    });
    if (acts.bad === null)
        return;
    await badRelease(play, acts.bad.broken);
    await releaseUnderTraffic(play, acts.bad.mended, {
        title: "The fix goes through",
        headline: `“${acts.bad.mended.title}” takes the same way as every change.`,
    });
}
/** Two changes into the first stage, the newer of which stays, and its way to the last stage but one. */
async function begin(play, { acts, edge, rate }) {
    const [first] = play.stages;
    const only = play.stages.length === 1;
    let older = null;
    await play.scene("A merge becomes an environment", `“${acts.first.title}” merges into ${first.name}: built once, tested, deployed under a name of its own.`, async (scene) => {
        if (only)
            await openDoors(play, await edge(), rate);
        older = await depart(play, scene, acts.first);
        const { environment, digest } = older;
        const world = await play.read();
        const real = world.instances.find((one) => one.environment === environment);
        scene.see(`${environment} is up and runs ${(0,src/* shortDigest */.VK)(digest)}, as the machine itself says`, real?.running === true && real.digest === digest);
        if (first.require.length > 0) {
            scene.see(`${first.require.join(" and ")} passed for this very artifact`, suitesPassed(world, first, digest));
        }
    });
    let newer = null;
    await play.scene("The newer change takes the older one's place", `“${acts.second.title}” merges into ${first.name} too, and contains the change before.`, async (scene) => {
        newer = await depart(play, scene, acts.second);
        const world = await play.read();
        const gone = older.environment;
        scene.see(`${gone} was destroyed (${(0,demo_play/* graveOf */.Nl)(world, gone)})`, world.state.environments[gone]?.phase === "deleted" &&
            sameNames((0,demo_play/* runningIn */.jq)(world, first), [newer.environment]));
    });
    for (const [n, to] of play.stages.slice(1, -1).entries()) {
        const from = play.stages[n];
        await play.scene(`The same artifact goes on to ${to.name}`, `${from.name} merges into ${to.name}. Nothing is built again, and ${from.name} is drained behind it.`, async (scene) => {
            await mergeOn(play, from, to, newer);
            await arrive(play, scene, { from, to }, newer);
        });
    }
    return newer;
}
async function openLast(play, { edge, rate }, release) {
    const [from, last] = play.stages.slice(-2);
    if (from === undefined || last === undefined)
        return;
    const headline = (0,src/* isShared */.yM)(last)
        ? `${from.name} merges into ${last.name}. From its first answer on, ${rate} requests a second come to it.`
        : `${from.name} merges into ${last.name}.`;
    await play.scene(`${last.name} opens`, headline, async (scene) => {
        const before = await lookBefore(play);
        await openDoors(play, await edge(), rate);
        await mergeOn(play, from, last, release);
        const environment = await arrive(play, scene, { from, to: last }, release);
        await seeServed(play, scene, { environment, release, before });
    });
}
async function releaseUnderTraffic(play, act, words) {
    await play.scene(words.title, words.headline, async (scene) => {
        const before = await lookBefore(play);
        const release = await toLastButOne(play, scene, act);
        const [from, to] = play.stages.slice(-2);
        await mergeOn(play, from, to, release);
        const environment = await arrive(play, scene, { from, to }, release);
        await seeServed(play, scene, { environment, release, before });
    });
}
async function toLastButOne(play, scene, act) {
    const release = await depart(play, scene, act);
    for (const [n, to] of play.stages.slice(1, -1).entries()) {
        const from = play.stages[n];
        await mergeOn(play, from, to, release);
        await arrive(play, scene, { from, to }, release);
    }
    return release;
}
async function badRelease(play, act) {
    const [from, last] = play.stages.slice(-2);
    const headline = `“${act.title}” leaks a connection a visit: all is well until ${last.name}'s visitors come.`;
    await play.scene("A bad release takes itself back", headline, async (scene) => {
        const before = await lookBefore(play);
        const release = await toLastButOne(play, scene, act);
        const served = (0,demo_play/* servingIn */.m8)(await play.read(), last);
        await mergeOn(play, from, last, release);
        const { exitCode, result } = await scene.run(last, "rolled_back");
        const world = await play.read();
        const bad = String(result.outputs.environment);
        scene.see(`${served} serves ${last.name} again; ${bad} was destroyed`, served !== null && (0,demo_play/* servingIn */.m8)(world, last) === served && sameNames((0,demo_play/* runningIn */.jq)(world, last), [served]));
        scene.see(`it is no success: the command's exit code is ${exitCode}`, exitCode === src/* OUTCOMES */.im.rolled_back);
        const quarantined = world.state.releases[release.digest]?.quarantined;
        scene.see(`${release.label} is quarantined: ${quarantined?.reason ?? "not at all"}`, quarantined !== null && quarantined !== undefined);
        seeTold(play, scene, last);
        await seeVisits(play, scene, before, play.releases[world.state.environments[served ?? ""]?.digest ?? ""] ?? null);
        const again = await scene.run(last, "refused");
        scene.see(`a second try is refused: ${again.result.message}`, again.result.reason_code === "quarantined");
    });
}
function seeTold(play, scene, stage) {
    const notice = play.receiver.list().findLast((one) => one.event === "rolled-back");
    const right = notice?.stage === stage.name && notice.signed && notice.administrators.includes(git/* PERSON */.qG.email);
    scene.see(`${notice?.administrators.join(", ") || "nobody"} was told, signed: “${notice?.headline ?? "nothing"}”`, right);
}

// EXTERNAL MODULE: ./packages/commands/src/run.ts
var run = __webpack_require__(3985);
// EXTERNAL MODULE: ./packages/core/src/execute.ts
var execute = __webpack_require__(998);
// EXTERNAL MODULE: ./packages/runtimes/src/terminal/runtime.ts + 4 modules
var runtime = __webpack_require__(1338);
;// CONCATENATED MODULE: ./packages/cli/src/demo/train.ts




/** A train on a site, whose commands are run as the command line runs them, in this process. */
function createTrain(site, halt, view) {
    let runs = 0;
    return {
        run(stage) {
            return halt.during(async () => {
                const began = Date.now();
                const command = `sluice run ${stage}`;
                const step = view.begin(command);
                let exitCode = 0;
                const terminal = (0,runtime/* createTerminalRuntime */.P)({
                    inputs: { stage },
                    stdout: step,
                    stderr: step,
                    env: site.env,
                    isTTY: false,
                    json: false,
                    setExitCode: (code) => {
                        exitCode = code;
                    },
                });
                const told = {
                    ...terminal,
                    step(text) {
                        step.note(text);
                        terminal.step(text);
                    },
                };
                const place = { ...site, env: { ...site.env, SLUICE_RUN: `demo-${process.pid}-${++runs}` } };
                const result = await (0,execute/* execute */.g)(run.run, told, async () => halt.guard(await (0,wiring_src/* connectSite */.g4)(place, told)));
                step.end(result);
                return { command, result, exitCode, ms: Date.now() - began };
            });
        },
    };
}

;// CONCATENATED MODULE: ./packages/cli/src/demo/play-demo.ts











/** Looks at the world, and says nothing. */
const silent = {
    step() { },
    info() { },
    output() { },
    warning() { },
    verdict() { },
    error() { },
    debug() { },
    mask() { },
};
/** Plays the story in a folder of its own. Whatever comes of it, nothing is left behind unless it is to be kept. */
async function playDemo(options, view, clearing) {
    const began = Date.now();
    const { halt } = clearing;
    try {
        const folder = await halt.during(demo_place/* makeFolder */.fc);
        clearing.take(folder);
        tellBegin(view, options, folder);
        const receiver = await startReceiver();
        clearing.onClear(() => receiver.close());
        const place = await halt.during(() => (0,demo_place/* makePlace */.c8)(folder, { ...options, env: { ...options.env, ...receiver.env } }));
        const { site } = place;
        clearing.takeSite(site);
        const ports = halt.guard(await (0,wiring_src/* connectSite */.g4)(site, silent));
        const train = createTrain(site, halt, view);
        const play = (0,demo_play/* createPlay */.j8)({ place, view, receiver, train, ports });
        clearing.onClear(async () => play.visitors?.stop());
        if (!place.sample)
            tellCopy(view, options.from ?? "");
        const pool = Math.max(20, Math.round((options.rate * options.bakeMs) / 5000));
        const acts = place.sample ? (0,sample/* sampleActs */.OT)(pool) : (0,sample/* plainActs */.On)(site.config.artifact.context);
        let traffic = null;
        let cut = null;
        try {
            await playScenes(play, { acts, edge: () => ports.edge.getAddress(), rate: options.rate });
        }
        catch (error) {
            if (!(error instanceof demo_play/* UnexpectedEnd */.JT))
                throw error;
            cut = cutBy(error);
        }
        traffic = cut === null ? await (0,finale/* playFinale */.O)(play, ports, async () => stopVisitors()) : await stopVisitors();
        async function stopVisitors() {
            return play.visitors === null ? null : play.visitors.stop();
        }
        const world = await play.read();
        const story = {
            app: site.config.app,
            began,
            ended: Date.now(),
            stages: play.stages.map((stage) => ({ name: stage.name, url: stage.url, shared: (0,src/* isShared */.yM)(stage) })),
            merges: play.merges,
            scenes: play.scenes,
            events: await eventsOf(ports.ledger),
            releases: play.releases,
            traffic,
            running: runningOf(world, play.stages),
            told: receiver.list(),
        };
        if (options.keep)
            clearing.keep();
        return { story, cut, site, folder };
    }
    finally {
        view.rest();
        await clearing.clear();
    }
}
async function eventsOf(ledger) {
    const events = [];
    for await (const event of ledger.events())
        events.push(event);
    return events;
}
function cutBy(error) {
    const { reason, message, advice, result } = error;
    const outcome = (0,model_outcome/* outcomeOfReason */.SN)(reason);
    // what the train reports as good is not what the story asked for
    return {
        outcome: outcome === "superseded" ? "failed" : outcome,
        reason,
        message: `${message}`,
        advice: advice ?? result.advice,
    };
}
function tellBegin(view, options, folder) {
    view.heading("sluice demo");
    view.dim("Merged changes flow from stage to stage, and what they left behind is drained. Less than a minute.");
    view.dim(`All of it is in ${folder}${options.keep ? "" : ", and goes when it ends"}.`);
}
function tellCopy(view, from) {
    view.dim(`A copy of what is committed in ${from}: the repository itself is only read.`);
    view.dim("Ledger, registry and environments are in the folder; hooks, approvals and freezes are left out, and nobody is told.");
    view.dim("A bad release is not played: an application that nobody here knows cannot be made to fail.");
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


/***/ })

};
