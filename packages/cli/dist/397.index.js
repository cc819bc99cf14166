export const id = 397;
export const ids = [397];
export const modules = {

/***/ 1194:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tr: () => (/* binding */ refuseSecret),
/* harmony export */   Ys: () => (/* binding */ refuseUserinfo),
/* harmony export */   g$: () => (/* binding */ resolveValue),
/* harmony export */   gu: () => (/* binding */ REFERENCE),
/* harmony export */   iE: () => (/* binding */ nameOfReference),
/* harmony export */   mt: () => (/* binding */ findSecret)
/* harmony export */ });
/* unused harmony export secretOf */
/* harmony import */ var _errors_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7638);

/** `$NAME` or `${NAME}`: the only way in which the file speaks of a secret. */
const REFERENCE = /^\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})$/;
/** The variable's name in `$NAME` or `${NAME}`; null for any other text. */
function nameOfReference(value) {
    const match = REFERENCE.exec(value);
    return match === null ? null : (match[1] ?? match[2] ?? null);
}
/** What the environment variable that `value` (`$NAME`) names holds; null where it is not set, or empty. */
function findSecret(value, env) {
    const name = nameOfReference(value);
    if (name === null || !Object.hasOwn(env, name))
        return null;
    return env[name] || null;
}
/** As `findSecret`; throws `input_invalid`, naming the variable, where there is nothing. */
function secretOf(value, env) {
    const secret = findSecret(value, env);
    if (secret !== null)
        return secret;
    const name = nameOfReference(value);
    throw new _errors_ts__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .a("input_invalid", name === null
        ? "a secret must be given as $NAME, the name of an environment variable"
        : `the environment variable ${name}, which sluice.yml names, is not set`, { advice: "Set it in the job (from the forge's secrets) or in the shell, and run again." });
}
/** A value of `variables`, `env` or `args`: what `$NAME` names, or the text itself. Throws as `secretOf`. */
function resolveValue(value, env) {
    return value.startsWith("$") ? secretOf(value, env) : value;
}
const SECRET_NAME = /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|API_?KEY|(?:PRIVATE|ACCESS|SECRET)_KEY)$/i;
/** The published shapes of tokens and keys, so that one is refused under whatever name it stands. */
const SECRET_VALUE = /^(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abprs]-[\w-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*)$|-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** Why a literal value may not stand in the file; null where it may. Never repeats the value. */
function refuseSecret(name, value) {
    if (value.startsWith("$")) {
        return nameOfReference(value) === null
            ? "begins with $ and so must be $NAME, the whole of it the name of an environment variable"
            : null;
    }
    if (value !== "" && (SECRET_NAME.test(name) || SECRET_VALUE.test(value)))
        return "looks like a secret, and secrets do not belong in the file; put it in an environment variable and write $NAME";
    return refuseUserinfo(value, "password");
}
/**
 * Why a URL's `user:password@` may not stand in the file; null where there is none.
 * @param strict `any`: not even a user (tokens travel as one); `password`: `ssh://deploy@host` is fine.
 */
function refuseUserinfo(value, strict) {
    const match = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(value);
    if (match === null)
        return null;
    const web = /^https?:/i.test(value);
    if (strict === "any" || web || match[1].includes(":"))
        return "has a user or password before its @, and secrets do not belong in the file";
    return null;
}


/***/ }),

/***/ 6397:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Xk: () => (/* reexport */ NOTICE_EVENTS),
  im: () => (/* reexport */ outcome/* OUTCOMES */.im),
  ah: () => (/* reexport */ errors/* SluiceError */.a),
  l2: () => (/* reexport */ checkConfig),
  NO: () => (/* reexport */ chooseRollbackTarget),
  Br: () => (/* reexport */ commitsToCompare),
  lO: () => (/* reexport */ contentKey),
  gC: () => (/* reexport */ decideApproval),
  LW: () => (/* reexport */ decideArtifact),
  XS: () => (/* reexport */ decideClaim),
  O$: () => (/* reexport */ decideClear),
  EE: () => (/* reexport */ decideDeleted),
  rW: () => (/* reexport */ decideDeployed),
  zv: () => (/* reexport */ decideNotice),
  EX: () => (/* reexport */ decidePublish),
  co: () => (/* reexport */ decideRelease),
  O1: () => (/* reexport */ decideRenew),
  JG: () => (/* reexport */ decideRollBack),
  vl: () => (/* reexport */ decideSwitch),
  Z0: () => (/* reexport */ decideTest),
  TR: () => (/* reexport */ decideTombstones),
  NB: () => (/* reexport */ command/* defineCommand */.NB),
  p0: () => (/* reexport */ fields_duration),
  _2: () => (/* reexport */ ledger_state/* emptyStage */._2),
  p$: () => (/* reexport */ ledger_state/* emptyState */.p$),
  EU: () => (/* reexport */ fence),
  BC: () => (/* reexport */ findFreeze),
  mt: () => (/* reexport */ config_secret/* findSecret */.mt),
  TS: () => (/* reexport */ findStale),
  Jt: () => (/* reexport */ command/* flag */.Jt),
  AU: () => (/* reexport */ evolve/* fold */.AU),
  XC: () => (/* reexport */ getStage),
  Fc: () => (/* reexport */ getSuite),
  hJ: () => (/* reexport */ decision/* heldByOther */.hJ),
  w4: () => (/* reexport */ routing/* hostOf */.w4),
  ls: () => (/* reexport */ identify),
  gP: () => (/* reexport */ ignoredBy),
  qh: () => (/* reexport */ invalidConfig),
  Bc: () => (/* reexport */ artifact/* isDigest */.B),
  EZ: () => (/* reexport */ isMeant),
  yM: () => (/* reexport */ isShared),
  Ku: () => (/* reexport */ events/* ledgerEvent */.K),
  cy: () => (/* reexport */ lintDockerfile),
  p_: () => (/* reexport */ command/* list */.p_),
  _I: () => (/* reexport */ matchesAny),
  oy: () => (/* reexport */ newestPromotable),
  O4: () => (/* reexport */ evolve/* noticeKey */.O4),
  Bw: () => (/* reexport */ obstacles),
  SN: () => (/* reexport */ outcome/* outcomeOfReason */.SN),
  bq: () => (/* reexport */ overviewOf),
  mJ: () => (/* reexport */ pairsToCompare),
  h0: () => (/* reexport */ plain_line/* plainLine */.h),
  KW: () => (/* reexport */ relativeTime),
  Mw: () => (/* reexport */ remembering),
  nz: () => (/* reexport */ routing/* renderRouting */.nz),
  g$: () => (/* reexport */ config_secret/* resolveValue */.g$),
  sc: () => (/* reexport */ sha256),
  VK: () => (/* reexport */ artifact/* shortDigest */.V),
  yR: () => (/* reexport */ slug),
  qY: () => (/* reexport */ suggest/* suggest */.Z),
  Qq: () => (/* reexport */ command/* text */.Qq),
  wA: () => (/* reexport */ toCDEvents),
  hL: () => (/* reexport */ transact),
  rs: () => (/* reexport */ urlOf),
  MX: () => (/* reexport */ verify),
  YN: () => (/* reexport */ wants)
});

// UNUSED EXPORTS: DURATION, FORGET_EVERY, REASON_CODES, REFERENCE, REMEMBERED, TEMPLATE_WORDS, accept, commitMark, configJsonSchema, configSchema, cut, evolve, execute, fileSchema, findDrift, findStage, findStageBefore, findStageOfBranch, findSuite, forgetOld, formatDuration, isAlive, isFrozen, isLive, iso, ledgerState, listStagesAfter, liveEnvironments, nameOfReference, outcomeColour, parseDuration, parseEvent, parseInputs, parseState, plainWords, problemsOfTemplate, refuse, refuseSecret, refuseUserinfo, render, sameRoutes, secretOf, standing, toCamel, toKebab, tombstoneReasons, wordsOf

// EXTERNAL MODULE: ./packages/core/src/command.ts
var command = __webpack_require__(5632);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/core/src/model/suggest.ts
var suggest = __webpack_require__(8317);
;// CONCATENATED MODULE: ./packages/core/src/model/render.ts

/** What a template may speak of. */
const TEMPLATE_WORDS = ["app", "stage", "number", "sha", "slug"];
const PLACE = /\{([^{}]*)\}/g;
/** What a template has that the renderer does not know, in words; empty for a good one. */
function problemsOfTemplate(template) {
    const problems = [];
    for (const [place, word] of template.matchAll(PLACE)) {
        if (TEMPLATE_WORDS.some((known) => known === word))
            continue;
        const meant = (0,suggest/* suggest */.Z)(word ?? "", TEMPLATE_WORDS);
        problems.push(meant === null
            ? `knows no ${place}; there are ${TEMPLATE_WORDS.map((known) => `{${known}}`).join(", ")}`
            : `knows no ${place}; did you mean {${meant}}?`);
    }
    if (/[{}]/.test(template.replace(PLACE, "")))
        problems.push("has a { or } without its other half");
    return problems;
}
/** Which words a template speaks of. */
function wordsOf(template) {
    return new Set(TEMPLATE_WORDS.filter((word) => template.includes(`{${word}}`)));
}
/**
 * Puts the values into a template that `problemsOfTemplate` found good. Values are not looked at again, so a value
 * that holds `{sha}` stays as it is.
 */
function render(template, values) {
    return template.replace(PLACE, (place, word) => TEMPLATE_WORDS.some((known) => known === word) ? values[word] : place);
}

;// CONCATENATED MODULE: ./packages/core/src/model/hash.ts
/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const K = Uint32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
/** The same of the square roots of the first 8 (FIPS 180-4, 5.3.3). */
const H = Uint32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
/**
 * SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits, of bytes or of a text's UTF-8. It is here because the core
 * imports no Node module. A text with lone surrogates hashes as if they were U+FFFD.
 */
function sha256(data) {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
    const whole = bytes.length - (bytes.length % 64);
    const state = H.slice();
    const words = new Uint32Array(64);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < whole; at += 64)
        compress(state, words, view, at);
    const rest = bytes.subarray(whole);
    const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
    tail.set(rest);
    tail[rest.length] = 0x80;
    const end = new DataView(tail.buffer);
    end.setBigUint64(tail.length - 8, BigInt(bytes.length) * 8n);
    for (let at = 0; at < tail.length; at += 64)
        compress(state, words, end, at);
    return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}
function compress(state, w, block, at) {
    for (let i = 0; i < 16; i++)
        w[i] = block.getUint32(at + i * 4);
    for (let i = 16; i < 64; i++) {
        const x = w[i - 15];
        const y = w[i - 2];
        const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
        const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + t1) | 0;
        d = c;
        c = b;
        b = a;
        a = (t1 + t2) | 0;
    }
    const after = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i++)
        state[i] = state[i] + after[i];
}
function turn(word, by) {
    return (word >>> by) | (word << (32 - by));
}
function fraction(root) {
    return Math.floor((root - Math.floor(root)) * 2 ** 32);
}
function primes(count) {
    const found = [];
    for (let n = 2; found.length < count; n++)
        if (found.every((prime) => n % prime !== 0))
            found.push(n);
    return found;
}

;// CONCATENATED MODULE: ./packages/core/src/model/slug.ts

const LIMIT = 40;
/**
 * A text as part of a hostname: lower case, `[a-z0-9-]`, 1 to 40 characters, no hyphen at either end. One that is longer
 * or leaves nothing is closed with a hash. Different texts may share a slug (`a/b` and `a-b`): it is for people.
 */
function slug(text) {
    const plain = plainWords(text);
    if (plain !== "" && plain.length <= LIMIT)
        return plain;
    const hash = `x${sha256(JSON.stringify(text)).slice(0, 8)}`;
    return plain === "" ? hash : `${cut(plain, LIMIT - hash.length - 1)}-${hash}`;
}
/** Letters without their accents, in lower case; runs of anything else become one hyphen. May be empty, or long. */
function plainWords(text) {
    return text
        .normalize("NFKD")
        .replace(/\p{M}+/gu, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "");
}
/** The first `length` characters, without a hyphen at the end. */
function cut(words, length) {
    return words.slice(0, length).replace(/-+$/, "");
}

// EXTERNAL MODULE: ./packages/core/src/plan/routing.ts
var routing = __webpack_require__(3811);
;// CONCATENATED MODULE: ./packages/core/src/config/data.ts
function recordOf(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? value
        : {};
}
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
/** The texts of a list with their places in it. */
function textsOf(value) {
    return listOf(value).flatMap((text, place) => (typeof text === "string" ? [[place, text]] : []));
}
/** What stands at a path; undefined where nothing does. */
function valueAt(data, path) {
    let value = data;
    for (const key of path) {
        if (typeof value !== "object" || value === null || !Object.hasOwn(value, key))
            return undefined;
        value = value[key];
    }
    return value;
}
/** `stages.QA.require[0]`; a key that is no plain word is quoted, and cut where it is long. */
function writePath(path) {
    let written = "";
    for (const key of path) {
        if (typeof key === "number")
            written += `[${key}]`;
        else {
            const plain = /^[\w$-]{1,60}$/.test(key);
            written += `${written === "" ? "" : "."}${plain ? key : JSON.stringify(key.slice(0, 60))}`;
        }
    }
    return written;
}

;// CONCATENATED MODULE: ./packages/core/src/model/identity.ts


const identity_LIMIT = 63;
/** Bits of the closing hash: 64. A million environments share one with a chance of 3 in 100 million. */
const HASH_DIGITS = 16;
/**
 * The one name of an environment: a DNS label (RFC 1035: at most 63 of `[a-z0-9-]`, a letter first), so also a compose
 * project, a stack and a namespace. `shop-qa-pr50`; for a direct push `shop-qa-c` and the commit's mark.
 *
 * Names of different (app, stage, subject) differ. A plain name is read back from its right end: the subject, then the
 * stage, which has no hyphen in it, then the app, which may have some. Whatever does not read back (other characters, a
 * hyphen in the stage, upper case in the app, too long) is closed with `-x` and a hash of the exact input, and no plain
 * name ends so. The one thing folded without a hash is a stage's case: the configuration refuses stages that differ
 * by nothing else.
 */
function identify(app, stage, subject) {
    const mark = markOf(subject);
    const plain = `${app}-${stage.toLowerCase()}-${mark}`;
    if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(app) &&
        /^[A-Za-z0-9]+$/.test(stage) &&
        mark !== null &&
        plain.length <= identity_LIMIT)
        return plain;
    const exact = JSON.stringify([
        app,
        stage,
        ...("commit" in subject ? ["commit", subject.commit] : ["number", String(subject.number)]),
    ]);
    const end = `${mark === null ? "" : `-${mark}`}-x${sha256(exact).slice(0, HASH_DIGITS)}`;
    const last = cut(plainWords(stage), 20);
    const ending = last === "" ? end : `-${last}${end}`;
    const words = plainWords(app);
    const readable = /^[a-z]/.test(words) ? words : `app${words === "" ? "" : `-${words}`}`;
    return `${cut(readable, identity_LIMIT - ending.length)}${ending}`;
}
/**
 * `pr50`, or for a commit `c`, its first 8 digits for people and 8 digits of a hash of the whole of it: two commits that
 * begin alike are told apart. Null for what is neither a change's number nor a commit's name.
 */
function markOf(subject) {
    if ("number" in subject)
        return Number.isSafeInteger(subject.number) && subject.number > 0 ? `pr${subject.number}` : null;
    return /^[0-9a-f]{7,64}$/.test(subject.commit) ? commitMark(subject.commit) : null;
}
/** `c`, the first 8 digits of the commit, and 8 of its hash; also what `{number}` is for a direct push. */
function commitMark(commit) {
    return `c${commit.slice(0, 8)}${sha256(commit).slice(0, 8)}`;
}

;// CONCATENATED MODULE: ./packages/core/src/config/url.ts





/** Whether all environments of a stage have one public address between them. A stage without an address has none to share. */
function isShared(stage) {
    if (stage.url === null)
        return false;
    const words = wordsOf(stage.url);
    return !words.has("number") && !words.has("sha") && !words.has("slug");
}
/**
 * The public address of an environment; null where its stage has none. Throws `config_invalid` where the rendered
 * host is not a valid one (a label of more than 63 characters).
 */
function urlOf(config, stage, subject) {
    if (stage.url === null)
        return null;
    const url = render(stage.url, {
        app: slug(config.app),
        stage: slug(stage.name),
        number: subject.number === null ? commitMark(subject.commit) : String(subject.number),
        sha: subject.commit.slice(0, 12),
        slug: subject.source === null ? commitMark(subject.commit) : slug(subject.source),
    });
    const labels = ((0,routing/* hostOf */.w4)(url) ?? "").split(".");
    if (labels.some((label) => label.length > 63) || labels.join(".").length > 253)
        throw new errors/* SluiceError */.a("config_invalid", `stages.${stage.name}.url gives ${url}, whose host is too long`, {
            advice: "A part between two dots has at most 63 characters: shorten the template. Nothing was changed.",
        });
    return url;
}

;// CONCATENATED MODULE: ./packages/core/src/config/cross-checks.ts






/**
 * What one key owes to another. It looks at the file as it was written, so that it speaks up even where something
 * else in the file is wrong too.
 */
function crossChecks(data) {
    const file = recordOf(data);
    return [
        ...ownKeys(data),
        ...stagesApart(file),
        ...stagesInOrder(file),
        ...suitesThere(file),
        ...noticesOfStages(file),
        ...artifactFits(file),
    ];
}
function problem(path, message, part = "value") {
    return { path, message, part };
}
function unknownName(path, kind, name, known) {
    const meant = (0,suggest/* suggest */.Z)(name, known);
    if (meant !== null)
        return problem(path, `names no ${kind} of this file; did you mean ${meant}?`);
    return problem(path, `names no ${kind} of this file; there ${known.length === 0 ? "is none" : `are ${known.join(", ")}`}`);
}
/** Deeper than any key of the schema; what is nested further is refused by the schema above it. */
const DEEPEST = 12;
/** `__proto__` is a key that JavaScript's objects cannot be trusted with; zod's records pass over it. */
function ownKeys(data, path = [], seen = new Set()) {
    if (typeof data !== "object" || data === null || seen.has(data) || path.length > DEEPEST)
        return [];
    seen.add(data);
    if (Array.isArray(data))
        return data.flatMap((value, place) => ownKeys(value, [...path, place], seen));
    return Object.keys(data).flatMap((key) => key === "__proto__"
        ? [problem([...path, key], "unknown key", "key")]
        : ownKeys(recordOf(data)[key], [...path, key], seen));
}
/** Environments, branches and public addresses of two stages must be told apart. */
function stagesApart(file) {
    const problems = [];
    const [names, branches, hosts] = [
        new Map(),
        new Map(),
        new Map(),
    ];
    const app = typeof file.app === "string" ? slug(file.app) : "{app}";
    for (const [name, value] of Object.entries(recordOf(file.stages))) {
        const stage = recordOf(value);
        const twin = claim(names, name.toLowerCase(), name);
        if (twin !== null)
            problems.push(problem(["stages", name], `differs from ${twin} by upper and lower case alone; choose another name`, "key"));
        const branch = typeof stage.branch === "string" ? stage.branch : name;
        const sibling = claim(branches, branch, name);
        if (sibling !== null && twin === null)
            problems.push(problem(["stages", name, "branch"], `is the branch of ${sibling} too; each stage needs its own`));
        if (typeof stage.url !== "string")
            continue;
        const url = render(stage.url, {
            app,
            stage: slug(name),
            number: "{number}",
            sha: "{sha}",
            slug: "{slug}",
        });
        const neighbour = claim(hosts, (0,routing/* hostOf */.w4)(url) ?? url, name);
        if (neighbour !== null)
            problems.push(problem(["stages", name, "url"], isShared({ url })
                ? `has the host of ${neighbour}; a host leads to one stage`
                : `may give the same host as ${neighbour}; put {stage} into it`));
    }
    return problems;
}
/** Who had the key first; null for a key that was free, and now is `owner`'s. */
function claim(owners, key, owner) {
    const first = owners.get(key);
    if (first !== undefined)
        return first;
    owners.set(key, owner);
    return null;
}
function stagesInOrder(file) {
    const names = Object.keys(recordOf(file.stages));
    return names.flatMap((name, place) => {
        const { from } = recordOf(recordOf(file.stages)[name]);
        if (typeof from !== "string" || names.slice(0, place).includes(from))
            return [];
        const path = ["stages", name, "from"];
        if (!names.includes(from))
            return [unknownName(path, "stage", from, names.slice(0, place))];
        return [
            problem(path, from === name ? "names its own stage" : `names a stage below; move ${from} above ${name}`),
        ];
    });
}
function suitesThere(file) {
    const tests = recordOf(file.tests);
    const suites = Object.keys(tests);
    const required = Object.entries(recordOf(file.stages)).flatMap(([name, value]) => {
        const { require, approvals, administrators } = recordOf(value);
        const problems = textsOf(require)
            .filter(([, suite]) => !suites.includes(suite))
            .map(([place, suite]) => unknownName(["stages", name, "require", place], "suite", suite, suites));
        if (isMoreThan(recordOf(approvals).count, 0) && listOf(administrators).length === 0)
            problems.push(problem(["stages", name, "approvals"], "needs administrators: nobody else could approve"));
        return problems;
    });
    const split = Object.entries(tests).flatMap(([name, value]) => {
        const { shards, files } = recordOf(value);
        return (shards === "auto" || isMoreThan(shards, 1)) && files === undefined
            ? [problem(["tests", name, "shards"], "needs files: the patterns of what is split")]
            : [];
    });
    return [...required, ...split];
}
function isMoreThan(value, limit) {
    return typeof value === "number" && value > limit;
}
function noticesOfStages(file) {
    const names = Object.keys(recordOf(file.stages));
    return listOf(file.notify).flatMap((entry, at) => textsOf(recordOf(entry).stages)
        .filter(([, stage]) => !names.includes(stage))
        .map(([place, stage]) => unknownName(["notify", at, "stages", place], "stage", stage, names)));
}
/** What docker's client reads itself: as build arguments travel by the environment, these would lead it astray. */
const CLIENT_VARIABLE = /^(?:PATH|HOME|DOCKER_.*|BUILDX_.*|LD_.*|SSH_.*)$/;
function artifactFits(file) {
    if (typeof file.artifact !== "object" || file.artifact === null)
        return [];
    const artifact = recordOf(file.artifact);
    const target = recordOf(file.target).kind;
    const kind = artifact.kind ?? (target === "process" ? "archive" : "image");
    const problems = [];
    if (artifact.image === undefined && artifact.repository === undefined)
        problems.push(problem(["artifact"], `needs ${kind === "image" ? "image" : "repository"}: where the artifact is kept`));
    if (artifact.image !== undefined && artifact.repository !== undefined)
        problems.push(problem(["artifact", "repository"], "means the same as image; keep one of them", "key"));
    if (kind === "image" && target === "process")
        problems.push(problem(["artifact", "kind"], "must be archive: processes are started from an archive"));
    if (kind === "archive" && typeof target === "string" && target !== "process")
        problems.push(problem(["artifact", "kind"], "must be image: archives run where target.kind is process"));
    for (const key of ["build", "output"]) {
        if (kind === "image" && artifact[key] !== undefined)
            problems.push(problem(["artifact", key], "is for archives; an image is built by its Dockerfile", "key"));
    }
    for (const key of ["secrets", "cache", "attestations", "policy", "lint"]) {
        if (kind === "archive" && artifact[key] !== undefined)
            problems.push(problem(["artifact", key], "is for images; an archive is packed without a Dockerfile", "key"));
    }
    for (const name of Object.keys(recordOf(artifact.args))) {
        if (kind === "image" && CLIENT_VARIABLE.test(name))
            problems.push(problem(["artifact", "args", name], "is a variable of docker's own; choose another name", "key"));
    }
    return problems;
}

;// CONCATENATED MODULE: ./packages/core/src/config/explain.ts


const NOUNS = {
    string: "a text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a mapping (key: value)",
    record: "a mapping (key: value)",
};
/**
 * zod's issue in a tired person's words; undefined leaves it to zod. It never repeats a value: it may be a secret.
 * Of unknown keys it gives one line each, in the order of `issue.keys`.
 */
function explain(issue) {
    switch (issue.code) {
        case "invalid_type":
            return explainType(String(issue.expected), issue.input);
        case "invalid_value":
            return oneOf(issue.values.map(String), issue.input);
        case "invalid_union":
            return Array.isArray(issue.options)
                ? oneOf(issue.options.map(String), recordOf(issue.input)[String(issue.discriminator)])
                : undefined;
        case "unrecognized_keys":
            return issue.keys.map((key) => unknownKey(key, keysOf(issue.inst))).join("\n");
        case "too_small":
            return tooSmall(String(issue.origin), Number(issue.minimum));
        case "too_big":
            return issue.origin === "number" || issue.origin === "int"
                ? `must be at most ${issue.maximum}`
                : `must have at most ${issue.maximum} ${issue.origin === "string" ? "characters" : "entries"}`;
        default:
            return undefined;
    }
}
function explainType(expected, input) {
    const wanted = NOUNS[expected] ?? expected;
    if (expected === "int" && typeof input === "number")
        return "must be a whole number";
    const hint = expected === "string" && (typeof input === "number" || typeof input === "boolean")
        ? "; put it in quotes"
        : expected === "array" && typeof input === "string"
            ? "; put it in [ ]"
            : "";
    return `must be ${wanted}, not ${nounOf(input)}${hint}`;
}
function nounOf(input) {
    if (typeof input === "number" && !Number.isFinite(input))
        return "an endless number";
    if (Array.isArray(input))
        return NOUNS.array;
    return NOUNS[typeof input] ?? typeof input;
}
function oneOf(values, input) {
    const meant = typeof input === "string" ? (0,suggest/* suggest */.Z)(input, values) : null;
    const list = values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(", ")}`;
    return meant === null || values.length === 1 ? list : `${list}; did you mean ${meant}?`;
}
function unknownKey(key, known) {
    const meant = (0,suggest/* suggest */.Z)(key, known);
    return meant === null
        ? `unknown key; known here: ${known.join(", ")}`
        : `unknown key; did you mean ${meant}?`;
}
function keysOf(schema) {
    return Object.keys(recordOf(schema?._zod?.def?.shape));
}
function tooSmall(origin, minimum) {
    if (origin === "string")
        return minimum === 1 ? "must not be empty" : `must have at least ${minimum} characters`;
    if (origin === "array")
        return minimum === 1 ? "must have at least one entry" : `must have at least ${minimum} entries`;
    return `must be ${minimum === 0 ? "0 or more" : `at least ${minimum}`}`;
}

;// CONCATENATED MODULE: ./packages/core/src/config/problems.ts

/** zod's issues, whose messages `explain` wrote, as problems of the file. */
function problemsOf(issues, data) {
    return flatten(issues, []).map((problem) => {
        if (problem.part === "key")
            return problem;
        const value = valueAt(data, problem.path);
        if ((value === undefined || value === null) && problem.path.length === 0)
            return { ...problem, message: "is empty; `sluice init` writes one to begin with" };
        if (value === undefined)
            return { ...problem, message: "is missing" };
        if (value === null)
            return { ...problem, message: "has no value; give it one or remove the key" };
        return problem;
    });
}
function flatten(issues, prefix) {
    const unknownAt = new Set(issues.filter(({ code }) => code === "unrecognized_keys").map(({ path }) => JSON.stringify(path)));
    return issues.flatMap((issue) => {
        const path = [...prefix, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
        switch (issue.code) {
            case "unrecognized_keys": {
                const messages = issue.message.split("\n");
                return issue.keys.map((key, place) => ({
                    path: [...path, key],
                    message: messages[place] ?? "unknown key",
                    part: "key",
                }));
            }
            case "invalid_key":
                return [{ path, message: issue.issues[0]?.message ?? issue.message, part: "key" }];
            case "invalid_union": {
                const branch = likeliest(issue.errors);
                return branch === null ? [{ path, message: issue.message, part: "value" }] : flatten(branch, path);
            }
            case "custom":
                // Where a key is unknown, "none of the keys is there" is its echo.
                if (unknownAt.has(JSON.stringify(issue.path)))
                    return [];
                return [{ path, message: issue.message, part: "value" }];
            default:
                return [{ path, message: issue.message, part: "value" }];
        }
    });
}
/** The alternative that was most likely meant: the one with the least wrong in it; null where it is none at all. */
function likeliest(branches) {
    const meant = branches.filter((branch) => !branch.some(isOtherKind));
    if (meant.length === 0)
        return null;
    return meant.reduce((best, branch) => (weight(branch) < weight(best) ? branch : best));
}
/** Whether the alternative wants another kind of thing altogether. */
function isOtherKind(issue) {
    if (issue.path.length > 0)
        return false;
    if (issue.code === "invalid_union")
        return likeliest(issue.errors) === null;
    return issue.code === "invalid_type" || issue.code === "invalid_value";
}
function weight(issues) {
    return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./packages/core/src/model/duration.ts
var duration = __webpack_require__(8659);
;// CONCATENATED MODULE: ./packages/core/src/config/argv.ts
const SHELL_ONLY = "|&;<>()`$\\";
/**
 * Splits a command's text into words. The whole rule: blanks separate words; '…' and "…" keep blanks in a word;
 * nothing is expanded. What only a shell could honour (pipes, `&&`, `$NAME`, backslashes, a leading `NAME=value`) is
 * refused rather than passed on as a strange word; between single quotes it is plain text.
 */
function splitCommand(text) {
    const words = [];
    let word = null;
    let quote = null;
    for (const char of text) {
        if (char === "\0")
            return refused("holds a NUL character");
        if (quote === "'") {
            if (char === quote)
                quote = null;
            else
                word += char;
        }
        else if (quote === '"') {
            if (char === quote)
                quote = null;
            else if (char === "$" || char === "`" || char === "\\")
                return needsShell(char);
            else
                word += char;
        }
        else if (char === "'" || char === '"') {
            quote = char;
            word ??= "";
        }
        else if (char === "\n" || char === "\r") {
            if (text.trim().includes("\n"))
                return refused("has several lines; put them in a script and name it here");
        }
        else if (char === " " || char === "\t") {
            if (word !== null)
                words.push(word);
            word = null;
        }
        else if (SHELL_ONLY.includes(char)) {
            return needsShell(char);
        }
        else
            word = (word ?? "") + char;
    }
    if (quote !== null)
        return refused(`has a ${quote} that is not closed`);
    if (word !== null)
        words.push(word);
    return checkArgv(words);
}
/** The same checks for a command that is written as a list of words. */
function checkArgv(words) {
    const [program, ...rest] = words;
    if (program === undefined || program === "")
        return refused("names no program");
    if (words.some((word) => word.includes("\0")))
        return refused("holds a NUL character");
    if (/^[A-Za-z_]\w*=/.test(program))
        return refused("begins with a variable, which only a shell understands; set it under env or variables");
    return { ok: true, argv: [program, ...rest] };
}
function needsShell(char) {
    return refused(`has ${char === "`" ? "a backtick" : char}, which only a shell understands, and there is no shell here; put it in a script and name the script`);
}
function refused(problem) {
    return { ok: false, problem };
}

// EXTERNAL MODULE: ./packages/core/src/config/secret.ts
var config_secret = __webpack_require__(1194);
;// CONCATENATED MODULE: ./packages/core/src/config/fields.ts




/** A duration with its unit; milliseconds once read. */
function fields_duration(description) {
    return schemas/* string */.YjP({
        error: ({ input }) => typeof input === "number"
            ? `must be a duration with its unit, such as ${input}s or ${input}m; a bare number does not say which`
            : undefined,
    })
        .regex(duration/* DURATION */.ft, { error: "must be a duration: a whole number and ms, s, m, h or d, such as 90s or 72h" })
        .transform((text) => (0,duration/* parseDuration */.E9)(text) ?? 0)
        .meta({ description });
}
/** A command, as text that `splitCommand` splits or as a list of words; words once read. */
function fields_command(description) {
    return schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP()).min(1)], {
        error: ({ input }) => input === undefined ? undefined : "must be a command: a text, or a list of its words as texts",
    })
        .transform((given, ctx) => {
        const split = typeof given === "string" ? splitCommand(given) : checkArgv(given);
        if (split.ok)
            return split.argv;
        ctx.addIssue({ code: "custom", message: split.problem });
        return core/* NEVER */.tm;
    })
        .meta({ description });
}
/** One text or a list of them; a list once read. */
function texts(description) {
    return schemas/* union */.KCZ([schemas/* string */.YjP().min(1), schemas/* array */.YOg(schemas/* string */.YjP().min(1))], {
        error: ({ input }) => (input === undefined ? undefined : "must be a text or a list of texts"),
    })
        .transform((given) => (typeof given === "string" ? [given] : given))
        .meta({ description });
}
/** Environment variables or build arguments by name; texts once read. */
function variables(description) {
    return schemas/* record */.g1P(schemas/* string */.YjP()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: "is not a name that an environment variable can have" })
        .refine((name) => !/^SLUICE_/i.test(name), {
        error: "names that begin with SLUICE_ are Sluice's own; choose another",
    }), schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()], { error: "must be a text, a number, true or false" })
        .transform(String))
        .superRefine((map, ctx) => {
        for (const [name, value] of Object.entries(map)) {
            const message = value.includes("\0") ? "holds a NUL character" : (0,config_secret/* refuseSecret */.Tr)(name, value);
            if (message !== null)
                ctx.addIssue({ code: "custom", path: [name], message });
        }
    })
        .prefault({})
        .meta({ description });
}
/** `$NAME`: the environment variable that holds the secret. */
function reference(description) {
    return schemas/* string */.YjP()
        .regex(config_secret/* REFERENCE */.gu, {
        error: "must name an environment variable, as $NAME; the secret itself does not belong in the file (if it was committed, revoke it)",
    })
        .meta({ description });
}
/** A path inside the repository, with `/` and without a way out. */
function pathWithin(description) {
    return schemas/* string */.YjP()
        .min(1)
        .refine((path) => !path.startsWith("/") && !/[\\\0]/.test(path) && !path.split("/").includes(".."), {
        error: "must be a path inside the repository, relative to its root",
    })
        .meta({ description });
}
/** A share between 0 and 1. */
function share(description) {
    return schemas/* number */.aig().min(0).max(1).meta({ description });
}
/** For `.optional().transform(orNull)`: a key that may be left out is null once read. */
function orNull(given) {
    return given ?? null;
}

;// CONCATENATED MODULE: ./packages/core/src/config/artifact.ts



/** One repository of a registry, without scheme, tag and digest; or `layout:` and a folder. */
const REPOSITORY = /^[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/i;
function repository(description) {
    return schemas/* string */.YjP()
        .superRefine((value, ctx) => {
        const message = problemOfRepository(value);
        if (message !== null)
            ctx.addIssue({ code: "custom", message });
    })
        .meta({ description });
}
function problemOfRepository(value) {
    if (value.startsWith("layout:")) {
        const path = value.slice("layout:".length);
        return path === "" || path.includes("\0") ? "layout: needs the folder of the OCI layout after it" : null;
    }
    if (/^[a-z]+:\/\//i.test(value))
        return ((0,config_secret/* refuseUserinfo */.Ys)(value, "any") ?? "must have no scheme: write the registry's host, a / and the repository");
    if (/@sha256:/.test(value))
        return "must not name a digest: Sluice finds and records digests itself";
    if (/:[^/:]+$/.test(value) && value.includes("/"))
        return "must not name a tag: Sluice finds artifacts by their content and names them by digest";
    if (value.includes("@"))
        return "has a user or password before its @, and secrets do not belong in the file";
    return REPOSITORY.test(value)
        ? null
        : "must be a repository, such as registry.example.com/acme/shop, or layout:FOLDER";
}
/** `artifact`. */
const artifactSchema = schemas/* strictObject */.rej({
    kind: schemas/* enum */.k5n(["image", "archive"])
        .optional()
        .meta({ description: "What is deployed. Default: archive where target.kind is process, else image" }),
    image: repository("The registry's repository that the artifact is kept in, without a tag").optional(),
    repository: repository("The same as image, for archives: a registry's repository, or layout:FOLDER for an OCI layout on disk (relative to the repository's root, or ~/…)").optional(),
    context: pathWithin("The folder that the build sees, below the repository's root").default("."),
    dockerfile: pathWithin("The Dockerfile, below the context").default("Dockerfile"),
    platforms: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/, {
        error: "must be a platform, such as linux/amd64",
    }))
        .optional()
        .meta({
        description: "Platforms that the image is built for. Default: linux/amd64; for an archive none",
    }),
    args: variables("Build arguments; they are part of the content key"),
    build: fields_command("What is run before an archive is packed, in the context: a text or a list of words, no shell")
        .optional()
        .transform(orNull),
    output: pathWithin("The folder that an archive is packed from, below the context. Default: the context as git has it")
        .optional()
        .transform(orNull),
    base: schemas/* string */.YjP()
        .regex(/^\S+@sha256:[0-9a-f]{64}$/, {
        error: "must be an image by digest: NAME@sha256: and 64 hexadecimal digits",
    })
        .optional()
        .transform(orNull)
        .meta({ description: "The image that the build starts from, by digest; part of the content key" }),
    secrets: schemas/* record */.g1P(schemas/* string */.YjP().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, {
        error: "must be a secret's id: letters, digits, _, . and -",
    }), reference("$NAME: the environment variable that holds the secret"))
        .default({})
        .meta({
        description: "Secrets of the build by their id, for RUN --mount=type=secret,id=…; no part of the content key",
    }),
    cache: schemas/* array */.YOg(schemas/* enum */.k5n(["registry", "gha", "local"]))
        .default([])
        .meta({
        description: "Where layers are kept between builds, where the builder can: registry, gha, local",
    }),
    attestations: schemas/* array */.YOg(schemas/* enum */.k5n(["provenance", "sbom"]))
        .default(["provenance"])
        .meta({ description: "What the builder attests of an image, where it can" }),
    policy: schemas/* strictObject */.rej({
        base: schemas/* enum */.k5n(["any", "alpine"])
            .default("any")
            .meta({ description: "What the final stage of the Dockerfile must start from" }),
    })
        .prefault({})
        .meta({ description: "What an image must be" }),
    lint: schemas/* enum */.k5n(["warn", "refuse"])
        .default("warn")
        .meta({ description: "Whether findings in the Dockerfile are warned of or refused" }),
});

;// CONCATENATED MODULE: ./packages/core/src/config/notify.ts


const NOTICE_EVENTS = [
    "ready-for-promotion",
    "deployed",
    "failed",
    "rolled-back",
    "quarantined",
    "approval-needed",
    "destroyed",
    "drift",
];
const CHANNELS = ["slack", "teams", "discord", "email", "webhook", "terminal"];
/** One entry of `notify`: exactly one channel. */
const notifySchema = schemas/* strictObject */.rej({
    slack: reference("Slack: $NAME of the variable that holds the incoming webhook's address").optional(),
    teams: reference("Teams: $NAME of the variable that holds the workflow's address").optional(),
    discord: reference("Discord: $NAME of the variable that holds the webhook's address").optional(),
    webhook: reference("Any HTTP receiver of JSON: $NAME of the variable that holds its address").optional(),
    terminal: schemas/* literal */.euz(true, { error: "can only be true" })
        .optional()
        .meta({ description: "The log of the run" }),
    email: schemas/* strictObject */.rej({
        smtp: reference("$NAME of the variable that holds the mail server's address, smtps://user:password@host"),
        from: schemas/* email */.Rpp({ error: "must be an e-mail address" }).meta({ description: "The sender" }),
        to: schemas/* array */.YOg(schemas/* email */.Rpp({ error: "must be an e-mail address" }))
            .default([])
            .meta({
            description: "Who is written to, besides administrators that are given by e-mail address",
        }),
    })
        .optional()
        .meta({ description: "Mail" }),
    secret: reference("$NAME of the variable whose value signs a webhook's body (HMAC-SHA256)").optional(),
    on: schemas/* array */.YOg(schemas/* enum */.k5n(NOTICE_EVENTS))
        .min(1)
        .default(["ready-for-promotion", "approval-needed", "failed", "rolled-back", "quarantined"])
        .meta({ description: "What is told" }),
    stages: schemas/* array */.YOg(schemas/* string */.YjP()).min(1).optional().meta({ description: "Of which stages. Default: all" }),
})
    .superRefine((entry, ctx) => {
    const given = CHANNELS.filter((channel) => entry[channel] !== undefined);
    if (given.length === 1) {
        if (entry.secret !== undefined && entry.webhook === undefined)
            ctx.addIssue({ code: "custom", path: ["secret"], message: "is for webhook alone" });
        return;
    }
    ctx.addIssue({
        code: "custom",
        message: given.length === 0
            ? `names no channel: one of ${CHANNELS.join(", ")}`
            : `names ${given.length} channels (${given.join(", ")}): make an entry of each`,
    });
});

;// CONCATENATED MODULE: ./packages/core/src/config/settle.ts


const LAST_BAKE_MS = 60_000;
/** Fills in what one key's default owes to another key, or to a stage's place in the list. */
function settle(file) {
    const names = Object.keys(file.stages);
    return {
        version: file.version,
        app: file.app,
        artifact: settleArtifact(file),
        /** In the file's order. */
        tests: Object.entries(file.tests).map(([name, suite]) => ({ ...suite, name })),
        /** In the order in which releases flow. */
        stages: Object.entries(file.stages).map(([name, stage], place) => {
            const last = place === names.length - 1;
            return {
                ...stage,
                name,
                branch: stage.branch ?? name,
                /** Null for the first. */
                from: stage.from ?? names[place - 1] ?? null,
                strategy: stage.strategy ?? (isShared(stage) ? "blue-green" : "replace"),
                bake: stage.bake ?? (last ? LAST_BAKE_MS : 0),
                hotfix: stage.hotfix ?? (last ? ["hotfix/*"] : []),
            };
        }),
        target: file.target,
        health: file.health,
        hooks: file.hooks,
        notify: file.notify.map((entry) => settleNotify(entry, names)),
        ledger: settleLedger(file),
        registry: file.registry,
    };
}
function settleArtifact({ artifact, target }) {
    const { image, repository, ...rest } = artifact;
    const kind = artifact.kind ?? (target.kind === "process" ? "archive" : "image");
    return {
        ...rest,
        kind,
        /** Without tag and digest, or `layout:PATH`. */
        repository: repository ?? image ?? "",
        /** Null for an archive. */
        dockerfile: kind === "image" ? artifact.dockerfile : null,
        platforms: artifact.platforms ?? (kind === "image" ? ["linux/amd64"] : []),
    };
}
function settleNotify(entry, names) {
    const told = { on: entry.on, stages: entry.stages ?? [...names] };
    if (entry.slack !== undefined)
        return { kind: "slack", url: entry.slack, ...told };
    if (entry.teams !== undefined)
        return { kind: "teams", url: entry.teams, ...told };
    if (entry.discord !== undefined)
        return { kind: "discord", url: entry.discord, ...told };
    if (entry.webhook !== undefined)
        return { kind: "webhook", url: entry.webhook, secret: entry.secret ?? null, ...told };
    if (entry.email !== undefined)
        return { kind: "email", ...entry.email, ...told };
    return { kind: "terminal", ...told };
}
function settleLedger({ app, ledger }) {
    if (ledger.kind === "file")
        return { kind: "file", path: ledger.path ?? "" };
    const ref = ledger.ref ??
        (ledger.branch === undefined ? `refs/sluice/${slug(app)}/ledger` : `refs/heads/${ledger.branch}`);
    return { kind: "git", ref, remote: ledger.remote ?? "origin" };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
;// CONCATENATED MODULE: ./packages/core/src/config/freeze.ts

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
function moment(description) {
    return iso/* datetime */.w$({
        offset: true,
        error: "must be a moment with its zone, such as 2026-12-24T00:00:00Z",
    })
        .meta({ description });
}
function timeOfDay(description) {
    return schemas/* string */.YjP()
        .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, {
        error: 'must be a time of day in quotes, "00:00" to "24:00"',
    })
        .meta({ description });
}
const between = schemas/* strictObject */.rej({
    from: moment("When the freeze begins (ISO 8601 with its zone)"),
    to: moment("When it ends; this moment is free again"),
})
    .refine((window) => Date.parse(window.from) < Date.parse(window.to), {
    path: ["to"],
    error: "must be after from",
});
const weekly = schemas/* strictObject */.rej({
    days: schemas/* array */.YOg(schemas/* enum */.k5n(WEEKDAYS)).min(1).meta({ description: "Days of the week on which the freeze begins" }),
    from: timeOfDay("When it begins on each of the days"),
    to: timeOfDay("When it ends; at or before from means on the following day"),
    zone: schemas/* string */.YjP()
        .refine(isZone, { error: "must be a time zone such as UTC or Europe/Berlin" })
        .default("UTC")
        .meta({ description: "The time zone that the times are meant in" }),
});
/** One entry of a stage's `freeze`. */
const freezeSchema = schemas/* union */.KCZ([between, weekly], {
    error: "must be { from, to } with two moments, or { days, from, to, zone }",
});
function isZone(zone) {
    if (zone === "UTC")
        return true;
    try {
        new Intl.DateTimeFormat("en", { timeZone: zone });
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./packages/core/src/config/stage.ts





const STAGE_NAME = /^[A-Za-z][A-Za-z0-9-]{0,30}$/;
const branch = schemas/* string */.YjP()
    .min(1)
    .refine((name) => !/[\s~^:?*[\\\0]|\.\.|^[-/]|\/$|@\{/.test(name), { error: "must be a branch's name" });
const url = schemas/* string */.YjP()
    .superRefine((template, ctx) => {
    for (const message of problemsOfUrl(template))
        ctx.addIssue({ code: "custom", message });
})
    .optional()
    .transform(orNull)
    .meta({
    description: "The stage's public address. {number}, {sha} and {slug} give each environment its own, {app} and {stage} may stand in it; without the first three it is shared and moves from release to release",
});
function problemsOfUrl(template) {
    const problems = problemsOfTemplate(template);
    if (problems.length > 0)
        return problems;
    const sample = render(template, { app: "a", stage: "b", number: "1", sha: "0a1b2c3d4e5f", slug: "c" });
    if (!URL.canParse(sample) || !/^https?:\/\/[^/]/i.test(sample))
        return ["must be an http or https address"];
    const secret = (0,config_secret/* refuseUserinfo */.Ys)(sample, "any");
    if (secret !== null)
        return [secret];
    const { search, hash, hostname } = new URL(sample);
    if (search !== "" || hash !== "")
        return ["must have no ? and no #"];
    return /^[a-z0-9.-]+$/.test(hostname) ? [] : ["must have a host name of letters, digits, dots and hyphens"];
}
/** One entry of `stages`, before what depends on its place in the list is filled in (see settle.ts). */
const stageSchema = schemas/* strictObject */.rej({
    branch: branch
        .optional()
        .meta({ description: "The branch whose merges come here. Default: the stage's name" }),
    url,
    from: schemas/* string */.YjP()
        .optional()
        .meta({ description: "The stage that releases come from. Default: the one before it in the file" }),
    trigger: schemas/* enum */.k5n(["merge", "manual"])
        .default("merge")
        .meta({ description: "merge: a merge deploys. manual: an administrator's act deploys what is ready" }),
    keep: schemas/* strictObject */.rej({
        newest: schemas/* int */.Whr().min(1).max(1000).default(1).meta({
            description: "How many of the newest verified environments stay",
        }),
        for: fields_duration("After how long an environment expires; without it none does")
            .optional()
            .transform(orNull),
    })
        .prefault({})
        .meta({ description: "What stays in the stage when newer environments come" }),
    strategy: schemas/* enum */.k5n(["replace", "blue-green", "canary"]).optional().meta({
        description: "How a new release takes the place of the old one. Default: blue-green where the address is shared, else replace",
    }),
    bake: fields_duration("How long a release is watched after it took the traffic. Default: 60s in the last stage, else 0s").optional(),
    require: schemas/* array */.YOg(schemas/* string */.YjP())
        .default([])
        .meta({ description: "Suites, from tests, that must have passed before a release is verified here" }),
    administrators: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^(?:@[\w.-]+(?:\/[\w.-]+)*|[^\s@]+@[^\s@]+)$/, {
        error: "must be @user, @organisation/team or an e-mail address",
    }))
        .default([])
        .meta({ description: "Who may promote, approve and roll back here, and is told what happens" }),
    approvals: schemas/* strictObject */.rej({
        count: schemas/* int */.Whr().min(0).max(100).default(0).meta({ description: "How many administrators must approve" }),
        author: schemas/* boolean */.zMY()
            .default(false)
            .meta({ description: "Whether the change's own author may be one of them" }),
    })
        .prefault({})
        .meta({ description: "What a promotion into this stage needs" }),
    freeze: schemas/* array */.YOg(freezeSchema).default([]).meta({
        description: "When nothing is deployed here: moments ({ from, to }) or times of the week ({ days, from, to, zone })",
    }),
    hotfix: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).optional().meta({
        description: 'Source branches (* stands for any text) that may skip the stage before. Default: ["hotfix/*"] in the last stage, else none',
    }),
    variables: variables("Environment variables of this stage's environments; $NAME takes the value of a variable of the job"),
    slo: schemas/* strictObject */.rej({
        error_rate: share("Greatest share of failed requests, from 0 to 1").optional().transform(orNull),
        p95_ms: schemas/* number */.aig().positive().optional().transform(orNull).meta({
            description: "Greatest 95th percentile of response times, in milliseconds",
        }),
    })
        .optional()
        .transform(orNull)
        .meta({ description: "What must hold while a release is watched; else the traffic returns" }),
    lease: fields_duration("How long a run's claim on an environment holds without being renewed").prefault("15m"),
    wait: fields_duration("How long a run waits while another one holds the stage").prefault("30m"),
});

;// CONCATENATED MODULE: ./packages/core/src/config/suite.ts


const SUITE_NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/;
/** One entry of `tests`. */
const suiteSchema = schemas/* strictObject */.rej({
    command: fields_command("What runs the suite: a text that is split into words (quotes keep blanks; no shell), or a list of words"),
    files: texts("Patterns of the test files that shards are made of").prefault([]),
    junit: schemas/* string */.YjP()
        .min(1)
        .optional()
        .transform(orNull)
        .meta({ description: "Where the suite writes its JUnit report, below the repository's root" }),
    shards: schemas/* union */.KCZ([schemas/* literal */.euz("auto"), schemas/* int */.Whr().min(1).max(200)], {
        error: "must be auto or a whole number from 1 to 200",
    })
        .default(1)
        .meta({
        description: "Into how many parts the suite is split; auto decides by how long the files took before",
    }),
    needs: schemas/* enum */.k5n(["environment"]).optional().transform(orNull).meta({
        description: "environment: the suite runs against the deployed environment, whose address is in SLUICE_URL",
    }),
    budget: schemas/* strictObject */.rej({
        p95_ms: schemas/* number */.aig().positive().optional().transform(orNull).meta({
            description: "Greatest 95th percentile of response times, in milliseconds",
        }),
        error_rate: share("Greatest share of failed requests, from 0 to 1").optional().transform(orNull),
    })
        .optional()
        .transform(orNull)
        .meta({ description: "What the suite's measurements may be at most" }),
    timeout: fields_duration("How long one run of the suite may take").prefault("15m"),
    retries: schemas/* int */.Whr()
        .min(0)
        .max(10)
        .default(0)
        .meta({ description: "How often a suite that failed is run again before it counts as failed" }),
    env: variables("Environment variables of the suite; $NAME takes the value of a variable of the job"),
});

;// CONCATENATED MODULE: ./packages/core/src/config/target.ts



const ofEnvironments = variables("Environment variables of all environments; $NAME takes the value of a variable of the job");
const edge = schemas/* string */.YjP()
    .regex(/^[a-z][a-z0-9-]*$/, { error: "must be an edge's name, such as caddy" })
    .default("caddy")
    .meta({ description: "The reverse proxy that decides which environment a public hostname reaches" });
const PORT = schemas/* int */.Whr().min(1).max(65_535);
const NAME = schemas/* string */.YjP()
    .regex(/^[a-z0-9][a-z0-9_.-]*$/, { error: "must be a name of lower-case letters, digits, _ . and -" });
const caddy = schemas/* strictObject */.rej({
    kind: schemas/* literal */.euz("caddy").meta({ description: "A container of Caddy" }),
    http: PORT.default(80).meta({ description: "The port for http" }),
    https: PORT.nullable().default(443).meta({ description: "The port for https; null: none" }),
    image: schemas/* string */.YjP().min(1).default("caddy:2").meta({ description: "The image that the edge runs" }),
    name: NAME.default("sluice-edge").meta({ description: "The edge's container; applications may share it" }),
    network: NAME.default("sluice-edge").meta({
        description: "The network between the edge and the environments",
    }),
});
/** The name alone stands for all of its defaults. */
const containerEdge = schemas/* union */.KCZ([schemas/* literal */.euz("caddy"), caddy], { error: "must be caddy, or { kind: caddy, … }" })
    .prefault("caddy")
    .transform((given) => (given === "caddy" ? caddy.parse({ kind: "caddy" }) : given))
    .meta({ description: "The reverse proxy that decides which environment a public hostname reaches" });
const host = schemas/* string */.YjP()
    .min(1)
    .superRefine((value, ctx) => {
    const message = (0,config_secret/* refuseUserinfo */.Ys)(value, "password");
    if (message !== null)
        ctx.addIssue({ code: "custom", message });
})
    .optional()
    .transform(orNull)
    .meta({ description: "The engine's machine, such as ssh://deploy@host. Default: this one" });
function file(fallback) {
    return pathWithin("The file that describes the services, below the repository's root").default(fallback);
}
/** `target`: where environments run. */
const targetSchema = schemas/* discriminatedUnion */.gMt("kind", [
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz("process")
            .meta({ description: "Processes on this machine, started from an unpacked archive" }),
        command: fields_command("What starts the application; it listens on $PORT. A text or a list of words, no shell"),
        port: schemas/* int */.Whr().min(1).max(65_535).optional().transform(orNull).meta({
            description: "The port on which the embedded edge listens. Default: a free one, kept",
        }),
        root: schemas/* string */.YjP().min(1).optional().transform(orNull).meta({
            description: "The folder that environments live in (relative to the repository's root, or ~/…). Default: one of the user's own",
        }),
        variables: ofEnvironments,
        edge: schemas/* enum */.k5n(["embedded"]).default("embedded").meta({ description: "The embedded edge" }),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz("compose").meta({ description: "Docker Compose projects" }),
        file: file("compose.yml"),
        service: NAME.default("web").meta({ description: "The service that visitors reach" }),
        port: PORT.default(80).meta({ description: "The port on which that service listens in its container" }),
        host,
        edge: containerEdge,
        variables: ofEnvironments,
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz("swarm").meta({ description: "Docker Swarm stacks" }),
        file: file("compose.yml"),
        host,
        edge,
        variables: ofEnvironments,
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz("kubernetes").meta({ description: "Kubernetes namespaces" }),
        file: pathWithin("The manifest, or the folder of manifests, below the repository's root").default("k8s"),
        host: host.meta({ description: "The context of the kubeconfig. Default: the current one" }),
        edge: edge.default("ingress"),
        variables: ofEnvironments,
    }),
]);

;// CONCATENATED MODULE: ./packages/core/src/config/schema.ts









const hook = schemas/* union */.KCZ([
    fields_command("Run where Sluice runs, in the repository"),
    schemas/* strictObject */.rej({
        service: schemas/* string */.YjP().min(1).meta({ description: "The service of the environment in which it runs" }),
        command: fields_command("What runs there"),
    }),
], { error: "must be a command (a text or a list of words) or { service, command }" })
    .transform((given) => (Array.isArray(given) ? { service: null, command: given } : given));
function hooks(description) {
    return schemas/* array */.YOg(hook).default([]).meta({ description });
}
const statuses = schemas/* union */.KCZ([schemas/* int */.Whr(), schemas/* string */.YjP()], { error: "must be a status such as 200, or a range such as 200-399" })
    .transform((given, ctx) => {
    const match = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(String(given));
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match !== null && from <= to)
        return { from, to };
    ctx.addIssue({ code: "custom", message: "must be a status such as 200, or a range such as 200-399" });
    return core/* NEVER */.tm;
});
const health = schemas/* strictObject */.rej({
    path: schemas/* string */.YjP()
        .regex(/^\/[^\s#]*$/, { error: "must be a path that begins with /" })
        .default("/")
        .meta({ description: "The path that tells whether an environment is healthy" }),
    timeout: fields_duration("How long an environment may take to become healthy").prefault("120s"),
    interval: fields_duration("How long to wait between two probes").prefault("250ms"),
    probe_timeout: fields_duration("How long one probe may take").prefault("5s"),
    status: statuses.prefault("200-399").meta({ description: "Which statuses are healthy" }),
    consecutive: schemas/* int */.Whr()
        .min(1)
        .max(100)
        .default(1)
        .meta({ description: "How many healthy probes in a row it takes" }),
});
const ledger = schemas/* strictObject */.rej({
    kind: schemas/* enum */.k5n(["git", "file"])
        .default("git")
        .meta({ description: "git: a ref of a git repository. file: a file on this machine" }),
    ref: schemas/* string */.YjP()
        .regex(/^refs\/(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)))[^\s~^:?*[\\]+[^\s~^:?*[\\/.]$/, {
        error: "must be a full ref, such as refs/sluice/shop/ledger",
    })
        .optional()
        .meta({ description: "The ref. Default: refs/sluice/<app>/ledger" }),
    branch: schemas/* string */.YjP()
        .min(1)
        .optional()
        .meta({ description: "A branch instead of ref, such as a protected one" }),
    remote: schemas/* string */.YjP()
        .min(1)
        .superRefine((value, ctx) => {
        const message = (0,config_secret/* refuseUserinfo */.Ys)(value, "password");
        if (message !== null)
            ctx.addIssue({ code: "custom", message });
    })
        .optional()
        .meta({ description: "The remote, by name or address. Default: origin" }),
    path: schemas/* string */.YjP()
        .min(1)
        .optional()
        .meta({ description: "For kind file: the file (relative to the repository's root, or ~/…)" }),
})
    .superRefine((given, ctx) => {
    const strange = given.kind === "file" ? ["ref", "branch", "remote"] : ["path"];
    for (const key of strange) {
        if (given[key] !== undefined)
            ctx.addIssue({ code: "custom", path: [key], message: `has no meaning where kind is ${given.kind}` });
    }
    if (given.kind === "file" && given.path === undefined)
        ctx.addIssue({ code: "custom", message: "needs path where kind is file" });
    if (given.ref !== undefined && given.branch !== undefined)
        ctx.addIssue({
            code: "custom",
            path: ["branch"],
            message: "cannot stand beside ref; keep one of them",
        });
});
/** sluice.yml as people write it. */
const schema_fileSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1).meta({ description: "The version of this file's format" }),
    app: schemas/* string */.YjP()
        .regex(/^[^\p{Cc}\p{Cs}]*[^\s\p{Cc}\p{Cs}][^\p{Cc}\p{Cs}]*$/u, { error: "must be a name on one line" })
        .max(200)
        .meta({ description: "The application's name; environments are named after it" }),
    artifact: artifactSchema.meta({ description: "What is deployed, and how it is built" }),
    tests: schemas/* record */.g1P(schemas/* string */.YjP()
        .regex(SUITE_NAME, { error: "must be a suite's name: lower-case letters, digits, _ and -" }), suiteSchema)
        .default({})
        .meta({ description: "Suites by name" }),
    stages: schemas/* record */.g1P(schemas/* string */.YjP().regex(STAGE_NAME, {
        error: "must be a stage's name: a letter, then at most 30 letters, digits and hyphens",
    }), stageSchema)
        .refine((stages) => Object.keys(stages).length > 0, { error: "names no stage" })
        .meta({ description: "Stages by name, in the order in which releases flow through them" }),
    target: targetSchema.meta({ description: "Where environments run" }),
    health: health.prefault({}).meta({ description: "How an environment shows that it is healthy" }),
    hooks: schemas/* strictObject */.rej({
        pre_deploy: hooks("Run before an environment is brought up, with SLUICE_* variables"),
        post_deploy: hooks("Run after an environment took its traffic"),
        pre_destroy: hooks("Run before an environment is destroyed"),
        post_destroy: hooks("Run after an environment was destroyed"),
    })
        .prefault({})
        .meta({ description: "Commands of your own at fixed points" }),
    notify: schemas/* array */.YOg(notifySchema).default([]).meta({ description: "Who is told of what" }),
    ledger: ledger.prefault({}).meta({ description: "Where the record of all deployments is kept" }),
    registry: schemas/* strictObject */.rej({
        insecure: schemas/* boolean */.zMY()
            .default(false)
            .meta({ description: "Whether the registry is reached by http; for registries on this machine" }),
    })
        .prefault({})
        .meta({ description: "How the registry is reached" }),
})
    .meta({ title: "sluice.yml", description: "How an application's changes flow through its stages" });
/** sluice.yml as the verbs see it: every default filled in, durations in milliseconds, stages in order. */
const configSchema = schema_fileSchema.transform(settle);

;// CONCATENATED MODULE: ./packages/core/src/config/check.ts






/**
 * The configuration that plain data is. Throws `config_invalid`, whose message has a line
 * `<source>:LINE:COLUMN path: what is wrong` for every problem at once.
 *
 * @param source the file's name, for messages
 */
function checkConfig(data, locate = () => ({ line: 1, column: 1 }), source = "sluice.yml") {
    const parsed = configSchema.safeParse(data, { error: explain });
    const problems = [...(parsed.success ? [] : problemsOf(parsed.error.issues, data)), ...crossChecks(data)];
    if (parsed.success && problems.length === 0)
        return parsed.data;
    throw invalidConfig(problems.map((problem) => ({ ...problem, place: locate(problem.path, problem.part) })), source);
}
/** One error of all problems, in the order of their places. */
function invalidConfig(problems, source) {
    const lines = problems
        .toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
        .map(({ path, message, place }) => {
        const name = writePath(path);
        return `  ${source}:${place.line}:${place.column} ${name === "" ? "" : `${name}: `}${message}`;
    });
    const unique = [...new Set(lines)];
    return new errors/* SluiceError */.a("config_invalid", [`${source} has ${unique.length === 1 ? "a problem" : `${unique.length} problems`}`, ...unique].join("\n"), {
        advice: `Mend ${unique.length === 1 ? "the line" : "the lines"} above and run again; nothing was changed.`,
    });
}

;// CONCATENATED MODULE: ./packages/core/src/config/json-schema.ts


/** The JSON schema (draft 2020-12) of sluice.yml as people write it, for editors. */
function configJsonSchema() {
    const { $schema, ...rest } = z.toJSONSchema(fileSchema, { io: "input", target: "draft-2020-12" });
    return { $schema, ...rest };
}

;// CONCATENATED MODULE: ./packages/core/src/config/lookup.ts


/** The stage of a name, whatever its case (no two differ by case alone); null where there is none. */
function findStage(config, name) {
    const folded = name.toLowerCase();
    return config.stages.find((stage) => stage.name.toLowerCase() === folded) ?? null;
}
/** As `findStage`; throws `input_invalid`, naming the stages, where there is none. */
function getStage(config, name) {
    const stage = findStage(config, name);
    if (stage !== null)
        return stage;
    const names = config.stages.map((known) => known.name);
    const meant = (0,suggest/* suggest */.Z)(name, names);
    throw new errors/* SluiceError */.a("input_invalid", `there is no stage ${JSON.stringify(name)}${meant === null ? "" : `; did you mean ${meant}?`}`, { advice: `sluice.yml has ${names.join(", ")}. Nothing was changed.` });
}
/** The stage that a branch's merges come to; null where none has it. */
function findStageOfBranch(config, branch) {
    return config.stages.find((stage) => stage.branch === branch) ?? null;
}
/** The stage that releases of `stage` come from; null for a first one. */
function findStageBefore(config, stage) {
    return stage.from === null ? null : findStage(config, stage.from);
}
/** The stages that releases of `stage` go to; none for a last one. */
function listStagesAfter(config, stage) {
    return config.stages.filter((next) => next.from === stage.name);
}
/** A suite by name; null where there is none. */
function findSuite(config, name) {
    return config.tests.find((suite) => suite.name === name) ?? null;
}
/** As `findSuite`; throws `input_invalid`, naming the suites, where there is none. */
function getSuite(config, name) {
    const suite = findSuite(config, name);
    if (suite !== null)
        return suite;
    const names = config.tests.map((known) => known.name);
    const meant = (0,suggest/* suggest */.Z)(name, names);
    throw new errors/* SluiceError */.a("input_invalid", `there is no suite ${JSON.stringify(name)}${meant === null ? "" : `; did you mean ${meant}?`}`, { advice: `sluice.yml has ${names.join(", ") || "none"}. Nothing was changed.` });
}

// EXTERNAL MODULE: ./packages/core/src/execute.ts
var execute = __webpack_require__(998);
;// CONCATENATED MODULE: ./packages/core/src/ledger/cdevents.ts
/** The version that all the types below have in CDEvents 0.5.1. */
const VERSION = "0.3.0";
const CUSTOM_VERSION = "0.1.0";
/**
 * What one event of the ledger is to the CDEvents world: one event, or two. Types that the vocabulary lacks take
 * the form that it reserves for tools (`dev.cdeventsx.sluice-…`, https://github.com/cdevents/spec/tree/main/custom).
 * What the vocabulary has no field for is in `customData`. Ids follow from the ledger, so that exporting twice
 * gives the same events.
 */
function toCDEvents(event, context) {
    const { app, source } = context;
    const { v: _v, seq, at, by, run, type: _type, ...fields } = event;
    return draft(event, fields, context).map(({ type, id, content }, index) => ({
        context: {
            specversion: "0.5.1",
            id: index === 0 ? `${app}-${seq}` : `${app}-${seq}-${index + 1}`,
            source,
            type,
            timestamp: at,
        },
        subject: { id: some(id), source, content },
        customData: type.startsWith("dev.cdeventsx.") ? { seq, by, run } : { seq, by, run, ...fields },
    }));
}
function draft(event, fields, context) {
    const { app } = context;
    const of = (content, id = app) => [
        { type: standard(event.type), id, content },
    ];
    const artifact = (digest) => purl(digest, context);
    switch (event.type) {
        case "artifact.packaged":
            return of({ change: { id: some(event.key) } }, purl(event.digest, context, event.repository));
        case "artifact.published":
            return of(event.by === "" ? {} : { user: event.by }, purl(event.digest, context, event.repository));
        case "testsuiterun.finished":
            return of({
                // The vocabulary wants one: the stage stands for a suite that needs none.
                environment: { id: some(event.environment ?? event.stage) },
                testSuite: { id: some(event.suite), name: event.suite },
                outcome: event.outcome,
                ...(event.detail === null ? {} : { reason: event.detail }),
            }, `${event.suite}-${event.seq}`);
        case "environment.created":
        case "environment.modified":
            return of({ name: event.environment, ...uriOf(event.url) }, event.environment);
        case "service.deployed":
        case "service.upgraded":
            return of({ environment: { id: some(event.environment) }, artifactId: artifact(event.digest) });
        case "service.published":
            return of({ environment: { id: some(event.environment) } });
        case "service.rolledback":
            // Back to nothing: the vocabulary's rollback names what serves now.
            if (event.digest === null)
                return [removed(app, event.from)];
            return of({
                environment: { id: some(event.environment ?? event.stage) },
                artifactId: artifact(event.digest),
            });
        case "incident.detected":
            return of({
                description: event.message,
                environment: { id: some(event.environment) },
                service: { id: some(app) },
                artifactId: artifact(event.digest),
            }, `${app}-${event.seq}`);
        case "environment.deleted":
            return [...of({ name: event.environment }, event.environment), removed(app, event.environment)];
        case "claim.queued":
            return [custom(event.type, event.stage, fields)];
        case "claim.renewed":
            return [custom(event.type, event.environment, fields)];
        case "claim.released":
            return [custom(event.type, event.environment ?? event.stage, fields)];
        case "release.verified":
        case "release.quarantined":
        case "release.cleared":
        case "approval.created":
            return [custom(event.type, artifact(event.digest), fields)];
        case "environment.tombstoned":
            return [custom(event.type, event.environment, fields)];
        case "notice.sent":
            return [custom(event.type, `${app}-${event.seq}`, fields)];
    }
}
function standard(type) {
    return `dev.cdevents.${type}.${VERSION}`;
}
function custom(type, id, content) {
    return { type: `dev.cdeventsx.sluice-${type}.${CUSTOM_VERSION}`, id, content };
}
function removed(app, environment) {
    return { type: standard("service.removed"), id: app, content: { environment: { id: some(environment) } } };
}
/** Ids may not be empty. */
function some(id) {
    return id === "" ? "-" : id;
}
/**
 * A package URL of type oci: the name is the repository's last part, in lower case, the version the digest
 * (https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md).
 */
function purl(digest, context, repository) {
    const releases = context.before.releases;
    const known = repository ?? (Object.hasOwn(releases, digest) ? releases[digest]?.repository : undefined);
    const name = known?.split("/").findLast((part) => part !== "") ?? context.app;
    const version = `pkg:oci/${encode(some(name).toLowerCase())}@${encode(digest)}`;
    return known === undefined ? version : `${version}?repository_url=${encode(known)}`;
}
function encode(text) {
    return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}
/** An address that a URI parser takes as it is; any other is in `customData` alone. */
function uriOf(url) {
    return url !== null && PLAIN_URI.test(url) ? { uri: url } : {};
}
const PLAIN_URI = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?$/i;

;// CONCATENATED MODULE: ./packages/core/src/plan/lineage.ts
/**
 * Compares a candidate's commit with the commit that a stage runs, and, where those have no common line (a
 * promotion by squash, a promotion of the stage before's own commit), with the other commits that held the
 * same artifact. Of contradicting answers the cautious one counts: older.
 *
 * @param runs the commit that the stage runs
 * @param sources all commits that held the artifact that the stage runs
 * @param relations how the candidate stands to each of these commits
 */
function standing(runs, sources, relations) {
    const direct = relations[runs] ?? "unknown";
    if (direct === "same")
        return "same";
    if (direct === "descendant")
        return "newer";
    if (direct === "ancestor")
        return "older";
    const others = sources.filter((commit) => commit !== runs).map((commit) => relations[commit] ?? "unknown");
    if (others.includes("ancestor"))
        return "older";
    if (others.includes("descendant"))
        return "newer";
    if (others.includes("same"))
        return "same";
    return direct;
}

// EXTERNAL MODULE: ./packages/core/src/ledger/state.ts
var ledger_state = __webpack_require__(2838);
// EXTERNAL MODULE: ./packages/core/src/ledger/decide/decision.ts
var decision = __webpack_require__(8152);
;// CONCATENATED MODULE: ./packages/core/src/ledger/decide/claim.ts



/** Claims an environment for a run. The one place that says who may deploy, who waits and who comes too late. */
function decideClaim(state, command, now) {
    const stage = state.stages[command.stage] ?? ledger_state/* emptyStage */._2;
    const mine = state.environments[command.environment];
    const quarantined = state.releases[command.digest]?.quarantined;
    if (quarantined) {
        return (0,decision/* refuse */.TR)("quarantined", `this release is quarantined since ${quarantined.at}: ${quarantined.reason}`, "Merge a fix, or clear it with `sluice rollback --clear` when it was not at fault.");
    }
    if ((0,decision/* isLive */.DG)(mine) && mine.holder?.run === command.run) {
        if (mine.digest === command.digest) {
            return (0,decision/* accept */.Ju)({ kind: "held", generation: mine.generation, phase: mine.phase });
        }
    }
    const tooLate = command.purpose === "deploy" ? lateness(state, command, now) : null;
    if (tooLate)
        return tooLate;
    const baking = stage.serves === null ? undefined : state.environments[stage.serves];
    if (baking?.phase === "baking" &&
        (command.shared || baking === mine) &&
        !(0,decision/* heldByOther */.hJ)(baking, command, now)) {
        if (baking.holder?.run !== command.run)
            return (0,decision/* accept */.Ju)({ kind: "settle", environment: baking.name });
    }
    const holder = blockingHolder(state, command, now);
    if (holder?.holder) {
        const answer = { kind: "wait", holder: holder.holder.run, until: holder.holder.until };
        const queued = stage.waiting.some((w) => w.run === command.run && Date.parse(w.until) > now);
        if (queued)
            return (0,decision/* accept */.Ju)(answer);
        return (0,decision/* accept */.Ju)(answer, {
            type: "claim.queued",
            stage: command.stage,
            commit: command.commit,
            number: command.change?.number ?? null,
            until: (0,decision/* iso */.KH)(now + command.waitMs),
        });
    }
    if ((0,decision/* isLive */.DG)(mine) && mine.phase === "published" && mine.digest === command.digest && !command.repair) {
        if (!command.shared || stage.serves === mine.name) {
            return (0,decision/* accept */.Ju)({ kind: "unchanged", generation: mine.generation });
        }
    }
    const lost = lostClaims(state, command);
    return (0,decision/* accept */.Ju)({
        kind: "claimed",
        generation: state.seq + lost.length + 1,
        tookOver: (0,decision/* isLive */.DG)(mine) && mine.holder && mine.holder.run !== command.run ? mine.holder.run : null,
    }, ...lost, {
        type: (0,decision/* isLive */.DG)(mine) ? "environment.modified" : "environment.created",
        environment: command.environment,
        stage: command.stage,
        commit: command.commit,
        change: command.change,
        digest: command.digest,
        url: command.url,
        purpose: command.purpose,
        until: (0,decision/* iso */.KH)(now + command.leaseMs),
    });
}
/** The commits whose relation to the candidate's a claim wants to know. */
function commitsToCompare(state, stageName) {
    const stage = state.stages[stageName] ?? ledger_state/* emptyStage */._2;
    const commits = new Set();
    for (const environment of (0,decision/* liveEnvironments */.lS)(state, stageName))
        commits.add(environment.commit);
    if (stage.head) {
        commits.add(stage.head.commit);
        for (const source of state.releases[stage.head.digest]?.sources ?? [])
            commits.add(source.commit);
    }
    for (const waiting of stage.waiting)
        commits.add(waiting.commit);
    return [...commits];
}
/**
 * Who takes a shared stage takes it from all whose lease has passed: one that only slept finds, when it wants to go
 * on, that its claim is gone, and not two in the stage.
 */
function lostClaims(state, command) {
    if (!command.shared)
        return [];
    return (0,decision/* liveEnvironments */.lS)(state, command.stage)
        .filter(({ name, holder }) => name !== command.environment && holder && holder.run !== command.run)
        .map(({ name }) => ({ type: "claim.released", stage: command.stage, environment: name }));
}
function blockingHolder(state, command, now) {
    const rivals = command.shared
        ? (0,decision/* liveEnvironments */.lS)(state, command.stage)
        : [state.environments[command.environment]].filter(decision/* isLive */.DG);
    return rivals.find((environment) => (0,decision/* heldByOther */.hJ)(environment, command, now));
}
function lateness(state, command, now) {
    const stage = state.stages[command.stage] ?? ledger_state/* emptyStage */._2;
    const mine = state.environments[command.environment];
    const grave = mine?.tombstone;
    if (mine && grave && mine.commit === command.commit) {
        if (grave.reason === "superseded" || grave.reason === "promoted") {
            return (0,decision/* refuse */.TR)("newer_change", `${mine.name} was ${grave.reason}: ${grave.detail}`);
        }
        if (grave.reason === "abandoned") {
            return (0,decision/* refuse */.TR)("tombstoned", `${mine.name} was destroyed: ${grave.detail}`, "Open the change again to have it back.");
        }
    }
    const newer = (0,decision/* liveEnvironments */.lS)(state, command.stage).find((e) => e.name !== command.environment &&
        ["verified", "baking", "published"].includes(e.phase) &&
        command.relations[e.commit] === "ancestor");
    if (newer)
        return (0,decision/* refuse */.TR)("newer_change", `${newer.name} is newer and runs already`);
    const waiting = stage.waiting.find((w) => w.run !== command.run && (0,decision/* isAlive */._n)(w, command, now) && command.relations[w.commit] === "ancestor");
    if (waiting)
        return (0,decision/* refuse */.TR)("newer_change", `a newer change waits for ${command.stage}`);
    if (stage.head === null)
        return null;
    const sources = state.releases[stage.head.digest]?.sources ?? [];
    return refusalOf(standing(stage.head.commit, sources.map((source) => source.commit), command.relations), command, `${stage.head.environment} (${stage.head.commit.slice(0, 8)})`);
}
function refusalOf(is, command, runs) {
    if (is === "newer" || is === "same")
        return null;
    if (is === "older")
        return (0,decision/* refuse */.TR)("newer_change", `${command.stage} ran ${runs} already, which contains this commit`);
    if (!command.shared)
        return null;
    if (is === "unknown") {
        return (0,decision/* refuse */.TR)("history_unknown", `cannot tell whether ${command.commit.slice(0, 8)} contains what ${command.stage} runs, ${runs}`, "Check the repository out with its whole history (fetch-depth: 0).");
    }
    return (0,decision/* refuse */.TR)("not_a_descendant", `${command.commit.slice(0, 8)} does not contain what ${command.stage} runs, ${runs}`, `Merge ${command.stage}'s branch first, or go back with \`sluice rollback\` if that is what you want.`);
}

;// CONCATENATED MODULE: ./packages/core/src/ledger/decide/destroy.ts

/** Reasons that hold even while a run is at work on the environment: it comes too late. */
const OVERTAKEN = ["superseded", "promoted"];
/**
 * Writes that environments must not exist any more, and answers which are to be removed now, those of
 * earlier, unfinished removals among them. Spares, whatever was planned, what serves a shared public hostname,
 * what a rollback would return to while the bake lasts, and what another run is at work on.
 */
function decideTombstones(state, command, now) {
    const events = [];
    const condemned = [];
    for (const { environment: name, generation, reason, detail } of command.condemned) {
        if (condemned.some((one) => one.environment === name))
            continue;
        const environment = state.environments[name];
        if (environment?.generation !== generation)
            continue;
        if (environment.phase === "tombstoned")
            condemned.push({ environment: name, generation });
        if (!(0,decision/* isLive */.DG)(environment))
            continue;
        const stage = state.stages[environment.stage];
        if (stage?.previous === name)
            continue;
        if (stage?.serves === name && command.sharedStages.includes(environment.stage))
            continue;
        if (!OVERTAKEN.includes(reason) && (0,decision/* heldByOther */.hJ)(environment, command, now))
            continue;
        events.push({
            type: "environment.tombstoned",
            environment: name,
            stage: environment.stage,
            reason,
            detail,
        });
        condemned.push({ environment: name, generation });
    }
    return (0,decision/* accept */.Ju)(condemned, ...events);
}
/** They are gone from the target. One that was claimed again meanwhile is left to its new claim. */
function decideDeleted(state, gone) {
    const events = [];
    for (const { environment: name, generation } of gone) {
        const environment = state.environments[name];
        if (environment?.phase !== "tombstoned" || environment.generation !== generation)
            continue;
        events.push({ type: "environment.deleted", environment: name, stage: environment.stage });
    }
    return (0,decision/* accept */.Ju)(null, ...events);
}

;// CONCATENATED MODULE: ./packages/core/src/ledger/decide/fence.ts

/**
 * Whether a claim still holds. Asked just before and just after each change of the target; where it does not
 * hold any more, who asks removes what it made. Null: it holds.
 */
function fence(state, claim) {
    const environment = state.environments[claim.environment];
    if (environment === undefined || environment.phase === "tombstoned" || environment.phase === "deleted") {
        const reason = environment?.tombstone?.reason;
        if (reason === "superseded" || reason === "promoted") {
            return (0,decision/* refuse */.TR)("newer_change", `${claim.environment} was ${reason}: ${environment?.tombstone?.detail ?? ""}`);
        }
        return (0,decision/* refuse */.TR)("tombstoned", `${claim.environment} was taken out of service meanwhile`);
    }
    if (environment.generation !== claim.generation) {
        return (0,decision/* refuse */.TR)("claim_lost", `${claim.environment} was claimed by ${environment.holder?.run ?? "another run"} meanwhile`, "That run finishes or undoes what this one left; look at it with `sluice status`.");
    }
    return null;
}

;// CONCATENATED MODULE: ./packages/core/src/ledger/decide/progress.ts


/** It is up, healthy, and the target said that it runs this digest. */
function decideDeployed(state, claim, digest) {
    const broken = fence(state, claim);
    if (broken)
        return broken;
    const environment = state.environments[claim.environment];
    if (environment.phase !== "claimed")
        return (0,decision/* accept */.Ju)(null);
    return (0,decision/* accept */.Ju)(null, { type: "service.deployed", ...claim, digest });
}
/**
 * All that the stage requires is known to be good of it: verifies it and gives it the stage's traffic; the bake begins.
 *
 * @param relations how its commit stands to those of `commitsToCompare`; newer ones may have come meanwhile
 * @param quarantine why what served until now is not to be deployed again, in the same act, so that no killed
 *   rollback leaves it free; null: it may be
 */
function decideSwitch(state, claim, relations, quarantine = null) {
    const broken = fence(state, claim);
    if (broken)
        return broken;
    const environment = state.environments[claim.environment];
    if (environment.phase === "baking" || environment.phase === "published")
        return (0,decision/* accept */.Ju)(null);
    if (environment.phase === "failed") {
        const advice = "Run it again; `sluice status` shows who has the stage.";
        return (0,decision/* refuse */.TR)("claim_lost", `the claim on ${claim.environment} was given up meanwhile`, advice);
    }
    if (environment.phase === "claimed") {
        return (0,decision/* refuse */.TR)("unhealthy", `${claim.environment} is not known to be healthy`, "Deploy it first.");
    }
    const { stage, digest } = environment;
    const quarantined = state.releases[digest]?.quarantined;
    if (quarantined) {
        return (0,decision/* refuse */.TR)("quarantined", `its release was quarantined meanwhile: ${quarantined.reason}`);
    }
    const serves = state.stages[stage]?.serves ?? null;
    const serving = serves === null ? undefined : state.environments[serves];
    const head = state.stages[stage]?.head;
    if (environment.purpose === "deploy") {
        const commits = [serving?.commit, head?.commit].filter((commit) => commit !== undefined);
        if (commits.some((commit) => relations[commit] === "ancestor")) {
            return (0,decision/* refuse */.TR)("newer_change", `${serves ?? head?.environment} is newer and has the stage`);
        }
    }
    const previous = (0,decision/* isLive */.DG)(serving) && serving.name !== claim.environment ? serving.name : null;
    const events = [
        { type: "release.verified", ...claim, stage, digest },
        { type: "service.upgraded", ...claim, stage, digest, previous },
    ];
    if (quarantine !== null && serving && serving.digest !== digest) {
        events.push({ type: "release.quarantined", digest: serving.digest, stage, reason: quarantine });
    }
    return (0,decision/* accept */.Ju)(null, ...events);
}
/** The bake is over and it serves. Whoever settles a killed run's bake may say so too. */
function decidePublish(state, claim) {
    const broken = fence(state, claim);
    if (broken)
        return broken;
    const environment = state.environments[claim.environment];
    if (environment.phase === "published")
        return (0,decision/* accept */.Ju)(null);
    if (environment.phase !== "baking") {
        return (0,decision/* refuse */.TR)("claim_lost", `${claim.environment} does not have the traffic any more`);
    }
    const { stage, digest } = environment;
    return (0,decision/* accept */.Ju)(null, { type: "service.published", ...claim, stage, digest });
}
/** Keeps a claim for `leaseMs` more; says nothing while more than half of the lease is left. */
function decideRenew(state, claim, leaseMs, now) {
    const broken = fence(state, claim);
    if (broken)
        return broken;
    const { holder } = state.environments[claim.environment];
    if (holder === null || Date.parse(holder.until) - now > leaseMs / 2)
        return (0,decision/* accept */.Ju)(null);
    return (0,decision/* accept */.Ju)(null, { type: "claim.renewed", environment: claim.environment, until: (0,decision/* iso */.KH)(now + leaseMs) });
}
/** The run is through with the environment, or gave up waiting for the stage. */
function decideRelease(state, stage, run, claim) {
    const environment = claim === null ? undefined : state.environments[claim.environment];
    const holds = environment?.generation === claim?.generation && environment?.holder?.run === run;
    const waits = state.stages[stage]?.waiting.some((waiting) => waiting.run === run) ?? false;
    if (!holds && !waits)
        return (0,decision/* accept */.Ju)(null);
    return (0,decision/* accept */.Ju)(null, { type: "claim.released", stage, environment: holds ? claim.environment : null });
}

// EXTERNAL MODULE: ./packages/core/src/ledger/evolve.ts
var evolve = __webpack_require__(7330);
;// CONCATENATED MODULE: ./packages/core/src/ledger/decide/record.ts


/** An artifact is what a commit of a stage's branch holds. */
function decideArtifact(state, command) {
    const { artifact, key, built, stage, commit, change } = command;
    const facts = { ...artifact, key };
    const events = [];
    const release = state.releases[artifact.digest];
    if (built && !release)
        events.push({ type: "artifact.packaged", ...facts });
    const known = release?.sources.some((source) => source.stage === stage && source.commit === commit);
    if (!known || state.keys[key] !== artifact.digest) {
        events.push({ type: "artifact.published", ...facts, stage, commit, change });
    }
    return (0,decision/* accept */.Ju)(null, ...events);
}
/** A suite's result for an artifact. */
function decideTest(state, result) {
    if (!state.releases[result.digest]) {
        return (0,decision/* refuse */.TR)("artifact_missing", `the ledger knows no artifact ${result.digest}`, "Run build-image first.");
    }
    return (0,decision/* accept */.Ju)(null, { type: "testsuiterun.finished", ...result });
}
/** A person approves a release for a stage. Whether they may is the verb's to ask. */
function decideApproval(state, approval) {
    const release = state.releases[approval.digest];
    if (!release)
        return (0,decision/* refuse */.TR)("artifact_missing", `the ledger knows no release ${approval.digest}`);
    if (release.approvals[approval.stage]?.includes(approval.by))
        return (0,decision/* accept */.Ju)(null);
    const { stage, digest, comment } = approval;
    return (0,decision/* accept */.Ju)(null, { type: "approval.created", stage, digest, comment });
}
/** What became of a notice. One that was delivered is not recorded twice. */
function decideNotice(state, notice) {
    if (state.notices.includes((0,evolve/* noticeKey */.O4)(notice)))
        return (0,decision/* accept */.Ju)(null);
    return (0,decision/* accept */.Ju)(null, { type: "notice.sent", ...notice });
}

;// CONCATENATED MODULE: ./packages/core/src/ledger/decide/roll-back.ts

/**
 * Returns a stage's traffic to what had it before the bake. Answers the environment that serves again;
 * null where there is none to return to.
 */
function decideRollBack(state, command) {
    const from = state.environments[command.from];
    const stage = state.stages[command.stage];
    if (stage?.serves !== command.from || from?.generation !== command.generation) {
        return (0,decision/* refuse */.TR)("claim_lost", `${command.from} does not have the traffic of ${command.stage} any more`);
    }
    if (from.phase !== "baking") {
        const message = `the bake of ${command.from} is over: another run settled it, and nothing is kept to return to`;
        return (0,decision/* refuse */.TR)("claim_lost", message, "Look at it with `sluice status`; go back with `sluice rollback`.");
    }
    const previous = stage.previous === null ? undefined : state.environments[stage.previous];
    const to = (0,decision/* isLive */.DG)(previous) ? previous : findPublished(state, from);
    const { stage: name, digest } = from;
    const events = [];
    if (command.incident) {
        events.push({
            type: "incident.detected",
            environment: from.name,
            stage: name,
            digest,
            reason: command.reason,
            message: command.message,
        });
    }
    events.push({
        type: "service.rolledback",
        environment: to?.name ?? null,
        stage: name,
        digest: to?.digest ?? null,
        from: from.name,
        reason: command.reason,
    });
    if (command.quarantine && to?.digest !== digest) {
        events.push({ type: "release.quarantined", digest, stage: name, reason: command.message });
    }
    return (0,decision/* accept */.Ju)(to?.name ?? null, ...events);
}
/** What the stage published last and still runs: what repaired itself in its place has no `previous`. */
function findPublished(state, from) {
    for (const { environment: name, digest } of state.stages[from.stage]?.published ?? []) {
        const environment = state.environments[name];
        if (name === from.name || environment?.phase !== "published" || environment.digest !== digest)
            continue;
        if (!state.releases[digest]?.quarantined)
            return environment;
    }
    return null;
}
/** Lets a quarantined artifact be deployed again. */
function decideClear(state, stage, digest, reason) {
    if (!state.releases[digest]?.quarantined)
        return (0,decision/* accept */.Ju)(null);
    return (0,decision/* accept */.Ju)(null, { type: "release.cleared", digest, stage, reason });
}

// EXTERNAL MODULE: ./packages/core/src/ledger/events.ts
var events = __webpack_require__(2278);
// EXTERNAL MODULE: ./packages/core/src/ledger/parse.ts
var parse = __webpack_require__(548);
;// CONCATENATED MODULE: ./packages/core/src/ledger/remember.ts
function remembering(ledger) {
    let last = null;
    return {
        place: ledger.place,
        last: () => last,
        async read() {
            last = await ledger.read();
            return last;
        },
        async append(snapshot, events) {
            const result = await ledger.append(snapshot, events);
            if (result.appended)
                last = result.snapshot;
            return result;
        },
        events: () => ledger.events(),
    };
}

// EXTERNAL MODULE: ./packages/core/src/ledger/retention.ts
var retention = __webpack_require__(8945);
;// CONCATENATED MODULE: ./packages/core/src/ledger/transact.ts

const MOST_TRIES = 100;
/**
 * Reads, decides and appends; where somebody else appended meanwhile, reads and decides again. The only way
 * anything gets into the ledger.
 *
 * @param decide is called anew with each state that it is to decide on; it may look things up on the way
 * @throws `ledger_contended` after a hundred conflicts, and what the ledger throws
 */
async function transact(transactor, decide) {
    const { ledger, clock, random, last } = transactor;
    if (last) {
        const guess = await tryOn(transactor, last, decide);
        if (guess?.ok && guess.appended.length > 0)
            return guess;
    }
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
        const began = clock.now();
        const result = await tryOn(transactor, await ledger.read(), decide);
        if (result !== null)
            return result;
        // in proportion to what a try takes, so that a busy machine or a far remote is not asked ever more often
        const unit = Math.max(clock.now() - began, 25);
        await clock.sleep(random() * Math.min(unit * 2 ** Math.min(attempt, 5), 10_000));
    }
    throw new errors/* SluiceError */.a("ledger_contended", `${MOST_TRIES} other appends to ${ledger.place} came first, one after another`, { advice: "Nothing was changed by this step. Run it again." });
}
/** Decides on one snapshot; null where the ledger has grown since. */
async function tryOn(transactor, snapshot, decide) {
    const now = transactor.clock.now();
    const decision = await decide(snapshot.state, now);
    if (!decision.ok)
        return { ...decision, snapshot };
    const { answer } = decision;
    if (decision.events.length === 0)
        return { ok: true, answer, snapshot, appended: [] };
    const events = stamp(decision.events, snapshot.state.seq, transactor, now);
    const result = await transactor.ledger.append(snapshot, events);
    return result.appended ? { ok: true, answer, snapshot: result.snapshot, appended: events } : null;
}
function stamp(events, seq, transactor, now) {
    const at = new Date(now).toISOString();
    const { by, run } = transactor;
    return events.map((event, index) => ({ v: 1, seq: seq + 1 + index, at, by, run, ...event }));
}

;// CONCATENATED MODULE: ./packages/core/src/ledger/verify.ts



/** Events folded at once: folding copies the state each time. */
const CHUNK = 5_000;
/**
 * Reads all events, which checks their chain, folds them anew and compares the outcome with the stored state.
 * Events that are appended meanwhile are checked, not compared.
 *
 * @throws `ledger_malformed` with the first place that is wrong
 */
async function verify(ledger) {
    const stored = (await ledger.read()).state;
    const months = new Set();
    let state = ledger_state/* emptyState */.p$;
    let chunk = [];
    let [events, from, to] = [0, null, null];
    for await (const event of ledger.events()) {
        events++;
        from ??= event.at;
        to = event.at;
        months.add(event.at.slice(0, 7));
        if (event.seq <= stored.seq)
            chunk.push(event);
        if (chunk.length < CHUNK)
            continue;
        state = (0,evolve/* fold */.AU)(state, chunk);
        chunk = [];
    }
    state = (0,evolve/* fold */.AU)(state, chunk);
    const difference = firstDifference(state, stored, "state");
    if (difference !== null) {
        throw new errors/* SluiceError */.a("ledger_malformed", `the ledger in ${ledger.place} stores a state that is not what its events fold to: ${difference} differs`, {
            advice: "Nothing was changed. The events are whole: put the ledger back to the last append whose state verifies, or, if this Sluice is older than the one that wrote it, use that one.",
        });
    }
    return { ok: true, events, from, to, months: months.size };
}
/** The path of the first value that is not the same; null where all are. The order of keys does not count. */
function firstDifference(a, b, path) {
    if (Object.is(a, b))
        return null;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
        return path;
    if (Array.isArray(a) !== Array.isArray(b))
        return path;
    const [left, right] = [a, b];
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        const found = firstDifference(left[key], right[key], `${path}.${key}`);
        if (found !== null)
            return found;
    }
    return null;
}

// EXTERNAL MODULE: ./packages/core/src/model/artifact.ts
var artifact = __webpack_require__(6885);
;// CONCATENATED MODULE: ./packages/core/src/model/content-key.ts

/**
 * The tag that an artifact of this content has in its repository: `key-` and 64 hexadecimal digits. Equal content has
 * an equal key whatever the order it is given in; different content a different one, as far as SHA-256 goes: what is
 * hashed is JSON, in which no two different inputs are written alike.
 */
function contentKey(inputs) {
    const ignore = inputs.ignore ?? (() => false);
    const entries = inputs.entries
        .filter(({ path }) => !ignore(path))
        .map(({ path, mode, object }) => [path, mode, object]);
    const written = JSON.stringify([
        "sluice content key 1",
        inputs.kind,
        sorted(entries),
        inputs.dockerfile,
        sorted(Object.entries(inputs.args)),
        sorted([...new Set(inputs.platforms)].map((platform) => [platform])),
        inputs.build,
        inputs.output ?? null,
        inputs.base ?? null,
    ]);
    return `key-${sha256(written)}`;
}
/** By the first member, in the order of UTF-16 code units: the same on every machine, whatever its language. */
function sorted(rows) {
    return rows.sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
}

;// CONCATENATED MODULE: ./packages/core/src/model/dockerignore-pattern.ts
/**
 * A cleaned pattern of a `.dockerignore` as a question about paths: `*`, `?` and `[…]` as Go's `filepath.Match` has
 * them, `**` for any number of folders. Null where it is not well formed.
 */
function compilePattern(pattern) {
    const letters = [...pattern];
    let source = "";
    let plain = true;
    for (let at = 0; at < letters.length; at++) {
        const letter = letters[at];
        if (letter === "*" && letters[at + 1] === "*") {
            const slash = letters[at + 2] === "/";
            at += slash ? 2 : 1;
            // docker lets a leading `**` be any beginning at all, so that `**foo` hides `xfoo` and `a/xfoo`
            const last = at === letters.length - 1;
            source += last || (!slash && source === "" && isPlain(letters.slice(at + 1))) ? ".*" : "(?:.*/)?";
            plain = false;
        }
        else if (letter === "*" || letter === "?") {
            source += letter === "*" ? "[^/]*" : "[^/]";
            plain = false;
        }
        else if (letter === "[") {
            const found = readClass(letters, at);
            if (found === null)
                return null;
            source += found.source;
            at = found.end;
            plain = false;
        }
        else if (letter === "\\") {
            const next = letters[++at];
            if (next === undefined)
                return null;
            source += escaped(next);
            plain = false;
        }
        else
            source += escaped(letter);
    }
    if (plain)
        return (path) => path === pattern;
    const expression = new RegExp(`^${source}$`, "su");
    return (path) => expression.test(path);
}
function isPlain(letters) {
    return !letters.some((letter) => "*?[\\".includes(letter));
}
/** `[a-z]`, `[^a-z]`; a backslash takes the next letter as it is. Null for one that docker refuses. */
function readClass(letters, start) {
    let at = start + 1;
    const negated = letters[at] === "^";
    if (negated)
        at++;
    const take = () => {
        const letter = letters[at++];
        if (letter === undefined || letter === "]" || letter === "-")
            return null;
        return letter === "\\" ? (letters[at++] ?? null) : letter;
    };
    let inner = "";
    while (letters[at] !== "]" || inner === "") {
        const from = take();
        if (from === null)
            return null;
        if (letters[at] !== "-") {
            inner += escaped(from);
            continue;
        }
        at++;
        const to = take();
        if (to === null || to.codePointAt(0) < from.codePointAt(0))
            return null;
        inner += `${escaped(from)}-${escaped(to)}`;
    }
    return { source: negated ? `[^${inner}]` : `[${inner}]`, end: at };
}
function escaped(letter) {
    return /[\\^$.*+?()[\]{}|/-]/.test(letter) ? `\\u{${letter.codePointAt(0).toString(16)}}` : letter;
}

;// CONCATENATED MODULE: ./packages/core/src/model/dockerignore.ts


/**
 * Which paths a `.dockerignore` hides from the build. Paths are relative to the context, with `/`.
 * The rules are those of docker's documentation ("dockerignore files"): a `#` in the first column begins a comment;
 * patterns are cleaned like Go's `filepath.Clean`, relative to the context whether or not they begin with `/`; one that
 * matches a folder hides what is below it; `**` stands for any number of folders; `!` takes back; the last line that
 * matches a path, or a folder above it, decides. (BuildKit forgets a folder's second line where the first already hid
 * it: `dir`, `!dir/keep`, `dir`. The documentation's word is kept here, and the context is filtered by it.)
 *
 * @throws `build_failed` for a line that docker would not take, with its number
 */
function ignoredBy(text) {
    const rules = dockerignore_parse(text);
    return (path) => {
        const above = foldersAndItself(path);
        let hidden = false;
        for (const rule of rules) {
            if (rule.takesBack === hidden && above.some(rule.matches))
                hidden = !rule.takesBack;
        }
        return hidden;
    };
}
function dockerignore_parse(text) {
    const rules = [];
    for (const [index, line] of text
        .replace(/^\uFEFF/, "")
        .split("\n")
        .entries()) {
        if (line.startsWith("#") || line.trim() === "")
            continue;
        const trimmed = line.trim();
        const takesBack = trimmed.startsWith("!");
        const pattern = takesBack ? trimmed.slice(1).trim() : trimmed;
        const matches = pattern === "" ? null : compilePattern(relative(pattern));
        if (matches === null) {
            throw new errors/* SluiceError */.a("build_failed", `line ${index + 1} of the ignore file is no pattern: ${trimmed}`, {
                advice: "Mend that line of .dockerignore; nothing was built.",
            });
        }
        rules.push({ takesBack, matches });
    }
    return rules;
}
/** A pattern as docker cleans it: no empty parts and no `.`, `..` taken up, and no `/` in front. */
function relative(pattern) {
    const rooted = pattern.startsWith("/");
    const parts = [];
    for (const part of pattern.split("/")) {
        if (part === "" || part === ".")
            continue;
        if (part !== "..")
            parts.push(part);
        else if (parts.length > 0 && parts.at(-1) !== "..")
            parts.pop();
        else if (!rooted)
            parts.push(part);
    }
    return parts.length === 0 ? (rooted ? "/" : ".") : parts.join("/");
}
/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
function foldersAndItself(path) {
    const parts = path.split("/");
    return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

;// CONCATENATED MODULE: ./packages/core/src/model/match.ts
/** Whether one of the patterns is the text; `*` stands for any text, also an empty one and one with slashes. */
function matchesAny(patterns, text) {
    return patterns.some((pattern) => matches(pattern, text));
}
/** The pieces between the stars must come in order: each is taken where it is found first, so no input is slow. */
function matches(pattern, text) {
    const [first = "", ...pieces] = pattern.split("*");
    const last = pieces.pop();
    if (last === undefined)
        return text === first;
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
        return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const piece of pieces) {
        const found = text.indexOf(piece, at);
        if (found < 0 || found + piece.length > end)
            return false;
        at = found + piece.length;
    }
    return true;
}

// EXTERNAL MODULE: ./packages/core/src/model/outcome.ts
var outcome = __webpack_require__(2907);
// EXTERNAL MODULE: ./packages/core/src/model/plain-line.ts
var plain_line = __webpack_require__(7814);
;// CONCATENATED MODULE: ./packages/core/src/model/relative-time.ts
const UNITS = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1000],
];
/**
 * How long ago something was, in one unit: `3 min ago`, `in 2 h`, `now`.
 *
 * @param at ISO 8601
 * @param now milliseconds since the epoch
 */
function relativeTime(at, now) {
    const elapsed = now - Date.parse(at);
    if (Number.isNaN(elapsed))
        return "at an unknown time";
    const unit = UNITS.find(([, ms]) => Math.abs(elapsed) >= ms);
    if (unit === undefined)
        return "now";
    const amount = `${Math.floor(Math.abs(elapsed) / unit[1])} ${unit[0]}`;
    return elapsed > 0 ? `${amount} ago` : `in ${amount}`;
}

;// CONCATENATED MODULE: ./packages/core/src/plan/dockerfile-lint-read.ts
/**
 * The instructions of a Dockerfile in their order, as docker's reference has it: comments and empty lines are left
 * out, lines that end in the escape letter go on in the next, the text of a heredoc is skipped.
 */
function readDockerfile(text) {
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
    const goesOn = escapeOf(lines) === "`" ? /`[ \t]*$/ : /\\[ \t]*$/;
    const instructions = [];
    for (let at = 0; at < lines.length; at++) {
        const line = at + 1;
        let written = lines[at].trim();
        if (written === "" || written.startsWith("#"))
            continue;
        while (goesOn.test(written) && at + 1 < lines.length) {
            const next = lines[++at].trim();
            // docker leaves comments and empty lines out also where a line goes on
            if (next !== "" && !next.startsWith("#"))
                written = `${written.replace(goesOn, "")} ${next}`;
        }
        const [, name = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(written.replace(goesOn, "")) ?? [];
        instructions.push({ name: name.toUpperCase(), rest: rest.trim(), line });
        if (/^(?:RUN|COPY|ADD)$/i.test(name))
            at = endOfHeredocs(lines, at, rest);
    }
    return instructions;
}
/** `# escape=` counts among the directives at the very top alone. */
function escapeOf(lines) {
    for (const line of lines) {
        const directive = /^#\s*(\w+)\s*=\s*(\S+)\s*$/.exec(line);
        if (directive === null)
            return "\\";
        if (directive[1].toLowerCase() === "escape")
            return directive[2];
    }
    return "\\";
}
/** The line on which the last heredoc that an instruction opens is closed. */
function endOfHeredocs(lines, from, rest) {
    let at = from;
    for (const [, dash, , word] of rest.matchAll(/(?<!<)\d*<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
        const closes = (line) => (dash === "-" ? line.replace(/^\t+/, "") : line) === word;
        const end = lines.findIndex((line, index) => index > at && closes(line));
        if (end < 0)
            return from;
        at = end;
    }
    return at;
}

;// CONCATENATED MODULE: ./packages/core/src/plan/dockerfile-lint.ts

/**
 * What is wrong with the image that a Dockerfile makes, by line. Only what the file itself shows is told of: of a
 * base image nothing is known but its name.
 *
 * @param args values of build arguments; they go before the defaults of `ARG`s
 */
function lintDockerfile(text, policy, args = {}) {
    const stages = stagesOf(readDockerfile(text), args);
    const final = stages.at(-1);
    if (final === undefined)
        return [];
    const lineage = lineageOf(final);
    const findings = [
        ...stages.flatMap(movingBase),
        ...(policy.base === "alpine" ? otherThanAlpine(final, lineage) : []),
        ...runsAsRoot(final, lineage),
        ...withoutHealthcheck(final, lineage),
    ];
    return findings.toSorted((a, b) => a.line - b.line);
}
function stagesOf(instructions, args) {
    const stages = [];
    const values = {};
    for (const instruction of instructions) {
        const { name, rest, line } = instruction;
        const current = stages.at(-1);
        if (name === "FROM") {
            const [image = "", as, alias] = rest.split(/\s+/).filter((word) => !word.startsWith("--"));
            const base = fillIn(unquoted(image), values);
            const parent = stages.findLast((stage) => stage.name !== null && stage.name === base?.toLowerCase());
            const named = as?.toLowerCase() === "as" && alias !== undefined ? alias.toLowerCase() : null;
            stages.push({ name: named, base, parent: parent ?? null, line, instructions: [] });
        }
        else if (current !== undefined)
            current.instructions.push(instruction);
        else if (name === "ARG") {
            for (const word of rest.split(/\s+/)) {
                const [key = "", ...value] = word.split("=");
                const given = args[key] ?? (value.length > 0 ? unquoted(value.join("=")) : undefined);
                if (given !== undefined)
                    values[key] = given;
            }
        }
    }
    return stages;
}
/** `$NAME`, `${NAME}`, `${NAME:-default}`; null where a value is missing. */
function fillIn(text, values) {
    let whole = true;
    const filled = text.replace(/\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g, (_, plain, braced, fallback) => {
        const name = plain ?? braced ?? "";
        const value = (Object.hasOwn(values, name) ? values[name] : "") || fallback;
        if (value === undefined)
            whole = false;
        return value ?? "";
    });
    return whole ? filled : null;
}
function unquoted(text) {
    return text.replace(/^(["'])(.*)\1$/, "$2");
}
/** The final stage, then the stages that it starts from. */
function lineageOf(final) {
    const lineage = [];
    for (let stage = final; stage !== null; stage = stage.parent)
        lineage.push(stage);
    return lineage;
}
function movingBase(stage) {
    const { base, parent, line } = stage;
    if (base === null || parent !== null || base === "scratch" || base.includes("@"))
        return [];
    const tag = tagOf(base);
    if (tag !== null && tag !== "latest")
        return [];
    const what = tag === null ? `${base} has no tag` : `${base} is another image every few days`;
    return [{ rule: "latest", line, message: `${what}; name a version, or better a digest` }];
}
function otherThanAlpine(final, lineage) {
    const base = lineage.at(-1).base;
    if (base === null || isAlpine(base))
        return [];
    const message = `the final stage starts from ${base}, and artifact.policy asks for Alpine; use an -alpine variant, or set base: any`;
    return [{ rule: "base", line: final.line, message }];
}
function isAlpine(base) {
    const [image = ""] = base.split("@");
    const name = image.split("/").at(-1).split(":")[0];
    return /(?:^|-)alpine(?:-|$)/.test(name) || /(?:^|-)alpine/.test(tagOf(image) ?? "");
}
/** Null where there is none: the colon of `host:5000/name` is a port's. */
function tagOf(image) {
    return /:([^:/]+)$/.exec(image.split("@")[0])?.[1] ?? null;
}
function runsAsRoot(final, lineage) {
    const user = lastOf(lineage, "USER");
    const base = lineage.at(-1).base ?? "";
    if (user === null && /nonroot|rootless|unprivileged/.test(base))
        return [];
    if (user !== null && !/^["']?(?:root|0+)(?::|["']?$)/.test(user.rest))
        return [];
    const line = user?.line ?? final.line;
    const message = user === null ? "no USER is set, so it runs as root" : `USER ${user.rest} is root`;
    return [{ rule: "root", line, message: `${message}; end with a USER of its own` }];
}
function withoutHealthcheck(final, lineage) {
    const check = lastOf(lineage, "HEALTHCHECK");
    if (check !== null && !/^none$/i.test(check.rest))
        return [];
    const message = check === null ? "there is no HEALTHCHECK" : "HEALTHCHECK NONE leaves it without one";
    return [
        {
            rule: "healthcheck",
            line: check?.line ?? final.line,
            message: `${message}; add one, so that a dead process is seen`,
        },
    ];
}
function lastOf(lineage, name) {
    for (const stage of lineage) {
        const found = stage.instructions.findLast((instruction) => instruction.name === name);
        if (found !== undefined)
            return found;
    }
    return null;
}

;// CONCATENATED MODULE: ./packages/core/src/plan/freeze.ts

const DAY_MINUTES = 24 * 60;
/** Whether nothing may be deployed to a stage now. `now` is milliseconds since the epoch. */
function isFrozen(stage, now) {
    return findFreeze(stage, now) !== null;
}
/** The first window that freezes a stage now; null where none does. A window's end is free again. */
function findFreeze(stage, now) {
    return stage.freeze.find((window) => holds(window, now)) ?? null;
}
/**
 * Times of the week are what the clocks of the zone show, so a window may be an hour longer or shorter in the night
 * that they are changed.
 */
function holds(window, now) {
    if (!("days" in window))
        return Date.parse(window.from) <= now && now < Date.parse(window.to);
    const { day, minute } = wallClock(now, window.zone);
    const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
    const today = window.days.includes(WEEKDAYS[day]);
    if (from < to)
        return today && from <= minute && minute < to;
    const yesterday = window.days.includes(WEEKDAYS[(day + 6) % 7]);
    return (today && from <= minute) || (yesterday && minute < to);
}
function minutesOf(time) {
    const [hours, minutes] = time.split(":").map(Number);
    return Math.min(DAY_MINUTES, hours * 60 + minutes);
}
/** Weekday (0 is Sunday) and minute of the day that clocks in a zone show. `Intl` is slow to load, and UTC needs none. */
function wallClock(now, zone) {
    if (zone === "UTC") {
        const date = new Date(now);
        return { day: date.getUTCDay(), minute: date.getUTCHours() * 60 + date.getUTCMinutes() };
    }
    const format = new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
    });
    const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
    return {
        day: WEEKDAYS.indexOf(parts.weekday),
        minute: Number(parts.hour) * 60 + Number(parts.minute),
    };
}

;// CONCATENATED MODULE: ./packages/core/src/plan/notify.ts
/** Whether a channel wants to hear of an event in a stage. */
function wants(channel, stage, event) {
    const hears = channel.on.length === 0 || channel.on.includes(event);
    return hears && (channel.stages.length === 0 || channel.stages.includes(stage));
}

;// CONCATENATED MODULE: ./packages/core/src/plan/drift.ts

/** Where the target and the edge are not as the ledger says. What is on its way (claimed, condemned) is no drift. */
function findDrift(state, facts) {
    if (facts.instances === null)
        return [];
    return [
        ...drift_ofEnvironments(state, facts.instances),
        ...ofRoutes((0,routing/* renderRouting */.nz)(state, facts.stages, facts.instances), facts.routing),
    ];
}
function drift_ofEnvironments(state, instances) {
    const drift = [];
    for (const { name, phase, digest } of Object.values(state.environments)) {
        if (!["deployed", "verified", "baking", "published"].includes(phase))
            continue;
        const instance = instances.find((one) => one.environment === name);
        if (instance === undefined)
            drift.push({ about: name, environment: name, message: "the target does not have it" });
        else if (!instance.running)
            drift.push({ about: name, environment: name, message: "it ended" });
        else if (instance.digest !== digest)
            drift.push({ about: name, environment: name, message: `it runs ${instance.digest}, not ${digest}` });
    }
    for (const { environment } of instances) {
        const phase = state.environments[environment]?.phase;
        if (phase === undefined || phase === "deleted")
            drift.push({ about: environment, environment, message: "the target has it, and the ledger does not" });
    }
    return drift;
}
function ofRoutes(wanted, held) {
    const routes = held?.routes ?? [];
    const missing = wanted.routes.flatMap((want) => {
        const route = routes.find(({ host }) => host === want.host);
        const message = route === undefined ? `does not lead it to ${want.environment}` : misled(want, route);
        const { host: about, environment } = want;
        return message === null ? [] : [{ about, environment, message: `the edge ${message}` }];
    });
    const strange = routes
        .filter(({ host }) => !wanted.routes.some((want) => want.host === host))
        .map(({ host: about, environment }) => {
        const message = `the edge leads it to ${environment}, and the ledger leads it nowhere`;
        return { about, environment, message };
    });
    return [...missing, ...strange];
}
function misled(want, route) {
    const { environment, address } = want;
    if (route.environment !== environment)
        return `leads it to ${route.environment}, not ${environment}`;
    if (route.address === address)
        return null;
    return `leads it to ${route.address}, and ${environment} is at ${address}`;
}

;// CONCATENATED MODULE: ./packages/core/src/plan/overview.ts


/** What runs where, by the ledger's word and as it is. */
function overviewOf(state, facts) {
    const stages = facts.stages.filter(({ name }) => facts.only === null || name === facts.only);
    const environments = Object.values(state.environments);
    const elsewhere = environments
        .filter((e) => !stages.some(({ name }) => name === e.stage))
        .map((e) => e.name);
    return {
        v: 1,
        seq: state.seq,
        stages: stages.map(({ name }) => stageRow(state, name)),
        environments: stages.flatMap(({ name }) => environments
            .filter((environment) => environment.stage === name && environment.phase !== "deleted")
            .sort((a, b) => b.generation - a.generation)
            .map((environment) => environmentRow(state, environment, facts))),
        quarantined: quarantineRows(state),
        drift: findDrift(state, facts).filter(({ environment }) => !elsewhere.includes(environment)),
    };
}
function stageRow(state, name) {
    const stage = state.stages[name];
    return {
        name,
        serves: stage?.serves ?? null,
        previous: stage?.previous ?? null,
        published: stage?.published ?? [],
        waiting: (stage?.waiting ?? []).map(({ run, commit, until }) => ({ run, commit, until })),
    };
}
function environmentRow(state, environment, facts) {
    const { name, stage, change, commit, digest, generation, phase, since, by, holder, url } = environment;
    const instance = facts.instances?.find((one) => one.environment === name);
    const stale = facts.stale.find((one) => one.environment === name);
    const person = change && { number: change.number, title: change.title, author: change.author };
    return {
        stage,
        environment: name,
        change: person,
        commit,
        digest,
        generation,
        phase,
        serves: (0,decision/* isLive */.DG)(environment) && state.stages[stage]?.serves === name,
        since,
        by,
        run: holder?.run ?? null,
        url,
        running: facts.instances === null ? null : (instance?.running ?? false),
        wrong: facts.wrong[name] ?? null,
        hosts: (facts.routing?.routes ?? [])
            .filter((route) => route.environment === name)
            .map((route) => route.host),
        stale: stale === undefined ? null : { reason: stale.reason, detail: stale.detail },
    };
}
function quarantineRows(state) {
    return Object.values(state.releases).flatMap(({ digest, quarantined, sources }) => {
        if (quarantined === null)
            return [];
        const { stage, reason, at, by } = quarantined;
        const numbers = sources.flatMap((source) => (source.change === null ? [] : [source.change.number]));
        return [{ digest, stage, reason, at, by, changes: [...new Set(numbers)] }];
    });
}

;// CONCATENATED MODULE: ./packages/core/src/plan/promotion.ts
/**
 * All that keeps a release from being deployed to a stage; empty: it may be.
 *
 * @param when `deploy`: before anything runs there, suites that need the environment are not yet asked for;
 *   `switch`: before it takes the traffic, everything is
 */
function obstacles(release, rules, facts, when) {
    if (release === undefined) {
        return [
            {
                reason: "artifact_missing",
                message: "no artifact is recorded for this commit",
                advice: "Run build-image first.",
            },
        ];
    }
    const found = [];
    if (release.quarantined) {
        found.push({
            reason: "quarantined",
            message: `the release is quarantined since ${release.quarantined.at}: ${release.quarantined.reason}`,
            advice: "Merge a fix, or clear it with `sluice rollback --clear` when it was not at fault.",
        });
    }
    if (rules.before !== null && !facts.hotfix && release.verified[rules.before] === undefined) {
        found.push({
            reason: "not_verified",
            message: `no release of this content is verified in ${rules.before}`,
            advice: `Let it pass ${rules.before} first; a merge that changed the content on its way is another release.`,
        });
    }
    if (facts.frozen !== null) {
        found.push({
            reason: "frozen",
            message: `${rules.name} is frozen: ${facts.frozen}`,
            advice: "Run it again after the freeze.",
        });
    }
    const approvers = (release.approvals[rules.name] ?? []).filter((person) => rules.approvals.author || person !== facts.author);
    if (approvers.length < rules.approvals.count) {
        found.push({
            reason: "approvals_missing",
            message: `${approvers.length} of ${rules.approvals.count} approvals for ${rules.name}`,
            advice: `An administrator approves it with \`sluice promote-to-prod --stage ${rules.name} --approve\`.`,
        });
    }
    return [...found, ...suiteObstacles(release, rules, when)];
}
function suiteObstacles(release, rules, when) {
    const found = [];
    for (const suite of rules.suites) {
        if (suite.needsEnvironment && when === "deploy")
            continue;
        const result = release.tests[suite.name];
        if (result === undefined || (suite.needsEnvironment && result.stage !== rules.name)) {
            found.push({
                reason: "tests_missing",
                message: `suite ${suite.name} has no result for this artifact${suite.needsEnvironment ? ` in ${rules.name}` : ""}`,
                advice: `Run run-test-matrix --stage ${rules.name} first.`,
            });
        }
        else if (result.outcome !== "success") {
            found.push({
                reason: "tests_failed",
                message: `suite ${suite.name} failed${result.detail === null ? "" : `: ${result.detail}`}`,
                advice: "Mend it and merge the fix, or run the suite again if it was not the artifact's fault.",
            });
        }
    }
    return found;
}
/** What a stage offers to the next: its newest published release that is not quarantined; null for none. */
function newestPromotable(state, stage) {
    const published = state.stages[stage]?.published ?? [];
    return published.find((milestone) => !state.releases[milestone.digest]?.quarantined) ?? null;
}

;// CONCATENATED MODULE: ./packages/core/src/plan/rollback-target.ts
/**
 * The release that a stage goes back to: the newest that was published there, is not what serves now and is not
 * quarantined. `wish` chooses among the published: a change's number (`42`, `pr-42`), an environment's name, or
 * the beginning (7 digits or more) of a digest or commit. Null: there is none.
 */
function chooseRollbackTarget(state, stageName, wish) {
    const stage = state.stages[stageName];
    if (!stage)
        return null;
    const serving = stage.serves === null ? undefined : state.environments[stage.serves];
    const candidates = stage.published.filter((milestone) => !state.releases[milestone.digest]?.quarantined &&
        !(milestone.environment === serving?.name && milestone.digest === serving.digest));
    if (wish === null)
        return candidates.find((milestone) => milestone.digest !== serving?.digest) ?? null;
    return candidates.find((milestone) => isMeant(milestone, wish)) ?? null;
}
/** Whether a person's words mean this milestone. */
function isMeant(milestone, wish) {
    const number = /^(?:pr-?|!|#)?(\d{1,6})$/i.exec(wish)?.[1];
    if (number !== undefined && milestone.change?.number === Number(number))
        return true;
    if (milestone.environment === wish)
        return true;
    const hex = wish.replace(/^sha256:/, "").toLowerCase();
    return (/^[0-9a-f]{7,}$/.test(hex) &&
        (milestone.digest.slice(7).startsWith(hex) || milestone.commit.startsWith(hex)));
}

;// CONCATENATED MODULE: ./packages/core/src/plan/stale.ts

/** What is stale, and why: DESIGN section 7. The cautious answer is to keep. */
function findStale(state, facts) {
    const stale = [];
    for (const environment of Object.values(state.environments)) {
        const rules = facts.stages.find((stage) => stage.name === environment.stage);
        if (!rules || environment.phase === "deleted")
            continue;
        const verdict = judge(state, environment, rules, facts);
        if (verdict) {
            const { name, stage, generation } = environment;
            stale.push({ environment: name, stage, generation, recorded: true, ...verdict });
        }
    }
    return [...stale, ...orphans(state, facts)];
}
/** The pairs of commits, the newer first, whose relation `findStale` asks for. */
function pairsToCompare(state, stages) {
    const pairs = [];
    for (const environment of Object.values(state.environments).filter(decision/* isLive */.DG)) {
        const rules = stages.find((stage) => stage.name === environment.stage);
        if (!rules)
            continue;
        for (const commit of commitsThatMayContain(state, environment, rules))
            pairs.push([commit, environment.commit]);
    }
    return pairs;
}
function judge(state, environment, rules, facts) {
    const { name, phase, tombstone } = environment;
    if (phase === "tombstoned" && tombstone)
        return { reason: tombstone.reason, detail: tombstone.detail };
    const stage = state.stages[rules.name];
    if (stage?.previous === name)
        return null;
    if (rules.shared && (stage?.serves === name || facts.routed.includes(name)))
        return null;
    if (facts.pinned.includes(name))
        return null;
    const overtaken = promoted(state, environment, rules, facts) ?? superseded(state, environment, rules, facts);
    if (overtaken && !returning(environment, facts))
        return overtaken;
    if ((0,decision/* heldByOther */.hJ)(environment, facts.acting, facts.now))
        return null;
    if (facts.abandoned.includes(name))
        return { reason: "abandoned", detail: "its change was closed" };
    if (phase === "failed")
        return failed(state, environment);
    const unfinished = ["claimed", "deployed", "verified"].includes(phase) || (phase === "baking" && stage?.serves !== name);
    if (unfinished && environment.holder?.run !== facts.acting.run) {
        return { reason: "failed", detail: "its run ended without finishing it" };
    }
    if (!facts.instances.some((instance) => instance.environment === name) && environment.holder === null) {
        return { reason: "orphaned", detail: "the target does not have it any more" };
    }
    if (rules.keep.forMs !== null && facts.now - Date.parse(environment.since) > rules.keep.forMs) {
        return { reason: "expired", detail: `it is older than its stage keeps environments` };
    }
    return null;
}
/** A run is bringing it back: that newer ones contain it is what it was chosen for. */
function returning(environment, facts) {
    const { purpose, holder } = environment;
    if (purpose !== "rollback" || holder === null)
        return false;
    return holder.run === facts.acting.run || (0,decision/* isAlive */._n)(holder, facts.acting, facts.now);
}
/** The next stage runs, verified, something that contains it. */
function promoted(state, environment, rules, facts) {
    const head = rules.next === null ? null : state.stages[rules.next]?.head;
    if (!head)
        return null;
    const commits = [
        head.commit,
        ...(state.releases[head.digest]?.sources ?? []).map((source) => source.commit),
    ];
    if (!commits.some((commit) => contains(facts.relation(commit, environment.commit))))
        return null;
    return { reason: "promoted", detail: `${head.environment} runs it in ${rules.next}` };
}
/** Its stage runs `keep.newest` newer verified environments that contain it, or gave its hostname to another. */
function superseded(state, environment, rules, facts) {
    const serves = state.stages[rules.name]?.serves ?? null;
    if (serves === environment.name)
        return null;
    const newer = newerVerified(state, environment).filter((other) => {
        const relation = facts.relation(other.commit, environment.commit);
        return relation === "descendant" || (relation === "same" && other.generation > environment.generation);
    });
    if (newer.length >= rules.keep.newest) {
        return { reason: "superseded", detail: `${newer.at(-1).name} contains it` };
    }
    if (rules.shared && environment.phase === "published" && serves !== null) {
        const serving = state.environments[serves];
        if (serving?.phase === "published" && !newer.includes(serving)) {
            const older = facts.relation(serving.commit, environment.commit) === "ancestor";
            return { reason: older ? "rolled_back" : "superseded", detail: `${serves} serves instead` };
        }
    }
    return null;
}
function newerVerified(state, environment) {
    return Object.values(state.environments)
        .filter((e) => e.stage === environment.stage && e.name !== environment.name && e.phase === "published")
        .sort((a, b) => a.generation - b.generation);
}
function failed(state, environment) {
    const quarantined = state.releases[environment.digest]?.quarantined;
    if (quarantined)
        return { reason: "rolled_back", detail: quarantined.reason };
    return { reason: "failed", detail: "its deployment failed" };
}
function commitsThatMayContain(state, environment, rules) {
    const head = rules.next === null ? null : state.stages[rules.next]?.head;
    const promotedBy = head
        ? [head.commit, ...(state.releases[head.digest]?.sources ?? []).map((source) => source.commit)]
        : [];
    return [...new Set([...promotedBy, ...newerVerified(state, environment).map((e) => e.commit)])];
}
function orphans(state, facts) {
    return facts.instances
        .filter((instance) => {
        const recorded = state.environments[instance.environment];
        return (recorded === undefined || recorded.phase === "deleted") && instance.generation <= state.seq;
    })
        .filter(({ environment }) => ![...facts.pinned, ...facts.routed].includes(environment))
        .map((instance) => ({
        environment: instance.environment,
        stage: instance.stage,
        generation: instance.generation,
        recorded: false,
        reason: "orphaned",
        detail: "the ledger does not have it",
    }));
}
function contains(relation) {
    return relation === "same" || relation === "descendant";
}

;// CONCATENATED MODULE: ./packages/core/src/index.ts





















































/***/ }),

/***/ 8152:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ isLive),
/* harmony export */   Ju: () => (/* binding */ accept),
/* harmony export */   KH: () => (/* binding */ iso),
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   hJ: () => (/* binding */ heldByOther),
/* harmony export */   lS: () => (/* binding */ liveEnvironments)
/* harmony export */ });
function accept(answer, ...events) {
    return { ok: true, events, answer };
}
function refuse(reason, message, advice = null) {
    return { ok: false, reason, message, advice };
}
/** Whether a run other than `acting`'s still holds the environment at `now` (ms since the epoch). */
function heldByOther(environment, acting, now) {
    const { holder } = environment;
    return holder !== null && holder.run !== acting.run && isAlive(holder, acting, now);
}
function isAlive(holder, acting, now) {
    return !acting.over.includes(holder.run) && Date.parse(holder.until) > now;
}
/** Whether an environment is to exist at all. */
function isLive(environment) {
    return environment !== undefined && environment.phase !== "tombstoned" && environment.phase !== "deleted";
}
function iso(ms) {
    return new Date(ms).toISOString();
}
/** Environments of a stage that are to exist. */
function liveEnvironments(state, stage) {
    return Object.values(state.environments).filter((e) => e.stage === stage && isLive(e));
}


/***/ }),

/***/ 2278:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ ledgerEvent),
/* harmony export */   v: () => (/* binding */ tombstoneReasons)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(749);

/**
 * What the ledger holds. Names are the CDEvents 0.5.1 ones where there is one for the thing
 * (https://cdevents.dev), else in their style. Lines are read strictly: an unknown type or field is a
 * ledger of a newer Sluice, and folding it would lose what it says.
 */
const envelope = {
    v: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(1),
    /** 1, 2, 3, … without a gap. An environment's generation is the seq of the event that claimed it. */
    seq: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().positive(),
    /** ISO 8601, UTC, milliseconds. */
    at: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** Who: a login, an e-mail address. */
    by: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** Which run; null for a person without one. */
    run: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
};
/** What the state is keyed by; `__proto__` or `constructor` would reach what all objects share. */
const name = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .refine((text) => !(text in Object.prototype), "is a name that no environment, stage or suite may have");
const digest = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/);
const commit = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const change = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    number: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr(),
    title: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    author: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    source: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
    target: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    url: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
    mergedAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
});
const claim = {
    environment: name,
    stage: name,
    commit,
    /** Null for a direct push. */
    change: change.nullable(),
    digest,
    /** Public URL; null where the stage has none. */
    url: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
    purpose: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(["deploy", "rollback"]),
    /** ISO 8601: the claim holds until then unless it is renewed. */
    until: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
};
function event(type, shape) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ ...envelope, type: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(type), ...shape });
}
const tombstoneReasons = [
    "promoted",
    "superseded",
    "expired",
    "abandoned",
    "orphaned",
    "failed",
    "rolled_back",
    "asked",
];
const ledgerEvent = zod__WEBPACK_IMPORTED_MODULE_0__/* .discriminatedUnion */ .gMt("type", [
    /** Built: content `key` became `digest`. */
    event("artifact.packaged", {
        digest,
        key: name,
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(["image", "archive"]),
        repository: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    }),
    /** The artifact is what this commit of this stage's branch holds, built or found. */
    event("artifact.published", {
        digest,
        key: name,
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(["image", "archive"]),
        repository: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        stage: name,
        commit,
        change: change.nullable(),
    }),
    event("testsuiterun.finished", {
        digest,
        suite: name,
        outcome: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(["success", "failure", "error"]),
        stage: name,
        /** Where it ran; null for a suite that needs no environment. */
        environment: name.nullable(),
        ms: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
        detail: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
    }),
    /** Claimed, for the first time or after its deletion. */
    event("environment.created", claim),
    /** Claimed again: a retry, or the take-over of a killed run's claim. */
    event("environment.modified", claim),
    /** Waits for the stage. */
    event("claim.queued", { stage: name, commit, number: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nullable(), until: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }),
    event("claim.renewed", { environment: name, until: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }),
    /** The run is through with this environment, or gave up waiting (environment null); or another took the stage from it. */
    event("claim.released", { stage: name, environment: name.nullable() }),
    /** Healthy, and the target runs this very digest. */
    event("service.deployed", { environment: name, generation: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr(), digest }),
    /** All that the stage requires is known to be good of this environment's artifact. */
    event("release.verified", { environment: name, generation: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr(), stage: name, digest }),
    /** Takes the traffic; the bake begins. `previous` is what the traffic returns to. */
    event("service.upgraded", {
        environment: name,
        generation: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr(),
        stage: name,
        digest,
        previous: name.nullable(),
    }),
    /** The bake is over and it serves. */
    event("service.published", { environment: name, generation: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr(), stage: name, digest }),
    event("incident.detected", {
        environment: name,
        stage: name,
        digest,
        reason: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    }),
    /** Traffic returned. `environment` serves again (null: nothing does), `from` is what failed. */
    event("service.rolledback", {
        environment: name.nullable(),
        stage: name,
        digest: digest.nullable(),
        from: name,
        reason: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    }),
    event("release.quarantined", { digest, stage: name, reason: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }),
    event("release.cleared", { digest, stage: name, reason: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }),
    event("environment.tombstoned", {
        environment: name,
        stage: name,
        reason: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(tombstoneReasons),
        detail: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    }),
    event("environment.deleted", { environment: name, stage: name }),
    event("approval.created", { stage: name, digest, comment: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable() }),
    event("notice.sent", {
        stage: name,
        digest: digest.nullable(),
        event: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        channel: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        delivered: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
        detail: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
    }),
]);


/***/ }),

/***/ 7330:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AU: () => (/* binding */ fold),
/* harmony export */   O4: () => (/* binding */ noticeKey)
/* harmony export */ });
/* unused harmony export evolve */
/* harmony import */ var _retention_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8945);
/* harmony import */ var _state_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2838);


/** The state after one more event. Pure; what it is given stays as it was. */
function evolve(state, event) {
    return fold(state, [event]);
}
/** The state after many events. Copies once, so that folding a long ledger is quick. */
function fold(state, events) {
    const draft = structuredClone(state);
    for (const event of events) {
        apply(draft, event);
        (0,_retention_ts__WEBPACK_IMPORTED_MODULE_0__/* .forgetOld */ .$n)(draft);
    }
    return draft;
}
/** Changes the draft. An event about what the ledger has forgotten changes nothing. */
function apply(draft, event) {
    draft.seq = event.seq;
    switch (event.type) {
        case "artifact.packaged":
        case "artifact.published":
            artifact(draft, event);
            return;
        case "testsuiterun.finished": {
            const release = draft.releases[event.digest];
            const { outcome, stage, at, detail } = event;
            if (release)
                release.tests[event.suite] = { outcome, stage, at, detail };
            return;
        }
        case "environment.created":
        case "environment.modified":
            claim(draft, event);
            return;
        case "claim.queued": {
            const stage = stageOf(draft, event.stage);
            const run = event.run ?? event.by;
            stage.waiting = others(stage, run, event.at);
            stage.waiting.push({ run, commit: event.commit, number: event.number, until: event.until });
            return;
        }
        case "claim.renewed": {
            const holder = draft.environments[event.environment]?.holder;
            if (holder)
                holder.until = event.until;
            return;
        }
        case "claim.released":
            released(draft, event);
            return;
        case "service.deployed":
            reach(draft, event, "deployed");
            return;
        case "release.verified": {
            reach(draft, event, "verified");
            const release = draft.releases[event.digest];
            if (release)
                release.verified[event.stage] = event.at;
            return;
        }
        case "service.upgraded": {
            reach(draft, event, "baking");
            const stage = stageOf(draft, event.stage);
            stage.previous = event.previous;
            stage.serves = event.environment;
            return;
        }
        case "service.published":
            published(draft, event);
            return;
        case "incident.detected":
            return;
        case "service.rolledback":
            rolledBack(draft, event);
            return;
        case "release.quarantined": {
            const release = draft.releases[event.digest];
            if (release)
                release.quarantined = { reason: event.reason, stage: event.stage, at: event.at, by: event.by };
            return;
        }
        case "release.cleared": {
            const release = draft.releases[event.digest];
            if (release)
                release.quarantined = null;
            return;
        }
        case "environment.tombstoned": {
            const environment = draft.environments[event.environment];
            if (!environment)
                return;
            enter(environment, "tombstoned", event.at);
            environment.holder = null;
            environment.tombstone = { reason: event.reason, detail: event.detail };
            const stage = stageOf(draft, event.stage);
            if (stage.serves === event.environment)
                stage.serves = null;
            if (stage.previous === event.environment)
                stage.previous = null;
            return;
        }
        case "environment.deleted": {
            const environment = draft.environments[event.environment];
            if (environment)
                enter(environment, "deleted", event.at);
            return;
        }
        case "approval.created": {
            const release = draft.releases[event.digest];
            if (!release)
                return;
            release.approvals[event.stage] ??= [];
            const approvals = release.approvals[event.stage];
            if (!approvals.includes(event.by))
                approvals.push(event.by);
            return;
        }
        case "notice.sent":
            if (event.delivered)
                draft.notices.push(noticeKey(event));
            return;
    }
}
/** What makes a notice the same notice, however often a job is retried. */
function noticeKey(notice) {
    return [notice.stage, notice.digest ?? "-", notice.event, notice.channel].join("|");
}
function artifact(draft, event) {
    draft.keys[event.key] = event.digest;
    draft.releases[event.digest] ??= {
        digest: event.digest,
        key: event.key,
        kind: event.kind,
        repository: event.repository,
        sources: [],
        tests: {},
        verified: {},
        quarantined: null,
        approvals: {},
    };
    const release = draft.releases[event.digest];
    if (event.type === "artifact.published") {
        const { stage, commit, change, at } = event;
        release.sources = release.sources.filter((source) => source.stage !== stage || source.commit !== commit);
        release.sources.push({ stage, commit, change, at });
        if (release.sources.length > 20)
            release.sources.shift();
    }
}
function claim(draft, event) {
    const run = event.run ?? event.by;
    draft.environments[event.environment] = {
        name: event.environment,
        stage: event.stage,
        commit: event.commit,
        change: event.change,
        digest: event.digest,
        url: event.url,
        generation: event.seq,
        purpose: event.purpose,
        holder: { run, until: event.until },
        phase: "claimed",
        by: event.by,
        createdAt: event.at,
        since: event.at,
        tombstone: null,
    };
    const stage = stageOf(draft, event.stage);
    stage.waiting = others(stage, run, event.at);
}
function released(draft, event) {
    const stage = stageOf(draft, event.stage);
    stage.waiting = others(stage, event.run ?? event.by, event.at);
    const environment = event.environment === null ? undefined : draft.environments[event.environment];
    if (!environment)
        return;
    environment.holder = null;
    if (["claimed", "deployed", "verified"].includes(environment.phase))
        enter(environment, "failed", event.at);
}
function published(draft, event) {
    reach(draft, event, "published");
    const environment = draft.environments[event.environment];
    if (!environment)
        return;
    environment.holder = null;
    const stage = stageOf(draft, event.stage);
    const { name, digest, commit, change, url } = environment;
    const milestone = { environment: name, digest, commit, change, url, at: event.at };
    const rest = stage.published.filter((m) => m.environment !== name || m.digest !== digest);
    // where each environment has its own hostname, a newer one may have become what the stage runs meanwhile
    const serves = stage.serves === name;
    const newerBakes = !serves && draft.environments[stage.serves ?? ""]?.phase === "baking";
    if (serves)
        stage.previous = null;
    const overtaken = !serves && !newerBakes && stage.head !== null;
    if (!overtaken)
        stage.head = milestone;
    stage.published = overtaken ? rest.toSpliced(1, 0, milestone) : [milestone, ...rest];
    stage.published.length = Math.min(stage.published.length, 20);
}
function rolledBack(draft, event) {
    const stage = stageOf(draft, event.stage);
    stage.serves = event.environment;
    stage.previous = null;
    const from = draft.environments[event.from];
    if (from) {
        enter(from, "failed", event.at);
        from.holder = null;
        stage.published = stage.published.filter((m) => m.environment !== from.name || m.digest !== from.digest);
    }
    if (stage.head?.environment === event.from) {
        stage.head = stage.published.find((milestone) => milestone.environment === event.environment) ?? null;
    }
}
/** Who else waits, without those whose time has passed. */
function others(stage, run, at) {
    return stage.waiting.filter((waiting) => waiting.run !== run && waiting.until > at);
}
function reach(draft, event, phase) {
    const environment = draft.environments[event.environment];
    if (environment?.generation === event.generation)
        enter(environment, phase, event.at);
}
function enter(environment, phase, at) {
    environment.phase = phase;
    environment.since = at;
}
function stageOf(draft, name) {
    draft.stages[name] ??= structuredClone(_state_ts__WEBPACK_IMPORTED_MODULE_1__/* .emptyStage */ ._2);
    return draft.stages[name];
}


/***/ }),

/***/ 548:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ parseState),
/* harmony export */   w: () => (/* binding */ parseEvent)
/* harmony export */ });
/* harmony import */ var _errors_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7638);
/* harmony import */ var _events_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2278);
/* harmony import */ var _state_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2838);



/** Reads one event as it is stored. Throws `ledger_malformed`, saying what of it is wrong. */
function parseEvent(line) {
    return parse(_events_ts__WEBPACK_IMPORTED_MODULE_1__/* .ledgerEvent */ .K, line, "an event");
}
/** Reads a folded state as it is stored. Throws `ledger_malformed`. */
function parseState(text) {
    return parse(_state_ts__WEBPACK_IMPORTED_MODULE_2__/* .ledgerState */ .z3, text, "the folded state");
}
function parse(schema, text, what) {
    let data;
    try {
        data = JSON.parse(text);
    }
    catch (cause) {
        throw malformed(`${what} is not JSON`, cause);
    }
    const parsed = schema.safeParse(data);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw malformed(`${what} is not one that this version knows: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
}
function malformed(message, cause) {
    return new _errors_ts__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .a("ledger_malformed", `the ledger cannot be read: ${message}`, {
        advice: "Nothing was changed. Run `sluice ledger verify` to see where; a newer Sluice may have written it.",
        cause,
    });
}


/***/ }),

/***/ 8945:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ forgetOld)
/* harmony export */ });
/* unused harmony exports REMEMBERED, FORGET_EVERY */
/**
 * How much the folded state remembers of what is over. The events themselves are never forgotten; this bounds
 * what each append writes. Nothing that a decision needs goes: an older run that comes back after its tombstone
 * was forgotten is still told from its commit, which the stage's head contains.
 */
const REMEMBERED = { deletedEnvironments: 200, releases: 300, keys: 400, notices: 500 };
/** Looking for what is too old costs more than keeping it for a while: it is done once in so many events. */
const FORGET_EVERY = 32;
/** Drops what is over and oldest beyond these bounds, at every 32nd event. Changes the draft. */
function forgetOld(draft) {
    if (draft.seq % FORGET_EVERY !== 0)
        return;
    forgetEnvironments(draft);
    forgetReleases(draft);
    forgetKeys(draft);
    draft.notices.splice(0, Math.max(0, draft.notices.length - REMEMBERED.notices));
}
function forgetEnvironments(draft) {
    const deleted = Object.values(draft.environments).filter((environment) => environment.phase === "deleted");
    const surplus = deleted.length - REMEMBERED.deletedEnvironments;
    if (surplus <= 0)
        return;
    deleted.sort((a, b) => compare(a.since, b.since) || a.generation - b.generation);
    for (const environment of deleted.slice(0, surplus))
        delete draft.environments[environment.name];
}
function forgetReleases(draft) {
    const digests = Object.keys(draft.releases);
    let surplus = digests.length - REMEMBERED.releases;
    if (surplus <= 0)
        return;
    const needed = new Set();
    for (const environment of Object.values(draft.environments)) {
        if (environment.phase !== "deleted")
            needed.add(environment.digest);
    }
    for (const stage of Object.values(draft.stages)) {
        if (stage.head)
            needed.add(stage.head.digest);
        for (const milestone of stage.published)
            needed.add(milestone.digest);
    }
    // the last is what was recorded just now, for somebody who is about to need it
    for (const digest of digests.slice(0, -1)) {
        if (surplus <= 0)
            return;
        const release = draft.releases[digest];
        if (needed.has(digest) || release.quarantined)
            continue;
        delete draft.releases[digest];
        if (draft.keys[release.key] === digest)
            delete draft.keys[release.key];
        surplus--;
    }
}
/** One artifact may be what many contents build to; a forgotten key is still a tag in the registry. */
function forgetKeys(draft) {
    const keys = Object.keys(draft.keys);
    for (const key of keys.slice(0, Math.max(0, keys.length - REMEMBERED.keys)))
        delete draft.keys[key];
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ }),

/***/ 2838:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _2: () => (/* binding */ emptyStage),
/* harmony export */   p$: () => (/* binding */ emptyState),
/* harmony export */   z3: () => (/* binding */ ledgerState)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(749);
/* harmony import */ var _events_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2278);


const change = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    number: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr(),
    title: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    author: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    source: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    target: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    url: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    mergedAt: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
});
const holder = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ run: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), until: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
const environment = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    stage: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    commit: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    change: change.nullable(),
    digest: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    url: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    /** The fencing token: only who holds it may change the target. */
    generation: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr(),
    purpose: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(["deploy", "rollback"]),
    /** Whose claim it is; null when no run is at work on it. */
    holder: holder.nullable(),
    /**
     * claimed → deployed (healthy, digest proven) → verified → baking (has the traffic) → published.
     * `failed`: its run gave up on it. `tombstoned`: must go. `deleted`: is gone.
     */
    phase: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n([
        "claimed",
        "deployed",
        "verified",
        "baking",
        "published",
        "failed",
        "tombstoned",
        "deleted",
    ]),
    by: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    createdAt: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    /** When the phase was reached. */
    since: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    tombstone: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ reason: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_events_ts__WEBPACK_IMPORTED_MODULE_0__/* .tombstoneReasons */ .v), detail: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).nullable(),
});
const source = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    stage: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    commit: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    change: change.nullable(),
    at: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
});
const release = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    digest: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    key: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    kind: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(["image", "archive"]),
    repository: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    /** Where this artifact was found to be what a branch holds; oldest first. */
    sources: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(source),
    /** Last result by suite. */
    tests: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        outcome: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(["success", "failure", "error"]),
        stage: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        at: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        detail: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    })),
    /** When it was verified, by stage. */
    verified: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    quarantined: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), stage: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), at: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), by: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() })
        .nullable(),
    /** Who approved it, by stage. */
    approvals: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())),
});
const milestone = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    environment: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    digest: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    commit: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    change: change.nullable(),
    url: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    at: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
});
const stage = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    /** The environment that the stage runs (whose traffic it takes); null while none does. */
    serves: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    /** What the traffic returns to while the bake lasts. */
    previous: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    /** Last milestone that was published here and not rolled back, kept when its environment is gone. */
    head: milestone.nullable(),
    /** Published, newest first, without what was rolled back; what a rollback may choose from. */
    published: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(milestone),
    waiting: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ run: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), commit: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), number: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nullable(), until: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() })),
});
const ledgerState = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    v: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1),
    /** Of the last event; 0 for an empty ledger. */
    seq: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative(),
    environments: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), environment),
    /** By digest. */
    releases: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), release),
    /** By content key: the digest. */
    keys: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    stages: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), stage),
    /** `stage|digest|event|channel` of what was delivered, oldest first. */
    notices: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
});
const emptyState = {
    v: 1,
    seq: 0,
    environments: {},
    releases: {},
    keys: {},
    stages: {},
    notices: [],
};
const emptyStage = {
    serves: null,
    previous: null,
    head: null,
    published: [],
    waiting: [],
};


/***/ }),

/***/ 6885:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ isDigest),
/* harmony export */   V: () => (/* binding */ shortDigest)
/* harmony export */ });
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Whether a text is a digest in the one form that Sluice stores. */
function isDigest(text) {
    return DIGEST.test(text);
}
/** The first twelve hexadecimal digits, for people. */
function shortDigest(digest) {
    return digest.replace(/^sha256:/, "").slice(0, 12);
}


/***/ }),

/***/ 3811:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DP: () => (/* binding */ sameRoutes),
/* harmony export */   nz: () => (/* binding */ renderRouting),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
/* harmony import */ var _ledger_decide_decision_ts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8152);

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
        if (sharedHost === null || serves === null || !(0,_ledger_decide_decision_ts__WEBPACK_IMPORTED_MODULE_0__/* .isLive */ .DG)(state.environments[serves]))
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


/***/ })

};
