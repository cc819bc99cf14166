export const id = 180;
export const ids = [180];
export const modules = {

/***/ 7381:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I9: () => (/* reexport safe */ _identity_ts__WEBPACK_IMPORTED_MODULE_5__.I9),
/* harmony export */   _n: () => (/* reexport safe */ _identity_ts__WEBPACK_IMPORTED_MODULE_5__._n),
/* harmony export */   gv: () => (/* binding */ stopGroup),
/* harmony export */   l8: () => (/* reexport safe */ _identity_ts__WEBPACK_IMPORTED_MODULE_5__.l8),
/* harmony export */   tG: () => (/* binding */ startDetached)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7638);
/* harmony import */ var _cannot_start_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(180);
/* harmony import */ var _groups_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5530);
/* harmony import */ var _identity_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1884);







/** Never the identity of a process that runs. */
const GONE = "gone";
/**
 * Starts a process that outlives this one: in a session and group of its own, its output in files.
 * Answers once it is started, not once it is healthy. Throws `program_missing` where it cannot be started.
 */
async function startDetached(what) {
    const [program, ...args] = what.argv;
    const stdout = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(what.stdoutFile, "a");
    const stderr = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(what.stderrFile, "a");
    try {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
            cwd: what.cwd,
            env: { ...what.env },
            detached: true,
            stdio: ["ignore", stdout.fd, stderr.fd],
        });
        const pid = await new Promise((resolve, reject) => {
            child.once("spawn", () => resolve(child.pid));
            child.once("error", reject);
        });
        child.unref();
        return { pid, identity: (await (0,_identity_ts__WEBPACK_IMPORTED_MODULE_5__/* .processIdentity */ .I9)(pid)) ?? GONE };
    }
    catch (error) {
        throw await (0,_cannot_start_ts__WEBPACK_IMPORTED_MODULE_3__/* .cannotStart */ .m)(error, program, what.cwd);
    }
    finally {
        await Promise.all([stdout.close(), stderr.close()]);
    }
}
/**
 * Ends the process group that `pid` leads or led: SIGTERM, then SIGKILL after `graceMs` milliseconds. Answers
 * when it is gone. A group that took over the number of one that is gone is left alone. Throws
 * `target_unreachable` where the kernel does not let go of it.
 */
async function stopGroup(pid, identity, options) {
    if (!(await isOurs(pid, identity)) || !(await (0,_groups_ts__WEBPACK_IMPORTED_MODULE_4__/* .isGroupAlive */ .JM)(pid)))
        return "already";
    if (!(await (0,_groups_ts__WEBPACK_IMPORTED_MODULE_4__/* .endGroup */ .N4)(pid, options.graceMs))) {
        throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_2__/* .SluiceError */ .a("target_unreachable", `process group ${pid} was killed and does not end`, {
            advice: "See what it waits for (a disk or a network mount that does not answer), then run this again.",
        });
    }
    return "done";
}
/**
 * The kernel gives a pid to nobody else while a group of that number lives: where the leader is gone and no
 * other process has its pid, the group is still the one it left.
 */
async function isOurs(pid, identity) {
    if ((await (0,_identity_ts__WEBPACK_IMPORTED_MODULE_5__/* .livenessOf */ .l8)(pid, identity)) === "alive")
        return true;
    if (process.platform === "linux" && identity !== GONE) {
        const here = await (0,_identity_ts__WEBPACK_IMPORTED_MODULE_5__/* .processIdentity */ .I9)(process.pid);
        if (surroundings(here ?? "") !== surroundings(identity))
            return false;
    }
    return (await (0,_identity_ts__WEBPACK_IMPORTED_MODULE_5__/* .processIdentity */ .I9)(pid)) === null;
}
/** Boot and pid namespace of an identity: what a pid means anything within. */
function surroundings(identity) {
    return identity.split(".").slice(1).join(".");
}


/***/ }),

/***/ 6180:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createEmbeddedEdge: () => (/* reexport */ createEmbeddedEdge),
  createProcessTarget: () => (/* reexport */ createProcessTarget),
  WU: () => (/* reexport */ stopEdge)
});

// UNUSED EXPORTS: EDGE_NETWORK, createComposeTarget, edgeStats, edgeStatus, ensureEdge, prune

// EXTERNAL MODULE: ./packages/targets/src/compose/target.ts + 17 modules
var target = __webpack_require__(8568);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/host/src/files.ts + 2 modules
var files = __webpack_require__(4434);
// EXTERNAL MODULE: ./packages/host/src/processes.ts
var processes = __webpack_require__(7381);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./packages/targets/src/log-tail.ts

/** As much of a log's end as is ever read. */
const LIMIT = 256 * 1024;
/** The last lines of a file, oldest first; none where there is no such file. Bytes before `from` do not count. */
async function readTail(path, lines, from = 0) {
    const file = await (0,promises_.open)(path, "r").catch((error) => {
        if (error.code === "ENOENT")
            return null;
        throw error;
    });
    if (file === null || lines <= 0) {
        await file?.close();
        return [];
    }
    try {
        const { size } = await file.stat();
        const start = Math.max(from, size - LIMIT, 0);
        if (start >= size)
            return [];
        const bytes = Buffer.alloc(size - start);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
        const all = bytes
            .subarray(0, bytesRead)
            .toString("utf8")
            .replace(/\r?\n$/, "")
            .split(/\r?\n/);
        // A line that begins before what was read is not whole.
        if (start > from && all.length > 1)
            all.shift();
        return all.slice(-lines);
    }
    finally {
        await file.close();
    }
}
/** Bytes of a file; 0 where there is none. */
function sizeOf(path) {
    return (0,promises_.stat)(path).then((found) => found.size, () => 0);
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/ask.ts


/** How long a daemon may take for an answer, beyond the draining that was asked for. */
const ANSWER_MS = 10_000;
/** Asks a daemon over its socket. Throws `edge_unreachable` where it does not answer, or says that it cannot. */
async function ask_askDaemon(daemon, method, path, body = { drainMs: 0 }) {
    try {
        return await ask(daemon.socket, method, path, method === "GET" ? null : body, body.drainMs + ANSWER_MS);
    }
    catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new errors/* SluiceError */.a("edge_unreachable", `the edge (process ${daemon.pid}) did not answer: ${why}`, {
            advice: `It goes on routing as before. Run this again; if it stays so, end process ${daemon.pid}: the next run starts it anew with the same routing.`,
            cause,
        });
    }
}
function ask(socketPath, method, path, body, timeoutMs) {
    return new Promise((resolve, reject) => {
        const asked = (0,external_node_http_.request)({ socketPath, method, path, agent: false, headers: { host: "edge" } }, (response) => {
            const chunks = [];
            response.on("data", (chunk) => chunks.push(chunk));
            response.on("error", reject);
            response.on("end", () => {
                clearTimeout(timer);
                try {
                    const answer = JSON.parse(Buffer.concat(chunks).toString("utf8"));
                    if (answer.error === undefined)
                        resolve(answer.result);
                    else
                        reject(new Error(answer.error));
                }
                catch (error) {
                    reject(error);
                }
            });
        });
        const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
        asked.on("error", (error) => {
            clearTimeout(timer);
            reject(error);
        });
        asked.end(body === null ? undefined : JSON.stringify(body));
    });
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/places.ts



async function places_openEdgePlaces(given) {
    await (0,promises_.mkdir)(given, { recursive: true, mode: 0o700 });
    const root = await (0,promises_.realpath)(given);
    return {
        root,
        routes: (0,external_node_path_.join)(root, "routes.json"),
        record: (0,external_node_path_.join)(root, "edge.json"),
        log: (0,external_node_path_.join)(root, "edge.log"),
        startLock: (0,external_node_path_.join)(root, "start.lock"),
        daemonLock: (0,external_node_path_.join)(root, "daemon.lock"),
    };
}
/** Null where no daemon ever ran; whether this one still does is another question. */
async function readEdgeRecord(places) {
    const text = await (0,promises_.readFile)(places.record, "utf8").catch((error) => {
        if (error.code === "ENOENT")
            return null;
        throw error;
    });
    return text === null ? null : JSON.parse(text);
}
/** The kernels' limit for the path of a unix socket is 104 bytes (macOS) or 108 (Linux), end mark included. */
const SOCKET_PATH_LIMIT = 100;
/** A path for the daemon's socket: in the root, or in a private folder where that is too long for the kernel. */
async function chooseSocketPath(places) {
    const inside = join(places.root, "edge.sock");
    if (Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT)
        return inside;
    return join(await mkdtemp(join(tmpdir(), "sluice-edge-")), "edge.sock");
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/control.ts






const POLL_MS = 20;
const START_MS = 15_000;
/** How the edge is; null where none runs. Throws `edge_unreachable` where one runs and does not answer. */
async function edgeStatus(root) {
    const record = await findDaemon(await places_openEdgePlaces(root));
    if (record === null)
        return null;
    const routing = (await ask_askDaemon(record, "GET", "/routing"));
    return { pid: record.pid, address: record.address, routing };
}
/** What passed through the edge to each environment since it was started; none where it does not run. */
async function edgeStats(root) {
    const record = await findDaemon(await openEdgePlaces(root));
    return record === null ? [] : (await askDaemon(record, "GET", "/stats"));
}
/**
 * Starts the daemon where it does not run, with the routing that held when it last did. It outlives this process.
 * Throws `edge_unreachable` with what it printed.
 */
async function ensureEdge(options) {
    const places = await places_openEdgePlaces(options.root);
    const running = await findDaemon(places);
    if (running !== null)
        return running;
    return (0,files/* withFileLock */.U)(places.startLock, async () => (await findDaemon(places)) ?? startDaemon(places, options));
}
/** Ends the daemon once what is on its way is through, or after `drainMs` milliseconds. */
async function stopEdge(root, drainMs) {
    const places = await places_openEdgePlaces(root);
    return (0,files/* withFileLock */.U)(places.startLock, async () => {
        const record = await findDaemon(places);
        if (record === null)
            return "already";
        await ask_askDaemon(record, "POST", "/stop", { drainMs }).catch(() => { });
        const end = performance.now() + drainMs + 5000;
        while (performance.now() < end && (await (0,processes/* isAlive */._n)(record.pid, record.identity)))
            await pause();
        await (0,processes/* stopGroup */.gv)(record.pid, record.identity, { graceMs: 1000 });
        return "done";
    });
}
async function findDaemon(places) {
    const record = await readEdgeRecord(places);
    return record !== null && (await (0,processes/* isAlive */._n)(record.pid, record.identity)) ? record : null;
}
async function startDaemon(places, options) {
    const { port, host = "127.0.0.1", daemonPath = sourceOfDaemon() } = options;
    const position = await sizeOf(places.log);
    const { pid, identity } = await (0,processes/* startDetached */.tG)({
        argv: [process.execPath, daemonPath, places.root, host, String(port)],
        cwd: places.root,
        env: inherited(),
        stdoutFile: places.log,
        stderrFile: places.log,
    });
    const end = performance.now() + START_MS;
    while (performance.now() < end) {
        const record = await findDaemon(places);
        if (record !== null) {
            // Another daemon was on its way, started by somebody who was killed: that one it is.
            if (record.pid !== pid)
                await (0,processes/* stopGroup */.gv)(pid, identity, { graceMs: 0 });
            return record;
        }
        if (!(await (0,processes/* isAlive */._n)(pid, identity)))
            break;
        await pause();
    }
    await (0,processes/* stopGroup */.gv)(pid, identity, { graceMs: 1000 });
    const printed = (await readTail(places.log, 10, position)).join("\n");
    throw new errors/* SluiceError */.a("edge_unreachable", `the edge could not be started on ${host}:${port}\n${printed}`, {
        advice: "Choose a port that no other program has, or end that program; environments and routing were left as they were.",
    });
}
/** No secret of the command that happens to start it. */
function inherited() {
    const names = ["PATH", "HOME", "LANG", "TZ", "TMPDIR"];
    return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
function sourceOfDaemon() {
    return import.meta.filename.replace(/[^/\\]+$/, "daemon.ts");
}
function pause() {
    return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/edge.ts


/** The edge of a machine without one: a daemon that `apply` starts where it does not run. */
function createEmbeddedEdge(options) {
    return {
        async apply(routing, drainMs) {
            const daemon = await ensureEdge(options);
            return (await ask_askDaemon(daemon, "PUT", "/routing", { routing, drainMs }));
        },
        async find() {
            return (await edgeStatus(options.root))?.routing ?? null;
        },
        async getAddress() {
            return (await ensureEdge(options)).address;
        },
    };
}

// EXTERNAL MODULE: ./packages/host/src/clock.ts
var clock = __webpack_require__(2022);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./packages/targets/src/ports.ts


/** Below what Linux gives to outgoing connections, so that none of those takes a port between choice and start. */
const DEFAULT_PORTS = { from: 20_000, to: 31_999 };
/** A port of the range that is neither `taken` nor listened on. Throws `deployment_failed` where there is none. */
async function choosePort(range, taken) {
    const size = range.to - range.from + 1;
    const first = Math.floor(Math.random() * size);
    for (let n = 0; n < size; n++) {
        const port = range.from + ((first + n) % size);
        if (!taken.has(port) && (await isFree(port)))
            return port;
    }
    throw new errors/* SluiceError */.a("deployment_failed", `no port from ${range.from} to ${range.to} is free; nothing was started`, {
        advice: "Destroy environments that are not needed any more.",
    });
}
function isFree(port) {
    return new Promise((resolve) => {
        const server = (0,external_node_net_.createServer)();
        server.once("error", () => resolve(false));
        server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
    });
}
/** Whether anything accepts connections on a port of this machine. */
function isAccepting(port) {
    return new Promise((resolve) => {
        const socket = (0,external_node_net_.connect)({ port, host: "127.0.0.1" });
        socket.once("connect", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", () => resolve(false));
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./packages/core/src/model/artifact.ts
var artifact = __webpack_require__(6885);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
;// CONCATENATED MODULE: ./packages/targets/src/process/record.ts


/** One start of the application: what was asked for, where, and which process came of it. */
const launch = schemas/* strictObject */.rej({
    /** Value of `SLUICE_INSTANCE` in the process's environment, by which it is found where it was not recorded. */
    marker: schemas/* string */.YjP(),
    generation: schemas/* int */.Whr(),
    repository: schemas/* string */.YjP(),
    digest: schemas/* string */.YjP(),
    host: schemas/* string */.YjP().nullable(),
    /** Hash of command and variables: no value of theirs, which may be secret, is kept. */
    configuration: schemas/* string */.YjP(),
    port: schemas/* int */.Whr(),
    /** ISO 8601, UTC. */
    startedAt: schemas/* string */.YjP(),
    /** Null from before the start until it is recorded. */
    process: schemas/* strictObject */.rej({ pid: schemas/* int */.Whr(), identity: schemas/* string */.YjP() }).nullable(),
});
/** `environments/<name>/instance.json`: written before anything is done, so that nothing runs which it does not tell of. */
const environmentRecord = schemas/* strictObject */.rej({
    v: schemas/* literal */.euz(1),
    app: schemas/* string */.YjP(),
    stage: schemas/* string */.YjP(),
    environment: schemas/* string */.YjP(),
    /** The newest that changed this environment. */
    generation: schemas/* int */.Whr(),
    current: launch,
    /** What ran under this name before and is still to be stopped, newest first. */
    retiring: schemas/* array */.YOg(launch),
});
/**
 * Names what a process is started with. The generation among the variables does not count: it changes with
 * every attempt at the same thing.
 */
function configurationOf(command, variables) {
    const facts = Object.entries(variables)
        .filter(([name]) => name !== "SLUICE_GENERATION")
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify({ command, facts })).digest("hex");
}

;// CONCATENATED MODULE: ./packages/targets/src/process/places.ts






const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Longer than any unpacking takes; the lock of a process that died is taken over at once. */
const LOCK_MS = 600_000;
async function places_openPlaces(given) {
    for (const folder of ["artifacts", "environments", "locks"]) {
        await (0,promises_.mkdir)((0,external_node_path_.join)(given, folder), { recursive: true, mode: 0o700 });
    }
    const root = await (0,promises_.realpath)(given);
    const folderOf = (environment) => (0,external_node_path_.join)(root, "environments", checkedName(environment));
    const recordOf = (environment) => (0,external_node_path_.join)(folderOf(environment), "instance.json");
    const locked = (name, fn) => (0,files/* withFileLock */.U)((0,external_node_path_.join)(root, "locks", `${name}.lock`), fn, { timeoutMs: LOCK_MS });
    async function find(environment) {
        const path = recordOf(environment);
        const text = await (0,promises_.readFile)(path, "utf8").catch((error) => {
            if (error.code === "ENOENT" || error.code === "ENOTDIR")
                return null;
            throw error;
        });
        return text === null ? null : parseRecord(text, path);
    }
    return {
        root,
        artifacts: (0,external_node_path_.join)(root, "artifacts"),
        artifact: (digest) => (0,external_node_path_.join)(root, "artifacts", hexOf(digest)),
        log: (environment) => (0,external_node_path_.join)(folderOf(environment), "out.log"),
        find,
        async list() {
            const names = (await (0,promises_.readdir)((0,external_node_path_.join)(root, "environments"))).filter((name) => NAME.test(name)).sort();
            const records = await Promise.all(names.map(find));
            return records.filter((record) => record !== null);
        },
        async write(record) {
            await (0,promises_.mkdir)(folderOf(record.environment), { recursive: true, mode: 0o700 });
            const text = `${JSON.stringify(record, null, 2)}\n`;
            await (0,files/* writeFileAtomic */.Z)(recordOf(record.environment), text, { mode: 0o600 });
        },
        async remove(environment) {
            const folder = folderOf(environment);
            const files = (await (0,promises_.readdir)(folder).catch(() => [])).filter((name) => name !== "instance.json");
            for (const name of [...files, "instance.json"])
                await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
            await (0,promises_.rmdir)(folder).catch(() => { });
        },
        locked,
        lockedEnvironment: (environment, fn) => locked(`environment-${checkedName(environment)}`, fn),
    };
}
/** Throws `input_invalid` for what could be a path. */
function checkedName(environment) {
    if (NAME.test(environment))
        return environment;
    throw new errors/* SluiceError */.a("input_invalid", `${JSON.stringify(environment)} is not a name of an environment`);
}
/** The hexadecimal digits of a digest. Throws `input_invalid` for anything else. */
function hexOf(digest) {
    if ((0,artifact/* isDigest */.B)(digest))
        return digest.slice("sha256:".length);
    throw new errors/* SluiceError */.a("input_invalid", `${JSON.stringify(digest)} is not a sha256 digest`);
}
function parseRecord(text, path) {
    try {
        return environmentRecord.parse(JSON.parse(text));
    }
    catch (cause) {
        throw new errors/* SluiceError */.a("target_malformed", `${path} is not a record of an environment; nothing was changed`, {
            advice: "It was changed by hand, or by a newer Sluice: restore it, or end its process and remove the file.",
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./packages/targets/src/process/artifacts.ts




/**
 * The directory that holds an artifact, fetched where it is not there yet. It appears as a whole, by a
 * rename; what a killed fetch left is removed by the next.
 */
async function ensureArtifact(places, fetch, repository, digest) {
    const directory = places.artifact(digest);
    const hex = hexOf(digest);
    return places.locked(`artifact-${hex}`, async () => {
        if (await isThere(directory))
            return directory;
        await removeUnfinished(places, hex);
        const unfinished = unfinishedName(places, hex);
        await (0,promises_.mkdir)(unfinished, { mode: 0o700 });
        try {
            await fetch(repository, digest, unfinished);
            await (0,promises_.rename)(unfinished, directory);
        }
        finally {
            await (0,promises_.rm)(unfinished, { recursive: true, force: true });
        }
        return directory;
    });
}
/**
 * Removes the artifacts that no environment uses, but for the digests in `keep`. Answers the removed ones.
 * Whether one is used is asked inside its lock, after which an environment fetches it anew.
 */
async function artifacts_pruneArtifacts(places, keep) {
    const names = await readdir(places.artifacts);
    const found = new Set(names.map((name) => /^\.?([0-9a-f]{64})/.exec(name)?.[1] ?? ""));
    const removed = [];
    for (const hex of [...found].filter((name) => name !== "").sort()) {
        const digest = `sha256:${hex}`;
        await places.locked(`artifact-${hex}`, async () => {
            await removeUnfinished(places, hex);
            if (keep.has(digest) || (await usedDigests(places)).has(digest))
                return;
            const doomed = unfinishedName(places, hex);
            if (!(await isThere(places.artifact(digest))))
                return;
            await rename(places.artifact(digest), doomed);
            await rm(doomed, { recursive: true, force: true });
            removed.push(digest);
        });
    }
    return removed;
}
async function usedDigests(places) {
    const records = await places.list();
    return new Set(records.flatMap((r) => [r.current, ...r.retiring].map((launch) => launch.digest)));
}
function unfinishedName(places, hex) {
    return (0,external_node_path_.join)(places.artifacts, `.${hex}.${(0,external_node_crypto_.randomBytes)(6).toString("hex")}.tmp`);
}
async function removeUnfinished(places, hex) {
    for (const name of await (0,promises_.readdir)(places.artifacts)) {
        if (name.startsWith(`.${hex}.`))
            await (0,promises_.rm)((0,external_node_path_.join)(places.artifacts, name), { recursive: true, force: true });
    }
}
function isThere(path) {
    return (0,promises_.stat)(path).then(() => true, () => false);
}

;// CONCATENATED MODULE: ./packages/targets/src/process/plan.ts
/** What bringing an environment up comes to, given its record and what was seen to run. */
function planUp(record, spec, configuration, seen) {
    if (record === null)
        return { do: "launch" };
    if (record.generation > spec.generation)
        return { do: "nothing", because: "fenced" };
    const { current } = record;
    const process = seen.get(current.marker);
    const asAsked = current.digest === spec.digest && current.configuration === configuration;
    if (process === undefined || !asAsked)
        return { do: "launch" };
    const { generation, host } = spec;
    return {
        do: "keep",
        record: { ...record, generation, current: { ...current, generation, host, process } },
    };
}
/** What removing an environment of generation `upTo` or less comes to. */
function planDown(record, upTo) {
    if (record === null)
        return { do: "nothing", because: "already" };
    if (record.generation > upTo)
        return { do: "nothing", because: "fenced" };
    return { do: "stop", launches: [record.current, ...record.retiring] };
}
/** The record that says: this is about to be started, and what ran before is to be stopped after that. */
function intend(record, spec, current) {
    const { app, stage, environment, generation } = spec;
    const retiring = record === null ? [] : [record.current, ...record.retiring];
    return { v: 1, app, stage, environment, generation, current, retiring };
}
/** The record once the launch is known to run as `process`. */
function withProcess(record, process) {
    return { ...record, current: { ...record.current, process } };
}
/**
 * What is left after a launch that failed: the newest of what ran before, as if nothing had been tried; where
 * nothing does, the failed launch, for people to look at, or nothing where it never started.
 */
function giveUp(record, seen) {
    const { current, retiring } = record;
    const survivor = retiring.find((launch) => seen.has(launch.marker));
    if (survivor === undefined) {
        const keep = current.process === null ? null : { ...record, retiring: [] };
        return { keep, stop: [current, ...retiring] };
    }
    const process = seen.get(survivor.marker) ?? null;
    const keep = {
        ...record,
        generation: survivor.generation,
        current: { ...survivor, process },
        retiring: [],
    };
    return { keep, stop: [current, ...retiring.filter((launch) => launch !== survivor)] };
}
/** What runs under a name: the launch that is meant to, or until it does the newest that still does. */
function instanceOf(record, seen, digest) {
    const launch = shown(record, seen);
    const running = seen.has(launch.marker);
    return {
        environment: record.environment,
        stage: record.stage,
        generation: record.generation,
        digest: digest ?? launch.digest,
        running,
        address: running || launch.process !== null ? `http://127.0.0.1:${launch.port}` : null,
        startedAt: launch.startedAt,
    };
}
/** The launch that an environment is shown as. */
function shown(record, seen) {
    return [record.current, ...record.retiring].find((launch) => seen.has(launch.marker)) ?? record.current;
}

;// CONCATENATED MODULE: ./packages/targets/src/process/proc.ts


/** A process's directory in Linux's `/proc`. Elsewhere everything here finds nothing. */
const PROC = "/proc";
/** The variable whose value marks the processes of one launch, their children included. */
const MARKER = "SLUICE_INSTANCE";
/** The processes that carry a launch's marker, oldest first: the first is the one that was started. */
async function listMarked(marker) {
    const wanted = `\0${MARKER}=${marker}\0`;
    const marked = [];
    for (const entry of await (0,promises_.readdir)(PROC).catch(() => [])) {
        if (!/^\d+$/.test(entry))
            continue;
        const environment = await (0,promises_.readFile)(`${PROC}/${entry}/environ`, "latin1").catch(() => "");
        if (!`\0${environment}`.includes(wanted))
            continue;
        const pid = Number(entry);
        const identity = await (0,processes/* processIdentity */.I9)(pid);
        if (identity !== null)
            marked.push({ pid, identity });
    }
    return marked.sort((a, b) => startOf(a) - startOf(b) || a.pid - b.pid);
}
/** On Linux an identity begins with the start time in ticks. */
function startOf(process) {
    return Number(process.identity.split(".")[0]);
}
/** The directory that a process runs in; null where that cannot be told. */
async function findWorkingDirectory(pid) {
    const path = await (0,promises_.readlink)(`${PROC}/${pid}/cwd`).catch(() => null);
    return path === null ? null : path.replace(/ \(deleted\)$/, "");
}
/** Whether one of these processes listens on a TCP port; null where that cannot be told. */
async function listensOn(port, pids) {
    const sockets = await listeningSockets(port);
    if (sockets === null)
        return null;
    for (const pid of pids) {
        for (const fd of await (0,promises_.readdir)(`${PROC}/${pid}/fd`).catch(() => [])) {
            const target = await (0,promises_.readlink)(`${PROC}/${pid}/fd/${fd}`).catch(() => "");
            if (sockets.has(target))
                return true;
        }
    }
    return false;
}
/** Sockets that listen on a port, as links in `/proc/<pid>/fd` name them. Source of the columns: proc_net(5). */
async function listeningSockets(port) {
    const tables = await Promise.all(["tcp", "tcp6"].map((name) => (0,promises_.readFile)(`${PROC}/net/${name}`, "utf8").catch(() => null)));
    if (tables.every((table) => table === null))
        return null;
    const ending = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
    const rows = tables.flatMap((table) => (table ?? "").split("\n").map((line) => line.trim().split(/\s+/)));
    return new Set(rows.filter((row) => row[1]?.endsWith(ending) && row[3] === "0A").map((row) => `socket:[${row[9]}]`));
}

;// CONCATENATED MODULE: ./packages/targets/src/process/runner.ts



/** What a process of the user's may see of the environment that Sluice runs in: no secret of a pipeline. */
const INHERITED = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR"];
/** The whole environment of an application's process. */
function environmentOf(spec, launch, variables, own) {
    const inherited = INHERITED.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]));
    return {
        ...Object.fromEntries(inherited),
        SLUICE_APP: spec.app,
        SLUICE_STAGE: spec.stage,
        SLUICE_ENVIRONMENT: spec.environment,
        SLUICE_DIGEST: spec.digest,
        ...variables,
        PORT: String(launch.port),
        [MARKER]: launch.marker,
    };
}
/** The command's words, with `{port}` in them rendered. */
function renderCommand(command, port) {
    const [program, ...args] = command.map((word) => word.replaceAll("{port}", String(port)));
    return [program ?? command[0], ...args];
}
/** Which of a record's launches run; one that was started but not recorded is found by its marker. */
async function sight(record) {
    const seen = new Map();
    if (record === null)
        return seen;
    for (const launch of [record.current, ...record.retiring]) {
        const { process } = launch;
        if (process === null) {
            const [started] = await listMarked(launch.marker);
            if (started !== undefined)
                seen.set(launch.marker, started);
        }
        else if (await (0,processes/* isAlive */._n)(process.pid, process.identity))
            seen.set(launch.marker, process);
    }
    return seen;
}
/** Ends what a launch started: its process group, then whatever left the group but still carries its marker. */
async function stopLaunch(launch, graceMs) {
    if (launch.process !== null) {
        await (0,processes/* stopGroup */.gv)(launch.process.pid, launch.process.identity, { graceMs });
    }
    for (const { pid, identity } of await listMarked(launch.marker)) {
        await (0,processes/* stopGroup */.gv)(pid, identity, { graceMs });
        if (await (0,processes/* isAlive */._n)(pid, identity))
            process.kill(pid, "SIGKILL");
    }
}
const runner_POLL_MS = 10;
/**
 * Watches a process until it listens on its port, ends, or `settleMs` passed. What answers on the port may be
 * another program that was quicker, so the listener is looked up where the system can tell whose it is.
 */
async function watchStart(launch, settleMs) {
    const { pid, identity } = launch.process;
    const deadline = performance.now() + settleMs;
    let taken = false;
    for (;;) {
        if (!(await (0,processes/* isAlive */._n)(pid, identity)))
            return (await isAccepting(launch.port)) ? "port-taken" : "ended";
        taken = await isAccepting(launch.port);
        if (taken) {
            const own = (await listensOn(launch.port, [pid])) ?? true;
            if (own ||
                (await listensOn(launch.port, (await listMarked(launch.marker)).map((p) => p.pid)))) {
                return "listening";
            }
        }
        if (performance.now() >= deadline)
            return taken ? "port-taken" : "quiet";
        await new Promise((resolve) => setTimeout(resolve, runner_POLL_MS));
    }
}

;// CONCATENATED MODULE: ./packages/targets/src/process/bring-up.ts








/** A port may be lost to another program between choice and start; losing it this often is no chance. */
const ATTEMPTS = 5;
const LINES_TOLD = 20;
/**
 * Starts an environment beside what runs under its name, and stops that once the new one was started. Every effect
 * is recorded before it is made. Where the start fails, what ran before is left running. Holds the environment's lock.
 */
async function bringUp(context, previous, spec, configuration, variables) {
    for (let attempt = 1;; attempt++) {
        const record = await reserve(context, previous, spec, configuration);
        const { started, record: after, output } = await start(context, record, spec, variables);
        if (started === "listening" || started === "quiet")
            return retire(context, after);
        if (isPortLost(started, output) && attempt < ATTEMPTS) {
            await stopLaunch(after.current, context.graceMs);
            continue;
        }
        await undo(context, after);
        const text = output.length === 0 ? "it printed nothing" : `its last lines:\n${output.join("\n")}`;
        throw new errors/* SluiceError */.a("deployment_failed", `${spec.environment} ended as soon as it was started; what ran before was left as it was; ${text}`, {
            advice: `Mend what the lines above tell of: ${context.command.join(" ")} must keep running and listen on PORT.`,
        });
    }
}
/** Stops what ran before the current launch. */
async function retire(context, record) {
    if (record.retiring.length === 0)
        return;
    for (const launch of record.retiring)
        await stopLaunch(launch, context.graceMs);
    context.step("stopped");
    await context.places.write({ ...record, retiring: [] });
}
/** Chooses a port; the record itself reserves it, since all records are read under the same lock. */
async function reserve(context, previous, spec, configuration) {
    const { places, clock, ports } = context;
    return places.locked("ports", async () => {
        const launches = (await places.list()).flatMap((record) => [record.current, ...record.retiring]);
        const current = {
            marker: (0,external_node_crypto_.randomUUID)(),
            generation: spec.generation,
            repository: spec.repository,
            digest: spec.digest,
            host: spec.host,
            configuration,
            port: await choosePort(ports, new Set(launches.map((launch) => launch.port))),
            startedAt: new Date(clock.now()).toISOString(),
            process: null,
        };
        const record = intend(previous, spec, current);
        await places.write(record);
        context.step("intended");
        return record;
    });
}
async function start(context, intended, spec, variables) {
    const { places, step } = context;
    let record = intended;
    try {
        const log = places.log(spec.environment);
        const cwd = await ensureArtifact(places, context.fetchArtifact, spec.repository, spec.digest);
        step("fetched");
        const position = await sizeOf(log);
        const process = await (0,processes/* startDetached */.tG)({
            argv: renderCommand(context.command, record.current.port),
            cwd,
            env: environmentOf(spec, record.current, variables, context.env),
            stdoutFile: log,
            stderrFile: log,
        });
        step("spawned");
        record = withProcess(record, process);
        await places.write(record);
        step("recorded");
        const started = await watchStart({ ...record.current, process }, context.settleMs);
        step("watched");
        return { started, record, output: await readTail(log, LINES_TOLD, position) };
    }
    catch (error) {
        await undo(context, record);
        throw error;
    }
}
function isPortLost(started, output) {
    return started === "port-taken" || output.some((line) => /EADDRINUSE|address already in use/i.test(line));
}
/** Leaves what ran before the failed launch; the launch itself is kept only where nothing else would be. */
async function undo(context, record) {
    const { keep, stop } = giveUp(record, await sight(record));
    for (const launch of stop)
        await stopLaunch(launch, context.graceMs);
    if (keep === null)
        await context.places.remove(record.environment);
    else
        await context.places.write(keep);
}

;// CONCATENATED MODULE: ./packages/targets/src/process/target.ts











/**
 * Runs environments as processes of this machine, which survive the command that started them. What a killed
 * command leaves is told by `list` and mended by the next `up` or `down`.
 */
function createProcessTarget(options) {
    let opened;
    const open = () => {
        opened ??= places_openPlaces(options.root);
        return opened;
    };
    const graceMs = options.graceMs ?? 10_000;
    const step = options.onStep ?? (() => { });
    /** Null where there is none, or where it is another application's. */
    async function findOwn(places, environment) {
        const record = await places.find(environment);
        return record?.app === options.app ? record : null;
    }
    return {
        kind: "process",
        async up(spec) {
            const places = await open();
            const variables = { ...options.variables, ...spec.variables };
            const configuration = configurationOf(options.command, variables);
            return places.lockedEnvironment(spec.environment, async () => {
                const record = await places.find(spec.environment);
                if (record !== null && record.app !== spec.app)
                    throw taken(record);
                const plan = planUp(record, spec, configuration, await sight(record));
                const context = {
                    places,
                    command: options.command,
                    fetchArtifact: options.fetchArtifact,
                    clock: options.clock ?? clock/* systemClock */.m,
                    ports: options.ports ?? DEFAULT_PORTS,
                    graceMs,
                    settleMs: options.settleMs ?? 3000,
                    env: options.env ?? process.env,
                    step,
                };
                if (plan.do === "nothing")
                    return plan.because;
                if (plan.do === "launch") {
                    await bringUp(context, record, spec, configuration, variables);
                    return "started";
                }
                await places.write(plan.record);
                step("kept");
                await retire(context, plan.record);
                return "already";
            });
        },
        async find(environment) {
            const places = await open();
            const record = await findOwn(places, environment);
            return record === null ? null : look(places, record);
        },
        async list() {
            const places = await open();
            const records = await places.list();
            return Promise.all(records.filter(({ app }) => app === options.app).map((one) => look(places, one)));
        },
        async logs(environment, lines) {
            const places = await open();
            const record = await findOwn(places, environment);
            return record === null ? [] : readTail(places.log(environment), lines);
        },
        async down(environment, upTo) {
            const places = await open();
            return places.lockedEnvironment(environment, async () => {
                const plan = planDown(await findOwn(places, environment), upTo);
                if (plan.do === "nothing")
                    return plan.because;
                for (const launch of plan.launches)
                    await stopLaunch(launch, graceMs);
                step("stopped");
                await places.remove(environment);
                step("removed");
                return "done";
            });
        },
    };
}
/**
 * Removes the unpacked artifacts below `root` that no environment of any application uses, but for those in
 * `keep`. Answers the removed digests.
 */
async function prune(root, keep) {
    return pruneArtifacts(await openPlaces(root), new Set(keep));
}
/** An environment as it physically is: its digest is that of the directory its process runs in. */
async function look(places, record) {
    const seen = await sight(record);
    const process = seen.get(shown(record, seen).marker);
    const directory = process === undefined ? null : await findWorkingDirectory(process.pid);
    const inside = directory?.startsWith(`${places.artifacts}/`) ? directory : "";
    const hex = /^[0-9a-f]{64}(?=\/|$)/.exec(inside.slice(places.artifacts.length + 1))?.[0];
    return instanceOf(record, seen, hex === undefined ? null : `sha256:${hex}`);
}
function taken(record) {
    const { environment, app } = record;
    return new errors/* SluiceError */.a("input_invalid", `${environment} is an environment of the application ${app}`, {
        advice: "Give one of the two applications another name, or its target another folder; nothing was changed.",
    });
}

;// CONCATENATED MODULE: ./packages/targets/src/index.ts






/***/ })

};
