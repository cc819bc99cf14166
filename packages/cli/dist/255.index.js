export const id = 255;
export const ids = [255];
export const modules = {

/***/ 2255:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findCredentials: () => (/* binding */ findCredentials)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6397);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(749);






const auth = zod__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({
    auth: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    username: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    password: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    identitytoken: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    registrytoken: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
});
const config = zod__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({
    auths: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), auth).optional(),
    credHelpers: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()).optional(),
    credsStore: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
});
const helperAnswer = zod__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({ Username: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), Secret: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() });
/** A helper may open a keychain and ask its owner. */
const HELPER_MS = 60_000;
/**
 * Credentials from docker's config.json, in docker's order: the registry's own helper, the common store, the file itself
 * (github.com/docker/cli, cli/config/configfile). Null where there are none. Throws `registry_denied` where
 * the configuration or a helper fails; its message holds nothing of what they contain.
 */
async function findCredentials(reference, env) {
    const directory = env.DOCKER_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(env.HOME || env.USERPROFILE || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)(), ".docker");
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, "config.json");
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, "utf8").catch((error) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR")
            return null;
        throw denied(`${path} cannot be read (${error.code ?? "unknown"})`);
    });
    if (text === null)
        return null;
    const { auths = {}, credHelpers = {}, credsStore } = parseConfig(text, path);
    const own = Object.entries(credHelpers).find(([key]) => accountOf(key) === reference.account)?.[1];
    for (const helper of new Set([own, credsStore])) {
        const found = helper ? await askHelper(helper, reference.helperKey, env) : null;
        if (found)
            return found;
    }
    const entry = Object.entries(auths).find(([key]) => accountOf(key) === reference.account)?.[1];
    return entry ? readEntry(entry, path) : null;
}
/** Keys are hosts, or URLs of old: `https://registry.example.com/v1/`. */
function accountOf(key) {
    const host = key.replace(/^https?:\/\//, "").replace(/\/.*$/s, "");
    return host === "docker.io" || host === "registry-1.docker.io" ? "index.docker.io" : host;
}
function parseConfig(text, path) {
    let json;
    try {
        json = JSON.parse(text);
    }
    catch {
        throw denied(`${path} is not JSON`);
    }
    const parsed = config.safeParse(json);
    if (parsed.success)
        return parsed.data;
    throw denied(`${path} has the wrong form at ${parsed.error.issues[0]?.path.join(".") || "its top"}`);
}
function readEntry(entry, path) {
    if (entry.identitytoken)
        return { identityToken: entry.identitytoken };
    if (entry.registrytoken)
        return { registryToken: entry.registrytoken };
    if (entry.auth) {
        const text = Buffer.from(entry.auth, "base64").toString("utf8").replace(/\0+$/, "");
        const colon = text.indexOf(":");
        if (colon < 1)
            throw denied(`an "auth" of ${path} is not base64 of user:password`);
        return { basic: { username: text.slice(0, colon), password: text.slice(colon + 1) } };
    }
    if (entry.username && entry.password !== undefined)
        return { basic: { username: entry.username, password: entry.password } };
    return null;
}
/**
 * Runs `docker-credential-<helper> get`, which reads the key from its input and prints JSON; without credentials it
 * fails and prints so (github.com/docker/docker-credential-helpers). `<token>` as user marks a refresh token.
 */
async function askHelper(helper, key, env) {
    if (!/^[\w.-]+$/.test(helper))
        throw denied(`docker's configuration names an impossible credential helper`);
    const program = `docker-credential-${helper}`;
    const { error, stdout } = await new Promise((resolve) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(program, ["get"], { env, timeout: HELPER_MS }, (error, stdout) => resolve({ error, stdout }));
        // A helper that ends without reading closes its input; its exit code tells the rest.
        child.stdin?.on("error", () => { });
        child.stdin?.end(key);
    });
    if (error) {
        if (error.code === "ENOENT")
            throw denied(`${program} is not on the PATH`);
        if (/credentials not found/i.test(stdout))
            return null;
        throw denied(`${program} failed`);
    }
    let json;
    try {
        json = JSON.parse(stdout);
    }
    catch {
        throw denied(`${program} did not print JSON`);
    }
    const answer = helperAnswer.safeParse(json);
    if (!answer.success)
        throw denied(`${program} did not print Username and Secret`);
    const { Username, Secret } = answer.data;
    if (Username === "<token>")
        return { identityToken: Secret };
    return Username === "" && Secret === "" ? null : { basic: { username: Username, password: Secret } };
}
function denied(what) {
    return new _sluice_core__WEBPACK_IMPORTED_MODULE_4__/* .SluiceError */ .ah("registry_denied", `The registry's credentials could not be read: ${what}. Nothing was changed.`, {
        advice: "Mend docker's configuration, or log in again with `docker login`.",
    });
}


/***/ })

};
