/**
 * Where environments run. A target's labels are the physical truth that the ledger is reconciled with.
 * Every method throws a `SluiceError` (`target_unreachable`, `deployment_failed`, …) with the failing part's last lines.
 */
export interface Target {
  readonly kind: "process" | "compose" | "swarm" | "kubernetes";
  /**
   * Brings an environment up and answers once it is started, not yet healthy. What runs already with the same
   * digest and configuration is left as it is, but takes the newer generation. Fenced: where a newer
   * generation of the same environment is there, nothing is changed and the answer is `fenced`.
   */
  up(spec: EnvironmentSpec): Promise<"started" | "already" | "fenced">;
  /** What runs under this name; null where nothing does. Started but dead counts, with `running: false`. */
  find(environment: string): Promise<Instance | null>;
  /** All that carries this application's labels, running or dead. */
  list(): Promise<readonly Instance[]>;
  /** The last lines that an environment printed, oldest first. */
  logs(environment: string, lines: number): Promise<readonly string[]>;
  /** Removes an environment whose generation is `upTo` or less. Idempotent. */
  down(environment: string, upTo: number): Promise<"done" | "already" | "fenced">;
}

export interface EnvironmentSpec {
  readonly app: string;
  readonly stage: string;
  readonly environment: string;
  readonly generation: number;
  readonly repository: string;
  readonly digest: string;
  /** Public hostname that may come to lead here; null for none. */
  readonly host: string | null;
  /** `SLUICE_*` facts and the user's variables. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface Instance {
  readonly environment: string;
  readonly stage: string;
  readonly generation: number;
  /** The digest that really runs, read back from the target. */
  readonly digest: string;
  readonly running: boolean;
  /** Base URL at which the edge reaches it: `http://127.0.0.1:41233`; null while it has none. */
  readonly address: string | null;
  /** Base URL at which this machine reaches it, where that is not what the edge uses; absent: the same. */
  readonly reach?: string | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}
