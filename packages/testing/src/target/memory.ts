import { SluiceError } from "@sluice/core/errors";
import type { Probe } from "@sluice/core/ports/prober";
import type { EnvironmentSpec, Instance, Target } from "@sluice/core/ports/target";

/** How a release behaves once it is started. `dies-later` answers a few probes, then its process ends. */
export type Behaviour = "healthy" | "crashes" | "never-healthy" | "dies-later";

export interface MemoryTarget extends Target {
  /** What instances of `digest` do from their next start on, in one stage or in all. */
  behave(digest: string, behaviour: Behaviour, stage?: string): void;
  /** Ends an environment's process from outside. */
  crash(environment: string): void;
  /** Removes an environment behind Sluice's back. */
  lose(environment: string): void;
  /** What a GET at an instance's address is answered with; status null where nothing listens. */
  probe(address: string): Probe & { readonly digest: string | null };
}

interface Running extends Instance {
  readonly app: string;
  readonly configuration: string;
  readonly behaviour: Behaviour;
  readonly lines: readonly string[];
  readonly running: boolean;
  /** Probes that it still answers; infinite but for `dies-later`. */
  readonly answers: number;
}

/** Answers of a `dies-later` instance before it dies: enough to become healthy, too few for a bake. */
export const ANSWERS_BEFORE_DEATH = 2;

/** The state that all handles to one target share, whichever application they look at. */
export interface MemoryMachine {
  readonly environments: Map<string, Running>;
  readonly behaviours: Map<string, Behaviour>;
  nextPort: number;
}

export function memoryMachine(): MemoryMachine {
  return { environments: new Map(), behaviours: new Map(), nextPort: 20_000 };
}

/**
 * A target in plain objects: stateful, fenced as the port says, without timers, so that thousands fit in one test.
 * @param now milliseconds since the epoch; constant by default.
 */
export function memoryTarget(
  options: { readonly app?: string; readonly machine?: MemoryMachine; readonly now?: () => number } = {},
): MemoryTarget {
  const { app = "shop", machine = memoryMachine(), now = () => 0 } = options;
  const { environments, behaviours } = machine;

  function start(spec: EnvironmentSpec): Running {
    const behaviour =
      behaviours.get(`${spec.stage} ${spec.digest}`) ?? behaviours.get(spec.digest) ?? "healthy";
    return {
      app: spec.app,
      environment: spec.environment,
      stage: spec.stage,
      generation: spec.generation,
      digest: spec.digest,
      running: behaviour !== "crashes",
      address: `http://127.0.0.1:${machine.nextPort++}`,
      startedAt: new Date(now()).toISOString(),
      configuration: configurationOf(spec),
      behaviour,
      lines: [`started ${spec.digest}`, behaviour === "crashes" ? "crashed" : "listens"],
      answers: behaviour === "dies-later" ? ANSWERS_BEFORE_DEATH : Number.POSITIVE_INFINITY,
    };
  }

  return {
    kind: "process",
    async up(spec) {
      const held = environments.get(spec.environment);
      if (held !== undefined && held.generation > spec.generation) return "fenced";
      if (held?.running && held.digest === spec.digest && held.configuration === configurationOf(spec)) {
        environments.set(spec.environment, { ...held, generation: spec.generation });
        return "already";
      }
      const started = start(spec);
      if (!started.running && held?.running) throw crashed(spec, "the process before it was left running");
      environments.set(spec.environment, started);
      if (!started.running) throw crashed(spec, "nothing else was changed");
      return "started";
    },
    async find(environment) {
      const held = environments.get(environment);
      return held === undefined || held.app !== app ? null : instanceOf(held);
    },
    async list() {
      return [...environments.values()].filter((held) => held.app === app).map(instanceOf);
    },
    async logs(environment, lines) {
      const held = environments.get(environment);
      return held === undefined || lines <= 0 ? [] : held.lines.slice(-lines);
    },
    async down(environment, upTo) {
      const held = environments.get(environment);
      if (held === undefined) return "already";
      if (held.generation > upTo) return "fenced";
      environments.delete(environment);
      return "done";
    },
    behave(digest, behaviour, stage) {
      behaviours.set(stage === undefined ? digest : `${stage} ${digest}`, behaviour);
    },
    crash(environment) {
      const held = environments.get(environment);
      if (held !== undefined) environments.set(environment, { ...held, running: false });
    },
    lose(environment) {
      environments.delete(environment);
    },
    probe(address) {
      const held = [...environments.values()].find((one) => one.address === address);
      if (!held?.running) return { status: null, ms: 0, error: "connect ECONNREFUSED", digest: null };
      const { answers } = held;
      if (Number.isFinite(answers)) {
        environments.set(held.environment, { ...held, answers: answers - 1, running: answers > 0 });
        if (answers <= 0) return { status: null, ms: 0, error: "socket hang up", digest: null };
      }
      const status = held.behaviour === "never-healthy" ? 503 : 200;
      return { status, ms: 1, error: null, digest: held.digest };
    },
  };
}

function crashed(spec: EnvironmentSpec, left: string): SluiceError {
  return new SluiceError("deployment_failed", `${spec.environment} ended as soon as it was started; ${left}`);
}

/** The generation is a label that changes while an environment runs; all else makes another configuration. */
function configurationOf(spec: EnvironmentSpec): string {
  const { SLUICE_GENERATION: _, ...variables } = spec.variables;
  return JSON.stringify(Object.entries(variables).sort());
}

function instanceOf(held: Running): Instance {
  const { environment, stage, generation, digest, running, address, startedAt } = held;
  return { environment, stage, generation, digest, running, address, startedAt };
}
