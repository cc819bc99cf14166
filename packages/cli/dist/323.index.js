export const id = 323;
export const ids = [323];
export const modules = {

/***/ 4323:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createCaddyEdge: () => (/* binding */ createCaddyEdge)
});

// EXTERNAL MODULE: ./packages/core/src/errors.ts
var errors = __webpack_require__(7638);
// EXTERNAL MODULE: ./packages/core/src/plan/routing.ts
var routing = __webpack_require__(3811);
;// CONCATENATED MODULE: ./packages/targets/src/edges/judge.ts

function judge(held, wanted) {
    if (held === null)
        return "done";
    if (wanted.version < held.version)
        return "stale";
    return (0,routing/* sameRoutes */.DP)(held, wanted) ? "already" : "done";
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./packages/targets/src/edges/caddy/docker.ts

const TIMEOUT_MS = 120_000;
const NO_ENGINE = /cannot connect to the docker daemon|error during connect|permission denied.*docker/i;
function createDocker(exec, env) {
    async function run(args, options = {}) {
        const lines = { stdout: [], stderr: [] };
        const result = await exec.run(["docker", ...args], {
            env,
            timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
            ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
            onLine: (line, stream) => lines[stream].push(line),
        });
        const ended = { ...result, stdout: lines.stdout.join("\n"), stderr: lines.stderr.join("\n") };
        if (ended.timedOut || (ended.code !== 0 && NO_ENGINE.test(ended.stderr))) {
            throw new errors/* SluiceError */.a("edge_unreachable", `the Docker engine did not answer: ${tell(ended)}`, {
                advice: "See with `docker info` whether it runs; the edge goes on routing as before. Then run this again.",
            });
        }
        return ended;
    }
    return {
        run,
        async get(args, options) {
            const ended = await run(args, options);
            if (ended.code === 0)
                return ended.stdout;
            throw new errors/* SluiceError */.a("edge_unreachable", `docker ${args[0]} failed: ${tell(ended)}`, {
                advice: "The edge was left as it was. Mend what docker complains of, and run this again.",
            });
        },
    };
}
/** The last lines of what a program said. */
function tell(ended) {
    const said = `${ended.stderr}\n${ended.stdout}`.trim().split("\n").slice(-5).join("\n");
    return ended.timedOut ? `it took too long\n${said}`.trim() : said || `exit code ${ended.code}`;
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/caddy/render.ts


/** In the container, where nothing but its own programs reaches them. */
const ADMIN_SOCKET = "unix//run/sluice/admin.sock";
const MARKER_ADDRESS = "127.0.0.1:2018";
/**
 * Caddy's whole configuration (its JSON, 2.6 or newer) for what the applications hold. What they hold is in it, so
 * that it changes in the same step as what is routed. Throws `input_invalid` where a route is not one, and
 * `config_invalid` where two applications want the same hostname.
 */
function renderCaddy(held, options) {
    const routes = routesOf(held);
    const secure = routes.filter(({ host }) => isSecure(host, options));
    const plain = routes.filter(({ host }) => !isSecure(host, options));
    const web = [
        ...plain.map(forward),
        ...secure.map(({ host }) => redirect(host, options.https ?? 443)),
        UNKNOWN,
    ];
    const apps = {
        http: {
            // What is on its way finishes on the configuration that it came to; the next one is in place meanwhile.
            grace_period: `${options.graceMs}ms`,
            servers: {
                web: { listen: [":80"], ...SERVER, automatic_https: { disable: true }, routes: web },
                ...(secure.length === 0
                    ? {}
                    : {
                        secure: {
                            listen: [":443"],
                            ...SERVER,
                            automatic_https: { disable_redirects: true },
                            routes: [...secure.map(forward), UNKNOWN],
                        },
                    }),
            },
        },
    };
    return {
        // Nothing listens for commands on a port. Sluice keeps the configuration itself.
        admin: { listen: ADMIN_SOCKET, config: { persist: false } },
        logging: { logs: { default: { level: "WARN" } } },
        apps: { http: { ...apps.http, servers: { ...apps.http.servers, sluice: marker(held, apps) } } },
    };
}
/** As it is stored: a line stays short, however many routes there are. */
function printConfig(config) {
    return `${JSON.stringify(config, null, 1)}\n`;
}
/** What a configuration of `renderCaddy` holds. Throws `edge_unreachable` where it is not one. */
function readConfig(text) {
    try {
        const [keep, answer] = JSON.parse(text).apps.http.servers.sluice.routes[0].handle;
        return { held: keep.sluice, marker: answer.body };
    }
    catch (cause) {
        throw new errors/* SluiceError */.a("edge_unreachable", "the edge's stored configuration is none of Sluice's", {
            advice: "It goes on routing as before. Remove the edge and install it again, then deploy.",
            cause,
        });
    }
}
const SERVER = { protocols: ["h1", "h2"] };
/** Says nothing of what was asked for. */
const UNKNOWN = {
    handle: [{ handler: "static_response", status_code: "404", body: "Nothing is published here.\n" }],
};
/** RFC 9110, 9.2.1; without TRACE, which would tell what proxies add. */
const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
/** Names that no authority certifies (RFC 6761, 6). */
function isSecure(host, { automaticHttps, https }) {
    return automaticHttps && https !== null && !/(^|\.)(localhost|test)$/.test(host);
}
function redirect(host, port) {
    const where = port === 443 ? host : `${host}:${port}`;
    const headers = { Location: [`https://${where}{http.request.uri}`] };
    return {
        match: [{ host: [host] }],
        handle: [{ handler: "static_response", status_code: "308", headers }],
        terminal: true,
    };
}
function forward({ host, address, fallback }) {
    const first = reverseProxy(address);
    if (fallback === undefined)
        return { match: [{ host: [host] }], handle: [first], terminal: true };
    // An error is one of the proxy's own: that no answer came. What an environment answers is passed on, 502 or not.
    const errors = {
        routes: [
            { match: [{ method: SAFE_METHODS }], handle: [reverseProxy(fallback.address)], terminal: true },
            // Where no route of these has it, Caddy would answer 200 with nothing.
            { handle: [{ handler: "static_response", status_code: "{http.error.status_code}" }] },
        ],
    };
    const handle = [{ handler: "subroute", routes: [{ handle: [first] }], errors }];
    return { match: [{ host: [host] }], handle, terminal: true };
}
function reverseProxy(address) {
    const { protocol, hostname, port } = new URL(address);
    const secure = protocol === "https:";
    return {
        handler: "reverse_proxy",
        upstreams: [{ dial: `${hostname}:${port === "" ? (secure ? 443 : 80) : port}` }],
        transport: {
            protocol: "http",
            dial_timeout: "3s",
            // A connection a request: what is connected is what is on its way, and none is used that is just being closed.
            keep_alive: { enabled: false },
            ...(secure ? { tls: {} } : {}),
        },
    };
}
/** A server that only the container itself reaches: which routing holds, and in the same step what holds. */
function marker(held, apps) {
    const body = (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(apps)).digest("hex");
    return {
        listen: [MARKER_ADDRESS],
        automatic_https: { disable: true },
        routes: [
            {
                handle: [
                    { handler: "vars", sluice: held },
                    { handler: "static_response", body },
                ],
            },
        ],
    };
}
function routesOf(held) {
    const owners = new Map();
    return Object.entries(held)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([app, { routes }]) => routes.map((route) => {
        const host = checkedHost(route.host);
        const owner = owners.get(host);
        if (owner !== undefined) {
            throw new errors/* SluiceError */.a("config_invalid", `${host} is routed by ${owner} on this edge already`, {
                advice: `Nothing was changed. Give ${app} another hostname, or destroy what ${owner} has there.`,
            });
        }
        owners.set(host, app);
        for (const place of [route, ...(route.fallback ? [route.fallback] : [])])
            checkAddress(place.address);
        return { ...route, host };
    }));
}
/** Caddy puts values in where it reads braces: a hostname has none. */
function checkedHost(host) {
    const lower = host.toLowerCase();
    if (/^[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?$/.test(lower))
        return lower;
    throw new errors/* SluiceError */.a("input_invalid", `${JSON.stringify(host)} is not a hostname; nothing was changed`, {
        advice: "Mend the stage's url in sluice.yml.",
    });
}
function checkAddress(address) {
    const url = URL.canParse(address) ? new URL(address) : null;
    const fine = url !== null && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.username === "";
    if (fine && /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/.test(url.hostname))
        return;
    throw new errors/* SluiceError */.a("input_invalid", `${JSON.stringify(address)} is not an address; nothing was changed`, {
        advice: "An address is http://host:port.",
    });
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/caddy/scripts.ts

/*
 * What runs in the container, by its busybox shell. The texts are fixed: all that differs comes as `$1`, `$2` … or on
 * stdin. Each finishes what it began though the runner that asked for it is killed.
 */
/** Keeps the routing, and the certificates beside it, over the container's end. */
const DATA = "/data";
const FILE = `${DATA}/sluice/edge.json`;
/** Memory of the container: empty after each start, so no lock or socket outlives its holder. */
const RUN = "/run/sluice";
const LOCK = `${RUN}/lock`;
/** `$1`: the configuration of an edge that has never routed. */
const START = `
mkdir -p ${DATA}/sluice || exit 1
rm -f ${DATA}/sluice/new.*
test -s ${FILE} || { printf '%s' "$1" > ${FILE}.first && mv ${FILE}.first ${FILE}; } || exit 1
exec caddy run --config ${FILE}
`;
/** Prints which routing caddy has. */
const READY = `wget -q -O - http://${MARKER_ADDRESS}/`;
/** Prints which routing caddy has, the stored configuration's hash, each on a line, and then that configuration. */
const READ = `${READY} && echo && sha256sum < ${FILE} && cat ${FILE}`;
/** Exit codes of `APPLY`. */
const CHANGED_MEANWHILE = 10;
const REFUSED = 11;
/**
 * Compare and swap. stdin: the new configuration. `$1`: the hash of the stored one that it was made from; `$2`: its
 * marker; `$3`: how long to wait for requests on their way, in hundredths of a second; `$4`: 1 where caddy has that
 * routing already and only what is stored changes. The lock is a link to the holder's number: who is gone has none.
 */
const APPLY = `
umask 077
new=${DATA}/sluice/new.$$
code=${RUN}/code.$$
said=${RUN}/said.$$
trap 'rm -f "$new" "$code" "$said"; test "$(readlink ${LOCK})" = "$$" && rm -f ${LOCK}' EXIT
cat > "$new" || exit 1
until ln -s "$$" ${LOCK} 2>/dev/null; do
  holder=$(readlink ${LOCK}) && ! test -d "/proc/$holder" && rm -f ${LOCK}
  sleep 0.02
done
have=$(sha256sum < ${FILE}) || exit 1
test "\${have%% *}" = "$1" || exit ${CHANGED_MEANWHILE}
if test "$4" = 1; then mv "$new" ${FILE}; exit; fi
{
  caddy reload --config "$new" --address ${ADMIN_SOCKET} > "$said" 2>&1
  result=$?
  test -d /proc/$$ && echo $result > "$code.part" && mv "$code.part" "$code"
} < /dev/null > /dev/null 2>&1 &
after=0
until test "$(${READY} 2>/dev/null)" = "$2"; do
  if test -s "$code"; then
    after=$((after + 1))
    if test "$(cat "$code")" != 0 || test $after -gt 100; then cat "$said" >&2; exit ${REFUSED}; fi
  fi
  sleep 0.02
done
mv "$new" ${FILE} || exit 1
rm -f ${LOCK}
connected() {
  awk '$4 == "01" && $2 !~ /:(0050|01BB|07E2)$/ && $3 !~ /:07E2$/ { print $2 $3 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null
}
now() { read -r up _ < /proc/uptime; up=\${up%.*}\${up#*.}; }
now; end=$((up + $3))
old=$(connected)
while test -n "$old" && test "$up" -lt "$end"; do
  sleep 0.02
  still=
  have=$(connected)
  for one in $old; do case "$have" in *"$one"*) still="$still $one" ;; esac; done
  old=$still
  now
done
exit 0
`;

;// CONCATENATED MODULE: ./packages/targets/src/edges/caddy/container.ts




const EDGE_LABEL = "dev.sluice.edge";
const SETTINGS_LABEL = "dev.sluice.edge.settings";
const START_MS = 30_000;
const POLL_MS = 50;
/** How long whoever makes a container may take until it is started. */
const SETTLE_MS = 5_000;
/** Null where there is no such container. Throws `edge_unreachable` where one of that name is not an edge. */
async function findContainer(docker, wanted) {
    const ended = await docker.run(["container", "inspect", wanted.name]);
    if (ended.code !== 0) {
        if (/no such container/i.test(ended.stderr))
            return null;
        throw new errors/* SluiceError */.a("edge_unreachable", `the edge ${wanted.name} cannot be looked at: ${tell(ended)}`);
    }
    const [found] = JSON.parse(ended.stdout);
    const labels = found.Config.Labels ?? {};
    if (labels[EDGE_LABEL] !== "caddy") {
        throw new errors/* SluiceError */.a("edge_unreachable", `the container ${wanted.name} is not an edge of Sluice's`, {
            advice: "It was left as it is. Remove or rename it, then run `sluice edge install`.",
        });
    }
    return {
        id: found.Id,
        running: found.State.Running === true,
        fresh: found.State.Status === "created",
        image: found.Config.Image,
        startedAt: found.State.StartedAt,
        same: labels[SETTINGS_LABEL] === settingsOf(wanted),
    };
}
/**
 * Makes the container and its network where they are not, starts it where it is not running, and makes it anew with
 * the same volume where its settings are others. Of several at once one makes it and the others wait for it.
 * Throws `edge_unreachable` where it cannot be had, such as for a port that another program has.
 */
async function ensureContainer(docker, clock, wanted) {
    const found = await settled(docker, clock, wanted);
    if (found?.same && found.running) {
        await untilReady(docker, clock, wanted);
        return "already";
    }
    if (found !== null && !found.same)
        await docker.get(["rm", "--force", found.id]);
    const id = found?.same ? found.id : await create(docker, wanted);
    // Only who made the container makes its network: engines give two networks one name, but never two containers.
    if (id !== null) {
        await ensureNetwork(docker, wanted.network);
        await start(docker, wanted, id);
    }
    await untilReady(docker, clock, wanted);
    return id === null ? "already" : "done";
}
/** Removes the container with its volume, and the network where nothing else is on it. */
async function removeContainer(docker, wanted) {
    const found = await findContainer(docker, wanted);
    if (found !== null)
        await docker.run(["rm", "--force", found.id]);
    const volume = await docker.run(["volume", "rm", volumeOf(wanted)]);
    // One that environments are on stays: they need it.
    const network = await docker.run(["network", "inspect", "--format", networkFormat, wanted.network]);
    const ours = network.code === 0 && network.stdout.trim() === "caddy 0";
    const gone = ours && (await docker.run(["network", "rm", wanted.network])).code === 0;
    return found !== null || volume.code === 0 || gone ? "done" : "already";
}
/** What is found once it is no longer just being started by another run, or that run has gone. */
async function settled(docker, clock, wanted) {
    const end = clock.now() + SETTLE_MS;
    for (;;) {
        const found = await findContainer(docker, wanted);
        if (found === null || !found.fresh || clock.now() > end)
            return found;
        await clock.sleep(POLL_MS);
    }
}
const networkFormat = `{{index .Labels "${EDGE_LABEL}"}} {{len .Containers}}`;
async function ensureNetwork(docker, network) {
    if ((await docker.run(["network", "inspect", network])).code === 0)
        return;
    const made = await docker.run(["network", "create", "--label", `${EDGE_LABEL}=caddy`, network]);
    if (made.code === 0 || /already exists/i.test(made.stderr))
        return;
    throw new errors/* SluiceError */.a("edge_unreachable", `the network ${network} cannot be made: ${tell(made)}`, {
        advice: "Nothing was installed. Mend what docker complains of, and run `sluice edge install` again.",
    });
}
/** Null where somebody else made it meanwhile. */
async function create(docker, wanted) {
    const made = await docker.run(createArgs(wanted));
    if (made.code === 0)
        return made.stdout.trim().split("\n").at(-1);
    if (/is already in use by container|already being created/i.test(made.stderr))
        return null;
    throw new errors/* SluiceError */.a("edge_unreachable", `the edge's container cannot be made: ${tell(made)}`, {
        advice: `Nothing was installed. See that this engine has or can pull ${wanted.image}.`,
    });
}
/** The argv of `docker create`, without the program. */
function createArgs(wanted) {
    const { name, network, image, http, https, first } = wanted;
    return [
        "create",
        ...["--name", name],
        ...["--network", network],
        ...["--restart", "unless-stopped"],
        ...["--label", `${EDGE_LABEL}=caddy`],
        ...["--label", `${SETTINGS_LABEL}=${settingsOf(wanted)}`],
        ...["--publish", `${http}:80`],
        ...(https === null ? [] : ["--publish", `${https}:443`]),
        ...["--mount", `type=volume,source=${volumeOf(wanted)},target=${DATA}`],
        // Declared as a volume by Caddy's own image: it would leave one without a name behind.
        ...["--tmpfs", "/config"],
        ...["--tmpfs", `${RUN}:mode=700`],
        ...["--env", `XDG_DATA_HOME=${DATA}`],
        ...["--env", "XDG_CONFIG_HOME=/config"],
        ...["--log-opt", "max-size=10m", "--log-opt", "max-file=2", "--log-driver", "json-file"],
        ...["--entrypoint", "sh"],
        ...[image, "-c", START, "sluice-edge", first],
    ];
}
async function start(docker, wanted, id) {
    const started = await docker.run(["start", id]);
    if (started.code === 0)
        return;
    await docker.run(["rm", "--force", id]);
    const taken = /port is already allocated|address already in use/i.test(started.stderr);
    const ports = [wanted.http, wanted.https].filter((port) => port !== null).join(" and ");
    const said = tell(started);
    throw new errors/* SluiceError */.a("edge_unreachable", taken
        ? `the edge needs the ports ${ports}, and another program has one of them; nothing was installed\n${said}`
        : `the edge's container cannot be started; nothing was installed\n${said}`, {
        advice: taken
            ? "End that program (`docker ps` shows containers' ports, `ss -ltnp` the others), or choose other ports, and run `sluice edge install` again."
            : "Mend what docker complains of, and run `sluice edge install` again.",
    });
}
async function untilReady(docker, clock, wanted) {
    const end = clock.now() + START_MS;
    while (clock.now() < end) {
        const { code, stderr } = await docker.run(["exec", wanted.name, "sh", "-c", READY]);
        if (code === 0)
            return;
        if (/no such container/i.test(stderr))
            break;
        await clock.sleep(POLL_MS);
    }
    const logs = await docker.run(["logs", "--tail", "10", wanted.name]);
    throw new errors/* SluiceError */.a("edge_unreachable", `the edge ${wanted.name} does not come up\n${tell(logs)}`, {
        advice: `See \`docker logs ${wanted.name}\`; then run \`sluice edge install\` again.`,
    });
}
function volumeOf({ name }) {
    return `${name}-data`;
}
function settingsOf({ network, image, http, https }) {
    const settings = JSON.stringify([network, image, http, https, START]);
    return (0,external_node_crypto_.createHash)("sha256").update(settings).digest("hex").slice(0, 16);
}

;// CONCATENATED MODULE: ./packages/targets/src/edges/caddy/edge.ts






/** Beyond what is waited for on purpose. */
const ANSWER_MS = 60_000;
const TRIES = 200;
/**
 * An edge in a container of Caddy's, its commands given by `docker exec`.
 *
 * `apply` exchanges Caddy's configuration as a whole, by its reload. New requests are routed anew from then on;
 * requests on their way, to whatever application, finish where they began, and are waited for for `drainMs` at the
 * most; they are not cut off then, only no longer waited for. The reload itself closes WebSockets, connections of
 * clients that are idle, and, in Caddy 2.6, now and then one that was accepted just then: clients that do not try
 * again see those few fail.
 */
function createCaddyEdge(options) {
    const { app = "default", graceMs = 30_000, http = 80, https = 443, env, clock } = options;
    const rendering = { automaticHttps: options.automaticHttps ?? true, https, graceMs };
    const container = {
        name: options.name ?? "sluice-edge",
        network: options.network ?? "sluice-edge",
        image: options.image ?? "caddy:2",
        http,
        https,
        first: printConfig(renderCaddy({}, rendering)),
    };
    const docker = createDocker(options.exec, env);
    const address = `http://${engineHost(env)}:${http}`;
    /** Null where no edge runs. */
    async function read() {
        const ended = await docker.run(["exec", container.name, "sh", "-c", READ]);
        if (ended.code === 0)
            return parseRead(ended.stdout);
        const found = await findContainer(docker, container);
        if (found === null || !found.running)
            return null;
        throw new errors/* SluiceError */.a("edge_unreachable", `the edge ${container.name} did not answer: ${tell(ended)}`, {
            advice: `Run this again; if it stays so, see \`docker logs ${container.name}\`, and \`docker restart ${container.name}\`: it keeps its routing.`,
        });
    }
    /** Null where somebody else changed it meanwhile. */
    async function exchange(routing, drainMs) {
        const now = await read();
        if (now === null)
            throw notInstalled(container.name);
        const mine = now.held[app] ?? null;
        const verdict = judge(mine, routing);
        if (verdict === "stale")
            return verdict;
        const text = printConfig(renderCaddy({ ...now.held, [app]: routing }, rendering));
        const { marker } = readConfig(text);
        const live = now.live === marker;
        if (live && mine?.version === routing.version && verdict === "already")
            return verdict;
        const drain = String(Math.ceil(Math.max(drainMs, 0) / 10));
        const ended = await docker.run([
            "exec",
            "-i",
            container.name,
            "sh",
            "-c",
            APPLY,
            "sluice-apply",
            now.hash,
            marker,
            drain,
            live ? "1" : "0",
        ], { stdin: text, timeoutMs: graceMs + drainMs + ANSWER_MS });
        if (ended.code === CHANGED_MEANWHILE)
            return null;
        if (ended.code === 0)
            return verdict;
        throw new errors/* SluiceError */.a("edge_unreachable", `the edge did not take the routing: ${tell(ended)}`, {
            advice: "It goes on routing as before. Mend what it complains of, and run this again.",
        });
    }
    return {
        async apply(routing, drainMs) {
            for (let n = 0; n < TRIES; n++) {
                const verdict = await exchange(routing, drainMs);
                if (verdict !== null)
                    return verdict;
            }
            throw new errors/* SluiceError */.a("edge_unreachable", "too many runs change the edge's routing at once", {
                advice: "It goes on routing as before. Run this again.",
            });
        },
        async find() {
            return (await read())?.held[app] ?? null;
        },
        async getAddress() {
            return address;
        },
        install: () => ensureContainer(docker, clock, container),
        async status() {
            const found = await findContainer(docker, container);
            if (found === null)
                return null;
            const held = found.running ? ((await read())?.held ?? {}) : {};
            const { running, image, startedAt } = found;
            return { running, image, startedAt, address, network: container.network, routings: held };
        },
        remove: () => removeContainer(docker, container),
    };
}
function parseRead(stdout) {
    const [live = "", sum = "", ...lines] = stdout.split("\n");
    return { live, hash: sum.split(" ")[0] ?? "", held: readConfig(lines.join("\n")).held };
}
function notInstalled(name) {
    return new errors/* SluiceError */.a("edge_unreachable", `no edge runs in a container ${name}; nothing was routed`, {
        advice: "Run `sluice edge install`, and then this again.",
    });
}
/** The machine whose ports the engine publishes on. */
function engineHost(env) {
    const host = env.DOCKER_HOST ?? "";
    if (!/^(ssh|tcp|https?):/.test(host) || !URL.canParse(host))
        return "127.0.0.1";
    return new URL(host).hostname || "127.0.0.1";
}


/***/ })

};
