export const id = 898;
export const ids = [898];
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



/***/ })

};
