export const id = 107;
export const ids = [107];
export const modules = {

/***/ 7592:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   iG: () => (/* binding */ copyRepository),
/* harmony export */   qG: () => (/* binding */ PERSON),
/* harmony export */   vB: () => (/* binding */ createRepository)
/* harmony export */ });
/* unused harmony export git */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7638);




/** Who the demo's commits are by, and who its administrator is. */
const PERSON = { name: "Ada", email: "ada@example.com" };
const FORGE = { name: "The forge", email: "forge@example.com" };
/** What keeps the machine's own git configuration out; the repository's own still holds. */
const ENVIRONMENT = {
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
};
/** Variables that point git at another repository, as a hook that starts us has them, or that add configuration. */
const STRANGE = /^GIT_/;
const HARDENED = ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "commit.gpgSign=false"];
/** Runs git, never a shell; answers what it printed, trimmed. Throws `git_failed`, `program_missing`. */
function git(args, cwd, by = PERSON) {
    const inherited = Object.entries(process.env).filter(([name]) => !STRANGE.test(name));
    const identity = Object.fromEntries(["AUTHOR", "COMMITTER"].flatMap((role) => [
        [`GIT_${role}_NAME`, by.name],
        [`GIT_${role}_EMAIL`, by.email],
    ]));
    const env = { ...Object.fromEntries(inherited), ...ENVIRONMENT, ...identity };
    return new Promise((resolve, reject) => {
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)("git", [...HARDENED, ...args], { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
            if (error === null)
                resolve(stdout.trim());
            else if (error.code === "ENOENT")
                reject(missing(error));
            else
                reject(failed(args, stderr, error));
        });
    });
}
/** A repository with these files on `main` and on each of the branches. */
async function createRepository(folder, files, branches) {
    const [remote, work] = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "remote.git"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "work")];
    await git(["init", "--quiet", "--bare", "--initial-branch=main", remote], folder);
    await git(["clone", "--quiet", remote, work], folder);
    await git(["switch", "--quiet", "--orphan", "main"], work);
    await write(work, files);
    await git(["add", "--all"], work);
    await git(["commit", "--quiet", "-m", "Begin"], work);
    await git(["push", "--quiet", "origin", "main", ...branches.map((name) => `main:refs/heads/${name}`)], work);
    await git(["fetch", "--quiet", "origin"], work);
    return repositoryIn(remote, work);
}
/** A copy of another repository's commits; branches that it lacks begin at its head. Nothing is ever pushed to it. */
async function copyRepository(folder, from, branches) {
    const [remote, work] = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "remote.git"), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "work")];
    await git(["clone", "--quiet", "--bare", "--no-hardlinks", from, remote], folder);
    for (const branch of branches) {
        const known = await git(["branch", "--list", branch], remote);
        const elsewhere = known === "" ? await git(["branch", "--list", "--remotes", `origin/${branch}`], from) : "";
        if (elsewhere !== "")
            await git(["fetch", "--quiet", from, `refs/remotes/origin/${branch}:refs/heads/${branch}`], remote);
        else if (known === "")
            await git(["branch", branch, "HEAD"], remote);
    }
    await git(["clone", "--quiet", remote, work], folder);
    return repositoryIn(remote, work);
}
function repositoryIn(remote, work) {
    return {
        remote,
        work,
        async commit(branch, from, files, title) {
            await git(["switch", "--quiet", "--create", branch, `origin/${from}`, "--no-track"], work);
            await write(work, files);
            await git(["add", "--", ...Object.keys(files)], work);
            await git(["commit", "--quiet", "--cleanup=verbatim", "-m", title], work);
            await git(["push", "--quiet", "origin", branch], work);
        },
        async merge({ number, title, source, target }) {
            await git(["switch", "--quiet", "--force-create", target, `origin/${target}`, "--no-track"], work);
            const message = `Merge pull request #${number} from acme/${source}\n\n${title}\n`;
            const how = ["--quiet", "--no-ff", "--cleanup=verbatim", "-m", message];
            await git(["merge", ...how, `origin/${source}`], work, FORGE);
            await git(["push", "--quiet", "origin", target], work);
            return git(["rev-parse", "HEAD"], work);
        },
    };
}
async function write(work, files) {
    for (const [path, text] of Object.entries(files)) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(work, path)), { recursive: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(work, path), text);
    }
}
function missing(cause) {
    return new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_3__/* .SluiceError */ .a("program_missing", "git is not installed, or not on the PATH", {
        advice: "Install git and run it again; nothing was made.",
        cause,
    });
}
function failed(args, stderr, cause) {
    const line = stderr.split("\n").findLast((text) => text.trim() !== "") ?? "it gave no reason";
    return new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_3__/* .SluiceError */ .a("git_failed", `git ${args[0]} failed in the demo's own copy: ${line.trim()}`, {
        advice: "The copy is removed; the repository that it came from was left as it was.",
        cause,
    });
}


/***/ }),

/***/ 9107:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c8: () => (/* binding */ makePlace),
/* harmony export */   fc: () => (/* binding */ makeFolder),
/* harmony export */   openKept: () => (/* binding */ openKept),
/* harmony export */   removeFolder: () => (/* binding */ removeFolder)
/* harmony export */ });
/* unused harmony export redirect */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _sluice_core_errors__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7638);
/* harmony import */ var _sluice_wiring__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7714);
/* harmony import */ var _git_ts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7592);
/* harmony import */ var _sample_ts__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6615);








const MARK = "sluice-demo-";
const EDGE_PORTS = { from: 18_000, to: 19_999 };
/** Makes the folder: whoever calls it removes it. */
async function makeFolder() {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), MARK)));
}
/** Fills the folder. Throws `config_missing`, `config_invalid`, `git_failed`. */
async function makePlace(folder, options) {
    const port = await choosePort();
    const { from, bakeMs } = options;
    const env = { ...options.env, SLUICE_ACTOR: _git_ts__WEBPACK_IMPORTED_MODULE_6__/* .PERSON */ .qG.email, SLUICE_LEDGER_TOKEN: undefined };
    if (from === null) {
        const files = (0,_sample_ts__WEBPACK_IMPORTED_MODULE_7__/* .sampleFiles */ .Mw)({ folder, port, bakeMs });
        const repository = await (0,_git_ts__WEBPACK_IMPORTED_MODULE_6__/* .createRepository */ .vB)(folder, files, _sample_ts__WEBPACK_IMPORTED_MODULE_7__/* .SAMPLE_BRANCHES */ .YB);
        const site = await (0,_sluice_wiring__WEBPACK_IMPORTED_MODULE_5__/* .openSite */ .c2)({ cwd: repository.work, env });
        return { folder, repository, site, sample: true };
    }
    const own = await (0,_sluice_wiring__WEBPACK_IMPORTED_MODULE_5__/* .openSite */ .c2)({ cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(from), env });
    checkTarget(own);
    const branches = own.config.stages.map((stage) => stage.branch);
    const repository = await (0,_git_ts__WEBPACK_IMPORTED_MODULE_6__/* .copyRepository */ .iG)(folder, own.root, branches);
    const site = await (0,_sluice_wiring__WEBPACK_IMPORTED_MODULE_5__/* .openSite */ .c2)({ cwd: repository.work, env });
    checkTarget(site);
    return { folder, repository, site: redirect(site, folder, port, bakeMs), sample: false };
}
function checkTarget({ config }) {
    if (config.target.kind === "process")
        return;
    throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_4__/* .SluiceError */ .a("config_invalid", `the demo cannot run target.kind: ${config.target.kind}`, {
        advice: "This version's demo has environments as processes only (target.kind: process); nothing was made.",
    });
}
/**
 * The same configuration, which reaches nothing outside the folder: ledger, registry and environments are in it, notices
 * go to the demo's receiver, hooks are not run, and no person is waited for.
 */
function redirect(site, folder, port, bakeMs) {
    const { config } = site;
    if (config.target.kind !== "process")
        return site;
    const last = config.stages.at(-1);
    return {
        ...site,
        config: {
            ...config,
            artifact: { ...config.artifact, repository: `layout:${(0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, "registry")}` },
            target: { ...config.target, root: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, "running"), port },
            ledger: { kind: "git", ref: "refs/sluice/demo/ledger", remote: "origin" },
            hooks: { pre_deploy: [], post_deploy: [], pre_destroy: [], post_destroy: [] },
            stages: config.stages.map((stage) => ({
                ...stage,
                trigger: "merge",
                freeze: [],
                approvals: { count: 0, author: false },
                administrators: [_git_ts__WEBPACK_IMPORTED_MODULE_6__/* .PERSON */ .qG.email],
                bake: stage === last ? bakeMs : 0,
            })),
            notify: [
                {
                    kind: "webhook",
                    url: "$DEMO_WEBHOOK",
                    secret: "$DEMO_WEBHOOK_SECRET",
                    on: ["ready-for-promotion", "deployed", "failed", "rolled-back"],
                    stages: config.stages.map((stage) => stage.name),
                },
            ],
        },
    };
}
/** Opens a folder that an earlier demo kept. Throws `input_invalid` for any other. */
async function openKept(path, env) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(path)).catch(() => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(path));
    const site = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(folder).startsWith(MARK)
        ? await (0,_sluice_wiring__WEBPACK_IMPORTED_MODULE_5__/* .openSite */ .c2)({ cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, "work"), env }).catch(() => null)
        : null;
    if (site === null || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(site.root) !== folder) {
        throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_4__/* .SluiceError */ .a("input_invalid", `${path} is not the folder of a demo that was kept`, {
            advice: "Name the folder that `sluice demo --keep` printed; nothing was removed.",
        });
    }
    return { folder, site: redirect(site, folder, 1, 0) };
}
/** Removes a folder with all that is in it. */
async function removeFolder(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
/** One that is chosen before the edge listens on it, so that addresses can name it. */
async function choosePort() {
    const size = EDGE_PORTS.to - EDGE_PORTS.from + 1;
    const first = Math.floor(Math.random() * size);
    for (let n = 0; n < size; n++) {
        const port = EDGE_PORTS.from + ((first + n) % size);
        if (await isFree(port))
            return port;
    }
    throw new _sluice_core_errors__WEBPACK_IMPORTED_MODULE_4__/* .SluiceError */ .a("deployment_failed", "no port from 18000 to 19999 is free; nothing was made");
}
function isFree(port) {
    return new Promise((resolve) => {
        const server = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.createServer)();
        server.once("error", () => resolve(false));
        server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
    });
}


/***/ }),

/***/ 6615:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YB: () => (/* binding */ SAMPLE_BRANCHES),
  On: () => (/* binding */ plainActs),
  OT: () => (/* binding */ sampleActs),
  Mw: () => (/* binding */ sampleFiles)
});

;// CONCATENATED MODULE: ./packages/cli/src/generated/sample.ts
// Generated by `npm run generate` from packages/testing/src/sample-app.
const SAMPLE_FILES = {
    "app/server.mjs": "// A small real web application without dependencies, for tests and the demo.\n// It reads PORT, SLUICE_* facts and `release.json` beside it:\n//   { \"version\": \"1.4.0\", \"colour\": \"teal\", \"health\": \"ok\", \"failWhenStage\": \"PROD\" }\n// health: ok | crash | never | dies-after-<n>-requests | dies-after-<n>-ms | degrades-after-<n>-requests; with\n// `failWhenStage` only in that stage. One that degrades goes on answering visitors while its health check fails.\n// SAMPLE_VERSION, SAMPLE_HEALTH and SAMPLE_FAIL_WHEN_STAGE take precedence over the file.\nimport { readFileSync } from \"node:fs\";\nimport { createServer } from \"node:http\";\nimport { join } from \"node:path\";\n\nconst release = readRelease();\nconst facts = {\n  app: process.env.SLUICE_APP ?? \"shop\",\n  version: release.version,\n  environment: process.env.SLUICE_ENVIRONMENT ?? \"none\",\n  stage: process.env.SLUICE_STAGE ?? \"none\",\n  digest: process.env.SLUICE_DIGEST ?? \"none\",\n};\nconst failing = release.failWhenStage === null || release.failWhenStage === facts.stage;\nconst health = failing ? release.health : \"ok\";\nconst mortal = /^dies-after-(\\d+)-(requests|ms)$/.exec(health);\nlet requestsLeft = mortal?.[2] === \"requests\" ? Number(mortal[1]) : Number.POSITIVE_INFINITY;\n/** A pool that a leak empties, a connection each visit; one that is well never ends. */\nlet pool = Number(/^degrades-after-(\\d+)-requests$/.exec(health)?.[1] ?? Number.POSITIVE_INFINITY);\n\nif (health === \"crash\") {\n  console.error(`${facts.app} ${facts.version} cannot start: its configuration is broken`);\n  process.exit(1);\n}\nif (mortal?.[2] === \"ms\") setTimeout(die, Number(mortal[1]));\n\nconst server = createServer((request, response) => {\n  if (requestsLeft-- <= 0) return die();\n  const { pathname, searchParams } = new URL(request.url ?? \"/\", \"http://localhost\");\n  if (pathname === \"/healthz\") {\n    if (health === \"never\") return send(response, 503, \"text/plain; charset=utf-8\", \"not ready\\n\");\n    if (pool <= 0)\n      return send(response, 503, \"text/plain; charset=utf-8\", \"the connection pool is exhausted\\n\");\n    return send(response, 200, \"text/plain; charset=utf-8\", \"ok\\n\");\n  }\n  if (--pool === 0) console.error(`${facts.app} ${facts.version}: the connection pool is exhausted`);\n  if (pathname === \"/version\") return send(response, 200, \"application/json\", `${JSON.stringify(facts)}\\n`);\n  if (pathname === \"/slow\") {\n    const ms = Math.min(Number(searchParams.get(\"ms\")) || 0, 60_000);\n    setTimeout(() => send(response, 200, \"text/plain; charset=utf-8\", `${facts.version}\\n`), ms);\n    return;\n  }\n  if (pathname === \"/\") return send(response, 200, \"text/html; charset=utf-8\", page());\n  send(response, 404, \"text/plain; charset=utf-8\", \"there is no such page\\n\");\n});\n\nserver.listen(Number(process.env.PORT), process.env.BIND ?? \"127.0.0.1\", () => {\n  console.log(`${facts.app} ${facts.version} listens on port ${process.env.PORT} as ${facts.environment}`);\n});\n\n// Requests in flight are answered before it goes.\nprocess.on(\"SIGTERM\", () => {\n  server.close(() => process.exit(0));\n  server.closeIdleConnections();\n});\n\nfunction die() {\n  console.error(`${facts.app} ${facts.version} died of what was wrong with it`);\n  process.exit(1);\n}\n\nfunction send(response, status, type, body) {\n  response.writeHead(status, { \"content-type\": type, \"content-length\": Buffer.byteLength(body) });\n  response.end(body);\n}\n\nfunction readRelease() {\n  let file = {};\n  try {\n    file = JSON.parse(readFileSync(join(import.meta.dirname, \"release.json\"), \"utf8\"));\n  } catch (error) {\n    if (error.code !== \"ENOENT\") throw error;\n  }\n  return {\n    version: process.env.SAMPLE_VERSION ?? file.version ?? \"0.0.0\",\n    colour: file.colour ?? \"teal\",\n    health: process.env.SAMPLE_HEALTH ?? file.health ?? \"ok\",\n    failWhenStage: process.env.SAMPLE_FAIL_WHEN_STAGE ?? file.failWhenStage ?? null,\n  };\n}\n\nfunction page() {\n  const hues = { teal: 176, blue: 215, violet: 268, rose: 345, amber: 36, green: 140 };\n  const hue = hues[release.colour] ?? hues.teal;\n  const rows = [\n    [\"Environment\", facts.environment],\n    [\"Stage\", facts.stage],\n    [\"Digest\", facts.digest.replace(/^(sha256:.{12}).*$/, \"$1…\")],\n  ];\n  return `<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>${escapeHtml(facts.app)} ${escapeHtml(facts.version)}</title>\n<style>\n  :root { color-scheme: light dark; --hue: ${hue}; }\n  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif;\n    background: linear-gradient(160deg, hsl(var(--hue) 60% 94%), hsl(calc(var(--hue) + 40) 55% 86%)); color: hsl(var(--hue) 40% 14%); }\n  main { padding: 2.5rem 3rem; border-radius: 1.25rem; background: hsl(0 0% 100% / .8); box-shadow: 0 1rem 3rem hsl(var(--hue) 40% 30% / .18); }\n  h1 { margin: 0; font-size: 1rem; font-weight: 600; text-transform: capitalize; letter-spacing: .02em; }\n  p { margin: .25rem 0 1.5rem; font-size: 3.5rem; font-weight: 700; line-height: 1.1; color: hsl(var(--hue) 60% 30%); }\n  dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: .35rem 1.25rem; }\n  dt { opacity: .7; } dd { margin: 0; font-family: ui-monospace, monospace; }\n  @media (prefers-color-scheme: dark) {\n    body { background: linear-gradient(160deg, hsl(var(--hue) 35% 12%), hsl(calc(var(--hue) + 40) 35% 18%)); color: hsl(var(--hue) 30% 92%); }\n    main { background: hsl(var(--hue) 25% 16% / .85); } p { color: hsl(var(--hue) 55% 70%); }\n  }\n</style>\n<main>\n  <h1>${escapeHtml(facts.app)}</h1>\n  <p>${escapeHtml(facts.version)}</p>\n  <dl>${rows.map(([term, value]) => `<dt>${term}</dt><dd>${escapeHtml(value)}</dd>`).join(\"\")}</dl>\n</main>\n</html>\n`;\n}\n\nfunction escapeHtml(text) {\n  return String(text).replace(/[&<>\"']/g, (c) => `&#${c.charCodeAt(0)};`);\n}\n",
    "test/unit.mjs": "// What the sample application's repository checks without running it.\nimport assert from \"node:assert/strict\";\nimport { readFileSync } from \"node:fs\";\nimport { join } from \"node:path\";\n\nconst file = join(import.meta.dirname, \"../app/release.json\");\nconst release = JSON.parse(readFileSync(file, \"utf8\"));\n\nassert.match(release.version, /^\\d+\\.\\d+\\.\\d+$/, \"a release has a version of three numbers\");\nassert.ok(\n  [\"teal\", \"blue\", \"violet\", \"rose\", \"amber\", \"green\"].includes(release.colour),\n  \"a release has a colour that its page knows\",\n);\nconsole.log(`release ${release.version}: 2 checks passed`);\n",
    "test/e2e.mjs": "// What the sample application's repository checks of an environment that runs: SLUICE_URL says where it is.\nimport assert from \"node:assert/strict\";\n\nconst { SLUICE_URL, SLUICE_ENVIRONMENT, SLUICE_STAGE, SLUICE_DIGEST } = process.env;\nconst get = (path) => fetch(new URL(path, SLUICE_URL), { headers: { connection: \"close\" } });\n\nassert.equal((await get(\"/healthz\")).status, 200, \"it is healthy\");\nconst facts = await (await get(\"/version\")).json();\nassert.equal(facts.environment, SLUICE_ENVIRONMENT, \"it is the environment that was deployed\");\nassert.equal(facts.stage, SLUICE_STAGE, \"it is in the stage that it was deployed to\");\nassert.equal(facts.digest, SLUICE_DIGEST, \"it is the artifact that was deployed\");\nconst page = await get(\"/\");\nassert.equal(page.status, 200, \"its page is there\");\nassert.ok((await page.text()).includes(facts.version), \"its page tells the version\");\nassert.equal((await get(\"/no-such-page\")).status, 404, \"a page that is not there is not found\");\nconsole.log(`${facts.environment} (${facts.version}): 6 checks passed`);\n"
};

// EXTERNAL MODULE: ./packages/cli/src/demo/git.ts
var git = __webpack_require__(7592);
;// CONCATENATED MODULE: ./packages/cli/src/demo/sample.ts


/** The branches of the sample's stages. */
const SAMPLE_BRANCHES = ["STAGING", "QA", "PROD"];
/** @param pool visits after which the leaking release has no connection left; STAGING and QA see fewer */
function sampleActs(pool) {
    const leak = `degrades-after-${pool}-requests`;
    return {
        first: act("show-prices", "Show prices in the catalogue", { version: "1.1.0", colour: "blue" }),
        second: act("search", "Search the catalogue", { version: "1.2.0", colour: "violet" }),
        next: act("gift-cards", "Sell gift cards", { version: "1.3.0", colour: "amber" }),
        bad: {
            broken: act("pool", "Pool the database connections", {
                version: "1.4.0",
                colour: "rose",
                health: leak,
            }),
            mended: act("pool-return", "Return connections to the pool", { version: "1.4.1", colour: "green" }),
        },
    };
}
function act(branch, title, release) {
    return { branch: `feature/${branch}`, title, files: filesOf(release), label: release.version };
}
/** The changes of an application that nobody here knows: a new file each, so that its content differs. */
function plainActs(context) {
    const plain = (n, what) => ({
        branch: `sluice-demo/${n}`,
        title: `${what} change of the demo`,
        files: {
            [`${context === "." ? "" : `${context}/`}sluice-demo-${n}.txt`]: `${what} change of the demo\n`,
        },
        label: null,
    });
    return { first: plain(1, "First"), second: plain(2, "Second"), next: plain(3, "Third"), bad: null };
}
function filesOf(release) {
    return { "app/release.json": `${JSON.stringify(release, null, 2)}\n` };
}
/** The sample application's repository as it begins. */
function sampleFiles(settings) {
    return {
        ...SAMPLE_FILES,
        ...filesOf({ version: "1.0.0", colour: "teal" }),
        "sluice.yml": sluiceYml(settings),
    };
}
/** Texts are written as JSON, which YAML reads alike, so that no path can break out of its place. */
function sluiceYml({ folder, port, bakeMs }) {
    const text = (value) => JSON.stringify(value);
    const node = process.execPath;
    return `version: 1
app: shop
artifact:
  kind: archive
  repository: ${text(`layout:${folder}/registry`)}
  context: app
tests:
  unit: { command: ${text([node, "test/unit.mjs"])} }
  e2e: { command: ${text([node, "test/e2e.mjs"])}, needs: environment }
stages:
  STAGING:
    url: "http://pr-{number}.staging.shop.localhost:${port}"
    require: [unit, e2e]
    administrators: [${text(git/* PERSON */.qG.email)}]
  QA:
    url: "http://pr-{number}.qa.shop.localhost:${port}"
    require: [unit, e2e]
    administrators: [${text(git/* PERSON */.qG.email)}]
  PROD:
    url: "http://shop.localhost:${port}"
    strategy: blue-green
    bake: ${bakeMs}ms
    require: [unit, e2e]
    administrators: [${text(git/* PERSON */.qG.email)}]
target:
  kind: process
  command: ${text([node, "server.mjs"])}
  root: ${text(`${folder}/running`)}
  port: ${port}
health: { path: /healthz, timeout: 30s, interval: 100ms }
notify:
  - { terminal: true, on: [failed, rolled-back] }
  - { webhook: $DEMO_WEBHOOK, secret: $DEMO_WEBHOOK_SECRET, on: [ready-for-promotion, deployed, failed, rolled-back] }
`;
}


/***/ })

};
