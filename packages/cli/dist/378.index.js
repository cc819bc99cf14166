export const id = 378;
export const ids = [378,663,659];
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

/***/ 3620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   notifyAdmins: () => (/* binding */ notifyAdmins)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(749);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8219);
/* harmony import */ var _train_tell_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(866);




const outputs = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    delivered: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional().meta({ description: "Channels that were told, separated by commas" }),
    already: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional().meta({ description: "Channels that knew already" }),
    failed: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional().meta({ description: "Channels that could not be told" }),
});
const notifyAdmins = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "notify-admins",
    summary: "Tell the administrators of a stage what happened, once",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
        stage: (0,_inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .stageInput */ .j4)(),
        event: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .NOTICE_EVENTS */ .Xk).meta({ description: "What happened", type: "string" }),
        environment: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("The environment; default: the one that serves the stage"),
        message: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("One line on what happened; default: made from the ledger"),
        dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .dryRun */ .PA,
    }),
    outputs,
    async run(inputs, ports) {
        const stage = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, inputs.stage);
        const { state } = await ports.ledger.read();
        const serves = state.stages[stage.name]?.serves ?? null;
        const name = inputs.environment ?? serves;
        const environment = name === null ? undefined : state.environments[name];
        if (inputs.environment !== undefined && environment === undefined) {
            const message = `there is no environment ${inputs.environment}`;
            const advice = "`sluice status` lists them; nobody was told.";
            return { outcome: "invalid", reason: "environment_unknown", message, advice, outputs: {} };
        }
        const notice = {
            event: inputs.event,
            app: ports.config.app,
            stage: stage.name,
            environment: name,
            digest: environment?.digest ?? null,
            commit: environment?.commit ?? null,
            change: environment?.change ?? null,
            headline: inputs.message ?? `${ports.config.app} in ${stage.name}: ${inputs.event}`,
            serving: serves,
            next: null,
            url: environment?.url ?? null,
            administrators: stage.administrators,
            at: new Date(ports.clock.now()).toISOString(),
        };
        if (inputs.dryRun)
            return {
                outcome: "notified",
                reason: "dry_run",
                message: notice.headline,
                outputs: {},
                details: notice,
            };
        const told = await (0,_train_tell_ts__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .q)(ports, notice);
        const by = (result) => told
            .filter((one) => one.result === result)
            .map((one) => one.channel)
            .join(",");
        const outputs = { delivered: by("delivered"), already: by("already"), failed: by("not_delivered") };
        if (outputs.failed !== "") {
            const message = `${outputs.failed} could not be told`;
            return {
                outcome: "failed",
                reason: "not_delivered",
                message,
                advice: "Look at the channel's address and try again.",
                outputs,
            };
        }
        const reason = told.some((one) => one.result === "delivered") ? "ok" : "nothing_to_do";
        const message = reason === "ok" ? `told ${outputs.delivered}` : "nobody was left to tell";
        return { outcome: "notified", reason, message, outputs };
    },
});


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
