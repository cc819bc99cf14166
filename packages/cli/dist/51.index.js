export const id = 51;
export const ids = [51,663,659];
export const modules = {

/***/ 3605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ledger: () => (/* binding */ ledger)
});

// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var classic_schemas = __webpack_require__(749);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/coerce.js


function string(params) {
    return core._coercedString(schemas.ZodString, params);
}
function number(params) {
    return api/* _coercedNumber */.qG(classic_schemas/* ZodNumber */.rSt, params);
}
function coerce_boolean(params) {
    return core._coercedBoolean(schemas.ZodBoolean, params);
}
function bigint(params) {
    return core._coercedBigint(schemas.ZodBigInt, params);
}
function date(params) {
    return core._coercedDate(schemas.ZodDate, params);
}

;// CONCATENATED MODULE: ./packages/commands/src/ledger-export.ts

/** Events folded at once: folding copies the state each time. */
const CHUNK = 1_000;
/** Writes all events as CDEvents, one a line; answers how many events the ledger had. */
async function exportEvents(ports, options) {
    const { app, source } = options;
    const writer = await ports.openLines(options.out);
    try {
        let state = src/* emptyState */.p$;
        let count = 0;
        const write = async (chunk) => {
            // Only where artifacts are kept is asked of the state, so one that is a little newer tells it as well.
            state = (0,src/* fold */.AU)(state, chunk);
            const lines = chunk.flatMap((event) => (0,src/* toCDEvents */.wA)(event, { app, source, before: state }));
            await writer.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
            count += chunk.length;
        };
        let chunk = [];
        for await (const event of ports.ledger.events()) {
            chunk.push(event);
            if (chunk.length < CHUNK)
                continue;
            await write(chunk);
            chunk = [];
        }
        await write(chunk);
        await writer.close();
        return count;
    }
    catch (error) {
        await writer.abandon();
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/commands/src/ledger.ts



const outputs = classic_schemas/* object */.Ikc({
    events: classic_schemas/* number */.aig().meta({ description: "How many events were shown, verified or exported" }),
});
const TYPES = src/* ledgerEvent */.Ku.options.map((option) => option.shape.type.value);
const ledger = (0,src/* defineCommand */.NB)({
    name: "ledger",
    summary: "Show the record of all deployments, verify it, or export it as CDEvents",
    changes: false,
    inputs: classic_schemas/* object */.Ikc({
        action: classic_schemas/* enum */.k5n(["show", "verify", "export"]).meta({
            description: "show: the newest events; verify: fold all again and check the chain; export: CDEvents as JSON lines",
            type: "string",
            positional: true,
        }),
        limit: number()
            .int()
            .min(1)
            .max(100_000)
            .default(20)
            .meta({ description: "How many events to show at the most", type: "string" }),
        environment: (0,src/* text */.Qq)("Show only events of this environment"),
        type: (0,src/* text */.Qq)("Show only events of this type, such as service.published"),
        out: (0,src/* text */.Qq)("The file that an export is written to; default: stdout"),
        source: (0,src/* text */.Qq)("Who emits the exported events, a URI or a path; default: /sluice/<app>"),
    }),
    outputs,
    async run(inputs, ports) {
        if (inputs.action === "verify")
            return verifyAll(ports);
        if (inputs.action === "export") {
            const { app } = ports.config;
            const source = inputs.source ?? `/sluice/${encodeURIComponent(app)}`;
            const events = await exportEvents(ports, { app, source, out: inputs.out ?? null });
            const message = `exported ${events} events of ${ports.ledger.place} to ${inputs.out ?? "stdout"}`;
            return { outcome: "done", reason: "ok", message, outputs: { events } };
        }
        return show(ports, inputs);
    },
});
async function verifyAll({ ledger }) {
    const { events, from, to } = await (0,src/* verify */.MX)(ledger);
    const span = from === null ? "" : `, from ${from} to ${to},`;
    const message = `${ledger.place}: the chain of all ${events} events${span} holds, and they fold to the state that is stored`;
    return { outcome: "passed", reason: "ok", message, outputs: { events } };
}
async function show({ ledger, reporter }, wish) {
    const type = wish.type === undefined ? null : checkedType(wish.type);
    let newest = [];
    for await (const event of ledger.events()) {
        if (type !== null && event.type !== type)
            continue;
        if (wish.environment !== undefined && !isAbout(event, wish.environment))
            continue;
        newest.push(event);
        // Cut now and then only: cutting at each event would copy all of them each time.
        if (newest.length >= 2 * wish.limit)
            newest = newest.slice(-wish.limit);
    }
    const events = newest.slice(-wish.limit);
    for (const event of events)
        reporter.info(lineOf(event));
    const message = `${events.length} events of ${ledger.place}`;
    const reason = events.length === 0 ? "nothing_to_do" : "ok";
    return { outcome: "done", reason, message, outputs: { events: events.length }, details: { events } };
}
function checkedType(type) {
    if (TYPES.includes(type))
        return type;
    const meant = (0,src/* suggest */.qY)(type, TYPES);
    const hint = meant === null ? "" : `; did you mean ${meant}?`;
    throw new src/* SluiceError */.ah("input_invalid", `the ledger has no events of type ${JSON.stringify(type)}${hint}`, {
        advice: `Types are ${TYPES.join(", ")}.`,
    });
}
function isAbout(event, environment) {
    return "environment" in event && event.environment === environment;
}
/** `17 2026-07-01T12:00:00.000Z service.published shop-prod-pr1 by ada@example.com`, and what else tells most. */
function lineOf(event) {
    const about = "environment" in event && event.environment !== null ? event.environment : null;
    const stage = about === null && "stage" in event ? event.stage : null;
    const words = [event.seq, event.at, event.type, about ?? stage, detailOf(event), `by ${event.by}`];
    return (0,src/* plainLine */.h0)(words.filter((word) => word !== null && word !== "").join(" "));
}
function detailOf(event) {
    switch (event.type) {
        case "testsuiterun.finished":
            return `${event.suite}: ${event.outcome}`;
        case "environment.tombstoned":
            return `(${event.reason}: ${event.detail})`;
        case "service.rolledback":
            return `(from ${event.from}: ${event.reason})`;
        case "release.quarantined":
        case "release.cleared":
            return `${event.digest.slice(0, 19)} (${event.reason})`;
        case "incident.detected":
            return `(${event.message})`;
        case "notice.sent":
            return `${event.event} to ${event.channel}${event.delivered ? "" : ", not delivered"}`;
        default:
            return "";
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
