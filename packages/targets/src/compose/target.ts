import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import type { Exec } from "@sluice/core/ports/exec";
import type { EnvironmentSpec, Instance, Target } from "@sluice/core/ports/target";
import { systemClock } from "@sluice/host/clock";
import { bringUp, retireMarkers } from "./bring-up.ts";
import { type ComposeContext, readProject, survey } from "./context.ts";
import { dockerOf, type Env, engineName, socketOf } from "./docker.ts";
import { dockerReader } from "./docker-reader.ts";
import { type Facts, LABELS } from "./labels.ts";
import { actOf, locked } from "./lock.ts";
import { logsOf } from "./logs.ts";
import { markerName, raiseMarker } from "./marker.ts";
import { socketReader } from "./socket-reader.ts";
import { failing, instanceOf, type Survey, surveys } from "./survey.ts";
import { takeDown } from "./take-down.ts";
import { configurationOf, variablesOf } from "./variables.ts";

export const EDGE_NETWORK = "sluice-edge";

export interface ComposeTargetOptions {
  readonly app: string;
  /** Folder of the repository: what relative paths begin at. */
  readonly root: string;
  /** The user's compose file, which is not changed. */
  readonly file: string;
  /** The service that answers HTTP. */
  readonly service: string;
  /** Its port in the container. */
  readonly port: number;
  /** For every environment; an environment's own take precedence. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Name of the network that is shared with the edge; default `sluice-edge`. */
  readonly network?: string;
  /** Registry hosts that the engine knows by another name: that of the release's repository → the engine's. */
  readonly registryHosts?: Readonly<Record<string, string>>;
  readonly exec: Exec;
  readonly clock?: Clock;
  /** Added to the environment of `docker`, which chooses the engine by it; default that of this process. */
  readonly env?: Env;
  /** How long `up` watches containers that do not listen yet, in milliseconds; default 3000. */
  readonly settleMs?: number;
  /** Called between any two effects: tests kill themselves here. */
  readonly onStep?: (name: string) => void;
}

/**
 * Runs environments as Docker Compose projects, on the engine that DOCKER_HOST or the context names. The labels of
 * containers and the marker volume tell all that is known of them: what a killed command leaves is told by `list`, and
 * mended by the next `up` or `down`.
 */
export function createComposeTarget(options: ComposeTargetOptions): Target {
  const { app, registryHosts = {}, variables = {} } = options;
  const env = options.env ?? process.env;
  const socket = socketOf(env);
  const docker = dockerOf(options.exec, env);
  const context: ComposeContext = {
    docker,
    reader: socket === null ? dockerReader(docker) : socketReader(socket),
    clock: options.clock ?? systemClock,
    root: options.root,
    file: options.file,
    service: options.service,
    port: options.port,
    network: options.network ?? EDGE_NETWORK,
    local: socket !== null && process.platform === "linux",
    settleMs: options.settleMs ?? 3000,
    step: options.onStep ?? (() => {}),
  };
  const engine = engineName(env);

  /** Null where there is none, or where it is another application's. */
  async function findOwn(environment: string): Promise<Survey | null> {
    const found = await survey(context, environment);
    return found?.app === app ? found : null;
  }

  async function look(found: Survey): Promise<Instance> {
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
        if (held !== null && held.app !== spec.app) throw taken(held);
        if (held !== null && held.generation > spec.generation) return "fenced";
        const image = `${renamed(spec.repository, registryHosts)}@${spec.digest}`;
        const given = variablesOf(spec, variables, image);
        const project = await readProject(context, spec.environment, { ...given, SLUICE_GENERATION: "" });
        const { stage, environment, generation, digest } = spec;
        const configuration = configurationOf(project, given, context.network);
        const facts: Facts = { app: spec.app, stage, environment, generation, digest, configuration };
        if (held !== null && (await runsAsAsked(held, facts))) {
          if (!held.markers.some((one) => one.Name === markerName(environment, generation))) {
            await raiseMarker(docker, facts);
          }
          context.step("kept");
          if (held.markers.length > 0) await retireMarkers(context, environment, generation);
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
      if (found === null) return [];
      return logsOf(docker, found.containers, failing(found, context.clock.now()), lines);
    },

    async down(environment, upTo) {
      return locked(actOf(engine, environment), context.clock, async () => {
        context.step("locked");
        const found = await findOwn(environment);
        if (found === null) return "already";
        if (found.generation > upTo) return "fenced";
        await takeDown(context, environment);
        return "done";
      });
    },
  };

  /** Whether what runs is what was asked for, by the engine's own record of the image. */
  async function runsAsAsked(held: Survey, facts: Facts): Promise<boolean> {
    const configured = held.web?.Config.Labels?.[LABELS.configuration] === facts.configuration;
    if (!configured || held.trials.length > 0) return false;
    const { running, digest } = await look(held);
    return running && digest === facts.digest;
  }
}

/** A compose project's name, and a digest; anything else could be read as something else by docker. */
function checkName({ environment, digest }: EnvironmentSpec): void {
  if (/^[a-z0-9][a-z0-9_-]*$/.test(environment) && /^sha256:[0-9a-f]{64}$/.test(digest)) return;
  throw new SluiceError(
    "input_invalid",
    `${JSON.stringify(environment)} at ${JSON.stringify(digest)} is not a name of an environment and a digest`,
  );
}

function renamed(repository: string, hosts: Readonly<Record<string, string>>): string {
  const [host = "", ...rest] = repository.split("/");
  return [hosts[host] ?? host, ...rest].join("/");
}

function taken({ environment, app }: Survey): SluiceError {
  return new SluiceError("input_invalid", `${environment} is an environment of the application ${app}`, {
    advice: "Give one of the two applications another name; nothing was changed.",
  });
}
