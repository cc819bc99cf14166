export const id = 205;
export const ids = [205,663,659];
export const modules = {

/***/ 4031:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deployEnv: () => (/* binding */ deployEnv)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(749);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8219);
/* harmony import */ var _train_deploy_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2938);
/* harmony import */ var _train_failure_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1211);
/* harmony import */ var _train_gate_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1742);
/* harmony import */ var _train_go_live_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(498);
/* harmony import */ var _train_notice_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2925);
/* harmony import */ var _train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7768);
/* harmony import */ var _train_subject_ts__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7865);










const outputs = zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
    environment: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().optional().meta({ description: "The environment's name" }),
    url: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().nullish().meta({ description: "Its public address" }),
    address: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP()
        .nullish()
        .meta({ description: "Where this machine reaches it, with or without public traffic" }),
    digest: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().optional().meta({ description: "The digest that the target was seen to run" }),
    generation: zod__WEBPACK_IMPORTED_MODULE_9__/* .number */ .aig().optional().meta({ description: "The fencing token of this deployment" }),
});
const deployEnv = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "deploy-env",
    summary: "Bring a change's environment up in a stage, healthy and proven by its digest",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
        stage: (0,_inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .stageInput */ .j4)(),
        commit: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .commitInput */ .us,
        digest: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .digestInput */ .Dc,
        traffic: zod__WEBPACK_IMPORTED_MODULE_9__/* ["enum"] */ .k5n(["switch", "hold"]).default("switch").meta({
            description: "switch: let it take its stage's traffic; hold: leave that to promote-to-prod in this run",
            type: "string",
        }),
        dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .dryRun */ .PA,
    }),
    outputs,
    async run(inputs, ports) {
        const stage = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, inputs.stage);
        const merge = await (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_7__/* .identifyMerge */ .FD)(ports, stage, inputs.commit ?? null);
        const { state } = await ports.ledger.read();
        const subject = (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_7__/* .subjectOf */ .et)(ports.config.app, merge, (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_7__/* .recordedArtifact */ .no)(state, merge, inputs.digest ?? null));
        const outputs = { environment: subject.environment, url: subject.url, digest: subject.digest };
        if (inputs.dryRun) {
            const gate = (0,_train_gate_ts__WEBPACK_IMPORTED_MODULE_4__/* .passGate */ .lt)(ports, state, subject);
            if (!gate.ok)
                return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .endingOf */ .z6)(gate.failure, outputs);
            const message = `would deploy ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_8__/* .nameOf */ .Vb)(subject)} to ${subject.environment} with ${subject.digest}`;
            return { outcome: "unchanged", reason: "dry_run", message, outputs };
        }
        ports.reporter.step(`deploy-env ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_8__/* .nameOf */ .Vb)(subject)} → ${subject.environment}`);
        const deployed = await (0,_train_deploy_ts__WEBPACK_IMPORTED_MODULE_2__/* .deploy */ .g)(ports, subject);
        const ending = await finish(ports, subject, deployed, inputs.traffic === "switch", outputs);
        await (0,_train_notice_ts__WEBPACK_IMPORTED_MODULE_6__/* .tellEnding */ .L)(ports, subject, ending);
        return ending;
    },
});
async function finish(ports, subject, deployed, takesTraffic, outputs) {
    if (!deployed.ok)
        return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .endingOf */ .z6)(deployed.failure, outputs);
    const { claim, is } = deployed.value;
    const address = (await ports.target.find(subject.environment))?.address ?? null;
    const known = { ...outputs, address, generation: claim.generation };
    if (is === "unchanged") {
        const message = `${subject.environment} runs ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_8__/* .nameOf */ .Vb)(subject)} already`;
        return { outcome: "unchanged", reason: "nothing_to_do", message, outputs: known };
    }
    if (takesTraffic) {
        const live = await (0,_train_go_live_ts__WEBPACK_IMPORTED_MODULE_5__/* .goLive */ .H)(ports, subject, claim);
        if (!live.ok)
            return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_3__/* .endingOf */ .z6)(live.failure, known);
    }
    const where = takesTraffic ? (subject.url ?? address ?? "") : "without traffic yet";
    const message = `${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_8__/* .nameOf */ .Vb)(subject)} runs as ${subject.environment}${where === "" ? "" : `, ${where}`}`;
    return { outcome: "deployed", reason: "ok", message, outputs: known };
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
