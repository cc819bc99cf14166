export const id = 465;
export const ids = [465,663,659];
export const modules = {

/***/ 1915:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   edge: () => (/* binding */ edge)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(749);


const outputs = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    address: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .optional()
        .meta({ description: "Base URL at which this machine reaches the edge, where one is installed" }),
});
const edge = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "edge",
    summary: "Install the reverse proxy that leads hostnames to environments, look at it, or remove it",
    changes: false,
    inputs: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        action: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(["install", "status", "remove"]).meta({
            description: "install: make and start it; status: what it routes; remove: end it, with its certificates",
            type: "string",
            positional: true,
        }),
    }),
    outputs,
    async run({ action }, ports) {
        if (action === "status")
            return tell(ports);
        if (action === "remove") {
            const removed = await ports.installation.remove();
            return removed === "done"
                ? { outcome: "done", reason: "ok", message: "the edge is removed", outputs: {} }
                : { outcome: "unchanged", reason: "nothing_to_do", message: "no edge is installed", outputs: {} };
        }
        const installed = await ports.installation.install();
        const status = await ports.installation.status();
        const outputs = status === null ? {} : { address: status.address };
        const where = status === null ? "" : ` at ${status.address}`;
        return installed === "done"
            ? { outcome: "done", reason: "ok", message: `the edge takes requests${where}`, outputs }
            : { outcome: "unchanged", reason: "nothing_to_do", message: `the edge runs already${where}`, outputs };
    },
});
async function tell({ installation, reporter }) {
    const status = await installation.status();
    if (status === null) {
        const advice = "Run `sluice edge install`.";
        return { outcome: "done", reason: "ok", message: "no edge is installed", advice, outputs: {} };
    }
    for (const [app, { version, routes }] of Object.entries(status.routings)) {
        for (const { host, environment } of routes)
            reporter.info(`${app} ${version}: ${host} leads to ${environment}`);
    }
    const message = `the edge ${status.running ? "runs" : "does not run"} at ${status.address}, from ${status.image}`;
    return { outcome: "done", reason: "ok", message, outputs: { address: status.address }, details: status };
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
