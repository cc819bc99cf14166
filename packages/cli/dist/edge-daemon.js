import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 160:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _packages_targets_src_edges_embedded_daemon_ts__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(779);
var __webpack_async_dependencies__ = __webpack_handle_async_dependencies__([_packages_targets_src_edges_embedded_daemon_ts__WEBPACK_IMPORTED_MODULE_0__]);
_packages_targets_src_edges_embedded_daemon_ts__WEBPACK_IMPORTED_MODULE_0__ = (__webpack_async_dependencies__.then ? (await __webpack_async_dependencies__)() : __webpack_async_dependencies__)[0];


__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } });

/***/ }),

/***/ 638:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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

/***/ 918:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  U: () => (/* reexport */ withFileLock),
  Z: () => (/* binding */ writeFileAtomic)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __nccwpck_require__(638);
;// CONCATENATED MODULE: ./packages/host/src/clock.ts
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

// EXTERNAL MODULE: ./packages/host/src/identity.ts
var identity = __nccwpck_require__(884);
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
    return { ...NOBODY, token: (0,external_node_crypto_namespaceObject.createHash)("sha256").update(text).digest("hex").slice(0, 16) };
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
    const clock = options.clock ?? systemClock;
    const timeoutMs = options.timeoutMs ?? 30_000;
    const deadline = clock.now() + timeoutMs;
    const me = {
        pid: process.pid,
        identity: (await (0,identity/* processIdentity */.I9)(process.pid)) ?? "",
        token: (0,external_node_crypto_namespaceObject.randomBytes)(8).toString("hex"),
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
    const name = `.${(0,external_node_path_.basename)(path).slice(0, 100)}.${(0,external_node_crypto_namespaceObject.randomBytes)(8).toString("hex")}.tmp`;
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

/***/ 884:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I9: () => (/* binding */ processIdentity),
/* harmony export */   l8: () => (/* binding */ livenessOf)
/* harmony export */ });
/* unused harmony exports isAlive, procStat, isEnded */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);


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

/***/ 412:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  I9: () => (/* reexport */ identity/* processIdentity */.I9)
});

// UNUSED EXPORTS: isAlive, livenessOf, startDetached, stopGroup

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __nccwpck_require__(638);
;// CONCATENATED MODULE: ./packages/host/src/cannot-start.ts


/** Tells why a program could not be started: a missing program and a missing folder are the same errno. */
async function cannot_start_cannotStart(error, program, cwd) {
    const code = error.code;
    const there = await stat(cwd).then((found) => found.isDirectory(), () => false);
    if (!there) {
        return new SluiceError("input_invalid", `${program} was not started: there is no folder ${cwd}`, {
            cause: error,
        });
    }
    if (code === "ENOENT") {
        return new SluiceError("program_missing", `${program} was not started: there is no such program`, {
            advice: `Install ${program}, or mend the command; a program of the repository needs its path (./${program}).`,
            cause: error,
        });
    }
    if (code === "EACCES") {
        return new SluiceError("program_missing", `${program} was not started: it is not an executable file`, {
            advice: `Make it executable (git update-index --chmod=+x) or name the program that reads it.`,
            cause: error,
        });
    }
    const why = error instanceof Error ? error.message : String(error);
    return new SluiceError("program_missing", `${program} was not started: ${why}`, { cause: error });
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
// EXTERNAL MODULE: ./packages/host/src/identity.ts
var identity = __nccwpck_require__(884);
;// CONCATENATED MODULE: ./packages/host/src/groups.ts




const POLL_MS = 20;
/** How long a process that was killed may take to leave the kernel. */
const KILL_MS = 10_000;
/**
 * Ends a process group: SIGTERM, and SIGKILL after `graceMs`. Answers whether it is gone: false only where
 * the kernel keeps it (a process that waits for a dead disk).
 */
async function groups_endGroup(group, graceMs) {
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
async function groups_isGroupAlive(group) {
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
    while (await groups_isGroupAlive(group)) {
        if (performance.now() >= end)
            return false;
        await sleep(POLL_MS);
    }
    return true;
}
async function linuxMembers(group) {
    const leader = await procStat(group);
    if (leader?.group === group && !isEnded(leader.state))
        return true;
    for (const entry of await readdir("/proc")) {
        if (!/^\d+$/.test(entry))
            continue;
        const found = await procStat(entry);
        if (found?.group === group && !isEnded(found.state))
            return true;
    }
    return false;
}
function portableMembers(group) {
    return new Promise((resolve) => {
        execFile("ps", ["-A", "-o", "pgid=", "-o", "stat="], (error, stdout) => {
            const rows = stdout.split("\n").map((line) => line.trim().split(/\s+/));
            const alive = rows.some(([id, state]) => Number(id) === group && state !== undefined && !isEnded(state));
            resolve(error !== null || alive);
        });
    });
}

;// CONCATENATED MODULE: ./packages/host/src/processes.ts







/** Never the identity of a process that runs. */
const GONE = "gone";
/**
 * Starts a process that outlives this one: in a session and group of its own, its output in files.
 * Answers once it is started, not once it is healthy. Throws `program_missing` where it cannot be started.
 */
async function startDetached(what) {
    const [program, ...args] = what.argv;
    const stdout = await open(what.stdoutFile, "a");
    const stderr = await open(what.stderrFile, "a");
    try {
        const child = spawn(program, args, {
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
        return { pid, identity: (await processIdentity(pid)) ?? GONE };
    }
    catch (error) {
        throw await cannotStart(error, program, what.cwd);
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
    if (!(await isOurs(pid, identity)) || !(await isGroupAlive(pid)))
        return "already";
    if (!(await endGroup(pid, options.graceMs))) {
        throw new SluiceError("target_unreachable", `process group ${pid} was killed and does not end`, {
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
    if ((await livenessOf(pid, identity)) === "alive")
        return true;
    if (process.platform === "linux" && identity !== GONE) {
        const here = await processIdentity(process.pid);
        if (surroundings(here ?? "") !== surroundings(identity))
            return false;
    }
    return (await processIdentity(pid)) === null;
}
/** Boot and pid namespace of an identity: what a pid means anything within. */
function surroundings(identity) {
    return identity.split(".").slice(1).join(".");
}


/***/ }),

/***/ 897:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ createAdminServer)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(67);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _routing_ts__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(316);


/** The daemon's private side: JSON over HTTP on a unix socket that only its user may open. */
function createAdminServer(admin) {
    const answers = {
        "GET /routing": () => admin.routing(),
        "GET /stats": () => admin.stats(),
        "PUT /routing": (body) => {
            const { routing, drainMs } = body;
            return admin.apply((0,_routing_ts__WEBPACK_IMPORTED_MODULE_1__/* .parseRouting */ .Qc)(routing), parseMs(drainMs));
        },
        "POST /stop": (body) => {
            admin.stop(parseMs(body.drainMs));
            return "stopping";
        },
    };
    return (0,node_http__WEBPACK_IMPORTED_MODULE_0__.createServer)(async (request, response) => {
        try {
            const answer = answers[`${request.method} ${request.url}`];
            const result = answer === undefined ? null : { result: await answer(await readJson(request)) };
            response.writeHead(result === null ? 404 : 200, { "content-type": "application/json" });
            response.end(JSON.stringify(result ?? { error: "there is no such thing to ask" }));
        }
        catch (error) {
            response.writeHead(400, { "content-type": "application/json" });
            response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
        }
    });
}
async function readJson(request) {
    const chunks = [];
    for await (const chunk of request)
        chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    return text === "" ? {} : JSON.parse(text);
}
function parseMs(value) {
    if (typeof value === "number" && value >= 0 && value <= 2 ** 31 - 1)
        return value;
    throw new Error("drainMs is a number of milliseconds");
}


/***/ }),

/***/ 779:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _sluice_host_files__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(918);
/* harmony import */ var _sluice_host_processes__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(412);
/* harmony import */ var _ports_ts__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(726);
/* harmony import */ var _judge_ts__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(363);
/* harmony import */ var _admin_ts__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(897);
/* harmony import */ var _places_ts__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(822);
/* harmony import */ var _proxy_ts__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(926);
/* harmony import */ var _routing_ts__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(316);
/* harmony import */ var _traffic_ts__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(366);
/**
 * The embedded edge: a process of its own that routes hostnames to environments and outlives the commands that
 * tell it how. `node daemon.ts ROOT HOST PORT`; port 0 takes the one that the last daemon of this root had, or any.
 */











/** Apart from what the system gives to outgoing connections, one of which may hold it when a daemon starts again. */
const EDGE_PORTS = { from: 18_000, to: 19_999 };
const [root = "", host = "127.0.0.1", port = "0"] = process.argv.slice(2);
// Before anything is made: the socket and the files are this user's alone.
process.umask(0o077);
const places = await (0,_places_ts__WEBPACK_IMPORTED_MODULE_6__/* .openEdgePlaces */ .YT)(root);
try {
    // Who waits here for longer than a start takes is not needed: another daemon serves.
    await (0,_sluice_host_files__WEBPACK_IMPORTED_MODULE_2__/* .withFileLock */ .U)(places.daemonLock, () => serve(places), { timeoutMs: 5000 });
    process.exit(0);
}
catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
}
/** Answers once it was told to stop and what was on its way is through. */
async function serve(places) {
    let held = await readRoutes(places);
    let table = (0,_routing_ts__WEBPACK_IMPORTED_MODULE_8__/* .tableOf */ .c_)(held);
    let turn = Promise.resolve();
    const traffic = (0,_traffic_ts__WEBPACK_IMPORTED_MODULE_9__/* .createTraffic */ .m)();
    const proxy = (0,_proxy_ts__WEBPACK_IMPORTED_MODULE_7__/* .createProxy */ .t)((host) => table.get(host), traffic);
    let stop = () => { };
    const stopped = new Promise((resolve) => {
        stop = resolve;
    });
    /** One at a time; on the disk before it holds, so that a daemon started again knows no less. */
    function exchange(routing) {
        const mine = turn.then(async () => {
            const verdict = (0,_judge_ts__WEBPACK_IMPORTED_MODULE_10__/* .judge */ .S)(held, routing);
            if (verdict === "stale")
                return verdict;
            if (verdict === "done" || held?.version !== routing.version) {
                await (0,_sluice_host_files__WEBPACK_IMPORTED_MODULE_2__/* .writeFileAtomic */ .Z)(places.routes, JSON.stringify(routing, null, 2));
            }
            [held, table] = [routing, (0,_routing_ts__WEBPACK_IMPORTED_MODULE_8__/* .tableOf */ .c_)(routing)];
            return verdict;
        });
        turn = mine.catch(() => { });
        return mine;
    }
    const isRouted = (address) => (0,_routing_ts__WEBPACK_IMPORTED_MODULE_8__/* .addressesOf */ .sO)(table).has(address);
    const admin = (0,_admin_ts__WEBPACK_IMPORTED_MODULE_5__/* .createAdminServer */ .D)({
        routing: () => held,
        stats: () => traffic.stats(),
        async apply(routing, drainMs) {
            const verdict = await exchange(routing);
            if (verdict !== "stale")
                await traffic.drain(isRouted, drainMs);
            return verdict;
        },
        stop: (drainMs) => stop(drainMs),
    });
    const before = await (0,_places_ts__WEBPACK_IMPORTED_MODULE_6__/* .readEdgeRecord */ .rh)(places);
    await listenPublic(proxy, before);
    const socket = await listenAdmin(admin, places, before);
    const { port } = proxy.address();
    const record = {
        pid: process.pid,
        identity: (await (0,_sluice_host_processes__WEBPACK_IMPORTED_MODULE_3__/* .processIdentity */ .I9)(process.pid)) ?? "",
        address: `http://${reachable(host)}:${port}`,
        socket,
    };
    await (0,_sluice_host_files__WEBPACK_IMPORTED_MODULE_2__/* .writeFileAtomic */ .Z)(places.record, JSON.stringify(record, null, 2), { mode: 0o600 });
    // One connection's trouble must not end all others'.
    process.on("uncaughtException", (error) => console.error(error));
    process.once("SIGTERM", () => stop(0));
    process.once("SIGINT", () => stop(0));
    const drainMs = await stopped;
    proxy.close();
    await traffic.drain(() => false, drainMs);
    proxy.closeAllConnections();
    // The record stays, for the port in it: that its process is gone is seen.
    admin.close();
    admin.closeAllConnections();
    await removeSocket(socket, places);
}
/** The name by which this machine reaches what listens on `host`. */
function reachable(host) {
    if (host === "0.0.0.0" || host === "::")
        return "127.0.0.1";
    return host.includes(":") ? `[${host}]` : host;
}
async function readRoutes(places) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(places.routes, "utf8").catch((error) => {
        if (error.code === "ENOENT")
            return null;
        throw error;
    });
    if (text === null)
        return null;
    try {
        return (0,_routing_ts__WEBPACK_IMPORTED_MODULE_8__/* .parseRouting */ .Qc)(JSON.parse(text));
    }
    catch (cause) {
        throw new Error(`${places.routes} holds no routing: restore it, or remove it and deploy again`, {
            cause,
        });
    }
}
/** With port 0, URLs that people have stay valid where the last port can be had again. */
async function listenPublic(server, before) {
    if (port !== "0")
        return listen(server, { host, port: Number(port) });
    const last = before === null ? null : Number(new URL(before.address).port);
    if (last !== null) {
        const had = await listen(server, { host, port: last }).then(() => true, () => false);
        if (had)
            return;
        console.error(`another program has port ${last} now: the edge takes another one`);
    }
    return listen(server, { host, port: await (0,_ports_ts__WEBPACK_IMPORTED_MODULE_4__/* .choosePort */ .t9)(EDGE_PORTS, new Set()) });
}
async function listenAdmin(server, places, before) {
    if (before !== null)
        await removeSocket(before.socket, places);
    const path = await (0,_places_ts__WEBPACK_IMPORTED_MODULE_6__/* .chooseSocketPath */ .yL)(places);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
    await listen(server, { path });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(path, 0o600);
    return path;
}
async function removeSocket(path, places) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    if (folder !== places.root)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(folder).catch(() => { });
}
function listen(server, where) {
    return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(where, () => {
            server.removeListener("error", reject);
            resolve();
        });
    });
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 822:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  yL: () => (/* binding */ chooseSocketPath),
  YT: () => (/* binding */ openEdgePlaces),
  rh: () => (/* binding */ readEdgeRecord)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/places.ts



async function openEdgePlaces(given) {
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
    const inside = (0,external_node_path_.join)(places.root, "edge.sock");
    if (Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT)
        return inside;
    return (0,external_node_path_.join)(await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_namespaceObject.tmpdir)(), "sluice-edge-")), "edge.sock");
}


/***/ }),

/***/ 926:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  t: () => (/* binding */ createProxy)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(67);
// EXTERNAL MODULE: ./packages/targets/src/edges/embedded/routing.ts
var routing = __nccwpck_require__(316);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: external "node:http2"
const external_node_http2_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");
;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(30);
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: ./node_modules/httpxy/dist/index.mjs






const upgradeHeader = /(^|,)\s*upgrade\s*($|,)/i;
const transferEncodingConnectionToken = /(^|,)\s*transfer-encoding\s*($|,)/i;
const defaultAgents = {
	http: new external_node_http_.Agent({
		keepAlive: true,
		maxSockets: 256,
		maxFreeSockets: 64
	}),
	https: new external_node_https_namespaceObject.Agent({
		keepAlive: true,
		maxSockets: 256,
		maxFreeSockets: 64
	})
};
const isSSL = /^https|wss/;
function forceConnectionCloseForTransferEncoding(headers) {
	let carriesTransferEncoding = false;
	for (const key in headers) if (headers[key] !== void 0 && key.toLowerCase() === "transfer-encoding") {
		carriesTransferEncoding = true;
		break;
	}
	const connection = headers.connection;
	const connectionMarksTransferEncoding = typeof connection === "string" && transferEncodingConnectionToken.test(connection);
	if (carriesTransferEncoding || connectionMarksTransferEncoding) headers.connection = "close";
}
function drainAfterEarlyResponse(proxyReq, proxyRes, source) {
	if (proxyReq.writableFinished) return;
	let drained = false;
	const drain = () => {
		if (drained) return;
		drained = true;
		if (source instanceof external_node_stream_namespaceObject.Readable) {
			source.unpipe(proxyReq);
			source.resume();
		}
	};
	proxyRes.once("end", () => {
		if (!proxyReq.writableFinished) drain();
	});
	proxyRes.once("close", () => {
		if (!proxyReq.writableFinished) {
			drain();
			proxyReq.destroy();
		}
	});
}
const HTTP2_HEADER_BLACKLIST = [
	":method",
	":path",
	":scheme",
	":authority"
];
function setupOutgoing(outgoing, options, req, forward) {
	outgoing.port = options[forward || "target"].port || (isSSL.test(options[forward || "target"].protocol ?? "http") ? 443 : 80);
	for (const e of [
		"host",
		"hostname",
		"socketPath",
		"pfx",
		"key",
		"passphrase",
		"cert",
		"ca",
		"ciphers",
		"secureProtocol"
	]) {
		const value = options[forward || "target"][e];
		if (value !== void 0) outgoing[e] = value;
	}
	if (outgoing.host === void 0 && typeof outgoing.hostname === "string") {
		const bracketedHost = outgoing.hostname.includes(":") && !outgoing.hostname.startsWith("[") ? `[${outgoing.hostname}]` : outgoing.hostname;
		outgoing.host = outgoing.port ? `${bracketedHost}:${outgoing.port}` : bracketedHost;
	}
	outgoing.method = options.method || req.method;
	outgoing.headers = { ...req.headers };
	if (req.headers?.[":authority"]) outgoing.headers.host = req.headers[":authority"];
	if (options.headers) for (const key of Object.keys(options.headers)) outgoing.headers[key] = options.headers[key];
	if (req.httpVersionMajor > 1) for (const header of HTTP2_HEADER_BLACKLIST) delete outgoing.headers[header];
	if (options.auth) outgoing.auth = options.auth;
	if (options.ca) outgoing.ca = options.ca;
	if (isSSL.test(options[forward || "target"].protocol ?? "http")) outgoing.rejectUnauthorized = options.secure === void 0 ? true : options.secure;
	if (options.agent !== void 0) outgoing.agent = options.agent || false;
	else if (req.httpVersionMajor > 1 || upgradeHeader.test(req.headers.connection || "")) outgoing.agent = false;
	else {
		const targetProto = options[forward || "target"].protocol ?? "http";
		outgoing.agent = isSSL.test(targetProto) ? defaultAgents.https : defaultAgents.http;
	}
	outgoing.localAddress = options.localAddress;
	if (!outgoing.agent) {
		outgoing.headers = outgoing.headers || {};
		if (typeof outgoing.headers.connection !== "string" || !upgradeHeader.test(outgoing.headers.connection)) outgoing.headers.connection = "close";
	}
	outgoing.headers = outgoing.headers || {};
	forceConnectionCloseForTransferEncoding(outgoing.headers);
	const target = options[forward || "target"];
	const targetPath = target && options.prependPath !== false ? target.pathname || "" : "";
	const targetSearch = target instanceof URL && options.prependPath !== false ? target.search || "" : "";
	const reqUrl = req.url || "";
	const qIdx = reqUrl.indexOf("?");
	const reqPath = qIdx === -1 ? reqUrl : reqUrl.slice(0, qIdx);
	const reqSearch = qIdx === -1 ? "" : reqUrl.slice(qIdx);
	const normalizedPath = reqPath ? reqPath[0] === "/" ? reqPath : "/" + reqPath : "/";
	let outgoingPath = options.toProxy ? "/" + reqUrl : normalizedPath + reqSearch;
	outgoingPath = options.ignorePath ? "" : outgoingPath;
	let fullPath = joinURL(targetPath, outgoingPath);
	if (targetSearch) fullPath = fullPath.includes("?") ? fullPath.replace("?", targetSearch + "&") : fullPath + targetSearch;
	outgoing.path = fullPath;
	if (options.changeOrigin) outgoing.headers.host = requiresPort(outgoing.port, options[forward || "target"].protocol) && !hasPort(outgoing.host) ? outgoing.host + ":" + outgoing.port : outgoing.host ?? void 0;
	return outgoing;
}
function joinURL(base, path) {
	if (!base || base === "/") return path || "/";
	if (!path || path === "/") return base || "/";
	const baseHasTrailing = base[base.length - 1] === "/";
	const pathHasLeading = path[0] === "/";
	if (baseHasTrailing && pathHasLeading) return base + path.slice(1);
	if (!baseHasTrailing && !pathHasLeading) return base + "/" + path;
	return base + path;
}
function setupSocket(socket) {
	socket.setTimeout(0);
	socket.setNoDelay(true);
	socket.setKeepAlive(true, 0);
	return socket;
}
function createHttpHeader(line, headers) {
	let head = line;
	for (const [key, value] of Object.entries(headers)) {
		if (value === void 0) continue;
		for (const entry of Array.isArray(value) ? value : [value]) head += `\r\n${key}: ${entry}`;
	}
	return `${head}\r\n\r\n`;
}
function getPort(req) {
	const hostHeader = req.headers[":authority"] || req.headers.host;
	const res = hostHeader ? hostHeader.match(/:(\d+)/) : "";
	if (res) return res[1];
	return hasEncryptedConnection(req) ? "443" : "80";
}
function hasEncryptedConnection(req) {
	const socket = req.socket;
	return !!socket && "encrypted" in socket && socket.encrypted;
}
function rewriteCookieProperty(header, config, property) {
	if (Array.isArray(header)) return header.map(function(headerElement) {
		return rewriteCookieProperty(headerElement, config, property);
	});
	return header.replace(new RegExp(String.raw`(;\s*` + property + "=)([^;]+)", "i"), function(match, prefix, previousValue) {
		let newValue;
		if (previousValue in config) newValue = config[previousValue];
		else if ("*" in config) newValue = config["*"];
		else return match;
		return newValue ? prefix + newValue : "";
	});
}
function parseAddr(addr) {
	if (typeof addr === "string") {
		if (addr.startsWith("unix:")) return { socketPath: addr.slice(5) };
		const url = new URL(addr);
		return {
			host: url.hostname,
			port: Number(url.port) || (isSSL.test(url.protocol) ? 443 : 80)
		};
	}
	if (!addr.socketPath && !addr.port) throw new Error("ProxyAddr must have either `port` or `socketPath`");
	return addr;
}
function hasPort(host) {
	return host ? !!~host.indexOf(":") : false;
}
function requiresPort(_port, _protocol) {
	const protocol = _protocol?.split(":")[0];
	const port = +_port;
	if (!port) return false;
	switch (protocol) {
		case "http":
		case "ws": return port !== 80;
		case "https":
		case "wss": return port !== 443;
		case "ftp": return port !== 21;
		case "gopher": return port !== 70;
		case "file": return false;
	}
	return port !== 0;
}
function defineProxyMiddleware(m) {
	return m;
}
function defineProxyOutgoingMiddleware(m) {
	return m;
}
const redirectRegex = /^201|30([12378])$/;
const webOutgoingMiddleware = [
	defineProxyOutgoingMiddleware((req, res, proxyRes) => {
		if (req.httpVersion === "1.0" || req.httpVersionMajor >= 2 || proxyRes.statusCode === 204 || proxyRes.statusCode === 304) delete proxyRes.headers["transfer-encoding"];
	}),
	defineProxyOutgoingMiddleware((req, res, proxyRes) => {
		if (req.httpVersion === "1.0") proxyRes.headers.connection = req.headers.connection || "close";
		else if (req.httpVersionMajor < 2 && !proxyRes.headers.connection) proxyRes.headers.connection = req.headers.connection || "keep-alive";
		else if (req.httpVersionMajor >= 2) delete proxyRes.headers.connection;
	}),
	defineProxyOutgoingMiddleware((req, res, proxyRes, options) => {
		if ((options.hostRewrite || options.autoRewrite || options.protocolRewrite) && proxyRes.headers.location && redirectRegex.test(String(proxyRes.statusCode))) {
			const target = _toURL(options.target);
			const keepProtocolRelative = proxyRes.headers.location.startsWith("//") && !options.protocolRewrite;
			const u = new URL(proxyRes.headers.location, target);
			if (target.host !== u.host) return;
			if (options.hostRewrite) u.host = options.hostRewrite;
			else if (options.autoRewrite) {
				if (req.headers[":authority"]) u.host = req.headers[":authority"];
				else if (req.headers.host) u.host = req.headers.host;
			}
			if (options.protocolRewrite) u.protocol = options.protocolRewrite;
			proxyRes.headers.location = keepProtocolRelative ? u.href.slice(u.protocol.length) : u.href;
		}
	}),
	defineProxyOutgoingMiddleware((req, res, proxyRes, options) => {
		const rewriteCookieDomainConfig = typeof options.cookieDomainRewrite === "string" ? { "*": options.cookieDomainRewrite } : options.cookieDomainRewrite;
		const rewriteCookiePathConfig = typeof options.cookiePathRewrite === "string" ? { "*": options.cookiePathRewrite } : options.cookiePathRewrite;
		const preserveHeaderKeyCase = options.preserveHeaderKeyCase;
		let rawHeaderKeyMap;
		const setHeader = function(key, header) {
			if (header === void 0 || !String(key).trim()) return;
			if (rewriteCookieDomainConfig && key.toLowerCase() === "set-cookie") header = rewriteCookieProperty(header, rewriteCookieDomainConfig, "domain");
			if (rewriteCookiePathConfig && key.toLowerCase() === "set-cookie") header = rewriteCookieProperty(header, rewriteCookiePathConfig, "path");
			try {
				res.setHeader(String(key).trim(), header);
			} catch {}
		};
		if (preserveHeaderKeyCase && proxyRes.rawHeaders !== void 0) {
			rawHeaderKeyMap = {};
			for (let i = 0; i < proxyRes.rawHeaders.length; i += 2) {
				const key = proxyRes.rawHeaders[i];
				rawHeaderKeyMap[key.toLowerCase()] = key;
			}
		}
		for (let key of Object.keys(proxyRes.headers)) {
			const header = proxyRes.headers[key];
			if (preserveHeaderKeyCase && rawHeaderKeyMap) key = rawHeaderKeyMap[key] || key;
			setHeader(key, header);
		}
	}),
	defineProxyOutgoingMiddleware((req, res, proxyRes) => {
		res.statusCode = proxyRes.statusCode;
		if (proxyRes.statusMessage && req.httpVersionMajor < 2) res.statusMessage = proxyRes.statusMessage;
	})
];
function _toURL(target) {
	if (target instanceof URL) return target;
	if (typeof target === "string") return new URL(target);
	const protocol = target.protocol || "http:";
	const host = target.host || target.hostname || "localhost";
	const port = target.port;
	return new URL(`${protocol}//${host}${port ? ":" + port : ""}`);
}
const nativeAgents = {
	http: external_node_http_,
	https: external_node_https_namespaceObject
};
const redirectStatuses = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
const webIncomingMiddleware = [
	defineProxyMiddleware((req) => {
		if ((req.method === "DELETE" || req.method === "OPTIONS") && !req.headers["content-length"] && !req.headers["transfer-encoding"]) req.headers["content-length"] = "0";
	}),
	defineProxyMiddleware((req, res, options) => {
		if (options.timeout) req.socket.setTimeout(options.timeout, () => {
			req.socket.destroy();
		});
	}),
	defineProxyMiddleware((req, res, options) => {
		if (!options.xfwd) return;
		const encrypted = req.isSpdy || hasEncryptedConnection(req);
		const values = {
			for: req.connection.remoteAddress || req.socket.remoteAddress,
			port: getPort(req),
			proto: encrypted ? "https" : "http"
		};
		for (const header of [
			"for",
			"port",
			"proto"
		]) {
			const key = "x-forwarded-" + header;
			if (!req.headers[key] && values[header] !== void 0) req.headers[key] = values[header];
		}
		req.headers["x-forwarded-host"] = req.headers["x-forwarded-host"] || req.headers[":authority"] || req.headers.host || "";
	}),
	defineProxyMiddleware((req, res, options, server, head, callback) => {
		server.emit("start", req, res, options.target || options.forward);
		const http = nativeAgents.http;
		const https = nativeAgents.https;
		const maxRedirects = typeof options.followRedirects === "number" ? options.followRedirects : options.followRedirects ? 5 : 0;
		if (options.forward) {
			const forwardReq = (isSSL.test(options.forward.protocol || "http") ? https : http).request(setupOutgoing(options.ssl || {}, options, req, "forward"));
			const forwardError = createErrorHandler(forwardReq, options.forward);
			req.on("error", forwardError);
			forwardReq.on("error", forwardError);
			(options.buffer || req).pipe(forwardReq);
			if (!options.target) {
				res.end();
				return;
			}
		}
		const proxyReq = (isSSL.test(options.target.protocol || "http") ? https : http).request(setupOutgoing(options.ssl || {}, options, req));
		proxyReq.on("socket", (_socket) => {
			if (server && !proxyReq.getHeader("expect")) server.emit("proxyReq", proxyReq, req, res, options);
		});
		if (options.proxyTimeout) proxyReq.setTimeout(options.proxyTimeout, function() {
			proxyReq.destroy();
		});
		res.on("close", function() {
			if (!res.writableFinished) proxyReq.destroy();
		});
		const proxyError = createErrorHandler(proxyReq, options.target);
		req.on("error", proxyError);
		proxyReq.on("error", proxyError);
		function createErrorHandler(proxyReq, url) {
			return function proxyError(err) {
				if (!req.socket?.writable && err.code === "ECONNRESET") {
					server.emit("econnreset", err, req, res, url);
					return proxyReq.destroy();
				}
				if (callback) callback(err, req, res, url);
				else server.emit("error", err, req, res, url);
			};
		}
		let bodyBuffer;
		proxyReq.once("socket", () => {
			const source = options.buffer || req;
			if (maxRedirects > 0) {
				const chunks = [];
				source.on("data", (chunk) => {
					chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
					proxyReq.write(chunk);
				});
				source.on("end", () => {
					bodyBuffer = Buffer.concat(chunks);
					proxyReq.end();
				});
				source.on("error", (err) => {
					proxyReq.destroy(err);
				});
			} else source.pipe(proxyReq);
		});
		function handleResponse(proxyRes, redirectCount, currentUrl) {
			const statusCode = proxyRes.statusCode;
			if (maxRedirects > 0 && redirectStatuses.has(statusCode) && redirectCount < maxRedirects && proxyRes.headers.location) {
				proxyRes.resume();
				const location = new URL(proxyRes.headers.location, currentUrl);
				const preserveMethod = statusCode === 307 || statusCode === 308;
				const redirectMethod = preserveMethod ? req.method || "GET" : "GET";
				const isHTTPS = isSSL.test(location.protocol);
				const agent = isHTTPS ? https : http;
				const redirectHeaders = { ...req.headers };
				if (options.headers) Object.assign(redirectHeaders, options.headers);
				redirectHeaders.host = location.host;
				if (location.host !== currentUrl.host) {
					delete redirectHeaders.authorization;
					delete redirectHeaders.cookie;
				}
				if (!preserveMethod) {
					delete redirectHeaders["content-length"];
					delete redirectHeaders["content-type"];
					delete redirectHeaders["transfer-encoding"];
				}
				forceConnectionCloseForTransferEncoding(redirectHeaders);
				const redirectOpts = {
					hostname: location.hostname,
					port: location.port || (isHTTPS ? 443 : 80),
					path: location.pathname + location.search,
					method: redirectMethod,
					headers: redirectHeaders,
					agent: options.agent || false
				};
				if (isHTTPS) redirectOpts.rejectUnauthorized = options.secure === void 0 ? true : options.secure;
				const redirectReq = agent.request(redirectOpts);
				if (server && !redirectReq.getHeader("expect")) server.emit("proxyReq", redirectReq, req, res, options);
				if (options.proxyTimeout) redirectReq.setTimeout(options.proxyTimeout, () => {
					redirectReq.destroy();
				});
				const redirectError = createErrorHandler(redirectReq, location);
				redirectReq.on("error", redirectError);
				redirectReq.on("response", (nextRes) => {
					handleResponse(nextRes, redirectCount + 1, location);
				});
				if (preserveMethod && bodyBuffer && bodyBuffer.length > 0) redirectReq.end(bodyBuffer);
				else redirectReq.end();
				return;
			}
			if (server) server.emit("proxyRes", proxyRes, req, res);
			if (!res.headersSent && !options.selfHandleResponse) {
				for (const pass of webOutgoingMiddleware) if (pass(req, res, proxyRes, options)) break;
			}
			if (res.finished) {
				if (server) server.emit("end", req, res, proxyRes);
			} else {
				res.on("close", function() {
					proxyRes.destroy();
				});
				proxyRes.on("close", function() {
					if (!proxyRes.complete && !res.destroyed) res.destroy();
				});
				proxyRes.on("error", function(err) {
					if (!res.destroyed) res.destroy(err);
					if (server.listenerCount("error") > 0) server.emit("error", err, req, res, currentUrl);
				});
				proxyRes.on("end", function() {
					if (server) server.emit("end", req, res, proxyRes);
				});
				if (!options.selfHandleResponse) proxyRes.pipe(res);
			}
		}
		proxyReq.on("response", function(proxyRes) {
			if (maxRedirects === 0) drainAfterEarlyResponse(proxyReq, proxyRes, options.buffer || req);
			handleResponse(proxyRes, 0, options.target);
		});
	})
];
function setUpgradeTimeout(proxyReq, socket, timeout, onError) {
	if (!timeout || timeout <= 0 || !Number.isFinite(timeout)) return;
	const timer = setTimeout(() => {
		fail(Object.assign(/* @__PURE__ */ new Error("Upstream WebSocket upgrade timed out"), {
			code: "ERR_UPSTREAM_UPGRADE_TIMEOUT",
			statusCode: 504
		}));
	}, Math.min(timeout, 2147483647));
	timer.unref();
	proxyReq.once("response", clear);
	proxyReq.once("upgrade", clear);
	proxyReq.once("error", clear);
	proxyReq.once("close", clear);
	socket.prependOnceListener("error", fail);
	socket.prependOnceListener("close", onSocketClose);
	if (socket.destroyed) onSocketClose();
	function clear() {
		clearTimeout(timer);
		proxyReq.removeListener("response", clear);
		proxyReq.removeListener("upgrade", clear);
		proxyReq.removeListener("error", clear);
		proxyReq.removeListener("close", clear);
		socket.removeListener("error", fail);
		socket.removeListener("close", onSocketClose);
	}
	function onSocketClose() {
		fail(socket.errored || Object.assign(/* @__PURE__ */ new Error("socket hang up"), { code: "ECONNRESET" }));
	}
	function fail(error) {
		clear();
		try {
			onError(error);
		} finally {
			proxyReq.destroy(error);
			socket.destroy();
		}
	}
}
const hopByHopHeaders = [
	"connection",
	"proxy-connection",
	"keep-alive",
	"te",
	"trailer",
	"upgrade",
	"proxy-authenticate",
	"proxy-authorization",
	"transfer-encoding"
];
function pipeNonUpgradeResponse(response, socket, onError) {
	const headers = { ...response.headers };
	const hopHeaders = new Set(hopByHopHeaders);
	for (const name of ["connection", "proxy-connection"]) for (const token of String(headers[name] || "").split(",")) hopHeaders.add(token.trim().toLowerCase());
	for (const name of hopHeaders) delete headers[name];
	headers.connection = "close";
	const status = response.statusCode || 502;
	const bodyless = status === 204 || status === 205 || status === 304;
	const transferEncoding = response.headers["transfer-encoding"];
	if (status === 205) headers["content-length"] = "0";
	else if (status === 204) delete headers["content-length"];
	else if (transferEncoding && !bodyless) {
		headers["transfer-encoding"] = transferEncoding;
		delete headers["content-length"];
	} else if (response.headers["content-length"] !== void 0) headers["content-length"] = response.headers["content-length"];
	const encoder = !bodyless && /(?:^|,)\s*chunked\s*$/i.test(transferEncoding || "") ? new external_node_stream_namespaceObject.Transform({
		transform(chunk, _encoding, callback) {
			callback(null, chunk.length === 0 ? void 0 : Buffer.concat([
				Buffer.from(`${chunk.length.toString(16)}\r\n`),
				chunk,
				Buffer.from("\r\n")
			]));
		},
		flush(callback) {
			callback(null, Buffer.from("0\r\n\r\n"));
		}
	}) : void 0;
	let closed = false;
	const onClose = () => {
		closed = true;
		response.destroy();
		encoder?.destroy();
	};
	const onResponseError = (error) => {
		if (closed) return;
		onClose();
		socket.destroy();
		onError(error);
	};
	socket.once("close", onClose);
	response.once("error", onResponseError);
	encoder?.once("error", onResponseError);
	socket.write(createHttpHeader(`HTTP/${response.httpVersion} ${status} ${response.statusMessage}`, headers), "latin1");
	if (status === 205) {
		onClose();
		socket.end();
	} else if (encoder) response.pipe(encoder).pipe(socket);
	else response.pipe(socket);
}
const websocketIncomingMiddleware = [
	defineProxyMiddleware((req, socket) => {
		if (req.method !== "GET" || !req.headers.upgrade) {
			socket.destroy();
			return true;
		}
		if (req.headers.upgrade.toLowerCase() !== "websocket") {
			socket.destroy();
			return true;
		}
	}),
	defineProxyMiddleware((req, socket, options) => {
		if (!options.xfwd) return;
		const values = {
			for: req.connection.remoteAddress || req.socket.remoteAddress,
			port: getPort(req),
			proto: hasEncryptedConnection(req) ? "wss" : "ws"
		};
		for (const header of [
			"for",
			"port",
			"proto"
		]) {
			const key = "x-forwarded-" + header;
			if (!req.headers[key] && values[header] !== void 0) req.headers[key] = values[header];
		}
	}),
	defineProxyMiddleware((req, socket, options, server, head, callback) => {
		let upgradeFailed = false;
		setupSocket(socket);
		if (head && head.length > 0) socket.unshift(head);
		socket.on("error", onSocketError);
		const proxyReq = (isSSL.test(options.target.protocol || "http") ? external_node_https_namespaceObject : external_node_http_).request(setupOutgoing(options.ssl || {}, options, req));
		if (server) server.emit("proxyReqWs", proxyReq, req, socket, options, head);
		proxyReq.on("error", onOutgoingError);
		proxyReq.on("response", function(res) {
			if (!res.upgrade) {
				if (!socket.destroyed && socket.writable) pipeNonUpgradeResponse(res, socket, onOutgoingError);
				else res.resume();
			}
		});
		proxyReq.on("upgrade", function(proxyRes, proxySocket, proxyHead) {
			proxySocket.on("error", onOutgoingError);
			proxySocket.on("end", function() {
				server.emit("close", proxyRes, proxySocket, proxyHead);
			});
			socket.removeListener("error", onSocketError);
			socket.on("error", function() {
				proxySocket.end();
			});
			setupSocket(proxySocket);
			if (proxyHead && proxyHead.length > 0) proxySocket.unshift(proxyHead);
			socket.write(createHttpHeader("HTTP/1.1 101 Switching Protocols", proxyRes.headers));
			proxySocket.pipe(socket).pipe(proxySocket);
			server.emit("open", proxySocket);
			server.emit("proxySocket", proxySocket);
		});
		setUpgradeTimeout(proxyReq, socket, options.upgradeTimeout, (error) => {
			upgradeFailed = true;
			reportError(error);
		});
		proxyReq.end();
		function onSocketError(err) {
			if (!upgradeFailed) reportError(err);
			proxyReq.destroy();
		}
		function onOutgoingError(err) {
			if (!upgradeFailed) reportError(err);
			socket.end();
		}
		function reportError(err) {
			if (callback) callback(err, req, socket);
			else server.emit("error", err, req, socket);
		}
	})
];
var ProxyServer = class extends external_node_events_namespaceObject.EventEmitter {
	_server;
	_webPasses = [...webIncomingMiddleware];
	_wsPasses = [...websocketIncomingMiddleware];
	options;
	web;
	ws;
	constructor(options = {}) {
		super();
		this.options = options || {};
		this.options.prependPath = options.prependPath !== false;
		this.web = _createProxyFn("web", this);
		this.ws = _createProxyFn("ws", this);
	}
	listen(port, hostname, listeningListener) {
		const closure = (req, res) => {
			return this.web(req, res);
		};
		if (this.options.http2) {
			if (!this.options.ssl) throw new Error("HTTP/2 requires ssl option");
			this._server = external_node_http2_namespaceObject.createSecureServer({
				...this.options.ssl,
				allowHTTP1: true
			}, closure);
		} else if (this.options.ssl) this._server = external_node_https_namespaceObject.createServer(this.options.ssl, closure);
		else this._server = external_node_http_.createServer(closure);
		if (this.options.ws) this._server.on("upgrade", (req, socket, head) => {
			this.ws(req, socket, this.options, head).catch(() => {});
		});
		this._server.listen(port, hostname, listeningListener);
		return this;
	}
	close(callback) {
		if (this._server) this._server.close((...args) => {
			this._server = void 0;
			if (callback) Reflect.apply(callback, void 0, args);
		});
	}
	before(type, passName, pass) {
		if (type !== "ws" && type !== "web") throw new Error("type must be `web` or `ws`");
		const passes = this._getPasses(type);
		let i = false;
		for (const [idx, v] of passes.entries()) if (v.name === passName) i = idx;
		if (i === false) throw new Error("No such pass");
		passes.splice(i, 0, pass);
	}
	after(type, passName, pass) {
		if (type !== "ws" && type !== "web") throw new Error("type must be `web` or `ws`");
		const passes = this._getPasses(type);
		let i = false;
		for (const [idx, v] of passes.entries()) if (v.name === passName) i = idx;
		if (i === false) throw new Error("No such pass");
		passes.splice(i++, 0, pass);
	}
	_getPasses(type) {
		return type === "ws" ? this._wsPasses : this._webPasses;
	}
};
function createProxyServer(options = {}) {
	return new ProxyServer(options);
}
function _createProxyFn(type, server) {
	return function(req, res, opts, head) {
		const requestOptions = {
			...opts,
			...server.options
		};
		for (const key of ["target", "forward"]) if (typeof requestOptions[key] === "string") requestOptions[key] = new URL(requestOptions[key]);
		if (!requestOptions.target && !requestOptions.forward) {
			this.emit("error", /* @__PURE__ */ new Error("Must provide a proper URL as target"));
			return Promise.resolve();
		}
		let _resolve;
		let _reject;
		const callbackPromise = new Promise((resolve, reject) => {
			_resolve = resolve;
			_reject = reject;
		});
		res.on("close", () => {
			_resolve();
		});
		res.on("error", (error) => {
			if (type === "ws" && server.listenerCount("error") > 0) return;
			_reject(error);
		});
		for (const pass of server._getPasses(type)) {
			let stop;
			try {
				stop = pass(req, res, requestOptions, server, head, (error, _req, _res, url) => {
					if (server.listenerCount("error") > 0) {
						server.emit("error", error, req, res, url);
						_resolve();
					} else _reject(error);
				});
			} catch (error) {
				if (server.listenerCount("error") > 0) {
					server.emit("error", error, req, res, requestOptions.target || requestOptions.forward);
					_resolve();
				} else _reject(error);
				break;
			}
			if (stop) {
				_resolve();
				break;
			}
		}
		return callbackPromise;
	};
}
async function proxyFetch(addr, input, inputInit, opts) {
	const resolvedAddr = parseAddr(addr);
	let useHTTPS = false;
	let addrBasePath = "";
	if (typeof addr === "string" && !addr.startsWith("unix:")) {
		const addrURL = new URL(addr);
		useHTTPS = isSSL.test(addrURL.protocol);
		if (addrURL.pathname && addrURL.pathname !== "/") addrBasePath = addrURL.pathname;
	}
	let url;
	let init;
	if (input instanceof Request) {
		url = new URL(input.url);
		init = {
			...toInit(input),
			...toInit(inputInit)
		};
	} else {
		url = new URL(input);
		init = toInit(inputInit);
	}
	init = {
		redirect: "manual",
		...init
	};
	if (init.body) init.duplex = "half";
	const requestPath = url.pathname + url.search;
	const path = addrBasePath ? joinURL(addrBasePath, requestPath) : requestPath;
	const reqHeaders = {};
	if (init.headers) {
		if (!(init.headers instanceof Headers) && !Array.isArray(init.headers)) Object.assign(reqHeaders, init.headers);
		else for (const [key, value] of init.headers) {
			const existing = reqHeaders[key];
			if (existing === void 0) reqHeaders[key] = value;
			else reqHeaders[key] = Array.isArray(existing) ? [...existing, value] : [existing, value];
		}
	}
	if (opts?.xfwd) {
		if (!reqHeaders["x-forwarded-for"]) reqHeaders["x-forwarded-for"] = url.hostname;
		if (!reqHeaders["x-forwarded-port"]) reqHeaders["x-forwarded-port"] = url.port || (url.protocol === "https:" ? "443" : "80");
		if (!reqHeaders["x-forwarded-proto"]) reqHeaders["x-forwarded-proto"] = url.protocol.replace(":", "");
		if (!reqHeaders["x-forwarded-host"]) reqHeaders["x-forwarded-host"] = url.host;
	}
	if (opts?.changeOrigin) {
		if (resolvedAddr.socketPath) reqHeaders.host = "localhost";
		else {
			const targetHost = resolvedAddr.host || "localhost";
			const targetPort = resolvedAddr.port;
			reqHeaders.host = targetPort && targetPort !== (useHTTPS ? 443 : 80) ? `${targetHost}:${targetPort}` : targetHost;
		}
	}
	const maxRedirects = typeof opts?.followRedirects === "number" ? opts.followRedirects : opts?.followRedirects ? 5 : 0;
	const body = maxRedirects > 0 ? await _bufferBody(init.body) : _toNodeStream(init.body);
	const agent = opts?.agent !== void 0 ? opts.agent || false : useHTTPS ? defaultAgents.https : defaultAgents.http;
	const res = await _sendRequest(useHTTPS ? request$1 : request, init.method || "GET", path, reqHeaders, resolvedAddr, body, {
		signal: init.signal || void 0,
		agent,
		timeout: opts?.timeout,
		ssl: opts?.ssl,
		maxRedirects,
		redirectCount: 0,
		originalHeaders: reqHeaders
	});
	const resHeaders = [];
	const rawHeaders = res.rawHeaders;
	for (let i = 0; i < rawHeaders.length; i += 2) {
		const key = rawHeaders[i];
		const keyLower = key.toLowerCase();
		if (keyLower === "transfer-encoding" || keyLower === "keep-alive" || keyLower === "connection") continue;
		resHeaders.push([key, rawHeaders[i + 1]]);
	}
	const hasBody = res.statusCode !== 204 && res.statusCode !== 304;
	const resInit = {
		status: res.statusCode,
		statusText: res.statusMessage,
		headers: resHeaders
	};
	if (opts?.Response) return new opts.Response(hasBody ? res : null, resInit);
	return new Response(hasBody ? Readable.toWeb(res) : null, resInit);
}
function toInit(init) {
	if (!init) return;
	if (init instanceof Request) return {
		method: init.method,
		headers: init.headers,
		body: init.body,
		duplex: init.body ? "half" : void 0
	};
	return init;
}
function _toNodeStream(body) {
	if (!body) return;
	if (typeof body === "string") return Buffer.from(body);
	if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return Buffer.from(body);
	if (body instanceof ReadableStream) return Readable.fromWeb(body);
	if (body instanceof Blob) return Readable.fromWeb(body.stream());
	return Buffer.from(String(body));
}
async function _bufferBody(body) {
	if (!body) return;
	if (typeof body === "string") return Buffer.from(body);
	if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return Buffer.from(body);
	if (body instanceof ReadableStream) {
		const readable = Readable.fromWeb(body);
		const chunks = [];
		for await (const chunk of readable) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
		return Buffer.concat(chunks);
	}
	if (body instanceof Blob) return Buffer.from(await body.arrayBuffer());
	return Buffer.from(String(body));
}
const _redirectStatuses = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
function _sendRequest(doRequest, method, path, headers, addr, body, opts) {
	forceConnectionCloseForTransferEncoding(headers);
	return new Promise((resolve, reject) => {
		const reqOpts = {
			method,
			path,
			headers,
			agent: opts.agent
		};
		if (addr.socketPath) reqOpts.socketPath = addr.socketPath;
		else {
			reqOpts.hostname = addr.host || "localhost";
			reqOpts.port = addr.port;
		}
		if (opts.signal) reqOpts.signal = opts.signal;
		if (opts.ssl) Object.assign(reqOpts, opts.ssl);
		const req = doRequest(reqOpts, (res) => {
			const statusCode = res.statusCode;
			drainAfterEarlyResponse(req, res, body instanceof Readable ? body : void 0);
			if (opts.maxRedirects > 0 && _redirectStatuses.has(statusCode) && opts.redirectCount < opts.maxRedirects && res.headers.location) {
				res.resume();
				const currentURL = new URL(path, `http://${addr.host || "localhost"}:${addr.port || 80}`);
				const location = new URL(res.headers.location, currentURL);
				const redirectHTTPS = isSSL.test(location.protocol);
				const preserveMethod = statusCode === 307 || statusCode === 308;
				const redirectMethod = preserveMethod ? method : "GET";
				const redirectHeaders = { ...opts.originalHeaders };
				redirectHeaders.host = location.host;
				if (location.host !== currentURL.host) {
					delete redirectHeaders.authorization;
					delete redirectHeaders.cookie;
				}
				if (!preserveMethod) {
					delete redirectHeaders["content-length"];
					delete redirectHeaders["content-type"];
					delete redirectHeaders["transfer-encoding"];
				}
				_sendRequest(redirectHTTPS ? request$1 : request, redirectMethod, location.pathname + location.search, redirectHeaders, {
					host: location.hostname,
					port: Number(location.port) || (redirectHTTPS ? 443 : 80)
				}, preserveMethod ? body : void 0, {
					...opts,
					redirectCount: opts.redirectCount + 1
				}).then(resolve, reject);
				return;
			}
			resolve(res);
		});
		req.on("error", reject);
		if (opts.timeout) req.setTimeout(opts.timeout, () => {
			req.destroy(/* @__PURE__ */ new Error("Proxy request timed out"));
		});
		if (body instanceof Readable) {
			body.on("error", (err) => {
				req.destroy(err);
				reject(err);
			});
			body.pipe(req);
		} else if (body) req.end(body);
		else req.end();
	});
}
function proxyUpgrade(addr, req, socket, head, opts) {
	const resolvedAddr = parseAddr(addr);
	let useSSL = false;
	if (typeof addr === "string" && !addr.startsWith("unix:")) useSSL = isSSL.test(new URL(addr).protocol);
	if (req.method !== "GET" || req.headers.upgrade?.toLowerCase() !== "websocket") {
		socket.destroy();
		return Promise.reject(/* @__PURE__ */ new Error("Not a valid WebSocket upgrade request"));
	}
	if (opts?.xfwd !== false) {
		const xfFor = req.headers["x-forwarded-for"];
		const xfPort = req.headers["x-forwarded-port"];
		const xfProto = req.headers["x-forwarded-proto"];
		req.headers["x-forwarded-for"] = `${xfFor ? `${xfFor},` : ""}${req.socket?.remoteAddress}`;
		req.headers["x-forwarded-port"] = `${xfPort ? `${xfPort},` : ""}${getPort(req)}`;
		req.headers["x-forwarded-proto"] = `${xfProto ? `${xfProto},` : ""}${hasEncryptedConnection(req) ? "wss" : "ws"}`;
	}
	const target = _buildTargetURL(resolvedAddr, useSSL);
	const requestOptions = {
		...opts,
		target,
		prependPath: opts?.prependPath !== false
	};
	const outgoing = setupOutgoing(requestOptions.ssl || {}, requestOptions, req);
	const sock = socket;
	return new Promise((resolve, reject) => {
		let settled = false;
		setupSocket(sock);
		if (head && head.length > 0) sock.unshift(head);
		sock.once("error", onSocketError);
		const proxyReq = (isSSL.test(target.protocol) ? request$1 : request)(outgoing);
		proxyReq.once("error", onOutgoingError);
		proxyReq.once("response", (res) => {
			if (!res.upgrade) {
				if (!sock.destroyed && sock.writable) pipeNonUpgradeResponse(res, sock, onOutgoingError);
				else res.resume();
				if (!settled) {
					settled = true;
					reject(/* @__PURE__ */ new Error("Upstream server did not upgrade the connection"));
				}
			}
		});
		proxyReq.once("upgrade", (proxyRes, proxySocket, proxyHead) => {
			proxySocket.once("error", onOutgoingError);
			sock.removeListener("error", onSocketError);
			sock.once("error", () => {
				proxySocket.end();
			});
			setupSocket(proxySocket);
			if (proxyHead && proxyHead.length > 0) proxySocket.unshift(proxyHead);
			sock.write(createHttpHeader("HTTP/1.1 101 Switching Protocols", proxyRes.headers));
			proxySocket.pipe(sock).pipe(proxySocket);
			settled = true;
			resolve(proxySocket);
		});
		setUpgradeTimeout(proxyReq, sock, opts?.upgradeTimeout, onOutgoingError);
		proxyReq.end();
		function onSocketError(err) {
			proxyReq.destroy();
			if (!settled) {
				settled = true;
				reject(err);
			}
		}
		function onOutgoingError(err) {
			sock.end();
			if (!settled) {
				settled = true;
				reject(err);
			}
		}
	});
}
function _buildTargetURL(addr, useSSL = false) {
	const protocol = useSSL ? "https" : "http";
	if (addr.socketPath) {
		const url = new URL(`${protocol}://unix`);
		url.socketPath = addr.socketPath;
		return url;
	}
	return new URL(`${protocol}://${addr.host || "localhost"}${addr.port ? `:${addr.port}` : ""}`);
}


;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/upgrades.ts

function createUpgradeProxy() {
    const proxy = createProxyServer({ agent: false });
    const open = new WeakSet();
    proxy.on("proxyReqWs", (asked, _request, socket) => {
        asked.once("upgrade", (_answer, upstream) => {
            open.add(socket);
            // Each side ends with the other, also where one is torn down.
            socket.once("close", () => upstream.destroy());
            upstream.once("close", () => socket.destroySoon());
        });
    });
    proxy.on("error", (_error, _request, socket) => {
        if (socket === undefined || !("destroySoon" in socket))
            return;
        if (open.has(socket))
            socket.destroy();
        else
            refuseUpgrade(socket, "502 Bad Gateway");
    });
    return {
        pass(traffic, route, request, socket, head) {
            const passage = traffic.begin(route, () => socket.destroy());
            socket.once("close", () => passage.end({ failed: !open.has(socket), ms: null }));
            proxy.ws(request, socket, { target: route.address }, head).catch(() => socket.destroy());
        },
    };
}
function isWebSocket(request) {
    return request.method === "GET" && request.headers.upgrade?.toLowerCase() === "websocket";
}
/** Answers an upgrade that cannot be had, without anything that the client sent. */
function refuseUpgrade(socket, status) {
    socket.on("error", () => socket.destroy());
    if (socket.writable)
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/web.ts

function createWebProxy() {
    // Connections to upstreams are not kept: one that the upstream closes just then would fail a request.
    const proxy = createProxyServer({ agent: false });
    const brokenOff = new WeakSet();
    proxy.on("proxyRes", (answer, _request, response) => {
        // The client's connection is its own: the upstream's wish to close its one is not passed on.
        delete answer.headers.connection;
        delete answer.headers["keep-alive"];
        // Before the proxy tears the client's side down for it: a client that went away is no failure.
        const look = () => {
            if (!answer.complete && !response.destroyed)
                brokenOff.add(response);
        };
        answer.once("error", look).once("close", look);
    });
    return {
        begin(traffic, route, response) {
            const begun = performance.now();
            const passage = traffic.begin(route, () => response.destroy());
            response.once("close", () => {
                const failed = response.statusCode >= 500 || brokenOff.has(response);
                passage.end({ failed, ms: performance.now() - begun });
            });
            return passage;
        },
        pass: (request, response, route) => proxy.web(request, response, { target: route.address }),
    };
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/proxy.ts




const RETRY_AFTER_MS = 50;
/**
 * The public side of the edge. Each request is routed by its `Host` header as it arrives, so a client's
 * connection outlives any number of switches.
 * @param routeOf the route of a hostname now.
 */
function createProxy(routeOf, traffic) {
    const web = createWebProxy();
    const upgrades = createUpgradeProxy();
    async function handle(request, response) {
        const host = (0,routing/* hostOf */.w4)(request.headers.host);
        const route = routeOf(host);
        if (route === undefined)
            return plain(response, 404, "No environment has this hostname.");
        const passage = web.begin(traffic, route, response);
        forward(request);
        try {
            await web.pass(request, response, route);
        }
        catch (error) {
            const { fallback } = route;
            if (fallback !== undefined && isSafe(request, response)) {
                // It took the hostname over just now, and does not last: what had it is still there.
                const before = { host, ...fallback };
                passage.end({ failed: true, ms: null });
                web.begin(traffic, before, response);
                return web.pass(request, response, before);
            }
            if (!neverArrived(error) || !isSafe(request, response))
                return fail(response);
            // It may just have been replaced: its hostname leads elsewhere now, or does so in a moment.
            await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
            const again = routeOf(host);
            if (again === undefined || response.destroyed)
                return fail(response);
            if (again.address !== route.address) {
                passage.end({ failed: true, ms: null });
                web.begin(traffic, again, response);
            }
            await web.pass(request, response, again);
        }
    }
    const server = (0,external_node_http_.createServer)({ shouldUpgradeCallback: isWebSocket }, (request, response) => {
        handle(request, response).catch(() => fail(response));
    });
    // Longer than what common clients keep an idle connection for: the client is the one to close it.
    server.keepAliveTimeout = 75_000;
    server.on("upgrade", (request, socket, head) => {
        const route = routeOf((0,routing/* hostOf */.w4)(request.headers.host));
        if (route === undefined)
            return refuseUpgrade(socket, "404 Not Found");
        forward(request);
        upgrades.pass(traffic, route, request, socket, head);
    });
    return server;
}
/** Tells the upstream who asked. What a client claims of itself is not believed. */
function forward(request) {
    const { headers, socket } = request;
    headers["x-forwarded-for"] = socket.remoteAddress ?? "";
    headers["x-forwarded-proto"] = "http";
    headers["x-forwarded-host"] = headers.host ?? "";
    headers["x-forwarded-port"] = String(socket.localPort ?? "");
    delete headers.forwarded;
    if (isWebSocket(request) || headers.upgrade === undefined)
        return;
    // An offer to change the protocol that the edge does not take up is not the upstream's to take up either.
    for (const name of ["upgrade", "connection", "http2-settings"])
        delete headers[name];
}
/** The upstream was not reached: asking again asks for the first time. */
function neverArrived(error) {
    return error?.code === "ECONNREFUSED";
}
/** Nothing was answered yet, there is nothing to send again, and asking twice asks for nothing twice. */
function isSafe(request, response) {
    const bodiless = ["GET", "HEAD", "OPTIONS"].includes(request.method ?? "") && !hasBody(request);
    return bodiless && !response.headersSent && !response.destroyed;
}
function hasBody({ headers }) {
    return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
function fail(response) {
    if (response.headersSent)
        response.destroy();
    else
        plain(response, 502, "The environment does not answer.");
}
/** Says nothing that the client sent. */
function plain(response, status, text) {
    if (response.destroyed)
        return;
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
    response.end(`${text}\n`);
}


/***/ }),

/***/ 316:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ parseRouting),
/* harmony export */   c_: () => (/* binding */ tableOf),
/* harmony export */   sO: () => (/* binding */ addressesOf),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
function tableOf(routing) {
    return new Map((routing?.routes ?? []).map((route) => [hostOf(route.host), route]));
}
/** The hostname of a `Host` header: lower-cased, without port and final dot. */
function hostOf(header) {
    return (header ?? "").toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
}
/** Checks what came from outside. Throws an `Error` that says what is wrong with it. */
function parseRouting(value) {
    const { version, routes } = (value ?? {});
    if (!Number.isSafeInteger(version) || !Array.isArray(routes))
        throw new Error("a routing has version and routes");
    return { version: Number(version), routes: routes.map(parseRoute) };
}
function parseRoute(value) {
    const { host, fallback } = (value ?? {});
    if (typeof host !== "string")
        throw new Error("a route has a host");
    return {
        host,
        ...parsePlace(value),
        ...(fallback === undefined ? {} : { fallback: parsePlace(fallback) }),
    };
}
function parsePlace(value) {
    const { environment, address } = (value ?? {});
    if (typeof environment !== "string" || typeof address !== "string") {
        throw new Error("a route has host, environment and address");
    }
    const { protocol, pathname } = new URL(address);
    if (!/^https?:$/.test(protocol) || pathname !== "/")
        throw new Error("an address is http://host:port");
    return { environment, address };
}
/** The addresses that anything may still be sent to. */
function addressesOf(table) {
    return new Set([...table.values()].flatMap(({ address, fallback }) => fallback ? [address, fallback.address] : [address]));
}


/***/ }),

/***/ 366:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ createTraffic)
});

;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/reservoir.ts
/** @param random from 0 to below 1, as `Math.random`. */
function createReservoir(size, random) {
    const sample = [];
    let seen = 0;
    return {
        add(value) {
            seen++;
            if (sample.length < size)
                sample.push(value);
            else {
                const place = Math.floor(random() * seen);
                if (place < size)
                    sample[place] = value;
            }
        },
        quantile(q) {
            if (sample.length === 0)
                return null;
            const ascending = [...sample].sort((a, b) => a - b);
            return ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)] ?? null;
        },
    };
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/embedded/traffic.ts

/** Upstreams that are remembered; addresses change with every deployment, and the daemon lives for long. */
const REMEMBERED = 200;
const SAMPLE = 1024;
function createTraffic(random = Math.random) {
    const upstreams = new Map();
    const waiting = new Set();
    function upstreamOf(address, environment) {
        const known = upstreams.get(address);
        // A port that another environment had before is another upstream.
        if (known !== undefined && known.environment === environment)
            return known;
        const latency = createReservoir(SAMPLE, random);
        const active = known?.active ?? new Set();
        const made = { address, environment, requests: 0, failures: 0, latency, active };
        upstreams.delete(address);
        upstreams.set(address, made);
        for (const [other, { active }] of upstreams) {
            if (upstreams.size <= REMEMBERED)
                break;
            if (active.size === 0)
                upstreams.delete(other);
        }
        return made;
    }
    return {
        begin({ address, environment }, close) {
            const upstream = upstreamOf(address, environment);
            upstream.active.add(close);
            return {
                end({ failed, ms }) {
                    if (!upstream.active.delete(close))
                        return;
                    upstream.requests++;
                    if (failed)
                        upstream.failures++;
                    if (ms !== null)
                        upstream.latency.add(ms);
                    for (const look of waiting)
                        look();
                },
            };
        },
        drain(isRouted, ms) {
            const leaving = () => [...upstreams.values()].filter((one) => one.active.size > 0 && !isRouted(one.address));
            return new Promise((resolve) => {
                const finish = () => {
                    clearTimeout(timer);
                    waiting.delete(look);
                    resolve();
                };
                const look = () => {
                    if (leaving().length === 0)
                        finish();
                };
                const timer = setTimeout(() => {
                    for (const { active } of leaving())
                        for (const close of [...active])
                            close();
                    finish();
                }, ms);
                waiting.add(look);
                look();
            });
        },
        stats() {
            return [...upstreams.values()].map(({ address, environment, requests, failures, latency, active }) => ({
                address,
                environment,
                requests,
                failures,
                active: active.size,
                latency: {
                    p50: latency.quantile(0.5),
                    p95: latency.quantile(0.95),
                    p99: latency.quantile(0.99),
                },
            }));
        },
    };
}


/***/ }),

/***/ 363:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  S: () => (/* binding */ judge)
});

;// CONCATENATED MODULE: ./packages/core/src/plan/routing.ts

/**
 * The full routing that the ledger asks for: a stage's own hostname leads to what the stage serves, an
 * environment's own hostname to it once it has its traffic. What the target does not have is left out. Of two that
 * have one hostname (two changes of one branch) the newer has it, and a stage's own comes before any.
 */
function renderRouting(state, stages, instances) {
    const routes = [];
    const place = (environment) => {
        const address = instances.find((candidate) => candidate.environment === environment)?.address;
        return address ? { environment, address } : null;
    };
    const add = (host, environment, previous = null) => {
        const here = place(environment);
        const fallback = previous === null ? null : place(previous);
        if (host === null || here === null || routes.some((route) => route.host === host))
            return;
        routes.push({ host, ...here, ...(fallback === null ? {} : { fallback }) });
    };
    for (const { name, sharedHost } of stages) {
        const { serves = null, previous = null } = state.stages[name] ?? {};
        if (sharedHost === null || serves === null || !isLive(state.environments[serves]))
            continue;
        add(sharedHost, serves, previous);
    }
    const apart = stages.filter(({ sharedHost }) => sharedHost === null).map(({ name }) => name);
    const newestFirst = Object.values(state.environments).sort((a, b) => b.generation - a.generation);
    for (const { name, stage, phase, url } of newestFirst) {
        if (apart.includes(stage) && (phase === "baking" || phase === "published"))
            add(hostOf(url), name);
    }
    routes.sort((a, b) => (a.host < b.host ? -1 : a.host > b.host ? 1 : 0));
    return { version: state.seq, routes };
}
/** Hostname of a URL, in lower case; null where there is none. */
function hostOf(url) {
    return url === null ? null : (/^[a-z]+:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? null);
}
/** Whether two routings lead the same hostnames to the same places, in whatever order and case they are written. */
function sameRoutes(a, b) {
    return JSON.stringify(sorted(a.routes)) === JSON.stringify(sorted(b.routes));
}
function sorted(routes) {
    return routes
        .map(({ host, environment, address, fallback }) => {
        return [host.toLowerCase(), environment, address, fallback?.environment, fallback?.address];
    })
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/judge.ts

function judge(held, wanted) {
    if (held === null)
        return "done";
    if (wanted.version < held.version)
        return "stale";
    return sameRoutes(held, wanted) ? "already" : "done";
}


/***/ }),

/***/ 726:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t9: () => (/* binding */ choosePort)
/* harmony export */ });
/* unused harmony exports DEFAULT_PORTS, isAccepting */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(30);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(638);


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
    throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_1__/* .SluiceError */ .a("deployment_failed", `no port from ${range.from} to ${range.to} is free; nothing was started`, {
        advice: "Destroy environments that are not needed any more.",
    });
}
function isFree(port) {
    return new Promise((resolve) => {
        const server = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.createServer)();
        server.once("error", () => resolve(false));
        server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
    });
}
/** Whether anything accepts connections on a port of this machine. */
function isAccepting(port) {
    return new Promise((resolve) => {
        const socket = connect({ port, host: "127.0.0.1" });
        socket.once("connect", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", () => resolve(false));
    });
}


/***/ }),

/***/ 421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 67:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 30:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(160);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
