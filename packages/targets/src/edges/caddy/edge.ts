import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import type { Edge, Routing } from "@sluice/core/ports/edge";
import type { EdgeInstallation } from "@sluice/core/ports/edge-installation";
import type { Exec } from "@sluice/core/ports/exec";
import { judge, type Verdict } from "../judge.ts";
import { type EdgeContainer, ensureContainer, findContainer, removeContainer } from "./container.ts";
import { createDocker, tell } from "./docker.ts";
import { type Held, printConfig, type RenderOptions, readConfig, renderCaddy } from "./render.ts";
import { APPLY, CHANGED_MEANWHILE, READ } from "./scripts.ts";

export interface CaddyEdgeOptions {
  /** Whose routes these are: several applications may share an edge. */
  readonly app?: string;
  /** The bridge that the edge shares with the environments; default sluice-edge. */
  readonly network?: string;
  /** The container's name; default sluice-edge. Its volume is `<name>-data`. */
  readonly name?: string;
  /** Has caddy 2.6 or newer, and a busybox shell; default caddy:2. */
  readonly image?: string;
  /** The published ports; default 80 and 443. */
  readonly http?: number;
  readonly https?: number | null;
  /** Default true: certificates for all hostnames but those that end in .localhost or .test. */
  readonly automaticHttps?: boolean;
  /** How long, in milliseconds, a switch may wait for requests on their way at the most; default 30 000. */
  readonly graceMs?: number;
  /** Says which engine: DOCKER_HOST, DOCKER_CONTEXT … */
  readonly env: Readonly<Record<string, string>>;
  readonly exec: Exec;
  readonly clock: Clock;
}

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
export function createCaddyEdge(options: CaddyEdgeOptions): Edge & EdgeInstallation {
  const { app = "default", graceMs = 30_000, http = 80, https = 443, env, clock } = options;
  const rendering: RenderOptions = { automaticHttps: options.automaticHttps ?? true, https, graceMs };
  const container: EdgeContainer = {
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
    if (ended.code === 0) return parseRead(ended.stdout);
    const found = await findContainer(docker, container);
    if (found === null || !found.running) return null;
    throw new SluiceError("edge_unreachable", `the edge ${container.name} did not answer: ${tell(ended)}`, {
      advice: `Run this again; if it stays so, see \`docker logs ${container.name}\`, and \`docker restart ${container.name}\`: it keeps its routing.`,
    });
  }

  /** Null where somebody else changed it meanwhile. */
  async function exchange(routing: Routing, drainMs: number): Promise<Verdict | null> {
    const now = await read();
    if (now === null) throw notInstalled(container.name);
    const mine = now.held[app] ?? null;
    const verdict = judge(mine, routing);
    if (verdict === "stale") return verdict;
    const text = printConfig(renderCaddy({ ...now.held, [app]: routing }, rendering));
    const { marker } = readConfig(text);
    const live = now.live === marker;
    if (live && mine?.version === routing.version && verdict === "already") return verdict;
    const drain = String(Math.ceil(Math.max(drainMs, 0) / 10));
    const ended = await docker.run(
      [
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
      ],
      { stdin: text, timeoutMs: graceMs + drainMs + ANSWER_MS },
    );
    if (ended.code === CHANGED_MEANWHILE) return null;
    if (ended.code === 0) return verdict;
    throw new SluiceError("edge_unreachable", `the edge did not take the routing: ${tell(ended)}`, {
      advice: "It goes on routing as before. Mend what it complains of, and run this again.",
    });
  }

  return {
    async apply(routing, drainMs) {
      for (let n = 0; n < TRIES; n++) {
        const verdict = await exchange(routing, drainMs);
        if (verdict !== null) return verdict;
      }
      throw new SluiceError("edge_unreachable", "too many runs change the edge's routing at once", {
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
      if (found === null) return null;
      const held: Held = found.running ? ((await read())?.held ?? {}) : {};
      const { running, image, startedAt } = found;
      return { running, image, startedAt, address, network: container.network, routings: held };
    },
    remove: () => removeContainer(docker, container),
  };
}

function parseRead(stdout: string) {
  const [live = "", sum = "", ...lines] = stdout.split("\n");
  return { live, hash: sum.split(" ")[0] ?? "", held: readConfig(lines.join("\n")).held };
}

function notInstalled(name: string): SluiceError {
  return new SluiceError("edge_unreachable", `no edge runs in a container ${name}; nothing was routed`, {
    advice: "Run `sluice edge install`, and then this again.",
  });
}

/** The machine whose ports the engine publishes on. */
function engineHost(env: Readonly<Record<string, string>>): string {
  const host = env.DOCKER_HOST ?? "";
  if (!/^(ssh|tcp|https?):/.test(host) || !URL.canParse(host)) return "127.0.0.1";
  return new URL(host).hostname || "127.0.0.1";
}
