export const id = 605;
export const ids = [605];
export const modules = {

/***/ 5719:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readConfig)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8815);


/** A file that is longer is not read: no configuration is, and parsing one would take long. */
const MOST_CHARACTERS = 256 * 1024;
/** How often aliases may repeat what their anchors hold, so that a short text cannot grow without bounds. */
const MOST_ALIASES = 100;
/**
 * The configuration in the text of a sluice.yml. Throws `config_invalid` with the line and column of every problem.
 * It reads no file and no environment variable.
 *
 * @param path the file's name, for messages
 */
function readConfig({ path, text }) {
    const { data, locate } = readYaml(path, text);
    return (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .checkConfig */ .l2)(data, locate, path);
}
function readYaml(path, text) {
    const refuse = (problems) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .invalidConfig */ .qh)(problems.map((problem) => ({ path: [], ...problem })), path);
    const start = { line: 1, column: 1 };
    if (text.length > MOST_CHARACTERS)
        throw refuse([
            { message: `is longer than ${MOST_CHARACTERS / 1024} KiB; no configuration is`, place: start },
        ]);
    try {
        const counter = new yaml__WEBPACK_IMPORTED_MODULE_1__/* .LineCounter */ .HN();
        const document = (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .parseDocument */ .Tp)(text, {
            lineCounter: counter,
            prettyErrors: false,
            stringKeys: true,
            schema: "core",
            resolveKnownTags: false,
            logLevel: "error",
        });
        const placeOf = (offset) => {
            const { line, col } = counter.linePos(Math.min(offset, text.length));
            return { line: Math.max(1, line), column: Math.max(1, col) };
        };
        const wrong = [...document.errors, ...document.warnings];
        if (wrong.length > 0)
            throw refuse(wrong.map(({ message, pos }) => ({
                message: `not YAML: ${message.replace(/^Maximum call stack.*/, "nested too deep")}`,
                place: placeOf(pos[0]),
            })));
        const aliases = listAliases(document);
        if (aliases.length > MOST_ALIASES)
            throw refuse([{ message: `has more than ${MOST_ALIASES} aliases (*name)`, place: start }]);
        const lost = aliases.filter((alias) => alias.resolve(document) === undefined);
        if (lost.length > 0)
            throw refuse(lost.map((alias) => ({
                message: `has no anchor &${alias.source} before this alias`,
                place: placeOf(startOf(alias) ?? 0),
            })));
        return {
            data: document.toJS({ maxAliasCount: MOST_ALIASES }),
            locate: (path, part) => placeOf(offsetOf(document, path, part)),
        };
    }
    catch (error) {
        // yaml's own limits: too many aliases (ReferenceError), nested too deep for the stack (RangeError).
        if (error instanceof ReferenceError)
            throw refuse([{ message: "repeats what its anchors hold too often", place: start }]);
        if (error instanceof RangeError)
            throw refuse([{ message: "is nested too deep", place: start }]);
        throw error;
    }
}
function listAliases(document) {
    const aliases = [];
    (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .visit */ .YR)(document, {
        Alias: (_, alias) => {
            aliases.push(alias);
        },
    });
    return aliases;
}
/** A short value stands for itself; a mapping or a list is found by its key. */
function offsetOf(document, path, part) {
    let node = document.contents;
    let offset = startOf(node) ?? 0;
    for (const [depth, step] of path.entries()) {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isAlias */ .Vj)(node))
            node = node.resolve(document);
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(node)) {
            const pair = node.items.find(({ key }) => (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isScalar */ .jn)(key) && String(key.value) === String(step));
            if (pair === undefined)
                return offset;
            const wantsKey = depth === path.length - 1 ? part === "key" : true;
            offset = (wantsKey ? startOf(pair.key) : startOfValue(pair)) ?? offset;
            node = pair.value;
        }
        else if ((0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isSeq */ .oP)(node)) {
            const item = node.items[Number(step)];
            if (item === undefined)
                return offset;
            offset = startOf(item) ?? offset;
            node = item;
        }
        else
            return offset;
    }
    return offset;
}
function startOfValue({ key, value }) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isScalar */ .jn)(value) && value.value !== null ? startOf(value) : startOf(key);
}
function startOf(node) {
    return node?.range?.[0] ?? null;
}


/***/ }),

/***/ 180:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ cannotStart)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7638);


/** Tells why a program could not be started: a missing program and a missing folder are the same errno. */
async function cannotStart(error, program, cwd) {
    const code = error.code;
    const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(cwd).then((found) => found.isDirectory(), () => false);
    if (!there) {
        return new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__/* .SluiceError */ .a("input_invalid", `${program} was not started: there is no folder ${cwd}`, {
            cause: error,
        });
    }
    if (code === "ENOENT") {
        return new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__/* .SluiceError */ .a("program_missing", `${program} was not started: there is no such program`, {
            advice: `Install ${program}, or mend the command; a program of the repository needs its path (./${program}).`,
            cause: error,
        });
    }
    if (code === "EACCES") {
        return new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__/* .SluiceError */ .a("program_missing", `${program} was not started: it is not an executable file`, {
            advice: `Make it executable (git update-index --chmod=+x) or name the program that reads it.`,
            cause: error,
        });
    }
    const why = error instanceof Error ? error.message : String(error);
    return new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__/* .SluiceError */ .a("program_missing", `${program} was not started: ${why}`, { cause: error });
}


/***/ }),

/***/ 2022:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/** The machine's own time. */
const systemClock = {
    now: () => Date.now(),
    sleep: (ms, signal) => new Promise((resolve) => {
        if (signal?.aborted)
            return resolve();
        const end = () => {
            clearTimeout(timer);
            signal?.removeEventListener("abort", end);
            resolve();
        };
        const timer = setTimeout(end, ms);
        signal?.addEventListener("abort", end);
    }),
};


/***/ }),

/***/ 1343:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ createExec)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./packages/host/src/cannot-start.ts
var cannot_start = __webpack_require__(180);
// EXTERNAL MODULE: ./packages/host/src/groups.ts
var src_groups = __webpack_require__(5530);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./packages/host/src/output.ts

/** A line longer than this is handed over in parts: a program that never ends one must not fill the memory. */
const LINE_LIMIT = 64 * 1024;
/** Hands over each whole line without its end, and keeps nothing. */
function collectLines(onLine) {
    const decoder = new external_node_string_decoder_.StringDecoder("utf8");
    let rest = "";
    const take = (text) => {
        const lines = (rest + text).split("\n");
        rest = lines.pop();
        for (const line of lines)
            onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
        while (rest.length > LINE_LIMIT) {
            onLine(rest.slice(0, LINE_LIMIT));
            rest = rest.slice(LINE_LIMIT);
        }
    };
    return {
        add: (chunk) => take(decoder.write(chunk)),
        end() {
            take(decoder.end());
            if (rest !== "")
                onLine(rest);
            rest = "";
            return "";
        },
    };
}
/** Keeps the last `limit` bytes, cut between characters. */
function collectTail(limit) {
    const chunks = [];
    let size = 0;
    return {
        add(chunk) {
            chunks.push(chunk);
            size += chunk.length;
            while (size - chunks[0].length >= limit)
                size -= chunks.shift().length;
        },
        end() {
            const all = Buffer.concat(chunks);
            let from = Math.max(0, all.length - limit);
            if (from > 0)
                while (from < all.length && (all[from] & 0xc0) === 0x80)
                    from++;
            return all.subarray(from).toString("utf8");
        },
    };
}

;// CONCATENATED MODULE: ./packages/host/src/exec.ts





const TAIL_BYTES = 64 * 1024;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** How long what a program left in the background may hold its output open. */
const LINGER_MS = 1_000;
/**
 * Runs programs, each in a process group of its own. What would end this process (Ctrl-C, a cancelled job)
 * is passed on to the groups that run. A program is over when it exits: what it leaves in the background goes on,
 * but is no longer listened to.
 *
 * @param options.graceMs between SIGTERM and SIGKILL of a group whose time is up; default 5000.
 */
function createExec(options = {}) {
    const groups = new Set();
    const pass = (signal) => {
        for (const group of groups)
            (0,src_groups/* signalGroup */.i8)(group, signal);
        for (const name of SIGNALS)
            process.off(name, pass);
        if (process.listenerCount(signal) === 0)
            process.kill(process.pid, signal);
    };
    const enter = (group) => {
        if (groups.size === 0)
            for (const name of SIGNALS)
                process.on(name, pass);
        groups.add(group);
    };
    const leave = (group) => {
        groups.delete(group);
        if (groups.size === 0)
            for (const name of SIGNALS)
                process.off(name, pass);
    };
    return {
        async run(argv, given = {}) {
            const child = await start(argv, given);
            const group = child.pid;
            enter(group);
            try {
                return await follow(child, given, options.graceMs ?? 5_000);
            }
            finally {
                leave(group);
            }
        },
    };
}
async function start(argv, options) {
    const [program, ...args] = argv;
    try {
        const child = (0,external_node_child_process_.spawn)(program, args, {
            ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
            env: { ...process.env, ...options.env },
            detached: true,
            stdio: [options.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
        });
        await new Promise((resolve, reject) => {
            child.once("spawn", resolve);
            child.once("error", reject);
        });
        return child;
    }
    catch (error) {
        throw await (0,cannot_start/* cannotStart */.m)(error, program, options.cwd ?? process.cwd());
    }
}
async function follow(child, options, graceMs) {
    const { onLine } = options;
    const collector = (stream) => onLine === undefined ? collectTail(TAIL_BYTES) : collectLines((line) => onLine(line, stream));
    const stdout = collector("stdout");
    const stderr = collector("stderr");
    child.stdout.on("data", stdout.add);
    child.stderr.on("data", stderr.add);
    // A program may end without having read all of it.
    child.stdin?.on("error", () => { });
    child.stdin?.end(options.stdin);
    let ending = null;
    const end = () => {
        ending = (0,src_groups/* endGroup */.N4)(child.pid, graceMs);
    };
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(end, options.timeoutMs);
    const code = await exitOf(child);
    clearTimeout(timer);
    const timedOut = ending !== null;
    await ending;
    return { code, stdout: stdout.end(), stderr: stderr.end(), timedOut };
}
/** The exit code, once both streams are read to their end, or held open by somebody else for too long. */
function exitOf(child) {
    return new Promise((resolve) => {
        let linger;
        child.once("exit", () => {
            linger = setTimeout(() => {
                child.stdout?.destroy();
                child.stderr?.destroy();
            }, LINGER_MS);
        });
        child.once("close", (code, signal) => {
            clearTimeout(linger);
            resolve(code ?? 128 + (signal === null ? 0 : external_node_os_.constants.signals[signal]));
        });
    });
}


/***/ }),

/***/ 4434:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* reexport */ withFileLock),
  Z: () => (/* binding */ writeFileAtomic)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/host/src/clock.ts
var src_clock = __webpack_require__(2022);
// EXTERNAL MODULE: ./packages/host/src/identity.ts
var identity = __webpack_require__(1884);
;// CONCATENATED MODULE: ./packages/host/src/lock-chain.ts

/** Nobody who can be named: the lock was released between two looks. */
const NOBODY = { pid: 0, identity: "", token: "" };
/** One attempt. Null where the lock is now that of the owner in the file `mine`, else who has it. */
async function takeLock(path, mine, files, isDead) {
    if (await files.link(mine, path))
        return null;
    const chain = await readChain(path, files);
    const [first, last] = [chain[0], chain.at(-1)];
    if (first === undefined || last === undefined)
        return NOBODY;
    if (!(await isDead(last)))
        return last;
    const successor = `${path}.${last.token}`;
    if (!(await files.link(mine, successor)))
        return last;
    if ((await readOwner(path, files))?.token !== first.token) {
        await files.remove(successor);
        return last;
    }
    await files.rename(mine, path);
    for (const owner of chain)
        await files.remove(`${path}.${owner.token}`);
    return null;
}
async function readChain(path, files) {
    const chain = [];
    let owner = await readOwner(path, files);
    while (owner !== null) {
        chain.push(owner);
        owner = await readOwner(`${path}.${owner.token}`, files);
    }
    return chain;
}
/** What is not ours to read (a power cut emptied it) has a dead owner. */
async function readOwner(path, files) {
    const text = await files.read(path);
    if (text === null)
        return null;
    try {
        const { pid, identity, token } = JSON.parse(text);
        if (Number.isInteger(pid) && typeof identity === "string" && /^[0-9a-f]{16}$/.test(String(token)))
            return { pid: Number(pid), identity, token: String(token) };
    }
    catch { }
    return { ...NOBODY, token: (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex").slice(0, 16) };
}

;// CONCATENATED MODULE: ./packages/host/src/file-lock.ts






const POLL_MS = 20;
/**
 * Runs `fn` while no other process (nor another call in this one) is inside the same lock. It is not
 * reentrant. A lock whose owner is dead is taken over. Throws `busy` where it is not had within `timeoutMs`.
 */
async function withFileLock(path, fn, options = {}) {
    await acquire(path, options);
    try {
        return await fn();
    }
    finally {
        await disk.remove(path);
    }
}
async function acquire(path, options) {
    const clock = options.clock ?? src_clock/* systemClock */.m;
    const timeoutMs = options.timeoutMs ?? 30_000;
    const deadline = clock.now() + timeoutMs;
    const me = {
        pid: process.pid,
        identity: (await (0,identity/* processIdentity */.I9)(process.pid)) ?? "",
        token: (0,external_node_crypto_.randomBytes)(8).toString("hex"),
    };
    const mine = `${path}.${me.token}.tmp`;
    await (0,promises_.writeFile)(mine, JSON.stringify(me), { flag: "wx" });
    try {
        for (;;) {
            const holder = await takeLock(path, mine, disk, isDead);
            if (holder === null)
                return;
            if (clock.now() >= deadline)
                throw busy(path, holder, timeoutMs);
            await clock.sleep(POLL_MS + Math.floor(Math.random() * POLL_MS));
        }
    }
    finally {
        await disk.remove(mine);
    }
}
function busy(path, holder, timeoutMs) {
    const who = holder.pid === 0 ? "another process" : `process ${holder.pid}`;
    return new errors/* SluiceError */.a("busy", `${who} holds ${path} and did not finish in ${timeoutMs} ms`, {
        advice: "Wait for it to finish, or end it, then run this again; nothing was changed.",
    });
}
async function isDead(owner) {
    return (await (0,identity/* livenessOf */.l8)(owner.pid, owner.identity)) === "dead";
}
const disk = {
    async link(from, to) {
        try {
            await (0,promises_.link)(from, to);
            return true;
        }
        catch (error) {
            if (error.code === "EEXIST")
                return false;
            throw error;
        }
    },
    async read(path) {
        try {
            return await (0,promises_.readFile)(path, "utf8");
        }
        catch (error) {
            if (error.code === "ENOENT")
                return null;
            throw error;
        }
    },
    rename: promises_.rename,
    remove: (path) => (0,promises_.rm)(path, { force: true }),
};

;// CONCATENATED MODULE: ./packages/host/src/files.ts




/**
 * Replaces a file as a whole: who reads it sees the old bytes or the new ones, and after a power cut one of
 * both is there. The folder must exist.
 */
async function writeFileAtomic(path, bytes, options = {}) {
    const name = `.${(0,external_node_path_.basename)(path).slice(0, 100)}.${(0,external_node_crypto_.randomBytes)(8).toString("hex")}.tmp`;
    const temporary = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), name);
    try {
        const file = await (0,promises_.open)(temporary, "wx", options.mode ?? 0o644);
        try {
            await file.writeFile(bytes);
            await file.sync();
        }
        finally {
            await file.close();
        }
        await (0,promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
    await syncFolder((0,external_node_path_.dirname)(path));
}
/** So that a rename survives a power cut; not every system lets a folder be opened for it. */
async function syncFolder(path) {
    const folder = await (0,promises_.open)(path, "r").catch(() => null);
    if (folder === null)
        return;
    await folder.sync().catch(() => { });
    await folder.close();
}


/***/ }),

/***/ 9508:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ secretsOf),
/* harmony export */   LO: () => (/* binding */ credentialEnv),
/* harmony export */   _K: () => (/* binding */ gitEnvironment)
/* harmony export */ });
/**
 * The environment that lets one git call authenticate to `url`: never on the command line, never in a file.
 * Empty for remotes that are not HTTP, which have no use for it. The empty first value takes back headers that
 * a checkout left in the repository's configuration: two of them make a server refuse the request.
 */
function credentialEnv(credential) {
    const scope = httpScope(credential.url);
    if (scope === null)
        return {};
    const basic = Buffer.from(`${credential.username}:${credential.token}`).toString("base64");
    return {
        GIT_CONFIG_COUNT: "2",
        GIT_CONFIG_KEY_0: `http.${scope}.extraHeader`,
        GIT_CONFIG_VALUE_0: "",
        GIT_CONFIG_KEY_1: `http.${scope}.extraHeader`,
        GIT_CONFIG_VALUE_1: `Authorization: Basic ${basic}`,
    };
}
function httpScope(url) {
    if (!URL.canParse(url))
        return null;
    const { protocol, host, pathname } = new URL(url);
    return protocol === "http:" || protocol === "https:" ? `${protocol}//${host}${pathname}` : null;
}
/**
 * The process's environment without what would point git at another repository (a hook that starts us sets
 * `GIT_DIR`), in one language, and without prompts.
 */
function gitEnvironment(base, added) {
    const env = {};
    for (const [name, value] of Object.entries(base)) {
        if (!LOCAL.has(name) && !CONFIG.test(name))
            env[name] = value;
    }
    Object.assign(env, {
        GIT_TERMINAL_PROMPT: "0",
        GIT_OPTIONAL_LOCKS: "0",
        GIT_PAGER: "cat",
        GIT_EDITOR: "true",
        LC_ALL: "C",
    });
    for (const [name, value] of Object.entries(added))
        if (!CONFIG.test(name))
            env[name] = value;
    const entries = [...configEntries(base), ...configEntries(added)];
    if (entries.length > 0)
        env.GIT_CONFIG_COUNT = String(entries.length);
    entries.forEach(([key, value], n) => {
        env[`GIT_CONFIG_KEY_${n}`] = key;
        env[`GIT_CONFIG_VALUE_${n}`] = value;
    });
    return env;
}
/** What must not be printed of a call's environment: whole headers, their values, and the tokens in them. */
function secretsOf(env) {
    return configEntries(env).flatMap(([key, value]) => {
        const basic = /\.extraheader$/i.test(key) ? /Basic (\S+)/i.exec(value)?.[1] : undefined;
        if (basic === undefined)
            return [];
        const token = Buffer.from(basic, "base64")
            .toString("utf8")
            .replace(/^[^:]*:/, "");
        return [basic, token, encodeURIComponent(token)].filter((secret) => secret !== "");
    });
}
function configEntries(env) {
    const count = Number(env.GIT_CONFIG_COUNT ?? "0");
    if (!Number.isInteger(count) || count < 0 || count > 1000)
        return [];
    return Array.from({ length: count }, (_, n) => [
        env[`GIT_CONFIG_KEY_${n}`] ?? "",
        env[`GIT_CONFIG_VALUE_${n}`] ?? "",
    ]).filter(([key]) => key !== "");
}
const CONFIG = /^GIT_CONFIG_(?:COUNT|KEY_\d+|VALUE_\d+)$/;
/** `git rev-parse --local-env-vars`, less the configuration, which may hold a user's `safe.directory`. */
const LOCAL = new Set([
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
]);


/***/ }),

/***/ 6768:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ git),
/* harmony export */   L: () => (/* reexport safe */ _git_environment_ts__WEBPACK_IMPORTED_MODULE_3__.LO)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7638);
/* harmony import */ var _cannot_start_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(180);
/* harmony import */ var _git_environment_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9508);





/**
 * What no call of ours may do in a user's repository: run its hooks or its file-system monitor, start
 * maintenance in the background, or ask a person something.
 */
const HARDENED = [
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "gc.auto=0",
    "-c",
    "maintenance.auto=false",
];
const GRACE_MS = 2_000;
/**
 * Runs git, without a shell. Throws `program_missing` where git is not installed, else `options.reason` with
 * what git said last.
 */
async function git(args, options) {
    const env = (0,_git_environment_ts__WEBPACK_IMPORTED_MODULE_3__/* .gitEnvironment */ ._K)(process.env, options.env ?? {});
    const masked = masker((0,_git_environment_ts__WEBPACK_IMPORTED_MODULE_3__/* .secretsOf */ .Fj)(options.env ?? {}));
    const reason = options.reason ?? "git_failed";
    const ended = await start(args, env, options);
    const stderr = masked(ended.stderr.toString("utf8"));
    if (ended.timedOut) {
        throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__/* .SluiceError */ .a(reason, `git ${args[0] ?? ""} did not finish within ${(options.timeoutMs ?? 0) / 1000} s and was ended`, { advice: "See whether the remote answers, then run it again." });
    }
    if (ended.code !== 0 && options.allowFailure !== true) {
        throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__/* .SluiceError */ .a(reason, `git ${args[0] ?? ""} failed: ${tellingLine(stderr, ended.code)}`, {
            cause: new Error(stderr.trim()),
        });
    }
    return { code: ended.code, stdout: ended.stdout, stderr };
}
function start(args, env, options) {
    return new Promise((resolve, reject) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)("git", [...HARDENED, ...args], {
            cwd: options.cwd,
            env,
            stdio: ["pipe", "pipe", "pipe"],
            windowsHide: true,
        });
        const out = [];
        const err = [];
        const timers = [];
        let timedOut = false;
        child.stdout.on("data", (chunk) => out.push(chunk));
        child.stderr.on("data", (chunk) => err.push(chunk));
        // git may end without having read all of it; its exit code says what that meant.
        child.stdin.on("error", () => { });
        if (options.timeoutMs !== undefined) {
            const end = () => {
                timedOut = true;
                child.kill("SIGTERM");
                timers.push(setTimeout(() => child.kill("SIGKILL"), GRACE_MS));
            };
            timers.push(setTimeout(end, options.timeoutMs));
        }
        child.on("exit", () => {
            // A transport that git left behind holds the pipes, and `close` would wait for it.
            if (timedOut)
                for (const stream of [child.stdout, child.stderr])
                    stream.destroy();
        });
        child.on("error", (error) => {
            for (const timer of timers)
                clearTimeout(timer);
            reject(error);
        });
        child.on("close", (code, signal) => {
            for (const timer of timers)
                clearTimeout(timer);
            resolve({
                code: code ?? 128 + (signal === "SIGKILL" ? 9 : 15),
                stdout: Buffer.concat(out),
                stderr: Buffer.concat(err),
                timedOut,
            });
        });
        child.stdin.end(options.stdin);
    }).catch(async (error) => {
        throw await (0,_cannot_start_ts__WEBPACK_IMPORTED_MODULE_2__/* .cannotStart */ .m)(error, "git", options.cwd);
    });
}
/** The last line in which git itself says what is wrong; what follows it is advice of its own. */
function tellingLine(stderr, code) {
    const lines = stderr
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
    return (lines.findLast((line) => /^(?:fatal|error):/.test(line)) ??
        lines.at(-1) ??
        `it ended with exit code ${code}`);
}
function masker(secrets) {
    return (text) => {
        let masked = text.replace(/(:\/\/)[^/@\s]+@/g, "$1***@");
        for (const secret of secrets)
            masked = masked.replaceAll(secret, "***");
        return masked;
    };
}


/***/ }),

/***/ 5530:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JM: () => (/* binding */ isGroupAlive),
/* harmony export */   N4: () => (/* binding */ endGroup),
/* harmony export */   i8: () => (/* binding */ signalGroup)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _identity_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1884);




const POLL_MS = 20;
/** How long a process that was killed may take to leave the kernel. */
const KILL_MS = 10_000;
/**
 * Ends a process group: SIGTERM, and SIGKILL after `graceMs`. Answers whether it is gone: false only where
 * the kernel keeps it (a process that waits for a dead disk).
 */
async function endGroup(group, graceMs) {
    signalGroup(group, "SIGTERM");
    if (await isGone(group, graceMs))
        return true;
    signalGroup(group, "SIGKILL");
    return isGone(group, KILL_MS);
}
/** Sends a signal to all processes of a group; a group that is gone is no error. */
function signalGroup(group, signal) {
    try {
        process.kill(-group, signal);
    }
    catch (error) {
        if (error.code !== "ESRCH")
            throw error;
    }
}
/** Whether any process of the group runs. Those that ended and wait for their parent do not count. */
async function isGroupAlive(group) {
    try {
        process.kill(-group, 0);
    }
    catch (error) {
        return error.code === "EPERM";
    }
    return process.platform === "linux" ? linuxMembers(group) : portableMembers(group);
}
async function isGone(group, withinMs) {
    const end = performance.now() + withinMs;
    while (await isGroupAlive(group)) {
        if (performance.now() >= end)
            return false;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(POLL_MS);
    }
    return true;
}
async function linuxMembers(group) {
    const leader = await (0,_identity_ts__WEBPACK_IMPORTED_MODULE_3__/* .procStat */ .jW)(group);
    if (leader?.group === group && !(0,_identity_ts__WEBPACK_IMPORTED_MODULE_3__/* .isEnded */ .pl)(leader.state))
        return true;
    for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)("/proc")) {
        if (!/^\d+$/.test(entry))
            continue;
        const found = await (0,_identity_ts__WEBPACK_IMPORTED_MODULE_3__/* .procStat */ .jW)(entry);
        if (found?.group === group && !(0,_identity_ts__WEBPACK_IMPORTED_MODULE_3__/* .isEnded */ .pl)(found.state))
            return true;
    }
    return false;
}
function portableMembers(group) {
    return new Promise((resolve) => {
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)("ps", ["-A", "-o", "pgid=", "-o", "stat="], (error, stdout) => {
            const rows = stdout.split("\n").map((line) => line.trim().split(/\s+/));
            const alive = rows.some(([id, state]) => Number(id) === group && state !== undefined && !(0,_identity_ts__WEBPACK_IMPORTED_MODULE_3__/* .isEnded */ .pl)(state));
            resolve(error !== null || alive);
        });
    });
}


/***/ }),

/***/ 1884:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I9: () => (/* binding */ processIdentity),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   jW: () => (/* binding */ procStat),
/* harmony export */   l8: () => (/* binding */ livenessOf),
/* harmony export */   pl: () => (/* binding */ isEnded)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);


/**
 * A token of letters, digits, dots and dashes that no other process with this pid ever has: its start time,
 * the machine's boot and, on Linux, the pid namespace that the pid belongs to. Null where no such process
 * runs; one that ended and was not yet reaped does not run.
 */
async function processIdentity(pid) {
    if (!Number.isSafeInteger(pid) || pid <= 0)
        return null;
    return process.platform === "linux" ? linuxIdentity(pid) : portableIdentity(pid);
}
/**
 * Whether the process that had this identity still runs. `unknown` where its pid belongs to another
 * container of this machine, whose processes cannot be seen from here.
 */
async function livenessOf(pid, identity) {
    if ((await processIdentity(pid)) === identity)
        return "alive";
    if (process.platform !== "linux")
        return "dead";
    const [, boot, namespace] = identity.split(".");
    const here = await linuxSurroundings();
    return boot === here.boot && namespace !== here.namespace ? "unknown" : "dead";
}
/** Whether the process that had this identity is known to run. */
async function isAlive(pid, identity) {
    return (await livenessOf(pid, identity)) === "alive";
}
/** Null where the process is gone. Source of the fields: proc(5). */
async function procStat(pid) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(`/proc/${pid}/stat`, "utf8").catch(() => null);
    if (text === null)
        return null;
    // The second field is the program's name in parentheses, and may hold spaces and parentheses itself.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, group, startTime] = [fields[0], fields[2], fields[19]];
    if (state === undefined || group === undefined || startTime === undefined)
        return null;
    return { state, group: Number(group), startTime };
}
/** Ended, and only kept for its parent to read the exit code of. */
function isEnded(state) {
    return /^[ZXx]/.test(state);
}
async function linuxIdentity(pid) {
    const found = await procStat(pid);
    if (found === null || isEnded(found.state))
        return null;
    const { boot, namespace } = await linuxSurroundings();
    return `${found.startTime}.${boot}.${namespace}`;
}
async function linuxSurroundings() {
    const [boot, namespace] = await Promise.all([
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)("/proc/sys/kernel/random/boot_id", "utf8").catch(() => ""),
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)("/proc/self/ns/pid").catch(() => ""),
    ]);
    return { boot: boot.trim().replaceAll("-", "").slice(0, 12), namespace: namespace.replace(/\D/g, "") };
}
async function portableIdentity(pid) {
    const line = await new Promise((resolve) => {
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)("ps", ["-o", "stat=", "-o", "lstart=", "-p", String(pid)], { env: PS_ENV }, (error, stdout) => resolve(error === null ? stdout.trim() : ""));
    });
    const [state, ...start] = line.split(/\s+/);
    if (state === undefined || start.length === 0 || isEnded(state))
        return null;
    return start.join("-").replace(/[^A-Za-z0-9-]/g, "");
}
/** One time zone and one language, so that the start time reads the same to every process. */
const PS_ENV = { PATH: process.env.PATH ?? "/bin:/usr/bin", LC_ALL: "C", TZ: "UTC" };


/***/ }),

/***/ 7488:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ registryOf)
/* harmony export */ });
/* harmony import */ var _site_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(701);

const LAYOUT = "layout:";
/** Opens a repository as sluice.yml and the ledger name it: a layout's folder may be relative to the repository. */
async function registryOf(site, repository) {
    const { openRegistry } = await __webpack_require__.e(/* import() */ 363).then(__webpack_require__.bind(__webpack_require__, 3363));
    const named = repository.startsWith(LAYOUT)
        ? `${LAYOUT}${(0,_site_ts__WEBPACK_IMPORTED_MODULE_0__/* .resolvePath */ .o1)(site, repository.slice(LAYOUT.length))}`
        : repository;
    const { insecure } = site.config.registry;
    return openRegistry(named, { env: site.env, ...(insecure ? { insecure } : {}) });
}


/***/ }),

/***/ 7562:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ targetOf),
/* harmony export */   BQ: () => (/* binding */ edgeOf),
/* harmony export */   Yz: () => (/* binding */ openEdgeInstallation),
/* harmony export */   ZZ: () => (/* binding */ processRoots)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6397);
/* harmony import */ var _sluice_host_clock__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2022);
/* harmony import */ var _sluice_host_exec__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1343);
/* harmony import */ var _open_registry_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7488);
/* harmony import */ var _site_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(701);







/** Throws `config_invalid` for a target that is not `process`. */
function processRoots(site) {
    const target = folderOf(site);
    return { target, edge: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(target, "edge") };
}
function folderOf(site) {
    const { root } = processConfig(site.config);
    if (root !== null)
        return (0,_site_ts__WEBPACK_IMPORTED_MODULE_6__/* .resolvePath */ .o1)(site, root);
    const state = site.env.XDG_STATE_HOME || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_site_ts__WEBPACK_IMPORTED_MODULE_6__/* .homeOf */ .lt)(site.env), ".local", "state");
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(state, "sluice", (0,_sluice_core__WEBPACK_IMPORTED_MODULE_2__/* .slug */ .yR)(site.config.app));
}
/**
 * The target of sluice.yml.
 *
 * @param resolve puts the values of `$NAME` in
 */
async function targetOf(site, resolve) {
    const { target } = site.config;
    switch (target.kind) {
        case "process":
            return processTarget(site, target, resolve(target.variables));
        case "compose":
            return composeTarget(site, target, resolve(target.variables));
        default:
            throw notYet(target.kind);
    }
}
async function edgeOf(site) {
    const { target } = site.config;
    switch (target.kind) {
        case "process": {
            const { createEmbeddedEdge } = await Promise.all(/* import() */[__webpack_require__.e(568), __webpack_require__.e(180)]).then(__webpack_require__.bind(__webpack_require__, 6180));
            return createEmbeddedEdge({
                root: processRoots(site).edge,
                port: target.port ?? 0,
                ...bundledDaemon(),
            });
        }
        case "compose":
            return caddyEdge(site, target);
        default:
            throw notYet(target.kind);
    }
}
/** The edge as what is installed and removed as a whole. Throws `config_invalid` where it comes with the target. */
async function openEdgeInstallation(place) {
    const site = await (0,_site_ts__WEBPACK_IMPORTED_MODULE_6__/* .openSite */ .c2)(place);
    const { target } = site.config;
    if (target.kind === "compose")
        return caddyEdge(site, target);
    throw new _sluice_core__WEBPACK_IMPORTED_MODULE_2__/* .SluiceError */ .ah("config_invalid", `the edge of target.kind: ${target.kind} is not installed by hand`, {
        advice: "The embedded edge starts with the first route; there is nothing to do.",
    });
}
async function processTarget(site, { command }, variables) {
    const { createProcessTarget } = await Promise.all(/* import() */[__webpack_require__.e(568), __webpack_require__.e(180)]).then(__webpack_require__.bind(__webpack_require__, 6180));
    return createProcessTarget({
        app: site.config.app,
        root: processRoots(site).target,
        command,
        variables,
        env: site.env,
        async fetchArtifact(repository, digest, directory) {
            const { unpackArchive } = await Promise.all(/* import() */[__webpack_require__.e(942), __webpack_require__.e(898)]).then(__webpack_require__.bind(__webpack_require__, 8898));
            const registry = await (0,_open_registry_ts__WEBPACK_IMPORTED_MODULE_5__/* .registryOf */ .F)(site, repository);
            await unpackArchive(await registry.pullArchive(digest), directory);
        },
    });
}
async function composeTarget(site, { file, service, port, edge, host }, variables) {
    const { createComposeTarget } = await __webpack_require__.e(/* import() */ 568).then(__webpack_require__.bind(__webpack_require__, 8568));
    return createComposeTarget({
        app: site.config.app,
        root: site.root,
        file,
        service,
        port,
        variables,
        network: edge.network,
        exec: (0,_sluice_host_exec__WEBPACK_IMPORTED_MODULE_4__/* .createExec */ .k)(),
        env: engineEnv(site, host),
    });
}
async function caddyEdge(site, { edge, host }) {
    const { createCaddyEdge } = await __webpack_require__.e(/* import() */ 323).then(__webpack_require__.bind(__webpack_require__, 4323));
    const { name, network, image, http, https } = edge;
    return createCaddyEdge({
        app: site.config.app,
        ...{ name, network, image, http, https },
        env: engineEnv(site, host),
        exec: (0,_sluice_host_exec__WEBPACK_IMPORTED_MODULE_4__/* .createExec */ .k)(),
        clock: _sluice_host_clock__WEBPACK_IMPORTED_MODULE_3__/* .systemClock */ .m,
    });
}
/** The environment that the engine is chosen by: what sluice.yml names comes before what the job has. */
function engineEnv(site, host) {
    const own = Object.entries(site.env).filter((entry) => entry[1] !== undefined);
    return { ...Object.fromEntries(own), ...(host === null ? {} : { DOCKER_HOST: host }) };
}
/** The bundle has the edge's program beside it; from the sources the target finds it itself. */
function bundledDaemon() {
    const daemonPath = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(import.meta.dirname, "edge-daemon.js");
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(daemonPath) ? { daemonPath } : {};
}
function processConfig({ target }) {
    if (target.kind === "process")
        return target;
    throw notYet(target.kind);
}
function notYet(kind) {
    return new _sluice_core__WEBPACK_IMPORTED_MODULE_2__/* .SluiceError */ .ah("config_invalid", `target.kind: ${kind} is not in this version`, {
        advice: "This version has target.kind process and compose; nothing was changed.",
    });
}


/***/ }),

/***/ 701:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c2: () => (/* binding */ openSite),
/* harmony export */   lt: () => (/* binding */ homeOf),
/* harmony export */   o1: () => (/* binding */ resolvePath),
/* harmony export */   wg: () => (/* binding */ findRoot)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _sluice_commands_config_file__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5719);
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6397);
/* harmony import */ var _sluice_host_git__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6768);






/** Finds the repository and reads its configuration. Throws `git_failed`, `config_missing`, `config_invalid`. */
async function openSite(place) {
    const root = await findRoot(place.cwd);
    const path = place.config === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, "sluice.yml") : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(place.cwd, place.config);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8").catch((cause) => {
        throw missing(path, cause);
    });
    return { root, env: place.env, config: (0,_sluice_commands_config_file__WEBPACK_IMPORTED_MODULE_3__/* .readConfig */ .X)({ path: place.config ?? "sluice.yml", text }) };
}
/** The work tree's top folder. Throws `git_failed` where there is none. */
async function findRoot(cwd) {
    const found = await (0,_sluice_host_git__WEBPACK_IMPORTED_MODULE_5__/* .git */ .$)(["rev-parse", "--show-toplevel"], { cwd, allowFailure: true });
    const root = found.stdout.toString("utf8").replace(/\n$/, "");
    if (found.code === 0 && root !== "")
        return root;
    throw new _sluice_core__WEBPACK_IMPORTED_MODULE_4__/* .SluiceError */ .ah("git_failed", `${cwd} is not inside the work tree of a git repository`, {
        advice: "Run this in a checkout of the application's repository, or name one with --repo.",
        cause: new Error(found.stderr.trim()),
    });
}
/** A path of sluice.yml as an absolute one: relative to the repository's root, `~/` to the user's own folder. */
function resolvePath(site, path) {
    if (path === "~" || path.startsWith("~/"))
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(homeOf(site.env), path.slice(1));
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(site.root, path);
}
function homeOf(env) {
    return env.HOME || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)();
}
function missing(path, cause) {
    const { code } = cause;
    if (code === "ENOENT")
        return new _sluice_core__WEBPACK_IMPORTED_MODULE_4__/* .SluiceError */ .ah("config_missing", `there is no ${path}`, {
            advice: "`sluice init` writes one to begin with; nothing was changed.",
        });
    return new _sluice_core__WEBPACK_IMPORTED_MODULE_4__/* .SluiceError */ .ah("config_missing", `${path} cannot be read (${code ?? "unknown error"})`, {
        advice: "See that it is a file that you may read; nothing was changed.",
        cause,
    });
}


/***/ })

};
