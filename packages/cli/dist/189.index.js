export const id = 189;
export const ids = [189];
export const modules = {

/***/ 4189:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createLocalForge: () => (/* reexport */ createLocalForge)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/host/src/git.ts
var git = __webpack_require__(6768);
// EXTERNAL MODULE: ./packages/host/src/history.ts + 2 modules
var src_history = __webpack_require__(3123);
;// CONCATENATED MODULE: ./packages/forges/src/local/commit.ts
/** Reads the bytes of `git cat-file commit`. Never throws: odd commits exist. */
function parseCommit(bytes) {
    const raw = Buffer.from(bytes);
    const end = raw.indexOf("\n\n");
    const head = raw.subarray(0, end < 0 ? raw.length : end).toString("utf8");
    const fields = head.split("\n").map((line) => /^(\S+) (.*)$/.exec(line));
    const all = (name) => fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ""] : []));
    return {
        parents: all("parent"),
        author: /<([^<>]*)>/.exec(all("author")[0] ?? "")?.[1]?.trim() ?? "",
        committedAt: toIso(/> (-?\d+) [+-]\d+$/.exec(all("committer")[0] ?? "")?.[1]),
        message: end < 0 ? "" : decode(raw.subarray(end + 2), all("encoding")[0] ?? "utf-8"),
    };
}
function toIso(seconds) {
    const date = new Date(Number(seconds) * 1000);
    return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
function decode(bytes, encoding) {
    try {
        return new TextDecoder(encoding).decode(bytes);
    }
    catch {
        return new TextDecoder().decode(bytes);
    }
}

;// CONCATENATED MODULE: ./packages/forges/src/local/members.ts
/** Who is an administrator, as far as it can be told without a forge: nobody can look a team up. */
function membershipOf(person, administrators) {
    const who = plain(person);
    const names = administrators.map((name) => name.trim()).filter((name) => name !== "");
    const teams = names.filter((name) => /^@[^/]+\/./.test(name));
    if (who !== "" && names.some((name) => !teams.includes(name) && plain(name) === who))
        return { is: "member" };
    if (teams.length === 0)
        return { is: "stranger" };
    const reason = `without a forge nobody can tell who is in ${teams.join(", ")}; name people by e-mail or @login`;
    return { is: "unknown", reason };
}
/** `@Ada` and `ada` are one login; e-mail addresses are compared without case. */
function plain(name) {
    return name.trim().replace(/^@/, "").toLowerCase();
}

// EXTERNAL MODULE: ./packages/host/src/processes.ts
var processes = __webpack_require__(7381);
;// CONCATENATED MODULE: ./packages/forges/src/local/runs.ts



/**
 * A run is this process, or what `SLUICE_RUN` names, so that several commands can be one run. Throws
 * `input_invalid` where that is not a short word.
 */
async function createLocalRuns(env) {
    const host = (0,external_node_os_.hostname)();
    const named = env.SLUICE_RUN ?? "";
    if (named !== "" && !/^[\w.:/@+-]{1,200}$/.test(named)) {
        throw new errors/* SluiceError */.a("input_invalid", "SLUICE_RUN is not a name", {
            advice: "Use up to 200 letters, digits and any of . : / @ + - _",
        });
    }
    const current = named === "" ? `local:${host}:${process.pid}:${await (0,processes/* processIdentity */.I9)(process.pid)}` : named;
    return {
        current,
        async isOver(run) {
            if (run === current)
                return false;
            const [, where, pid, identity] = /^local:([^:]*):(\d{1,10}):([\w.-]+)$/.exec(run) ?? [];
            if (where !== host || pid === undefined || identity === undefined)
                return false;
            return (await (0,processes/* livenessOf */.l8)(Number(pid), identity)) === "dead";
        },
    };
}

;// CONCATENATED MODULE: ./packages/forges/src/local/translate.ts
/** Null where the message tells of no merge. Never throws. */
function parseMerge(message, parents) {
    const [subject = "", ...body] = message.replace(/\r\n?/g, "\n").replace(/^\n+/, "").split("\n");
    const line = subject.trimEnd().slice(0, LINE_LIMIT);
    for (const form of SUBJECTS) {
        if (form.merge && parents < 2)
            continue;
        const groups = form.pattern.exec(line)?.groups;
        const number = toNumber(groups?.number);
        if (groups === undefined || number === null)
            continue;
        return {
            number,
            title: toTitle(groups.title ?? firstText(body)) ?? toTitle(line) ?? `#${number}`,
            source: toBranch(groups.source),
            target: toBranch(groups.target),
        };
    }
    return parseBody(line, body, parents);
}
/** First lines, the most telling first. Each match is linear in the line's length. */
const SUBJECTS = [
    // GitHub: the branch follows its owner.
    { merge: true, pattern: /^Merge pull request #(?<number>\d+) from [^/\s]+\/(?<source>\S+)$/ },
    // Gitea, Forgejo.
    {
        merge: true,
        pattern: /^Merge pull request '(?<title>.*)' \(#(?<number>\d+)\) from (?<source>\S+) into (?<target>\S+)$/,
    },
    // Bitbucket, also on its squashes.
    { merge: false, pattern: /^Merged in (?<source>\S+) \(pull request #(?<number>\d+)\)$/ },
    // Azure DevOps, also on its squashes.
    { merge: false, pattern: /^Merged PR (?<number>\d+): (?<title>.+)$/ },
    // A squash on GitHub, Gitea, Forgejo. In `Revert "x (#1)" (#2)` the last is the change's own.
    { merge: false, pattern: /^(?<title>.*\S) \(#(?<number>\d+)\)$/ },
];
/** GitLab and git itself: `into` is left out by git for a repository's default branch. */
const BRANCH_MERGE = /^Merge (?:remote-tracking )?branch '(?<source>[^']+)'(?: of \S+)?(?: into '?(?<target>[^'\s]+)'?)?$/;
/** GitLab ends its messages so, the squashed ones too where a project's template says it. */
const GITLAB_REFERENCE = /^See merge request (?:\S*)!(?<number>\d+)$/;
/** For merges that people make by git alone. */
const TRAILER = /^Sluice-Change:[ \t]*#?(?<number>\d+)$/i;
function parseBody(subject, body, parents) {
    const references = body.map((line) => GITLAB_REFERENCE.exec(line.trim()) ?? TRAILER.exec(line.trim()));
    const at = references.findLastIndex((found) => found !== null);
    const number = toNumber(references[at]?.groups?.number);
    if (number === null)
        return null;
    const branches = parents < 2 ? null : BRANCH_MERGE.exec(subject);
    const title = branches === null ? subject : firstText(body.slice(0, at));
    return {
        number,
        title: toTitle(title) ?? toTitle(subject) ?? `#${number}`,
        source: toBranch(branches?.groups?.source),
        target: toBranch(branches?.groups?.target),
    };
}
const LINE_LIMIT = 4096;
const NUMBER_LIMIT = 2 ** 31 - 1;
const TITLE_LIMIT = 300;
const BRANCH_LIMIT = 255;
/** What moves a terminal's cursor, turns the direction of the text after it, or is half a character. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
function toNumber(text) {
    if (text === undefined || !/^[1-9]\d{0,9}$/.test(text))
        return null;
    const number = Number(text);
    return number <= NUMBER_LIMIT ? number : null;
}
function toTitle(text) {
    const clean = (text ?? "").slice(0, LINE_LIMIT).replace(UNPRINTABLE, " ").trim();
    const short = [...clean].slice(0, TITLE_LIMIT).join("");
    return short === "" ? null : short;
}
/** Null for what git would not take as a branch's name (git check-ref-format). */
function toBranch(text) {
    if (text === undefined || text.length > BRANCH_LIMIT || text.search(UNPRINTABLE) >= 0)
        return null;
    return /^[-/.]|[\s~^:?*[\\]|\.\.|\/\/|@\{|[/.]$|\.lock$/.test(text) ? null : text;
}
function firstText(lines) {
    return lines.find((line) => line.trim() !== "") ?? null;
}

;// CONCATENATED MODULE: ./packages/forges/src/local/forge.ts








/** The forge of a machine without one: it reads merges from git alone, and knows people by e-mail address. */
async function createLocalForge(options) {
    const runs = await createLocalRuns(options.env);
    return {
        ...runs,
        getOrigin: (commit, branch) => getOrigin(options.cwd, commit, branch),
        getActor: () => getActor(options),
        getMembership: async (person, administrators) => membershipOf(person, administrators),
    };
}
async function getOrigin(cwd, revision, branch) {
    const commit = await (0,src_history/* createHistory */.n)({ cwd }).getCommit(revision);
    const found = await findCommit(cwd, commit);
    const author = found?.author ?? "";
    const merge = found === null ? null : parseMerge(found.message, found.parents.length);
    // A merge into another branch came here by a push of that branch's head.
    if (found === null || merge === null || (merge.target !== null && merge.target !== branch)) {
        return { kind: "push", commit, author };
    }
    const merged = found.parents[1] === undefined ? null : await findCommit(cwd, found.parents[1]);
    const change = {
        number: merge.number,
        title: merge.title,
        author: merged?.author ?? author,
        source: merge.source,
        target: branch,
        url: null,
        mergedAt: found.committedAt,
    };
    return { kind: "change", commit, change };
}
/** Null where a shallow clone does not have it. */
async function findCommit(cwd, id) {
    const env = { GIT_NO_REPLACE_OBJECTS: "1" };
    const { code, stdout } = await (0,git/* git */.$)(["cat-file", "commit", id], { cwd, env, allowFailure: true });
    return code === 0 ? parseCommit(stdout) : null;
}
async function getActor({ cwd, env }) {
    const configured = await (0,git/* git */.$)(["config", "--get", "user.email"], { cwd, allowFailure: true });
    const email = configured.code === 0 ? configured.stdout.toString("utf8").trim() : "";
    const actor = [env.SLUICE_ACTOR, email, env.USER, env.USERNAME, systemUser()].find((name) => name !== undefined && name.trim() !== "");
    if (actor !== undefined)
        return actor.trim();
    throw new errors/* SluiceError */.a("input_invalid", "nobody can tell who runs this", {
        advice: "Set git config user.email, or the variable SLUICE_ACTOR.",
    });
}
/** A container's user often has no name. */
function systemUser() {
    try {
        return (0,external_node_os_.userInfo)().username;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/forges/src/index.ts



/***/ }),

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


/***/ })

};
