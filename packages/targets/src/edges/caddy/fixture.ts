import { randomBytes } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Edge } from "@sluice/core/ports/edge";
import type { EdgeInstallation } from "@sluice/core/ports/edge-installation";
import { systemClock } from "@sluice/host/clock";
import { createExec } from "@sluice/host/exec";
import { caddyImage } from "@sluice/testing/caddy/image";
import { choosePort } from "../../ports.ts";
import { type Answer, type GetOptions, get } from "../embedded/fixture.ts";
import { type CaddyEdgeOptions, createCaddyEdge } from "./edge.ts";

/** An edge of its own name, network and port, and what it routes to, for tests; `close` removes all of it. */
export interface CaddyFixture {
  readonly options: CaddyEdgeOptions & {
    readonly name: string;
    readonly network: string;
    readonly http: number;
  };
  readonly edge: Edge & EdgeInstallation;
  /** What a test of the engine asks it by; throws where it fails. */
  docker(...args: string[]): Promise<string>;
  /** Starts a container that answers with `text`; answers its address on the edge's network. */
  serveContainer(text: string): Promise<string>;
  /** Starts a server of this process; answers its address on the network's gateway. */
  serve(listener: RequestListener, prepare?: (server: Server) => void): Promise<string>;
  /** Ends either. */
  unserve(address: string): Promise<void>;
  get(host: string, options?: GetOptions): Promise<Answer>;
  close(): Promise<void>;
}

/** Where the edges of tests listen: below what Linux gives to outgoing connections. */
const PORTS = { from: 12_000, to: 14_999 };

export async function caddyFixture(): Promise<CaddyFixture> {
  const name = `sluice-test-edge-${randomBytes(4).toString("hex")}`;
  const exec = createExec();
  const options = {
    app: "shop",
    name,
    network: name,
    image: await caddyImage(),
    http: await choosePort(PORTS, new Set()),
    https: null,
    env: {},
    exec,
    clock: systemClock,
  };
  const edge = createCaddyEdge(options);
  const servers = new Map<string, { readonly server: Server; readonly sockets: Set<Socket> }>();
  const containers = new Map<string, string>();

  async function docker(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await exec.run(["docker", ...args]);
    if (code !== 0) throw new Error(`docker ${args[0]}: ${stderr}`);
    return stdout.trim();
  }

  async function unserve(address: string): Promise<void> {
    const container = containers.get(address);
    containers.delete(address);
    if (container !== undefined) await docker("rm", "--force", "--volumes", container);
    const served = servers.get(address);
    servers.delete(address);
    if (served === undefined) return;
    const closed = new Promise((resolve) => served.server.close(resolve));
    for (const socket of served.sockets) socket.destroy();
    await closed;
  }

  return {
    options,
    edge,
    docker,
    unserve,
    async serveContainer(text) {
      const alias = `web-${randomBytes(4).toString("hex")}`;
      const serving = 'mkdir -p /www && printf %s "$1" > /www/index.html && exec httpd -f -p 8080 -h /www';
      const labels = ["--label", "dev.sluice.test=edge"];
      const where = ["--name", `${name}-${alias}`, "--network", name, "--network-alias", alias];
      const container = await docker(
        ...["run", "--detach", ...labels, ...where, options.image, "sh", "-c", serving, "sh", text],
      );
      const address = `http://${alias}:8080`;
      containers.set(address, container);
      const answers = `until wget -q -O /dev/null ${address}/; do sleep 0.05; done`;
      await docker("exec", container, "timeout", "20", "sh", "-c", answers);
      return address;
    },
    async serve(listener, prepare) {
      const gateway = await docker(
        ...["network", "inspect", "--format", "{{(index .IPAM.Config 0).Gateway}}", name],
      );
      const server = createServer(listener);
      prepare?.(server);
      const sockets = new Set<Socket>();
      server.on("connection", (socket: Socket) => {
        sockets.add(socket);
        socket.once("close", () => sockets.delete(socket));
      });
      await new Promise<void>((resolve) => server.listen(0, gateway, resolve));
      const address = `http://${gateway}:${(server.address() as AddressInfo).port}`;
      servers.set(address, { server, sockets });
      return address;
    },
    get: async (host, given) => get(await edge.getAddress(), host, given),
    async close() {
      await Promise.all([...servers.keys(), ...containers.keys()].map(unserve));
      await edge.remove();
    },
  };
}
