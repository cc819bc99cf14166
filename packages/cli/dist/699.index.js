export const id = 699;
export const ids = [699];
export const modules = {

/***/ 7699:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openImageBuilder: () => (/* binding */ openImageBuilder)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/wiring/src/work-tree.ts
var work_tree = __webpack_require__(3844);
// EXTERNAL MODULE: ./packages/wiring/src/in-folder.ts
var in_folder = __webpack_require__(3070);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./packages/wiring/src/read-tree.ts
var read_tree = __webpack_require__(2119);
// EXTERNAL MODULE: ./packages/wiring/src/write-tree.ts
var write_tree = __webpack_require__(9820);
;// CONCATENATED MODULE: ./packages/wiring/src/images/docker-argv.ts
/** 1980-01-01, the first moment that all archive formats know: equal content must not differ by when it was built. */
const EPOCH_SECONDS = 315_532_800;
/** Whether the image ends up in the engine, to be pushed from there, and not with the builder. */
function buildsIntoEngine(builder, request) {
    return builder.kind === "classic" || (builder.driver === "docker" && request.platforms.length <= 1);
}
/**
 * One call of the builder.
 *
 * @param step `make` leaves an image in the engine, or in the builder's own cache; `push` has the builder send it off
 */
function buildCall(builder, request, places, step) {
    const ref = `${request.repository}:${request.tag}`;
    const secrets = Object.entries(request.secrets).map(([id, value], index) => ({
        id,
        value,
        name: `SLUICE_BUILD_SECRET_${index}`,
    }));
    const common = [
        "--file",
        `${places.context}/${request.dockerfile}`,
        ...(request.platforms.length > 0 ? ["--platform", request.platforms.join(",")] : []),
        ...Object.entries(request.labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]),
        ...Object.keys(request.args).flatMap((name) => ["--build-arg", name]),
    ];
    if (builder.kind === "classic") {
        return {
            argv: ["docker", "build", "--force-rm", "--tag", ref, ...common, places.context],
            env: { ...request.args, DOCKER_BUILDKIT: "0" },
        };
    }
    const engine = buildsIntoEngine(builder, request);
    const output = step === "push" ? ["--push", "--tag", ref] : engine ? ["--load", "--tag", ref] : [];
    return {
        argv: [
            "docker",
            "buildx",
            "build",
            "--progress",
            "plain",
            ...output,
            ...common,
            ...secrets.flatMap(({ id, name }) => ["--secret", `id=${id},env=${name}`]),
            ...(builder.driver === "docker" ? [] : [...attest(request), ...cache(request, places, step)]),
            places.context,
        ],
        env: {
            SOURCE_DATE_EPOCH: String(EPOCH_SECONDS),
            ...request.args,
            ...Object.fromEntries(secrets.map(({ name, value }) => [name, value])),
        },
    };
}
function attest({ attestations }) {
    return [
        `--provenance=${attestations.includes("provenance") ? "mode=max" : "false"}`,
        `--sbom=${attestations.includes("sbom")}`,
    ];
}
function cache(request, places, step) {
    const stores = {
        registry: { from: `type=registry,ref=${request.repository}:build-cache`, to: "" },
        gha: { from: "type=gha", to: "" },
        local: { from: `type=local,src=${places.cache}`, to: `type=local,dest=${places.cache}` },
    };
    return request.cache.flatMap((name) => {
        const { from, to } = stores[name];
        // what the first step kept is there in the second
        return ["--cache-from", from, ...(step === "make" ? ["--cache-to", `${to || from},mode=max`] : [])];
    });
}
/** What was asked for and this builder cannot do, one line each. */
function shortcomings(builder, request) {
    const sbom = request.attestations.includes("sbom");
    const kept = request.cache.length > 0;
    if (builder.kind === "classic") {
        return [
            "docker has no buildx plugin here, so the engine's own builder builds, without artifact.cache and attestations; install docker-buildx",
        ];
    }
    if (builder.driver !== "docker" || (!sbom && !kept))
        return [];
    const what = [...(kept ? ["artifact.cache"] : []), ...(sbom ? ["an SBOM"] : [])].join(" and ");
    return [
        `buildx's driver docker cannot do ${what}, so this build goes without; docker buildx create --use makes a builder that can`,
    ];
}

;// CONCATENATED MODULE: ./packages/wiring/src/images/context.ts






const SUBMODULE = "160000";
/**
 * Writes what the build of a commit sees to an empty folder: what the ignore file hides is not there, so the build sees
 * what the content key was made of, whichever builder it is. As with docker, the Dockerfile and the ignore files are
 * there in any case. Modes and times are the same on every machine, as they get into layers.
 */
async function writeContext(folder, history, request) {
    const { commit, context, dockerfile, ignore } = request;
    const needed = [dockerfile, `${dockerfile}.dockerignore`, ".dockerignore"];
    const prefix = prefixOf(context);
    const visible = ({ path }) => {
        const relative = path.slice(prefix.length);
        return needed.includes(relative) || !ignore(relative);
    };
    const seen = {
        readBlobs: history.readBlobs,
        listTree: async (...place) => {
            const entries = (await history.listTree(...place)).filter(visible);
            const submodule = entries.find(({ mode }) => mode === SUBMODULE);
            if (submodule === undefined)
                return entries;
            throw new errors/* SluiceError */.a("build_failed", `${submodule.path} is a submodule, and its files are elsewhere`, {
                advice: "Keep the files in the repository, or hide it by .dockerignore; nothing was built.",
            });
        },
    };
    const entries = await (0,read_tree/* readCommitted */.r)(seen, commit, context);
    await (0,write_tree/* writeTree */.W)(folder, entries);
    const folders = new Set();
    for (const entry of entries) {
        const path = (0,external_node_path_.join)(folder, entry.path);
        if (!("link" in entry))
            await (0,promises_.chmod)(path, entry.mode);
        await (0,promises_.lutimes)(path, EPOCH_SECONDS, EPOCH_SECONDS);
        for (let at = (0,external_node_path_.dirname)(path); at !== folder && at.length > folder.length; at = (0,external_node_path_.dirname)(at))
            folders.add(at);
    }
    for (const path of [...folders, folder]) {
        await (0,promises_.chmod)(path, 0o755);
        await (0,promises_.lutimes)(path, EPOCH_SECONDS, EPOCH_SECONDS);
    }
}
/** `./app/` → `app/`; `.` → nothing. */
function prefixOf(context) {
    const parts = context.split("/").filter((part) => part !== "" && part !== ".");
    return parts.map((part) => `${part}/`).join("");
}

;// CONCATENATED MODULE: ./packages/wiring/src/images/image-builder.ts




const LINES_TOLD = 20;
/** Milliseconds before the second, third and fourth try of a push. */
const PAUSES_MS = [500, 2_000, 5_000];
const DENIED = /denied|unauthorized|authentication required|no basic auth credentials/i;
/** Builds images with docker, from what git has, in a folder of their own. */
function createImageBuilder(ports) {
    return {
        async build(request) {
            const builder = await findBuilder(ports.exec);
            for (const line of shortcomings(builder, request))
                request.onWarning(line);
            refuseImpossible(builder, request);
            await (0,in_folder/* inFolder */._)(async (context) => {
                await writeContext(context, ports.history, request);
                const places = { context, cache: ports.cacheFolder };
                const made = await follow(ports.exec, buildCall(builder, request, places, "make"), request);
                if (made.code !== 0) {
                    throw new errors/* SluiceError */.a("build_failed", `the build ended with exit code ${made.code}${made.told}`, {
                        advice: "Mend what the lines above tell of; nothing was pushed or deployed.",
                    });
                }
                if (!buildsIntoEngine(builder, request)) {
                    await push(ports, buildCall(builder, request, places, "push"), request);
                    return;
                }
                const ref = `${request.repository}:${request.tag}`;
                try {
                    await push(ports, { argv: ["docker", "push", ref], env: {} }, request);
                }
                finally {
                    await ports.exec.run(["docker", "image", "rm", ref]);
                }
            });
            return { digest: await digestOf(ports, request) };
        },
    };
}
/** What builds here. Throws `program_missing` without docker. */
async function findBuilder(exec) {
    const inspected = await exec.run(["docker", "buildx", "inspect"]);
    const driver = /^Driver:\s+(\S+)/m.exec(inspected.stdout)?.[1];
    if (driver !== undefined)
        return { kind: "buildx", driver };
    const { code } = await exec.run(["docker", "buildx", "version"]);
    return code === 0 ? { kind: "buildx", driver: "docker" } : { kind: "classic" };
}
function refuseImpossible(builder, request) {
    if (builder.kind !== "classic")
        return;
    const wish = request.platforms.length > 1
        ? "more than one of artifact.platforms"
        : Object.keys(request.secrets).length > 0
            ? "artifact.secrets"
            : null;
    if (wish === null)
        return;
    throw new errors/* SluiceError */.a("build_failed", `${wish} cannot be built without docker's buildx plugin`, {
        advice: "Install docker-buildx on this machine; nothing was built.",
    });
}
/** Pushes, and again where the registry failed: what it has already is not sent twice. */
async function push({ exec, clock }, call, request) {
    const { repository } = request;
    for (let tries = 1;; tries++) {
        const { code, told } = await follow(exec, call, request);
        if (code === 0)
            return;
        if (DENIED.test(told)) {
            throw new errors/* SluiceError */.a("registry_denied", `${repository} refuses the push${told}`, {
                advice: "Log docker in to that registry with rights to push; nothing was deployed.",
            });
        }
        const pause = PAUSES_MS[tries - 1];
        if (pause === undefined) {
            throw new errors/* SluiceError */.a("registry_unreachable", `the push to ${repository} failed ${tries} times${told}`, {
                advice: "See whether the registry is well, and run again; nothing was deployed.",
            });
        }
        request.onWarning(`the push to ${repository} failed (exit code ${code}); trying again`);
        await clock.sleep(pause);
    }
}
/** What the registry has, and not what a program printed. */
async function digestOf({ registry }, request) {
    const digest = await registry.findDigest(request.tag);
    if (digest !== null)
        return digest;
    const what = `${request.repository}:${request.tag}`;
    throw new errors/* SluiceError */.a("registry_unreachable", `the registry took the push of ${what} and does not have it`, {
        advice: "See whether the registry keeps what it is sent, and run again; nothing was deployed.",
    });
}
/** Runs a program, passes its lines on and keeps the last of them. */
async function follow(exec, { argv, env }, { onLine }) {
    const tail = [];
    const { code } = await exec.run(argv, {
        env,
        onLine(line) {
            onLine(line);
            tail.push(line);
            if (tail.length > LINES_TOLD)
                tail.shift();
        },
    });
    return { code, told: tail.map((line) => `\n  ${line}`).join("") };
}

;// CONCATENATED MODULE: ./packages/wiring/src/images/open.ts






/** The builder of a site's images. Throws `config_invalid` where they are to be kept in a folder. */
function openImageBuilder(site, ports) {
    const { artifact, app } = site.config;
    if (artifact.repository.startsWith("layout:")) {
        throw new errors/* SluiceError */.a("config_invalid", "artifact.image: docker cannot push an image to a layout's folder", {
            advice: "Name a registry's repository; one on this machine will do. Nothing was built.",
        });
    }
    const caches = site.env.XDG_CACHE_HOME || (0,external_node_path_.join)(site.env.HOME || (0,external_node_os_.homedir)(), ".cache");
    const builder = createImageBuilder({ ...ports, cacheFolder: (0,external_node_path_.join)(caches, "sluice", "layers", (0,src/* slug */.yR)(app)) });
    return {
        async build(request) {
            const labels = { ...request.labels, ...(await sourceOf(site)) };
            return builder.build({ ...request, labels });
        },
    };
}
/** Where the source is to be had, the same for all commits; nothing for a folder of this machine. */
async function sourceOf(site) {
    const { findRemote } = await (0,work_tree/* openWorkTree */.w)({ cwd: site.root, env: site.env });
    const remote = await findRemote();
    if (remote === null || !/^(?:https?:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(remote))
        return {};
    return { "org.opencontainers.image.source": remote };
}


/***/ }),

/***/ 3070:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ inFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);




/** Lends an empty folder that is gone afterwards, also where the process is ended meanwhile. */
async function inFolder(task) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), "sluice-build-"));
    const remove = () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(folder, { recursive: true, force: true, maxRetries: 3 });
    process.once("exit", remove);
    try {
        return await task(folder);
    }
    finally {
        process.off("exit", remove);
        remove();
    }
}


/***/ }),

/***/ 2119:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ readFolder),
/* harmony export */   r: () => (/* binding */ readCommitted)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7638);



const LINK = "120000";
const SUBMODULE = "160000";
/** What a commit holds below a folder, with paths relative to it. Throws `build_failed` for a submodule. */
async function readCommitted(history, commit, folder) {
    const entries = await history.listTree(commit, folder);
    const submodule = entries.find(({ mode }) => mode === SUBMODULE);
    if (submodule !== undefined) {
        throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_2__/* .SluiceError */ .a("build_failed", `${submodule.path} is a submodule, and its files are elsewhere`, {
            advice: "Keep the files in the repository, or build an image; nothing was built.",
        });
    }
    const blobs = await history.readBlobs(entries.map(({ object }) => object));
    const prefix = folder
        .split("/")
        .filter((part) => part !== "" && part !== ".")
        .map((part) => `${part}/`)
        .join("");
    return entries.map(({ path, mode, object }) => {
        const bytes = blobs.get(object);
        const relative = path.slice(prefix.length);
        if (mode === LINK)
            return { path: relative, link: Buffer.from(bytes).toString("utf8") };
        return { path: relative, mode: Number.parseInt(mode, 8) & 0o777, bytes };
    });
}
/** All files and links below a folder on disk. Throws `build_failed` for anything else (a socket, say). */
async function* readFolder(folder, below = "") {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, below), { withFileTypes: true });
    for (const entry of found) {
        const path = below === "" ? entry.name : `${below}/${entry.name}`;
        const full = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, path);
        if (entry.isDirectory())
            yield* readFolder(folder, path);
        else if (entry.isSymbolicLink())
            yield { path, link: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(full) };
        else if (entry.isFile()) {
            const { mode } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(full);
            yield { path, mode: mode & 0o777, bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(full) };
        }
        else {
            throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_2__/* .SluiceError */ .a("build_failed", `the build left ${path}, which is no file, folder or link`, {
                advice: "Let it leave plain files; nothing was pushed.",
            });
        }
    }
}


/***/ }),

/***/ 9820:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ writeTree)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/** Writes files, then links, to an empty folder: nothing is ever written through a link. */
async function writeTree(folder, entries) {
    for (const entry of entries) {
        if ("link" in entry)
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, entry.path);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, entry.bytes, { mode: entry.mode, flag: "wx" });
    }
    for (const entry of entries) {
        if (!("link" in entry))
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, entry.path);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.symlink)(entry.link, path);
    }
}


/***/ })

};
