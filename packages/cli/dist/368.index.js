export const id = 368;
export const ids = [368,659];
export const modules = {

/***/ 8368:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  demoVerb: () => (/* binding */ demoVerb)
});

// EXTERNAL MODULE: ./packages/cli/src/arguments.ts
var src_arguments = __webpack_require__(7070);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
;// CONCATENATED MODULE: ./packages/cli/src/demo/halt.ts

function createHalt() {
    const underway = new Set();
    let halted = false;
    function check() {
        if (halted)
            throw new errors/* SluiceError */.a("interrupted", "the demo was ended");
    }
    /** All methods of a port, asked first whether anything may still be done. */
    function guarded(port) {
        return new Proxy(port, {
            get(target, name) {
                const value = Reflect.get(target, name);
                if (typeof value !== "function")
                    return value;
                return (...args) => {
                    check();
                    return Reflect.apply(value, target, args);
                };
            },
        });
    }
    return {
        guard(ports) {
            const held = {
                ledger: guarded(ports.ledger),
                target: guarded(ports.target),
                edge: guarded(ports.edge),
                exec: guarded(ports.exec),
                builder: guarded(ports.builder),
            };
            // the others go on being read from the ports themselves: some are made when they are first asked for
            return Object.assign(Object.create(ports), held);
        },
        async during(act) {
            check();
            const acting = act();
            underway.add(acting);
            try {
                return await acting;
            }
            finally {
                underway.delete(acting);
            }
        },
        async halt(mostMs) {
            halted = true;
            const late = new AbortController();
            const timer = new Promise((resolve) => {
                const timeout = setTimeout(resolve, mostMs);
                late.signal.addEventListener("abort", () => clearTimeout(timeout));
            });
            await Promise.race([Promise.allSettled(underway), timer]);
            late.abort();
        },
    };
}

;// CONCATENATED MODULE: ./packages/cli/src/demo/clearing.ts

/** Longer than any step of the train takes to notice that it was halted. */
const HALT_MS = 10_000;
function createClearing() {
    const halt = createHalt();
    const closings = [];
    let folder = null;
    let site = null;
    let cleared = null;
    let kept = false;
    async function clear() {
        await halt.halt(HALT_MS);
        await Promise.allSettled(closings.map((close) => close()));
        if (kept)
            return;
        const { takeDown } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(605), __webpack_require__.e(568), __webpack_require__.e(198)]).then(__webpack_require__.bind(__webpack_require__, 5198));
        const { removeFolder } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(605), __webpack_require__.e(714), __webpack_require__.e(107)]).then(__webpack_require__.bind(__webpack_require__, 9107));
        if (site !== null)
            await takeDown(site);
        if (folder !== null)
            await removeFolder(folder);
    }
    return {
        halt,
        take(path) {
            folder = path;
        },
        takeSite(given) {
            site = given;
        },
        onClear: (close) => void closings.push(close),
        keep() {
            kept = true;
        },
        clear() {
            cleared ??= clear();
            return cleared;
        },
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/core/src/command.ts
var command = __webpack_require__(5632);
// EXTERNAL MODULE: ./packages/core/src/model/duration.ts
var duration = __webpack_require__(8659);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
;// CONCATENATED MODULE: ./packages/cli/src/demo/demo.ts






const MOST_BAKE_MS = 60_000;
const bake = schemas/* string */.YjP()
    .default("3s")
    .transform((given, ctx) => {
    const ms = (0,duration/* parseDuration */.E9)(given);
    if (ms !== null && ms <= MOST_BAKE_MS)
        return ms;
    ctx.addIssue({ code: "custom", message: "must be a duration such as 3s, of 60s at the most" });
    return core/* NEVER */.tm;
})
    .meta({
    description: "How long a release is watched after it took the last stage's traffic",
    type: "string",
});
const rate = schemas/* string */.YjP()
    .default("200")
    .transform((given, ctx) => {
    const number = /^\d{1,4}$/.test(given) ? Number(given) : 0;
    if (number >= 10 && number <= 2000)
        return number;
    ctx.addIssue({ code: "custom", message: "must be a whole number from 10 to 2000" });
    return core/* NEVER */.tm;
})
    .meta({ description: "Requests a second of the visitors", type: "string" });
const outputs = schemas/* object */.Ikc({
    report: schemas/* string */.YjP().optional().meta({ description: "The report's file" }),
    requests: schemas/* number */.aig().optional().meta({ description: "Requests that came while the train ran" }),
    failed: schemas/* number */.aig().optional().meta({ description: "How many of them failed" }),
    folder: schemas/* string */.YjP().optional().meta({ description: "The folder that was kept" }),
});
/** Shows the whole train on this machine. */
const demo = (0,command/* defineCommand */.NB)({
    name: "demo",
    summary: "Show the whole train on this machine, on a scratch repository, under traffic",
    changes: true,
    inputs: schemas/* object */.Ikc({
        repo: (0,command/* text */.Qq)("Play with a copy of this repository, which has a sluice.yml, instead of the sample application"),
        report: (0,command/* text */.Qq)("Where the report is written; default: a file in the folder for temporary files"),
        bake,
        rate,
        verbose: (0,command/* flag */.Jt)("Print all that the commands print"),
        keep: (0,command/* flag */.Jt)("Keep all running, and tell how to look at it"),
        stop: (0,command/* text */.Qq)("Only end and remove what an earlier --keep left in this folder"),
    }),
    outputs,
    async run(inputs, ports) {
        if (inputs.stop !== undefined) {
            const { openKept } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(605), __webpack_require__.e(714), __webpack_require__.e(107)]).then(__webpack_require__.bind(__webpack_require__, 9107));
            const { folder, site } = await openKept(inputs.stop, ports.env);
            ports.clearing.take(folder);
            ports.clearing.takeSite(site);
            await ports.clearing.clear();
            return {
                outcome: "done",
                reason: "ok",
                message: `${folder} and all that ran in it are gone`,
                outputs: {},
            };
        }
        const { playDemo } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(454), __webpack_require__.e(605), __webpack_require__.e(714), __webpack_require__.e(985), __webpack_require__.e(107), __webpack_require__.e(795)]).then(__webpack_require__.bind(__webpack_require__, 795));
        const view = ports.view(inputs.verbose);
        const report = await writableReport(inputs.report ?? null);
        const { story, cut, site, folder } = await playDemo({
            from: inputs.repo ?? null,
            bakeMs: inputs.bake,
            rate: inputs.rate,
            keep: inputs.keep,
            env: ports.env,
        }, view, ports.clearing);
        const [{ renderReport }, { brokenOf, tellEnd }, { tellKept }] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(247)]).then(__webpack_require__.bind(__webpack_require__, 6163)),
            Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(73)]).then(__webpack_require__.bind(__webpack_require__, 8601)),
            __webpack_require__.e(/* import() */ 770).then(__webpack_require__.bind(__webpack_require__, 5770)),
        ]);
        tellEnd(story, view);
        await (0,promises_.writeFile)(report, renderReport(story));
        view.line(`The report: ${report}`);
        if (inputs.keep)
            tellKept(view, folder, site, story);
        view.line();
        const traffic = story.traffic ?? { requests: undefined, failed: undefined };
        const outputs = {
            report,
            requests: traffic.requests,
            failed: traffic.failed,
            ...(inputs.keep ? { folder } : {}),
        };
        if (cut !== null) {
            const { outcome, reason, message, advice } = cut;
            return { outcome, reason, message, advice, outputs };
        }
        const broken = brokenOf(story);
        if (broken.length > 0) {
            const message = `${broken.length} of the story's expectations did not hold\n${broken.map((line) => `  ${line}`).join("\n")}`;
            const advice = "The report shows where; run it again with --verbose --keep to look at it.";
            return { outcome: "failed", reason: "defect", message, advice, outputs };
        }
        const expectations = story.scenes.reduce((sum, { seen }) => sum + seen.length, 0);
        const message = `all ${expectations} expectations of the story held`;
        return { outcome: "done", reason: "ok", message, outputs };
    },
});
/** Found out before anything is made: a report that cannot be written would be told after all was over. */
async function writableReport(wish) {
    const stamp = new Date()
        .toISOString()
        .replace(/[-:]|\.\d+Z$/g, "")
        .replace("T", "-");
    const path = wish === null ? (0,external_node_path_.join)((0,external_node_os_.tmpdir)(), `sluice-demo-${stamp}.html`) : (0,external_node_path_.resolve)(wish);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    return path;
}

// EXTERNAL MODULE: ./packages/cli/src/demo/view.ts
var view = __webpack_require__(3055);
;// CONCATENATED MODULE: ./packages/cli/src/demo/verb.ts




const clearing = createClearing();
/** The demo as a verb of the command line. */
const demoVerb = {
    command: demo,
    async connect() {
        const json = (0,src_arguments/* wantsJson */.k0)(process.argv.slice(2));
        const stream = json ? process.stderr : process.stdout;
        const live = stream.isTTY === true;
        // whoever reads along may go (`| head`), or the terminal may: then nobody watches any more
        const leave = () => void clearing.clear().finally(() => process.exit(1));
        for (const output of [process.stdout, process.stderr])
            output.on("error", leave);
        process.on("SIGHUP", leave);
        // the first interrupt winds up; a second one, which npm may send of its own accord, must not kill what clears away
        for (const signal of ["SIGINT", "SIGTERM"])
            process.on(signal, () => { });
        return {
            view: (verbose) => (0,view/* createView */.O)({
                sink: stream,
                live,
                colours: live && !process.env.NO_COLOR,
                verbose,
                columns: () => stream.columns ?? 80,
            }),
            env: process.env,
            clearing,
        };
    },
    windUp: () => clearing.clear().catch((error) => {
        const why = error instanceof Error ? error.message : String(error);
        process.stderr.write(`Something may be left: ${why}\nSee \`sluice demo --stop FOLDER\`.\n`);
    }),
};


/***/ }),

/***/ 3055:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ createView),
/* harmony export */   Y: () => (/* binding */ seconds)
/* harmony export */ });
/* harmony import */ var _sluice_core_model_outcome__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2907);
/* harmony import */ var _sluice_core_model_plain_line__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7814);


/** SGR parameters: ECMA-48, 8.3.117. */
const SGR = {
    bold: "1",
    dim: "2",
    green: "32",
    yellow: "33",
    red: "31",
    cyan: "36",
};
const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 100;
/** Lines of a command that is shown because it went wrong. */
const LINES_KEPT = 40;
function createView(options) {
    const { sink, live, verbose, columns, now = Date.now } = options;
    let timer = null;
    const paint = (how, text) => options.colours ? `\u001b[${SGR[how]}m${text}\u001b[0m` : text;
    const print = (text) => sink.write(`${text}\n`);
    const clear = () => {
        if (live)
            sink.write("\r\u001b[K");
    };
    const stop = () => {
        if (timer === null)
            return;
        clearInterval(timer);
        timer = null;
        clear();
    };
    function begin(command) {
        const began = now();
        const kept = [];
        let doing = "";
        let frame = 0;
        let rest = "";
        const repaint = () => {
            const time = seconds(now() - began);
            const text = `${command}  ${time}  ${doing}`.slice(0, Math.max(20, columns() - 6));
            clear();
            sink.write(`   ${paint("cyan", SPINNER[frame++ % SPINNER.length])} ${text}`);
        };
        if (live) {
            repaint();
            timer = setInterval(repaint, FRAME_MS);
            timer.unref();
        }
        return {
            note(text) {
                doing = (0,_sluice_core_model_plain_line__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h)(text);
            },
            write(text) {
                const lines = `${rest}${text}`.split("\n");
                rest = lines.pop() ?? "";
                for (const line of lines) {
                    kept.push(line);
                    if (kept.length > LINES_KEPT)
                        kept.shift();
                    if (!verbose)
                        continue;
                    clear();
                    print(paint("dim", `       ${line}`.trimEnd()));
                }
            },
            end({ outcome, message }) {
                stop();
                if (outcome === "interrupted")
                    return;
                const colour = (0,_sluice_core_model_outcome__WEBPACK_IMPORTED_MODULE_0__/* .outcomeColour */ .L_)(outcome);
                const mark = {
                    success: paint("green", "✓"),
                    notice: paint("yellow", "●"),
                    failure: paint("red", "✗"),
                }[colour];
                const [first = ""] = message.split("\n");
                const said = _sluice_core_model_outcome__WEBPACK_IMPORTED_MODULE_0__/* .OUTCOMES */ .im[outcome] === 0 ? (0,_sluice_core_model_plain_line__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h)(first) : `${outcome}: ${(0,_sluice_core_model_plain_line__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h)(first)}`;
                print(`   ${mark} ${paint("bold", command)}  ${paint("dim", seconds(now() - began))}  ${said}`);
                // a rollback that was meant to happen needs no more words; one that was not is explained by the caller
                if (outcome === "failed" && !verbose)
                    for (const line of kept)
                        print(paint("dim", `       ${line}`));
            },
        };
    }
    return {
        line: (text = "") => void print(text),
        dim: (text) => void print(paint("dim", text)),
        heading: (text) => void print(paint("bold", text)),
        begin,
        seen(text, holds) {
            print(`     ${holds ? paint("green", "✓") : paint("red", "✗ not so:")} ${(0,_sluice_core_model_plain_line__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h)(text)}`);
        },
        table(rows) {
            const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => [...(row[at] ?? "")].length)));
            rows.forEach((row, n) => {
                const text = row
                    .map((cell, at) => (0,_sluice_core_model_plain_line__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h)(cell).padEnd(widths[at] ?? 0))
                    .join("  ")
                    .trimEnd();
                print(n === 0 ? paint("dim", `   ${text}`) : `   ${text}`);
            });
        },
        rest: stop,
    };
}
/** `1.2s`. */
function seconds(ms) {
    return `${(ms / 1000).toFixed(1)}s`;
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


/***/ })

};
