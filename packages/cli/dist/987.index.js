export const id = 987;
export const ids = [987,663,659];
export const modules = {

/***/ 7226:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollback: () => (/* binding */ rollback)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(749);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8219);
/* harmony import */ var _train_acting_ts__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(77);
/* harmony import */ var _train_administrator_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7396);
/* harmony import */ var _train_deploy_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2938);
/* harmony import */ var _train_failure_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1211);
/* harmony import */ var _train_go_live_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(498);
/* harmony import */ var _train_notice_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2925);
/* harmony import */ var _train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7768);
/* harmony import */ var _train_subject_ts__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7865);











const outputs = zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
    environment: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().optional().meta({ description: "The environment that serves the stage now" }),
    digest: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().optional().meta({ description: "Its digest" }),
    quarantined: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP()
        .optional()
        .meta({ description: "The digest that is kept from being deployed again" }),
});
const rollback = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "rollback",
    summary: "Let a stage go back to a release that was verified there before",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
        stage: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("The stage; default: the last one").meta({
            description: "The stage; default: the last one",
            type: "string",
            positional: true,
        }),
        to: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(`The release to go back to: ${_inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .releaseWords */ .Vl}; default: the last verified one before this`),
        reason: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("Why, for the record and for those who are told"),
        quarantine: zod__WEBPACK_IMPORTED_MODULE_9__/* .stringbool */ .uEf()
            .default(true)
            .meta({ description: "Keep what serves now from being deployed again", type: "boolean" }),
        clear: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("Only clear a release of its quarantine: the first 7 or more digits of its digest"),
        dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .dryRun */ .PA,
    }),
    outputs,
    async run(inputs, ports) {
        const stage = inputs.stage === undefined ? ports.config.stages.at(-1) : (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, inputs.stage);
        const allowed = await (0,_train_administrator_ts__WEBPACK_IMPORTED_MODULE_2__/* .askAdministrator */ .L)(ports, stage);
        if (!allowed.ok)
            return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)(allowed.failure, {});
        const { state } = await ports.ledger.read();
        const reason = inputs.reason ?? "a person asked for it";
        if (inputs.clear !== undefined)
            return clear(ports, stage, state, inputs.clear, reason, inputs.dryRun);
        const target = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .chooseRollbackTarget */ .NO)(state, stage.name, inputs.to ?? null);
        if (target === null)
            return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)(noTarget(stage, inputs.to ?? null), {});
        const subject = (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_7__/* .subjectOfMilestone */ ._e)(ports.config.app, stage, state, target, "rollback");
        const from = state.environments[state.stages[stage.name]?.serves ?? ""];
        const bad = inputs.quarantine && from && from.digest !== subject.digest ? from.digest : null;
        const outputs = {
            environment: subject.environment,
            digest: subject.digest,
            ...(bad ? { quarantined: bad } : {}),
        };
        if (inputs.dryRun) {
            const message = `would let ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_8__/* .nameOf */ .Vb)(subject)} (${subject.digest}) serve ${stage.name} instead of ${from?.name ?? "nothing"}`;
            return { outcome: "unchanged", reason: "dry_run", message, outputs };
        }
        ports.reporter.step(`rollback ${stage.name} → ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_8__/* .nameOf */ .Vb)(subject)}`);
        const deployed = await (0,_train_deploy_ts__WEBPACK_IMPORTED_MODULE_3__/* .deploy */ .g)(ports, subject);
        const live = deployed.ok && deployed.value.is === "held"
            ? await (0,_train_go_live_ts__WEBPACK_IMPORTED_MODULE_5__/* .goLive */ .H)(ports, subject, deployed.value.claim, { quarantine: bad === null ? null : reason })
            : deployed;
        if (!live.ok) {
            const ending = (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)({ ...live.failure, outcome: outcomeOf(live.failure) }, outputs);
            await (0,_train_notice_ts__WEBPACK_IMPORTED_MODULE_6__/* .tellEnding */ .L)(ports, subject, ending);
            return ending;
        }
        const message = `${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_8__/* .nameOf */ .Vb)(subject)} serves ${stage.name} again: ${reason}`;
        const ending = { outcome: "returned", reason: "ok", message, outputs };
        await (0,_train_notice_ts__WEBPACK_IMPORTED_MODULE_6__/* .tellEnding */ .L)(ports, subject, ending);
        return ending;
    },
});
function noTarget(stage, wish) {
    return {
        reason: "no_rollback_target",
        message: wish === null
            ? `${stage.name} has no earlier verified release`
            : `${stage.name} published nothing that ${wish} means`,
        advice: "`sluice status` lists what was published; nothing was changed.",
    };
}
/** A rollback that did not come about failed, whatever kept it from it; one that was refused changed nothing. */
function outcomeOf(failure) {
    const refused = ["busy", "quarantined", "not_an_administrator", "claim_lost"].includes(failure.reason);
    return refused ? "refused" : "rollback_failed";
}
async function clear(ports, stage, state, wish, reason, dryRun) {
    const hex = wish.replace(/^sha256:/, "");
    const release = Object.values(state.releases).find((r) => r.quarantined && hex.length >= 7 && r.digest.slice("sha256:".length).startsWith(hex));
    if (!release) {
        const advice = "`sluice status` lists what is quarantined; nothing was changed.";
        return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_4__/* .endingOf */ .z6)({ reason: "input_invalid", message: `nothing that ${wish} means is quarantined`, advice }, {});
    }
    const { digest } = release;
    if (dryRun)
        return { outcome: "unchanged", reason: "dry_run", message: `would clear ${digest}`, outputs: { digest } };
    const transactor = await (0,_train_acting_ts__WEBPACK_IMPORTED_MODULE_10__/* .transactorOf */ .Hk)(ports);
    await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (current) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideClear */ .O$)(current, stage.name, digest, reason));
    return { outcome: "done", reason: "ok", message: `${digest} may be deployed again`, outputs: { digest } };
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
