import type { EnvironmentSpec, Instance } from "@sluice/core/ports/target";
import type { EnvironmentRecord, Launch } from "./record.ts";

/** The processes that were seen to run, by their launch's marker. */
export type Sightings = ReadonlyMap<string, NonNullable<Launch["process"]>>;

export type UpPlan =
  | { readonly do: "nothing"; readonly because: "fenced" }
  /** It runs as asked: only the record changes. */
  | { readonly do: "keep"; readonly record: EnvironmentRecord }
  | { readonly do: "launch" };

/** What bringing an environment up comes to, given its record and what was seen to run. */
export function planUp(
  record: EnvironmentRecord | null,
  spec: EnvironmentSpec,
  configuration: string,
  seen: Sightings,
): UpPlan {
  if (record === null) return { do: "launch" };
  if (record.generation > spec.generation) return { do: "nothing", because: "fenced" };
  const { current } = record;
  const process = seen.get(current.marker);
  const asAsked = current.digest === spec.digest && current.configuration === configuration;
  if (process === undefined || !asAsked) return { do: "launch" };
  const { generation, host } = spec;
  return {
    do: "keep",
    record: { ...record, generation, current: { ...current, generation, host, process } },
  };
}

export type DownPlan =
  | { readonly do: "nothing"; readonly because: "already" | "fenced" }
  | { readonly do: "stop"; readonly launches: readonly Launch[] };

/** What removing an environment of generation `upTo` or less comes to. */
export function planDown(record: EnvironmentRecord | null, upTo: number): DownPlan {
  if (record === null) return { do: "nothing", because: "already" };
  if (record.generation > upTo) return { do: "nothing", because: "fenced" };
  return { do: "stop", launches: [record.current, ...record.retiring] };
}

/** The record that says: this is about to be started, and what ran before is to be stopped after that. */
export function intend(
  record: EnvironmentRecord | null,
  spec: EnvironmentSpec,
  current: Launch,
): EnvironmentRecord {
  const { app, stage, environment, generation } = spec;
  const retiring = record === null ? [] : [record.current, ...record.retiring];
  return { v: 1, app, stage, environment, generation, current, retiring };
}

/** The record once the launch is known to run as `process`. */
export function withProcess(
  record: EnvironmentRecord,
  process: NonNullable<Launch["process"]>,
): EnvironmentRecord {
  return { ...record, current: { ...record.current, process } };
}

/**
 * What is left after a launch that failed: the newest of what ran before, as if nothing had been tried; where
 * nothing does, the failed launch, for people to look at, or nothing where it never started.
 */
export function giveUp(
  record: EnvironmentRecord,
  seen: Sightings,
): { readonly keep: EnvironmentRecord | null; readonly stop: readonly Launch[] } {
  const { current, retiring } = record;
  const survivor = retiring.find((launch) => seen.has(launch.marker));
  if (survivor === undefined) {
    const keep = current.process === null ? null : { ...record, retiring: [] };
    return { keep, stop: [current, ...retiring] };
  }
  const process = seen.get(survivor.marker) ?? null;
  const keep = {
    ...record,
    generation: survivor.generation,
    current: { ...survivor, process },
    retiring: [],
  };
  return { keep, stop: [current, ...retiring.filter((launch) => launch !== survivor)] };
}

/** What runs under a name: the launch that is meant to, or until it does the newest that still does. */
export function instanceOf(record: EnvironmentRecord, seen: Sightings, digest: string | null): Instance {
  const launch = shown(record, seen);
  const running = seen.has(launch.marker);
  return {
    environment: record.environment,
    stage: record.stage,
    generation: record.generation,
    digest: digest ?? launch.digest,
    running,
    address: running || launch.process !== null ? `http://127.0.0.1:${launch.port}` : null,
    startedAt: launch.startedAt,
  };
}

/** The launch that an environment is shown as. */
export function shown(record: EnvironmentRecord, seen: Sightings): Launch {
  return [record.current, ...record.retiring].find((launch) => seen.has(launch.marker)) ?? record.current;
}
