import type { EnvironmentSpec } from "@sluice/core/ports/target";
import { isAlive, stopGroup } from "@sluice/host/processes";
import { isAccepting } from "../ports.ts";
import type { Sightings } from "./plan.ts";
import { listensOn, listMarked, MARKER } from "./proc.ts";
import type { EnvironmentRecord, Launch } from "./record.ts";

/** What a process of the user's may see of the environment that Sluice runs in: no secret of a pipeline. */
const INHERITED = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR"];

/** The whole environment of an application's process. */
export function environmentOf(
  spec: EnvironmentSpec,
  launch: { readonly marker: string; readonly port: number },
  variables: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]));
  return {
    ...Object.fromEntries(inherited),
    SLUICE_APP: spec.app,
    SLUICE_STAGE: spec.stage,
    SLUICE_ENVIRONMENT: spec.environment,
    SLUICE_DIGEST: spec.digest,
    ...variables,
    PORT: String(launch.port),
    [MARKER]: launch.marker,
  };
}

/** The command's words, with `{port}` in them rendered. */
export function renderCommand(
  command: readonly [string, ...string[]],
  port: number,
): readonly [string, ...string[]] {
  const [program, ...args] = command.map((word) => word.replaceAll("{port}", String(port)));
  return [program ?? command[0], ...args];
}

/** Which of a record's launches run; one that was started but not recorded is found by its marker. */
export async function sight(record: EnvironmentRecord | null): Promise<Sightings> {
  const seen = new Map<string, NonNullable<Launch["process"]>>();
  if (record === null) return seen;
  for (const launch of [record.current, ...record.retiring]) {
    const { process } = launch;
    if (process === null) {
      const [started] = await listMarked(launch.marker);
      if (started !== undefined) seen.set(launch.marker, started);
    } else if (await isAlive(process.pid, process.identity)) seen.set(launch.marker, process);
  }
  return seen;
}

/** Ends what a launch started: its process group, then whatever left the group but still carries its marker. */
export async function stopLaunch(launch: Launch, graceMs: number): Promise<void> {
  if (launch.process !== null) {
    await stopGroup(launch.process.pid, launch.process.identity, { graceMs });
  }
  for (const { pid, identity } of await listMarked(launch.marker)) {
    await stopGroup(pid, identity, { graceMs });
    if (await isAlive(pid, identity)) process.kill(pid, "SIGKILL");
  }
}

/** How a start went. `quiet`: it runs but did not listen in time, which its health will tell of. */
export type Started = "listening" | "quiet" | "ended" | "port-taken";

const POLL_MS = 10;

/**
 * Watches a process until it listens on its port, ends, or `settleMs` passed. What answers on the port may be
 * another program that was quicker, so the listener is looked up where the system can tell whose it is.
 */
export async function watchStart(
  launch: Launch & { readonly process: NonNullable<Launch["process"]> },
  settleMs: number,
): Promise<Started> {
  const { pid, identity } = launch.process;
  const deadline = performance.now() + settleMs;
  let taken = false;
  for (;;) {
    if (!(await isAlive(pid, identity))) return (await isAccepting(launch.port)) ? "port-taken" : "ended";
    taken = await isAccepting(launch.port);
    if (taken) {
      const own = (await listensOn(launch.port, [pid])) ?? true;
      if (
        own ||
        (await listensOn(
          launch.port,
          (await listMarked(launch.marker)).map((p) => p.pid),
        ))
      ) {
        return "listening";
      }
    }
    if (performance.now() >= deadline) return taken ? "port-taken" : "quiet";
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
