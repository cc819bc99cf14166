export const id = 416;
export const ids = [416,663,659];
export const modules = {

/***/ 8818:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildImage: () => (/* binding */ buildImage),
  buildMerge: () => (/* binding */ buildMerge)
});

// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
// EXTERNAL MODULE: ./packages/commands/src/train/acting.ts
var acting = __webpack_require__(77);
;// CONCATENATED MODULE: ./packages/commands/src/build-image-elect.ts


/** A tag that no other build has, for the time until it is known whose image the content's one is. */
function temporaryTag(ports, key) {
    const unique = (0,src/* sha256 */.sc)(JSON.stringify([ports.runs.current, ports.clock.now(), ports.random()]));
    return `build-${key.slice("key-".length, "key-".length + 12)}-${unique.slice(0, 12)}`;
}
/**
 * Lets the key name the image that was just pushed, unless another build of the same content came first; answers
 * which it names. A registry cannot compare and swap, so two may pass here at the same instant: `record` has the last word.
 */
async function nominate({ registry }, key, digest, outdated) {
    const first = await registry.findDigest(key);
    if (first !== null && !outdated.has(first))
        return first;
    await registry.ensureTag(digest, key);
    return (await registry.findDigest(key)) ?? digest;
}
/**
 * Writes that an image is what a merge holds, unless the ledger meanwhile has another one of the same content;
 * answers which it is. Of builds at the same time all get the same answer, as the ledger takes one append after another.
 */
async function record(ports, fact, outdated) {
    const { key, merge } = fact;
    const elected = (state) => {
        const known = state.keys[key];
        return known === undefined || outdated.has(known) ? fact.digest : known;
    };
    const transacted = await (0,src/* transact */.hL)(await (0,acting/* transactorOf */.Hk)(ports), (state) => {
        const digest = elected(state);
        return (0,src/* decideArtifact */.LW)(state, {
            artifact: { kind: "image", repository: ports.registry.repository, digest },
            key,
            built: fact.built && digest === fact.digest,
            stage: merge.stage.name,
            commit: merge.commit,
            change: merge.change,
        });
    });
    if (!transacted.ok)
        throw new src/* SluiceError */.ah(transacted.reason, transacted.message);
    const { state } = transacted.snapshot;
    const digest = state.keys[key] ?? fact.digest;
    if (digest === fact.digest)
        return digest;
    await ports.registry.ensureTag(digest, key);
    return digest;
}

;// CONCATENATED MODULE: ./packages/commands/src/build-image-ending.ts

const outputs = schemas/* object */.Ikc({
    digest: schemas/* string */.YjP().optional().meta({ description: "The artifact's digest" }),
    image: schemas/* string */.YjP().optional().meta({ description: "Repository and digest, as a deployment names it" }),
    contentKey: schemas/* string */.YjP().meta({ description: "The tag under which content like this is found again" }),
    tags: schemas/* string */.YjP().optional().meta({ description: "The tags that name it for people, separated by commas" }),
    version: schemas/* string */.YjP().optional().meta({ description: "The tag of this merge alone" }),
});
/** Tags for people: the change, the stage, a version of each merge. */
function humanTags(merge) {
    const { stage, commit, change } = merge;
    return [...(change === null ? [] : [`pr-${change.number}`]), stage.name, versionOf(commit)];
}
function versionOf(commit) {
    return `sha-${commit.slice(0, 12)}`;
}
/** What a build would come to. */
function rehearsed(known, found) {
    const message = found === null ? `would build ${known.contentKey}` : `would use ${found}, which has the same content`;
    const outputs = { ...known, ...(found ? { digest: found } : {}) };
    return { outcome: "unchanged", reason: "dry_run", message, outputs };
}
function built(outputs) {
    return { outcome: "built", reason: "ok", message: `built ${outputs.image}`, outputs };
}
function reused(outputs) {
    const message = `nothing to build: ${outputs.image} has this content`;
    return { outcome: "reused", reason: "found_by_content", message, outputs };
}

;// CONCATENATED MODULE: ./packages/commands/src/build-image-source.ts

/** Reads what the build of a commit can see. Throws `build_failed` where there is no Dockerfile. */
async function readSource(ports, commit) {
    const { context, platforms, base, ...artifact } = ports.config.artifact;
    const prefix = prefixOf(context);
    const read = async (path) => {
        const bytes = await ports.history.findFile(commit, `${prefix}${path}`);
        return bytes === null ? null : new TextDecoder().decode(bytes);
    };
    const path = prefixOf(artifact.dockerfile ?? "Dockerfile").slice(0, -1);
    const text = await read(path);
    if (text === null) {
        throw new src/* SluiceError */.ah("build_failed", `there is no ${prefix}${path} in ${commit.slice(0, 8)}`, {
            advice: "Commit it, or name it in artifact.dockerfile (below artifact.context); nothing was changed.",
        });
    }
    // as docker has it: one that is named after its Dockerfile goes before the context's
    const ignore = (0,src/* ignoredBy */.gP)((await read(`${path}.dockerignore`)) ?? (await read(".dockerignore")) ?? "");
    const args = ports.resolve(artifact.args);
    const key = (0,src/* contentKey */.lO)({
        kind: "image",
        entries: await ports.history.listTree(commit, context),
        dockerfile: text,
        args,
        platforms,
        build: null,
        base,
        ignore: (full) => ignore(full.slice(prefix.length)),
    });
    return { key, dockerfile: { path, text }, args, ignore };
}
/** `./app/` → `app/`; `.` → nothing. */
function prefixOf(folder) {
    const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
    return parts.map((part) => `${part}/`).join("");
}

// EXTERNAL MODULE: ./packages/commands/src/train/failure.ts
var failure = __webpack_require__(1211);
;// CONCATENATED MODULE: ./packages/commands/src/build-image-container.ts





/** Builds or finds the image of a merge. Where it is found, docker is not asked for anything. */
async function buildContainer(ports, merge, options) {
    const { registry, reporter } = ports;
    const source = await readSource(ports, merge.commit);
    const { key } = source;
    const { found, outdated } = await find(ports, key, options);
    if (found === null || ports.config.artifact.lint === "refuse")
        lint(ports, source);
    const tags = humanTags(merge);
    const known = { contentKey: key, tags: tags.join(","), version: versionOf(merge.commit) };
    if (options.dryRun)
        return rehearsed(known, found);
    reporter.step(`build-image ${merge.commit.slice(0, 8)} (${key.slice(0, 16)})`);
    const mine = found === null ? await build(ports, merge, source) : null;
    const nominated = mine === null ? found : await nominate(ports, key, mine, outdated);
    const digest = await record(ports, { digest: nominated, key, built: mine === nominated, merge }, outdated);
    await Promise.all(tags.map((tag) => registry.ensureTag(digest, tag)));
    if (mine !== null && mine !== digest)
        await discard(ports, mine);
    const image = `${registry.repository}@${digest}`;
    const outputs = { ...known, digest, image };
    if (mine === digest)
        return built(outputs);
    if (mine === null)
        return reused(outputs);
    return { ...reused(outputs), message: `another run built this content first: ${image}` };
}
/** The image that a key has, and the digests that it had and that do not count. */
async function find({ ledger, registry }, key, { force }) {
    const recorded = (await ledger.read()).state.keys[key] ?? null;
    if (!force && recorded !== null && (await registry.hasManifest(recorded)))
        return { found: recorded, outdated: new Set() };
    const tagged = await registry.findDigest(key);
    const outdated = [recorded, force ? tagged : null].filter((digest) => digest !== null);
    return { found: force ? null : tagged, outdated: new Set(outdated) };
}
/** Tells what the Dockerfile lacks. Throws `policy_broken` where that is refused. */
function lint(ports, source) {
    const { policy, lint } = ports.config.artifact;
    const { path, text } = source.dockerfile;
    const told = (0,src/* lintDockerfile */.cy)(text, policy, source.args).map(({ line, message }) => `${path}:${line} ${message}`);
    if (told.length === 0)
        return;
    if (lint === "refuse") {
        const lines = told.map((line) => `\n  ${line}`).join("");
        throw new src/* SluiceError */.ah("policy_broken", `the Dockerfile is refused:${lines}`, {
            advice: "Mend those lines, or set artifact.lint: warn; nothing was built.",
        });
    }
    for (const line of told)
        ports.reporter.warning(line);
}
async function build(ports, merge, source) {
    const { config, imageBuilder, registry, reporter } = ports;
    const { context, platforms, secrets, cache, attestations } = config.artifact;
    const { digest } = await imageBuilder.build({
        commit: merge.commit,
        context,
        dockerfile: source.dockerfile.path,
        ignore: source.ignore,
        repository: registry.repository,
        tag: temporaryTag(ports, source.key),
        platforms,
        args: source.args,
        secrets: ports.resolve(secrets),
        // nothing of the commit goes in: whoever builds this content, on whatever branch, makes the same image
        labels: { "dev.sluice.content-key": source.key },
        cache,
        attestations,
        onLine: (line) => reporter.output(line),
        onWarning: (text) => reporter.warning(text),
    });
    return digest;
}
/** Removes an image of ours that another run's came before, unless a release has it. */
async function discard(ports, digest) {
    const { state } = await ports.ledger.read();
    if (state.releases[digest] !== undefined)
        return;
    const removed = await (0,failure/* attempt */.CD)(() => ports.registry.ensureDeleted(digest));
    if (!removed.ok)
        ports.reporter.debug(`${digest} stays in the registry: ${removed.failure.message}`);
}

// EXTERNAL MODULE: ./packages/commands/src/inputs.ts
var inputs = __webpack_require__(8219);
// EXTERNAL MODULE: ./packages/commands/src/train/record.ts
var train_record = __webpack_require__(348);
// EXTERNAL MODULE: ./packages/commands/src/train/resolve-subject.ts
var resolve_subject = __webpack_require__(7768);
;// CONCATENATED MODULE: ./packages/commands/src/build-image.ts







const buildImage = (0,src/* defineCommand */.NB)({
    name: "build-image",
    summary: "Build a change's artifact once, or find the one of the same content",
    changes: true,
    inputs: schemas/* object */.Ikc({
        stage: (0,inputs/* stageInput */.j4)(),
        commit: inputs/* commitInput */.us,
        force: (0,src/* flag */.Jt)("Build even where an artifact of the same content is there"),
        dryRun: inputs/* dryRun */.PA,
    }),
    outputs: outputs,
    async run(inputs, ports) {
        const stage = (0,src/* getStage */.XC)(ports.config, inputs.stage);
        const merge = await (0,resolve_subject/* identifyMerge */.FD)(ports, stage, inputs.commit ?? null);
        return buildMerge(ports, merge, { force: inputs.force, dryRun: inputs.dryRun });
    },
});
/** Builds or finds the artifact of a merge, and records that it is what the merge holds. */
async function buildMerge(ports, merge, options) {
    const { config, registry, reporter } = ports;
    if (config.artifact.kind === "image")
        return buildContainer(ports, merge, options);
    const key = await keyOf(ports, merge.commit);
    const tags = humanTags(merge);
    const found = options.force ? null : await findArtifact(ports, key);
    const known = { contentKey: key, tags: tags.join(","), version: versionOf(merge.commit) };
    if (options.dryRun)
        return rehearsed(known, found);
    reporter.step(`build-image ${merge.commit.slice(0, 8)} (${key.slice(0, 16)})`);
    const digest = found ?? (await buildArchive(ports, merge, key));
    for (const tag of tags)
        await registry.ensureTag(digest, tag);
    const artifact = { kind: "archive", repository: registry.repository, digest };
    await (0,train_record/* recordArtifact */.wY)(ports, { artifact, key, built: found === null, merge });
    const outputs = { ...known, digest, image: `${registry.repository}@${digest}` };
    return found === null ? built(outputs) : reused(outputs);
}
/** The content key of a commit: of all that a build of it can see. */
async function keyOf(ports, commit) {
    const { kind, context, args, platforms, build, output, base } = ports.config.artifact;
    const entries = await ports.history.listTree(commit, context);
    if (entries.length === 0) {
        throw new src/* SluiceError */.ah("build_failed", `there is nothing in ${context} of ${commit.slice(0, 8)}`, {
            advice: "Name the folder that the artifact is made of in artifact.context; nothing was changed.",
        });
    }
    return (0,src/* contentKey */.lO)({
        kind,
        entries,
        dockerfile: null,
        args: ports.resolve(args),
        platforms,
        build,
        output,
        base,
    });
}
async function findArtifact(ports, key) {
    const { state } = await ports.ledger.read();
    const recorded = state.keys[key];
    if (recorded !== undefined && (await ports.registry.hasManifest(recorded)))
        return recorded;
    return ports.registry.findDigest(key);
}
async function buildArchive(ports, merge, key) {
    const { context, build, output, args } = ports.config.artifact;
    const bytes = await ports.builder.build({
        commit: merge.commit,
        context,
        command: build,
        output,
        variables: { ...ports.resolve(args), SLUICE_COMMIT: merge.commit, SLUICE_CONTENT_KEY: key },
        onLine: (line) => ports.reporter.output(line),
    });
    return ports.registry.pushArchive({
        bytes,
        tags: [key],
        // nothing of the commit goes in: whoever builds this content, on whatever branch, makes the same digest
        annotations: { "dev.sluice.content-key": key },
    });
}


/***/ }),

/***/ 8219:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ digestInput),
/* harmony export */   PA: () => (/* binding */ dryRun),
/* harmony export */   Vl: () => (/* binding */ releaseWords),
/* harmony export */   j4: () => (/* binding */ stageInput),
/* harmony export */   us: () => (/* binding */ commitInput)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(749);


/** A required stage. */
function stageInput(description = "The stage, as sluice.yml names it") {
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).meta({ description, type: "string", positional: true });
}
const dryRun = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)("Only tell what would be done, and change nothing");
const commitInput = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("The commit of the stage's branch; default: the branch's head");
const digestInput = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("The artifact's digest; default: the one recorded for the commit");
/** The release that is meant. */
const releaseWords = "a change's number (42), an environment's name, or the first 7 or more digits of a digest or commit";


/***/ }),

/***/ 77:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ transactorOf),
/* harmony export */   cb: () => (/* binding */ findOver),
/* harmony export */   lH: () => (/* binding */ relationsTo)
/* harmony export */ });
/** Who writes into the ledger on behalf of this run. */
async function transactorOf(ports) {
    const { ledger, clock, random } = ports;
    const by = await ports.people.getActor();
    return { ledger, clock, random, by, run: ports.runs.current, last: ledger.last() };
}
/** The runs that a state names and that are known to be over. */
async function findOver(ports, state) {
    const named = new Set();
    for (const { holder } of Object.values(state.environments))
        if (holder)
            named.add(holder.run);
    for (const { waiting } of Object.values(state.stages))
        for (const { run } of waiting)
            named.add(run);
    named.delete(ports.runs.current);
    const over = [];
    for (const run of named)
        if (await ports.runs.isOver(run))
            over.push(run);
    return over;
}
/** How a commit stands to each of others. */
async function relationsTo(ports, commit, others) {
    const relations = {};
    for (const other of others)
        relations[other] = await ports.history.getRelation(commit, other);
    return relations;
}


/***/ }),

/***/ 1211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Vw: () => (/* binding */ done),
/* harmony export */   fJ: () => (/* binding */ fail),
/* harmony export */   z6: () => (/* binding */ endingOf)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);

function done(value) {
    return { ok: true, value };
}
function fail(failure) {
    const { reason, message, advice } = failure;
    const outcome = "outcome" in failure ? failure.outcome : undefined;
    return { ok: false, failure: { reason, message, advice, ...(outcome === undefined ? {} : { outcome }) } };
}
/** Lets an act fail with what a user can do something about, as a value; defects go on as they are. */
async function attempt(act) {
    try {
        return done(await act());
    }
    catch (error) {
        if (!(error instanceof _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah))
            throw error;
        return fail({ reason: error.reason, message: error.message, advice: error.advice });
    }
}
/** How a verb ends that a failure stopped. */
function endingOf(failure, outputs) {
    const { reason, message, advice } = failure;
    return { outcome: failure.outcome ?? (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOfReason */ .SN)(reason), reason, message, advice, outputs };
}


/***/ }),

/***/ 1742:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XY: () => (/* binding */ isHotfix),
/* harmony export */   lt: () => (/* binding */ passGate),
/* harmony export */   pE: () => (/* binding */ gateFacts)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);
/* harmony import */ var _rules_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8222);



/** What the gate of a stage wants to know of a subject that the ledger does not tell. */
function gateFacts(ports, subject) {
    return {
        hotfix: subject.hotfix,
        frozen: describeFreeze((0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .findFreeze */ .BC)(subject.stage, ports.clock.now())),
        author: subject.change?.author ?? null,
    };
}
/** All that keeps a subject from being deployed, as one failure. */
function passGate(ports, state, subject) {
    const found = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .obstacles */ .Bw)(state.releases[subject.digest], (0,_rules_ts__WEBPACK_IMPORTED_MODULE_2__/* .gateRules */ .DB)(ports.config, subject.stage), gateFacts(ports, subject), "deploy");
    const [first] = found;
    if (!first)
        return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)(null);
    return (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)({
        reason: first.reason,
        message: found.map((obstacle) => obstacle.message).join("; "),
        advice: found.map((obstacle) => obstacle.advice).join(" "),
        outcome: first.reason === "tests_failed" ? "tests_failed" : "refused",
    });
}
/** Whether a change's branch may skip the stage before. */
function isHotfix(patterns, source) {
    return source !== null && (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .matchesAny */ ._I)(patterns, source);
}
function describeFreeze(window) {
    if (window === null)
        return null;
    const when = "days" in window ? `${window.days.join(", ")} ` : "";
    const zone = "days" in window ? ` ${window.zone}` : "";
    return `${when}from ${window.from} to ${window.to}${zone}`;
}


/***/ }),

/***/ 348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FQ: () => (/* binding */ whileHolding),
/* harmony export */   wR: () => (/* binding */ recordTest),
/* harmony export */   wY: () => (/* binding */ recordArtifact)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);



/** Writes that an artifact is what a merge holds. */
async function recordArtifact(ports, fact) {
    const { merge, ...rest } = fact;
    const { stage, commit, change } = merge;
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_2__/* .transactorOf */ .Hk)(ports);
    await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideArtifact */ .LW)(state, { ...rest, stage: stage.name, commit, change }));
}
/** Writes a suite's result. */
async function recordTest(ports, result) {
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_2__/* .transactorOf */ .Hk)(ports);
    const recorded = await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideTest */ .Z0)(state, result));
    return recorded.ok ? (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .done */ .Vw)(null) : (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)(recorded);
}
/** Does something long while the claim is renewed, so that nobody takes it over meanwhile. */
async function whileHolding(ports, claim, leaseMs, act) {
    if (claim === null)
        return act();
    const ended = new AbortController();
    const renewing = renewUntil(ports, claim, leaseMs, ended.signal);
    try {
        return await act();
    }
    finally {
        ended.abort();
        await renewing;
    }
}
async function renewUntil(ports, claim, leaseMs, signal) {
    const transactor = await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_2__/* .transactorOf */ .Hk)(ports);
    while (!signal.aborted) {
        await ports.clock.sleep(leaseMs / 3, signal);
        if (signal.aborted)
            return;
        // a claim that is lost is found out by the next fence; renewing has nothing to say about it
        await (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .transact */ .hL)(transactor, (state, now) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .decideRenew */ .O1)(state, claim, leaseMs, now));
    }
}


/***/ }),

/***/ 7768:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FD: () => (/* binding */ identifyMerge),
/* harmony export */   _e: () => (/* binding */ subjectOfMilestone),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   no: () => (/* binding */ recordedArtifact)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _gate_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1742);


/**
 * Identifies the change that a commit of a stage's branch belongs to.
 *
 * @param revision what to look at; null: the head of the stage's branch
 * @throws `commit_unknown`
 */
async function identifyMerge(ports, stage, revision) {
    const commit = revision === null
        ? await ports.history.findBranch(stage.branch)
        : await ports.history.getCommit(revision);
    if (commit === null) {
        throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("commit_unknown", `there is no branch ${stage.branch} for ${stage.name}`, {
            advice: `Push the branch ${stage.branch}, name another in sluice.yml, or pass --commit.`,
        });
    }
    const origin = await ports.changes.getOrigin(commit, stage.branch);
    return { stage, commit, change: origin.kind === "change" ? origin.change : null };
}
/** The subject of a merge whose artifact is known. */
function subjectOf(app, merge, artifact) {
    const { stage, commit, change } = merge;
    return {
        app,
        stage,
        environment: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .identify */ .ls)(app, stage.name, change === null ? { commit } : { number: change.number }),
        commit,
        change,
        repository: artifact.repository,
        digest: artifact.digest,
        url: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .urlOf */ .rs)({ app }, stage, { number: change?.number ?? null, commit, source: change?.source ?? null }),
        purpose: "deploy",
        hotfix: (0,_gate_ts__WEBPACK_IMPORTED_MODULE_1__/* .isHotfix */ .XY)(stage.hotfix, change?.source ?? null),
    };
}
/** The artifact that the ledger has for a commit of a stage. Throws `artifact_missing`. */
function recordedArtifact(state, merge, digest) {
    const releases = Object.values(state.releases);
    const release = digest === null
        ? releases.findLast((r) => r.sources.some((s) => s.stage === merge.stage.name && s.commit === merge.commit))
        : releases.find((r) => r.digest === digest);
    if (release)
        return { kind: release.kind, repository: release.repository, digest: release.digest };
    throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("artifact_missing", digest === null
        ? `no artifact is recorded for ${merge.commit.slice(0, 8)} in ${merge.stage.name}`
        : `the ledger knows no artifact ${digest}`, { advice: `Run \`sluice build-image --stage ${merge.stage.name}\` first; nothing was changed.` });
}
/** The subject of going back to, or bringing on, what a stage published before. */
function subjectOfMilestone(app, stage, state, milestone, purpose) {
    const { commit, change, digest } = milestone;
    const release = state.releases[digest];
    if (!release) {
        throw new _sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .SluiceError */ .ah("artifact_missing", `the ledger forgot the artifact ${digest} of ${milestone.environment}`, {
            advice: "Choose a newer release; nothing was changed.",
        });
    }
    return { ...subjectOf(app, { stage, commit, change }, release), purpose };
}


/***/ }),

/***/ 8222:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ gateRules),
/* harmony export */   J5: () => (/* binding */ sharedStages),
/* harmony export */   cF: () => (/* binding */ routingRules),
/* harmony export */   xs: () => (/* binding */ staleRules)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);

function gateRules(config, stage) {
    return {
        name: stage.name,
        before: stage.from,
        suites: stage.require.map((name) => ({
            name,
            needsEnvironment: config.tests.find((suite) => suite.name === name)?.needs === "environment",
        })),
        approvals: stage.approvals,
    };
}
function routingRules(config) {
    return config.stages.map((stage) => ({
        name: stage.name,
        sharedHost: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM)(stage) ? (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(stage.url) : null,
    }));
}
function staleRules(config) {
    return config.stages.map((stage) => ({
        name: stage.name,
        shared: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM)(stage),
        next: config.stages.find((other) => other.from === stage.name)?.name ?? null,
        keep: { newest: stage.keep.newest, forMs: stage.keep.for },
    }));
}
function sharedStages(config) {
    return config.stages.filter(_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .isShared */ .yM).map((stage) => stage.name);
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


/***/ }),

/***/ 4377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(749);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
