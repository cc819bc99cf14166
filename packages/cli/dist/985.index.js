export const id = 985;
export const ids = [985];
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

/***/ 8924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   destroyStaleEnv: () => (/* binding */ destroyStaleEnv),
/* harmony export */   tellDrained: () => (/* binding */ tellDrained)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(749);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8219);
/* harmony import */ var _train_drain_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(523);
/* harmony import */ var _train_remove_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3113);





const outputs = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    destroyed: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()
        .meta({ description: "The environments that were (or would be) destroyed, separated by commas" }),
    left: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().meta({ description: "Stale environments that are still there" }),
});
const destroyStaleEnv = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "destroy-stale-env",
    summary: "Destroy the environments that nothing needs any more",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        stages: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Stages to look at; default: all").meta({
            description: "Stages to look at; default: all",
            type: "list",
            positional: true,
        }),
        environment: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Environments to destroy now, stale or not; what serves a shared hostname is spared all the same"),
        keep: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Environments to spare"),
        abandoned: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Environments whose change was closed or whose branch is gone"),
        dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .dryRun */ .PA,
    }),
    outputs,
    async run(inputs, ports) {
        const stages = inputs.stages.map((name) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, name));
        const asked = { pinned: inputs.keep, abandoned: inputs.abandoned };
        if (inputs.dryRun) {
            const names = stages.map((stage) => stage.name);
            return tellStale(await (0,_train_drain_ts__WEBPACK_IMPORTED_MODULE_2__/* .lookForStale */ .g)(ports, names, asked));
        }
        ports.reporter.step(`destroy-stale-env ${stages.map((stage) => stage.name).join(" ")}`);
        if (inputs.environment.length > 0)
            return destroyAsked(ports, inputs.environment);
        return tellDrained(ports, await (0,_train_drain_ts__WEBPACK_IMPORTED_MODULE_2__/* .drain */ .Z)(ports, stages, asked));
    },
});
/** What a drain came to, as a verb's end. */
function tellDrained(ports, drained) {
    for (const one of drained.destroyed)
        ports.reporter.info(`destroyed ${one.environment}: ${one.reason}, ${one.detail}`);
    const destroyed = drained.destroyed.map((one) => one.environment).join(",");
    const left = drained.left.map((one) => one.environment).join(",");
    const [first] = drained.left;
    if (first) {
        const message = `${left} could not be destroyed: ${first.failure.message}`;
        const advice = "The ledger has their tombstones: the next run tries again.";
        return { outcome: "failed", reason: first.failure.reason, message, advice, outputs: { destroyed, left } };
    }
    const count = drained.destroyed.length;
    if (count === 0)
        return {
            outcome: "unchanged",
            reason: "nothing_to_do",
            message: "nothing is stale",
            outputs: { destroyed, left },
        };
    const details = drained.destroyed.map(({ environment, reason, detail }) => ({
        environment,
        reason,
        detail,
    }));
    return {
        outcome: "destroyed",
        reason: "ok",
        message: `destroyed ${destroyed}`,
        outputs: { destroyed, left },
        details,
    };
}
function tellStale(stale) {
    const lines = stale.map((one) => `would destroy ${one.environment}: ${one.reason}, ${one.detail}`);
    const message = lines.length === 0 ? "nothing is stale" : lines.join("\n");
    const destroyed = stale.map((one) => one.environment).join(",");
    return {
        outcome: "unchanged",
        reason: "dry_run",
        message,
        outputs: { destroyed, left: "" },
        details: stale,
    };
}
async function destroyAsked(ports, names) {
    const { state } = await ports.ledger.read();
    const unknown = names.find((name) => state.environments[name] === undefined);
    if (unknown !== undefined) {
        const message = `there is no environment ${unknown}`;
        const advice = "`sluice status` lists them; nothing was changed.";
        return {
            outcome: "invalid",
            reason: "environment_unknown",
            message,
            advice,
            outputs: { destroyed: "", left: "" },
        };
    }
    const by = await ports.people.getActor();
    const { removed, left } = await (0,_train_remove_ts__WEBPACK_IMPORTED_MODULE_3__/* .remove */ .T)(ports, names.map((environment) => ({
        environment,
        generation: state.environments[environment].generation,
        reason: "asked",
        detail: `${by} asked for it`,
    })));
    const spared = names.filter((name) => !removed.includes(name));
    const outputs = { destroyed: removed.join(","), left: spared.join(",") };
    if (spared.length > 0) {
        const why = left[0]?.failure.message ?? "they serve a shared hostname, or another run is at work on them";
        return {
            outcome: "refused",
            reason: left[0]?.failure.reason ?? "busy",
            message: `${spared.join(", ")} stay: ${why}`,
            advice: null,
            outputs,
        };
    }
    return { outcome: "destroyed", reason: "ok", message: `destroyed ${removed.join(", ")}`, outputs };
}


/***/ }),

/***/ 3278:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   chooseSuites: () => (/* binding */ chooseSuites),
/* harmony export */   runSuites: () => (/* binding */ runSuites),
/* harmony export */   runTestMatrix: () => (/* binding */ runTestMatrix)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(749);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8219);
/* harmony import */ var _train_failure_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1211);
/* harmony import */ var _train_health_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9743);
/* harmony import */ var _train_record_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(348);
/* harmony import */ var _train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7768);
/* harmony import */ var _train_subject_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7865);








const outputs = zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    digest: zod__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().optional().meta({ description: "The artifact that was tested" }),
    passed: zod__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().optional().meta({ description: "Suites that passed, separated by commas" }),
    failed: zod__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().optional().meta({ description: "Suites that failed, separated by commas" }),
});
const runTestMatrix = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "run-test-matrix",
    summary: "Run a stage's test suites and record their results for the artifact",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
        stage: (0,_inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .stageInput */ .j4)(),
        suites: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)("Suites to run; default: those that the stage requires and that are not yet known to have passed"),
        needs: zod__WEBPACK_IMPORTED_MODULE_7__/* ["enum"] */ .k5n(["all", "nothing", "environment"]).default("all").meta({
            description: "nothing: only suites that need no environment; environment: only those that do",
            type: "string",
        }),
        url: (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)("Address for suites that need the environment; default: that of the environment itself"),
        commit: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .commitInput */ .us,
        digest: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .digestInput */ .Dc,
        dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_1__/* .dryRun */ .PA,
    }),
    outputs,
    async run(inputs, ports) {
        const stage = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, inputs.stage);
        const merge = await (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_5__/* .identifyMerge */ .FD)(ports, stage, inputs.commit ?? null);
        const { state } = await ports.ledger.read();
        const subject = (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_5__/* .subjectOf */ .et)(ports.config.app, merge, (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_5__/* .recordedArtifact */ .no)(state, merge, inputs.digest ?? null));
        const environment = state.environments[subject.environment];
        const held = environment?.holder?.run === ports.runs.current;
        const claim = held ? { environment: environment.name, generation: environment.generation } : null;
        const suites = chooseSuites(ports, subject, inputs);
        if (inputs.dryRun) {
            const message = `would run ${suites.map((suite) => suite.name).join(", ") || "nothing"}`;
            return { outcome: "passed", reason: "dry_run", message, outputs: { digest: subject.digest } };
        }
        return runSuites(ports, subject, {
            suites,
            claim,
            url: inputs.url ?? null,
            again: inputs.suites.length > 0,
        });
    },
});
/** The suites that are meant. Throws `input_invalid` for a name that sluice.yml does not have. */
function chooseSuites(ports, subject, wish) {
    const names = wish.suites.length > 0 ? wish.suites : subject.stage.require;
    return names
        .map((name) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getSuite */ .Fc)(ports.config, name))
        .filter((suite) => wish.needs === "all" || (suite.needs === "environment") === (wish.needs === "environment"));
}
/**
 * Runs suites one after another and records each result for the artifact's digest. A suite that is known to have
 * passed for this digest is not run again, unless it needs an environment of this stage or `again` asks for it.
 */
async function runSuites(ports, subject, work) {
    const passed = [];
    const failed = [];
    let first = null;
    for (const suite of work.suites) {
        const { state } = await ports.ledger.read();
        const known = state.releases[subject.digest]?.tests[suite.name];
        if (known?.outcome === "success" && suite.needs === null && !work.again) {
            ports.reporter.info(`${suite.name} passed for this artifact at ${known.at}`);
            passed.push(suite.name);
            continue;
        }
        ports.reporter.step(`run-test-matrix ${suite.name}`);
        const run = () => runSuite(ports, subject, suite, work.url);
        const result = await (0,_train_record_ts__WEBPACK_IMPORTED_MODULE_4__/* .whileHolding */ .FQ)(ports, work.claim, subject.stage.lease, run);
        const recorded = await (0,_train_record_ts__WEBPACK_IMPORTED_MODULE_4__/* .recordTest */ .wR)(ports, {
            digest: subject.digest,
            suite: suite.name,
            outcome: result.detail === null ? "success" : "failure",
            stage: subject.stage.name,
            environment: suite.needs === "environment" ? subject.environment : null,
            ms: result.ms,
            detail: result.detail,
        });
        if (!recorded.ok)
            return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_2__/* .endingOf */ .z6)(recorded.failure, { digest: subject.digest });
        if (result.detail === null)
            passed.push(suite.name);
        else {
            failed.push(suite.name);
            first ??= `suite ${suite.name} failed: ${result.detail}${result.tail}`;
        }
    }
    const outputs = { digest: subject.digest, passed: passed.join(","), failed: failed.join(",") };
    if (first !== null) {
        return {
            outcome: "tests_failed",
            reason: "tests_failed",
            message: first,
            advice: "Mend it and merge the fix.",
            outputs,
        };
    }
    const message = passed.length === 0 ? "no suite to run" : `${passed.join(", ")} passed`;
    return { outcome: "passed", reason: passed.length === 0 ? "nothing_to_do" : "ok", message, outputs };
}
async function runSuite(ports, subject, suite, url) {
    const began = ports.clock.now();
    const address = suite.needs === null ? null : (url ?? (await findAddress(ports, subject.environment)));
    if (suite.needs === "environment" && address === null) {
        return { ms: 0, detail: `${subject.environment} has no address to test`, tail: "" };
    }
    let detail = null;
    let tail = [];
    for (let attempt = 0; attempt <= suite.retries; attempt++) {
        if (attempt > 0)
            ports.reporter.warning(`${suite.name}: ${detail}; trying again (${attempt} of ${suite.retries})`);
        tail = [];
        const result = await ports.exec.run(suite.command, {
            env: {
                ...(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_6__/* .variablesOf */ .ht)(subject),
                ...ports.resolve(suite.env),
                SLUICE_SUITE: suite.name,
                SLUICE_URL: address ?? "",
            },
            timeoutMs: suite.timeout,
            onLine: (line) => {
                ports.reporter.output(line);
                tail.push(line);
                if (tail.length > 20)
                    tail.shift();
            },
        });
        detail = result.timedOut
            ? `it did not end within ${suite.timeout / 1000} s`
            : result.code === 0
                ? null
                : `exit code ${result.code}`;
        if (detail === null)
            break;
    }
    return { ms: ports.clock.now() - began, detail, tail: tail.map((line) => `\n  ${line}`).join("") };
}
async function findAddress(ports, environment) {
    const instance = await ports.target.find(environment);
    return instance === null ? null : (0,_train_health_ts__WEBPACK_IMPORTED_MODULE_3__/* .reachOf */ .xw)(instance);
}


/***/ }),

/***/ 3985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(749);
/* harmony import */ var _build_image_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8818);
/* harmony import */ var _destroy_stale_env_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8924);
/* harmony import */ var _inputs_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8219);
/* harmony import */ var _run_test_matrix_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3278);
/* harmony import */ var _train_bring_up_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3599);
/* harmony import */ var _train_deploy_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2938);
/* harmony import */ var _train_drain_ts__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(523);
/* harmony import */ var _train_failure_ts__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1211);
/* harmony import */ var _train_gate_ts__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1742);
/* harmony import */ var _train_go_live_ts__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(498);
/* harmony import */ var _train_notice_ts__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2925);
/* harmony import */ var _train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7768);
/* harmony import */ var _train_subject_ts__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(7865);















const outputs = zod__WEBPACK_IMPORTED_MODULE_14__/* .object */ .Ikc({
    environment: zod__WEBPACK_IMPORTED_MODULE_14__/* .string */ .YjP().optional().meta({ description: "The environment's name" }),
    url: zod__WEBPACK_IMPORTED_MODULE_14__/* .string */ .YjP().nullish().meta({ description: "Its public address" }),
    digest: zod__WEBPACK_IMPORTED_MODULE_14__/* .string */ .YjP().optional().meta({ description: "The artifact's digest" }),
    built: zod__WEBPACK_IMPORTED_MODULE_14__/* .string */ .YjP().optional().meta({ description: "built or reused" }),
    destroyed: zod__WEBPACK_IMPORTED_MODULE_14__/* .string */ .YjP()
        .optional()
        .meta({ description: "Environments that were destroyed, separated by commas" }),
});
const run = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .NB)({
    name: "run",
    summary: "Do all that a merge into a stage does, from build to notice",
    changes: true,
    inputs: zod__WEBPACK_IMPORTED_MODULE_14__/* .object */ .Ikc({ stage: (0,_inputs_ts__WEBPACK_IMPORTED_MODULE_3__/* .stageInput */ .j4)(), commit: _inputs_ts__WEBPACK_IMPORTED_MODULE_3__/* .commitInput */ .us, dryRun: _inputs_ts__WEBPACK_IMPORTED_MODULE_3__/* .dryRun */ .PA }),
    outputs,
    async run(inputs, ports) {
        const stage = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .getStage */ .XC)(ports.config, inputs.stage);
        const merge = await (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_12__/* .identifyMerge */ .FD)(ports, stage, inputs.commit ?? null);
        ports.reporter.step(`${stage.name}: ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_13__/* .nameOf */ .Vb)(merge)}${merge.change === null ? "" : ` ${merge.change.title}`}`);
        if (inputs.dryRun)
            return rehearse(ports, merge);
        const built = await (0,_build_image_ts__WEBPACK_IMPORTED_MODULE_1__.buildMerge)(ports, merge, { force: false, dryRun: false });
        ports.reporter.info(built.message);
        const { state } = await ports.ledger.read();
        const subject = (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_12__/* .subjectOf */ .et)(ports.config.app, merge, (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_12__/* .recordedArtifact */ .no)(state, merge, built.outputs.digest ?? null));
        const outputs = {
            environment: subject.environment,
            url: subject.url,
            digest: subject.digest,
            built: built.outcome,
        };
        const ending = await ride(ports, subject, outputs);
        const drained = (0,_destroy_stale_env_ts__WEBPACK_IMPORTED_MODULE_2__.tellDrained)(ports, await (0,_train_drain_ts__WEBPACK_IMPORTED_MODULE_7__/* .drain */ .Z)(ports, stagesToDrain(ports, stage), { pinned: [], abandoned: [] }));
        if (drained.outcome === "failed")
            ports.reporter.warning(drained.message);
        await (0,_train_notice_ts__WEBPACK_IMPORTED_MODULE_11__/* .tellEnding */ .L)(ports, subject, ending);
        return { ...ending, outputs: { ...ending.outputs, destroyed: drained.outputs.destroyed } };
    },
});
/** Tests, environment, tests of the environment, traffic. A failure at any step leaves what served before serving. */
async function ride(ports, subject, outputs) {
    const before = await (0,_run_test_matrix_ts__WEBPACK_IMPORTED_MODULE_4__.runSuites)(ports, subject, {
        suites: (0,_run_test_matrix_ts__WEBPACK_IMPORTED_MODULE_4__.chooseSuites)(ports, subject, { suites: [], needs: "nothing" }),
        claim: null,
        url: null,
        again: false,
    });
    if (before.outcome !== "passed")
        return { ...before, outputs };
    if (subject.stage.trigger === "manual") {
        const { state } = await ports.ledger.read();
        const gate = (0,_train_gate_ts__WEBPACK_IMPORTED_MODULE_9__/* .passGate */ .lt)(ports, state, subject);
        if (!gate.ok)
            return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_8__/* .endingOf */ .z6)(gate.failure, outputs);
        const message = `${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_13__/* .nameOf */ .Vb)(subject)} is ready for ${subject.stage.name}; an administrator deploys it`;
        const advice = `sluice deploy-env ${subject.stage.name} --commit ${subject.commit.slice(0, 12)}`;
        return { outcome: "done", reason: "ok", message, advice, outputs };
    }
    ports.reporter.step(`deploy-env ${subject.environment}`);
    const deployed = await (0,_train_deploy_ts__WEBPACK_IMPORTED_MODULE_6__/* .deploy */ .g)(ports, subject);
    if (!deployed.ok)
        return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_8__/* .endingOf */ .z6)(deployed.failure, outputs);
    const { claim, is } = deployed.value;
    if (is === "unchanged") {
        const message = `${subject.environment} runs ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_13__/* .nameOf */ .Vb)(subject)} already`;
        return { outcome: "unchanged", reason: "nothing_to_do", message, outputs };
    }
    const tested = await (0,_run_test_matrix_ts__WEBPACK_IMPORTED_MODULE_4__.runSuites)(ports, subject, {
        suites: (0,_run_test_matrix_ts__WEBPACK_IMPORTED_MODULE_4__.chooseSuites)(ports, subject, { suites: [], needs: "environment" }),
        claim,
        url: null,
        again: false,
    });
    if (tested.outcome !== "passed") {
        const { reason, message } = tested;
        await (0,_train_bring_up_ts__WEBPACK_IMPORTED_MODULE_5__/* .undo */ .t)(ports, subject, claim, { reason, message, advice: null });
        return { ...tested, outputs };
    }
    ports.reporter.step(`promote-to-prod ${subject.environment} → ${subject.url ?? subject.stage.name}`);
    const live = await (0,_train_go_live_ts__WEBPACK_IMPORTED_MODULE_10__/* .goLive */ .H)(ports, subject, claim);
    if (!live.ok)
        return (0,_train_failure_ts__WEBPACK_IMPORTED_MODULE_8__/* .endingOf */ .z6)(live.failure, outputs);
    const message = `${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_13__/* .nameOf */ .Vb)(subject)} serves ${subject.stage.name}${subject.url === null ? "" : ` at ${subject.url}`}`;
    return { outcome: "deployed", reason: "ok", message, outputs };
}
/** A stage's own superseded environments go, and those of the stage before that it contains. */
function stagesToDrain(ports, stage) {
    return ports.config.stages.filter((other) => other.name === stage.name || other.name === stage.from);
}
async function rehearse(ports, merge) {
    const built = await (0,_build_image_ts__WEBPACK_IMPORTED_MODULE_1__.buildMerge)(ports, merge, { force: false, dryRun: true });
    const lines = [built.message];
    const { digest } = built.outputs;
    if (digest !== undefined) {
        const { repository } = ports.registry;
        const subject = (0,_train_resolve_subject_ts__WEBPACK_IMPORTED_MODULE_12__/* .subjectOf */ .et)(ports.config.app, merge, { repository, digest });
        lines.push(`would deploy ${(0,_train_subject_ts__WEBPACK_IMPORTED_MODULE_13__/* .nameOf */ .Vb)(subject)} to ${subject.environment}`);
    }
    const names = stagesToDrain(ports, merge.stage).map((stage) => stage.name);
    for (const one of await (0,_train_drain_ts__WEBPACK_IMPORTED_MODULE_7__/* .lookForStale */ .g)(ports, names, { pinned: [], abandoned: [] })) {
        lines.push(`would destroy ${one.environment}: ${one.reason}, ${one.detail}`);
    }
    return {
        outcome: "unchanged",
        reason: "dry_run",
        message: lines.join("\n"),
        outputs: digest ? { digest } : {},
    };
}


/***/ }),

/***/ 523:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ drain),
/* harmony export */   g: () => (/* binding */ lookForStale)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var _acting_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77);
/* harmony import */ var _failure_ts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1211);
/* harmony import */ var _remove_ts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3113);
/* harmony import */ var _rules_ts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8222);
/* harmony import */ var _settle_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1078);






/**
 * What is stale right now, in these stages (all of them where none is named).
 *
 * @param asked environments that a person wants to keep (`pinned`) or that lost their change (`abandoned`)
 */
async function lookForStale(ports, stages, asked) {
    const { state } = await ports.ledger.read();
    const rules = (0,_rules_ts__WEBPACK_IMPORTED_MODULE_3__/* .staleRules */ .xs)(ports.config);
    const relations = new Map();
    for (const [a, b] of (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .pairsToCompare */ .mJ)(state, rules)) {
        const key = `${a} ${b}`;
        if (!relations.has(key))
            relations.set(key, await ports.history.getRelation(a, b));
    }
    const stale = (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .findStale */ .TS)(state, {
        stages: rules,
        instances: await ports.target.list(),
        routed: await routedEnvironments(ports),
        ...asked,
        relation: (a, b) => relations.get(`${a} ${b}`) ?? "unknown",
        acting: { run: ports.runs.current, over: await (0,_acting_ts__WEBPACK_IMPORTED_MODULE_5__/* .findOver */ .cb)(ports, state) },
        now: ports.clock.now(),
    });
    return stages.length === 0 ? stale : stale.filter((one) => stages.includes(one.stage));
}
/** Settles what dead runs left in their bake, then destroys what is stale. */
async function drain(ports, stages, asked) {
    for (const stage of ports.config.stages)
        await (0,_settle_ts__WEBPACK_IMPORTED_MODULE_4__/* .settleStage */ .u)(ports, stage);
    const stale = await lookForStale(ports, stages.map((stage) => stage.name), asked);
    const { removed, left } = await (0,_remove_ts__WEBPACK_IMPORTED_MODULE_2__/* .remove */ .T)(ports, stale.filter((one) => one.recorded));
    const orphans = stale.filter((one) => !one.recorded);
    const results = await Promise.all(orphans.map(async (one) => ({
        one,
        down: await (0,_failure_ts__WEBPACK_IMPORTED_MODULE_1__/* .attempt */ .CD)(() => ports.target.down(one.environment, one.generation)),
    })));
    return {
        destroyed: stale.filter((one) => removed.includes(one.environment) ||
            results.some((r) => r.one === one && r.down.ok && r.down.value !== "fenced")),
        left: [
            ...left,
            ...results.flatMap(({ one, down }) => down.ok ? [] : [{ environment: one.environment, failure: down.failure }]),
        ],
    };
}
/** Environments that hold a hostname which their stage's releases share, as the edge itself says. */
async function routedEnvironments(ports) {
    const routing = await ports.edge.find();
    const { state } = await ports.ledger.read();
    const shared = (0,_rules_ts__WEBPACK_IMPORTED_MODULE_3__/* .sharedStages */ .J5)(ports.config);
    return (routing?.routes ?? [])
        .map((route) => route.environment)
        .filter((name) => shared.includes(state.environments[name]?.stage ?? ""));
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


/***/ })

};
