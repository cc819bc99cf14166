import { readdir, readFile, readlink } from "node:fs/promises";
import { processIdentity } from "@sluice/host/processes";

/** A process's directory in Linux's `/proc`. Elsewhere everything here finds nothing. */
const PROC = "/proc";

/** The variable whose value marks the processes of one launch, their children included. */
export const MARKER = "SLUICE_INSTANCE";

export interface MarkedProcess {
  readonly pid: number;
  readonly identity: string;
}

/** The processes that carry a launch's marker, oldest first: the first is the one that was started. */
export async function listMarked(marker: string): Promise<readonly MarkedProcess[]> {
  const wanted = `\0${MARKER}=${marker}\0`;
  const marked: MarkedProcess[] = [];
  for (const entry of await readdir(PROC).catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue;
    const environment = await readFile(`${PROC}/${entry}/environ`, "latin1").catch(() => "");
    if (!`\0${environment}`.includes(wanted)) continue;
    const pid = Number(entry);
    const identity = await processIdentity(pid);
    if (identity !== null) marked.push({ pid, identity });
  }
  return marked.sort((a, b) => startOf(a) - startOf(b) || a.pid - b.pid);
}

/** On Linux an identity begins with the start time in ticks. */
function startOf(process: MarkedProcess): number {
  return Number(process.identity.split(".")[0]);
}

/** The directory that a process runs in; null where that cannot be told. */
export async function findWorkingDirectory(pid: number): Promise<string | null> {
  const path = await readlink(`${PROC}/${pid}/cwd`).catch(() => null);
  return path === null ? null : path.replace(/ \(deleted\)$/, "");
}

/** Whether one of these processes listens on a TCP port; null where that cannot be told. */
export async function listensOn(port: number, pids: readonly number[]): Promise<boolean | null> {
  const sockets = await listeningSockets(port);
  if (sockets === null) return null;
  for (const pid of pids) {
    for (const fd of await readdir(`${PROC}/${pid}/fd`).catch(() => [])) {
      const target = await readlink(`${PROC}/${pid}/fd/${fd}`).catch(() => "");
      if (sockets.has(target)) return true;
    }
  }
  return false;
}

/** Sockets that listen on a port, as links in `/proc/<pid>/fd` name them. Source of the columns: proc_net(5). */
async function listeningSockets(port: number): Promise<ReadonlySet<string> | null> {
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`${PROC}/net/${name}`, "utf8").catch(() => null)),
  );
  if (tables.every((table) => table === null)) return null;
  const ending = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = tables.flatMap((table) => (table ?? "").split("\n").map((line) => line.trim().split(/\s+/)));
  return new Set(
    rows.filter((row) => row[1]?.endsWith(ending) && row[3] === "0A").map((row) => `socket:[${row[9]}]`),
  );
}
