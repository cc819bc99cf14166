export const id = 640;
export const ids = [640];
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

/***/ 2640:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openLayout: () => (/* binding */ openLayout)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/host/src/files.ts + 2 modules
var files = __webpack_require__(4434);
// EXTERNAL MODULE: ./packages/registry/src/archive-manifest.ts
var archive_manifest = __webpack_require__(1297);
// EXTERNAL MODULE: ./packages/registry/src/manifest.ts
var src_manifest = __webpack_require__(7148);
// EXTERNAL MODULE: ./packages/registry/src/names.ts
var names = __webpack_require__(6337);
// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./packages/registry/src/digest.ts
var src_digest = __webpack_require__(1289);
;// CONCATENATED MODULE: ./packages/registry/src/layout/files.ts






/** Where a layout keeps the bytes of a digest: OCI image layout specification 1.1, "Blobs". */
function blobPath(directory, digest) {
    return (0,external_node_path_.join)(directory, "blobs", "sha256", digest.slice("sha256:".length));
}
async function exists(path) {
    try {
        await (0,promises_.access)(path);
        return true;
    }
    catch (error) {
        if (isCode(error, "ENOENT"))
            return false;
        throw error;
    }
}
/** The bytes of a file; null where there is none. */
async function findFile(path) {
    try {
        return await (0,promises_.readFile)(path);
    }
    catch (error) {
        if (isCode(error, "ENOENT"))
            return null;
        throw error;
    }
}
/** The bytes of a digest, checked; null where the layout has none. Throws `registry_malformed` where they are others. */
async function findBlob(directory, digest) {
    const path = blobPath(directory, digest);
    const bytes = await findFile(path);
    if (bytes && (0,src_digest/* digestOf */.o)(bytes) !== digest)
        throw (0,src_manifest/* malformed */.Qm)(path, `is not what its name says, ${digest}`);
    return bytes;
}
/** Writes a file and the folders it is in; a reader sees the whole of it or nothing. */
async function writeWhole(path, bytes) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    await (0,files/* writeFileAtomic */.Z)(path, bytes);
}
/** Tells a failing disk in the registry's words. */
async function onDisk(directory, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof Error) || error instanceof src/* SluiceError */.ah)
            throw error;
        const denied = isCode(error, "EACCES") || isCode(error, "EPERM") || isCode(error, "EROFS");
        throw new src/* SluiceError */.ah(denied ? "registry_denied" : "registry_unreachable", `The layout ${directory} cannot be used: ${error.message}. Its tags are as they were.`, { advice: "Check the directory, its rights and the space left on its disk.", cause: error });
    }
}
function isCode(error, code) {
    return error instanceof Error && error.code === code;
}

;// CONCATENATED MODULE: ./packages/registry/src/layout/index-file.ts



/** The annotation that holds a tag: OCI image specification 1.1, "Pre-Defined Annotation Keys". */
const REF_NAME = "org.opencontainers.image.ref.name";
const EMPTY = { schemaVersion: 2, mediaType: src_manifest/* OCI_INDEX */.$p, manifests: [] };
async function readIndex(directory) {
    const path = (0,external_node_path_.join)(directory, "index.json");
    const bytes = await findFile(path);
    return bytes ? (0,src_manifest/* parseJson */.qF)(src_manifest/* indexSchema */.me, bytes, path) : EMPTY;
}
async function writeIndex(directory, index) {
    const marker = (0,external_node_path_.join)(directory, "oci-layout");
    if (!(await exists(marker)))
        await writeWhole(marker, JSON.stringify({ imageLayoutVersion: "1.0.0" }));
    await writeWhole((0,external_node_path_.join)(directory, "index.json"), JSON.stringify(index));
}
function tagOf(entry) {
    return entry.annotations?.[REF_NAME];
}
/** The index with `tag` naming `target`; what it named before stays in the index, without a tag if need be. */
function withTag(index, target, tag) {
    const { annotations: _, ...bare } = target;
    const before = index.manifests.find((entry) => tagOf(entry) === tag);
    const rest = index.manifests.filter((entry) => entry !== before);
    if (before && before.digest !== target.digest && !rest.some(({ digest }) => digest === before.digest))
        rest.push(withoutTag(before));
    const tagged = rest.filter((entry) => entry.digest !== target.digest || tagOf(entry) !== undefined);
    return { ...index, manifests: [...tagged, { ...bare, annotations: { [REF_NAME]: tag } }] };
}
/** The index with `target` in it, under whatever tags it has. */
function withManifest(index, target) {
    if (index.manifests.some(({ digest }) => digest === target.digest))
        return index;
    return { ...index, manifests: [...index.manifests, target] };
}
function withoutTag(entry) {
    const { [REF_NAME]: _, ...annotations } = entry.annotations ?? {};
    return { ...entry, annotations };
}
/** All that these entries hold, themselves included: manifests within indexes, configurations and layers. */
async function reachable(directory, entries) {
    const found = new Map();
    const todo = [...entries];
    for (let entry = todo.pop(); entry; entry = todo.pop()) {
        if (found.has(entry.digest))
            continue;
        found.set(entry.digest, entry);
        if (!(0,src_manifest/* isManifestType */.Q3)(entry.mediaType))
            continue;
        const bytes = await findBlob(directory, entry.digest);
        if (!bytes)
            continue;
        const manifest = (0,src_manifest/* parseManifest */.Ng)(bytes, blobPath(directory, entry.digest));
        if ("manifests" in manifest)
            todo.push(...manifest.manifests);
        if ("layers" in manifest)
            todo.push(...manifest.layers, manifest.config);
    }
    return found;
}

;// CONCATENATED MODULE: ./packages/registry/src/layout/layout.ts








/** How long other processes may keep the index, in milliseconds. */
const LOCK_MS = 30_000;
/**
 * An OCI image layout (OCI image specification 1.1, "Image Layout") that several processes may use at once:
 * blobs appear whole, and `index.json` changes under a lock that dies with its holder.
 */
function openLayout(repository, directory) {
    const lock = (0,external_node_path_.join)(directory, ".sluice-lock");
    async function change(decide) {
        await (0,files/* withFileLock */.U)(lock, async () => {
            const before = await readIndex(directory);
            const after = await decide(before);
            if (after !== before)
                await writeIndex(directory, after);
        }, { timeoutMs: LOCK_MS });
    }
    async function findManifest(digest) {
        const { manifests } = await readIndex(directory);
        const listed = manifests.find((entry) => entry.digest === digest);
        const entry = listed ?? (await reachable(directory, manifests)).get(digest);
        const found = entry && (0,src_manifest/* isManifestType */.Q3)(entry.mediaType) && (await exists(blobPath(directory, digest)));
        return found ? entry : null;
    }
    async function getManifest(digest) {
        const bytes = (await findManifest((0,names/* checkDigest */.H)(digest))) && (await findBlob(directory, digest));
        if (!bytes)
            throw (0,src_manifest/* missing */.LO)(digest, repository);
        return (0,src_manifest/* parseManifest */.Ng)(bytes, blobPath(directory, digest));
    }
    async function storeBlob({ digest, bytes }) {
        const path = blobPath(directory, digest);
        if (!(await exists(path)))
            await writeWhole(path, bytes);
    }
    async function findDigest(tag) {
        (0,names/* checkTag */.B)(tag);
        const entry = (await readIndex(directory)).manifests.find((candidate) => tagOf(candidate) === tag);
        return entry && (await exists(blobPath(directory, entry.digest))) ? entry.digest : null;
    }
    async function pushArchive(archive) {
        archive.tags.forEach(names/* checkTag */.B);
        const parts = (0,archive_manifest/* archiveParts */.nd)(archive);
        const blobs = [...parts.blobs, { digest: parts.digest, bytes: parts.manifest }];
        const size = parts.manifest.length;
        const entry = { mediaType: src_manifest/* OCI_MANIFEST */.EG, artifactType: archive_manifest/* ARCHIVE_TYPE */.qp, digest: parts.digest, size };
        await Promise.all(blobs.map(storeBlob));
        await change(async (index) => {
            // Once more, now that nobody can be deleting what they share with another manifest.
            await Promise.all(blobs.map(storeBlob));
            const tags = archive.tags.filter((tag) => !index.manifests.some((one) => tagOf(one) === tag && one.digest === parts.digest));
            return tags.reduce((all, tag) => withTag(all, entry, tag), withManifest(index, entry));
        });
        return parts.digest;
    }
    async function ensureTag(digest, tag) {
        (0,names/* checkTag */.B)(tag);
        await getManifest(digest);
        let answer = "already";
        await change(async (index) => {
            const entry = await findManifest(digest);
            if (!entry)
                throw (0,src_manifest/* missing */.LO)(digest, repository);
            if (index.manifests.some((one) => tagOf(one) === tag && one.digest === digest))
                return index;
            answer = "done";
            return withTag(index, entry, tag);
        });
        return answer;
    }
    async function ensureDeleted(digest) {
        (0,names/* checkDigest */.H)(digest);
        if (!(await findManifest(digest)))
            return "already";
        let answer = "already";
        await change(async (index) => {
            const gone = index.manifests.filter((entry) => entry.digest === digest);
            if (gone.length === 0) {
                if (await findManifest(digest))
                    answer = { unsupported: `${digest} is a part of another manifest` };
                return index;
            }
            answer = "done";
            const manifests = index.manifests.filter((entry) => entry.digest !== digest);
            const kept = await reachable(directory, manifests);
            const dropped = await reachable(directory, gone);
            // The index first: a process that is killed here leaves bytes nobody names, never a name without bytes.
            await writeIndex(directory, { ...index, manifests });
            for (const each of dropped.keys())
                if (!kept.has(each))
                    await (0,promises_.rm)(blobPath(directory, each), { force: true });
            return index;
        });
        return answer;
    }
    return {
        repository,
        findDigest: (tag) => onDisk(directory, () => findDigest(tag)),
        hasManifest: (digest) => onDisk(directory, async () => (await findManifest((0,names/* checkDigest */.H)(digest))) !== null),
        hasBlob: (digest) => onDisk(directory, () => exists(blobPath(directory, (0,names/* checkDigest */.H)(digest)))),
        ensureTag: (digest, tag) => onDisk(directory, () => ensureTag(digest, tag)),
        pushArchive: (archive) => onDisk(directory, () => pushArchive(archive)),
        pullArchive: (digest) => onDisk(directory, async () => {
            const layer = (0,archive_manifest/* archiveLayer */.Uw)(await getManifest(digest), digest, repository);
            const bytes = await findBlob(directory, layer.digest);
            if (!bytes)
                throw (0,src_manifest/* missing */.LO)(layer.digest, repository);
            return bytes;
        }),
        getAnnotations: (digest) => onDisk(directory, async () => (await getManifest(digest)).annotations ?? {}),
        listTags: () => onDisk(directory, async () => (await readIndex(directory)).manifests.flatMap((entry) => tagOf(entry) ?? []).sort()),
        ensureDeleted: (digest) => onDisk(directory, () => ensureDeleted(digest)),
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
