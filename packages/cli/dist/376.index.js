export const id = 376;
export const ids = [376,659];
export const modules = {

/***/ 5719:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readConfig)
/* harmony export */ });
/* harmony import */ var _sluice_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6397);
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8815);


/** A file that is longer is not read: no configuration is, and parsing one would take long. */
const MOST_CHARACTERS = 256 * 1024;
/** How often aliases may repeat what their anchors hold, so that a short text cannot grow without bounds. */
const MOST_ALIASES = 100;
/**
 * The configuration in the text of a sluice.yml. Throws `config_invalid` with the line and column of every problem.
 * It reads no file and no environment variable.
 *
 * @param path the file's name, for messages
 */
function readConfig({ path, text }) {
    const { data, locate } = readYaml(path, text);
    return (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .checkConfig */ .l2)(data, locate, path);
}
function readYaml(path, text) {
    const refuse = (problems) => (0,_sluice_core__WEBPACK_IMPORTED_MODULE_0__/* .invalidConfig */ .qh)(problems.map((problem) => ({ path: [], ...problem })), path);
    const start = { line: 1, column: 1 };
    if (text.length > MOST_CHARACTERS)
        throw refuse([
            { message: `is longer than ${MOST_CHARACTERS / 1024} KiB; no configuration is`, place: start },
        ]);
    try {
        const counter = new yaml__WEBPACK_IMPORTED_MODULE_1__/* .LineCounter */ .HN();
        const document = (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .parseDocument */ .Tp)(text, {
            lineCounter: counter,
            prettyErrors: false,
            stringKeys: true,
            schema: "core",
            resolveKnownTags: false,
            logLevel: "error",
        });
        const placeOf = (offset) => {
            const { line, col } = counter.linePos(Math.min(offset, text.length));
            return { line: Math.max(1, line), column: Math.max(1, col) };
        };
        const wrong = [...document.errors, ...document.warnings];
        if (wrong.length > 0)
            throw refuse(wrong.map(({ message, pos }) => ({
                message: `not YAML: ${message.replace(/^Maximum call stack.*/, "nested too deep")}`,
                place: placeOf(pos[0]),
            })));
        const aliases = listAliases(document);
        if (aliases.length > MOST_ALIASES)
            throw refuse([{ message: `has more than ${MOST_ALIASES} aliases (*name)`, place: start }]);
        const lost = aliases.filter((alias) => alias.resolve(document) === undefined);
        if (lost.length > 0)
            throw refuse(lost.map((alias) => ({
                message: `has no anchor &${alias.source} before this alias`,
                place: placeOf(startOf(alias) ?? 0),
            })));
        return {
            data: document.toJS({ maxAliasCount: MOST_ALIASES }),
            locate: (path, part) => placeOf(offsetOf(document, path, part)),
        };
    }
    catch (error) {
        // yaml's own limits: too many aliases (ReferenceError), nested too deep for the stack (RangeError).
        if (error instanceof ReferenceError)
            throw refuse([{ message: "repeats what its anchors hold too often", place: start }]);
        if (error instanceof RangeError)
            throw refuse([{ message: "is nested too deep", place: start }]);
        throw error;
    }
}
function listAliases(document) {
    const aliases = [];
    (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .visit */ .YR)(document, {
        Alias: (_, alias) => {
            aliases.push(alias);
        },
    });
    return aliases;
}
/** A short value stands for itself; a mapping or a list is found by its key. */
function offsetOf(document, path, part) {
    let node = document.contents;
    let offset = startOf(node) ?? 0;
    for (const [depth, step] of path.entries()) {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isAlias */ .Vj)(node))
            node = node.resolve(document);
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(node)) {
            const pair = node.items.find(({ key }) => (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isScalar */ .jn)(key) && String(key.value) === String(step));
            if (pair === undefined)
                return offset;
            const wantsKey = depth === path.length - 1 ? part === "key" : true;
            offset = (wantsKey ? startOf(pair.key) : startOfValue(pair)) ?? offset;
            node = pair.value;
        }
        else if ((0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isSeq */ .oP)(node)) {
            const item = node.items[Number(step)];
            if (item === undefined)
                return offset;
            offset = startOf(item) ?? offset;
            node = item;
        }
        else
            return offset;
    }
    return offset;
}
function startOfValue({ key, value }) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .isScalar */ .jn)(value) && value.value !== null ? startOf(value) : startOf(key);
}
function startOf(node) {
    return node?.range?.[0] ?? null;
}


/***/ }),

/***/ 3012:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  init: () => (/* binding */ init),
  initFiles: () => (/* binding */ initFiles)
});

// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
// EXTERNAL MODULE: ./packages/commands/src/config-file.ts
var config_file = __webpack_require__(5719);
;// CONCATENATED MODULE: ./packages/commands/src/init/config-template.ts

const EDGE_PORT = 8080;
/** A commented sluice.yml for a repository. JSON's texts are YAML's too: nothing found can break out of its place. */
function configTemplate(found, stages) {
    const target = targetOf(found);
    const lines = [
        "# How this application's changes flow from stage to stage. `sluice run STAGE` does what a merge does.",
        "version: 1",
        "",
        "# Environments are named after it: <app>-<stage>-pr<number>.",
        `app: ${JSON.stringify(found.app)}`,
        "",
        ...artifactLines(found, target),
        "",
        ...suiteLines(found),
        "",
        "# In the order in which releases flow. A merge into a stage's branch deploys there.",
        "stages:",
        ...stages.flatMap((stage, place) => stageLines(found, stage, target, place === stages.length - 1)),
        "",
        ...targetLines(found, target),
        "",
        "# A release serves only once this path answers with a status from 200 to 399.",
        'health: { path: "/", timeout: 120s }',
        "",
        "# Who is told of what. A webhook's address is a secret: name the variable that holds it.",
        "notify:",
        "  - terminal: true",
        "  # - { webhook: $SLUICE_WEBHOOK, on: [ready-for-promotion, failed, rolled-back] }",
        "",
    ];
    return lines.join("\n");
}
/** Processes wherever it is known how to start the application: they need nothing but this machine. */
function targetOf(found) {
    return found.start === null && (found.compose !== null || found.dockerfile) ? "compose" : "process";
}
function artifactLines(found, target) {
    if (target === "compose") {
        return [
            "# Built once, and found again by its content on every other branch.",
            "artifact:",
            "  # Change this to your registry's repository.",
            `  image: ${JSON.stringify(`registry.example.com/${repositoryOf(found.project)}`)}`,
            "  context: .",
        ];
    }
    return [
        "# Packed once, and found again by its content on every other branch.",
        "artifact:",
        "  # A folder of this machine, or a registry's repository (registry.example.com/acme/shop).",
        `  repository: ${JSON.stringify(`layout:~/.local/state/sluice/${(0,src/* slug */.yR)(found.app)}/registry`)}`,
        ...(found.build === null ? [] : [`  build: ${JSON.stringify(found.build)}`]),
    ];
}
function suiteLines(found) {
    if (found.suites.length === 0) {
        return [
            "# Suites that a stage may require, such as",
            "#   unit: { command: npm test }",
            "#   e2e: { command: npm run test:e2e, needs: environment } # its address is in SLUICE_URL",
            "tests: {}",
        ];
    }
    return [
        "# Suites that stages may require. One that needs the environment finds its address in SLUICE_URL.",
        "tests:",
        ...found.suites.map(({ name, command, environment }) => {
            const needs = environment ? ", needs: environment" : "";
            return `  ${name}: { command: ${JSON.stringify(command)}${needs} }`;
        }),
    ];
}
function stageLines(found, stage, target, last) {
    const name = stage.name.toLowerCase();
    const host = last ? "" : `pr-{number}.${name}.`;
    const url = target === "process"
        ? `http://${host}${(0,src/* slug */.yR)(found.app)}.localhost:${EDGE_PORT}`
        : `https://${host}${(0,src/* slug */.yR)(found.app)}.example.com`;
    const suites = found.suites.map((suite) => suite.name).join(", ");
    return [
        `  ${stage.name}:`,
        `    branch: ${JSON.stringify(stage.branch)}`,
        `    url: ${JSON.stringify(url)}`,
        ...(suites === "" ? [] : [`    require: [${suites}]`]),
        ...(last
            ? [
                "    # How long a release is watched after it took the traffic; what served before comes back if it fails.",
                "    bake: 60s",
                "    # Who may promote, approve and roll back. Without any, everybody who may write the ledger.",
                '    # administrators: ["@your-login", "you@example.com"]',
            ]
            : []),
    ];
}
function targetLines(found, target) {
    if (target === "compose") {
        return [
            "# This version checks a compose target, and cannot deploy to one yet.",
            `target: { kind: compose, file: ${JSON.stringify(found.compose ?? "compose.yml")} }`,
        ];
    }
    const guess = found.start === null ? ["  # What starts the application: change this."] : [];
    return [
        "# Environments are processes of the machine that runs this, which listen on $PORT.",
        "target:",
        "  kind: process",
        ...guess,
        `  command: ${JSON.stringify(found.start ?? "npm start")}`,
        "  # Where the reverse proxy listens that leads hostnames to environments.",
        `  port: ${EDGE_PORT}`,
    ];
}
/** As registries want it: lower case, and nothing but letters, digits and single separators. */
function repositoryOf(project) {
    return project
        .split("/")
        .map((part) => (0,src/* slug */.yR)(part))
        .join("/");
}
/** Whether what is written can only be checked by this version, and why. */
function caveatOf(found) {
    if (targetOf(found) === "compose")
        return "it names a compose target, which this version checks but cannot deploy to yet";
    if (found.start === null)
        return "nothing tells how the application is started: change target.command";
    return null;
}
/** Whether jobs must run on a machine that stays, since environments are its processes. */
function needsOwnMachine(found) {
    return targetOf(found) === "process";
}

;// CONCATENATED MODULE: ./packages/commands/src/init/github-template.ts

const GITHUB_PATH = ".github/workflows/sluice.yml";
/** A workflow that runs a stage on a push to its branch, and promotes by hand. No expression stands in a script. */
function githubTemplate(found, stages) {
    const machine = needsOwnMachine(found);
    return [
        "# Runs a stage of sluice.yml on a merge into its branch, and promotes by hand.",
        "name: Sluice",
        "",
        "on:",
        "  push:",
        `    branches: [${stages.map(({ branch }) => JSON.stringify(branch)).join(", ")}]`,
        "  workflow_dispatch:",
        "    inputs:",
        "      stage:",
        "        description: The stage that a release is promoted into",
        "        type: choice",
        `        options: [${stages
            .slice(1)
            .map(({ name }) => name)
            .toReversed()
            .join(", ")}]`,
        "      release:",
        "        description: A change's number or a digest's beginning; empty for the newest verified release",
        "        type: string",
        "",
        "permissions: {}",
        "",
        "jobs:",
        ...stages.flatMap((stage) => [
            ...jobHead(stage.name.toLowerCase(), {
                condition: `github.event_name == 'push' && github.ref_name == ${quoted(stage.branch)}`,
                group: `sluice-${stage.name}`,
                machine,
            }),
            ...steps(found),
            `      - run: sluice run ${stage.name} --commit="$GITHUB_SHA"`,
            "        env:",
            ...credentials,
            "",
        ]),
        ...jobHead("promote", {
            condition: "github.event_name == 'workflow_dispatch'",
            group: `sluice-${expression("inputs.stage")}`,
            machine,
        }),
        ...steps(found),
        '      - run: sluice promote-to-prod --stage="$STAGE" --release="$RELEASE"',
        "        env:",
        ...credentials,
        `          STAGE: ${expression("inputs.stage")}`,
        `          RELEASE: ${expression("inputs.release")}`,
        "",
    ].join("\n");
}
function jobHead(name, job) {
    return [
        `  ${name}:`,
        `    if: ${job.condition}`,
        ...(job.machine
            ? [
                "    # Environments are processes of the machine that runs the job: one of yours, which stays.",
                "    runs-on: self-hosted",
            ]
            : ["    runs-on: ubuntu-latest"]),
        "    permissions:",
        "      contents: write # for the ledger, a git ref of this repository",
        "    concurrency:",
        `      group: ${job.group}`,
        "      cancel-in-progress: false",
        "      queue: max",
        "    steps:",
    ];
}
/** The whole history: which change contains which is asked of it. */
function steps(found) {
    return [
        "      # Pin these by the full sha of a version that you have looked at.",
        "      - uses: actions/checkout@v4",
        "        with:",
        "          fetch-depth: 0",
        "          persist-credentials: false",
        "      - uses: actions/setup-node@v4",
        "        with:",
        "          node-version: 24",
        "      - run: npm install --global @sluice/cli",
        ...(found.install === null ? [] : [`      - run: ${found.install}`]),
    ];
}
const credentials = [
    `          SLUICE_ACTOR: ${expression("github.actor")}`,
    `          SLUICE_LEDGER_TOKEN: ${expression("github.token")}`,
];
/** An expression of GitHub's; they stand in `env` and in a job's own keys, never in a script. */
function expression(text) {
    return ["$", "{{ ", text, " }}"].join("");
}
/** A text in GitHub's expressions: a quote in it is doubled. The line is YAML as well, where `'` needs nothing. */
function quoted(text) {
    return `'${text.replaceAll("'", "''")}'`;
}

;// CONCATENATED MODULE: ./packages/commands/src/init/gitlab-template.ts

const GITLAB_PATH = ".gitlab-ci.yml";
/** A pipeline that runs a stage on a push to its branch, and promotes by hand ("Run pipeline"). */
function gitlabTemplate(found, stages) {
    return [
        "# Runs a stage of sluice.yml on a merge into its branch, and promotes by hand: Build > Pipelines > New pipeline.",
        "# The ledger is a git ref of this repository. Give SLUICE_LEDGER_TOKEN, a masked and protected CI/CD variable,",
        "# a project access token that may write the repository.",
        "variables:",
        '  GIT_DEPTH: "0"',
        "  SLUICE_ACTOR: $GITLAB_USER_LOGIN",
        "  PROMOTE_TO:",
        "    description: The stage that a release is promoted into",
        '    value: ""',
        `    options: ["", ${stages
            .slice(1)
            .map(({ name }) => JSON.stringify(name))
            .toReversed()
            .join(", ")}]`,
        "  RELEASE:",
        "    description: A change's number or a digest's beginning; empty for the newest verified release",
        '    value: ""',
        "",
        ".sluice:",
        "  stage: deploy",
        ...(needsOwnMachine(found)
            ? [
                "  # Environments are processes of the machine that runs the job: a runner of yours, which stays, with Node 24.",
                "  tags: [sluice]",
            ]
            : ['  image: "node:24"']),
        "  interruptible: false",
        "  before_script:",
        "    - npm install --global @sluice/cli",
        ...(found.install === null ? [] : [`    - ${found.install}`]),
        "",
        ...stages.flatMap(({ name, branch }) => [
            `${name.toLowerCase()}:`,
            "  extends: .sluice",
            `  resource_group: sluice-${name}`,
            "  rules:",
            `    - if: ${JSON.stringify(`$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == ${JSON.stringify(branch)}`)}`,
            "  script:",
            `    - sluice run ${name} --commit="$CI_COMMIT_SHA"`,
            "",
        ]),
        "promote:",
        "  extends: .sluice",
        "  resource_group: sluice-$PROMOTE_TO",
        "  rules:",
        `    - if: ${JSON.stringify('$CI_PIPELINE_SOURCE == "web" && $PROMOTE_TO')}`,
        "  script:",
        '    - sluice promote-to-prod --stage="$PROMOTE_TO" --release="$RELEASE"',
        "",
    ].join("\n");
}

;// CONCATENATED MODULE: ./packages/commands/src/init/stages.ts
const USUAL = {
    STAGING: ["staging", "stage", "develop"],
    QA: ["qa", "test", "uat"],
    PROD: ["prod", "production", "release"],
};
/** The three stages, each with the branch that the repository has for it, else one of the stage's own name. */
function chooseStages(branches) {
    return ["STAGING", "QA", "PROD"].map((name) => {
        const found = USUAL[name]
            .map((usual) => branches.find((branch) => branch.toLowerCase() === usual))
            .find((branch) => branch !== undefined);
        return { name, branch: branches.includes(name) ? name : (found ?? name) };
    });
}
/** Stages whose branch is still to be made. */
function missingBranches(stages, branches) {
    return stages.map(({ branch }) => branch).filter((branch) => !branches.includes(branch));
}

;// CONCATENATED MODULE: ./packages/commands/src/init/survey.ts

/** npm's own placeholder, which always fails. */
const NO_TEST = /no test specified/;
const SERVERS = ["server.js", "server.mjs", "server.ts", "index.js", "index.mjs", "app.js"];
const COMPOSE = ["compose.yml", "compose.yaml", "docker-compose.yml", "docker-compose.yaml"];
/** Looks at a repository; reads and changes nothing else. */
async function survey(tree) {
    const manifest = parseManifest(await tree.findText("package.json"));
    const remote = await tree.findRemote();
    const locked = await tree.has("package-lock.json");
    const install = manifest.dependencies ? (locked ? "npm ci" : "npm install") : null;
    const { scripts } = manifest;
    const project = projectOf(remote);
    return {
        app: (0,src/* plainLine */.h0)(manifest.name ?? project?.replace(/^.*\//, "") ?? tree.name).trim() || "app",
        project: project ?? tree.name,
        forge: await forgeOf(tree, hostOfRemote(remote)),
        branches: await tree.listBranches(),
        start: scripts.start === undefined ? await findServer(tree) : "npm start",
        build: buildOf(install, scripts.build !== undefined),
        install,
        suites: suitesOf(scripts),
        dockerfile: await tree.has("Dockerfile"),
        compose: await first(COMPOSE, (name) => tree.has(name)),
    };
}
/** One that cannot be read tells nothing; npm will say what is wrong with it. */
function parseManifest(text) {
    let data = {};
    try {
        const parsed = JSON.parse(text ?? "{}");
        if (typeof parsed === "object" && parsed !== null)
            data = parsed;
    }
    catch { }
    const scripts = Object.entries(recordOf(data.scripts)).filter((entry) => typeof entry[1] === "string");
    const counts = [data.dependencies, data.devDependencies].map((deps) => Object.keys(recordOf(deps)).length);
    return {
        name: typeof data.name === "string" ? data.name.replace(/^@[^/]*\//, "") : null,
        scripts: Object.fromEntries(scripts),
        dependencies: counts.some((count) => count > 0),
    };
}
function recordOf(value) {
    return typeof value === "object" && value !== null ? value : {};
}
function suitesOf(scripts) {
    const has = (name) => scripts[name] !== undefined && !NO_TEST.test(scripts[name]);
    const unit = has("test:unit") ? "npm run test:unit" : has("test") ? "npm test" : null;
    const integration = has("test:integration") ? "npm run test:integration" : null;
    const e2e = has("test:e2e") ? "npm run test:e2e" : null;
    return [
        { name: "unit", command: unit, environment: false },
        { name: "integration", command: integration, environment: false },
        { name: "e2e", command: e2e, environment: true },
    ].flatMap(({ command, ...rest }) => (command === null ? [] : [{ command, ...rest }]));
}
function buildOf(install, hasBuild) {
    if (!hasBuild)
        return install === null ? null : `${install} --omit=dev`;
    return install === null ? "npm run build" : `sh -c "${install} && npm run build"`;
}
async function findServer(tree) {
    const file = await first(SERVERS, (name) => tree.has(name));
    return file === null ? null : `node ${file}`;
}
async function forgeOf(tree, host) {
    if (host === null)
        return null;
    if (host === "github.com")
        return "github";
    if (/(?:^|\.)gitlab\./.test(host))
        return "gitlab";
    return (await tree.has(".github")) ? "github" : null;
}
/** The host of `https://host/a/b.git`, `ssh://git@host:22/a/b` and `git@host:a/b.git`; null for a path. */
function hostOfRemote(remote) {
    const found = /^(?:[a-z+]+:\/\/)(?:[^/@]*@)?([^/:]+)/i.exec(remote ?? "") ?? /^(?:[^/@]+@)([^/:]+):/.exec(remote ?? "");
    return found?.[1]?.toLowerCase() ?? null;
}
function projectOf(remote) {
    const path = /[:/]([^:/]+\/[^:/]+?)(?:\.git)?\/?$/.exec(remote ?? "")?.[1] ?? null;
    return hostOfRemote(remote) === null ? null : path;
}
async function first(names, is) {
    for (const name of names)
        if (await is(name))
            return name;
    return null;
}

// EXTERNAL MODULE: ./packages/commands/src/inputs.ts
var inputs = __webpack_require__(8219);
;// CONCATENATED MODULE: ./packages/commands/src/init.ts









const outputs = schemas/* object */.Ikc({
    files: schemas/* string */.YjP().meta({ description: "The files that were (or would be) written, separated by commas" }),
});
const init = (0,src/* defineCommand */.NB)({
    name: "init",
    summary: "Write a sluice.yml for this repository, and the workflow or pipeline for its forge",
    changes: true,
    inputs: schemas/* object */.Ikc({
        forge: schemas/* enum */.k5n(["auto", "github", "gitlab", "none"]).default("auto").meta({
            description: "For which forge to write a workflow or pipeline; auto: the one that the remote names",
            type: "string",
        }),
        force: (0,src/* flag */.Jt)("Replace files that are there already"),
        dryRun: inputs/* dryRun */.PA,
    }),
    outputs,
    async run(inputs, { tree, reporter }) {
        const seen = await survey(tree);
        const found = inputs.forge === "auto" ? seen : { ...seen, forge: init_forgeOf(inputs.forge) };
        const files = initFiles(found);
        const outputs = { files: files.map(({ path }) => path).join(",") };
        const caveat = caveatOf(found);
        if (caveat !== null)
            reporter.warning(`sluice.yml: ${caveat}`);
        if (inputs.dryRun) {
            for (const { path, text } of files) {
                reporter.step(`would write ${path}`);
                for (const line of text.trimEnd().split("\n"))
                    reporter.output(line);
            }
            const message = `would write ${files.map(({ path }) => path).join(" and ")}`;
            return { outcome: "unchanged", reason: "dry_run", message, outputs, details: { files } };
        }
        if (!inputs.force)
            await refuseOverwriting(tree, files);
        for (const { path, text } of files) {
            await tree.writeText(path, text);
            reporter.info(`wrote ${path}`);
        }
        const advice = nextSteps(found, files);
        reporter.info(`next: ${advice}`);
        const message = `wrote ${files.map(({ path }) => path).join(" and ")}`;
        return { outcome: "done", reason: "ok", message, advice, outputs, details: { files } };
    },
});
/** What is written for a repository. sluice.yml comes first, and is one that this version reads. */
function initFiles(found) {
    const stages = chooseStages(found.branches);
    const config = { path: "sluice.yml", text: configTemplate(found, stages) };
    (0,config_file/* readConfig */.X)(config);
    if (found.forge === "github")
        return [config, { path: GITHUB_PATH, text: githubTemplate(found, stages) }];
    if (found.forge === "gitlab")
        return [config, { path: GITLAB_PATH, text: gitlabTemplate(found, stages) }];
    return [config];
}
async function refuseOverwriting(tree, files) {
    const there = [];
    for (const { path } of files)
        if (await tree.has(path))
            there.push(path);
    if (there.length === 0)
        return;
    throw new src/* SluiceError */.ah("input_invalid", `${there.join(" and ")} ${there.length === 1 ? "is" : "are"} there already`, {
        advice: "Nothing was written. See what would be with --dry-run, leave the forge's file out with --forge none, or replace what is there with --force.",
    });
}
function nextSteps(found, files) {
    const missing = missingBranches(chooseStages(found.branches), found.branches);
    const branches = missing.length === 0
        ? ""
        : `make the branches ${missing.join(", ")} (git push origin HEAD:refs/heads/${missing[0]}), `;
    return `read ${files[0]?.path}, ${branches}commit, and merge a change into the first stage's branch`;
}
function init_forgeOf(wish) {
    return wish === "none" ? null : wish;
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


/***/ })

};
