export const id = 454;
export const ids = [454];
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

/***/ 3599:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ bringUp),
/* harmony export */   t: () => (/* binding */ undo)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77);
/* harmony import */ var _claim_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2717);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1211);
/* harmony import */ var _health_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9743);
/* harmony import */ var _hooks_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9845);
/* harmony import */ var _remove_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3113);
/* harmony import */ var _subject_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7865);








/**
 * Brings a claimed environment up: hooks, target, health, digest. What goes wrong is undone, so that only what
 * served before is left; a claim that was lost on the way takes what was made with it.
 */
async function bringUp(ports, subject, claim) {
    const up = await tryBringUp(ports, subject, claim);
    if (up.ok)
        return up;
    ports.reporter.info(`taking ${subject.environment} back: ${up.failure.reason}`);
    await undo(ports, subject, claim, up.failure);
    return up;
}
async function tryBringUp(ports, subject, claim) {
    if (ports.config.hooks.pre_deploy.length > 0) {
        const hooks = await (0,_hooks_ts__WEBPACK_IMPORTED_MODULE_4__/* .runHooks */ .E)(ports, "pre_deploy", (0,_subject_ts__WEBPACK_IMPORTED_MODULE_6__/* .variablesOf */ .ht)(subject));
        if (!hooks.ok)
            return hooks;
        // hooks take their time; without them the claim was read or written just now
        const still = await (0,_claim_ts__WEBPACK_IMPORTED_MODULE_1__/* .fenceNow */ ._)(ports, claim);
        if (!still.ok)
            return still;
    }
    const started = await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .CD)(() => ports.target.up((0,_subject_ts__WEBPACK_IMPORTED_MODULE_6__/* .specOf */ .rI)(ports, subject, claim.generation)));
    if (!started.ok) {
        // what did not start may still be there, and only who holds the claim has it tombstoned
        const held = await (0,_claim_ts__WEBPACK_IMPORTED_MODULE_1__/* .fenceNow */ ._)(ports, claim);
        return held.ok ? started : held;
    }
    if (started.value === "fenced")
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(lost(subject));
    const healthy = await (0,_health_ts__WEBPACK_IMPORTED_MODULE_3__/* .waitHealthy */ .hq)(ports, subject.environment);
    if (!healthy.ok) {
        // a newer run may have taken the environment away while this one waited for it: that is why, then
        const held = await (0,_claim_ts__WEBPACK_IMPORTED_MODULE_1__/* .fenceNow */ ._)(ports, claim);
        return held.ok ? healthy : held;
    }
    if (healthy.value.digest !== subject.digest) {
        const held = await (0,_claim_ts__WEBPACK_IMPORTED_MODULE_1__/* .fenceNow */ ._)(ports, claim);
        if (!held.ok)
            return held;
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)({
            reason: "digest_mismatch",
            message: `${subject.environment} runs ${healthy.value.digest}, not ${subject.digest}`,
            advice: "Somebody else deploys into this environment; find out who.",
        });
    }
    ports.reporter.info(`${subject.environment} is healthy and runs ${subject.digest.slice(0, 19)}`);
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_7__/* .transactorOf */ .Hk)(ports);
    const deployed = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideDeployed */ .rW)(state, claim, subject.digest));
    return deployed.ok ? (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .done */ .Vw)(null) : (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(deployed);
}
/** Takes away what a failed deployment made. What has the stage's traffic stays; what another run took over, too. */
async function undo(ports, subject, claim, why) {
    const overtaken = why.reason === "newer_change" || why.reason === "tombstoned" || why.reason === "claim_lost";
    if (overtaken) {
        const down = await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .CD)(() => ports.target.down(subject.environment, claim.generation));
        if (!down.ok)
            ports.reporter.warning(`${subject.environment} may still be there: ${down.failure.message}`);
    }
    await (0,_remove_ts__WEBPACK_IMPORTED_MODULE_5__/* .remove */ .T)(ports, [
        {
            ...claim,
            reason: overtaken ? "superseded" : "failed",
            detail: why.message.split("\n")[0] ?? why.reason,
        },
    ]);
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_7__/* .transactorOf */ .Hk)(ports);
    await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideRelease */ .co)(state, subject.stage.name, ports.runs.current, claim));
}
function lost(subject) {
    return {
        reason: "claim_lost",
        message: `the target has a newer generation of ${subject.environment}`,
        advice: "Another run took it over; look at it with `sluice status`.",
    };
}


/***/ }),

/***/ 2717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ claimEnvironment),
/* harmony export */   _: () => (/* binding */ fenceNow)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);
/* harmony import */ var _settle_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1078);
/* harmony import */ var _subject_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7865);





const POLL_MS = 2_000;
/**
 * Claims a subject's environment, waiting for the stage as long as its `wait` says and settling what a dead run
 * left there. `superseded` where a newer change came first.
 */
async function claimEnvironment(ports, subject, repair) {
    const { stage } = subject;
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_4__/* .transactorOf */ .Hk)(ports);
    const deadline = ports.clock.now() + stage.wait;
    let told = false;
    for (;;) {
        const result = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, async (state, now) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideClaim */ .XS)(state, {
            stage: stage.name,
            shared: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM)(stage),
            environment: subject.environment,
            commit: subject.commit,
            change: subject.change,
            digest: subject.digest,
            url: subject.url,
            purpose: subject.purpose,
            leaseMs: stage.lease,
            waitMs: stage.wait,
            repair,
            run: ports.runs.current,
            over: await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_4__/* .findOver */ .cb)(ports, state),
            relations: await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_4__/* .relationsTo */ .lH)(ports, subject.commit, (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .commitsToCompare */ .Br)(state, stage.name)),
        }, now));
        if (!result.ok) {
            await stopWaiting(ports, subject);
            return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)(result);
        }
        const { answer } = result;
        switch (answer.kind) {
            case "claimed":
                if (answer.tookOver !== null)
                    ports.reporter.info(`took over what ${answer.tookOver} left`);
                return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)({ kind: "claimed", claim: claimOf(subject, answer.generation) });
            case "held":
                return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)({ kind: "held", claim: claimOf(subject, answer.generation), phase: answer.phase });
            case "unchanged":
                return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)({ kind: "unchanged", claim: claimOf(subject, answer.generation) });
            case "settle": {
                const settled = await (0,_settle_ts__WEBPACK_IMPORTED_MODULE_2__/* .settleStage */ .u)(ports, stage);
                if (!settled.ok)
                    return settled;
                break;
            }
            case "wait":
                if (ports.clock.now() >= deadline) {
                    await stopWaiting(ports, subject);
                    return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)({
                        reason: "busy",
                        message: `${answer.holder} held ${stage.name} for all of ${stage.wait / 1000} s`,
                        advice: "Run it again when that run is over; `sluice status` shows it.",
                    });
                }
                if (!told)
                    ports.reporter.info(`${(0,_subject_ts__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(subject)} waits: ${answer.holder} holds ${stage.name}`);
                told = true;
                await ports.clock.sleep(Math.min(POLL_MS, Math.max(deadline - ports.clock.now(), 1)));
        }
    }
}
/** Whether a claim still holds, by the ledger as it is now. */
async function fenceNow(ports, claim) {
    const { state } = await ports.ledger.read();
    const broken = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .fence */ .EU)(state, claim);
    return broken ? (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)(broken) : (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)(null);
}
function claimOf(subject, generation) {
    return { environment: subject.environment, generation };
}
async function stopWaiting(ports, subject) {
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_4__/* .transactorOf */ .Hk)(ports);
    await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideRelease */ .co)(state, subject.stage.name, ports.runs.current, null));
}


/***/ }),

/***/ 2938:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ deploy)
/* harmony export */ });
/* harmony import */ var _bring_up_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3599);
/* harmony import */ var _claim_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2717);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1211);
/* harmony import */ var _gate_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1742);
/* harmony import */ var _health_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9743);





/**
 * Gate, claim, bring up: afterwards the environment is healthy, its digest proven, and held by this run,
 * without any traffic yet.
 */
async function deploy(ports, subject) {
    const { state } = ports.ledger.last() ?? (await ports.ledger.read());
    if (subject.purpose === "deploy") {
        const gate = (0,_gate_ts__WEBPACK_IMPORTED_MODULE_3__/* .passGate */ .lt)(ports, state, subject);
        if (!gate.ok)
            return gate;
    }
    let claimed = await (0,_claim_ts__WEBPACK_IMPORTED_MODULE_1__/* .claimEnvironment */ .W)(ports, subject, false);
    if (!claimed.ok)
        return claimed;
    if (claimed.value.kind === "unchanged") {
        const instance = await ports.target.find(subject.environment);
        const wrong = instance?.digest === subject.digest ? await (0,_health_ts__WEBPACK_IMPORTED_MODULE_4__/* .whatIsWrong */ .yY)(ports, instance) : "it runs something else";
        if (wrong === null)
            return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .done */ .Vw)({ claim: claimed.value.claim, is: "unchanged" });
        ports.reporter.info(`${subject.environment} is recorded as running, but ${wrong}; deploying it again`);
        claimed = await (0,_claim_ts__WEBPACK_IMPORTED_MODULE_1__/* .claimEnvironment */ .W)(ports, subject, true);
        if (!claimed.ok)
            return claimed;
    }
    const { value } = claimed;
    if (value.kind === "held" && value.phase !== "claimed" && value.phase !== "failed") {
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .done */ .Vw)({ claim: value.claim, is: "held" });
    }
    const up = await (0,_bring_up_ts__WEBPACK_IMPORTED_MODULE_0__/* .bringUp */ .q)(ports, subject, value.claim);
    return up.ok ? (0,_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .done */ .Vw)({ claim: value.claim, is: "held" }) : up;
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

/***/ 498:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ goLive)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(77);
/* harmony import */ var _bake_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1444);
/* harmony import */ var _bring_up_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3599);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1211);
/* harmony import */ var _gate_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1742);
/* harmony import */ var _hooks_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9845);
/* harmony import */ var _roll_back_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5160);
/* harmony import */ var _routes_ts__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1843);
/* harmony import */ var _rules_ts__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8222);
/* harmony import */ var _subject_ts__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7865);











/**
 * Lets a healthy environment take its stage's traffic: verified → switched → baked → published. Where a required
 * suite is missing it stays as it is, held by this run; where it turns out bad the traffic goes back.
 *
 * @param options.quarantine why what serves until now is not to be deployed again; null: it may be
 */
async function goLive(ports, subject, claim, options = { quarantine: null }) {
    const { stage } = subject;
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_10__/* .transactorOf */ .Hk)(ports);
    const switched = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, async (state) => {
        const [first] = subject.purpose === "rollback"
            ? []
            : (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .obstacles */ .Bw)(state.releases[subject.digest], (0,_rules_ts__WEBPACK_IMPORTED_MODULE_8__/* .gateRules */ .DB)(ports.config, stage), (0,_gate_ts__WEBPACK_IMPORTED_MODULE_4__/* .gateFacts */ .pE)(ports, subject), "switch");
        if (first)
            return { ok: false, ...first };
        const relations = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_10__/* .relationsTo */ .lH)(ports, subject.commit, (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .commitsToCompare */ .Br)(state, stage.name));
        return (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideSwitch */ .vl)(state, claim, relations, options.quarantine);
    });
    if (!switched.ok) {
        if (switched.reason === "newer_change")
            await (0,_bring_up_ts__WEBPACK_IMPORTED_MODULE_2__/* .undo */ .t)(ports, subject, claim, switched);
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .fail */ .fJ)(switched);
    }
    const routed = await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)(() => (0,_routes_ts__WEBPACK_IMPORTED_MODULE_7__/* .applyRoutes */ .d)(ports, switched.snapshot.state));
    if (!routed.ok) {
        const { reason, message } = routed.failure;
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .fail */ .fJ)(await (0,_roll_back_ts__WEBPACK_IMPORTED_MODULE_6__/* .rollBack */ .F)(ports, stage, claim, { reason, message }));
    }
    ports.reporter.info(`${subject.environment} has the traffic of ${subject.url ?? stage.name}`);
    const breach = await (0,_bake_ts__WEBPACK_IMPORTED_MODULE_1__/* .bake */ .W)(ports, stage, subject.environment, (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(subject.url));
    if (breach !== null) {
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .fail */ .fJ)(await (0,_roll_back_ts__WEBPACK_IMPORTED_MODULE_6__/* .rollBack */ .F)(ports, stage, claim, { reason: "unhealthy_after_switch", message: breach }));
    }
    const hooks = await (0,_hooks_ts__WEBPACK_IMPORTED_MODULE_5__/* .runHooks */ .E)(ports, "post_deploy", (0,_subject_ts__WEBPACK_IMPORTED_MODULE_9__/* .variablesOf */ .ht)(subject));
    if (!hooks.ok) {
        const { reason, message } = hooks.failure;
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .fail */ .fJ)(await (0,_roll_back_ts__WEBPACK_IMPORTED_MODULE_6__/* .rollBack */ .F)(ports, stage, claim, { reason, message }));
    }
    const published = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decidePublish */ .EX)(state, claim));
    if (!published.ok)
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .fail */ .fJ)(published);
    // the release before is no fallback any more; that the edge still has it for one is mended by whoever comes next
    const settled = await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)(() => (0,_routes_ts__WEBPACK_IMPORTED_MODULE_7__/* .applyRoutes */ .d)(ports, published.snapshot.state));
    if (!settled.ok)
        ports.reporter.warning(settled.failure.message);
    ports.reporter.info(`${(0,_subject_ts__WEBPACK_IMPORTED_MODULE_9__/* .nameOf */ .Vb)(subject)} serves ${stage.name}`);
    return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .done */ .Vw)(null);
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

/***/ 2925:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ tellEnding)
/* harmony export */ });
/* unused harmony export noticeEvent */
/* harmony import */ var _subject_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7865);
/* harmony import */ var _tell_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(866);


/** What a deployment's end is called when administrators are told of it; null: they are not. */
function noticeEvent(ending, last) {
    switch (ending.outcome) {
        case "deployed":
        case "promoted":
            return last ? "deployed" : "ready-for-promotion";
        case "rolled_back":
        case "rollback_failed":
        case "returned":
            return "rolled-back";
        case "failed":
        case "tests_failed":
            return "failed";
        default:
            return null;
    }
}
/** Tells the administrators of a stage how a deployment ended. Never changes how it ended. */
async function tellEnding(ports, subject, ending) {
    const { stage } = subject;
    const next = ports.config.stages.find((other) => other.from === stage.name);
    const event = noticeEvent(ending, next === undefined);
    if (event === null || ports.notifiers.length === 0)
        return;
    const { state } = await ports.ledger.read();
    const serves = state.stages[stage.name]?.serves ?? null;
    const notice = {
        event,
        app: subject.app,
        stage: stage.name,
        environment: subject.environment,
        digest: subject.digest,
        commit: subject.commit,
        change: subject.change,
        headline: headlineOf(event, subject, ending.message),
        serving: serves,
        next: event === "ready-for-promotion" && next
            ? `Merge ${stage.branch} into ${next.branch}.`
            : (ending.advice ?? null),
        url: subject.url,
        administrators: (event === "ready-for-promotion" && next ? next : stage).administrators,
        at: new Date(ports.clock.now()).toISOString(),
    };
    await (0,_tell_ts__WEBPACK_IMPORTED_MODULE_1__/* .tell */ .q)(ports, notice);
}
function headlineOf(event, subject, message) {
    const what = `${subject.app} ${(0,_subject_ts__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(subject)}`;
    if (event === "ready-for-promotion")
        return `${what} is verified in ${subject.stage.name} and ready for promotion`;
    if (event === "deployed")
        return `${what} serves ${subject.stage.name}`;
    return `${what} in ${subject.stage.name}: ${message.split("\n")[0]}`;
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

/***/ 866:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ tell)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);



/**
 * Tells every channel that wants to hear of a notice, once: what the ledger knows as delivered is not sent again.
 * A channel that fails is a warning, never a failure of what the notice is about.
 */
async function tell(ports, notice) {
    const told = [];
    for (const { notifier, ...rules } of ports.notifiers) {
        if (!(0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .wants */ .YN)(rules, notice.stage, notice.event))
            continue;
        const { channel } = notifier;
        const key = { stage: notice.stage, digest: notice.digest, event: notice.event, channel };
        const { state } = await ports.ledger.read();
        if (state.notices.includes((0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .noticeKey */ .O4)(key))) {
            told.push({ channel, result: "already" });
            continue;
        }
        const sent = await notifier.send(notice);
        const detail = sent.delivered ? null : sent.reason;
        if (detail !== null)
            ports.reporter.warning(`${channel} was not told: ${detail}`);
        const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_2__/* .transactorOf */ .Hk)(ports);
        const recorded = await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .attempt */ .CD)(() => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (current) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideNotice */ .zv)(current, { ...key, delivered: sent.delivered, detail })));
        if (!recorded.ok)
            ports.reporter.warning(`the ledger does not know that ${channel} was told: ${recorded.failure.message}`);
        told.push({ channel, result: sent.delivered ? "delivered" : "not_delivered" });
    }
    return told;
}


/***/ })

};
