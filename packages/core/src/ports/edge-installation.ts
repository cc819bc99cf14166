import type { Routing } from "./edge.ts";

/** An edge that Sluice installs on a machine, shared by the applications there. */
export interface EdgeInstallation {
  /** Answers once the edge takes requests. Throws `edge_unreachable` where it cannot be had, with what to do. */
  install(): Promise<"done" | "already">;
  /** Null where none is installed. */
  status(): Promise<EdgeInstallationStatus | null>;
  /** Removes it with its routing and its certificates; what it routed to goes on running, unreached. */
  remove(): Promise<"done" | "already">;
}

export interface EdgeInstallationStatus {
  readonly running: boolean;
  readonly image: string;
  /** The network that environments share with it. */
  readonly network: string;
  /** Base URL at which this machine reaches it. */
  readonly address: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** What each application has routed, by its name; none while it does not run. */
  readonly routings: Readonly<Record<string, Routing>>;
}
