export const id = 282;
export const ids = [282,663,659];
export const modules = {

/***/ 8924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   destroyStaleEnv: () => (/* binding */ destroyStaleEnv),
/* harmony export */   tellDrained: () => (/* binding */ tellDrained)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(749);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8219);
/* harmony import */ var _train_drain_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(523);
/* harmony import */ var _train_remove_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3113);





const outputs = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    destroyed: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()
        .meta({ description: "The environments that were (or would be) destroyed, separated by commas" }),
    left: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().meta({ description: "Stale environments that are still there" }),
});
const destroyStaleEnv = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "destroy-stale-env",
    summary: "Destroy the environments that nothing needs any more",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        stages: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Stages to look at; default: all").meta({
            description: "Stages to look at; default: all",
            type: "list",
            positional: true,
        }),
        environment: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Environments to destroy now, stale or not; what serves a shared hostname is spared all the same"),
        keep: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Environments to spare"),
        abandoned: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Environments whose change was closed or whose branch is gone"),
        dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .dryRun */ .PA,
    }),
    outputs,
    async run(inputs, ports) {
        const stages = inputs.stages.map((name) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, name));
        const asked = { pinned: inputs.keep, abandoned: inputs.abandoned };
        if (inputs.dryRun) {
            const names = stages.map((stage) => stage.name);
            return tellStale(await (0,_train_drain_ts__WEBPACK_IMPORTED_MODULE_2__/* .lookForStale */ .g)(ports, names, asked));
        }
        ports.reporter.step(`destroy-stale-env ${stages.map((stage) => stage.name).join(" ")}`);
        if (inputs.environment.length > 0)
            return destroyAsked(ports, inputs.environment);
        return tellDrained(ports, await (0,_train_drain_ts__WEBPACK_IMPORTED_MODULE_2__/* .drain */ .Z)(ports, stages, asked));
    },
});
/** What a drain came to, as a verb's end. */
function tellDrained(ports, drained) {
    for (const one of drained.destroyed)
        ports.reporter.info(`destroyed ${one.environment}: ${one.reason}, ${one.detail}`);
    const destroyed = drained.destroyed.map((one) => one.environment).join(",");
    const left = drained.left.map((one) => one.environment).join(",");
    const [first] = drained.left;
    if (first) {
        const message = `${left} could not be destroyed: ${first.failure.message}`;
        const advice = "The ledger has their tombstones: the next run tries again.";
        return { outcome: "failed", reason: first.failure.reason, message, advice, outputs: { destroyed, left } };
    }
    const count = drained.destroyed.length;
    if (count === 0)
        return {
            outcome: "unchanged",
            reason: "nothing_to_do",
            message: "nothing is stale",
            outputs: { destroyed, left },
        };
    const details = drained.destroyed.map(({ environment, reason, detail }) => ({
        environment,
        reason,
        detail,
    }));
    return {
        outcome: "destroyed",
        reason: "ok",
        message: `destroyed ${destroyed}`,
        outputs: { destroyed, left },
        details,
    };
}
function tellStale(stale) {
    const lines = stale.map((one) => `would destroy ${one.environment}: ${one.reason}, ${one.detail}`);
    const message = lines.length === 0 ? "nothing is stale" : lines.join("\n");
    const destroyed = stale.map((one) => one.environment).join(",");
    return {
        outcome: "unchanged",
        reason: "dry_run",
        message,
        outputs: { destroyed, left: "" },
        details: stale,
    };
}
async function destroyAsked(ports, names) {
    const { state } = await ports.ledger.read();
    const unknown = names.find((name) => state.environments[name] === undefined);
    if (unknown !== undefined) {
        const message = `there is no environment ${unknown}`;
        const advice = "`sluice status` lists them; nothing was changed.";
        return {
            outcome: "invalid",
            reason: "environment_unknown",
            message,
            advice,
            outputs: { destroyed: "", left: "" },
        };
    }
    const by = await ports.people.getActor();
    const { removed, left } = await (0,_train_remove_ts__WEBPACK_IMPORTED_MODULE_3__/* .remove */ .T)(ports, names.map((environment) => ({
        environment,
        generation: state.environments[environment].generation,
        reason: "asked",
        detail: `${by} asked for it`,
    })));
    const spared = names.filter((name) => !removed.includes(name));
    const outputs = { destroyed: removed.join(","), left: spared.join(",") };
    if (spared.length > 0) {
        const why = left[0]?.failure.message ?? "they serve a shared hostname, or another run is at work on them";
        return {
            outcome: "refused",
            reason: left[0]?.failure.reason ?? "busy",
            message: `${spared.join(", ")} stay: ${why}`,
            advice: null,
            outputs,
        };
    }
    return { outcome: "destroyed", reason: "ok", message: `destroyed ${removed.join(", ")}`, outputs };
}


/***/ }),

/***/ 8219:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ digestInput),
/* harmony export */   PA: () => (/* binding */ dryRun),
/* harmony export */   Vl: () => (/* binding */ releaseWords),
/* harmony export */   j4: () => (/* binding */ stageInput),
/* harmony export */   us: () => (/* binding */ commitInput)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(749);


/** A required stage. */
function stageInput(description = "The stage, as sluice.yml names it") {
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).meta({ description, type: "string", positional: true });
}
const dryRun = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)("Only tell what would be done, and change nothing");
const commitInput = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("The commit of the stage's branch; default: the branch's head");
const digestInput = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("The artifact's digest; default: the one recorded for the commit");
/** The release that is meant. */
const releaseWords = "a change's number (42), an environment's name, or the first 7 or more digits of a digest or commit";


/***/ }),

/***/ 77:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ transactorOf),
/* harmony export */   cb: () => (/* binding */ findOver),
/* harmony export */   lH: () => (/* binding */ relationsTo)
/* harmony export */ });
/** Who writes into the ledger on behalf of this run. */
async function transactorOf(ports) {
    const { ledger, clock, random } = ports;
    const by = await ports.people.getActor();
    return { ledger, clock, random, by, run: ports.runs.current, last: ledger.last() };
}
/** The runs that a state names and that are known to be over. */
async function findOver(ports, state) {
    const named = new Set();
    for (const { holder } of Object.values(state.environments))
        if (holder)
            named.add(holder.run);
    for (const { waiting } of Object.values(state.stages))
        for (const { run } of waiting)
            named.add(run);
    named.delete(ports.runs.current);
    const over = [];
    for (const run of named)
        if (await ports.runs.isOver(run))
            over.push(run);
    return over;
}
/** How a commit stands to each of others. */
async function relationsTo(ports, commit, others) {
    const relations = {};
    for (const other of others)
        relations[other] = await ports.history.getRelation(commit, other);
    return relations;
}


/***/ }),

/***/ 1444:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ bake)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _health_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9743);


/** A single probe may be lost to chance; a release that is broken fails twice. */
const WRONG_IN_A_ROW = 2;
/**
 * Watches an environment that took the traffic, for `stage.bake` milliseconds and at least once: what runs, and
 * what its public hostname reaches. Answers what was wrong twice in a row; null where all went well.
 */
async function bake(ports, stage, environment, host) {
    const end = ports.clock.now() + stage.bake;
    let wrongInARow = 0;
    for (;;) {
        const instance = await ports.target.find(environment);
        const wrong = (await (0,_health_ts__WEBPACK_IMPORTED_MODULE_1__/* .whatIsWrong */ .yY)(ports, instance)) ??
            (host === null || !(0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM)(stage) ? null : await (0,_health_ts__WEBPACK_IMPORTED_MODULE_1__/* .whatIsWrongBehind */ .w3)(ports, host));
        if (wrong !== null && (instance === null || !instance.running))
            return wrong;
        wrongInARow = wrong === null ? 0 : wrongInARow + 1;
        if (wrong !== null && wrongInARow >= WRONG_IN_A_ROW)
            return wrong;
        if (wrong === null && ports.clock.now() >= end)
            return null;
        await ports.clock.sleep(ports.config.health.interval);
    }
}


/***/ }),

/***/ 523:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ drain),
/* harmony export */   g: () => (/* binding */ lookForStale)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);
/* harmony import */ var _remove_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3113);
/* harmony import */ var _rules_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8222);
/* harmony import */ var _settle_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1078);






/**
 * What is stale right now, in these stages (all of them where none is named).
 *
 * @param asked environments that a person wants to keep (`pinned`) or that lost their change (`abandoned`)
 */
async function lookForStale(ports, stages, asked) {
    const { state } = await ports.ledger.read();
    const rules = (0,_rules_ts__WEBPACK_IMPORTED_MODULE_3__/* .staleRules */ .xs)(ports.config);
    const relations = new Map();
    for (const [a, b] of (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .pairsToCompare */ .mJ)(state, rules)) {
        const key = `${a} ${b}`;
        if (!relations.has(key))
            relations.set(key, await ports.history.getRelation(a, b));
    }
    const stale = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .findStale */ .TS)(state, {
        stages: rules,
        instances: await ports.target.list(),
        routed: await routedEnvironments(ports),
        ...asked,
        relation: (a, b) => relations.get(`${a} ${b}`) ?? "unknown",
        acting: { run: ports.runs.current, over: await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_5__/* .findOver */ .cb)(ports, state) },
        now: ports.clock.now(),
    });
    return stages.length === 0 ? stale : stale.filter((one) => stages.includes(one.stage));
}
/** Settles what dead runs left in their bake, then destroys what is stale. */
async function drain(ports, stages, asked) {
    for (const stage of ports.config.stages)
        await (0,_settle_ts__WEBPACK_IMPORTED_MODULE_4__/* .settleStage */ .u)(ports, stage);
    const stale = await lookForStale(ports, stages.map((stage) => stage.name), asked);
    const { removed, left } = await (0,_remove_ts__WEBPACK_IMPORTED_MODULE_2__/* .remove */ .T)(ports, stale.filter((one) => one.recorded));
    const orphans = stale.filter((one) => !one.recorded);
    const results = await Promise.all(orphans.map(async (one) => ({
        one,
        down: await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .attempt */ .CD)(() => ports.target.down(one.environment, one.generation)),
    })));
    return {
        destroyed: stale.filter((one) => removed.includes(one.environment) ||
            results.some((r) => r.one === one && r.down.ok && r.down.value !== "fenced")),
        left: [
            ...left,
            ...results.flatMap(({ one, down }) => down.ok ? [] : [{ environment: one.environment, failure: down.failure }]),
        ],
    };
}
/** Environments that hold a hostname which their stage's releases share, as the edge itself says. */
async function routedEnvironments(ports) {
    const routing = await ports.edge.find();
    const { state } = await ports.ledger.read();
    const shared = (0,_rules_ts__WEBPACK_IMPORTED_MODULE_3__/* .sharedStages */ .J5)(ports.config);
    return (routing?.routes ?? [])
        .map((route) => route.environment)
        .filter((name) => shared.includes(state.environments[name]?.stage ?? ""));
}


/***/ }),

/***/ 1211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Vw: () => (/* binding */ done),
/* harmony export */   fJ: () => (/* binding */ fail),
/* harmony export */   z6: () => (/* binding */ endingOf)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);

function done(value) {
    return { ok: true, value };
}
function fail(failure) {
    const { reason, message, advice } = failure;
    const outcome = "outcome" in failure ? failure.outcome : undefined;
    return { ok: false, failure: { reason, message, advice, ...(outcome === undefined ? {} : { outcome }) } };
}
/** Lets an act fail with what a user can do something about, as a value; defects go on as they are. */
async function attempt(act) {
    try {
        return done(await act());
    }
    catch (error) {
        if (!(error instanceof _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah))
            throw error;
        return fail({ reason: error.reason, message: error.message, advice: error.advice });
    }
}
/** How a verb ends that a failure stopped. */
function endingOf(failure, outputs) {
    const { reason, message, advice } = failure;
    return { outcome: failure.outcome ?? (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOfReason */ .SN)(reason), reason, message, advice, outputs };
}


/***/ }),

/***/ 9743:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hq: () => (/* binding */ waitHealthy),
/* harmony export */   w3: () => (/* binding */ whatIsWrongBehind),
/* harmony export */   xw: () => (/* binding */ reachOf),
/* harmony export */   yY: () => (/* binding */ whatIsWrong)
/* harmony export */ });
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1211);

/**
 * Waits until an environment answers its health path, `health.timeout` at the most, and answers what runs then.
 * `unhealthy` with its last lines where it ends or does not answer in time.
 */
async function waitHealthy(ports, environment) {
    const { health } = ports.config;
    const deadline = ports.clock.now() + health.timeout;
    let seen = "it did not answer";
    let good = 0;
    for (;;) {
        const instance = await ports.target.find(environment);
        if (instance === null || !instance.running) {
            return unhealthy(ports, environment, `${environment} ended before it was healthy`);
        }
        const wrong = await whatIsWrong(ports, instance);
        good = wrong === null ? good + 1 : 0;
        if (good >= health.consecutive)
            return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_0__/* .done */ .Vw)(instance);
        if (wrong !== null)
            seen = wrong;
        if (ports.clock.now() >= deadline) {
            return unhealthy(ports, environment, `${environment} was not healthy within ${health.timeout / 1000} s: ${seen}`);
        }
        await ports.clock.sleep(health.interval);
    }
}
/** What is wrong with an instance right now; null: it is healthy. */
async function whatIsWrong(ports, instance) {
    if (instance === null || !instance.running)
        return "it does not run any more";
    const address = reachOf(instance);
    if (address === null)
        return "it has no address yet";
    return ask(ports.config.health, ports.prober, address);
}
/** Base URL at which this machine reaches an instance; null while it cannot. */
function reachOf(instance) {
    return instance.reach === undefined ? instance.address : instance.reach;
}
/** What is wrong with what a public hostname reaches; null: it is healthy. */
async function whatIsWrongBehind(ports, host) {
    return ask(ports.config.health, ports.prober, await ports.edge.getAddress(), host);
}
async function ask(health, prober, address, host) {
    const probe = await prober.probe(`${address}${health.path}`, {
        timeoutMs: health.probe_timeout,
        ...(host === undefined ? {} : { host }),
    });
    if (probe.status === null)
        return `${health.path}: ${probe.error ?? "no answer"}`;
    const right = probe.status >= health.status.from && probe.status <= health.status.to;
    return right ? null : `${health.path} answered ${probe.status}`;
}
async function unhealthy(ports, environment, message) {
    const lines = await ports.target.logs(environment, 20);
    const tail = lines.length === 0
        ? "it printed nothing"
        : `its last lines:\n${lines.map((line) => `  ${line}`).join("\n")}`;
    return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)({ reason: "unhealthy", message: `${message}; ${tail}`, advice: "Mend it and merge the fix." });
}


/***/ }),

/***/ 9845:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ runHooks)
/* harmony export */ });
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1211);

const HOOK_TIMEOUT_MS = 15 * 60_000;
/**
 * Runs the user's hooks of one point, one after another, with the environment's facts as variables.
 * The first that fails stops them: `hook_failed` with its last lines.
 */
async function runHooks(ports, point, variables) {
    for (const hook of ports.config.hooks[point]) {
        const failed = await runHook(ports, point, hook, variables);
        if (failed !== null)
            return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)({ reason: "hook_failed", message: failed, advice: "Mend the hook and run it again." });
    }
    return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_0__/* .done */ .Vw)(null);
}
async function runHook(ports, point, hook, variables) {
    const name = `${point} hook ${hook.command.join(" ")}`;
    if (hook.service !== null) {
        return `${name} wants to run in service ${hook.service}, and environments of this target have no services`;
    }
    ports.reporter.info(name);
    const tail = [];
    const result = await ports.exec.run(hook.command, {
        env: { ...variables, SLUICE_HOOK: point },
        timeoutMs: HOOK_TIMEOUT_MS,
        onLine: (line) => {
            ports.reporter.output(line);
            tail.push(line);
            if (tail.length > 20)
                tail.shift();
        },
    });
    if (result.timedOut)
        return `${name} did not end within 15 minutes`;
    if (result.code === 0)
        return null;
    return `${name} ended with exit code ${result.code}\n${tail.map((line) => `  ${line}`).join("\n")}`;
}


/***/ }),

/***/ 3113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ remove)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);
/* harmony import */ var _hooks_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9845);
/* harmony import */ var _routes_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1843);
/* harmony import */ var _rules_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8222);






/**
 * Destroys environments: writes their tombstones, takes their routes away, removes them side by side, and writes
 * that they are gone. In this order, so that whoever dies on the way leaves something the next sweep finishes,
 * and nothing that a route leads to goes.
 */
async function remove(ports, removals) {
    if (removals.length === 0)
        return { removed: [], left: [] };
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_5__/* .transactorOf */ .Hk)(ports);
    const condemned = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, async (state, now) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideTombstones */ .TR)(state, {
        condemned: removals,
        sharedStages: (0,_rules_ts__WEBPACK_IMPORTED_MODULE_4__/* .sharedStages */ .J5)(ports.config),
        run: ports.runs.current,
        over: await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_5__/* .findOver */ .cb)(ports, state),
    }, now));
    if (!condemned.ok || condemned.answer.length === 0)
        return { removed: [], left: [] };
    await (0,_routes_ts__WEBPACK_IMPORTED_MODULE_3__/* .applyRoutes */ .d)(ports, condemned.snapshot.state);
    const { environments } = condemned.snapshot.state;
    const results = await Promise.all(condemned.answer.map(async (one) => ({
        one,
        failure: await takeDown(ports, one, environments[one.environment]),
    })));
    const gone = results.filter(({ failure }) => failure === null).map(({ one }) => one);
    await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideDeleted */ .EE)(state, gone));
    return {
        removed: gone.map(({ environment }) => environment),
        left: results.flatMap(({ one, failure }) => (failure ? [{ environment: one.environment, failure }] : [])),
    };
}
async function takeDown(ports, one, environment) {
    const variables = environment ? factsOf(ports.config.app, environment) : {};
    const before = await (0,_hooks_ts__WEBPACK_IMPORTED_MODULE_2__/* .runHooks */ .E)(ports, "pre_destroy", variables);
    if (!before.ok)
        ports.reporter.warning(before.failure.message);
    const down = await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .attempt */ .CD)(() => ports.target.down(one.environment, one.generation));
    if (!down.ok) {
        ports.reporter.warning(`${one.environment} is still there: ${down.failure.message}`);
        return down.failure;
    }
    const after = await (0,_hooks_ts__WEBPACK_IMPORTED_MODULE_2__/* .runHooks */ .E)(ports, "post_destroy", variables);
    if (!after.ok)
        ports.reporter.warning(after.failure.message);
    return null;
}
function factsOf(app, environment) {
    return {
        SLUICE_APP: app,
        SLUICE_STAGE: environment.stage,
        SLUICE_ENVIRONMENT: environment.name,
        SLUICE_COMMIT: environment.commit,
        SLUICE_DIGEST: environment.digest,
        SLUICE_HOST: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(environment.url) ?? "",
        SLUICE_CHANGE: environment.change === null ? "" : String(environment.change.number),
    };
}


/***/ }),

/***/ 5160:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ rollBack)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(77);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);
/* harmony import */ var _health_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9743);
/* harmony import */ var _remove_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3113);
/* harmony import */ var _routes_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1843);
/* harmony import */ var _subject_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7865);







/**
 * Returns a stage's traffic from an environment that failed to the one that had it, quarantines what failed and
 * removes it. Always answers a failure: `rolled_back` once the old release is seen to serve, `rollback_failed`
 * otherwise, `failed` where nothing served before.
 */
async function rollBack(ports, stage, claim, cause) {
    ports.reporter.warning(`${claim.environment}: ${cause.message}; returning the traffic`);
    const lines = await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .attempt */ .CD)(() => ports.target.logs(claim.environment, 20));
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_6__/* .transactorOf */ .Hk)(ports);
    const decided = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideRollBack */ .JG)(state, {
        stage: stage.name,
        from: claim.environment,
        generation: claim.generation,
        reason: cause.reason,
        message: cause.message,
        incident: true,
        quarantine: true,
    }));
    if (!decided.ok)
        return decided;
    await (0,_routes_ts__WEBPACK_IMPORTED_MODULE_4__/* .applyRoutes */ .d)(ports, decided.snapshot.state);
    const to = decided.answer;
    const serves = to === null ? null : await ensureServes(ports, stage, to);
    await (0,_remove_ts__WEBPACK_IMPORTED_MODULE_3__/* .remove */ .T)(ports, [{ ...claim, reason: "rolled_back", detail: cause.message }]);
    const tail = lines.ok && lines.value.length > 0
        ? `\nits last lines:\n${lines.value.map((l) => `  ${l}`).join("\n")}`
        : "";
    const advice = "The release is quarantined: merge a fix, or clear it with `sluice rollback --clear`.";
    if (to === null || serves === null) {
        const message = `${claim.environment}: ${cause.message}; nothing served ${stage.name} before, so nothing does now${tail}`;
        return { reason: cause.reason, message, advice, outcome: "failed" };
    }
    if (!serves.ok) {
        return {
            reason: "rollback_unhealthy",
            message: `${claim.environment}: ${cause.message}; the traffic went back to ${to}, which is not healthy: ${serves.failure.message}`,
            advice: `Look at ${to} now: \`sluice status\`, then \`sluice rollback --stage ${stage.name} --to …\`.`,
            outcome: "rollback_failed",
        };
    }
    return {
        reason: cause.reason,
        message: `${claim.environment}: ${cause.message}; ${to} serves ${stage.name} again${tail}`,
        advice,
        outcome: "rolled_back",
    };
}
/** Sees that an environment serves its stage, and starts it again where it does not run any more. */
async function ensureServes(ports, stage, environment) {
    const instance = await ports.target.find(environment);
    if ((await (0,_health_ts__WEBPACK_IMPORTED_MODULE_2__/* .whatIsWrong */ .yY)(ports, instance)) !== null) {
        const revived = await revive(ports, stage, environment);
        if (!revived.ok)
            return revived;
        await (0,_routes_ts__WEBPACK_IMPORTED_MODULE_4__/* .applyRoutes */ .d)(ports);
    }
    const { state } = await ports.ledger.read();
    const host = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM)(stage) ? (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(state.environments[environment]?.url ?? null) : null;
    const wrong = host === null ? null : await (0,_health_ts__WEBPACK_IMPORTED_MODULE_2__/* .whatIsWrongBehind */ .w3)(ports, host);
    return wrong === null ? (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)(null) : (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)({ reason: "rollback_unhealthy", message: wrong, advice: null });
}
async function revive(ports, stage, name) {
    const { state } = await ports.ledger.read();
    const environment = state.environments[name];
    const release = environment && state.releases[environment.digest];
    if (!environment || !release) {
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)({ reason: "rollback_unhealthy", message: "the ledger forgot its release", advice: null });
    }
    const { commit, change, digest, url, generation } = environment;
    const { repository } = release;
    const subject = {
        app: ports.config.app,
        stage,
        environment: name,
        commit,
        change,
        repository,
        digest,
        url,
        purpose: "rollback",
        hotfix: false,
    };
    const up = await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .attempt */ .CD)(() => ports.target.up((0,_subject_ts__WEBPACK_IMPORTED_MODULE_5__/* .specOf */ .rI)(ports, subject, generation)));
    return up.ok ? (0,_health_ts__WEBPACK_IMPORTED_MODULE_2__/* .waitHealthy */ .hq)(ports, name) : up;
}


/***/ }),

/***/ 1843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ applyRoutes)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _rules_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8222);


const DRAIN_MS = 10_000;
/**
 * Lets the edge lead where the ledger says. Idempotent; of two at once the newer ledger wins, because the edge
 * refuses an older version. Answers what holds then.
 *
 * @param known the ledger as it was just seen, which saves a look at it
 */
async function applyRoutes(ports, known) {
    for (let state = known;; state = undefined) {
        state ??= (await ports.ledger.read()).state;
        const routing = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .renderRouting */ .nz)(state, (0,_rules_ts__WEBPACK_IMPORTED_MODULE_1__/* .routingRules */ .cF)(ports.config), await ports.target.list());
        if ((await ports.edge.apply(routing, DRAIN_MS)) !== "stale")
            return routing;
    }
}


/***/ }),

/***/ 8222:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ gateRules),
/* harmony export */   J5: () => (/* binding */ sharedStages),
/* harmony export */   cF: () => (/* binding */ routingRules),
/* harmony export */   xs: () => (/* binding */ staleRules)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);

function gateRules(config, stage) {
    return {
        name: stage.name,
        before: stage.from,
        suites: stage.require.map((name) => ({
            name,
            needsEnvironment: config.tests.find((suite) => suite.name === name)?.needs === "environment",
        })),
        approvals: stage.approvals,
    };
}
function routingRules(config) {
    return config.stages.map((stage) => ({
        name: stage.name,
        sharedHost: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM)(stage) ? (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(stage.url) : null,
    }));
}
function staleRules(config) {
    return config.stages.map((stage) => ({
        name: stage.name,
        shared: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM)(stage),
        next: config.stages.find((other) => other.from === stage.name)?.name ?? null,
        keep: { newest: stage.keep.newest, forMs: stage.keep.for },
    }));
}
function sharedStages(config) {
    return config.stages.filter(_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM).map((stage) => stage.name);
}


/***/ }),

/***/ 1078:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ settleStage)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77);
/* harmony import */ var _bake_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1444);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1211);
/* harmony import */ var _roll_back_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5160);
/* harmony import */ var _routes_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1843);






/**
 * Finishes or undoes what a killed run left in a stage: lets the edge lead where the ledger says, and where an
 * environment was in its bake, watches it for all of the bake and publishes it or returns the traffic.
 * A bake whose run is alive is left to it.
 */
async function settleStage(ports, stage) {
    const { state } = await ports.ledger.read();
    await (0,_routes_ts__WEBPACK_IMPORTED_MODULE_4__/* .applyRoutes */ .d)(ports, state);
    const serves = state.stages[stage.name]?.serves ?? null;
    const environment = serves === null ? undefined : state.environments[serves];
    if (environment?.phase !== "baking")
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .done */ .Vw)(null);
    const acting = { run: ports.runs.current, over: await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_5__/* .findOver */ .cb)(ports, state) };
    if ((0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .heldByOther */ .hJ)(environment, acting, ports.clock.now()))
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .done */ .Vw)(null);
    const claim = { environment: environment.name, generation: environment.generation };
    ports.reporter.info(`settling ${environment.name}, whose run ended in its bake`);
    const breach = await (0,_bake_ts__WEBPACK_IMPORTED_MODULE_1__/* .bake */ .W)(ports, stage, environment.name, (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(environment.url));
    if (breach !== null) {
        const cause = { reason: "unhealthy_after_switch", message: breach };
        await (0,_roll_back_ts__WEBPACK_IMPORTED_MODULE_3__/* .rollBack */ .F)(ports, stage, claim, cause);
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .done */ .Vw)(null);
    }
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_5__/* .transactorOf */ .Hk)(ports);
    const published = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decidePublish */ .EX)(state, claim));
    // somebody else may have settled it meanwhile: then it is settled
    if (!published.ok)
        ports.reporter.info(published.message);
    return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .done */ .Vw)(null);
}


/***/ }),

/***/ 7865:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   ht: () => (/* binding */ variablesOf),
/* harmony export */   rI: () => (/* binding */ specOf)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);

/** The facts that the environment itself, hooks and tests get as variables. */
function variablesOf(subject) {
    const { change, stage } = subject;
    return {
        SLUICE_APP: subject.app,
        SLUICE_STAGE: stage.name,
        SLUICE_ENVIRONMENT: subject.environment,
        SLUICE_COMMIT: subject.commit,
        SLUICE_DIGEST: subject.digest,
        SLUICE_IMAGE: `${subject.repository}@${subject.digest}`,
        SLUICE_HOST: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(subject.url) ?? "",
        SLUICE_PUBLIC_URL: subject.url ?? "",
        SLUICE_CHANGE: change === null ? "" : String(change.number),
    };
}
function specOf(ports, subject, generation) {
    return {
        app: subject.app,
        stage: subject.stage.name,
        environment: subject.environment,
        generation,
        repository: subject.repository,
        digest: subject.digest,
        host: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(subject.url),
        variables: { ...ports.resolve(subject.stage.variables), ...variablesOf(subject) },
    };
}
/** For people: `PR 42 (a1b2c3d4)`. */
function nameOf(subject) {
    const commit = subject.commit.slice(0, 8);
    return subject.change === null ? `push ${commit}` : `PR ${subject.change.number} (${commit})`;
}


/***/ }),

/***/ 8659:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   ft: () => (/* binding */ DURATION)
/* harmony export */ });
/* unused harmony export formatDuration */
const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A whole number and its unit: `250ms`, `60s`, `15m`, `72h`, `7d`. At most six digits, so that sums stay exact. */
const DURATION = /^(\d{1,6})(ms|s|m|h|d)$/;
/** Milliseconds of a duration; null where the text is none. */
function parseDuration(text) {
    const match = DURATION.exec(text);
    return match === null ? null : Number(match[1]) * UNITS[match[2]];
}
/** Milliseconds for people, in the greatest unit that loses nothing: 5400000 is `90m`, 259200000 is `3d`. */
function formatDuration(ms) {
    const whole = Math.max(0, Math.round(ms));
    if (whole === 0)
        return "0s";
    for (const unit of ["d", "h", "m", "s"]) {
        if (whole % UNITS[unit] === 0)
            return `${whole / UNITS[unit]}${unit}`;
    }
    return `${whole}ms`;
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
