import { mkdtemp, rm } from "node:fs/promises";
import { type Agent, createServer, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Edge, Routing } from "@sluice/core/ports/edge";
import { isAlive } from "@sluice/host/processes";
import type { EdgeOptions } from "./control.ts";
import { createEmbeddedEdge } from "./edge.ts";
import { openEdgePlaces, readEdgeRecord } from "./places.ts";

/** An embedded edge in a folder of its own, and servers behind it, for tests; `close` ends all of it. */
export interface EdgeFixture {
  readonly root: string;
  readonly options: EdgeOptions;
  readonly edge: Edge;
  /** Starts a server; answers its address. */
  serve(listener: RequestListener, prepare?: (server: Server) => void): Promise<string>;
  unserve(address: string): Promise<void>;
  get(host: string, options?: GetOptions): Promise<Answer>;
  /** Kills the daemon without a word. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface GetOptions {
  readonly path?: string;
  readonly agent?: Agent;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export async function edgeFixture(below = ""): Promise<EdgeFixture> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-edge-test-"));
  const root = join(folder, below);
  const options = { root, port: 0 };
  const edge = createEmbeddedEdge(options);
  const servers = new Map<string, Server>();
  const connections = new Map<Server, Set<Socket>>();

  async function kill(): Promise<void> {
    const record = await readEdgeRecord(await openEdgePlaces(root));
    if (record === null || !(await isAlive(record.pid, record.identity))) return;
    process.kill(record.pid, "SIGKILL");
    while (await isAlive(record.pid, record.identity))
      await new Promise((resolve) => setTimeout(resolve, 10));
  }

  async function unserve(address: string): Promise<void> {
    const server = servers.get(address);
    servers.delete(address);
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of connections.get(server) ?? []) socket.destroy();
    await closed;
  }

  return {
    root,
    options,
    edge,
    kill,
    unserve,
    async serve(listener, prepare) {
      const server = createServer(listener);
      prepare?.(server);
      const sockets = new Set<Socket>();
      connections.set(server, sockets);
      server.on("connection", (socket: Socket) => {
        sockets.add(socket);
        socket.once("close", () => sockets.delete(socket));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      servers.set(address, server);
      return address;
    },
    get: async (host, given) => get(await edge.getAddress(), host, given),
    async close() {
      await kill();
      await Promise.all([...servers.keys()].map(unserve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One request by hostname, on a connection of its own unless an agent is given. */
export function get(address: string, host: string, options: GetOptions = {}): Promise<Answer> {
  const { path = "/", agent = false, method = "GET", body, headers } = options;
  return new Promise((resolve, reject) => {
    const asked = request(
      `${address}${path}`,
      { agent, method, headers: { ...headers, host } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString("utf8"),
            headers: response.headers,
          }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

/** A routing of one hostname. */
export function routing(version: number, address: string, host = "shop.localhost"): Routing {
  return { version, routes: [{ host, environment: `shop-${version}`, address }] };
}
