/**
 * The embedded edge: a process of its own that routes hostnames to environments and outlives the commands that
 * tell it how. `node daemon.ts ROOT HOST PORT`; port 0 takes the one that the last daemon of this root had, or any.
 */
import { chmod, readFile, rm, rmdir } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo, ListenOptions } from "node:net";
import { dirname } from "node:path";
import type { Routing } from "@sluice/core/ports/edge";
import { withFileLock, writeFileAtomic } from "@sluice/host/files";
import { processIdentity } from "@sluice/host/processes";
import { choosePort } from "../../ports.ts";
import { judge, type Verdict } from "../judge.ts";
import { createAdminServer } from "./admin.ts";
import {
  chooseSocketPath,
  type EdgePlaces,
  type EdgeRecord,
  openEdgePlaces,
  readEdgeRecord,
} from "./places.ts";
import { createProxy } from "./proxy.ts";
import { addressesOf, parseRouting, tableOf } from "./routing.ts";
import { createTraffic } from "./traffic.ts";

/** Apart from what the system gives to outgoing connections, one of which may hold it when a daemon starts again. */
const EDGE_PORTS = { from: 18_000, to: 19_999 };

const [root = "", host = "127.0.0.1", port = "0"] = process.argv.slice(2);
// Before anything is made: the socket and the files are this user's alone.
process.umask(0o077);
const places = await openEdgePlaces(root);
try {
  // Who waits here for longer than a start takes is not needed: another daemon serves.
  await withFileLock(places.daemonLock, () => serve(places), { timeoutMs: 5000 });
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** Answers once it was told to stop and what was on its way is through. */
async function serve(places: EdgePlaces): Promise<void> {
  let held = await readRoutes(places);
  let table = tableOf(held);
  let turn: Promise<unknown> = Promise.resolve();
  const traffic = createTraffic();
  const proxy = createProxy((host) => table.get(host), traffic);
  let stop: (drainMs: number) => void = () => {};
  const stopped = new Promise<number>((resolve) => {
    stop = resolve;
  });

  /** One at a time; on the disk before it holds, so that a daemon started again knows no less. */
  function exchange(routing: Routing): Promise<Verdict> {
    const mine = turn.then(async () => {
      const verdict = judge(held, routing);
      if (verdict === "stale") return verdict;
      if (verdict === "done" || held?.version !== routing.version) {
        await writeFileAtomic(places.routes, JSON.stringify(routing, null, 2));
      }
      [held, table] = [routing, tableOf(routing)];
      return verdict;
    });
    turn = mine.catch(() => {});
    return mine;
  }
  const isRouted = (address: string) => addressesOf(table).has(address);

  const admin = createAdminServer({
    routing: () => held,
    stats: () => traffic.stats(),
    async apply(routing, drainMs) {
      const verdict = await exchange(routing);
      if (verdict !== "stale") await traffic.drain(isRouted, drainMs);
      return verdict;
    },
    stop: (drainMs) => stop(drainMs),
  });

  const before = await readEdgeRecord(places);
  await listenPublic(proxy, before);
  const socket = await listenAdmin(admin, places, before);
  const { port } = proxy.address() as AddressInfo;
  const record: EdgeRecord = {
    pid: process.pid,
    identity: (await processIdentity(process.pid)) ?? "",
    address: `http://${reachable(host)}:${port}`,
    socket,
  };
  await writeFileAtomic(places.record, JSON.stringify(record, null, 2), { mode: 0o600 });
  // One connection's trouble must not end all others'.
  process.on("uncaughtException", (error) => console.error(error));
  process.once("SIGTERM", () => stop(0));
  process.once("SIGINT", () => stop(0));

  const drainMs = await stopped;
  proxy.close();
  await traffic.drain(() => false, drainMs);
  proxy.closeAllConnections();
  // The record stays, for the port in it: that its process is gone is seen.
  admin.close();
  admin.closeAllConnections();
  await removeSocket(socket, places);
}

/** The name by which this machine reaches what listens on `host`. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

async function readRoutes(places: EdgePlaces): Promise<Routing | null> {
  const text = await readFile(places.routes, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return parseRouting(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${places.routes} holds no routing: restore it, or remove it and deploy again`, {
      cause,
    });
  }
}

/** With port 0, URLs that people have stay valid where the last port can be had again. */
async function listenPublic(server: Server, before: EdgeRecord | null): Promise<void> {
  if (port !== "0") return listen(server, { host, port: Number(port) });
  const last = before === null ? null : Number(new URL(before.address).port);
  if (last !== null) {
    const had = await listen(server, { host, port: last }).then(
      () => true,
      () => false,
    );
    if (had) return;
    console.error(`another program has port ${last} now: the edge takes another one`);
  }
  return listen(server, { host, port: await choosePort(EDGE_PORTS, new Set()) });
}

async function listenAdmin(server: Server, places: EdgePlaces, before: EdgeRecord | null): Promise<string> {
  if (before !== null) await removeSocket(before.socket, places);
  const path = await chooseSocketPath(places);
  await rm(path, { force: true });
  await listen(server, { path });
  await chmod(path, 0o600);
  return path;
}

async function removeSocket(path: string, places: EdgePlaces): Promise<void> {
  await rm(path, { force: true });
  const folder = dirname(path);
  if (folder !== places.root) await rmdir(folder).catch(() => {});
}

function listen(server: Server, where: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(where, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}
