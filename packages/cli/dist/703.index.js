export const id = 703;
export const ids = [703];
export const modules = {

/***/ 7070:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N5: () => (/* binding */ GENERAL_FLAGS),
/* harmony export */   We: () => (/* binding */ parseArguments),
/* harmony export */   k0: () => (/* binding */ wantsJson),
/* harmony export */   kk: () => (/* binding */ splitVerb)
/* harmony export */ });
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7638);
/* harmony import */ var _sluice_core_model_suggest__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8317);


/** Flags that every verb has. */
const GENERAL_FLAGS = [
    { name: "json", description: "print the result alone, as JSON; everything else goes to stderr" },
    { name: "repo", description: "work in this directory instead of here (also -C)" },
    { name: "help", description: "show this (also -h)" },
];
/** Parts the verb from the rest; general flags may stand before it, as with git: `sluice -C shop status`. */
function splitVerb(argv) {
    const before = [];
    for (let i = 0; i < argv.length; i++) {
        const word = argv[i];
        if (!word.startsWith("-"))
            return { verb: word, rest: [...before, ...argv.slice(i + 1)] };
        before.push(word);
        if ((word === "-C" || word === "--repo") && i + 1 < argv.length)
            before.push(argv[++i]);
    }
    return { verb: null, rest: before };
}
/** Whether the result is wanted as JSON; known before, and even if, the rest can be read. */
function wantsJson(argv) {
    const end = argv.indexOf("--");
    return argv.slice(0, end === -1 ? argv.length : end).includes("--json");
}
/**
 * Reads a verb's flags and bare words. A flag's value follows it or its `=`; booleans stand alone, or as `--no-x`;
 * a list's flag may be repeated; `--` ends the flags.
 *
 * @throws SluiceError `input_invalid`, naming every mistake at once.
 */
function parseArguments(verb, argv, fields) {
    const reader = new Reader(fields);
    const words = [...argv];
    while (words.length > 0) {
        const word = words.shift();
        if (word === "--")
            for (const rest of words.splice(0))
                reader.bare(rest);
        else if (word.startsWith("-") && word !== "-")
            reader.flag(word, words);
        else
            reader.bare(word);
    }
    if (reader.problems.length > 0 && !reader.help) {
        throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .a("input_invalid", `sluice ${verb} cannot be run like that\n${reader.problems.map((p) => `  ${p}`).join("\n")}`, { advice: `Nothing was changed. See: sluice ${verb} --help` });
    }
    return {
        help: reader.help,
        json: reader.json,
        directory: reader.directory,
        inputs: Object.fromEntries(reader.inputs),
    };
}
/** What was read so far. */
class Reader {
    problems = [];
    inputs = new Map();
    help = false;
    json = false;
    directory = null;
    #fields;
    #places;
    constructor(fields) {
        this.#fields = new Map(fields.map((field) => [field.name, field]));
        this.#places = fields.filter((field) => field.positional);
    }
    bare(word) {
        const place = this.#places[0];
        if (place === undefined) {
            this.problems.push(`${word}: there is no place for this word`);
            return;
        }
        if (place.kind !== "list")
            this.#places.shift();
        this.#set(place, word);
    }
    flag(word, rest) {
        const { name, value } = split(word);
        const field = word.startsWith("--") ? this.#fields.get(name) : undefined;
        if (field !== undefined)
            this.#named(field, word, value, rest);
        else if (name === "help" || name === "h")
            this.help = true;
        else if (name === "json")
            this.json = true;
        else if (name === "repo" || name === "C")
            this.directory = this.#value(word, value, rest);
        else
            this.#negated(name, word, value);
    }
    #named(field, word, value, rest) {
        if (field.kind === "boolean")
            this.#set(field, value ?? "true");
        else {
            const given = this.#value(word, value, rest);
            if (given !== null)
                this.#set(field, given);
        }
    }
    #negated(name, word, value) {
        const field = word.startsWith("--no-") ? this.#fields.get(name.slice("no-".length)) : undefined;
        if (field?.kind === "boolean" && value === null) {
            this.#set(field, "false");
            return;
        }
        const known = [...this.#fields.keys(), ...GENERAL_FLAGS.map((flag) => flag.name)];
        const meant = (0,_sluice_core_model_suggest__WEBPACK_IMPORTED_MODULE_1__/* .suggest */ .Z)(name, known);
        const hint = meant === null ? "" : `; did you mean --${meant}?`;
        this.problems.push(`${word.split("=")[0]}: there is no such flag${hint}`);
    }
    #value(word, value, rest) {
        if (value !== null)
            return value;
        const next = rest[0];
        if (next !== undefined && !next.startsWith("--"))
            return rest.shift();
        const hint = next === undefined ? "" : ` (for one that begins with dashes: ${word}=${next})`;
        this.problems.push(`${word}: needs a value${hint}`);
        return null;
    }
    #set(field, value) {
        const before = this.inputs.get(field.name);
        if (field.kind === "list") {
            this.inputs.set(field.name, [...(before ?? []), value]);
            return;
        }
        if (before !== undefined)
            this.problems.push(`${field.name}: was given twice`);
        this.inputs.set(field.name, value);
    }
}
/** `--name=value` and `-C=value` apart. */
function split(word) {
    const bare = word.replace(/^--?/, "");
    const equals = bare.indexOf("=");
    return equals === -1
        ? { name: bare, value: null }
        : { name: bare.slice(0, equals), value: bare.slice(equals + 1) };
}


/***/ }),

/***/ 1703:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start)
});

// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/core/src/execute.ts
var execute = __webpack_require__(998);
// EXTERNAL MODULE: ./packages/core/src/model/outcome.ts
var model_outcome = __webpack_require__(2907);
// EXTERNAL MODULE: ./packages/core/src/model/suggest.ts
var suggest = __webpack_require__(8317);
// EXTERNAL MODULE: ./packages/runtimes/src/terminal/runtime.ts + 4 modules
var runtime = __webpack_require__(1338);
// EXTERNAL MODULE: ./packages/cli/src/arguments.ts
var src_arguments = __webpack_require__(7070);
// EXTERNAL MODULE: ./packages/core/src/command.ts
var command = __webpack_require__(5632);
;// CONCATENATED MODULE: ./packages/cli/src/fields.ts

/** The fields of a verb's inputs or outputs, in the order of their definition. */
function fieldsOf(object) {
    return Object.entries(object.shape).map(([key, schema]) => fieldOf(key, schema));
}
function fieldOf(key, schema) {
    const layers = unwrap(schema);
    const meta = Object.assign({}, ...layers.map((layer) => layer.meta() ?? {}).reverse());
    const given = layers.find((layer) => layer.def.type === "default" || layer.def.type === "prefault");
    const enumeration = layers.find((layer) => layer.def.type === "enum" || layer.def.type === "literal");
    const allowed = enumeration === undefined
        ? null
        : (enumeration.def.values ?? Object.values(enumeration.def.entries ?? {})).map(String);
    return {
        name: (0,command/* toKebab */.VC)(key),
        description: typeof meta.description === "string" ? meta.description : "",
        kind: kindOf(meta, layers),
        allowed,
        default: asWritten(given?.def.defaultValue),
        required: !schema.safeParse(undefined).success,
        positional: meta.positional === true,
    };
}
/** From the outermost schema to what a raw value is first read by. */
function unwrap(schema) {
    const layers = [];
    for (let layer = schema; layer !== undefined;) {
        layers.push(layer);
        const { innerType, in: from, out: to } = layer.def;
        // A preprocess is a pipe whose first half only converts: what it takes is told by the second.
        layer = innerType ?? (from?.def.type === "transform" ? to : from);
    }
    return layers;
}
function kindOf(meta, layers) {
    if (meta.type === "boolean" || meta.type === "list")
        return meta.type;
    if (meta.type === undefined && layers.some(readsBoolean))
        return "boolean";
    if (meta.type === undefined && layers.some((layer) => layer.def.type === "array"))
        return "list";
    return "string";
}
/** `z.boolean()`, and `z.stringbool()`, which is a pipe from a string to a boolean. */
function readsBoolean({ def }) {
    return def.type === "boolean" || def.out?.def.type === "boolean";
}
function asWritten(value) {
    if (value === undefined || value === null || value === "")
        return null;
    if (Array.isArray(value))
        return value.length === 0 ? null : value.join(", ");
    return String(value);
}

// EXTERNAL MODULE: ./packages/cli/src/help.ts
var help = __webpack_require__(6027);
;// CONCATENATED MODULE: ./packages/cli/src/help-verb.ts



/** What `sluice <verb> --help` prints. */
function verbHelp(command) {
    const fields = fieldsOf(command.inputs);
    const outputs = fieldsOf(command.outputs);
    const general = src_arguments/* GENERAL_FLAGS */.N5.filter((flag) => !fields.some((field) => field.name === flag.name));
    return [
        `sluice ${command.name}: ${command.summary}`,
        "",
        `usage: ${usage(command.name, fields)}`,
        "",
        ...(0,help/* table */.t)([
            ...fields.map((field) => [flagOf(field), explain(field)]),
            ...general.map((flag) => [
                flag.name === "repo" ? "--repo PATH" : `--${flag.name}`,
                flag.description,
            ]),
        ]),
        ...(outputs.length === 0 ? [] : ["", "outputs:", ...(0,help/* table */.t)(outputs.map((o) => [o.name, o.description]))]),
        "",
    ].join("\n");
}
/** `sluice run <stage> --commit VALUE [flags]`: what must be there is named. */
function usage(verb, fields) {
    const words = fields
        .filter((field) => field.positional)
        .map((field) => {
        const word = field.kind === "list" ? `${field.name}…` : field.name;
        return field.required ? `<${word}>` : `[${word}]`;
    });
    const required = fields.filter((field) => field.required && !field.positional).map(flagOf);
    return ["sluice", verb, ...words, ...required, "[flags]"].join(" ");
}
/** `--dry-run`, `--stage VALUE`, `<stage>`. */
function flagOf(field) {
    if (field.positional)
        return `<${field.name}>`;
    return field.kind === "boolean" ? `--${field.name}` : `--${field.name} VALUE`;
}
function explain(field) {
    const notes = [];
    if (field.required)
        notes.push("required");
    if (field.kind === "list")
        notes.push("may be repeated");
    if (field.allowed !== null)
        notes.push(`one of ${field.allowed.join(", ")}`);
    if (field.kind === "boolean" && field.default === "true")
        notes.push(`on; --no-${field.name} turns it off`);
    else if (field.default !== null && field.kind !== "boolean")
        notes.push(`default: ${field.default}`);
    return [field.description, notes.length === 0 ? "" : `(${notes.join("; ")})`].filter(Boolean).join(" ");
}

;// CONCATENATED MODULE: ./packages/cli/src/run-verb.ts








/** Runs one command line to its end; answers the exit code. */
async function runVerb(argv, shell) {
    const { verb, rest } = (0,src_arguments/* splitVerb */.kk)(argv);
    const json = (0,src_arguments/* wantsJson */.k0)(rest);
    let exitCode = 0;
    const terminal = (inputs, stdout = shell.stdout) => (0,runtime/* createTerminalRuntime */.P)({ ...shell, stdout, inputs, json, setExitCode: (code) => (exitCode = code) });
    try {
        const { command, connect, ownsStdout, windUp } = await findVerb(verb, shell.verbs);
        const given = (0,src_arguments/* parseArguments */.We)(command.name, rest, fieldsOf(command.inputs));
        if (given.help) {
            shell.stdout.write(verbHelp(command));
            return 0;
        }
        if (given.directory !== null)
            enter(given.directory, shell);
        const runtime = terminal(given.inputs, ownsStdout?.(given.inputs) ? shell.stderr : shell.stdout);
        shell.onInterrupt(() => {
            const advice = windUp === undefined
                ? `The ledger knows what this run began: the next \`sluice ${command.name}\` finishes or undoes it.`
                : "What it made is being removed, which takes a moment.";
            end(runtime, command.name, new errors/* SluiceError */.a("interrupted", "Interrupted.", { advice }));
            if (windUp === undefined)
                shell.exit(model_outcome/* OUTCOMES */.im.interrupted);
            else
                void windUp().finally(() => shell.exit(model_outcome/* OUTCOMES */.im.interrupted));
        });
        await (0,execute/* execute */.g)(command, runtime, async (inputs) => (await connect(inputs, runtime)));
        return exitCode;
    }
    catch (error) {
        if (!(error instanceof errors/* SluiceError */.a))
            throw error;
        return end(terminal({}), verb ?? "", error);
    }
}
async function findVerb(name, verbs) {
    if (name === null) {
        throw new errors/* SluiceError */.a("input_invalid", "A verb is missing.", { advice: "See: sluice --help" });
    }
    const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (load !== undefined)
        return load();
    const meant = (0,suggest/* suggest */.Z)(name, Object.keys(verbs));
    throw new errors/* SluiceError */.a("input_invalid", `There is no verb ${JSON.stringify(name)}.`, {
        advice: meant === null ? "See: sluice --help" : `Did you mean: sluice ${meant}`,
    });
}
function enter(directory, shell) {
    try {
        shell.changeDirectory(directory);
    }
    catch (cause) {
        throw new errors/* SluiceError */.a("input_invalid", `There is no directory ${directory}.`, {
            advice: "Nothing was changed. Name an existing directory with --repo.",
            cause,
        });
    }
}
/** The ending of what came to no verdict of its own: says why, and gives the result and the exit code all the same. */
function end(runtime, command, error) {
    const reason = error.reason;
    const outcome = (0,model_outcome/* outcomeOfReason */.SN)(reason);
    const { message, advice } = error;
    runtime.error(advice === null ? message : `${message}\n${advice}`);
    void runtime.setResult({
        v: 1,
        command,
        outcome,
        reason_code: reason,
        message,
        advice,
        outputs: {},
        details: null,
    });
    return model_outcome/* OUTCOMES */.im[outcome];
}

;// CONCATENATED MODULE: ./packages/cli/src/verbs.ts

/** The verbs in the order of the help. To add one, add a line and run `npm run generate`. */
const VERBS = {
    run: async () => train((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(454), __webpack_require__.e(985), __webpack_require__.e(663)]).then(__webpack_require__.bind(__webpack_require__, 3985))).run),
    "build-image": async () => train((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(416)]).then(__webpack_require__.bind(__webpack_require__, 8818))).buildImage),
    "run-test-matrix": async () => train((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(884)]).then(__webpack_require__.bind(__webpack_require__, 3278))).runTestMatrix),
    "deploy-env": async () => train((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(454), __webpack_require__.e(205)]).then(__webpack_require__.bind(__webpack_require__, 4031))).deployEnv),
    "promote-to-prod": async () => train((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(454), __webpack_require__.e(102)]).then(__webpack_require__.bind(__webpack_require__, 5128))).promoteToProd),
    rollback: async () => train((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(454), __webpack_require__.e(987)]).then(__webpack_require__.bind(__webpack_require__, 7226))).rollback),
    "destroy-stale-env": async () => train((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(282)]).then(__webpack_require__.bind(__webpack_require__, 8924))).destroyStaleEnv),
    "notify-admins": async () => train((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(378)]).then(__webpack_require__.bind(__webpack_require__, 3620))).notifyAdmins),
    edge: async () => ({
        command: (await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(465)]).then(__webpack_require__.bind(__webpack_require__, 1915))).edge,
        async connect(_, reporter) {
            const { openEdgeInstallation } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(605), __webpack_require__.e(714), __webpack_require__.e(659)]).then(__webpack_require__.bind(__webpack_require__, 7714));
            const installation = await openEdgeInstallation({ cwd: process.cwd(), env: process.env });
            return { installation, reporter };
        },
    }),
    ledger: async () => ({
        command: (await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(51)]).then(__webpack_require__.bind(__webpack_require__, 3605))).ledger,
        async connect(_, reporter) {
            const { openLedger, openLines } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(605), __webpack_require__.e(714), __webpack_require__.e(659)]).then(__webpack_require__.bind(__webpack_require__, 7714));
            const place = { cwd: process.cwd(), env: process.env };
            const { site, ledger } = await openLedger(place, reporter);
            const lines = (path) => openLines(path, { cwd: place.cwd, stdout: process.stdout });
            return { config: site.config, ledger, reporter, openLines: lines };
        },
        ownsStdout: (inputs) => inputs.action === "export" && !inputs.out,
    }),
    init: async () => ({
        command: (await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(376)]).then(__webpack_require__.bind(__webpack_require__, 3012))).init,
        async connect(_, reporter) {
            const { openWorkTree } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(605), __webpack_require__.e(714), __webpack_require__.e(659)]).then(__webpack_require__.bind(__webpack_require__, 7714));
            return { tree: await openWorkTree({ cwd: process.cwd(), env: process.env }), reporter };
        },
    }),
    status: async () => watching((await Promise.all(/* import() */[__webpack_require__.e(397), __webpack_require__.e(126)]).then(__webpack_require__.bind(__webpack_require__, 9584))).status),
    demo: async () => (await __webpack_require__.e(/* import() */ 368).then(__webpack_require__.bind(__webpack_require__, 8368))).demoVerb,
};
/** A verb of the train: works on the repository around the working directory, as its sluice.yml says. */
function train(command) {
    return {
        command,
        async connect(_, runtime) {
            const { connect } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(605), __webpack_require__.e(714), __webpack_require__.e(659)]).then(__webpack_require__.bind(__webpack_require__, 7714));
            return connect({ cwd: process.cwd(), env: process.env }, runtime);
        },
    };
}
/** A verb of the train that may repaint the terminal it is run in. */
function watching(command) {
    return {
        command,
        async connect(_, runtime) {
            const { connect, screenOf } = await Promise.all(/* import() */[__webpack_require__.e(867), __webpack_require__.e(397), __webpack_require__.e(605), __webpack_require__.e(714), __webpack_require__.e(659)]).then(__webpack_require__.bind(__webpack_require__, 7714));
            const ports = await connect({ cwd: process.cwd(), env: process.env }, runtime);
            return Object.assign(ports, { screen: (0,src_arguments/* wantsJson */.k0)(process.argv) ? null : screenOf(process.stdout) });
        },
    };
}

;// CONCATENATED MODULE: ./packages/cli/src/start.ts


/** Runs a command line in this process, and ends the process with its exit code. */
async function start(argv) {
    const code = await runVerb(argv, {
        verbs: VERBS,
        stdout: process.stdout,
        stderr: process.stderr,
        env: process.env,
        isTTY: process.stdout.isTTY === true,
        changeDirectory: (path) => process.chdir(path),
        onInterrupt: (end) => {
            process.once("SIGINT", end);
            process.once("SIGTERM", end);
        },
        exit: (status) => process.exit(status),
    }).catch((error) => {
        // Verbs end inside `execute`: what arrives here could not even be reported.
        process.stderr.write(`sluice: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        return 1;
    });
    // What a verb left open (an idle connection) must not keep a job waiting.
    await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
    process.exit(code);
}
function flushed(stream) {
    return new Promise((resolve) => stream.write("", () => resolve()));
}


/***/ }),

/***/ 5632:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   NB: () => (/* binding */ defineCommand),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   VC: () => (/* binding */ toKebab),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   wu: () => (/* binding */ toCamel)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(749);

function defineCommand(command) {
    return command;
}
/** `dryRun` → `dry-run`. */
function toKebab(name) {
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
/** `dry-run` → `dryRun`. */
function toCamel(name) {
    return name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
/** "true", "yes", "1", "on" and their opposites; `z.coerce.boolean()` would read "false" as true. */
function flag(description) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .stringbool */ .uEf().default(false).meta({ description, type: "boolean" });
}
/** Several values, one a line or separated by commas; a repeated flag on the command line. */
function list(description) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())])
        .default([])
        .transform((value) => (Array.isArray(value) ? value : [value])
        .flatMap((part) => part.split(/[\n,]/))
        .map((part) => part.trim())
        .filter((part) => part !== ""))
        .meta({ description, type: "list" });
}
/** An optional text; an empty one counts as absent, as runners give it. */
function text(description) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .transform((value) => (value === "" ? undefined : value))
        .optional()
        .meta({ description, type: "string" });
}


/***/ }),

/***/ 7638:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ SluiceError)
/* harmony export */ });
/**
 * An error that a user can do something about. `message` says what happened and what was left as it was,
 * `advice` what to do next. Anything else that is thrown is a defect.
 */
class SluiceError extends Error {
    reason;
    advice;
    constructor(reason, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.name = "SluiceError";
        this.reason = reason;
        this.advice = options.advice ?? null;
    }
}


/***/ }),

/***/ 998:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ execute)
/* harmony export */ });
/* unused harmony export parseInputs */
/* harmony import */ var _command_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5632);
/* harmony import */ var _errors_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7638);
/* harmony import */ var _model_outcome_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2907);
/* harmony import */ var _model_plain_line_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7814);
/* harmony import */ var _model_suggest_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8317);





/**
 * Runs a verb: reads and validates its inputs, connects its ports, and turns whatever comes of it into
 * outputs, a summary, a result and an exit code. Holds the only catch.
 *
 * @param connect makes the ports; called only once the inputs are valid, so that bad input loads nothing heavy.
 */
async function execute(command, runtime, connect) {
    let ending;
    try {
        const inputs = parseInputs(command, runtime.inputs);
        ending = await command.run(inputs, await connect(inputs));
    }
    catch (error) {
        ending = endingOfError(error, runtime);
    }
    return report(command, runtime, ending);
}
/** Throws `input_invalid`, naming every invalid input at once. */
function parseInputs(command, raw) {
    const known = Object.keys(command.inputs.shape);
    const problems = [];
    const given = {};
    for (const [name, value] of Object.entries(raw)) {
        const field = (0,_command_ts__WEBPACK_IMPORTED_MODULE_2__/* .toCamel */ .wu)(name);
        if (known.includes(field))
            given[field] = value;
        else {
            const meant = (0,_model_suggest_ts__WEBPACK_IMPORTED_MODULE_3__/* .suggest */ .Z)(name, known.map(_command_ts__WEBPACK_IMPORTED_MODULE_2__/* .toKebab */ .VC));
            problems.push(`${name}: there is no such input${meant === null ? "" : `; did you mean ${meant}?`}`);
        }
    }
    const parsed = command.inputs.safeParse(given);
    if (!parsed.success) {
        for (const issue of parsed.error.issues) {
            const name = (0,_command_ts__WEBPACK_IMPORTED_MODULE_2__/* .toKebab */ .VC)(String(issue.path[0] ?? ""));
            const missing = given[String(issue.path[0])] === undefined;
            problems.push(`${name}: ${missing ? "is required" : issue.message.replace(/^Invalid input: /, "")}`);
        }
    }
    if (problems.length > 0 || !parsed.success) {
        throw new _errors_ts__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .a("input_invalid", `the inputs are not valid\n${problems.map((p) => `  ${p}`).join("\n")}`, {
            advice: "Mend the inputs above; nothing was changed.",
        });
    }
    return parsed.data;
}
function endingOfError(error, runtime) {
    if (error instanceof _errors_ts__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .a) {
        if (error.cause !== undefined)
            runtime.debug(describe(error.cause));
        return {
            outcome: (0,_model_outcome_ts__WEBPACK_IMPORTED_MODULE_1__/* .outcomeOfReason */ .SN)(error.reason),
            reason: error.reason,
            message: error.message,
            advice: error.advice,
            outputs: {},
        };
    }
    runtime.debug(describe(error));
    return {
        outcome: "failed",
        reason: "defect",
        message: `Sluice itself failed: ${error instanceof Error ? error.message : String(error)}`,
        advice: "Run it again with SLUICE_DEBUG=1 and report what it prints; the next run takes over what this one left.",
        outputs: {},
    };
}
function describe(error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
async function report(command, runtime, ending) {
    const { outcome, reason, message } = ending;
    const advice = ending.advice ?? null;
    const colour = (0,_model_outcome_ts__WEBPACK_IMPORTED_MODULE_1__/* .outcomeColour */ .L_)(outcome);
    if (colour === "failure")
        runtime.error(advice === null ? message : `${message}\n${advice}`);
    else
        runtime.info(advice === null ? message : `${message}\n${advice}`);
    runtime.verdict(`${outcome}${reason === "ok" ? "" : ` (${reason}: ${_model_outcome_ts__WEBPACK_IMPORTED_MODULE_1__/* .REASON_CODES */ .OE[reason]})`}`, colour);
    const outputs = { outcome, "reason-code": reason };
    for (const [name, value] of Object.entries(ending.outputs)) {
        if (value !== undefined && value !== null)
            outputs[(0,_command_ts__WEBPACK_IMPORTED_MODULE_2__/* .toKebab */ .VC)(name)] = (0,_model_plain_line_ts__WEBPACK_IMPORTED_MODULE_4__/* .plainLine */ .h)(String(value));
    }
    const result = {
        v: 1,
        command: command.name,
        outcome,
        reason_code: reason,
        message,
        advice,
        outputs: ending.outputs,
        details: ending.details ?? null,
    };
    await runtime.setOutputs(outputs);
    if (ending.summary !== undefined)
        await runtime.setSummary(ending.summary);
    await runtime.setResult(result);
    runtime.setExitCode(_model_outcome_ts__WEBPACK_IMPORTED_MODULE_1__/* .OUTCOMES */ .im[outcome]);
    return result;
}


/***/ }),

/***/ 2907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L_: () => (/* binding */ outcomeColour),
/* harmony export */   OE: () => (/* binding */ REASON_CODES),
/* harmony export */   SN: () => (/* binding */ outcomeOfReason),
/* harmony export */   im: () => (/* binding */ OUTCOMES)
/* harmony export */ });
/** Every verb ends in one of these. The exit code follows from it alone. */
const OUTCOMES = {
    built: 0,
    reused: 0,
    passed: 0,
    deployed: 0,
    unchanged: 0,
    superseded: 0,
    promoted: 0,
    destroyed: 0,
    notified: 0,
    done: 0,
    /** A person asked for an earlier release, and it serves. */
    returned: 0,
    failed: 1,
    invalid: 2,
    refused: 3,
    rolled_back: 4,
    rollback_failed: 5,
    tests_failed: 6,
    unreachable: 7,
    malformed: 8,
    interrupted: 130,
};
/** Milestones a person reads green; `superseded` is a notice, the rest are failures. */
function outcomeColour(outcome) {
    if (OUTCOMES[outcome] !== 0)
        return "failure";
    return outcome === "superseded" || outcome === "returned" ? "notice" : "success";
}
/** Why a verb ended as it did, from a closed list: stable words that scripts may rely on. */
const REASON_CODES = {
    ok: "done as asked",
    nothing_to_do: "there was nothing to do",
    dry_run: "only told what would be done",
    found_by_content: "an artifact of the same content exists",
    newer_change: "a newer change has the stage",
    tombstoned: "the ledger says that this environment must not exist any more",
    claim_lost: "another run took the claim over",
    busy: "another run holds the stage and did not finish in time",
    not_a_descendant: "the commit does not contain what the stage runs",
    history_unknown: "the repository's history does not reach far enough to compare commits",
    not_verified: "no release of this content is verified in the stage before",
    tests_missing: "a required suite has no result for this artifact",
    tests_failed: "a required suite failed",
    quarantined: "the release is quarantined",
    frozen: "the stage is frozen",
    approvals_missing: "approvals are missing",
    not_an_administrator: "the person is not an administrator of the stage",
    unhealthy: "the environment did not become healthy",
    unhealthy_after_switch: "the environment turned unhealthy after it took the traffic",
    digest_mismatch: "the target runs another digest than was asked for",
    hook_failed: "a hook failed",
    no_rollback_target: "there is no verified release to go back to",
    rollback_unhealthy: "the release to go back to is not healthy",
    build_failed: "the build failed",
    policy_broken: "the artifact is not what the policy asks for",
    deployment_failed: "the target could not start the environment",
    target_unreachable: "the target does not answer",
    target_malformed: "the target's own records cannot be read",
    edge_unreachable: "the edge does not answer",
    registry_unreachable: "the registry does not answer",
    registry_denied: "the registry refuses the credentials",
    registry_malformed: "the registry answers something that is not the distribution protocol",
    artifact_missing: "the artifact is not in the registry",
    ledger_unreachable: "the ledger's remote does not answer",
    ledger_denied: "the ledger's remote refuses the push",
    ledger_malformed: "the ledger does not fold or its chain is broken",
    ledger_contended: "too many runs append to the ledger at once",
    config_missing: "there is no sluice.yml",
    config_invalid: "sluice.yml is not valid",
    input_invalid: "an input is not valid",
    commit_unknown: "there is no such commit",
    environment_unknown: "there is no such environment",
    forge_unreachable: "the forge does not answer",
    not_delivered: "a notice could not be delivered",
    program_missing: "a program that is needed is not installed",
    git_failed: "git refused",
    interrupted: "the run was interrupted",
    defect: "Sluice itself failed",
};
/** What an error with this reason lets its verb end in. */
function outcomeOfReason(reason) {
    if (reason.endsWith("_unreachable") || reason === "registry_denied" || reason === "ledger_denied")
        return "unreachable";
    if (reason.endsWith("_malformed"))
        return "malformed";
    switch (reason) {
        case "config_missing":
        case "config_invalid":
        case "input_invalid":
        case "commit_unknown":
        case "environment_unknown":
            return "invalid";
        case "newer_change":
            return "superseded";
        case "tests_failed":
            return "tests_failed";
        case "interrupted":
            return "interrupted";
        case "busy":
        case "not_a_descendant":
        case "history_unknown":
        case "not_verified":
        case "tests_missing":
        case "quarantined":
        case "frozen":
        case "approvals_missing":
        case "not_an_administrator":
        case "claim_lost":
        case "tombstoned":
        case "no_rollback_target":
        case "ledger_contended":
        case "policy_broken":
            return "refused";
        default:
            return "failed";
    }
}


/***/ }),

/***/ 7814:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ plainLine)
/* harmony export */ });
/** C0 and C1 controls, line separators, and what reorders text as it is read (https://trojansource.codes). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** Text from outside (a title, a branch) as one line that does nothing to a terminal or a log. */
function plainLine(text) {
    return text.replace(/\s*[\r\n\t]+\s*/g, " ").replace(UNPRINTABLE, "\u{fffd}");
}


/***/ }),

/***/ 8317:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ suggest)
/* harmony export */ });
/** The known word that a mistyped one most likely means; null where none is near. */
function suggest(word, known) {
    const limit = Math.max(1, Math.floor(word.length / 3));
    let best = null;
    let bestDistance = limit + 1;
    for (const candidate of known) {
        const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
        if (distance < bestDistance)
            [best, bestDistance] = [candidate, distance];
    }
    return best;
}
/** Damerau's distance with adjacent transpositions (optimal string alignment), so that `stagse` is one step from `stages`. */
function editDistance(a, b) {
    let before = [];
    let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            let cost = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
                cost = Math.min(cost, before[j - 2] + 1);
            row.push(cost);
        }
        [before, previous] = [previous, row];
    }
    return previous[b.length];
}


/***/ }),

/***/ 1338:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ createTerminalRuntime)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./packages/runtimes/src/dotenv.ts
/**
 * Outputs as lines of a dotenv file, which a shell can also read: `SLUICE_REASON_CODE=ok`. The prefix keeps an
 * output named `path` from becoming the reader's PATH.
 */
function toDotenv(outputs) {
    return Object.entries(outputs)
        .map(([name, value]) => `SLUICE_${name.replace(/[^A-Za-z0-9]/g, "_").toUpperCase()}=${quote(value)}\n`)
        .join("");
}
function quote(value) {
    const line = value.replace(/[\r\n]+/g, " ");
    return /^[A-Za-z0-9_./:@%+,=-]*$/.test(line) ? line : `"${line.replace(/[\\"$`]/g, "\\$&")}"`;
}

;// CONCATENATED MODULE: ./packages/runtimes/src/mask.ts
const MASK = "***";
function createMasker() {
    const forms = new Set();
    const masker = {
        add(secret) {
            for (const form of formsOf(secret))
                forms.add(form);
        },
        mask: (text) => maskForms(text, forms),
        maskValue(value) {
            if (typeof value === "string")
                return masker.mask(value);
            if (typeof value === "number" || typeof value === "bigint") {
                const written = String(value);
                const masked = masker.mask(written);
                return masked === written ? value : masked;
            }
            if (Array.isArray(value))
                return value.map(masker.maskValue);
            if (value === null || typeof value !== "object")
                return value;
            const plain = "toJSON" in value && typeof value.toJSON === "function" ? value.toJSON() : value;
            if (plain === null || typeof plain !== "object" || Array.isArray(plain))
                return masker.maskValue(plain);
            return Object.fromEntries(Object.entries(plain).map(([key, inner]) => [masker.mask(key), masker.maskValue(inner)]));
        },
    };
    return masker;
}
/**
 * What a secret may look like in a log: itself, each of its lines (programs print line by line), percent-encoded
 * for a URL's path or a form with either case of digits, escaped in JSON, and in base64.
 */
function formsOf(secret) {
    if (secret.trim() === "")
        return [];
    const lines = secret
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        // Of a key in PEM, `}` or `==` alone tells nothing, and hiding it everywhere would make logs unreadable.
        .filter((line) => line.length >= 4);
    const forms = new Set();
    for (const text of [secret, secret.trim(), ...lines]) {
        forms.add(text);
        const bytes = Buffer.from(text, "utf8");
        // Lone surrogates cannot be percent-encoded as they are; their replacement character can.
        for (const encoded of [encodeURIComponent(bytes.toString("utf8")), encodeURI(bytes.toString("utf8"))]) {
            for (const url of [encoded, encoded.replaceAll("%20", "+")]) {
                forms.add(url);
                forms.add(url.replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase()));
            }
        }
        forms.add(JSON.stringify(text).slice(1, -1));
        forms.add(bytes.toString("base64"));
    }
    return [...forms].sort((a, b) => b.length - a.length);
}
/**
 * Replaces every stretch that any form covers. Stretches that overlap or touch become one, so that a short secret
 * inside or beside a longer one does not leave the longer one's rest readable.
 */
function maskForms(text, forms) {
    const stretches = [];
    for (const form of forms) {
        for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) {
            stretches.push({ from: at, to: at + form.length });
        }
    }
    if (stretches.length === 0)
        return text;
    stretches.sort((a, b) => a.from - b.from);
    let masked = "";
    let done = 0;
    let open = stretches[0];
    const close = () => {
        masked += text.slice(done, open.from) + MASK;
        done = open.to;
    };
    for (const next of stretches.slice(1)) {
        if (next.from <= open.to)
            open = { from: open.from, to: Math.max(open.to, next.to) };
        else {
            close();
            open = next;
        }
    }
    close();
    return masked + text.slice(done);
}

;// CONCATENATED MODULE: ./packages/runtimes/src/neutralise.ts
const ESCAPE = 0x1b;
const BELL = 0x07;
const TAB = 0x09;
const NEWLINE = 0x0a;
const REPLACEMENT = "\u{fffd}";
/**
 * Text from outside as what it says, without what it would do to a terminal: escape sequences (colours, cursor,
 * titles, clipboard) go, line ends become `\n`, and every other control character, and those that reorder what is
 * read (https://trojansource.codes), become U+FFFD. Tabs and newlines stay.
 */
function neutralise(text) {
    let plain = "";
    for (let i = 0; i < text.length;) {
        const code = text.charCodeAt(i);
        const sequence = sequenceLength(text, i);
        if (sequence > 0)
            i += sequence;
        else {
            plain +=
                code === 0x0d
                    ? text.charCodeAt(i + 1) === NEWLINE
                        ? ""
                        : "\n"
                    : isHarmless(code)
                        ? text[i]
                        : REPLACEMENT;
            i += 1;
        }
    }
    return plain;
}
function isHarmless(code) {
    if (code === TAB || code === NEWLINE)
        return true;
    const control = code < 0x20 || (code >= 0x7f && code <= 0x9f);
    const reorders = (code >= 0x202a && code <= 0x202e) ||
        (code >= 0x2066 && code <= 0x2069) ||
        code === 0x200e ||
        code === 0x200f;
    return !control && !reorders;
}
/** Length of the escape sequence (ECMA-48) that begins at `at`; 0 where none does. */
function sequenceLength(text, at) {
    const first = text.charCodeAt(at);
    if (first === 0x9b)
        return controlSequenceEnd(text, at + 1) - at;
    if (first === 0x90 || (first >= 0x9d && first <= 0x9f))
        return stringEnd(text, at + 1) - at;
    if (first !== ESCAPE)
        return 0;
    const second = text[at + 1];
    if (second === undefined)
        return 1;
    if (second === "[")
        return controlSequenceEnd(text, at + 2) - at;
    if ("]P_^X".includes(second))
        return stringEnd(text, at + 2) - at;
    // Two characters, or some intermediates and a final one: `ESC ( B`.
    let end = at + 1;
    while (inRange(text, end, 0x20, 0x2f))
        end += 1;
    return (inRange(text, end, 0x30, 0x7e) ? end + 1 : end) - at;
}
/** Parameters, intermediates, one final character. */
function controlSequenceEnd(text, from) {
    let end = from;
    while (inRange(text, end, 0x20, 0x3f))
        end += 1;
    return inRange(text, end, 0x40, 0x7e) ? end + 1 : end;
}
/** Up to a bell or a string terminator; one that never ends on its line hides no more than its introducer. */
function stringEnd(text, from) {
    for (let i = from; i < text.length && text.charCodeAt(i) !== NEWLINE; i++) {
        const code = text.charCodeAt(i);
        if (code === BELL || code === 0x9c)
            return i + 1;
        if (code === ESCAPE)
            return text[i + 1] === "\\" ? i + 2 : i;
    }
    return from;
}
function inRange(text, at, low, high) {
    const code = text.charCodeAt(at);
    return code >= low && code <= high;
}

;// CONCATENATED MODULE: ./packages/runtimes/src/terminal/paint.ts
/** SGR parameters: ECMA-48, 8.3.117. */
const SGR = {
    plain: "",
    dim: "2",
    step: "36",
    success: "32",
    notice: "33",
    failure: "31",
};
/** Colours text, or leaves it as it is. */
function paintFor(colours) {
    if (!colours)
        return (_, text) => text;
    return (style, text) => (SGR[style] === "" ? text : `\u001b[${SGR[style]}m${text}\u001b[0m`);
}

;// CONCATENATED MODULE: ./packages/runtimes/src/terminal/runtime.ts





/** Where a verb's story begins, behind the time: `   1.2s `. */
const MARGIN = 9;
/** The runtime of a person at a terminal, and of any program that runs `sluice` itself. */
function createTerminalRuntime(options) {
    const { env, json, now = Date.now } = options;
    const masker = createMasker();
    const paint = paintFor(options.isTTY && !env.NO_COLOR);
    const began = now();
    const story = json ? options.stderr : options.stdout;
    /** Masked before and after: what is in the way of a secret's letters may be an escape sequence. */
    const clean = (text) => masker.mask(neutralise(masker.mask(text)));
    /** Further lines are indented, so that text from outside cannot pass for a line of ours. */
    const print = (to, mark, style, text) => {
        const time = `${((now() - began) / 1000).toFixed(1)}s`.padStart(MARGIN - 2);
        const [head = "", ...more] = clean(text).trimEnd().split("\n");
        const indent = " ".repeat(MARGIN + 2);
        const lines = [head, ...more.map((line) => indent + line)].join("\n");
        to.write(`${paint("dim", time)}  ${paint(style, mark)} ${lines}\n`);
    };
    return {
        inputs: options.inputs,
        step: (text) => print(story, "▸", "step", text),
        info: (text) => print(story, " ", "plain", text),
        output: (text) => print(story, "│", "dim", text),
        warning: (text) => print(options.stderr, "!", "notice", `warning: ${text}`),
        error: (text) => print(options.stderr, "✗", "failure", `error: ${text}`),
        verdict: (text, colour) => print(story, { success: "✓", notice: "●", failure: "✗" }[colour], colour, text),
        debug: (text) => {
            if (env.SLUICE_DEBUG)
                print(options.stderr, "·", "dim", text);
        },
        mask: (secret) => masker.add(secret),
        async setOutputs(outputs) {
            const shown = Object.entries(outputs).map(([name, value]) => [name, clean(value)]);
            const width = Math.max(0, ...shown.map(([name]) => name.length));
            for (const [name, value] of shown) {
                story.write(`${" ".repeat(MARGIN + 2)}${paint("dim", name.padEnd(width))}  ${value}\n`);
            }
            if (env.SLUICE_OUTPUT)
                await (0,promises_.appendFile)(env.SLUICE_OUTPUT, masker.mask(toDotenv(outputs)));
        },
        async setSummary(markdown) {
            if (env.SLUICE_SUMMARY)
                await (0,promises_.appendFile)(env.SLUICE_SUMMARY, `${clean(markdown).trimEnd()}\n\n`);
        },
        async setResult(result) {
            if (json)
                options.stdout.write(`${JSON.stringify(masker.maskValue(result), null, 2)}\n`);
        },
        setExitCode: options.setExitCode ??
            ((code) => {
                process.exitCode = code;
            }),
    };
}


/***/ })

};
