export const id = 568;
export const ids = [568];
export const modules = {

/***/ 8568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createComposeTarget: () => (/* binding */ createComposeTarget)
});

// UNUSED EXPORTS: EDGE_NETWORK

// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/host/src/clock.ts
var clock = __webpack_require__(2022);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/targets/src/compose/labels.ts
/** What Sluice writes on all that it makes, and reads back. */
const LABELS = {
    app: "dev.sluice.app",
    stage: "dev.sluice.stage",
    environment: "dev.sluice.environment",
    generation: "dev.sluice.generation",
    digest: "dev.sluice.digest",
    configuration: "dev.sluice.configuration",
};
/** The user's mark on what belongs to a stage and outlives its environments: databases, object stores, their volumes. */
const ACCESSORY = "dev.sluice.accessory";
/** Compose's own labels. */
const PROJECT = "com.docker.compose.project";
const SERVICE = "com.docker.compose.service";
const ONE_OFF = "com.docker.compose.oneoff";
function isAccessory(labels) {
    const value = labels?.[ACCESSORY];
    return value !== undefined && value !== "false";
}
function labelsOf(facts) {
    return {
        [LABELS.app]: facts.app,
        [LABELS.stage]: facts.stage,
        [LABELS.environment]: facts.environment,
        [LABELS.generation]: String(facts.generation),
        [LABELS.digest]: facts.digest,
        [LABELS.configuration]: facts.configuration,
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./packages/host/src/files.ts + 2 modules
var files = __webpack_require__(4434);
;// CONCATENATED MODULE: ./packages/targets/src/compose/lock.ts





/** In the environment of every `docker compose` that changes something: which lock it runs under. */
const ACT = "SLUICE_COMPOSE_ACT";
const PATIENCE_MS = 600_000;
const GRACE_MS = 5_000;
/** One name for an environment on one engine. */
function actOf(engine, environment) {
    return (0,external_node_crypto_.createHash)("sha256").update(`${engine}\n${environment}`).digest("hex").slice(0, 24);
}
/**
 * Runs `fn` while no other process of this machine acts on the same environment. What a killed one left running
 * of compose is ended first: it would go on to create containers beside ours.
 * Across machines the ledger's claim keeps runs apart, and the generation fences what is late.
 */
async function locked(act, clock, fn) {
    const folder = (0,external_node_path_.join)((0,external_node_os_.tmpdir)(), `sluice-compose-${process.getuid?.() ?? 0}`);
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    return (0,files/* withFileLock */.U)((0,external_node_path_.join)(folder, `${act}.lock`), async () => {
        await endOrphans(act, clock);
        return fn();
    }, { timeoutMs: PATIENCE_MS, clock });
}
async function endOrphans(act, clock) {
    if (process.platform !== "linux")
        return;
    const deadline = clock.now() + GRACE_MS;
    for (;;) {
        const orphans = await listActing(act);
        if (orphans.length === 0)
            return;
        const signal = clock.now() < deadline ? "SIGTERM" : "SIGKILL";
        for (const pid of orphans) {
            try {
                process.kill(pid, signal);
            }
            catch {
                // It ended by itself.
            }
        }
        await clock.sleep(50);
    }
}
/** Processes that were started under this lock. Whoever asks holds it, so that theirs holder is dead. */
async function listActing(act) {
    const pids = (await (0,promises_.readdir)("/proc")).filter((name) => /^\d+$/.test(name));
    const environs = await Promise.all(pids.map((pid) => (0,promises_.readFile)(`/proc/${pid}/environ`, "latin1").catch(() => "")));
    return pids
        .filter((_, index) => `\0${environs[index]}`.includes(`\0${ACT}=${act}\0`))
        .map(Number)
        .filter((pid) => pid !== process.pid);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
;// CONCATENATED MODULE: ./packages/targets/src/compose/project.ts


/** Labels come out of `docker compose config` as a map, whatever the file wrote. */
const labels = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).nullish();
const service = schemas/* looseObject */._H3({
    image: schemas/* string */.YjP().nullish(),
    build: schemas/* unknown */.L5J().optional(),
    labels,
    environment: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP().nullable()).nullish(),
    networks: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
    network_mode: schemas/* string */.YjP().nullish(),
});
const resource = schemas/* looseObject */._H3({ external: schemas/* boolean */.zMY().nullish(), labels }).nullable();
const project = schemas/* looseObject */._H3({
    services: schemas/* record */.g1P(schemas/* string */.YjP(), service),
    networks: schemas/* record */.g1P(schemas/* string */.YjP(), resource).nullish(),
    volumes: schemas/* record */.g1P(schemas/* string */.YjP(), resource).nullish(),
});
/** Throws `config_invalid` for what is no compose project. */
function parseProject(text, file) {
    try {
        return project.parse(JSON.parse(text));
    }
    catch (cause) {
        throw new errors/* SluiceError */.a("config_invalid", `docker compose config of ${file} cannot be read; nothing was changed`, {
            advice: "docker compose 2.20 or newer is needed; see what `docker compose config --format json` prints.",
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/marker.ts

/**
 * An environment's generation must rise while its containers go on running, and their labels are fixed when they
 * are created. So it is kept as an empty volume, `<environment>-sluice-g<generation>`: the engine creates it at once or
 * not at all, creating it twice is nothing, and it outlives containers. It is made before anything else of
 * an environment and removed after all else, so that whatever a killed command left is found by it.
 */
function markerName(environment, generation) {
    return `${environment}-sluice-g${generation}`;
}
function isMarker(volume) {
    const environment = volume.Labels?.[LABELS.environment];
    const generation = Number(volume.Labels?.[LABELS.generation]);
    return environment !== undefined && volume.Name === markerName(environment, generation);
}
/** Raises an environment's generation. */
async function raiseMarker(docker, facts) {
    const labels = Object.entries(labelsOf(facts)).flatMap(([name, value]) => ["--label", `${name}=${value}`]);
    await docker.run(["volume", "create", ...labels, markerName(facts.environment, facts.generation)]);
}
/** Removes volumes; those that are gone or in use are left. */
async function removeVolumes(docker, names) {
    if (names.length > 0)
        await docker.try(["volume", "rm", ...names]);
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/survey.ts


/** How soon after its last restart a container counts as one that restarts in a loop, in milliseconds. */
const LOOP_MS = 5_000;
/** What carries Sluice's labels, by environment. `service` is the web service. */
function surveys(containers, volumes, service) {
    const own = containers.filter((one) => !isAccessory(one.Config.Labels));
    const markers = volumes.filter(isMarker);
    const labelled = [...own.map((one) => one.Config.Labels ?? {}), ...markers.map((one) => one.Labels ?? {})];
    const names = [...new Set(labelled.map((labels) => labels[LABELS.environment] ?? ""))].filter(Boolean);
    return names.sort().map((environment) => {
        const here = (labels) => labels?.[LABELS.environment] === environment;
        const all = own.filter((one) => here(one.Config.Labels));
        const mine = labelled.filter(here).sort((a, b) => generationOf(b) - generationOf(a));
        const newest = mine[0] ?? {};
        const isTrial = (one) => one.Config.Labels?.[ONE_OFF] === "True" || isUnfinished(one, all);
        const running = all.filter((one) => !isTrial(one));
        const webs = running.filter((one) => one.Config.Labels?.[SERVICE] === service);
        return {
            environment,
            app: newest[LABELS.app] ?? "",
            stage: newest[LABELS.stage] ?? "",
            generation: generationOf(newest),
            containers: running,
            trials: all.filter(isTrial),
            markers: markers.filter((one) => here(one.Labels)),
            web: webs.find((one) => one.State.Running) ?? webs[0] ?? null,
        };
    });
}
/**
 * Compose replaces a container by one that is named after it, `<the old one's short id>_<its name>`, until the old one is
 * gone. Where compose was killed meanwhile both are there, and compose itself then stumbles over that name.
 */
function isUnfinished(container, all) {
    const old = /^\/?([0-9a-f]{12})_/.exec(container.Name)?.[1];
    return old !== undefined && all.some((one) => one.Id.startsWith(old));
}
function generationOf(labels) {
    const generation = Number(labels[LABELS.generation]);
    return Number.isSafeInteger(generation) ? generation : 0;
}
/**
 * Whether a container failed: it ended, restarts in a loop, or its own health check says so. A task that ended well and
 * is not to be restarted (a migration) did not.
 *
 * @param now milliseconds since the epoch
 */
function isFailing(container, now, isWeb) {
    const { State, RestartCount, HostConfig } = container;
    if (State.Restarting || State.Health?.Status === "unhealthy")
        return true;
    if (State.Running)
        return RestartCount > 0 && now - Date.parse(State.StartedAt) < LOOP_MS;
    const once = (HostConfig.RestartPolicy?.Name ?? "no").replace("no", "") === "";
    return isWeb || !once || State.ExitCode !== 0 || State.Status === "created";
}
/** Those of its containers that failed. */
function failing(survey, now) {
    return survey.containers.filter((one) => isFailing(one, now, isWebOf(survey, one)));
}
function isWebOf({ web }, one) {
    return web !== null && one.Config.Labels?.[SERVICE] === web.Config.Labels?.[SERVICE];
}
/**
 * The digest that an image has in a registry. That which was asked for, if the engine's own record of the running
 * image names it; else another that it names; an image that no registry has is named by its id.
 */
function digestOf(image, asked, id) {
    const digests = (image?.RepoDigests ?? []).map((one) => one.slice(one.indexOf("@") + 1));
    return digests.find((one) => one === asked) ?? digests[0] ?? id;
}
/** An environment as the port tells it. `image` is that of the web container. */
function instanceOf(survey, image, at) {
    const { environment, stage, generation, web } = survey;
    const labels = web?.Config.Labels ?? survey.markers[0]?.Labels ?? {};
    const ip = web?.NetworkSettings.Networks?.[at.network]?.IPAddress;
    const started = Date.parse(web?.State.StartedAt ?? "");
    const created = Date.parse(survey.markers[0]?.CreatedAt ?? "");
    const since = started > 0 ? started : created;
    return {
        environment,
        stage,
        generation,
        digest: web === null ? (labels[LABELS.digest] ?? "") : digestOf(image, labels[LABELS.digest], web.Image),
        running: web !== null && failing(survey, at.now).length === 0,
        address: web === null ? null : `http://${environment}:${at.port}`,
        reach: at.local && ip ? `http://${ip}:${at.port}` : null,
        startedAt: new Date(Number.isNaN(since) ? 0 : since).toISOString(),
    };
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/context.ts






/** What is there under an environment's name, whichever application's; null where nothing is. */
async function survey(context, environment) {
    const label = `${LABELS.environment}=${environment}`;
    const { reader, service } = context;
    const [containers, volumes] = await Promise.all([reader.containers(label), reader.volumes(label)]);
    return surveys(containers, volumes, service)[0] ?? null;
}
/**
 * Runs compose on the user's own file; an override goes in by standard input, so that no file of it can be left.
 * Variables go in by the environment.
 */
async function compose(context, environment, args, options) {
    const { docker, root, file } = context;
    const { variables, override, act } = options;
    const files = ["-f", (0,external_node_path_.resolve)(root, file), ...(override === undefined ? [] : ["-f", "-"])];
    return docker.try(["compose", "--progress", "plain", "-p", environment, ...files, ...args], {
        cwd: root,
        env: { ...variables, ...(act === undefined ? {} : { [ACT]: act }) },
        ...(override === undefined ? {} : { stdin: override }),
    });
}
/** The user's file as compose reads it. Throws `config_invalid` with what compose says. */
async function readProject(context, environment, variables) {
    const { code, stdout, stderr } = await compose(context, environment, ["config", "--format", "json"], {
        variables,
    });
    if (code === 0)
        return parseProject(stdout, context.file);
    throw new errors/* SluiceError */.a("config_invalid", `docker compose cannot read ${context.file}; nothing was changed: ${stderr}`, {
        advice: "Mend what is said above; `docker compose config` shows the same.",
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./packages/targets/src/compose/docker.ts




function dockerOf(exec, env) {
    const given = Object.entries(env).filter((entry) => entry[1] !== undefined);
    // What this process itself was started with must not choose another engine than `env` does; empty is unset.
    const base = { DOCKER_HOST: "", DOCKER_CONTEXT: "", ...Object.fromEntries(given) };
    const docker = {
        async try(args, { env: added = {}, ...options } = {}) {
            // By lines, since a whole output may be longer than the tail that is kept otherwise.
            const lines = { stdout: [], stderr: [] };
            const result = await exec.run(["docker", ...args], {
                ...options,
                env: { ...base, ...added },
                onLine: (line, stream) => lines[stream].push(line),
            });
            return { ...result, stdout: lines.stdout.join("\n"), stderr: lines.stderr.join("\n") };
        },
        async run(args, options) {
            const { code, stdout, stderr } = await docker.try(args, options);
            if (code === 0)
                return stdout;
            throw new errors/* SluiceError */.a("target_unreachable", `docker ${args.slice(0, 2).join(" ")} ended with ${code}: ${lastLines(stderr, 5)}`, { advice: "See whether `docker version` answers with the same DOCKER_HOST or context." });
        },
    };
    return docker;
}
function lastLines(text, count) {
    return text.trim().split("\n").slice(-count).join("\n");
}
/**
 * Path of the engine's socket where it is on this machine, else null. A context that was chosen may lead anywhere.
 * Source of the order: https://docs.docker.com/engine/manage-resources/contexts/
 */
function socketOf(env) {
    if (env.DOCKER_HOST) {
        return env.DOCKER_HOST.startsWith("unix://") ? env.DOCKER_HOST.slice("unix://".length) : null;
    }
    const context = env.DOCKER_CONTEXT || currentContext(env);
    return context === "default" ? "/var/run/docker.sock" : null;
}
function currentContext(env) {
    try {
        const path = (0,external_node_path_.join)(env.DOCKER_CONFIG || (0,external_node_path_.join)(env.HOME || (0,external_node_os_.homedir)(), ".docker"), "config.json");
        return (JSON.parse((0,external_node_fs_.readFileSync)(path, "utf8")).currentContext || "default");
    }
    catch {
        return "default";
    }
}
/** Tells engines apart, for locks: by what chooses one. */
function engineName(env) {
    return socketOf(env) ?? env.DOCKER_HOST ?? `context ${env.DOCKER_CONTEXT || currentContext(env)}`;
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/edge-network.ts


/**
 * Makes the network that the edge and all web services share; that it is there already is fine. An engine may be
 * made to hold two networks of one name, which nothing can be started in: so it is made under a lock of this
 * machine, and where another machine was at it in the same moment, the younger one goes.
 */
async function ensureEdgeNetwork(context, engine) {
    const { docker, network, clock } = context;
    if ((await listNamed(context)).length === 1)
        return;
    await locked(actOf(engine, `network ${network}`), clock, async () => {
        const there = await listNamed(context);
        if (there.length === 1)
            return;
        const { code, stdout, stderr } = there.length > 1
            ? { code: 0, stdout: "", stderr: "" }
            : await docker.try(["network", "create", "--label", "dev.sluice.edge=true", network]);
        if (code !== 0 && !/already exists/.test(stderr)) {
            throw new errors/* SluiceError */.a("target_unreachable", `the network ${network} could not be made: ${stderr}`, {
                advice: `Make it by hand (docker network create ${network}), and see which of its limits the engine names.`,
            });
        }
        const [, ...younger] = await listNamed(context);
        const needless = code === 0 && stdout !== "" ? younger.filter((id) => id === stdout.trim()) : younger;
        // One that is in use is not removed, and compose then tells of both.
        if (needless.length > 0)
            await docker.try(["network", "rm", ...needless]);
    });
}
/** Ids of the networks of this name, oldest first. */
async function listNamed({ docker, network }) {
    const listed = await docker.run([
        "network",
        "ls",
        "--no-trunc",
        "--filter",
        `name=${network}`,
        "--format",
        FORMAT,
    ]);
    return listed
        .split("\n")
        .map((line) => line.split("\t"))
        .filter(([name]) => name === network)
        .map(([, id = "", created = ""]) => ({ id, created }))
        .sort((a, b) => (`${a.created} ${a.id}` < `${b.created} ${b.id}` ? -1 : 1))
        .map(({ id }) => id);
}
const FORMAT = "{{.Name}}\t{{.ID}}\t{{.CreatedAt}}";

;// CONCATENATED MODULE: ./packages/targets/src/compose/logs.ts

/**
 * The last lines of containers, prefixed by their service. Those of `first`, which failed, come first, so that they
 * are what is left where little room is: the lines of the others are the ones that are cut.
 */
async function logsOf(docker, containers, first, lines) {
    if (lines <= 0)
        return [];
    const failed = new Set(first.map((one) => one.Id));
    const ordered = [
        ...containers.filter((one) => failed.has(one.Id)),
        ...containers.filter((one) => !failed.has(one.Id)),
    ];
    const all = await Promise.all(ordered.map((one) => tailOf(docker, one, lines)));
    let left = lines;
    return all.flatMap((tail) => {
        const kept = left > 0 ? tail.slice(-left) : [];
        left -= kept.length;
        return kept;
    });
}
async function tailOf(docker, container, lines) {
    const service = container.Config.Labels?.[SERVICE] ?? container.Name.replace(/^\//, "");
    const { stdout, stderr } = await docker.try([
        "logs",
        "--timestamps",
        "--tail",
        String(lines),
        container.Id,
    ]);
    const printed = [...stdout.split("\n"), ...stderr.split("\n")]
        .filter((line) => /^\d{4}-\d\d-\d\dT/.test(line))
        .sort()
        .slice(-lines)
        .map((line) => line.slice(line.indexOf(" ") + 1).trimEnd());
    const { State } = container;
    const why = State.Error ? [`(not started: ${State.Error})`] : [];
    const ended = State.Running ? [] : [`(ended with exit code ${State.ExitCode})`];
    return [...printed, ...why, ...(why.length === 0 && printed.length === 0 ? ended : [])].map((line) => `${service}: ${line}`);
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/override.ts


const EDGE_KEY = "sluice_edge";
const RESET = "\u0000reset";
/** The services that run the release: those whose image names SLUICE_IMAGE, else the web service. */
function servicesOfRelease(project, image, service) {
    const named = Object.entries(project.services)
        .filter(([, one]) => one.image === image)
        .map(([name]) => name);
    return named.length === 0 ? [service] : named;
}
/**
 * The override of an environment. It publishes no port, gives accessories nothing, and holds names of variables
 * but no value. Throws `config_invalid` where the web service is missing or cannot join the edge's network.
 */
function overrideOf(project, request) {
    const { facts, image, service, network } = request;
    const web = project.services[service];
    if (web === undefined) {
        throw invalid(`there is no service ${service} in the compose file, but ${list(project)}`);
    }
    if (web.network_mode) {
        throw invalid(`the service ${service} has network_mode: ${web.network_mode}, so the edge cannot reach it`);
    }
    if (isAccessory(web.labels))
        throw invalid(`the service ${service} is labelled as an accessory`);
    const labels = escaped(labelsOf(facts));
    const released = servicesOfRelease(project, image, service);
    const services = {};
    for (const [name, one] of Object.entries(project.services)) {
        if (isAccessory(one.labels))
            continue;
        const own = new Set(Object.keys(one.environment ?? {}));
        const passed = request.variables.filter((variable) => !own.has(variable));
        services[name] = {
            labels,
            ...(released.includes(name)
                ? { image: literally(image), environment: passed, ...(one.build ? { build: RESET } : {}) }
                : {}),
            ...(name === service ? { networks: joined(one.networks, facts.environment) } : {}),
        };
    }
    const resources = (all) => Object.fromEntries(Object.entries(all ?? {})
        .filter(([, one]) => one?.external !== true && !isAccessory(one?.labels))
        .map(([name]) => [name, { labels }]));
    return {
        services,
        networks: { ...resources(project.networks), [EDGE_KEY]: { external: true, name: literally(network) } },
        volumes: resources(project.volumes),
    };
}
/** As compose reads it: JSON, but for the word that takes a key of the user's file away, which only YAML has. */
function renderOverride(override) {
    return JSON.stringify(override).replaceAll(JSON.stringify(RESET), " !reset null");
}
/** What a service is in stays; naming one network alone would take it out of the project's default one. */
function joined(networks, alias) {
    const names = Object.keys(networks ?? {}).filter((name) => name !== EDGE_KEY);
    return { ...Object.fromEntries(names.map((name) => [name, null])), [EDGE_KEY]: { aliases: [alias] } };
}
/** Compose interpolates all values of a file. */
function literally(text) {
    return text.replaceAll("$", "$$$$");
}
function escaped(labels) {
    return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, literally(value)]));
}
function list({ services }) {
    return Object.keys(services).join(", ") || "none at all";
}
function invalid(what) {
    return new errors/* SluiceError */.a("config_invalid", `${what}; nothing was changed`, {
        advice: "Name the service that answers HTTP in sluice.yml (target.service), or mend the compose file.",
    });
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/take-down.ts



/**
 * Removes an environment: containers as their own stop signal and time have it, networks, volumes, and its marker
 * last, so that a removal which is cut off is found and completed. Accessories, and networks that they are still in, stay.
 */
async function takeDown(context, environment) {
    const { docker, reader, step } = context;
    const label = `${LABELS.environment}=${environment}`;
    const [containers, networks, volumes] = await Promise.all([
        reader.containers(label),
        reader.networks(label),
        reader.volumes(label),
    ]);
    await removeContainers(context, containers.filter((one) => !isAccessory(one.Config.Labels)));
    step("stopped");
    const data = volumes.filter((one) => !isMarker(one) && !isAccessory(one.Labels));
    await Promise.all([
        networks.length === 0 ? null : docker.try(["network", "rm", ...networks.map((one) => one.Id)]),
        removeVolumes(docker, data.map((one) => one.Name)),
    ]);
    step("emptied");
    await removeVolumes(docker, volumes.filter(isMarker).map((one) => one.Name));
    step("removed");
}
/** Stops and removes containers with their anonymous volumes. */
async function removeContainers(context, containers) {
    if (containers.length === 0)
        return;
    const ids = containers.map((one) => one.Id);
    const running = containers.filter((one) => one.State.Running).map((one) => one.Id);
    if (running.length > 0)
        await context.docker.try(["stop", ...running]);
    await context.docker.try(["rm", "-f", "-v", ...ids]);
}
/** Removes what a try-out left. */
async function removeTrials(context, environment) {
    await removeContainers(context, (await survey(context, environment))?.trials ?? []);
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./packages/targets/src/compose/watch.ts


const POLL_MS = 40;
/**
 * Watches containers that were just started until the web one listens or calls itself healthy, one of them fails,
 * or the time is up. Answers those that failed.
 *
 * @param look reads them afresh; `web` is null where only their end is of interest
 */
async function watchStart(look, { clock, settleMs, port, network }) {
    const deadline = clock.now() + settleMs;
    for (;;) {
        const { all, web } = await look();
        const failed = all.filter((one) => isFailing(one, clock.now(), one.Id === web?.Id));
        if (failed.length > 0 || clock.now() >= deadline)
            return failed;
        if (web?.State.Running && (await isUp(web, port, network)))
            return [];
        await clock.sleep(POLL_MS);
    }
}
async function isUp(web, port, network) {
    if (web.State.Health?.Status === "healthy")
        return true;
    const ip = network === null ? undefined : web.NetworkSettings.Networks?.[network]?.IPAddress;
    return ip ? listens(ip, port) : false;
}
function listens(host, port) {
    return new Promise((resolve) => {
        const socket = (0,external_node_net_.connect)({ host, port, timeout: 500 });
        const end = (answer) => {
            socket.destroy();
            resolve(answer);
        };
        socket.once("connect", () => end(true));
        socket.once("error", () => end(false));
        socket.once("timeout", () => end(false));
    });
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/trial.ts



/**
 * Starts the release's services once beside those that run, without their names in any network, and watches them:
 * compose stops what runs before it starts what replaces it, so that a release which ends at once would take it down.
 * The trials are left for the caller to read the logs of, and to remove. Null where all went well.
 */
async function tryOut(context, request) {
    const { environment, services, ...options } = request;
    const results = await Promise.all(services.map((service) => {
        const name = `${environment}-sluice-trial-${service}`;
        const args = ["run", "-d", "-T", "--no-deps", "--quiet-pull", "--name", name, service];
        return compose(context, environment, args, options);
    }));
    context.step("tried");
    const bad = results.find(({ code }) => code !== 0);
    if (bad !== undefined) {
        return { said: bad.stderr, failed: (await survey(context, environment))?.trials ?? [] };
    }
    const failed = await watchStart(async () => {
        const trials = (await survey(context, environment))?.trials ?? [];
        const web = trials.find((one) => one.Config.Labels?.[SERVICE] === context.service) ?? null;
        return { all: trials, web };
    }, { ...context, network: context.local ? context.network : null });
    return failed.length === 0 ? null : { said: "", failed };
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/bring-up.ts












const LINES_TOLD = 20;
/**
 * Starts an environment, or replaces what runs under its name once a trial of the release stayed up. The marker is
 * raised before anything else; where the release fails its trial, it is as if nothing had been done.
 */
async function bringUp(context, held, launch) {
    const { facts, project, image, variables, act } = launch;
    const { environment } = facts;
    const override = renderOverride(overrideOf(project, {
        facts,
        image,
        service: context.service,
        network: context.network,
        variables: Object.keys(variables),
    }));
    await raiseMarker(context.docker, facts);
    context.step("marked");
    await ensureEdgeNetwork(context, launch.engine);
    context.step("networked");
    if (held !== null)
        await removeContainers(context, held.trials);
    const served = held?.web?.State.Running ? held : null;
    if (served !== null) {
        const services = servicesOfRelease(project, image, context.service);
        const failure = await tryOut(context, { environment, services, variables, override, act });
        if (failure !== null) {
            const trials = (await survey(context, environment))?.trials ?? [];
            const lines = await logsOf(context.docker, trials, failure.failed, LINES_TOLD);
            await removeTrials(context, environment);
            await lowerTo(context, served, facts);
            throw failed(launch, "what ran before was left running", failure.said, lines);
        }
        await removeTrials(context, environment);
        context.step("chosen");
    }
    const args = ["up", "-d", "--quiet-pull", ...(await orphanArgs(context, launch))];
    const { code, stderr } = await compose(context, environment, args, { variables, override, act });
    context.step("started");
    const broken = code === 0 ? await watch(context, environment) : null;
    if (broken === null || broken.length > 0)
        await giveUp(context, launch, held, stderr);
    await retireMarkers(context, environment, facts.generation);
    context.step("settled");
}
/** Removes the markers of older generations. */
async function retireMarkers(context, environment, generation) {
    const found = await survey(context, environment);
    const own = markerName(environment, generation);
    const names = (found?.markers ?? []).map((one) => one.Name).filter((name) => name !== own);
    await removeVolumes(context.docker, names);
}
function watch(context, environment) {
    const look = async () => {
        const found = await survey(context, environment);
        return { all: found?.containers ?? [], web: found?.web ?? null };
    };
    return watchStart(look, { ...context, network: context.local ? context.network : null });
}
/** What never came to have a container is removed again; the rest is left to be looked at, and removed by the caller. */
async function giveUp(context, launch, held, said) {
    const { environment } = launch.facts;
    const found = await survey(context, environment);
    if (found === null || (found.containers.length === 0 && held === null)) {
        await takeDown(context, environment);
        throw failed(launch, "nothing of it was left", said, []);
    }
    const now = context.clock.now();
    const lines = await logsOf(context.docker, found.containers, failing(found, now), LINES_TOLD);
    if (held !== null && found.web?.Id === held.web?.Id && failing(found, now).length === 0) {
        await lowerTo(context, held, launch.facts);
        throw failed(launch, "what ran before was left running", said, lines);
    }
    await retireMarkers(context, environment, launch.facts.generation);
    throw failed(launch, "it was left as it is, to be looked at", said, lines);
}
/** Takes the marker of a failed attempt away again, so that what runs is what it was. */
async function lowerTo(context, held, { environment, generation }) {
    if (held.generation >= generation)
        return;
    await removeVolumes(context.docker, [markerName(environment, generation)]);
}
/** What the file no longer has goes, unless an accessory is among it. */
async function orphanArgs({ reader }, { facts, project }) {
    const all = await reader.containers(`${PROJECT}=${facts.environment}`);
    const kept = all.some(({ Config: { Labels } }) => isAccessory(Labels) && project.services[Labels?.[SERVICE] ?? ""] === undefined);
    return kept ? [] : ["--remove-orphans"];
}
function failed(launch, left, said, lines) {
    const told = [...(said === "" ? [] : [lastLines(said, 5)]), ...lines];
    const text = told.length === 0 ? "it printed nothing" : `the last lines:\n${told.join("\n")}`;
    return new errors/* SluiceError */.a("deployment_failed", `${launch.facts.environment} did not start with ${launch.image}; ${left}; ${text}`, { advice: "Mend what the lines above tell of, or what keeps the engine from fetching the image." });
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/docker-reader.ts
/** Reads an engine through the `docker` program: contexts and ssh:// hosts. */
function dockerReader(docker) {
    async function inspected(kind, list) {
        const names = (await docker.run(list)).split("\n").filter((line) => line !== "");
        if (names.length === 0)
            return [];
        // What is gone since it was listed makes it fail, and is not in its answer.
        return parseList((await docker.try([kind, "inspect", ...names])).stdout);
    }
    return {
        containers: (label) => inspected("container", ["ps", "-aq", "--no-trunc", "--filter", `label=${label}`]),
        volumes: (label) => inspected("volume", ["volume", "ls", "-q", "--filter", `label=${label}`]),
        networks: (label) => inspected("network", ["network", "ls", "-q", "--no-trunc", "--filter", `label=${label}`]),
        async findImage(reference) {
            const { code, stdout } = await docker.try(["image", "inspect", reference]);
            return code === 0 ? (parseList(stdout)[0] ?? null) : null;
        },
    };
}
function parseList(text) {
    return text.trim() === "" ? [] : JSON.parse(text);
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./packages/targets/src/compose/socket-reader.ts


/** Oldest API that has all that is read here (Docker 20.10); newer engines still speak it or say which they do. */
const VERSION = "v1.41";
const TIMEOUT_MS = 30_000;
/** Reads an engine by its API (https://docs.docker.com/reference/api/engine/), which is quicker than `docker`. */
function socketReader(socketPath) {
    const get = (path) => getJson(socketPath, path);
    const filter = (label) => `filters=${encodeURIComponent(JSON.stringify({ label: [label] }))}`;
    return {
        async containers(label) {
            const listed = await get(`/containers/json?all=1&${filter(label)}`);
            const found = await Promise.all((listed ?? []).map(({ Id }) => get(`/containers/${Id}/json`)));
            return found.filter((one) => one !== null);
        },
        async volumes(label) {
            return (await get(`/volumes?${filter(label)}`))?.Volumes ?? [];
        },
        async networks(label) {
            return (await get(`/networks?${filter(label)}`)) ?? [];
        },
        findImage: (reference) => get(`/images/${encodeURIComponent(reference)}/json`),
    };
}
/** Null for 404: what was listed a moment ago may be gone. Throws `target_unreachable`. */
async function getJson(socketPath, path) {
    const { status, body } = await new Promise((resolve, reject) => {
        const asked = (0,external_node_http_.request)({ socketPath, path: `/${VERSION}${path}`, timeout: TIMEOUT_MS }, (answer) => {
            const chunks = [];
            answer.on("data", (chunk) => chunks.push(chunk));
            answer.on("error", reject);
            answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }));
        });
        asked.on("timeout", () => asked.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)));
        asked.on("error", reject);
        asked.end();
    }).catch((cause) => {
        throw new errors/* SluiceError */.a("target_unreachable", `the Docker engine at ${socketPath} does not answer: ${cause.message}`, {
            advice: "Start it, or let this user reach its socket (group docker), or set DOCKER_HOST.",
            cause,
        });
    });
    if (status === 404)
        return null;
    if (status !== 200) {
        throw new errors/* SluiceError */.a("target_unreachable", `the Docker engine answers ${status} to ${path}: ${body.slice(0, 500)}`);
    }
    return JSON.parse(body);
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/variables.ts


/** What would change which engine is spoken to, or which program runs, rather than the application. */
const RESERVED = /^(DOCKER_.*|COMPOSE_.*|BUILDKIT_.*|BUILDX_.*|LD_.*|PATH|HOME)$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/**
 * The environment that compose interpolates the user's file with: the user's variables, and the facts.
 *
 * @param image `<repository>@<digest>`, as the engine fetches it
 * @throws SluiceError `config_invalid` for a name that docker itself would take as its own, or that is none.
 */
function variablesOf(spec, own, image) {
    const variables = {
        ...own,
        ...spec.variables,
        SLUICE_IMAGE: image,
        SLUICE_HOST: spec.host ?? "",
        SLUICE_APP: spec.app,
        SLUICE_STAGE: spec.stage,
        SLUICE_ENVIRONMENT: spec.environment,
        SLUICE_GENERATION: String(spec.generation),
        SLUICE_DIGEST: spec.digest,
    };
    for (const [name, value] of Object.entries(variables)) {
        if (!NAME.test(name) || RESERVED.test(name) || value.includes("\0")) {
            throw new errors/* SluiceError */.a("config_invalid", `the variable ${JSON.stringify(name)} cannot be given to compose`, {
                advice: RESERVED.test(name)
                    ? "Docker reads this name itself: give the application's variable another one. Nothing was changed."
                    : "Names are letters, digits and _, and values hold no zero byte. Nothing was changed.",
            });
        }
    }
    return variables;
}
/**
 * Names all that an environment is started with. The generation does not count: it changes with every attempt at
 * the same thing, so `project` is to be one that was rendered without it.
 */
function configurationOf(project, variables, network) {
    const facts = Object.entries(variables)
        .filter(([name]) => name !== "SLUICE_GENERATION")
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify({ project, facts, network })).digest("hex");
}

;// CONCATENATED MODULE: ./packages/targets/src/compose/target.ts














const EDGE_NETWORK = "sluice-edge";
/**
 * Runs environments as Docker Compose projects, on the engine that DOCKER_HOST or the context names. The labels of
 * containers and the marker volume tell all that is known of them: what a killed command leaves is told by `list`, and
 * mended by the next `up` or `down`.
 */
function createComposeTarget(options) {
    const { app, registryHosts = {}, variables = {} } = options;
    const env = options.env ?? process.env;
    const socket = socketOf(env);
    const docker = dockerOf(options.exec, env);
    const context = {
        docker,
        reader: socket === null ? dockerReader(docker) : socketReader(socket),
        clock: options.clock ?? clock/* systemClock */.m,
        root: options.root,
        file: options.file,
        service: options.service,
        port: options.port,
        network: options.network ?? EDGE_NETWORK,
        local: socket !== null && process.platform === "linux",
        settleMs: options.settleMs ?? 3000,
        step: options.onStep ?? (() => { }),
    };
    const engine = engineName(env);
    /** Null where there is none, or where it is another application's. */
    async function findOwn(environment) {
        const found = await survey(context, environment);
        return found?.app === app ? found : null;
    }
    async function look(found) {
        const image = found.web === null ? null : await context.reader.findImage(found.web.Image);
        const { port, network, local, clock } = context;
        return instanceOf(found, image, { port, network, local, now: clock.now() });
    }
    return {
        kind: "compose",
        async up(spec) {
            checkName(spec);
            const act = actOf(engine, spec.environment);
            return locked(act, context.clock, async () => {
                context.step("locked");
                const held = await survey(context, spec.environment);
                if (held !== null && held.app !== spec.app)
                    throw taken(held);
                if (held !== null && held.generation > spec.generation)
                    return "fenced";
                const image = `${renamed(spec.repository, registryHosts)}@${spec.digest}`;
                const given = variablesOf(spec, variables, image);
                const project = await readProject(context, spec.environment, { ...given, SLUICE_GENERATION: "" });
                const { stage, environment, generation, digest } = spec;
                const configuration = configurationOf(project, given, context.network);
                const facts = { app: spec.app, stage, environment, generation, digest, configuration };
                if (held !== null && (await runsAsAsked(held, facts))) {
                    if (!held.markers.some((one) => one.Name === markerName(environment, generation))) {
                        await raiseMarker(docker, facts);
                    }
                    context.step("kept");
                    if (held.markers.length > 0)
                        await retireMarkers(context, environment, generation);
                    return "already";
                }
                await bringUp(context, held, { spec, facts, project, image, variables: given, engine, act });
                return "started";
            });
        },
        async find(environment) {
            const found = await findOwn(environment);
            return found === null ? null : look(found);
        },
        async list() {
            const label = `${LABELS.app}=${app}`;
            const { reader, service } = context;
            const [containers, volumes] = await Promise.all([reader.containers(label), reader.volumes(label)]);
            return Promise.all(surveys(containers, volumes, service).map(look));
        },
        async logs(environment, lines) {
            const found = await findOwn(environment);
            if (found === null)
                return [];
            return logsOf(docker, found.containers, failing(found, context.clock.now()), lines);
        },
        async down(environment, upTo) {
            return locked(actOf(engine, environment), context.clock, async () => {
                context.step("locked");
                const found = await findOwn(environment);
                if (found === null)
                    return "already";
                if (found.generation > upTo)
                    return "fenced";
                await takeDown(context, environment);
                return "done";
            });
        },
    };
    /** Whether what runs is what was asked for, by the engine's own record of the image. */
    async function runsAsAsked(held, facts) {
        const configured = held.web?.Config.Labels?.[LABELS.configuration] === facts.configuration;
        if (!configured || held.trials.length > 0)
            return false;
        const { running, digest } = await look(held);
        return running && digest === facts.digest;
    }
}
/** A compose project's name, and a digest; anything else could be read as something else by docker. */
function checkName({ environment, digest }) {
    if (/^[a-z0-9][a-z0-9_-]*$/.test(environment) && /^sha256:[0-9a-f]{64}$/.test(digest))
        return;
    throw new errors/* SluiceError */.a("input_invalid", `${JSON.stringify(environment)} at ${JSON.stringify(digest)} is not a name of an environment and a digest`);
}
function renamed(repository, hosts) {
    const [host = "", ...rest] = repository.split("/");
    return [hosts[host] ?? host, ...rest].join("/");
}
function taken({ environment, app }) {
    return new errors/* SluiceError */.a("input_invalid", `${environment} is an environment of the application ${app}`, {
        advice: "Give one of the two applications another name; nothing was changed.",
    });
}


/***/ })

};
