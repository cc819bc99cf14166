export const id = 102;
export const ids = [102,663,659];
export const modules = {

/***/ 5128:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   promoteToProd: () => (/* binding */ promoteToProd)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(749);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8219);
/* harmony import */ var _train_acting_ts__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(77);
/* harmony import */ var _train_administrator_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7396);
/* harmony import */ var _train_deploy_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2938);
/* harmony import */ var _train_failure_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1211);
/* harmony import */ var _train_gate_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1742);
/* harmony import */ var _train_go_live_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(498);
/* harmony import */ var _train_notice_ts__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2925);
/* harmony import */ var _train_record_ts__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(348);
/* harmony import */ var _train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7768);
/* harmony import */ var _train_subject_ts__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7865);













const outputs = zod__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({
    environment: zod__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP().optional().meta({ description: "The environment that serves the stage now" }),
    digest: zod__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP().optional().meta({ description: "Its digest" }),
    url: zod__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP().nullish().meta({ description: "The stage's public address" }),
});
const promoteToProd = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "promote-to-prod",
    summary: "Bring the newest verified release into a stage and let it take the traffic",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({
        stage: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("The stage; default: the last one").meta({
            description: "The stage; default: the last one",
            type: "string",
            positional: true,
        }),
        release: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(`The release: ${_inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .releaseWords */ .Vl}; default: the newest verified one of the stage before`),
        approve: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)("Only approve the release for the stage, as one of its administrators"),
        comment: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("A word on the approval"),
        dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .dryRun */ .PA,
    }),
    outputs,
    async run(inputs, ports) {
        const stage = inputs.stage === undefined ? ports.config.stages.at(-1) : (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, inputs.stage);
        const { state } = await ports.ledger.read();
        const held = Object.values(state.environments).find((e) => e.stage === stage.name && e.holder?.run === ports.runs.current && e.phase !== "claimed");
        const subject = held
            ? (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_9__/* .subjectOfMilestone */ ._e)(ports.config.app, stage, state, { ...held, environment: held.name, at: held.since }, "deploy")
            : dispatched(ports, stage, state, inputs.release ?? null);
        const outputs = { environment: subject.environment, digest: subject.digest, url: subject.url };
        if (!held) {
            const allowed = await (0,_train_administrator_ts__WEBPACK_IMPORTED_MODULE_2__/* .askAdministrator */ .L)(ports, stage);
            if (!allowed.ok)
                return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)(allowed.failure, outputs);
        }
        if (inputs.approve)
            return approve(ports, subject, inputs.comment ?? null, inputs.dryRun, outputs);
        const gate = (0,_train_gate_ts__WEBPACK_IMPORTED_MODULE_5__/* .passGate */ .lt)(ports, state, subject);
        if (!gate.ok)
            return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)(gate.failure, outputs);
        if (inputs.dryRun) {
            const serves = state.stages[stage.name]?.serves ?? "nothing";
            const message = `would let ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_10__/* .nameOf */ .Vb)(subject)} (${subject.digest}) serve ${stage.name} instead of ${serves}`;
            return { outcome: "unchanged", reason: "dry_run", message, outputs };
        }
        ports.reporter.step(`promote-to-prod ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_10__/* .nameOf */ .Vb)(subject)} → ${stage.name}`);
        const ending = await promote(ports, subject, state, outputs);
        await (0,_train_notice_ts__WEBPACK_IMPORTED_MODULE_7__/* .tellEnding */ .L)(ports, subject, ending);
        return ending;
    },
});
async function promote(ports, subject, state, outputs) {
    const key = state.releases[subject.digest]?.key ?? "";
    const { stage, commit, change, repository, digest } = subject;
    const artifact = { kind: ports.config.artifact.kind, repository, digest };
    await (0,_train_record_ts__WEBPACK_IMPORTED_MODULE_8__/* .recordArtifact */ .wY)(ports, { artifact, key, built: false, merge: { stage, commit, change } });
    const deployed = await (0,_train_deploy_ts__WEBPACK_IMPORTED_MODULE_3__/* .deploy */ .g)(ports, subject);
    if (!deployed.ok)
        return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)(deployed.failure, outputs);
    if (deployed.value.is === "unchanged") {
        const message = `${subject.environment} serves ${stage.name} already`;
        return { outcome: "unchanged", reason: "nothing_to_do", message, outputs };
    }
    const live = await (0,_train_go_live_ts__WEBPACK_IMPORTED_MODULE_6__/* .goLive */ .H)(ports, subject, deployed.value.claim);
    if (!live.ok)
        return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)(live.failure, outputs);
    return { outcome: "promoted", reason: "ok", message: `${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_10__/* .nameOf */ .Vb)(subject)} serves ${stage.name}`, outputs };
}
function dispatched(ports, stage, state, wish) {
    const { from } = stage;
    if (from === null) {
        throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("input_invalid", `${stage.name} is the first stage: nothing is promoted into it`, {
            advice: `Merge into ${stage.branch}, or run \`sluice run ${stage.name}\`.`,
        });
    }
    const milestone = wish === null ? (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .newestPromotable */ .oy)(state, from) : findMeant(state, from, wish);
    if (milestone === null) {
        throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("not_verified", `${from} has no verified release${wish === null ? "" : ` that ${wish} means`}`, {
            advice: `\`sluice status\` lists what ${from} published; nothing was changed.`,
        });
    }
    return (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_9__/* .subjectOfMilestone */ ._e)(ports.config.app, stage, state, milestone, "deploy");
}
function findMeant(state, stage, wish) {
    return state.stages[stage]?.published.find((milestone) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isMeant */ .EZ)(milestone, wish)) ?? null;
}
async function approve(ports, subject, comment, dryRun, outputs) {
    const by = await ports.people.getActor();
    const what = `${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_10__/* .nameOf */ .Vb)(subject)} for ${subject.stage.name}`;
    if (dryRun)
        return { outcome: "unchanged", reason: "dry_run", message: `would approve ${what}`, outputs };
    const transactor = await (0,_train_acting_ts__WEBPACK_IMPORTED_MODULE_12__/* .transactorOf */ .Hk)(ports);
    const approval = { stage: subject.stage.name, digest: subject.digest, by, comment };
    const approved = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideApproval */ .gC)(state, approval));
    if (!approved.ok)
        return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)(approved, outputs);
    return { outcome: "done", reason: "ok", message: `${by} approves ${what}`, outputs };
}


/***/ }),

/***/ 7396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ askAdministrator)
/* harmony export */ });
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1211);

/**
 * Whether who started this run is an administrator of the stage: `refused (not_an_administrator)` otherwise, also
 * where nobody can tell. A stage without administrators lets everybody who may write its ledger.
 */
async function askAdministrator(ports, stage) {
    if (stage.administrators.length === 0)
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_0__/* .done */ .Vw)(null);
    const actor = await ports.people.getActor();
    const membership = await ports.people.getMembership(actor, stage.administrators);
    if (membership.is === "member")
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_0__/* .done */ .Vw)(null);
    return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)({
        reason: "not_an_administrator",
        message: membership.is === "unknown"
            ? `cannot tell whether ${actor} is an administrator of ${stage.name}: ${membership.reason}`
            : `${actor} is not an administrator of ${stage.name}`,
        advice: `Administrators are ${stage.administrators.join(", ")} (stages.${stage.name}.administrators in sluice.yml). Nothing was changed.`,
    });
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
