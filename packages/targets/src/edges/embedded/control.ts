import { SluiceError } from "@sluice/core/errors";
import type { Routing } from "@sluice/core/ports/edge";
import { withFileLock } from "@sluice/host/files";
import { isAlive, startDetached, stopGroup } from "@sluice/host/processes";
import { readTail, sizeOf } from "../../log-tail.ts";
import { askDaemon } from "./ask.ts";
import { type EdgePlaces, type EdgeRecord, openEdgePlaces, readEdgeRecord } from "./places.ts";
import type { UpstreamStats } from "./traffic.ts";

export interface EdgeOptions {
  /** Folder that the edge keeps its state in; one daemon a folder. */
  readonly root: string;
  /** Public port; 0 takes any, and the same one again after a restart. */
  readonly port: number;
  /** Address to listen on; default 127.0.0.1, where nobody else reaches it. */
  readonly host?: string;
  /** File that the daemon is started from; default the source beside this one, which a bundle does not have. */
  readonly daemonPath?: string;
}

export interface EdgeStatus {
  readonly pid: number;
  /** Base URL at which this machine reaches the edge. */
  readonly address: string;
  readonly routing: Routing | null;
}

const POLL_MS = 20;
const START_MS = 15_000;

/** How the edge is; null where none runs. Throws `edge_unreachable` where one runs and does not answer. */
export async function edgeStatus(root: string): Promise<EdgeStatus | null> {
  const record = await findDaemon(await openEdgePlaces(root));
  if (record === null) return null;
  const routing = (await askDaemon(record, "GET", "/routing")) as Routing | null;
  return { pid: record.pid, address: record.address, routing };
}

/** What passed through the edge to each environment since it was started; none where it does not run. */
export async function edgeStats(root: string): Promise<readonly UpstreamStats[]> {
  const record = await findDaemon(await openEdgePlaces(root));
  return record === null ? [] : ((await askDaemon(record, "GET", "/stats")) as readonly UpstreamStats[]);
}

/**
 * Starts the daemon where it does not run, with the routing that held when it last did. It outlives this process.
 * Throws `edge_unreachable` with what it printed.
 */
export async function ensureEdge(options: EdgeOptions): Promise<EdgeRecord> {
  const places = await openEdgePlaces(options.root);
  const running = await findDaemon(places);
  if (running !== null) return running;
  return withFileLock(
    places.startLock,
    async () => (await findDaemon(places)) ?? startDaemon(places, options),
  );
}

/** Ends the daemon once what is on its way is through, or after `drainMs` milliseconds. */
export async function stopEdge(root: string, drainMs: number): Promise<"done" | "already"> {
  const places = await openEdgePlaces(root);
  return withFileLock(places.startLock, async () => {
    const record = await findDaemon(places);
    if (record === null) return "already";
    await askDaemon(record, "POST", "/stop", { drainMs }).catch(() => {});
    const end = performance.now() + drainMs + 5000;
    while (performance.now() < end && (await isAlive(record.pid, record.identity))) await pause();
    await stopGroup(record.pid, record.identity, { graceMs: 1000 });
    return "done";
  });
}

async function findDaemon(places: EdgePlaces): Promise<EdgeRecord | null> {
  const record = await readEdgeRecord(places);
  return record !== null && (await isAlive(record.pid, record.identity)) ? record : null;
}

async function startDaemon(places: EdgePlaces, options: EdgeOptions): Promise<EdgeRecord> {
  const { port, host = "127.0.0.1", daemonPath = sourceOfDaemon() } = options;
  const position = await sizeOf(places.log);
  const { pid, identity } = await startDetached({
    argv: [process.execPath, daemonPath, places.root, host, String(port)],
    cwd: places.root,
    env: inherited(),
    stdoutFile: places.log,
    stderrFile: places.log,
  });
  const end = performance.now() + START_MS;
  while (performance.now() < end) {
    const record = await findDaemon(places);
    if (record !== null) {
      // Another daemon was on its way, started by somebody who was killed: that one it is.
      if (record.pid !== pid) await stopGroup(pid, identity, { graceMs: 0 });
      return record;
    }
    if (!(await isAlive(pid, identity))) break;
    await pause();
  }
  await stopGroup(pid, identity, { graceMs: 1000 });
  const printed = (await readTail(places.log, 10, position)).join("\n");
  throw new SluiceError("edge_unreachable", `the edge could not be started on ${host}:${port}\n${printed}`, {
    advice:
      "Choose a port that no other program has, or end that program; environments and routing were left as they were.",
  });
}

/** No secret of the command that happens to start it. */
function inherited(): Record<string, string> {
  const names = ["PATH", "HOME", "LANG", "TZ", "TMPDIR"];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function sourceOfDaemon(): string {
  return import.meta.filename.replace(/[^/\\]+$/, "daemon.ts");
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
