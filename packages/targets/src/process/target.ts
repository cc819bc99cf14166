import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import type { Instance, Target } from "@sluice/core/ports/target";
import { systemClock } from "@sluice/host/clock";
import { readTail } from "../log-tail.ts";
import { DEFAULT_PORTS, type PortRange } from "../ports.ts";
import { type FetchArtifact, pruneArtifacts } from "./artifacts.ts";
import { bringUp, type LaunchContext, retire } from "./bring-up.ts";
import { openPlaces, type Places } from "./places.ts";
import { instanceOf, planDown, planUp, shown } from "./plan.ts";
import { findWorkingDirectory } from "./proc.ts";
import { configurationOf, type EnvironmentRecord } from "./record.ts";
import { sight, stopLaunch } from "./runner.ts";

export interface ProcessTargetOptions {
  readonly app: string;
  /** Folder that all is kept in; made where it is not there. Applications may share one. */
  readonly root: string;
  /** Run in the artifact's directory, never by a shell; `{port}` in a word is rendered. */
  readonly command: readonly [string, ...string[]];
  /** For every environment; an environment's own take precedence. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly fetchArtifact: FetchArtifact;
  readonly clock?: Clock;
  /** Ports that environments are given; default 20000 to 31999. */
  readonly ports?: PortRange;
  /** How long a process may take to end before it is killed, in milliseconds; default 10000. */
  readonly graceMs?: number;
  /** How long `up` waits for the process to listen, in milliseconds; default 3000. */
  readonly settleMs?: number;
  /** The environment of Sluice itself; default that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called between any two effects: tests kill themselves here. */
  readonly onStep?: (name: string) => void;
}

/**
 * Runs environments as processes of this machine, which survive the command that started them. What a killed
 * command leaves is told by `list` and mended by the next `up` or `down`.
 */
export function createProcessTarget(options: ProcessTargetOptions): Target {
  let opened: Promise<Places> | undefined;
  const open = () => {
    opened ??= openPlaces(options.root);
    return opened;
  };
  const graceMs = options.graceMs ?? 10_000;
  const step = options.onStep ?? (() => {});

  /** Null where there is none, or where it is another application's. */
  async function findOwn(places: Places, environment: string): Promise<EnvironmentRecord | null> {
    const record = await places.find(environment);
    return record?.app === options.app ? record : null;
  }

  return {
    kind: "process",

    async up(spec) {
      const places = await open();
      const variables = { ...options.variables, ...spec.variables };
      const configuration = configurationOf(options.command, variables);
      return places.lockedEnvironment(spec.environment, async () => {
        const record = await places.find(spec.environment);
        if (record !== null && record.app !== spec.app) throw taken(record);
        const plan = planUp(record, spec, configuration, await sight(record));
        const context: LaunchContext = {
          places,
          command: options.command,
          fetchArtifact: options.fetchArtifact,
          clock: options.clock ?? systemClock,
          ports: options.ports ?? DEFAULT_PORTS,
          graceMs,
          settleMs: options.settleMs ?? 3000,
          env: options.env ?? process.env,
          step,
        };
        if (plan.do === "nothing") return plan.because;
        if (plan.do === "launch") {
          await bringUp(context, record, spec, configuration, variables);
          return "started";
        }
        await places.write(plan.record);
        step("kept");
        await retire(context, plan.record);
        return "already";
      });
    },

    async find(environment) {
      const places = await open();
      const record = await findOwn(places, environment);
      return record === null ? null : look(places, record);
    },

    async list() {
      const places = await open();
      const records = await places.list();
      return Promise.all(records.filter(({ app }) => app === options.app).map((one) => look(places, one)));
    },

    async logs(environment, lines) {
      const places = await open();
      const record = await findOwn(places, environment);
      return record === null ? [] : readTail(places.log(environment), lines);
    },

    async down(environment, upTo) {
      const places = await open();
      return places.lockedEnvironment(environment, async () => {
        const plan = planDown(await findOwn(places, environment), upTo);
        if (plan.do === "nothing") return plan.because;
        for (const launch of plan.launches) await stopLaunch(launch, graceMs);
        step("stopped");
        await places.remove(environment);
        step("removed");
        return "done";
      });
    },
  };
}

/**
 * Removes the unpacked artifacts below `root` that no environment of any application uses, but for those in
 * `keep`. Answers the removed digests.
 */
export async function prune(root: string, keep: Iterable<string>): Promise<readonly string[]> {
  return pruneArtifacts(await openPlaces(root), new Set(keep));
}

/** An environment as it physically is: its digest is that of the directory its process runs in. */
async function look(places: Places, record: EnvironmentRecord): Promise<Instance> {
  const seen = await sight(record);
  const process = seen.get(shown(record, seen).marker);
  const directory = process === undefined ? null : await findWorkingDirectory(process.pid);
  const inside = directory?.startsWith(`${places.artifacts}/`) ? directory : "";
  const hex = /^[0-9a-f]{64}(?=\/|$)/.exec(inside.slice(places.artifacts.length + 1))?.[0];
  return instanceOf(record, seen, hex === undefined ? null : `sha256:${hex}`);
}

function taken(record: EnvironmentRecord): SluiceError {
  const { environment, app } = record;
  return new SluiceError("input_invalid", `${environment} is an environment of the application ${app}`, {
    advice:
      "Give one of the two applications another name, or its target another folder; nothing was changed.",
  });
}
