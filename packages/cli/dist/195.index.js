export const id = 195;
export const ids = [195];
export const modules = {

/***/ 7195:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createFileLedger: () => (/* reexport */ createFileLedger),
  createGitLedger: () => (/* reexport */ createGitLedger)
});

// UNUSED EXPORTS: memoryLedger

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/core/src/ledger/evolve.ts
var evolve = __webpack_require__(7330);
// EXTERNAL MODULE: ./packages/host/src/files.ts + 2 modules
var files = __webpack_require__(4434);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./packages/core/src/ledger/parse.ts
var parse = __webpack_require__(548);
;// CONCATENATED MODULE: ./packages/ledgers/src/chain.ts



/** What the first line has as the hash of the line before. */
const GENESIS = "0".repeat(64);
const chain_START = { seq: 0, last: GENESIS };
function sha256(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text, "utf8").digest("hex");
}
/**
 * The lines that store `events`. The form is fixed to the byte, so that an event's own
 * text can be cut out of its line without parsing it twice. JSON has no raw line feeds, so a line is a line
 * whatever a title holds.
 *
 * @throws TypeError for events that do not follow `after` or that no reader would accept
 */
function chain_toLines(events, after) {
    const lines = [];
    let { seq, last } = after;
    for (const event of events) {
        seq += 1;
        if (event.seq !== seq)
            throw new TypeError(`event ${event.seq} was appended where ${seq} comes next`);
        const text = JSON.stringify(event);
        try {
            (0,parse/* parseEvent */.w)(text);
        }
        catch (cause) {
            throw new TypeError(`event ${seq} (${event.type}) could not be read back`, { cause });
        }
        const line = `{"prev":"${last}","event":${text}}`;
        lines.push(line);
        last = sha256(line);
    }
    return { lines, link: { seq, last } };
}
const LINE = /^\{"prev":"([0-9a-f]{64})","event":(\{.*\})\}$/s;
/**
 * Reads one stored line, and checks that it is the one after `after`.
 *
 * @param where for the message: `events/2026-07/0000000257.jsonl, line 3`
 * @throws `ledger_malformed`
 */
function chain_readLine(line, after, where) {
    const match = LINE.exec(line);
    if (match === null)
        throw malformed(where, "the line is not a stored event");
    const [, prev, text] = match;
    if (prev !== after.last) {
        throw malformed(where, "the line does not follow the one before: the chain of hashes is broken");
    }
    const event = readEvent(text, where);
    if (event.seq !== after.seq + 1) {
        throw malformed(where, `event ${event.seq} stands where ${after.seq + 1} comes next`);
    }
    return { event, link: { seq: event.seq, last: sha256(line) } };
}
/** The hash that a segment's first line has as the one before it. Throws `ledger_malformed`. */
function prevOf(line, where) {
    const prev = LINE.exec(line)?.[1];
    if (prev === undefined)
        throw malformed(where, "the line is not a stored event");
    return prev;
}
function readEvent(text, where) {
    try {
        return (0,parse/* parseEvent */.w)(text);
    }
    catch (cause) {
        if (!(cause instanceof errors/* SluiceError */.a))
            throw cause;
        throw malformed(where, cause.message.replace(/^the ledger cannot be read: /, ""), cause);
    }
}
/** The one error for a ledger that is not what was written. */
function malformed(where, what, cause) {
    return new errors/* SluiceError */.a("ledger_malformed", `the ledger cannot be read: ${where}: ${what}`, {
        advice: "Nothing was changed. Run `sluice ledger verify` for the first place that is wrong, and put the ledger back to the last commit or copy before it; if a newer Sluice wrote it, use that one.",
        cause,
    });
}

;// CONCATENATED MODULE: ./packages/ledgers/src/segments.ts

/** Events in one segment at most: what an append rewrites stays small however busy the month. */
const SEGMENT_EVENTS = 256;
const PATH = /^events\/(\d{4}-\d{2})\/(\d{10,16})\.jsonl$/;
/** `events/2026-07/0000000257.jsonl` */
function segmentPath(segment) {
    return `events/${segment.month}/${String(segment.first).padStart(10, "0")}.jsonl`;
}
function parseSegmentPath(path) {
    const match = PATH.exec(path);
    return match === null ? null : { month: match[1], first: Number(match[2]) };
}
function segmentText(segment) {
    return segment.lines.map((line) => `${line}\n`).join("");
}
/**
 * The month that an append goes to: never an earlier one than the open segment's, though clocks differ.
 *
 * @param at ISO 8601
 */
function monthOf(at, open) {
    const month = /^\d{4}-(?:0[1-9]|1[0-2])(?=-)/.exec(at)?.[0] ?? open ?? "1970-01";
    return open !== null && month < open ? open : month;
}
/** The segments that an append writes, oldest first: the open one with more lines, then new ones. */
function extend(open, month, firstSeq, lines) {
    const written = [];
    let rest = lines;
    let first = firstSeq;
    if (open !== null && open.month === month && open.lines.length < SEGMENT_EVENTS) {
        const taken = rest.slice(0, SEGMENT_EVENTS - open.lines.length);
        written.push({ ...open, lines: [...open.lines, ...taken] });
        rest = rest.slice(taken.length);
        first += taken.length;
    }
    for (; rest.length > 0; first += SEGMENT_EVENTS) {
        written.push({ month, first, lines: rest.slice(0, SEGMENT_EVENTS) });
        rest = rest.slice(SEGMENT_EVENTS);
    }
    return written;
}
/** The whole lines of a segment's text, and what follows the last line feed. */
function splitLines(text) {
    const lines = text.split("\n");
    return { torn: lines.pop(), lines };
}
/**
 * Reads and checks a segment's lines.
 *
 * @param after where the chain stands before it; null to take the first line's word for it
 * @throws `ledger_malformed`
 */
function readSegment(lines, first, after, where) {
    if (lines.length === 0)
        throw malformed(where, "the segment is empty");
    let link = after ?? { seq: first - 1, last: prevOf(lines[0], `${where}, line 1`) };
    if (link.seq !== first - 1) {
        throw malformed(where, `the segment begins with event ${first} where ${link.seq + 1} comes next`);
    }
    return lines.map((line, index) => {
        const stored = chain_readLine(line, link, `${where}, line ${index + 1}`);
        link = stored.link;
        return stored;
    });
}

;// CONCATENATED MODULE: ./packages/ledgers/src/file-segments.ts




/** By the first event, oldest first; anything else in the folder is left alone. */
async function listSegments(path) {
    const months = await entries((0,external_node_path_.join)(path, "events"));
    const names = [];
    for (const month of months) {
        if (!/^\d{4}-\d{2}$/.test(month))
            continue;
        for (const file of await entries((0,external_node_path_.join)(path, "events", month))) {
            const name = parseSegmentPath(`events/${month}/${file}`);
            if (name !== null)
                names.push(name);
        }
    }
    return names.sort((a, b) => a.first - b.first);
}
/** The lines of a segment up to event `seq`. Throws `ledger_malformed` where the last one of these is cut off. */
async function readLines(path, segment, seq) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(path, segmentPath(segment)), "utf8");
    const { lines, torn } = splitLines(text);
    const counted = seq - segment.first + 1;
    if (torn !== "" && lines.length < counted) {
        throw malformed(`${segmentPath(segment)}, line ${lines.length + 1}`, "the line is cut off");
    }
    return lines.slice(0, counted);
}
/** Removes segments that a killed writer began after event `seq`. */
async function dropAfter(path, seq) {
    for (const segment of await listSegments(path)) {
        if (segment.first > seq)
            await (0,promises_.rm)((0,external_node_path_.join)(path, segmentPath(segment)), { force: true });
    }
}
/**
 * Lets a segment's file hold these lines, on the disk.
 *
 * @param before what of them it holds already; null for a new file
 */
async function writeSegment(path, segment, before) {
    const file = (0,external_node_path_.join)(path, segmentPath(segment));
    const folder = (0,external_node_path_.dirname)(file);
    if (before === null)
        await (0,promises_.mkdir)(folder, { recursive: true });
    const kept = before === null ? 0 : Buffer.byteLength(segmentText(before));
    const added = segmentText({ ...segment, lines: segment.lines.slice(before?.lines.length ?? 0) });
    const handle = await (0,promises_.open)(file, before === null ? "w" : "r+");
    try {
        await handle.truncate(kept);
        const bytes = Buffer.from(added, "utf8");
        for (let done = 0; done < bytes.length;) {
            const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, kept + done);
            done += bytesWritten;
        }
        await handle.sync();
    }
    finally {
        await handle.close();
    }
    if (before === null)
        for (const parent of [folder, (0,external_node_path_.dirname)(folder), path])
            await syncFolder(parent);
}
/** So that a new file's name survives a power cut; not every system lets a folder be opened for it. */
async function syncFolder(path) {
    const folder = await (0,promises_.open)(path, "r").catch(() => null);
    if (folder === null)
        return;
    await folder.sync().catch(() => { });
    await folder.close();
}
async function entries(path) {
    try {
        return await (0,promises_.readdir)(path);
    }
    catch (error) {
        if (error.code === "ENOENT")
            return [];
        throw error;
    }
}

// EXTERNAL MODULE: ./packages/core/src/ledger/state.ts
var ledger_state = __webpack_require__(2838);
;// CONCATENATED MODULE: ./packages/ledgers/src/file-snapshot.ts






const FILE = /^\{"v":1,"last":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","state":(\{.*\})\}\n$/s;
/** Throws `ledger_malformed`. */
async function readSnapshotFile(path) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(path, "state.json"), "utf8").catch((error) => {
        if (error.code === "ENOENT")
            return null;
        throw error;
    });
    if (text === null)
        return { link: chain_START, state: ledger_state/* emptyState */.p$, missing: true };
    const [, last, hash, stateText] = FILE.exec(text) ?? [];
    if (last === undefined || stateText === undefined) {
        throw malformed("state.json", "it is not a folded state with its hash");
    }
    if (sha256(stateText) !== hash)
        throw malformed("state.json", "its hash is not that of the state in it");
    const state = (0,parse/* parseState */.B)(stateText);
    return { link: { seq: state.seq, last }, state, missing: false };
}
async function writeSnapshotFile(path, { link, state }) {
    const text = JSON.stringify(state);
    const file = `{"v":1,"last":"${link.last}","hash":"${sha256(text)}","state":${text}}\n`;
    await (0,files/* writeFileAtomic */.Z)((0,external_node_path_.join)(path, "state.json"), file);
}

;// CONCATENATED MODULE: ./packages/ledgers/src/file.ts









/**
 * A ledger in a folder: segments of JSON lines, and `state.json`, folded from them. One writer at a time by a
 * file lock; readers need none. The lines are on the disk before `state.json` is replaced, and that replacement
 * is the append: what stands after the event that `state.json` names, a killed writer left, and it never counted.
 *
 * Its methods throw `ledger_malformed`, `ledger_unreachable` (the folder cannot be read or written) and `busy`.
 */
function createFileLedger(options) {
    const { path, clock } = options;
    const place = `the folder ${path}`;
    async function append(decidedOn, events) {
        const page = await readPage(path);
        if (headOf(page) !== decidedOn.head)
            return { appended: false };
        if (events.length === 0)
            return { appended: true, snapshot: snapshotOf(page) };
        const { lines, link } = chain_toLines(events, page.link);
        const state = (0,evolve/* fold */.AU)(page.state, events);
        const month = monthOf(events.at(-1).at, page.segment?.month ?? null);
        // From here on a folder that holds events holds a state.json too, so that a lost one is not an empty ledger.
        if (page.link.seq === 0)
            await writeSnapshotFile(path, page);
        await dropAfter(path, page.link.seq);
        for (const segment of extend(page.segment, month, page.link.seq + 1, lines)) {
            await writeSegment(path, segment, segment.first === page.segment?.first ? page.segment : null);
        }
        await writeSnapshotFile(path, { link, state });
        return { appended: true, snapshot: snapshotOf({ link, state }) };
    }
    return {
        place,
        read: () => reported(place, async () => snapshotOf(await readPage(path))),
        append: (decidedOn, events) => reported(place, async () => {
            await (0,promises_.mkdir)(path, { recursive: true });
            const timeoutMs = options.lockTimeoutMs ?? 30_000;
            return await (0,files/* withFileLock */.U)((0,external_node_path_.join)(path, ".lock"), () => append(decidedOn, events), { clock, timeoutMs });
        }),
        async *events() {
            const { link: end } = await reported(place, () => readPage(path));
            let link = chain_START;
            for (const segment of await reported(place, () => listSegments(path))) {
                if (segment.first > end.seq)
                    break;
                const name = segmentPath(segment);
                const lines = await reported(place, () => readLines(path, segment, end.seq));
                for (const stored of readSegment(lines, segment.first, link, name)) {
                    link = stored.link;
                    yield stored.event;
                }
            }
            if (link.last !== end.last)
                throw malformed(place, `event ${end.seq} is not the one in state.json`);
        },
    };
}
function headOf({ link }) {
    return link.seq === 0 ? null : link.last;
}
function snapshotOf(snapshot) {
    return { state: snapshot.state, head: headOf(snapshot) };
}
/** The state, and the lines of the open segment that count. Throws `ledger_malformed`. */
async function readPage(path) {
    const snapshot = await readSnapshotFile(path);
    const { seq, last } = snapshot.link;
    const segments = await listSegments(path);
    if (snapshot.missing && segments.length > 0) {
        throw malformed("state.json", "it is missing, but there are events");
    }
    const open = segments.findLast((segment) => segment.first <= seq);
    if (seq === 0)
        return { ...snapshot, segment: null };
    if (open === undefined)
        throw malformed("state.json", `it names event ${seq}, which is nowhere`);
    const name = segmentPath(open);
    const lines = await readLines(path, open, seq);
    const end = readSegment(lines, open.first, open.first === 1 ? chain_START : null, name).at(-1);
    if (end.link.seq !== seq || end.link.last !== last) {
        throw malformed(name, `its event ${end.link.seq} is not the last one that state.json names, event ${seq}`);
    }
    return { ...snapshot, segment: { ...open, lines } };
}
/** What the file system refuses, in words. */
async function reported(place, task) {
    try {
        return await task();
    }
    catch (error) {
        const { code, message } = error;
        if (error instanceof errors/* SluiceError */.a || typeof code !== "string")
            throw error;
        throw new errors/* SluiceError */.a("ledger_unreachable", `the ledger in ${place} cannot be read or written: ${message}`, {
            advice: "Nothing was appended. See that the folder is there and yours to write, then run it again.",
            cause: error,
        });
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var core_errors = __webpack_require__(7428);
;// CONCATENATED MODULE: ./packages/ledgers/src/git/page.ts





/**
 * What `chain.json` in each commit's tree says: where the chain of lines stands, and where the events are
 * that this tree no longer holds.
 */
const chainFile = schemas/* strictObject */.rej({
    v: schemas/* literal */.euz(1),
    /** Of the last event. */
    seq: schemas/* int */.Whr().positive(),
    /** SHA-256 of its line. */
    last: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
    /** SHA-256 of `state.json`. */
    state: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
    /** The segment that holds the last event. */
    segment: schemas/* string */.YjP(),
    /** Earlier months, oldest first, and the last commit whose tree holds each. */
    months: schemas/* array */.YOg(schemas/* strictObject */.rej({ month: schemas/* string */.YjP(), commit: schemas/* string */.YjP().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/) })),
});
const emptyPage = { commit: null, state: ledger_state/* emptyState */.p$, last: GENESIS, segment: null, months: [] };
/** Reads and checks the page of a commit that is there. Throws `ledger_malformed`. */
async function page_readPage(get, commit, where) {
    const [stateBlob, chainBlob] = await Promise.all([
        get(`${commit}:state.json`),
        get(`${commit}:chain.json`),
    ]);
    const at = (file) => `${where} (commit ${commit.slice(0, 12)}), ${file}`;
    if (chainBlob === null)
        throw malformed(at("chain.json"), "it is missing");
    if (stateBlob === null)
        throw malformed(at("state.json"), "it is missing");
    const chain = parseChain(chainBlob.content.toString("utf8"), at("chain.json"));
    const stateText = stateBlob.content.toString("utf8");
    if (sha256(stateText) !== chain.state)
        throw malformed(at("state.json"), "it is not what chain.json says");
    const state = (0,parse/* parseState */.B)(stateText);
    const place = parseSegmentPath(chain.segment);
    if (place === null)
        throw malformed(at("chain.json"), "it names no segment");
    const blob = await get(`${commit}:${segmentPath(place)}`);
    if (blob === null)
        throw malformed(at(chain.segment), "it is missing");
    const { lines, torn } = splitLines(blob.content.toString("utf8"));
    if (torn !== "")
        throw malformed(at(chain.segment), "its last line is cut off");
    const end = readSegment(lines, place.first, null, at(chain.segment)).at(-1);
    if (end.link.last !== chain.last || end.link.seq !== chain.seq) {
        throw malformed(at(chain.segment), "its last line is not the one that chain.json names");
    }
    if (state.seq !== chain.seq) {
        throw malformed(at("state.json"), `it is folded up to event ${state.seq}, but the last event is ${chain.seq}`);
    }
    return { commit, state, last: chain.last, segment: { ...place, lines }, months: chain.months };
}
/** Throws `ledger_malformed`. */
function parseChain(text, where) {
    let data;
    try {
        data = JSON.parse(text);
    }
    catch (cause) {
        throw malformed(where, "it is not JSON", cause);
    }
    const parsed = chainFile.safeParse(data);
    if (!parsed.success)
        throw malformed(where, core_errors/* prettifyError */.S1(parsed.error));
    if (chainText(parsed.data) !== text)
        throw malformed(where, "it is not as Sluice writes it");
    return parsed.data;
}
/** The one form of `chain.json`, to the byte. */
function chainText(chain) {
    return `${JSON.stringify(chain)}\n`;
}

;// CONCATENATED MODULE: ./packages/ledgers/src/git/commit.ts





/**
 * One append as one commit on `ref`, whose parent is the page's commit.
 *
 * @param now milliseconds since the epoch
 */
function draftCommit(page, events, ref, author, now) {
    const { lines, link } = chain_toLines(events, { seq: page.state.seq, last: page.last });
    const state = (0,evolve/* fold */.AU)(page.state, events);
    const stateText = `${JSON.stringify(state)}\n`;
    const month = monthOf(events.at(-1).at, page.segment?.month ?? null);
    const turned = page.segment !== null && page.segment.month !== month;
    const months = turned ? [...page.months, { month: page.segment.month, commit: page.commit }] : page.months;
    const segments = extend(page.segment, month, page.state.seq + 1, lines);
    const segment = segments.at(-1);
    const chain = {
        v: 1,
        seq: link.seq,
        last: link.last,
        state: sha256(stateText),
        segment: segmentPath(segment),
        months,
    };
    const identity = `${plain(author.name) || "Sluice"} <${plain(author.email)}> ${Math.floor(now / 1000)} +0000`;
    const stream = [
        `commit ${ref}\nmark :1\nauthor ${identity}\ncommitter ${identity}\n`,
        data(messageOf(events)),
        page.commit === null ? "" : `from ${page.commit}\n`,
        turned ? `D events/${page.segment.month}\n` : "",
        file("state.json", stateText),
        file("chain.json", chainText(chain)),
        ...segments.map((written) => file(segmentPath(written), segmentText(written))),
        "\nget-mark :1\ndone\n",
    ];
    return { page: { state, last: link.last, segment, months }, stream: Buffer.from(stream.join(""), "utf8") };
}
/** The nonce lets no two appends be the same commit, so that a commit which is there is the one that was pushed. */
function messageOf(events) {
    const first = events[0];
    const last = events.at(-1);
    const more = events.length === 1 ? "" : ` and ${events.length - 1} more`;
    const nonce = (0,external_node_crypto_.randomBytes)(16).toString("hex");
    return `${first.type}${more}\n\nSluice-Events: ${first.seq}..${last.seq}\nSluice-Append: ${nonce}\n`;
}
function file(path, text) {
    return `M 100644 inline ${path}\n${data(text)}`;
}
function data(text) {
    return `data ${Buffer.byteLength(text, "utf8")}\n${text}\n`;
}
/** What git allows in a name or an address. */
function plain(text) {
    return text.replace(/[<>\p{Cc}]/gu, " ").trim();
}

// EXTERNAL MODULE: ./packages/host/src/git.ts
var git = __webpack_require__(6768);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./packages/host/src/git-environment.ts
var git_environment = __webpack_require__(9508);
;// CONCATENATED MODULE: ./packages/ledgers/src/git/objects.ts



function openObjects(place) {
    const child = (0,external_node_child_process_.spawn)("git", ["cat-file", "--batch"], {
        cwd: place.cwd,
        env: (0,git_environment/* gitEnvironment */._K)(process.env, place.env),
        stdio: "pipe",
        windowsHide: true,
    });
    const reader = new BatchReader(child);
    return {
        get: (name) => reader.get(name),
        async close() {
            child.stdin.end();
            await reader.ended;
        },
    };
}
async function withObjects(place, use) {
    const objects = openObjects(place);
    try {
        return await use(objects.get);
    }
    finally {
        await objects.close();
    }
}
class BatchReader {
    /** Settles once the process is gone; never rejects. */
    ended;
    #child;
    #waiting = [];
    #chunks = [];
    #length = 0;
    #needed = 0;
    #stderr = "";
    #over = false;
    constructor(child) {
        this.#child = child;
        child.stdout.on("data", (chunk) => this.#take(chunk));
        child.stderr.on("data", (chunk) => {
            this.#stderr += chunk.toString("utf8");
        });
        child.stdin.on("error", () => { });
        this.ended = new Promise((resolve) => {
            const over = (error) => {
                this.#over = true;
                for (const request of this.#waiting.splice(0))
                    request.reject(error);
                resolve();
            };
            child.on("error", (cause) => over(missing(cause)));
            child.on("close", () => over(this.#failure()));
        });
    }
    get(name) {
        if (/[\n\0]/.test(name))
            throw new TypeError("an object's name has no line feed");
        if (this.#over)
            return Promise.reject(this.#failure());
        return new Promise((resolve, reject) => {
            this.#waiting.push({ resolve, reject });
            this.#child.stdin.write(`${name}\n`);
        });
    }
    #failure() {
        const line = this.#stderr.trim().split("\n").at(-1) || "git cat-file ended early";
        return new errors/* SluiceError */.a("ledger_unreachable", `the ledger's objects cannot be read: ${line}`, {
            advice: "Nothing was changed. Run it inside the repository that keeps the ledger.",
        });
    }
    #take(chunk) {
        this.#chunks.push(chunk);
        this.#length += chunk.length;
        if (this.#length < this.#needed)
            return;
        let data = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
        this.#needed = 0;
        while (this.#waiting.length > 0) {
            const end = data.indexOf(10);
            if (end === -1)
                break;
            const header = data.toString("utf8", 0, end);
            const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(header);
            if (match === null) {
                this.#waiting.shift().resolve(null);
                data = data.subarray(end + 1);
                continue;
            }
            const size = Number(match[3]);
            // A line feed follows the content.
            this.#needed = end + 1 + size + 1;
            if (data.length < this.#needed)
                break;
            const content = Buffer.from(data.subarray(end + 1, end + 1 + size));
            this.#waiting.shift().resolve({ id: match[1], type: match[2], content });
            data = data.subarray(this.#needed);
            this.#needed = 0;
        }
        this.#chunks = [data];
        this.#length = data.length;
    }
}
function missing(cause) {
    if (cause.code !== "ENOENT")
        return cause;
    return new errors/* SluiceError */.a("program_missing", "git is not installed, or not on the PATH", {
        advice: "Install git 2.31 or newer.",
        cause,
    });
}
/** The entries of a raw tree object, as git sorts them. */
function readTree(tree) {
    const entries = [];
    const width = tree.id.length / 2;
    for (let at = 0; at < tree.content.length;) {
        const space = tree.content.indexOf(32, at);
        const zero = tree.content.indexOf(0, space);
        const end = zero + 1 + width;
        entries.push({
            name: tree.content.toString("utf8", space + 1, zero),
            id: tree.content.toString("hex", zero + 1, end),
        });
        at = end;
    }
    return entries;
}

;// CONCATENATED MODULE: ./packages/ledgers/src/git/history.ts





/**
 * All events of a ledger's history, oldest first. Each month is read from the last commit that holds it; and
 * every commit's own word of where the chain stood is held against the chain as it stands now, so that one
 * which rewrote what was appended before it is found and named.
 *
 * @throws `ledger_malformed`, naming commit, segment and line
 */
async function* readHistory(place, get, tip, where) {
    const commits = await listCommits(place, tip, where);
    const witnesses = new Witnesses(get, commits, where);
    const { months } = await chainOf(get, tip, where);
    const pages = [...months.map((month) => month.commit), tip];
    let link = chain_START;
    let reached = -1;
    for (const [index, commit] of pages.entries()) {
        const position = commits.indexOf(commit);
        if (position <= reached)
            throw malformed(`${where}, chain.json`, `commit ${commit} is not part of it`);
        reached = position;
        const month = months[index]?.month;
        for await (const { path, lines } of segmentsOf(get, commit, where)) {
            const at = `${where} (commit ${commit.slice(0, 12)}), ${path}`;
            const place = parseSegmentPath(path);
            if (place === null || (month !== undefined && place.month !== month)) {
                throw malformed(at, "it is not a segment of this month");
            }
            for (const stored of readSegment(lines, place.first, link, at)) {
                link = stored.link;
                await witnesses.hear(link);
                yield stored.event;
            }
        }
    }
    witnesses.close(link);
}
/** Oldest first. The history has one line: every commit's only parent is the one before. */
async function listCommits(place, tip, where) {
    const listed = await (0,git/* git */.$)(["rev-list", "--reverse", "--topo-order", "--parents", tip], {
        ...place,
        reason: "ledger_malformed",
    });
    const commits = [];
    for (const line of listed.stdout.toString("utf8").trim().split("\n")) {
        const [commit, ...parents] = line.split(" ");
        const before = commits.at(-1);
        if (parents.length > 1 || parents[0] !== before) {
            throw malformed(`${where}, commit ${commit}`, "its only parent is not the commit before");
        }
        commits.push(commit);
    }
    return commits;
}
/** What each commit said of the chain when it was the newest, in order. */
class Witnesses {
    #get;
    #commits;
    #where;
    #ahead = [];
    #asked = 0;
    #heard = 0;
    constructor(get, commits, where) {
        this.#get = get;
        this.#commits = commits;
        this.#where = where;
    }
    async hear(link) {
        const witness = await this.#next();
        if (witness === undefined || witness.seq > link.seq)
            return;
        if (witness.seq !== link.seq || witness.last !== link.last) {
            throw malformed(`${this.#where}, commit ${this.#commits[this.#heard]}`, `what it had as event ${witness.seq} is not what the ledger has now: a later commit rewrote it`);
        }
        this.#heard++;
        this.#ahead.shift();
    }
    close(link) {
        if (this.#heard !== this.#commits.length) {
            const commit = this.#commits[this.#heard];
            throw malformed(`${this.#where}, commit ${commit}`, `events after ${link.seq} are missing`);
        }
    }
    /** Asks for some in advance, so that reading many does not wait for each. */
    async #next() {
        while (this.#ahead.length < 64 && this.#asked < this.#commits.length) {
            const asked = chainOf(this.#get, this.#commits[this.#asked++], this.#where);
            // It is awaited in its turn; an error before that must not count as unhandled.
            asked.catch(() => { });
            this.#ahead.push(asked);
        }
        return await this.#ahead[0];
    }
}
async function chainOf(get, commit, where) {
    const at = `${where} (commit ${commit.slice(0, 12)}), chain.json`;
    const blob = await get(`${commit}:chain.json`);
    if (blob === null)
        throw malformed(at, "it is missing");
    return parseChain(blob.content.toString("utf8"), at);
}
async function* segmentsOf(get, commit, where) {
    for (const folder of await entriesOf(get, `${commit}:events`)) {
        const at = `events/${folder}`;
        for (const name of await entriesOf(get, `${commit}:${at}`)) {
            const path = `${at}/${name}`;
            const blob = await get(`${commit}:${path}`);
            const { lines, torn } = splitLines(blob?.content.toString("utf8") ?? "");
            if (torn !== "" || lines.length === 0) {
                throw malformed(`${where} (commit ${commit.slice(0, 12)}), ${path}`, "it is cut off");
            }
            yield { path, lines };
        }
    }
}
async function entriesOf(get, name) {
    const tree = await get(name);
    return tree === null || tree.type !== "tree" ? [] : readTree(tree).map((entry) => entry.name);
}

;// CONCATENATED MODULE: ./packages/ledgers/src/git/failure.ts
/** How often a transient failure is tried in all. */
const TRIES = 5;
/** Waits before attempt `attempt` + 1: up to 0.1 s after the first, up to 1.6 s after the fifth. */
async function pause(attempt, clock, random) {
    await clock.sleep(random() * 100 * 2 ** (attempt - 1));
}
const DENIED = /Authentication failed|could not read (?:Username|Password)|returned error: 40[13]|[Pp]ermission[^\n]*denied|[Aa]ccess denied|not authorized|not allowed to/;
const TRANSIENT = /cannot lock ref|Unable to create '.*\.lock'|[Cc]onnection (?:reset|timed out|closed|aborted)|Operation timed out|early EOF|hung up unexpectedly|unexpected disconnect|RPC failed|returned error: (?:429|5\d\d)|Temporary failure|Empty reply|transfer closed|not our ref|did not finish within/;
/** What a failed fetch or push means, from what git printed (in the C locale). */
function classify(stderr) {
    if (/couldn't find remote ref/.test(stderr))
        return "no-ref";
    if (DENIED.test(stderr))
        return "denied";
    return TRANSIENT.test(stderr) ? "transient" : "unreachable";
}
/**
 * What came of `git push --porcelain` of one ref (git-push(1), OUTPUT). `transient` and `unreachable` may have
 * been accepted all the same.
 */
function readPush(code, stdout, stderr) {
    const line = /^([ =*!+-])\t[^\t]*\t(.*)$/m.exec(stdout);
    if (line === null) {
        if (code === 0)
            return { is: "done" };
        const failure = classify(stderr);
        if (failure === "denied")
            return { is: "denied", reason: tellingLine(stderr) };
        return { is: failure === "transient" ? "transient" : "unreachable" };
    }
    if (line[1] !== "!")
        return { is: "done" };
    const summary = line[2];
    if (summary.startsWith("[rejected]"))
        return { is: "conflict", sent: false };
    if (RACED.test(summary))
        return { is: "conflict", sent: true };
    if (/cannot lock ref|unable to create|failed to lock/i.test(summary))
        return { is: "transient" };
    if (summary.startsWith("[remote failure]"))
        return { is: "transient" };
    const said = stderr.split("\n").findLast((text) => /^remote: \S/.test(text));
    return { is: "denied", reason: said === undefined ? summary : `${summary}; ${said.trim()}` };
}
const RACED = /but expected|reference already exists|incorrect old value|failed to update ref|shallow update not allowed/;
/** The line in which git says what is wrong; it follows with what that led to, and with advice of its own. */
function tellingLine(stderr) {
    const lines = stderr
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== "" && !CONSEQUENCE.test(line));
    return lines.find((line) => /^(?:fatal|error|remote):/.test(line)) ?? lines[0] ?? "git did not say why";
}
const CONSEQUENCE = /Could not read from remote repository|failed to push some refs|the remote end hung up|^(?:hint|warning):/;

;// CONCATENATED MODULE: ./packages/ledgers/src/git/local.ts



/**
 * A ref of the repository at `cwd` itself. `git fast-import` moves a ref only to a commit that contains the one
 * it stands at, under the ref's lock: that is the compare-and-swap.
 */
function localStore(cwd, ref, clock, random) {
    const place = {
        cwd,
        // What is appended is the only copy: loose objects reach the disk before the ref names them.
        env: {
            GIT_NO_REPLACE_OBJECTS: "1",
            GIT_CONFIG_COUNT: "1",
            GIT_CONFIG_KEY_0: "core.fsync",
            GIT_CONFIG_VALUE_0: "committed,loose-object",
        },
    };
    return {
        where: `${ref} of this repository`,
        writes: ref,
        open: async () => place,
        update: async () => ref,
        async append(stream) {
            for (let attempt = 1;; attempt++) {
                const written = await fastImport(place, stream, []);
                if (written.code === 0)
                    return { commit: markOf(written) };
                if (/Not updating|but expected|reference already exists|incorrect old value/.test(written.stderr)) {
                    return "conflict";
                }
                if (/cannot lock ref|Unable to create/.test(written.stderr) && attempt < TRIES) {
                    await pause(attempt, clock, random);
                    continue;
                }
                throw new errors/* SluiceError */.a("ledger_unreachable", `${ref} cannot be written: ${tellingLine(written.stderr)}`, {
                    advice: "Nothing was appended. See that the repository is there and writable, then run it again.",
                });
            }
        },
        async history() {
            const found = await (0,git/* git */.$)(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], {
                ...place,
                allowFailure: true,
            });
            const tip = found.code === 0 ? found.stdout.toString("utf8").trim() : null;
            return { place, tip, dispose: async () => { } };
        },
    };
}
/** Lets one git process write blobs, trees, the commit and the ref. */
function fastImport(place, stream, options) {
    return (0,git/* git */.$)(["fast-import", "--quiet", "--done", ...options], {
        ...place,
        stdin: stream,
        allowFailure: true,
    });
}
/** The commit that `get-mark` told of. */
function markOf(written) {
    return written.stdout.toString("utf8").trim();
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./packages/ledgers/src/git/private-repository.ts





const leftovers = new Set();
/** A folder may belong to a process that is seen from another container alone: only an old one is taken for left over. */
const OLD_MS = 60 * 60_000;
/** Removes what processes left that could not remove it themselves, because they were killed. `now` is ms since the epoch. */
async function sweepAfterDead(folder, now) {
    for (const name of await (0,promises_.readdir)(folder)) {
        const pid = Number(/^sluice-ledger-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
        if (Number.isNaN(pid) || isThere(pid))
            continue;
        const path = (0,external_node_path_.join)(folder, name);
        const { mtimeMs } = await (0,promises_.stat)(path).catch(() => ({ mtimeMs: now }));
        if (now - mtimeMs > OLD_MS)
            await (0,promises_.rm)(path, { recursive: true, force: true });
    }
}
function isThere(pid) {
    try {
        return process.kill(pid, 0);
    }
    catch (error) {
        return error.code !== "ESRCH";
    }
}
/** Makes one that reaches `remote` as the repository at `cwd` would: its addresses, proxies and credential helpers. */
async function privateRepository(cwd, remote, credential) {
    const borrowed = await borrowedConfig(cwd, remote);
    const format = borrowed.objectFormat;
    const dir = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), `sluice-ledger-${process.pid}-`));
    if (leftovers.size === 0) {
        process.once("exit", sweep);
        await sweepAfterDead((0,external_node_os_.tmpdir)(), Date.now());
    }
    leftovers.add(dir);
    const version = format === null ? "repositoryformatversion = 0" : "repositoryformatversion = 1";
    const extension = format === null ? "" : `[extensions]\n\tobjectFormat = ${format}\n`;
    await (0,promises_.mkdir)((0,external_node_path_.join)(dir, "objects"));
    await (0,promises_.mkdir)((0,external_node_path_.join)(dir, "refs"));
    await (0,promises_.writeFile)((0,external_node_path_.join)(dir, "HEAD"), "ref: refs/heads/none\n");
    await (0,promises_.writeFile)((0,external_node_path_.join)(dir, "config"), `[core]\n\t${version}\n\tbare = true\n${extension}`);
    return {
        cwd,
        remote: await absolute(cwd, remote, borrowed.url),
        env: {
            GIT_DIR: dir,
            GIT_NO_REPLACE_OBJECTS: "1",
            ...configEnv([...borrowed.entries, ...private_repository_entriesOf(credential)]),
        },
        async dispose() {
            leftovers.delete(dir);
            await (0,promises_.rm)(dir, { recursive: true, force: true });
        },
    };
}
function sweep() {
    for (const dir of leftovers)
        (0,external_node_fs_.rmSync)(dir, { recursive: true, force: true });
}
/** Passed on by the environment, not by a file: some of it is secret. */
async function borrowedConfig(cwd, remote) {
    const listed = await (0,git/* git */.$)(["config", "--list", "--null", "--show-scope"], { cwd, allowFailure: true });
    const fields = listed.stdout.toString("utf8").split("\0");
    const entries = [];
    let url = null;
    let objectFormat = null;
    for (let n = 0; n + 1 < fields.length; n += 2) {
        const [key, ...rest] = fields[n + 1].split("\n");
        // A key without a value is true.
        const value = rest.length === 0 ? "true" : rest.join("\n");
        if (key === `remote.${remote}.url`)
            url ??= value;
        if (key === "extensions.objectformat" && value !== "sha1")
            objectFormat = value;
        if ((fields[n] === "local" || fields[n] === "worktree") && isTransport(key, remote)) {
            entries.push([key, value]);
        }
    }
    return { entries, url, objectFormat };
}
/** What of a repository's configuration says how to reach a remote; nothing that says what to do there. */
function isTransport(key, remote) {
    if (/^(?:http|url|credential|ssh|protocol)\./.test(key))
        return true;
    if (/^core\.(?:sshcommand|askpass|gitproxy)$/.test(key))
        return true;
    return ["url", "pushurl", "proxy", "proxyauthmethod", "vcs", "uploadpack", "receivepack"].some((name) => key === `remote.${remote}.${name}`);
}
/** git reads a relative address from the top of the work tree, which the private repository has none of. */
async function absolute(cwd, remote, url) {
    if (url === null) {
        return /^\.{1,2}\//.test(remote) ? (0,external_node_path_.resolve)(cwd, remote) : remote;
    }
    if (url.includes(":") || (0,external_node_path_.isAbsolute)(url))
        return remote;
    const top = await (0,git/* git */.$)(["rev-parse", "--show-toplevel"], { cwd, allowFailure: true });
    return (0,external_node_path_.resolve)(top.code === 0 ? top.stdout.toString("utf8").trim() : cwd, url);
}
function private_repository_entriesOf(env) {
    return Array.from({ length: Number(env.GIT_CONFIG_COUNT ?? "0") }, (_, n) => [env[`GIT_CONFIG_KEY_${n}`] ?? "", env[`GIT_CONFIG_VALUE_${n}`] ?? ""]);
}
function configEnv(entries) {
    const env = {};
    if (entries.length > 0)
        env.GIT_CONFIG_COUNT = String(entries.length);
    entries.forEach(([key, value], n) => {
        env[`GIT_CONFIG_KEY_${n}`] = key;
        env[`GIT_CONFIG_VALUE_${n}`] = value;
    });
    return env;
}

;// CONCATENATED MODULE: ./packages/ledgers/src/git/remote.ts







/** Names in the private repository; no repository of the user's has them. */
const TIP = "refs/sluice-cache/tip";
const NEXT = "refs/sluice-cache/next";
/** For one call to the remote, in milliseconds. */
const TIMEOUT_MS = 60_000;
/**
 * A ref of another repository. The server takes a push without force only where it contains what the ref
 * stands at: that is the compare-and-swap.
 */
function remoteStore(options) {
    const { cwd, ref, clock, random } = options;
    const name = options.remote.replace(/(:\/\/)[^/@\s]+@/, "$1***@");
    const where = `${ref} of ${name}`;
    const credential = options.credentials === null ? {} : (0,git/* credentialEnv */.L)(options.credentials);
    const make = () => privateRepository(cwd, options.remote, credential);
    let opened = null;
    const open = () => {
        opened ??= make();
        return opened;
    };
    async function call(repository, args) {
        try {
            const { env } = repository;
            return await (0,git/* git */.$)(args, {
                cwd,
                env,
                allowFailure: true,
                timeoutMs: TIMEOUT_MS,
                reason: "ledger_unreachable",
            });
        }
        catch (error) {
            if (!(error instanceof errors/* SluiceError */.a) || error.reason !== "ledger_unreachable")
                throw error;
            return { code: -1, stdout: Buffer.alloc(0), stderr: error.message };
        }
    }
    /** Whether the ref is there. */
    async function fetch(repository, how) {
        const args = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--no-prune"];
        args.push("--no-recurse-submodules", "--refmap=", ...how, "--", repository.remote, `+${ref}:${TIP}`);
        for (let attempt = 1;; attempt++) {
            const fetched = await call(repository, args);
            if (fetched.code === 0)
                return true;
            const failure = classify(fetched.stderr);
            if (failure === "no-ref")
                return false;
            if (failure !== "transient" || attempt === TRIES)
                throw unreadable(failure, fetched.stderr);
            await pause(attempt, clock, random);
        }
    }
    async function push(repository, commit) {
        const args = ["push", "--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", "--no-thin"];
        args.push("--recurse-submodules=no", "--", repository.remote, `${commit}:${ref}`);
        const { code, stdout, stderr } = await call(repository, args);
        return { ...readPush(code, stdout.toString("utf8"), stderr), stderr };
    }
    /**
     * Whether a push of which no answer came was accepted: the commit is the ledger's newest, or one before it.
     * Each commit holds one event at least, so the history between is no deeper than the events are many.
     */
    async function arrived(repository, commit, after) {
        for (let depth = 1;;) {
            if (!(await fetch(repository, [`--depth=${depth}`])))
                return false;
            const tip = await withObjects(repository, (get) => readTip(get, where));
            const needed = tip.seq - after.state.seq;
            // Others may have appended since the last look, and what was deep enough then is not any more.
            if (tip.commit === commit || depth >= needed)
                break;
            depth = needed;
        }
        const listed = await (0,git/* git */.$)(["rev-list", TIP], repository);
        return listed.stdout.toString("utf8").split("\n").includes(commit);
    }
    function unreadable(failure, stderr) {
        const denied = failure === "denied";
        const problem = denied ? "refuses the credentials" : "cannot be read";
        return new errors/* SluiceError */.a(denied ? "ledger_denied" : "ledger_unreachable", `the ledger ${where} ${problem}: ${tellingLine(stderr)}`, {
            advice: denied
                ? "Nothing was changed. Give this job a token that may read the repository that keeps the ledger."
                : "Nothing was changed. See that the remote is right and answers, then run it again.",
        });
    }
    function refused(reason) {
        return new errors/* SluiceError */.a("ledger_denied", `the ledger ${where} refuses the push: ${reason}`, {
            advice: `Nothing was appended. Give this job a token that may write ${ref}, or let the branch's protection admit it.`,
        });
    }
    return {
        where,
        writes: NEXT,
        open,
        async update() {
            return (await fetch(await open(), ["--depth=1"])) ? TIP : null;
        },
        async append(stream, after) {
            const repository = await open();
            const written = await fastImport(repository, stream, ["--force"]);
            if (written.code !== 0) {
                throw new errors/* SluiceError */.a("git_failed", `the commit could not be written: ${tellingLine(written.stderr)}`, {
                    advice: "Nothing was appended. See that the temporary folder has room, then run it again.",
                });
            }
            const commit = markOf(written);
            let answered = true;
            for (let attempt = 1;; attempt++) {
                const pushed = await push(repository, commit);
                if (pushed.is === "done")
                    return { commit };
                if (pushed.is === "denied")
                    throw refused(pushed.reason);
                if (pushed.is === "conflict") {
                    const unsure = pushed.sent || !answered;
                    return unsure && (await arrived(repository, commit, after)) ? { commit } : "conflict";
                }
                answered = false;
                if (pushed.is === "transient" && attempt < TRIES) {
                    await pause(attempt, clock, random);
                    continue;
                }
                if (await arrived(repository, commit, after))
                    return { commit };
                throw new errors/* SluiceError */.a("ledger_unreachable", `the ledger ${where} does not take the push: ${tellingLine(pushed.stderr)}`, { advice: "Nothing was appended. See that the remote answers, then run it again." });
            }
        },
        async history() {
            const repository = await make();
            try {
                const tip = (await fetch(repository, [])) ? await resolveTip(repository) : null;
                return { place: repository, tip, dispose: () => repository.dispose() };
            }
            catch (error) {
                await repository.dispose();
                throw error;
            }
        },
    };
}
async function readTip(get, where) {
    const [tip, chain] = await Promise.all([get(TIP), get(`${TIP}:chain.json`)]);
    const { seq } = parseChain(chain?.content.toString("utf8") ?? "", `${where}, chain.json`);
    return { commit: tip.id, seq };
}
async function resolveTip(repository) {
    const found = await (0,git/* git */.$)(["rev-parse", "--verify", TIP], repository);
    return found.stdout.toString("utf8").trim();
}

;// CONCATENATED MODULE: ./packages/ledgers/src/git/ledger.ts






/**
 * A ledger in a git ref: a commit an append. Touches no work tree, index, HEAD or other ref of the repository
 * at `cwd`, and does not make it shallow.
 *
 * Its methods throw `ledger_malformed`, `ledger_denied`, `ledger_unreachable`, `program_missing`.
 */
function createGitLedger(options) {
    const { cwd, remote, ref, clock, random, author } = options;
    const store = remote === null
        ? localStore(cwd, ref, clock, random)
        : remoteStore({ cwd, remote, ref, clock, random, credentials: options.credentials ?? null });
    let newest = emptyPage;
    let queue = Promise.resolve();
    /** One at a time, since all share the private repository's refs. */
    const inTurn = (task) => {
        const turn = queue.then(task, task);
        queue = turn.catch(() => { });
        return turn;
    };
    async function update() {
        const name = await store.update();
        if (name === null)
            return emptyPage;
        return await withObjects(await store.open(), async (get) => {
            const tip = await get(name);
            if (tip === null)
                return emptyPage;
            return tip.id === newest.commit ? newest : await page_readPage(get, tip.id, store.where);
        });
    }
    /** The page that a snapshot is of; the newest where it is of none that is known. */
    async function pageOf(head) {
        if (head === null)
            return emptyPage;
        if (newest.commit !== head)
            newest = await update();
        return newest;
    }
    return {
        place: store.where,
        read: () => inTurn(async () => {
            newest = await update();
            return ledger_snapshotOf(newest);
        }),
        append: (decidedOn, events) => inTurn(async () => {
            const page = await pageOf(decidedOn.head);
            if (page.commit !== decidedOn.head)
                return { appended: false };
            if (events.length === 0)
                return { appended: true, snapshot: ledger_snapshotOf(page) };
            const draft = draftCommit(page, events, store.writes, author, clock.now());
            const written = await store.append(draft.stream, page);
            if (written === "conflict")
                return { appended: false };
            newest = { ...draft.page, commit: written.commit };
            return { appended: true, snapshot: ledger_snapshotOf(newest) };
        }),
        events: () => events(store),
    };
}
function ledger_snapshotOf(page) {
    return { state: page.state, head: page.commit };
}
async function* events(store) {
    const { place, tip, dispose } = await store.history();
    try {
        if (tip === null)
            return;
        const objects = openObjects(place);
        try {
            yield* readHistory(place, objects.get, tip, store.where);
        }
        finally {
            await objects.close();
        }
    }
    finally {
        await dispose();
    }
}

;// CONCATENATED MODULE: ./packages/ledgers/src/memory.ts



/** A ledger that lives as long as the process: for tests and rehearsals. It stores the same lines as the others. */
function memoryLedger() {
    const stored = [];
    let link = START;
    let snapshot = { state: emptyState, head: null };
    return {
        place: "memory",
        async read() {
            return snapshot;
        },
        async append(decidedOn, events) {
            if (decidedOn.head !== snapshot.head)
                return { appended: false };
            if (events.length === 0)
                return { appended: true, snapshot };
            const added = toLines(events, link);
            const state = fold(snapshot.state, events);
            stored.push(...added.lines);
            link = added.link;
            snapshot = { state, head: link.last };
            return { appended: true, snapshot };
        },
        async *events() {
            let at = START;
            for (const [index, line] of [...stored].entries()) {
                const read = readLine(line, at, `memory, line ${index + 1}`);
                at = read.link;
                yield read.event;
            }
        },
    };
}

;// CONCATENATED MODULE: ./packages/ledgers/src/index.ts





/***/ })

};
