export const id = 884;
export const ids = [884,663,659];
export const modules = {

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

/***/ 3278:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   chooseSuites: () => (/* binding */ chooseSuites),
/* harmony export */   runSuites: () => (/* binding */ runSuites),
/* harmony export */   runTestMatrix: () => (/* binding */ runTestMatrix)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(749);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8219);
/* harmony import */ var _train_failure_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1211);
/* harmony import */ var _train_health_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9743);
/* harmony import */ var _train_record_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(348);
/* harmony import */ var _train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7768);
/* harmony import */ var _train_subject_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7865);








const outputs = zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    digest: zod__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().optional().meta({ description: "The artifact that was tested" }),
    passed: zod__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().optional().meta({ description: "Suites that passed, separated by commas" }),
    failed: zod__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().optional().meta({ description: "Suites that failed, separated by commas" }),
});
const runTestMatrix = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "run-test-matrix",
    summary: "Run a stage's test suites and record their results for the artifact",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
        stage: (0,_inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .stageInput */ .j4)(),
        suites: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Suites to run; default: those that the stage requires and that are not yet known to have passed"),
        needs: zod__WEBPACK_IMPORTED_MODULE_7__/* ["enum"] */ .k5n(["all", "nothing", "environment"]).default("all").meta({
            description: "nothing: only suites that need no environment; environment: only those that do",
            type: "string",
        }),
        url: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("Address for suites that need the environment; default: that of the environment itself"),
        commit: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .commitInput */ .us,
        digest: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .digestInput */ .Dc,
        dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .dryRun */ .PA,
    }),
    outputs,
    async run(inputs, ports) {
        const stage = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, inputs.stage);
        const merge = await (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_5__/* .identifyMerge */ .FD)(ports, stage, inputs.commit ?? null);
        const { state } = await ports.ledger.read();
        const subject = (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_5__/* .subjectOf */ .et)(ports.config.app, merge, (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_5__/* .recordedArtifact */ .no)(state, merge, inputs.digest ?? null));
        const environment = state.environments[subject.environment];
        const held = environment?.holder?.run === ports.runs.current;
        const claim = held ? { environment: environment.name, generation: environment.generation } : null;
        const suites = chooseSuites(ports, subject, inputs);
        if (inputs.dryRun) {
            const message = `would run ${suites.map((suite) => suite.name).join(", ") || "nothing"}`;
            return { outcome: "passed", reason: "dry_run", message, outputs: { digest: subject.digest } };
        }
        return runSuites(ports, subject, {
            suites,
            claim,
            url: inputs.url ?? null,
            again: inputs.suites.length > 0,
        });
    },
});
/** The suites that are meant. Throws `input_invalid` for a name that sluice.yml does not have. */
function chooseSuites(ports, subject, wish) {
    const names = wish.suites.length > 0 ? wish.suites : subject.stage.require;
    return names
        .map((name) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getSuite */ .Fc)(ports.config, name))
        .filter((suite) => wish.needs === "all" || (suite.needs === "environment") === (wish.needs === "environment"));
}
/**
 * Runs suites one after another and records each result for the artifact's digest. A suite that is known to have
 * passed for this digest is not run again, unless it needs an environment of this stage or `again` asks for it.
 */
async function runSuites(ports, subject, work) {
    const passed = [];
    const failed = [];
    let first = null;
    for (const suite of work.suites) {
        const { state } = await ports.ledger.read();
        const known = state.releases[subject.digest]?.tests[suite.name];
        if (known?.outcome === "success" && suite.needs === null && !work.again) {
            ports.reporter.info(`${suite.name} passed for this artifact at ${known.at}`);
            passed.push(suite.name);
            continue;
        }
        ports.reporter.step(`run-test-matrix ${suite.name}`);
        const run = () => runSuite(ports, subject, suite, work.url);
        const result = await (0,_train_record_ts__WEBPACK_IMPORTED_MODULE_4__/* .whileHolding */ .FQ)(ports, work.claim, subject.stage.lease, run);
        const recorded = await (0,_train_record_ts__WEBPACK_IMPORTED_MODULE_4__/* .recordTest */ .wR)(ports, {
            digest: subject.digest,
            suite: suite.name,
            outcome: result.detail === null ? "success" : "failure",
            stage: subject.stage.name,
            environment: suite.needs === "environment" ? subject.environment : null,
            ms: result.ms,
            detail: result.detail,
        });
        if (!recorded.ok)
            return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .endingOf */ .z6)(recorded.failure, { digest: subject.digest });
        if (result.detail === null)
            passed.push(suite.name);
        else {
            failed.push(suite.name);
            first ??= `suite ${suite.name} failed: ${result.detail}${result.tail}`;
        }
    }
    const outputs = { digest: subject.digest, passed: passed.join(","), failed: failed.join(",") };
    if (first !== null) {
        return {
            outcome: "tests_failed",
            reason: "tests_failed",
            message: first,
            advice: "Mend it and merge the fix.",
            outputs,
        };
    }
    const message = passed.length === 0 ? "no suite to run" : `${passed.join(", ")} passed`;
    return { outcome: "passed", reason: passed.length === 0 ? "nothing_to_do" : "ok", message, outputs };
}
async function runSuite(ports, subject, suite, url) {
    const began = ports.clock.now();
    const address = suite.needs === null ? null : (url ?? (await findAddress(ports, subject.environment)));
    if (suite.needs === "environment" && address === null) {
        return { ms: 0, detail: `${subject.environment} has no address to test`, tail: "" };
    }
    let detail = null;
    let tail = [];
    for (let attempt = 0; attempt <= suite.retries; attempt++) {
        if (attempt > 0)
            ports.reporter.warning(`${suite.name}: ${detail}; trying again (${attempt} of ${suite.retries})`);
        tail = [];
        const result = await ports.exec.run(suite.command, {
            env: {
                ...(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_6__/* .variablesOf */ .ht)(subject),
                ...ports.resolve(suite.env),
                SLUICE_SUITE: suite.name,
                SLUICE_URL: address ?? "",
            },
            timeoutMs: suite.timeout,
            onLine: (line) => {
                ports.reporter.output(line);
                tail.push(line);
                if (tail.length > 20)
                    tail.shift();
            },
        });
        detail = result.timedOut
            ? `it did not end within ${suite.timeout / 1000} s`
            : result.code === 0
                ? null
                : `exit code ${result.code}`;
        if (detail === null)
            break;
    }
    return { ms: ports.clock.now() - began, detail, tail: tail.map((line) => `\n  ${line}`).join("") };
}
async function findAddress(ports, environment) {
    const instance = await ports.target.find(environment);
    return instance === null ? null : (0,_train_health_ts__WEBPACK_IMPORTED_MODULE_3__/* .reachOf */ .xw)(instance);
}


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

/***/ 1742:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XY: () => (/* binding */ isHotfix),
/* harmony export */   lt: () => (/* binding */ passGate),
/* harmony export */   pE: () => (/* binding */ gateFacts)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);
/* harmony import */ var _rules_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8222);



/** What the gate of a stage wants to know of a subject that the ledger does not tell. */
function gateFacts(ports, subject) {
    return {
        hotfix: subject.hotfix,
        frozen: describeFreeze((0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .findFreeze */ .BC)(subject.stage, ports.clock.now())),
        author: subject.change?.author ?? null,
    };
}
/** All that keeps a subject from being deployed, as one failure. */
function passGate(ports, state, subject) {
    const found = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .obstacles */ .Bw)(state.releases[subject.digest], (0,_rules_ts__WEBPACK_IMPORTED_MODULE_2__/* .gateRules */ .DB)(ports.config, subject.stage), gateFacts(ports, subject), "deploy");
    const [first] = found;
    if (!first)
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)(null);
    return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)({
        reason: first.reason,
        message: found.map((obstacle) => obstacle.message).join("; "),
        advice: found.map((obstacle) => obstacle.advice).join(" "),
        outcome: first.reason === "tests_failed" ? "tests_failed" : "refused",
    });
}
/** Whether a change's branch may skip the stage before. */
function isHotfix(patterns, source) {
    return source !== null && (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .matchesAny */ ._I)(patterns, source);
}
function describeFreeze(window) {
    if (window === null)
        return null;
    const when = "days" in window ? `${window.days.join(", ")} ` : "";
    const zone = "days" in window ? ` ${window.zone}` : "";
    return `${when}from ${window.from} to ${window.to}${zone}`;
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

/***/ 348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FQ: () => (/* binding */ whileHolding),
/* harmony export */   wR: () => (/* binding */ recordTest),
/* harmony export */   wY: () => (/* binding */ recordArtifact)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);



/** Writes that an artifact is what a merge holds. */
async function recordArtifact(ports, fact) {
    const { merge, ...rest } = fact;
    const { stage, commit, change } = merge;
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_2__/* .transactorOf */ .Hk)(ports);
    await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideArtifact */ .LW)(state, { ...rest, stage: stage.name, commit, change }));
}
/** Writes a suite's result. */
async function recordTest(ports, result) {
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_2__/* .transactorOf */ .Hk)(ports);
    const recorded = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideTest */ .Z0)(state, result));
    return recorded.ok ? (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)(null) : (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)(recorded);
}
/** Does something long while the claim is renewed, so that nobody takes it over meanwhile. */
async function whileHolding(ports, claim, leaseMs, act) {
    if (claim === null)
        return act();
    const ended = new AbortController();
    const renewing = renewUntil(ports, claim, leaseMs, ended.signal);
    try {
        return await act();
    }
    finally {
        ended.abort();
        await renewing;
    }
}
async function renewUntil(ports, claim, leaseMs, signal) {
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_2__/* .transactorOf */ .Hk)(ports);
    while (!signal.aborted) {
        await ports.clock.sleep(leaseMs / 3, signal);
        if (signal.aborted)
            return;
        // a claim that is lost is found out by the next fence; renewing has nothing to say about it
        await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state, now) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideRenew */ .O1)(state, claim, leaseMs, now));
    }
}


/***/ }),

/***/ 7768:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FD: () => (/* binding */ identifyMerge),
/* harmony export */   _e: () => (/* binding */ subjectOfMilestone),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   no: () => (/* binding */ recordedArtifact)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _gate_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1742);


/**
 * Identifies the change that a commit of a stage's branch belongs to.
 *
 * @param revision what to look at; null: the head of the stage's branch
 * @throws `commit_unknown`
 */
async function identifyMerge(ports, stage, revision) {
    const commit = revision === null
        ? await ports.history.findBranch(stage.branch)
        : await ports.history.getCommit(revision);
    if (commit === null) {
        throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("commit_unknown", `there is no branch ${stage.branch} for ${stage.name}`, {
            advice: `Push the branch ${stage.branch}, name another in sluice.yml, or pass --commit.`,
        });
    }
    const origin = await ports.changes.getOrigin(commit, stage.branch);
    return { stage, commit, change: origin.kind === "change" ? origin.change : null };
}
/** The subject of a merge whose artifact is known. */
function subjectOf(app, merge, artifact) {
    const { stage, commit, change } = merge;
    return {
        app,
        stage,
        environment: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .identify */ .ls)(app, stage.name, change === null ? { commit } : { number: change.number }),
        commit,
        change,
        repository: artifact.repository,
        digest: artifact.digest,
        url: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .urlOf */ .rs)({ app }, stage, { number: change?.number ?? null, commit, source: change?.source ?? null }),
        purpose: "deploy",
        hotfix: (0,_gate_ts__WEBPACK_IMPORTED_MODULE_1__/* .isHotfix */ .XY)(stage.hotfix, change?.source ?? null),
    };
}
/** The artifact that the ledger has for a commit of a stage. Throws `artifact_missing`. */
function recordedArtifact(state, merge, digest) {
    const releases = Object.values(state.releases);
    const release = digest === null
        ? releases.findLast((r) => r.sources.some((s) => s.stage === merge.stage.name && s.commit === merge.commit))
        : releases.find((r) => r.digest === digest);
    if (release)
        return { kind: release.kind, repository: release.repository, digest: release.digest };
    throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("artifact_missing", digest === null
        ? `no artifact is recorded for ${merge.commit.slice(0, 8)} in ${merge.stage.name}`
        : `the ledger knows no artifact ${digest}`, { advice: `Run \`sluice build-image --stage ${merge.stage.name}\` first; nothing was changed.` });
}
/** The subject of going back to, or bringing on, what a stage published before. */
function subjectOfMilestone(app, stage, state, milestone, purpose) {
    const { commit, change, digest } = milestone;
    const release = state.releases[digest];
    if (!release) {
        throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("artifact_missing", `the ledger forgot the artifact ${digest} of ${milestone.environment}`, {
            advice: "Choose a newer release; nothing was changed.",
        });
    }
    return { ...subjectOf(app, { stage, commit, change }, release), purpose };
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
