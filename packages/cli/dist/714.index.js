export const id = 714;
export const ids = [714];
export const modules = {

/***/ 3123:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ createHistory)
});

// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/host/src/git.ts
var git = __webpack_require__(6768);
;// CONCATENATED MODULE: ./packages/host/src/blobs.ts


/** The bytes of git blobs by their ids, in one call of git. Throws `git_failed` where one is missing. */
async function readBlobs(objects, options) {
    const blobs = new Map();
    const wanted = [...new Set(objects)];
    const odd = wanted.find((object) => !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(object));
    if (odd !== undefined)
        throw new errors/* SluiceError */.a("git_failed", `${JSON.stringify(odd)} is not an object's id`);
    if (wanted.length === 0)
        return blobs;
    const { stdout } = await (0,git/* git */.$)(["cat-file", "--batch"], { ...options, stdin: `${wanted.join("\n")}\n` });
    // Answers come in the order of the questions: `<id> <type> <size>\n<bytes>\n`, or `<id> missing\n`.
    let at = 0;
    for (const object of wanted) {
        const end = stdout.indexOf(10, at);
        const [, type, size] = stdout.toString("latin1", at, end).split(" ");
        if (type !== "blob" || size === undefined) {
            throw new errors/* SluiceError */.a("git_failed", `the repository has no file of id ${object}`, {
                advice: "Fetch the whole history (in a pipeline, fetch-depth: 0, without a filter), then run it again.",
            });
        }
        at = end + 1 + Number(size);
        blobs.set(object, stdout.subarray(end + 1, at));
        at += 1;
    }
    return blobs;
}

;// CONCATENATED MODULE: ./packages/host/src/relations.ts
/**
 * How two commits stand to each other. Where one is missing or the history is cut off, the remote's branches are
 * fetched whole, once for each such pair; `unknown` where that does not help either.
 */
function createRelations(sources) {
    const fetchedFor = new Set();
    let fetching = Promise.resolve();
    /** One at a time: two fetches would fight for the lock on the shallow file. */
    function fetchFor(a, b) {
        const pair = [a, b].sort().join(" ");
        if (fetchedFor.has(pair))
            return fetching.then(() => true);
        fetchedFor.add(pair);
        const fetched = fetching.then(() => fetchBranches(sources));
        fetching = fetched.catch(() => false);
        return fetched;
    }
    return async (a, b) => {
        const known = await relate(sources, a, b);
        if (known !== "unknown")
            return known;
        return (await fetchFor(a, b)) ? relate(sources, a, b) : "unknown";
    };
}
async function relate(sources, a, b) {
    const [left, right] = [await nameOf(sources, a), await nameOf(sources, b)];
    if (left === null || right === null)
        return "unknown";
    // the usual question is whether the new contains the old: mostly one answer of git's is enough
    const contains = await isAncestor(sources, right, left);
    if (contains === true)
        return left === right ? "same" : "descendant";
    const isContained = contains === null ? null : await isAncestor(sources, left, right);
    if (isContained === true)
        return "ancestor";
    if (contains === null || isContained === null)
        return "unknown";
    // Where history is cut off, only a yes can be believed.
    return (await isShallow(sources)) ? "unknown" : "diverged";
}
/** A full name is a commit's own; whether the commit is there, the comparison tells. */
function nameOf(sources, revision) {
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision) ? revision : sources.findCommit(revision);
}
/** Null where git could not tell: a commit in between is missing. */
async function isAncestor({ run }, ancestor, of) {
    const { code } = await run(["merge-base", "--is-ancestor", "--end-of-options", ancestor, of], true);
    return code > 1 ? null : code === 0;
}
async function isShallow({ run }) {
    return (await run(["rev-parse", "--is-shallow-repository"])).stdout.toString("utf8").trim() !== "false";
}
/** Whether the remote's branches were fetched with all of their history; false where there is no such remote. */
async function fetchBranches(sources) {
    const { run, remote } = sources;
    if ((await run(["config", "--get", `remote.${remote}.url`], true)).code !== 0)
        return false;
    const args = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
    if (await isShallow(sources))
        args.push("--unshallow");
    // A shallow clone follows a single branch: the others' commits come only when they are asked for.
    args.push("--end-of-options", remote, `+refs/heads/*:refs/remotes/${remote}/*`);
    return (await run(args, true)).code === 0;
}

;// CONCATENATED MODULE: ./packages/host/src/history.ts




/** Git as it is: replacements (`git replace`) would let a repository lie about what contains what. */
const TRUE_OBJECTS = { GIT_NO_REPLACE_OBJECTS: "1", GIT_LITERAL_PATHSPECS: "1" };
/**
 * What a git repository knows of its commits and trees. Reads only, but for `getRelation`, which fetches the
 * remote's branches where the history at hand does not reach.
 */
function createHistory(options) {
    const { cwd } = options;
    const remote = options.remote ?? "origin";
    const run = (args, allowFailure = false) => (0,git/* git */.$)(args, { cwd, env: { ...TRUE_OBJECTS, ...options.env }, allowFailure });
    async function findCommit(revision) {
        if (revision === "" || /[\0\n]/.test(revision))
            return null;
        const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
        const found = await run(args, true);
        if (/not a git repository|dubious ownership/.test(found.stderr))
            throw notARepository(cwd, found.stderr);
        return found.code === 0 ? found.stdout.toString("utf8").trim() : null;
    }
    async function getCommit(revision) {
        const found = await findCommit(revision);
        if (found !== null)
            return found;
        throw new errors/* SluiceError */.a("commit_unknown", `there is no commit ${JSON.stringify(revision)} in ${cwd}`, {
            advice: "Fetch it, or mend its name; in a pipeline, check out with the whole history (fetch-depth: 0).",
        });
    }
    async function listEntries(commit, path, deep) {
        const below = normalise(path);
        const args = ["ls-tree", ...(deep ? ["-r"] : []), "-z", "--full-tree", await getCommit(commit)];
        const { stdout } = await run(below === "" ? args : [...args, "--", below]);
        return stdout
            .toString("utf8")
            .split("\0")
            .filter((record) => record !== "")
            .map(parseEntry);
    }
    const getRelation = createRelations({
        run,
        remote,
        findCommit,
    });
    return {
        getCommit,
        getRelation,
        async findBranch(branch) {
            if (branch === "" || branch.includes("\0"))
                return null;
            for (const ref of [`refs/remotes/${remote}/${branch}`, `refs/heads/${branch}`]) {
                const found = await run(["show-ref", "--verify", "--hash", "--", ref], true);
                if (found.code === 0)
                    return found.stdout.toString("utf8").trim();
            }
            return null;
        },
        listTree: (commit, path) => listEntries(commit, path, true),
        async findFile(commit, path) {
            const wanted = normalise(path);
            const entry = (await listEntries(commit, path, false)).find((found) => found.path === wanted);
            if (entry === undefined || !entry.mode.startsWith("1") || entry.mode === "160000")
                return null;
            return (await readBlobs([entry.object], { cwd })).get(entry.object);
        },
        readBlobs: (objects) => readBlobs(objects, { cwd }),
    };
}
/** `./a/` → `a`; the root is the empty path. Throws `input_invalid` for what leads out of the repository. */
function normalise(path) {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    if (path.startsWith("/") || path.includes("\0") || parts.includes("..")) {
        throw new errors/* SluiceError */.a("input_invalid", `${JSON.stringify(path)} is not a path inside the repository`, {
            advice: "Give it relative to the repository's root, without `..`.",
        });
    }
    return parts.join("/");
}
/** `100644 blob <id>\t<path>` */
function parseEntry(record) {
    const tab = record.indexOf("\t");
    const [mode = "", , object = ""] = record.slice(0, tab).split(" ");
    return { mode, object, path: record.slice(tab + 1) };
}
function notARepository(cwd, stderr) {
    const owned = stderr.includes("dubious ownership");
    return new errors/* SluiceError */.a("git_failed", owned
        ? `${cwd} belongs to another user, so git does not read it`
        : `${cwd} is not inside a git repository`, {
        advice: owned
            ? `Run git config --global --add safe.directory ${cwd}`
            : "Run this in a checkout of the application's repository.",
        cause: new Error(stderr.trim()),
    });
}


/***/ }),

/***/ 7714:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* reexport */ connect),
  g4: () => (/* reexport */ connectSite),
  openEdgeInstallation: () => (/* reexport */ open_target/* openEdgeInstallation */.Yz),
  openLedger: () => (/* reexport */ openLedger),
  openLines: () => (/* reexport */ openLines),
  c2: () => (/* reexport */ src_site/* openSite */.c2),
  openWorkTree: () => (/* reexport */ work_tree/* openWorkTree */.w),
  screenOf: () => (/* reexport */ screenOf)
});

// UNUSED EXPORTS: findRoot, processRoots

// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./packages/host/src/clock.ts
var src_clock = __webpack_require__(2022);
// EXTERNAL MODULE: ./packages/host/src/exec.ts + 1 modules
var src_exec = __webpack_require__(1343);
// EXTERNAL MODULE: ./packages/host/src/history.ts + 2 modules
var src_history = __webpack_require__(3123);
;// CONCATENATED MODULE: ./packages/host/src/prober.ts
/**
 * Probes over HTTP(S), each on a connection of its own, so that an answer is always the one that a new client
 * would get. Redirects are answers, not followed.
 */
function createProber() {
    return {
        async probe(url, options) {
            const begun = performance.now();
            const answer = await ask(url, options).catch((error) => ({ status: null, error: say(error) }));
            return { ...answer, ms: performance.now() - begun };
        },
    };
}
async function ask(url, options) {
    const target = new URL(url);
    const request = { agent: false, method: "GET" };
    if (options.host !== undefined) {
        request.headers = { host: options.host };
        request.servername = options.host.replace(/:\d+$/, "");
    }
    // Loaded on first use: most verbs never probe, and it costs more than the rest of their start.
    const client = await loadClient(target.protocol);
    return new Promise((resolve, reject) => {
        const asked = client.request(target, request, (response) => {
            clearTimeout(timer);
            resolve({ status: response.statusCode ?? null, error: null });
            response.destroy();
        });
        const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${options.timeoutMs} ms`)), options.timeoutMs);
        asked.on("error", (error) => {
            clearTimeout(timer);
            reject(error);
        });
        asked.end();
    });
}
async function loadClient(protocol) {
    if (protocol === "http:")
        return Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 23));
    if (protocol === "https:")
        return Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 4708, 23));
    throw new Error(`${protocol}// cannot be probed`);
}
/** Where a name has several addresses, the message is empty and the code says it. */
function say(error) {
    if (!(error instanceof Error))
        return String(error);
    return error.message !== "" ? error.message : (error.code ?? error.name);
}

// EXTERNAL MODULE: ./packages/core/src/config/secret.ts
var config_secret = __webpack_require__(1194);
// EXTERNAL MODULE: ./packages/core/src/model/plain-line.ts
var plain_line = __webpack_require__(7814);
;// CONCATENATED MODULE: ./packages/notifiers/src/terminal.ts

/** Prints notices in the log of the run, each fact on a line that text from outside cannot break. */
function terminalNotifier(channel, reporter) {
    return {
        channel,
        async send(notice) {
            reporter.step(`notice (${notice.event}): ${(0,plain_line/* plainLine */.h)(notice.headline)}`);
            const { change } = notice;
            const facts = [
                ["change", change === null ? null : `${change.number} ${change.title}, by ${change.author}`],
                ["serves now", notice.serving],
                ["address", notice.url],
                ["next", notice.next],
                ["administrators", notice.administrators.join(", ") || null],
            ];
            for (const [name, value] of facts)
                if (value !== null)
                    reporter.info(`${name}: ${(0,plain_line/* plainLine */.h)(value)}`);
            return { delivered: true };
        },
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./packages/notifiers/src/sign.ts

/** `sha256=` and the hexadecimal HMAC-SHA256 of the body's bytes, as forges sign their own webhooks. */
function signatureOf(body, secret) {
    return `sha256=${(0,external_node_crypto_.createHmac)("sha256", secret).update(body, "utf8").digest("hex")}`;
}
/** Equal for what is the same notice to the ledger, however often a job is run. */
function idempotencyKey(notice, channel) {
    const { app, stage, digest, event } = notice;
    return (0,external_node_crypto_.createHash)("sha256")
        .update(JSON.stringify([app, stage, digest, event, channel]))
        .digest("hex");
}

;// CONCATENATED MODULE: ./packages/notifiers/src/webhook.ts


const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
/** A receiver that wants more time than this is told of in the log instead. */
const LONGEST_PAUSE_MS = 30_000;
/**
 * Posts notices as JSON. What fails in passing (no answer, 408, 425, 429, 5xx) is tried again, four times in all,
 * with the same `Idempotency-Key`. Redirects are not followed: the body would reach whoever they name.
 */
function webhookNotifier(options) {
    const { channel, url, clock = src_clock/* systemClock */.m, random = Math.random } = options;
    return {
        channel,
        async send(notice) {
            const masked = maskedAddress(url);
            if (masked === null)
                return { delivered: false, reason: "its address is not an http or https address" };
            const body = JSON.stringify({ v: 1, ...notice });
            const headers = headersOf(notice, channel, body, options.secret);
            for (let attempt = 1;; attempt++) {
                const result = await post(url, headers, body, options.timeoutMs ?? 10_000, clock);
                if (result.arrived)
                    return { delivered: true };
                const pause = Math.max(result.again ?? 0, FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + random() / 2));
                if (result.again === null || attempt === ATTEMPTS || pause > LONGEST_PAUSE_MS) {
                    const tries = attempt === 1 ? "" : ` (tried ${attempt} times)`;
                    return { delivered: false, reason: `${masked} ${result.reason}${tries}` };
                }
                await clock.sleep(pause);
            }
        },
    };
}
function headersOf(notice, channel, body, secret) {
    return {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "sluice",
        "x-sluice-event": notice.event,
        "idempotency-key": idempotencyKey(notice, channel),
        ...(secret === null ? {} : { "x-sluice-signature-256": signatureOf(body, secret) }),
    };
}
async function post(url, headers, body, timeoutMs, clock) {
    try {
        const signal = AbortSignal.timeout(timeoutMs);
        const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
        await response.body?.cancel();
        return judge(response.status, response.headers.get("retry-after"), clock.now());
    }
    catch (error) {
        return { arrived: false, reason: failureOf(error, timeoutMs), again: 0 };
    }
}
function judge(status, retryAfter, now) {
    if (status >= 200 && status < 300)
        return { arrived: true };
    if (status >= 300 && status < 400)
        return { arrived: false, reason: `answered ${status}, a redirect, which is not followed`, again: null };
    const passing = status >= 500 || [408, 425, 429].includes(status);
    return { arrived: false, reason: `answered ${status}`, again: passing ? pauseOf(retryAfter, now) : null };
}
/** Milliseconds of a Retry-After header (RFC 9110, 10.2.3): seconds, or a date. */
function pauseOf(retryAfter, now) {
    if (retryAfter === null)
        return 0;
    if (/^\d{1,9}$/.test(retryAfter.trim()))
        return Number(retryAfter) * 1000;
    const at = Date.parse(retryAfter);
    return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}
/** By its code alone: messages repeat the address. */
function failureOf(error, timeoutMs) {
    if (error instanceof Error && error.name === "TimeoutError")
        return `did not answer within ${timeoutMs} ms`;
    const cause = error instanceof Error ? error.cause : undefined;
    return `could not be reached${cause?.code === undefined ? "" : ` (${cause.code})`}`;
}
/** Scheme and host, which are no secret; null where it is no web address. */
function maskedAddress(url) {
    if (!URL.canParse(url))
        return null;
    const { protocol, host } = new URL(url);
    return protocol === "https:" || protocol === "http:" ? `${protocol}//${host}/***` : null;
}

;// CONCATENATED MODULE: ./packages/notifiers/src/create.ts



/**
 * The channels of sluice.yml's `notify`, named by kind and place (`webhook#1`). A kind that this version cannot
 * deliver to is a warning; a variable that is not set is told when something is to be sent.
 */
function createNotifiers(entries, env, reporter) {
    const counts = new Map();
    return entries.flatMap((entry) => {
        const count = (counts.get(entry.kind) ?? 0) + 1;
        counts.set(entry.kind, count);
        const notifier = notifierOf(`${entry.kind}#${count}`, entry, env, reporter);
        if (notifier !== null)
            return [{ notifier, on: entry.on, stages: entry.stages }];
        reporter.warning(`notify: this version cannot deliver to ${entry.kind} yet; use webhook or terminal`);
        return [];
    });
}
function notifierOf(channel, entry, env, reporter) {
    if (entry.kind === "terminal")
        return terminalNotifier(channel, reporter);
    if (entry.kind !== "webhook")
        return null;
    const wanted = entry.secret === null ? [entry.url] : [entry.url, entry.secret];
    for (const reference of wanted) {
        const value = (0,config_secret/* findSecret */.mt)(reference, env);
        if (value === null)
            return unset(channel, (0,config_secret/* nameOfReference */.iE)(reference) ?? reference);
        reporter.mask(value);
    }
    const secret = entry.secret === null ? null : (0,config_secret/* findSecret */.mt)(entry.secret, env);
    return webhookNotifier({ channel, url: (0,config_secret/* findSecret */.mt)(entry.url, env) ?? "", secret });
}
/** Not delivering is better than signing with nothing, or than failing verbs that tell nobody. */
function unset(channel, name) {
    const reason = `the environment variable ${name}, which sluice.yml names, is not set`;
    return { channel, send: async () => ({ delivered: false, reason }) };
}

;// CONCATENATED MODULE: ./packages/notifiers/src/index.ts




;// CONCATENATED MODULE: ./packages/wiring/src/lazy.ts
/** Makes something when it is first asked for; asks again after a failure. */
function once(make) {
    let made = null;
    return () => {
        made ??= make().catch((error) => {
            made = null;
            throw error;
        });
        return made;
    };
}
/** A registry whose client is loaded with the first question. */
function lazyRegistry(repository, get) {
    return {
        repository,
        findDigest: async (tag) => (await get()).findDigest(tag),
        hasManifest: async (digest) => (await get()).hasManifest(digest),
        hasBlob: async (digest) => (await get()).hasBlob(digest),
        ensureTag: async (digest, tag) => (await get()).ensureTag(digest, tag),
        pushArchive: async (archive) => (await get()).pushArchive(archive),
        pullArchive: async (digest) => (await get()).pullArchive(digest),
        getAnnotations: async (digest) => (await get()).getAnnotations(digest),
        listTags: async () => (await get()).listTags(),
        ensureDeleted: async (digest) => (await get()).ensureDeleted(digest),
    };
}
function lazyBuilder(get) {
    return { build: async (request) => (await get()).build(request) };
}
function lazyImageBuilder(get) {
    return { build: async (request) => (await get()).build(request) };
}
function lazyTarget(kind, get) {
    return {
        kind,
        up: async (spec) => (await get()).up(spec),
        find: async (environment) => (await get()).find(environment),
        list: async () => (await get()).list(),
        logs: async (environment, lines) => (await get()).logs(environment, lines),
        down: async (environment, upTo) => (await get()).down(environment, upTo),
    };
}
function lazyEdge(get) {
    return {
        apply: async (routing, drainMs) => (await get()).apply(routing, drainMs),
        find: async () => (await get()).find(),
        getAddress: async () => (await get()).getAddress(),
    };
}

// EXTERNAL MODULE: ./packages/host/src/git.ts
var git = __webpack_require__(6768);
// EXTERNAL MODULE: ./packages/wiring/src/site.ts
var src_site = __webpack_require__(701);
;// CONCATENATED MODULE: ./packages/wiring/src/open-ledger.ts



/** Of the ledger's commits; who did what stands in the events. */
const AUTHOR = { name: "Sluice", email: "sluice@localhost" };
/** The ledger that sluice.yml names. Throws `config_invalid` where it names a remote that is not there. */
async function ledgerOf(site, clock, random, reporter) {
    const { createFileLedger, createGitLedger } = await __webpack_require__.e(/* import() */ 195).then(__webpack_require__.bind(__webpack_require__, 7195));
    const { ledger } = site.config;
    if (ledger.kind === "file")
        return createFileLedger({ path: (0,src_site/* resolvePath */.o1)(site, ledger.path), clock });
    const remote = await findRemote(site.root, ledger);
    const credentials = credentialOf(site.env, remote?.address ?? null, reporter);
    const name = remote === null ? null : ledger.remote;
    return createGitLedger({
        cwd: site.root,
        remote: name,
        ref: ledger.ref,
        clock,
        random,
        credentials,
        author: AUTHOR,
    });
}
/**
 * The remote's address. Null where the repository has no `origin`: then the ledger is a ref of the repository itself.
 * A remote of any other name was asked for, and a ledger elsewhere in its stead would be another ledger.
 */
async function findRemote(root, { remote }) {
    if (/[:/\\]/.test(remote))
        return { address: remote };
    const found = await (0,git/* git */.$)(["config", "--get", `remote.${remote}.url`], { cwd: root, allowFailure: true });
    const address = found.stdout.toString("utf8").trim();
    if (found.code === 0 && address !== "")
        return { address };
    if (remote === "origin")
        return null;
    throw new src/* SluiceError */.ah("config_invalid", `the repository has no remote ${remote}, which ledger.remote names`, {
        advice: `Add it (git remote add ${remote} ADDRESS), or mend ledger.remote in sluice.yml; nothing was changed.`,
    });
}
/** A token for the ledger alone, so that a checkout need not keep one; without it git finds its own. */
function credentialOf(env, url, reporter) {
    const token = env.SLUICE_LEDGER_TOKEN ?? "";
    if (token === "")
        return null;
    reporter.mask(token);
    return url === null ? null : { url, username: env.SLUICE_LEDGER_USER || "x-access-token", token };
}

// EXTERNAL MODULE: ./packages/wiring/src/open-registry.ts
var open_registry = __webpack_require__(7488);
// EXTERNAL MODULE: ./packages/wiring/src/open-target.ts
var open_target = __webpack_require__(7562);
;// CONCATENATED MODULE: ./packages/wiring/src/secrets.ts

/** Shorter values are no secrets, and hiding them (`1`, `dev`) would make every line unreadable. */
const SHORTEST_MASKED = 4;
/** Lets the reporter hide what the environment holds under the names that sluice.yml mentions. */
function maskSecrets(config, env, reporter) {
    for (const value of references(config)) {
        const secret = (0,src/* findSecret */.mt)(value, env);
        if (secret !== null && secret.trim().length >= SHORTEST_MASKED)
            reporter.mask(secret);
    }
}
/** All texts of sluice.yml that may be `$NAME`. */
function references(config) {
    const maps = [
        config.artifact.args,
        config.artifact.secrets,
        config.target.variables,
        ...config.stages.map((stage) => stage.variables),
        ...config.tests.map((suite) => suite.env),
    ];
    const channels = config.notify.flatMap((entry) => {
        if (entry.kind === "terminal")
            return [];
        if (entry.kind === "email")
            return [entry.smtp];
        return entry.kind === "webhook" && entry.secret !== null ? [entry.url, entry.secret] : [entry.url];
    });
    return [...maps.flatMap((map) => Object.values(map)), ...channels];
}
/** Puts values of the environment in the place of `$NAME`. */
function resolver(env) {
    return (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, (0,src/* resolveValue */.g$)(value, env)]));
}

;// CONCATENATED MODULE: ./packages/wiring/src/connect.ts












/**
 * All ports of the verbs, as sluice.yml and the environment say. What a verb does not use is not loaded: registry,
 * builder, target and edge come with their first question, and notifiers with the first look at them.
 *
 * @throws `config_missing`, `config_invalid`, `git_failed`
 */
async function connect(place, reporter) {
    const ports = await connectSite(await (0,src_site/* openSite */.c2)(place), reporter);
    const fault = place.env.SLUICE_FAULT;
    if (fault === undefined)
        return ports;
    const { withFaults } = await __webpack_require__.e(/* import() */ 799).then(__webpack_require__.bind(__webpack_require__, 4799));
    return withFaults(ports, fault);
}
/** As `connect`, for a site that was opened before. */
async function connectSite(site, reporter) {
    const { root, env, config } = site;
    maskSecrets(config, env, reporter);
    const { createLocalForge } = await __webpack_require__.e(/* import() */ 189).then(__webpack_require__.bind(__webpack_require__, 4189));
    const forge = await createLocalForge({ cwd: root, env });
    const history = (0,src_history/* createHistory */.n)({ cwd: root });
    const exec = execIn(root);
    const resolve = resolver(env);
    let notifiers = null;
    const registry = lazyRegistry(config.artifact.repository, once(() => (0,open_registry/* registryOf */.F)(site, config.artifact.repository)));
    return {
        config,
        ledger: (0,src/* remembering */.Mw)(await ledgerOf(site, src_clock/* systemClock */.m, Math.random, reporter)),
        clock: src_clock/* systemClock */.m,
        random: Math.random,
        history,
        changes: forge,
        people: { ...forge, getActor: once(() => forge.getActor()) },
        runs: forge,
        registry,
        builder: lazyBuilder(once(async () => {
            const { createArchiveBuilder } = await Promise.all(/* import() */[__webpack_require__.e(942), __webpack_require__.e(64)]).then(__webpack_require__.bind(__webpack_require__, 1064));
            return createArchiveBuilder({ history, exec });
        })),
        imageBuilder: lazyImageBuilder(once(async () => {
            const { openImageBuilder } = await __webpack_require__.e(/* import() */ 699).then(__webpack_require__.bind(__webpack_require__, 7699));
            return openImageBuilder(site, { history, exec, registry, clock: src_clock/* systemClock */.m });
        })),
        target: lazyTarget(config.target.kind, once(() => (0,open_target/* targetOf */.$r)(site, resolve))),
        edge: lazyEdge(once(() => (0,open_target/* edgeOf */.BQ)(site))),
        prober: createProber(),
        exec,
        resolve,
        get notifiers() {
            notifiers ??= createNotifiers(config.notify, env, reporter);
            return notifiers;
        },
        reporter,
    };
}
/** The ledger alone, with the site that it belongs to. */
async function openLedger(place, reporter) {
    const site = await (0,src_site/* openSite */.c2)(place);
    return { site, ledger: await ledgerOf(site, src_clock/* systemClock */.m, Math.random, reporter) };
}
/** Programs of the user's run in the repository's root, wherever below it the verb was started. */
function execIn(root) {
    const exec = (0,src_exec/* createExec */.k)();
    return { run: (argv, options = {}) => exec.run(argv, { cwd: root, ...options }) };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
;// CONCATENATED MODULE: ./packages/wiring/src/lines.ts




/** Where an export goes: a file, which appears as a whole, or a stream for null. */
async function openLines(path, place) {
    if (path === null)
        return toStream(place.stdout);
    const full = (0,external_node_path_.resolve)(place.cwd, path);
    const temporary = (0,external_node_path_.join)((0,external_node_path_.dirname)(full), `.${(0,external_node_path_.basename)(full)}.${(0,external_node_crypto_.randomBytes)(6).toString("hex")}.tmp`);
    const file = await (0,promises_.open)(temporary, "wx").catch((cause) => {
        throw new errors/* SluiceError */.a("input_invalid", `${path} cannot be written (${cause.code ?? "unknown error"})`, {
            advice: "Name a file in a folder that exists and is yours to write; nothing was exported.",
            cause,
        });
    });
    return {
        write: (lines) => file.writeFile(lines),
        async close() {
            await file.close();
            await (0,promises_.rename)(temporary, full);
        },
        async abandon() {
            await file.close();
            await (0,promises_.rm)(temporary, { force: true });
        },
    };
}
/** Waits where the reader is slower than the ledger. */
function toStream(stream) {
    return {
        write: (lines) => new Promise((done, fail) => {
            stream.write(lines, (error) => (error ? fail(error) : done()));
        }),
        close: async () => { },
        abandon: async () => { },
    };
}

;// CONCATENATED MODULE: ./packages/wiring/src/screen.ts
const HOME = "\u001b[H";
const CLEAR_TO_END_OF_LINE = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";
/** A terminal that is repainted from its first line; null where the stream is none. Texts hold no controls. */
function screenOf(stream) {
    if (stream.isTTY !== true)
        return null;
    let first = true;
    return {
        paint(text) {
            const start = first ? `${HOME}\u001b[2J` : HOME;
            first = false;
            const lines = text.split("\n").map((line) => line + CLEAR_TO_END_OF_LINE);
            stream.write(`${start}${lines.join("\n")}\n${CLEAR_BELOW}`);
        },
    };
}

// EXTERNAL MODULE: ./packages/wiring/src/work-tree.ts
var work_tree = __webpack_require__(3844);
;// CONCATENATED MODULE: ./packages/wiring/src/index.ts








/***/ }),

/***/ 3844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ openWorkTree)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _sluice_host_files__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4434);
/* harmony import */ var _sluice_host_git__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6768);
/* harmony import */ var _site_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(701);





/** The work tree around a place. Throws `git_failed` where there is none. */
async function openWorkTree(place) {
    const root = await (0,_site_ts__WEBPACK_IMPORTED_MODULE_4__/* .findRoot */ .wg)(place.cwd);
    const ask = async (...args) => {
        const { code, stdout } = await (0,_sluice_host_git__WEBPACK_IMPORTED_MODULE_3__/* .git */ .$)(args, { cwd: root, allowFailure: true });
        return code === 0 ? stdout.toString("utf8").trim() : "";
    };
    return {
        name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(root),
        async findText(path) {
            return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path), "utf8").catch((error) => {
                if (error.code === "ENOENT" || error.code === "EISDIR" || error.code === "ENOTDIR")
                    return null;
                throw error;
            });
        },
        has: (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path)).then(() => true, () => false),
        async writeText(path, text) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path)), { recursive: true });
            await (0,_sluice_host_files__WEBPACK_IMPORTED_MODULE_2__/* .writeFileAtomic */ .Z)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path), text);
        },
        async listBranches() {
            const refs = await ask("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes/origin");
            const names = refs.split("\n").map((ref) => ref.replace(/^refs\/(?:heads|remotes\/origin)\//, ""));
            return [...new Set(names)].filter((name) => name !== "" && name !== "HEAD");
        },
        async findRemote() {
            const address = await ask("config", "--get", "remote.origin.url");
            return address === "" ? null : address.replace(/^([a-z+]+:\/\/)[^/@]*@/i, "$1");
        },
    };
}


/***/ })

};
