import { mkdir, mkdtemp, readFile, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where an edge keeps what it knows, below its root. */
export interface EdgePlaces {
  readonly root: string;
  /** The routing that holds, so that a daemon that is started again has it. */
  readonly routes: string;
  /** What the running daemon tells of itself: `EdgeRecord`. */
  readonly record: string;
  readonly log: string;
  /** Held by who starts a daemon, while he does. */
  readonly startLock: string;
  /** Held by the daemon as long as it lives: there is one a root. */
  readonly daemonLock: string;
}

export interface EdgeRecord {
  readonly pid: number;
  readonly identity: string;
  /** Base URL: `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Path of the unix socket that the daemon is told things by. */
  readonly socket: string;
}

export async function openEdgePlaces(given: string): Promise<EdgePlaces> {
  await mkdir(given, { recursive: true, mode: 0o700 });
  const root = await realpath(given);
  return {
    root,
    routes: join(root, "routes.json"),
    record: join(root, "edge.json"),
    log: join(root, "edge.log"),
    startLock: join(root, "start.lock"),
    daemonLock: join(root, "daemon.lock"),
  };
}

/** Null where no daemon ever ran; whether this one still does is another question. */
export async function readEdgeRecord(places: EdgePlaces): Promise<EdgeRecord | null> {
  const text = await readFile(places.record, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as EdgeRecord);
}

/** The kernels' limit for the path of a unix socket is 104 bytes (macOS) or 108 (Linux), end mark included. */
const SOCKET_PATH_LIMIT = 100;

/** A path for the daemon's socket: in the root, or in a private folder where that is too long for the kernel. */
export async function chooseSocketPath(places: EdgePlaces): Promise<string> {
  const inside = join(places.root, "edge.sock");
  if (Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT) return inside;
  return join(await mkdtemp(join(tmpdir(), "sluice-edge-")), "edge.sock");
}
