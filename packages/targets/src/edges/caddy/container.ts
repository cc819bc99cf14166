import { createHash } from "node:crypto";
import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import { type Docker, tell } from "./docker.ts";
import { DATA, READY, RUN, START } from "./scripts.ts";

/** The container of an edge: what is published, and what it is made from. */
export interface EdgeContainer {
  readonly name: string;
  readonly network: string;
  readonly image: string;
  readonly http: number;
  readonly https: number | null;
  /** The configuration of an edge that has never routed. */
  readonly first: string;
}

export interface FoundContainer {
  readonly id: string;
  readonly running: boolean;
  /** Made, and never started yet. */
  readonly fresh: boolean;
  readonly image: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Whether it was made from the same settings. */
  readonly same: boolean;
}

const EDGE_LABEL = "dev.sluice.edge";
const SETTINGS_LABEL = "dev.sluice.edge.settings";
const START_MS = 30_000;
const POLL_MS = 50;
/** How long whoever makes a container may take until it is started. */
const SETTLE_MS = 5_000;

/** Null where there is no such container. Throws `edge_unreachable` where one of that name is not an edge. */
export async function findContainer(docker: Docker, wanted: EdgeContainer): Promise<FoundContainer | null> {
  const ended = await docker.run(["container", "inspect", wanted.name]);
  if (ended.code !== 0) {
    if (/no such container/i.test(ended.stderr)) return null;
    throw new SluiceError("edge_unreachable", `the edge ${wanted.name} cannot be looked at: ${tell(ended)}`);
  }
  const [found] = JSON.parse(ended.stdout);
  const labels: Record<string, string> = found.Config.Labels ?? {};
  if (labels[EDGE_LABEL] !== "caddy") {
    throw new SluiceError("edge_unreachable", `the container ${wanted.name} is not an edge of Sluice's`, {
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
export async function ensureContainer(
  docker: Docker,
  clock: Clock,
  wanted: EdgeContainer,
): Promise<"done" | "already"> {
  const found = await settled(docker, clock, wanted);
  if (found?.same && found.running) {
    await untilReady(docker, clock, wanted);
    return "already";
  }
  if (found !== null && !found.same) await docker.get(["rm", "--force", found.id]);
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
export async function removeContainer(docker: Docker, wanted: EdgeContainer): Promise<"done" | "already"> {
  const found = await findContainer(docker, wanted);
  if (found !== null) await docker.run(["rm", "--force", found.id]);
  const volume = await docker.run(["volume", "rm", volumeOf(wanted)]);
  // One that environments are on stays: they need it.
  const network = await docker.run(["network", "inspect", "--format", networkFormat, wanted.network]);
  const ours = network.code === 0 && network.stdout.trim() === "caddy 0";
  const gone = ours && (await docker.run(["network", "rm", wanted.network])).code === 0;
  return found !== null || volume.code === 0 || gone ? "done" : "already";
}

/** What is found once it is no longer just being started by another run, or that run has gone. */
async function settled(docker: Docker, clock: Clock, wanted: EdgeContainer): Promise<FoundContainer | null> {
  const end = clock.now() + SETTLE_MS;
  for (;;) {
    const found = await findContainer(docker, wanted);
    if (found === null || !found.fresh || clock.now() > end) return found;
    await clock.sleep(POLL_MS);
  }
}

const networkFormat = `{{index .Labels "${EDGE_LABEL}"}} {{len .Containers}}`;

async function ensureNetwork(docker: Docker, network: string): Promise<void> {
  if ((await docker.run(["network", "inspect", network])).code === 0) return;
  const made = await docker.run(["network", "create", "--label", `${EDGE_LABEL}=caddy`, network]);
  if (made.code === 0 || /already exists/i.test(made.stderr)) return;
  throw new SluiceError("edge_unreachable", `the network ${network} cannot be made: ${tell(made)}`, {
    advice: "Nothing was installed. Mend what docker complains of, and run `sluice edge install` again.",
  });
}

/** Null where somebody else made it meanwhile. */
async function create(docker: Docker, wanted: EdgeContainer): Promise<string | null> {
  const made = await docker.run(createArgs(wanted));
  if (made.code === 0) return made.stdout.trim().split("\n").at(-1)!;
  if (/is already in use by container|already being created/i.test(made.stderr)) return null;
  throw new SluiceError("edge_unreachable", `the edge's container cannot be made: ${tell(made)}`, {
    advice: `Nothing was installed. See that this engine has or can pull ${wanted.image}.`,
  });
}

/** The argv of `docker create`, without the program. */
export function createArgs(wanted: EdgeContainer): readonly string[] {
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

async function start(docker: Docker, wanted: EdgeContainer, id: string): Promise<void> {
  const started = await docker.run(["start", id]);
  if (started.code === 0) return;
  await docker.run(["rm", "--force", id]);
  const taken = /port is already allocated|address already in use/i.test(started.stderr);
  const ports = [wanted.http, wanted.https].filter((port) => port !== null).join(" and ");
  const said = tell(started);
  throw new SluiceError(
    "edge_unreachable",
    taken
      ? `the edge needs the ports ${ports}, and another program has one of them; nothing was installed\n${said}`
      : `the edge's container cannot be started; nothing was installed\n${said}`,
    {
      advice: taken
        ? "End that program (`docker ps` shows containers' ports, `ss -ltnp` the others), or choose other ports, and run `sluice edge install` again."
        : "Mend what docker complains of, and run `sluice edge install` again.",
    },
  );
}

async function untilReady(docker: Docker, clock: Clock, wanted: EdgeContainer): Promise<void> {
  const end = clock.now() + START_MS;
  while (clock.now() < end) {
    const { code, stderr } = await docker.run(["exec", wanted.name, "sh", "-c", READY]);
    if (code === 0) return;
    if (/no such container/i.test(stderr)) break;
    await clock.sleep(POLL_MS);
  }
  const logs = await docker.run(["logs", "--tail", "10", wanted.name]);
  throw new SluiceError("edge_unreachable", `the edge ${wanted.name} does not come up\n${tell(logs)}`, {
    advice: `See \`docker logs ${wanted.name}\`; then run \`sluice edge install\` again.`,
  });
}

function volumeOf({ name }: EdgeContainer): string {
  return `${name}-data`;
}

function settingsOf({ network, image, http, https }: EdgeContainer): string {
  const settings = JSON.stringify([network, image, http, https, START]);
  return createHash("sha256").update(settings).digest("hex").slice(0, 16);
}
