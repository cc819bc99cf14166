export const id = 64;
export const ids = [64,898];
export const modules = {

/***/ 8898:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ packArchive),
  unpackArchive: () => (/* reexport */ unpackArchive)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./node_modules/modern-tar/dist/web/index.js + 1 modules
var web = __webpack_require__(1942);
;// CONCATENATED MODULE: ./packages/registry/src/archive-path.ts
/**
 * Whether a path of an archive stays below the directory that it is unpacked to, on every system: relative, without
 * `.`, `..` and empty parts, backslashes, drive letters and NUL.
 */
function isSafePath(path) {
    if (path === "" || /[\\\0]/.test(path) || /^[a-z]:/i.test(path))
        return false;
    return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
/**
 * Whether a symbolic link at `path` stays within the archive, whatever other such links it leads through: it climbs no
 * higher than the archive's top, and only at its beginning, where what it climbs are real directories.
 */
function isSafeLink(path, target) {
    const climbs = /^(?:\.\.(?:\/|$))*/.exec(target)?.[0] ?? "";
    const steps = climbs.split("..").length - 1;
    const depth = path.split("/").length - 1;
    const rest = target.slice(climbs.length);
    return steps <= depth && (rest === "" ? target !== "" : isSafePath(rest));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/registry/src/archive-unpack.ts







/**
 * Unpacks a gzipped tar into a directory that is not there yet or is empty. Nothing is written outside of it, whatever
 * the archive says, and nothing at all where the archive is not a sound one: then, and where it holds absolute paths,
 * `..`, links that lead out, devices or more than the limits allow, throws `registry_malformed`. A directory that is
 * not empty throws `input_invalid`. What a failing disk left half done is removed.
 */
async function unpackArchive(bytes, directory, limits = {}) {
    const plan = planOf(await read(bytes, limits.maxBytes ?? 2 ** 30), limits.maxEntries ?? 200_000);
    await (0,promises_.mkdir)(directory, { recursive: true });
    if ((await (0,promises_.readdir)(directory)).length > 0)
        throw new src/* SluiceError */.ah("input_invalid", `${directory} is not empty, and was left as it is.`, {
            advice: "Unpack to a directory of its own.",
        });
    try {
        for (const path of plan.directories)
            await (0,promises_.mkdir)((0,external_node_path_.join)(directory, path), { recursive: true });
        for (const { path, mode, bytes } of plan.files)
            await (0,promises_.writeFile)((0,external_node_path_.join)(directory, path), bytes, { mode, flag: "wx" });
        // Links come last, so that nothing is ever written through one.
        for (const { path, target } of plan.links)
            await (0,promises_.symlink)(target, (0,external_node_path_.join)(directory, path));
    }
    catch (error) {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
        throw error;
    }
}
async function read(bytes, maxBytes) {
    let tar;
    try {
        tar = await (0,external_node_util_.promisify)(external_node_zlib_.gunzip)(bytes, { maxOutputLength: maxBytes });
    }
    catch (error) {
        const code = error.code;
        throw unsound(code === "ERR_BUFFER_TOO_LARGE" ? `holds more than ${maxBytes} bytes` : "is not gzip");
    }
    try {
        return await (0,web/* unpackTar */.Ag)(tar, { strict: true });
    }
    catch {
        throw unsound("is not a tar");
    }
}
/** All that is to be written, in an order that is safe. */
function planOf(entries, maxEntries) {
    if (entries.length > maxEntries)
        throw unsound(`holds more than ${maxEntries} entries`);
    const directories = new Set();
    const files = new Map();
    const links = new Map();
    for (const { header, data } of entries) {
        const path = header.name.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
        const shown = JSON.stringify(header.name.slice(0, 200));
        // The archive's own top, which `tar -C directory .` writes.
        if (header.type === "directory" && (path === "" || path === "."))
            continue;
        if (!isSafePath(path))
            throw unsound(`holds the path ${shown}, which leads out of it`);
        if (files.has(path) || links.has(path))
            throw unsound(`holds ${shown} twice`);
        if (header.type === "directory")
            directories.add(path);
        else if (header.type === "file" || header.type === undefined)
            files.set(path, { path, mode: (header.mode ?? 0) & 0o100 ? 0o755 : 0o644, bytes: data ?? EMPTY });
        else if (header.type === "symlink") {
            const target = header.linkname ?? "";
            if (!isSafeLink(path, target))
                throw unsound(`holds the link ${shown}, which leads out of it`);
            links.set(path, { path, target });
        }
        else
            throw unsound(`holds ${shown}, a ${header.type}`);
    }
    for (const path of [...files.keys(), ...links.keys()]) {
        if (directories.has(path))
            throw unsound(`holds ${JSON.stringify(path)} as a directory as well`);
        for (let up = (0,external_node_path_.dirname)(path); up !== "."; up = (0,external_node_path_.dirname)(up))
            directories.add(up);
    }
    for (const path of directories)
        for (let up = path; up !== "."; up = (0,external_node_path_.dirname)(up))
            if (files.has(up) || links.has(up))
                throw unsound(`holds ${JSON.stringify(up)} as a directory as well`);
    return { directories: [...directories].sort(), files: [...files.values()], links: [...links.values()] };
}
const EMPTY = new Uint8Array();
function unsound(what) {
    return new src/* SluiceError */.ah("registry_malformed", `The archive ${what}. Nothing was unpacked.`, {
        advice: "It was not made by Sluice, or it was damaged. Build it again.",
    });
}

;// CONCATENATED MODULE: ./packages/registry/src/archive.ts





/** Offset of the operating system in a gzip header, and its word for "unknown": RFC 1952, 2.3. */
const GZIP_OS = 9;
const GZIP_OS_UNKNOWN = 255;
/**
 * A gzipped tar of these files. The same files make the same bytes, whatever their order, owner, time and machine
 * (given one version of Node, whose compressor may change). All is held in memory.
 * Throws `input_invalid` for a path that is unsafe or there twice.
 */
async function packArchive(files) {
    const entries = new Map();
    for await (const file of files) {
        if (!isSafePath(file.path))
            throw invalid(file.path, "is not a plain relative path");
        if (entries.has(file.path))
            throw invalid(file.path, "is there twice");
        if ("link" in file && !isSafeLink(file.path, file.link))
            throw invalid(file.path, "links out of the archive");
        entries.set(file.path, file);
    }
    const sorted = [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    const tar = await (0,web/* packTar */.nG)(sorted.map(toTar));
    const bytes = await (0,external_node_util_.promisify)(external_node_zlib_.gzip)(tar);
    bytes[GZIP_OS] = GZIP_OS_UNKNOWN;
    return bytes;
}
function toTar(entry) {
    const common = { name: entry.path, mtime: new Date(0), uid: 0, gid: 0, uname: "", gname: "" };
    if ("link" in entry)
        return { header: { ...common, type: "symlink", size: 0, mode: 0o777, linkname: entry.link } };
    const mode = entry.mode & 0o100 ? 0o755 : 0o644;
    return { header: { ...common, type: "file", size: entry.bytes.length, mode }, body: entry.bytes };
}
function invalid(path, what) {
    return new src/* SluiceError */.ah("input_invalid", `${JSON.stringify(path)} ${what}. No archive was made.`, {
        advice: "Archives hold plain files, and links that stay among them.",
    });
}



/***/ }),

/***/ 1064:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createArchiveBuilder: () => (/* binding */ createArchiveBuilder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7638);
/* harmony import */ var _sluice_registry_archive__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8898);
/* harmony import */ var _in_folder_ts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3070);
/* harmony import */ var _read_tree_ts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2119);
/* harmony import */ var _write_tree_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9820);







const LINES_TOLD = 20;
/** Builds archives from what git has, in a folder of their own; the work tree is neither read nor written. */
function createArchiveBuilder(ports) {
    return {
        async build(request) {
            const { commit, context, command, output } = request;
            if (command !== null)
                return (0,_in_folder_ts__WEBPACK_IMPORTED_MODULE_4__/* .inFolder */ ._)((folder) => buildIn(folder, command, ports, request));
            const entries = await (0,_read_tree_ts__WEBPACK_IMPORTED_MODULE_5__/* .readCommitted */ .r)(ports.history, commit, output === null ? context : `${context}/${output}`);
            if (entries.length === 0)
                throw nothingLeft(output ?? context, "the commit has nothing there");
            return (0,_sluice_registry_archive__WEBPACK_IMPORTED_MODULE_3__/* .packArchive */ .u)(entries);
        },
    };
}
async function buildIn(folder, command, { history, exec }, { commit, context, output, variables, onLine }) {
    await (0,_write_tree_ts__WEBPACK_IMPORTED_MODULE_6__/* .writeTree */ .W)(folder, await (0,_read_tree_ts__WEBPACK_IMPORTED_MODULE_5__/* .readCommitted */ .r)(history, commit, context));
    const tail = [];
    const { code } = await exec.run(command, {
        cwd: folder,
        env: variables,
        onLine(line) {
            onLine(line);
            tail.push(line);
            if (tail.length > LINES_TOLD)
                tail.shift();
        },
    });
    if (code !== 0) {
        const lines = tail.map((line) => `\n  ${line}`).join("");
        throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_2__/* .SluiceError */ .a("build_failed", `${command.join(" ")} ended with exit code ${code}${lines}`, {
            advice: "Mend what the lines above tell of; nothing was pushed or deployed.",
        });
    }
    const packed = output === null ? folder : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, output);
    const isFolder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(packed).then((found) => found.isDirectory(), () => false);
    if (!isFolder)
        throw nothingLeft(output ?? ".", `${command.join(" ")} left no such folder`);
    return (0,_sluice_registry_archive__WEBPACK_IMPORTED_MODULE_3__/* .packArchive */ .u)((0,_read_tree_ts__WEBPACK_IMPORTED_MODULE_5__/* .readFolder */ .j)(packed));
}
function nothingLeft(folder, why) {
    return new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_2__/* .SluiceError */ .a("build_failed", `there is nothing to pack in ${folder}: ${why}`, {
        advice: "Mend artifact.output or artifact.build in sluice.yml; nothing was pushed or deployed.",
    });
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
