export const id = 786;
export const ids = [786];
export const modules = {

/***/ 1297:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uw: () => (/* binding */ archiveLayer),
/* harmony export */   nd: () => (/* binding */ archiveParts),
/* harmony export */   qp: () => (/* binding */ ARCHIVE_TYPE)
/* harmony export */ });
/* unused harmony export EMPTY_CONFIG */
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _digest_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1289);
/* harmony import */ var _manifest_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7148);



const ARCHIVE_TYPE = "application/vnd.sluice.archive.v1+tar+gzip";
/**
 * The empty descriptor, for artifacts that need no configuration: OCI image specification 1.1,
 * "Guidance for an Empty Descriptor" and "Guidelines for Artifact Usage".
 */
const EMPTY_CONFIG = new TextEncoder().encode("{}");
const EMPTY_DESCRIPTOR = {
    mediaType: "application/vnd.oci.empty.v1+json",
    digest: (0,_digest_ts__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(EMPTY_CONFIG),
    size: EMPTY_CONFIG.length,
    data: Buffer.from(EMPTY_CONFIG).toString("base64"),
};
/** What an archive is in a registry: the same bytes and annotations make the same manifest, in any order. */
function archiveParts(archive) {
    const layer = { digest: (0,_digest_ts__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(archive.bytes), bytes: archive.bytes };
    const annotations = Object.entries(archive.annotations).sort(([a], [b]) => (a < b ? -1 : 1));
    const manifest = new TextEncoder().encode(JSON.stringify({
        schemaVersion: 2,
        mediaType: _manifest_ts__WEBPACK_IMPORTED_MODULE_2__/* .OCI_MANIFEST */ .EG,
        artifactType: ARCHIVE_TYPE,
        config: EMPTY_DESCRIPTOR,
        layers: [{ mediaType: ARCHIVE_TYPE, digest: layer.digest, size: layer.bytes.length }],
        ...(annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {}),
    }));
    return {
        digest: (0,_digest_ts__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(manifest),
        manifest,
        blobs: [{ digest: EMPTY_DESCRIPTOR.digest, bytes: EMPTY_CONFIG }, layer],
    };
}
/** The layer that holds the archive. Throws `artifact_missing` where the manifest is something else, an image say. */
function archiveLayer(manifest, digest, repository) {
    const layers = "layers" in manifest && Array.isArray(manifest.layers) ? manifest.layers : [];
    const layer = layers.find(({ mediaType }) => mediaType === ARCHIVE_TYPE);
    if (layer && layers.length === 1)
        return layer;
    throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("artifact_missing", `${digest} of ${repository} is not an archive that Sluice pushed.`, {
        advice: "It may be a container image: deploy it to a target that runs images.",
    });
}


/***/ }),

/***/ 1289:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** `sha256:` and the hash of these bytes in hexadecimal. */
function digestOf(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
}


/***/ }),

/***/ 2786:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openHttpRegistry: () => (/* binding */ openHttpRegistry)
});

// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./packages/registry/src/archive-manifest.ts
var archive_manifest = __webpack_require__(1297);
// EXTERNAL MODULE: ./packages/registry/src/digest.ts
var src_digest = __webpack_require__(1289);
// EXTERNAL MODULE: ./packages/registry/src/manifest.ts
var src_manifest = __webpack_require__(7148);
// EXTERNAL MODULE: ./packages/registry/src/names.ts
var names = __webpack_require__(6337);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
;// CONCATENATED MODULE: ./packages/registry/src/http/challenge.ts
/** A token, or `key=value` with a quoted or bare value: RFC 9110, 11.2 and 11.6.1, read leniently. */
const PART = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/gy;
/** Reads a `WWW-Authenticate` header; what cannot be read is left out. */
function parseChallenges(header) {
    const challenges = [];
    PART.lastIndex = 0;
    while (PART.lastIndex < header.length) {
        const at = PART.lastIndex;
        const match = PART.exec(header);
        if (!match) {
            PART.lastIndex = at + 1;
            continue;
        }
        const [, word = "", quoted, bare] = match;
        const value = quoted?.replace(/\\(.)/g, "$1") ?? bare;
        if (value === undefined)
            challenges.push({ scheme: word.toLowerCase(), parameters: Object.create(null) });
        else {
            const last = challenges.at(-1);
            if (last)
                last.parameters[word.toLowerCase()] = value;
        }
    }
    return challenges;
}

;// CONCATENATED MODULE: ./packages/registry/src/http/token-request.ts
/** The `Authorization` header of RFC 7617. */
function basicHeader(basic, secrets) {
    const text = Buffer.from(`${basic.username}:${basic.password}`).toString("base64");
    secrets.add(text, basic.password);
    return `Basic ${text}`;
}
/** A GET with the account, if any: distribution's token specification. */
function tokenRequest(realm, service, scopes, basic, secrets) {
    const url = new URL(realm);
    if (service !== undefined)
        url.searchParams.set("service", service);
    for (const scope of scopes)
        url.searchParams.append("scope", scope);
    return {
        url,
        method: "GET",
        headers: basic ? { authorization: basicHeader(basic, secrets) } : {},
    };
}
/** A POST with the refresh token: distribution's OAuth 2 specification. */
function refreshRequest(url, service, scopes, identityToken) {
    const form = new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: identityToken,
        client_id: "sluice",
        scope: scopes.join(" "),
        ...(service === undefined ? {} : { service }),
    });
    return {
        url,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new TextEncoder().encode(form.toString()),
    };
}

;// CONCATENATED MODULE: ./packages/registry/src/http/authorization.ts




const tokenAnswer = schemas/* looseObject */._H3({
    token: schemas/* string */.YjP().optional(),
    access_token: schemas/* string */.YjP().optional(),
    expires_in: schemas/* number */.aig().nullish(),
});
/** What a token lasts where its service does not say: distribution's token specification, "Token Response Fields". */
const DEFAULT_TOKEN_S = 60;
/** A token that ends so soon is not used any more. */
const MARGIN_MS = 5_000;
/**
 * Proves to one registry who we are: Basic, or Bearer tokens from the service that the registry's own challenge
 * names (distribution's token and OAuth 2 specifications). Credentials go to that registry and to that service, to
 * no other host, and never from https down to http.
 */
class Authorization {
    #reference;
    #secrets;
    #clock;
    #ask;
    #find;
    #credentials = null;
    #basic = null;
    #tokens = new Map();
    /** Tokens under way: requests side by side share one. */
    #asking = new Map();
    constructor(reference, secrets, clock, find, ask) {
        this.#reference = reference;
        this.#secrets = secrets;
        this.#clock = clock;
        this.#find = find;
        this.#ask = ask;
    }
    /** The header to send to the registry's own origin; null as long as it has not asked for one. */
    header(action) {
        if (this.#basic)
            return this.#basic;
        const token = this.#tokens.get(action);
        return token && token.until > this.#clock.now() ? token.header : null;
    }
    /**
     * Takes up the challenge of a 401 that `sent` met, and answers whether there is something new to send. Throws
     * `registry_denied`, `registry_malformed`, or what the token service's failure is.
     */
    async answer(challenge, action, sent, place) {
        const challenges = parseChallenges(challenge);
        const bearer = challenges.find(({ scheme }) => scheme === "bearer");
        if (bearer) {
            // A parallel request may have fetched one meanwhile.
            const known = this.header(action);
            if (known && known !== sent)
                return true;
            let asked = this.#asking.get(action);
            if (!asked) {
                asked = this.#token(bearer.parameters, place).finally(() => this.#asking.delete(action));
                this.#asking.set(action, asked);
            }
            const token = await asked;
            this.#tokens.set(action, token);
            return token.header !== sent;
        }
        if (!challenges.some(({ scheme }) => scheme === "basic"))
            return false;
        const { basic } = (await this.#known()) ?? {};
        if (!basic)
            return false;
        this.#basic = basicHeader(basic, this.#secrets);
        return this.#basic !== sent;
    }
    /** Whether docker's configuration knows an account here. */
    async hasCredentials() {
        return (await this.#known()) !== null;
    }
    async #known() {
        this.#credentials ??= this.#find().then((found) => {
            this.#secrets.add(found?.basic?.password, found?.identityToken, found?.registryToken);
            return found;
        });
        return this.#credentials;
    }
    async #token(parameters, place) {
        const credentials = await this.#known();
        if (credentials?.registryToken)
            return this.#keep(credentials.registryToken, Number.POSITIVE_INFINITY, place);
        const url = this.#realm(parameters.realm, place);
        const scopes = (parameters.scope ?? `repository:${this.#reference.name}:pull,push`).split(" ");
        const service = parameters.service;
        const request = credentials?.identityToken
            ? refreshRequest(url, service, scopes, credentials.identityToken)
            : tokenRequest(url, service, scopes, credentials?.basic, this.#secrets);
        const answer = await this.#ask(request);
        const shown = `${url.origin}${url.pathname}`;
        const { token, access_token, expires_in } = (0,src_manifest/* parseJson */.qF)(tokenAnswer, answer.bytes, shown);
        const text = token || access_token;
        if (!text)
            throw (0,src_manifest/* malformed */.Qm)(shown, "has no token");
        const seconds = Math.max(expires_in ?? 0, DEFAULT_TOKEN_S);
        return this.#keep(text, this.#clock.now() + seconds * 1000 - MARGIN_MS, shown);
    }
    #keep(text, until, place) {
        // As RFC 6750 writes a token, and nothing that would break a header.
        if (!/^[\x21-\x7e]+$/.test(text))
            throw (0,src_manifest/* malformed */.Qm)(place, "has a token with impossible characters");
        this.#secrets.add(text);
        return { header: `Bearer ${text}`, until };
    }
    #realm(realm, place) {
        const url = realm === undefined ? null : URL.parse(realm);
        const secure = url?.protocol === "https:";
        const plain = url?.protocol === "http:" && this.#reference.origin.startsWith("http:");
        if (url && (secure || plain) && !url.username && !url.password)
            return url;
        throw (0,src_manifest/* malformed */.Qm)(place, "challenges for a token, but names no token service that credentials may go to");
    }
}

;// CONCATENATED MODULE: ./packages/registry/src/http/retry.ts
/** Something that may be otherwise when tried again; `error` is what to throw where it is not. */
class Transient extends Error {
    error;
    /** Milliseconds that the registry asked us to wait; null where it did not. */
    retryAfterMs;
    constructor(error, retryAfterMs) {
        super(error.message);
        this.error = error;
        this.retryAfterMs = retryAfterMs;
    }
}
const BASE_MS = 200;
const CAP_MS = 5_000;
/** A registry that asks for more patience than this gets none. */
const MAX_RETRY_AFTER_MS = 60_000;
/**
 * Tries again what fails with `Transient`, after a wait that doubles and is drawn from its whole range, so that many
 * runners do not come back at once; a wait that the registry asked for is kept. Throws the last `error`.
 */
async function retrying(policy, attempt) {
    for (let tried = 1;; tried++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(error instanceof Transient))
                throw error;
            const asked = error.retryAfterMs ?? 0;
            if (tried >= policy.attempts || asked > MAX_RETRY_AFTER_MS)
                throw error.error;
            const drawn = policy.random() * Math.min(CAP_MS, BASE_MS * 2 ** tried);
            await policy.clock.sleep(asked + drawn);
        }
    }
}
/** `Retry-After` in milliseconds, from seconds or a date (RFC 9110, 10.2.3); null where it says neither. */
function parseRetryAfter(header, now) {
    if (header === undefined)
        return null;
    if (/^\d{1,9}$/.test(header))
        return Number(header) * 1000;
    const at = Date.parse(header);
    return Number.isNaN(at) ? null : Math.max(0, at - now);
}

;// CONCATENATED MODULE: ./packages/registry/src/http/failures.ts




/** What may go better a moment later. */
const PASSING = new Set([
    "ECONNRESET",
    "ECONNREFUSED",
    "ECONNABORTED",
    "EPIPE",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "TIMEOUT",
]);
/** An exchange without an answer, in the port's words. `did` is its method and URL. */
function fromBroken(broken, did, secrets) {
    if (broken.code === "TOO_LARGE")
        return (0,src_manifest/* malformed */.Qm)(did, broken.message);
    if (broken.code.startsWith("HPE_"))
        return (0,src_manifest/* malformed */.Qm)(did, `is not HTTP (${broken.code})`);
    const error = new src/* SluiceError */.ah("registry_unreachable", `${did} failed: ${secrets.hide(broken.message)} (${broken.code}). ${(0,src_manifest/* whatIsLeft */.WT)(did)}`, { advice: "Check the registry's name, its certificate and the way there, then run it again." });
    return PASSING.has(broken.code) ? new Transient(error, null) : error;
}
/** A status that asks for patience. */
function fromOverload(answer, did, why, retryAfterMs) {
    const asked = retryAfterMs === null ? "" : ` and asks to wait ${Math.ceil(retryAfterMs / 1000)} s`;
    const error = new src/* SluiceError */.ah("registry_unreachable", `${did} was answered ${answer.status}${why === "" ? "" : ` (${why})`}${asked}, again and again. ${(0,src_manifest/* whatIsLeft */.WT)(did)}`, { advice: "The registry is overloaded or broken. Run it again later." });
    return new Transient(error, retryAfterMs);
}
/** Why a registry does not let us, and what a person can do about it. */
function denial(reference, did, why, known) {
    const who = known ? "with the credentials of docker's configuration" : "without credentials";
    return new src/* SluiceError */.ah("registry_denied", `The registry refuses ${did} ${who}${why === "" ? "" : ` (${why})`}. Nothing was changed by it.`, {
        advice: known
            ? `Check that this account may do that, or log in with another: docker login ${reference.account}`
            : `Log in first: docker login ${reference.account}`,
    });
}
const errorsSchema = schemas/* looseObject */._H3({
    errors: schemas/* array */.YOg(schemas/* looseObject */._H3({ code: schemas/* string */.YjP(), message: schemas/* string */.YjP().nullish() })).min(1),
});
/** The registry's own words, `MANIFEST_INVALID: …`, cut and without secrets; empty where it has none. */
function wordsOf(answer, secrets) {
    const [first] = errorsOf(answer);
    return first ? secrets.hide(`${first.code}: ${first.message ?? ""}`.replace(/: $/, "")) : "";
}
/** The codes of the distribution specification 1.1, "Error Codes". */
function errorsOf(answer) {
    try {
        return errorsSchema.parse(JSON.parse(Buffer.from(answer.bytes).toString("utf8"))).errors;
    }
    catch {
        // A body without the protocol's errors is allowed; the status says enough.
        return [];
    }
}

;// CONCATENATED MODULE: ./packages/registry/src/http/secrets.ts
/** Remembers what must not be seen, and hides it in texts that came from outside. */
class Secrets {
    #known = new Set();
    add(...secrets) {
        for (const secret of secrets)
            if (secret && secret.length > 2)
                this.#known.add(secret);
    }
    /** One short line without secrets and control characters. */
    hide(text) {
        let hidden = text;
        // The longest first, so that a secret that contains another goes whole.
        for (const secret of [...this.#known].sort((a, b) => b.length - a.length))
            hidden = hidden.replaceAll(secret, "***");
        return hidden
            .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
            .trim()
            .slice(0, 500);
    }
}

;// CONCATENATED MODULE: ./packages/registry/src/http/transport.ts
/** An exchange that did not end in an answer. Its message never holds what was sent. */
class BrokenExchange extends Error {
    /** Node's code, `ECONNRESET` say; `TIMEOUT` and `TOO_LARGE` are ours. */
    code;
    constructor(code, message) {
        super(message);
        this.name = "BrokenExchange";
        this.code = code;
    }
}
/**
 * Speaks HTTP over node:http and node:https, each loaded when first needed (the built-in fetch costs more to its
 * first use). Connections are kept; a proxy is taken from `env` except for loopback addresses.
 * Throws `BrokenExchange`; a redirect is an answer like any other.
 */
function createTransport(env, direct) {
    const agents = new Map();
    return async (call) => {
        const secure = call.url.protocol === "https:";
        const http = secure ? await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 4708, 23)) : await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 23));
        let agent = agents.get(call.url.protocol);
        if (!agent) {
            agent = new http.Agent({ keepAlive: true, ...(direct ? {} : { proxyEnv: { ...env } }) });
            agents.set(call.url.protocol, agent);
        }
        return exchange(call, agent, http.request);
    };
}
function exchange(call, agent, request) {
    return new Promise((resolve, reject) => {
        const length = call.body || /^P/.test(call.method) ? { "content-length": call.body?.length ?? 0 } : {};
        const headers = { "user-agent": "sluice", ...call.headers, ...length };
        let state = "sent";
        const sent = request(call.url, { method: call.method, headers, agent }, (answer) => {
            state = "answered";
            const chunks = [];
            let size = 0;
            answer.on("data", (chunk) => {
                size += chunk.length;
                chunks.push(chunk);
                if (size > call.maxBytes)
                    fail(new BrokenExchange("TOO_LARGE", `is longer than ${call.maxBytes} bytes`));
            });
            answer.on("error", fail);
            answer.on("end", () => {
                if (state === "over")
                    return;
                state = "over";
                clearTimeout(deadline);
                resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) });
            });
            answer.on("close", closed);
        });
        const deadline = setTimeout(timedOut, call.totalMs, call.totalMs);
        function timedOut(ms) {
            fail(new BrokenExchange("TIMEOUT", `no answer within ${ms} ms`));
        }
        function closed() {
            fail(new BrokenExchange("ECONNRESET", "the connection was closed"));
        }
        function fail(error) {
            if (state === "over")
                return;
            state = "over";
            clearTimeout(deadline);
            // Node's error may carry the raw packet; its code and message say enough.
            const code = error.code ?? "UNKNOWN";
            reject(error instanceof BrokenExchange ? error : new BrokenExchange(code, error.message || code));
            sent.destroy();
        }
        sent.on("error", fail);
        // A connection may close before its answer is read to the end: then the answer's own events tell.
        sent.on("close", () => {
            if (state === "sent")
                closed();
        });
        sent.setTimeout(call.idleMs, () => timedOut(call.idleMs));
        sent.end(call.body);
    });
}

;// CONCATENATED MODULE: ./packages/registry/src/http/client.ts






const REDIRECTS = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 5;
/** The specification asks registries to take manifests up to 4 MiB; other answers are shorter. */
const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** A blob may take so many times as long as a small exchange, */
const LONG = 60;
/** and be silent so many times as long: a registry hashes and moves what it was sent before it answers. */
const LONG_SILENCE = 3;
/** HTTP with one registry: proof of identity, redirects, retries and failures in the port's words. */
class Client {
    policy;
    #reference;
    secrets = new Secrets();
    #clock;
    #timeoutMs;
    #transport;
    #authorization;
    constructor(reference, options) {
        this.#reference = reference;
        this.#clock = options.clock ?? machineClock;
        this.#timeoutMs = options.timeoutMs ?? 20_000;
        this.#transport = createTransport(options.env, reference.loopback);
        this.policy = { attempts: options.attempts ?? 5, clock: this.#clock, random: Math.random };
        this.#authorization = new Authorization(reference, this.secrets, this.#clock, async () => (await __webpack_require__.e(/* import() */ 255).then(__webpack_require__.bind(__webpack_require__, 2255))).findCredentials(reference, options.env), (request) => this.#askTokenService(request));
    }
    /** `/v2/<name>/<rest>` at the registry. */
    url(rest) {
        return new URL(`/v2/${this.#reference.name}/${rest}`, this.#reference.origin);
    }
    /** For messages: neither a query, which may be a signature, nor anything secret. */
    place(method, url) {
        return this.secrets.hide(`${method} ${url.origin}${url.pathname}`);
    }
    /** Asks, and asks again where that may help. Throws the port's errors. */
    ask(ask) {
        return retrying(this.policy, () => this.once(ask));
    }
    /** Asks once; throws `Transient` where asking again may help. */
    async once(ask) {
        let url = ask.url;
        // Once led away from the registry's own origin, nothing of ours goes along any more.
        let home = url.origin === this.#reference.origin;
        let challenged = false;
        for (let redirects = 0;;) {
            const proof = home ? this.#authorization.header(ask.action) : null;
            const place = this.place(ask.method, url);
            const answer = await this.#exchange({
                method: ask.method,
                url,
                headers: { accept: "application/json", ...ask.headers, ...(proof ? { authorization: proof } : {}) },
                ...(ask.body ? { body: ask.body } : {}),
                maxBytes: ask.maxBytes ?? MAX_JSON_BYTES,
                idleMs: this.#timeoutMs * (ask.long ? LONG_SILENCE : 1),
                totalMs: this.#timeoutMs * (ask.long ? LONG : 1),
            }, place);
            if (answer.status === 401 && home && !challenged) {
                challenged = true;
                const challenge = answer.headers["www-authenticate"] ?? "";
                if (await this.#authorization.answer(challenge, ask.action, proof, place))
                    continue;
            }
            if (!REDIRECTS.includes(answer.status) || ask.expect.includes(answer.status))
                return await this.check(answer, ask.expect, place);
            if (++redirects > MAX_REDIRECTS)
                throw (0,src_manifest/* malformed */.Qm)(place, `is one redirect more than ${MAX_REDIRECTS}`);
            const next = this.follow(url, answer.headers.location, place);
            const away = next.origin !== url.origin;
            if (ask.method !== "GET" && ask.method !== "HEAD" && (away || answer.status < 307))
                throw (0,src_manifest/* malformed */.Qm)(place, `redirects what is to be written (${answer.status})`);
            home &&= !away;
            url = next;
        }
    }
    /** Where a `Location` or `Link` leads. Throws `registry_malformed`, also for a way from https to http. */
    follow(from, location, place) {
        const url = location === undefined ? null : URL.parse(location, from.href);
        if (url === null || !/^https?:$/.test(url.protocol))
            throw (0,src_manifest/* malformed */.Qm)(place, "leads to no valid URL");
        if (from.protocol === "https:" && url.protocol === "http:")
            throw (0,src_manifest/* malformed */.Qm)(place, "leads from https to http");
        url.username = "";
        url.password = "";
        url.hash = "";
        return url;
    }
    async #exchange(call, place) {
        try {
            return await this.#transport(call);
        }
        catch (error) {
            if (error instanceof BrokenExchange)
                throw fromBroken(error, place, this.secrets);
            throw error;
        }
    }
    /** Answers what is expected, and throws what the rest means. */
    async check(answer, expect, place) {
        // A login page answers 200 to anything, even to whether a blob exists.
        if (answer.status < 300 && /^text\/html\b/i.test(answer.headers["content-type"] ?? ""))
            throw (0,src_manifest/* malformed */.Qm)(place, "is a web page");
        if (expect.includes(answer.status))
            return answer;
        const words = wordsOf(answer, this.secrets);
        const refused = errorsOf(answer).some(({ code }) => code === "DENIED" || code === "UNAUTHORIZED");
        if (answer.status === 401 || answer.status === 403 || (refused && answer.status < 500))
            throw denial(this.#reference, place, words, await this.#authorization.hasCredentials());
        if (answer.status === 429 || (answer.status >= 500 && answer.status !== 501))
            throw fromOverload(answer, place, words, parseRetryAfter(answer.headers["retry-after"], this.#clock.now()));
        throw (0,src_manifest/* malformed */.Qm)(place, `has the unexpected status ${answer.status}${words === "" ? "" : ` (${words})`}`);
    }
    /** No redirect is followed here: the request holds the account itself. */
    async #askTokenService(request) {
        const place = this.place(request.method, request.url);
        const times = { idleMs: this.#timeoutMs, totalMs: this.#timeoutMs, maxBytes: MAX_JSON_BYTES };
        return this.check(await this.#exchange({ ...request, ...times }, place), [200], place);
    }
}
const machineClock = {
    now: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

;// CONCATENATED MODULE: ./packages/registry/src/http/put-manifest.ts



/**
 * What a registry may say of a manifest whose parts it has: the reference implementation (2.8, on a file system) reads a
 * part's link while another client's push of the same part rewrites it, and finds it empty or gone.
 */
const RACES = new Set(["DIGEST_INVALID", "MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN"]);
/** Stores a manifest under a tag or its digest (distribution specification 1.1, "Pushing Manifests"). */
async function putManifest(client, reference, manifest) {
    const url = client.url(`manifests/${reference}`);
    const place = client.place("PUT", url);
    const answer = await retrying(client.policy, async () => {
        const put = await client.once({
            method: "PUT",
            url,
            action: "push",
            headers: { "content-type": manifest.mediaType },
            body: manifest.bytes,
            expect: [201, 400, 404],
        });
        if (put.status === 201)
            return put;
        if (errorsOf(put).some(({ code }) => RACES.has(code)))
            throw new Transient((0,src_manifest/* malformed */.Qm)(place, `is ${put.status} (${wordsOf(put, client.secrets)})`), null);
        return client.check(put, [201], place);
    });
    const told = answer.headers["docker-content-digest"];
    if (told !== undefined && told !== manifest.digest)
        throw (0,src_manifest/* malformed */.Qm)(place, `stored another manifest than ${manifest.digest}`);
}

;// CONCATENATED MODULE: ./packages/registry/src/http/reference.ts

/**
 * Docker's own registry, which a name without a host means. The rules (the first part is a host only with a dot, a
 * colon or as `localhost`; a single part is in `library/`; `docker.io` is served by another host, and its
 * credentials are kept under a third) are those of github.com/distribution/reference, normalize.go, and of
 * github.com/moby/moby, registry/config.go.
 */
const HUB = "docker.io";
const HUB_HOST = "registry-1.docker.io";
const HUB_ACCOUNT = "index.docker.io";
const HUB_HELPER_KEY = "https://index.docker.io/v1/";
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
/** A path component as the distribution specification 1.1 writes it ("Pulling manifests"). */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
/** Reads `host/path` or docker's short forms. `insecure`: http also where it is no loopback. Throws `input_invalid`. */
function parseReference(repository, insecure) {
    const slash = repository.indexOf("/");
    const first = slash < 0 ? "" : repository.slice(0, slash);
    const named = /[.:]/.test(first) || first.toLowerCase() === "localhost";
    const domain = named ? first : HUB;
    const path = named ? repository.slice(slash + 1) : repository;
    const hub = domain === HUB || domain === HUB_ACCOUNT;
    const name = hub && !path.includes("/") ? `library/${path}` : path;
    if (!HOST.test(domain) || name.length > 255 || !name.split("/").every((part) => COMPONENT.test(part)))
        throw invalid(repository);
    const loopback = LOOPBACK.test(domain);
    const scheme = (insecure ?? loopback) ? "http" : "https";
    const origin = URL.parse(`${scheme}://${hub ? HUB_HOST : domain}`)?.origin;
    if (!origin)
        throw invalid(repository);
    return {
        origin,
        account: hub ? HUB_ACCOUNT : domain,
        helperKey: hub ? HUB_HELPER_KEY : domain,
        name,
        loopback,
    };
}
function invalid(repository) {
    // Whatever stands before an @ could be a password.
    const shown = repository.replace(/^.*@/s, "…@").slice(0, 300);
    return new src/* SluiceError */.ah("input_invalid", `${JSON.stringify(shown)} does not name a repository.`, {
        advice: "Write it as `registry.example.com/acme/shop`: lower case, without scheme, tag, digest or credentials.",
    });
}

;// CONCATENATED MODULE: ./packages/registry/src/http/tags.ts



const page = schemas/* looseObject */._H3({
    tags: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/, "is no tag")).nullable(),
});
const PAGE_SIZE = 1000;
const MAX_PAGES = 1000;
/** All tags, page by page (distribution specification 1.1, "Listing Tags"), sorted; none where there is no such repository. */
async function listTags(client) {
    const tags = new Set();
    const origin = client.url("").origin;
    let url = client.url(`tags/list?n=${PAGE_SIZE}`);
    for (let pages = 0; url !== null; pages++) {
        const place = client.place("GET", url);
        if (pages === MAX_PAGES)
            throw (0,src_manifest/* malformed */.Qm)(place, `has more than ${MAX_PAGES} pages`);
        const answer = await client.ask({
            method: "GET",
            url,
            action: "pull",
            expect: [200, 404],
            maxBytes: 4 * MAX_JSON_BYTES,
        });
        if (answer.status === 404)
            break;
        for (const tag of (0,src_manifest/* parseJson */.qF)(page, answer.bytes, place).tags ?? [])
            tags.add(tag);
        const next = nextLink([answer.headers.link ?? []].flat().join(", "));
        url = next === null ? null : client.follow(url, next, place);
        if (url && url.origin !== origin)
            throw (0,src_manifest/* malformed */.Qm)(place, "continues on another host");
    }
    return [...tags].sort();
}
/** The target of `rel="next"` (RFC 8288); null where there is none. */
function nextLink(header) {
    for (const [, target = "", parameters = ""] of header.matchAll(/<([^<>]*)>([^<]*)/g))
        if (/(?:^|[;\s])rel\s*=\s*"?next"?(?:[;,\s]|$)/i.test(parameters))
            return target;
    return null;
}

;// CONCATENATED MODULE: ./packages/registry/src/http/upload.ts



/** Whether the repository has a blob: one HEAD. */
async function hasBlob(client, digest) {
    const url = client.url(`blobs/${digest}`);
    return (await client.ask({ method: "HEAD", url, action: "pull", expect: [200, 404] })).status === 200;
}
/**
 * Sends a blob that is not there yet: POST, then a monolithic PUT (distribution specification 1.1, "Pushing blobs").
 * What breaks off in between is begun anew, after a look whether it arrived nonetheless.
 */
async function ensureBlob(client, { digest, bytes }) {
    await retrying(client.policy, async () => {
        const head = { method: "HEAD", url: client.url(`blobs/${digest}`), action: "pull" };
        if ((await client.once({ ...head, expect: [200, 404] })).status === 200)
            return;
        const start = client.url("blobs/uploads/");
        const started = await client.once({ method: "POST", url: start, action: "push", expect: [202] });
        const url = client.follow(start, started.headers.location, client.place("POST", start));
        // Appended as text: the rest of the query is the registry's own and stays as it wrote it.
        url.search += `${url.search === "" ? "?" : "&"}digest=${encodeURIComponent(digest)}`;
        const place = client.place("PUT", url);
        const put = await client.once({
            method: "PUT",
            url,
            action: "push",
            headers: { "content-type": "application/octet-stream" },
            body: bytes,
            long: true,
            expect: [201, 204, 404],
        });
        // The session is gone: another replica, or the registry was started anew.
        if (put.status === 404)
            throw fromOverload(put, place, "the upload is not known any more", null);
        const stored = put.headers["docker-content-digest"];
        if (stored !== undefined && stored !== digest)
            throw (0,src_manifest/* malformed */.Qm)(place, `stored other bytes than ${digest}`);
    });
}

;// CONCATENATED MODULE: ./packages/registry/src/http/registry.ts











const ACCEPT = { accept: src_manifest/* MANIFEST_TYPES */._P.join(", ") };
/** What is pulled is held in memory. */
const MAX_ARCHIVE_BYTES = 2 ** 31 - 1;
/** A repository of a registry that speaks the OCI distribution protocol 1.1. Throws `input_invalid`. */
function openHttpRegistry(repository, options) {
    const client = new Client(parseReference(repository, options.insecure), options);
    /** One HEAD; a registry that does not tell the digest there is asked for the manifest itself. */
    async function findDigest(reference) {
        const url = client.url(`manifests/${reference}`);
        const ask = { method: "HEAD", url, action: "pull", headers: ACCEPT, expect: [200, 404] };
        const head = await client.ask(ask);
        if (head.status === 404)
            return null;
        const told = head.headers["docker-content-digest"];
        if (told === undefined)
            return (await find(reference))?.digest ?? null;
        if (typeof told === "string" && (0,src/* isDigest */.Bc)(told))
            return told;
        throw (0,src_manifest/* malformed */.Qm)(client.place("HEAD", url), "has a Docker-Content-Digest that is not a sha256 digest");
    }
    async function find(reference) {
        const url = client.url(`manifests/${reference}`);
        const place = client.place("GET", url);
        const ask = { method: "GET", url, action: "pull", headers: ACCEPT, expect: [200, 404] };
        const { status, bytes, headers } = await client.ask(ask);
        if (status === 404)
            return null;
        const digest = (0,src_digest/* digestOf */.o)(bytes);
        if ((0,src/* isDigest */.Bc)(reference) && digest !== reference)
            throw (0,src_manifest/* malformed */.Qm)(place, "is not what its digest says");
        const told = headers["docker-content-digest"];
        if (told !== undefined && told !== digest)
            throw (0,src_manifest/* malformed */.Qm)(place, "differs from its Docker-Content-Digest");
        const manifest = (0,src_manifest/* parseManifest */.Ng)(bytes, place);
        const type = manifest.mediaType ?? headers["content-type"]?.split(";")[0]?.trim() ?? "";
        const shape = "manifests" in manifest ? src_manifest/* OCI_INDEX */.$p : src_manifest/* OCI_MANIFEST */.EG;
        return { digest, bytes, manifest, mediaType: (0,src_manifest/* isManifestType */.Q3)(type) ? type : shape };
    }
    async function get(digest) {
        const found = await find((0,names/* checkDigest */.H)(digest));
        if (!found)
            throw (0,src_manifest/* missing */.LO)(digest, repository);
        return found;
    }
    async function hasManifest(digest) {
        const found = await findDigest((0,names/* checkDigest */.H)(digest));
        if (found === null || found === digest)
            return found !== null;
        throw (0,src_manifest/* malformed */.Qm)(client.place("HEAD", client.url(`manifests/${digest}`)), "is about another digest");
    }
    async function ensureTag(digest, tag) {
        if ((await findDigest((0,names/* checkTag */.B)(tag))) === (0,names/* checkDigest */.H)(digest))
            return "already";
        await putManifest(client, tag, await get(digest));
        return "done";
    }
    async function pushArchive(archive) {
        archive.tags.forEach(names/* checkTag */.B);
        const { digest, manifest, blobs } = (0,archive_manifest/* archiveParts */.nd)(archive);
        const whole = { digest, bytes: manifest, mediaType: src_manifest/* OCI_MANIFEST */.EG };
        if (!(await hasManifest(digest))) {
            await Promise.all(blobs.map((blob) => ensureBlob(client, blob)));
            if (archive.tags.length === 0)
                await putManifest(client, digest, whole);
        }
        for (const tag of new Set(archive.tags))
            if ((await findDigest(tag)) !== digest)
                await putManifest(client, tag, whole);
        return digest;
    }
    async function pullArchive(digest) {
        const layer = (0,archive_manifest/* archiveLayer */.Uw)((await get(digest)).manifest, digest, repository);
        const url = client.url(`blobs/${layer.digest}`);
        const place = client.place("GET", url);
        if (layer.size > MAX_ARCHIVE_BYTES)
            throw (0,src_manifest/* malformed */.Qm)(place, `would be ${layer.size} bytes long`);
        const ask = { method: "GET", url, action: "pull", expect: [200, 404], long: true };
        const { status, bytes } = await client.ask({
            ...ask,
            headers: { accept: "*/*" },
            maxBytes: layer.size,
        });
        if (status === 404)
            throw (0,src_manifest/* missing */.LO)(layer.digest, repository);
        if (bytes.length !== layer.size || (0,src_digest/* digestOf */.o)(bytes) !== layer.digest)
            throw (0,src_manifest/* malformed */.Qm)(place, "is not what its digest says");
        return bytes;
    }
    async function ensureDeleted(digest) {
        const url = client.url(`manifests/${(0,names/* checkDigest */.H)(digest)}`);
        const answer = await client.ask({
            method: "DELETE",
            url,
            action: "delete",
            expect: [200, 202, 204, 400, 404, 405, 501],
        });
        if (answer.status < 300)
            return "done";
        if (answer.status === 404)
            return "already";
        const place = client.place("DELETE", url);
        if (answer.status === 400 && !errorsOf(answer).some(({ code }) => code === "UNSUPPORTED"))
            await client.check(answer, [202], place);
        return { unsupported: `the registry does not let manifests be deleted (${place}: ${answer.status})` };
    }
    return {
        repository,
        findDigest: async (tag) => findDigest((0,names/* checkTag */.B)(tag)),
        hasManifest,
        hasBlob: async (digest) => hasBlob(client, (0,names/* checkDigest */.H)(digest)),
        ensureTag,
        pushArchive,
        pullArchive,
        getAnnotations: async (digest) => (await get(digest)).manifest.annotations ?? {},
        listTags: () => listTags(client),
        ensureDeleted,
    };
}


/***/ }),

/***/ 7148:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ OCI_INDEX),
/* harmony export */   EG: () => (/* binding */ OCI_MANIFEST),
/* harmony export */   LO: () => (/* binding */ missing),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Q3: () => (/* binding */ isManifestType),
/* harmony export */   Qm: () => (/* binding */ malformed),
/* harmony export */   WT: () => (/* binding */ whatIsLeft),
/* harmony export */   _P: () => (/* binding */ MANIFEST_TYPES),
/* harmony export */   me: () => (/* binding */ indexSchema),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/* unused harmony export descriptorSchema */
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(749);


/** The kinds of manifest that exist in the wild: the OCI ones and docker's schema 2. */
const MANIFEST_TYPES = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.docker.distribution.manifest.v2+json",
];
const OCI_INDEX = MANIFEST_TYPES[0];
const OCI_MANIFEST = MANIFEST_TYPES[1];
const digest = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/, "is not a sha256 digest");
const descriptorSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    digest,
    size: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    annotations: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).optional(),
});
const common = {
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(2),
    mediaType: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(MANIFEST_TYPES).optional(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    annotations: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).nullish(),
};
const imageSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    ...common,
    config: descriptorSchema,
    layers: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(descriptorSchema),
});
const indexSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ ...common, manifests: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(descriptorSchema) });
const manifestSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([imageSchema, indexSchema], "is neither an image manifest nor an index");
function isManifestType(mediaType) {
    return MANIFEST_TYPES.includes(mediaType);
}
/** Reads a manifest or an index. `place` is the URL or file, for the message. Throws `registry_malformed`. */
function parseManifest(bytes, place) {
    return parseJson(manifestSchema, bytes, place);
}
/** Reads JSON through a schema; says where it came from and what is wrong. Throws `registry_malformed`. */
function parseJson(schema, bytes, place) {
    let value;
    try {
        value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    }
    catch {
        // The parser's own message would quote the text, which may be anything at all.
        throw malformed(place, `is not JSON (${bytes.length} bytes)`);
    }
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    const path = issue?.path.length ? ` at ${issue.path.map(String).join(".")}` : "";
    throw malformed(place, `has the wrong form${path}: ${issue?.message ?? "unknown"}`);
}
function malformed(place, what) {
    return new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("registry_malformed", `The answer of ${place} ${what}. ${whatIsLeft(place)}`, {
        advice: "Check that the repository names a registry, and that no proxy or login page answers in its place.",
    });
}
/** What is true after a request that did not end well; `place` begins with its method. */
function whatIsLeft(place) {
    return /^(?:PUT|POST|DELETE) /.test(place)
        ? "Whether the registry took it is not known; to run it again is safe."
        : "Nothing was changed by it.";
}
function missing(digest, repository) {
    return new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("artifact_missing", `${repository} has no ${digest}. Nothing was changed.`, {
        advice: "It was deleted, or never pushed there. Build it again.",
    });
}


/***/ }),

/***/ 6337:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ checkTag),
/* harmony export */   H: () => (/* binding */ checkDigest)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);

/** Tags as the distribution specification 1.1 allows them ("Pulling manifests"). */
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
/** Throws `input_invalid` for what is no tag, before it gets into a path or a URL. */
function checkTag(tag) {
    if (TAG.test(tag))
        return tag;
    throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("input_invalid", `${JSON.stringify(tag.slice(0, 140))} cannot be a tag.`, {
        advice: "A tag is up to 128 letters, digits, dots, dashes and underscores, and begins with none of . and -.",
    });
}
/** Throws `input_invalid` for what is no digest, before it gets into a path or a URL. */
function checkDigest(digest) {
    if ((0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest))
        return digest;
    throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("input_invalid", `${JSON.stringify(digest.slice(0, 140))} is not a digest.`, {
        advice: "A digest is `sha256:` and 64 lower-case hexadecimal digits.",
    });
}


/***/ })

};
