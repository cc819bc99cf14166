import { createHash } from "node:crypto";
import { Agent } from "node:http";
import type { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { edgeStats } from "./control.ts";
import { type Answer, type EdgeFixture, edgeFixture, get, routing } from "./fixture.ts";

/** How long a busy machine may take for what a poll waits for. */
const PATIENCE = { timeout: 20_000 };

describe("switching", () => {
  let fixture: EdgeFixture;
  beforeEach(async () => {
    fixture = await edgeFixture();
  });
  afterEach(() => fixture.close());

  it("fails no request, 50 times, while each old environment is ended once it is drained", async () => {
    const serve = (name: string) =>
      fixture.serve((_, response) => void setTimeout(() => response.end(name), Math.random() * 5));
    let serving = await serve("0");
    await fixture.edge.apply(routing(1, serving), 1000);
    const address = await fixture.edge.getAddress();
    const kept = new Agent({ keepAlive: true, maxSockets: 4 });
    const failed: unknown[] = [];
    const seen = new Set<string>();
    let requests = 0;
    let going = true;
    const client = async (agent?: Agent) => {
      while (going) {
        requests++;
        const options = agent === undefined ? {} : { agent };
        const answer = await get(address, "shop.localhost", options).catch((error: unknown) => error);
        if ((answer as Answer).status === 200) seen.add((answer as Answer).text);
        else failed.push(answer);
      }
    };
    const clients = [client(kept), client(kept), client(kept), client(), client(), client()];
    for (let n = 1; n <= 50; n++) {
      const next = await serve(String(n));
      expect(await fixture.edge.apply(routing(n + 1, next), 5000)).toBe("done");
      await fixture.unserve(serving);
      serving = next;
      await expect.poll(() => seen.has(String(n)), { ...PATIENCE, interval: 1 }).toBe(true);
    }
    going = false;
    await Promise.all(clients);
    kept.destroy();
    expect(failed).toEqual([]);
    expect(requests).toBeGreaterThan(100);
    expect(seen.size).toBeGreaterThanOrEqual(50);
  });

  it("waits for what is on its way, and new requests go to the new environment meanwhile", async () => {
    let release = () => {};
    const old = await fixture.serve((_, response) => {
      release = () => response.end("old");
    });
    await fixture.edge.apply(routing(1, old), 0);
    const slow = fixture.get("shop.localhost");
    await expect.poll(async () => (await edgeStats(fixture.root))[0]?.active, PATIENCE).toBe(1);
    const next = await fixture.serve((_, response) => response.end("new"));
    let applied = false;
    const applying = fixture.edge.apply(routing(2, next), 30_000).then(() => {
      applied = true;
    });
    await expect.poll(async () => (await fixture.edge.find())?.version, PATIENCE).toBe(2);
    expect((await fixture.get("shop.localhost")).text).toBe("new");
    expect(applied).toBe(false);
    release();
    expect((await slow).text).toBe("old");
    await applying;
  });

  it("closes what is not through in time, and no more than that", async () => {
    const old = await fixture.serve((request, response) => {
      if (request.url !== "/stuck") response.end("old");
    });
    await fixture.edge.apply(routing(1, old), 0);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await fixture.get("shop.localhost", { agent });
    const [connection] = Object.values(agent.freeSockets).flat();
    const stuck = fixture.get("shop.localhost", { path: "/stuck" }).catch((error: Error) => error);
    await expect.poll(async () => (await edgeStats(fixture.root))[0]?.active, PATIENCE).toBe(1);
    const next = await fixture.serve((_, response) => response.end("new"));
    expect(await fixture.edge.apply(routing(2, next), 100)).toBe("done");
    expect(await stuck).toBeInstanceOf(Error);
    expect((await fixture.get("shop.localhost", { agent })).text).toBe("new");
    expect(Object.values(agent.freeSockets).flat()[0]).toBe(connection);
    agent.destroy();
  });
});

describe("a WebSocket through the edge", () => {
  let fixture: EdgeFixture;
  beforeEach(async () => {
    fixture = await edgeFixture();
  });
  afterEach(() => fixture.close());

  /** Greets each socket by one text frame, and collects the upstream's side of it. */
  const serveSockets = (greeting: string, sockets: Set<Socket>) =>
    fixture.serve(
      (_, response) => response.end("plain"),
      (server) =>
        server.on("upgrade", (request, socket: Socket) => {
          sockets.add(socket);
          socket.on("error", () => {}).on("close", () => sockets.delete(socket));
          socket.on("end", () => socket.end()).resume();
          const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
          const accept = createHash("sha1").update(key).digest("base64");
          socket.write(
            `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
          );
          socket.write(Buffer.concat([Buffer.from([0x81, greeting.length]), Buffer.from(greeting)]));
        }),
    );
  /** The edge routes by hostname, so the hostname is the loopback address here: a browser's API sets no Host. */
  const connect = async () => {
    const socket = new WebSocket((await fixture.edge.getAddress()).replace("http:", "ws:"));
    const greeted = new Promise<string>((resolve, reject) => {
      socket.onmessage = (message) => resolve(String(message.data));
      socket.onerror = () => reject(new Error("no WebSocket"));
    });
    const closed = new Promise<void>((resolve) => {
      socket.onclose = () => resolve();
    });
    greeted.catch(() => {});
    return { socket, greeted, closed };
  };

  it("reaches its environment, and is closed on both sides when the traffic went elsewhere", async () => {
    const [old, young] = [new Set<Socket>(), new Set<Socket>()];
    await fixture.edge.apply(routing(1, await serveSockets("old", old), "127.0.0.1"), 0);
    const first = await connect();
    expect(await first.greeted).toBe("old");
    expect(await fixture.edge.apply(routing(2, await serveSockets("new", young), "127.0.0.1"), 50)).toBe(
      "done",
    );
    await first.closed;
    await expect.poll(() => old.size, PATIENCE).toBe(0);
    const second = await connect();
    expect(await second.greeted).toBe("new");
    second.socket.close();
    await expect.poll(() => young.size, PATIENCE).toBe(1);
    for (const socket of young) socket.destroy();
    await second.closed;
    expect(
      (await edgeStats(fixture.root)).map(({ requests, failures }) => [requests, failures]),
    ).toContainEqual([1, 0]);
  });

  it("is refused where nothing answers or the hostname is unknown, and the edge goes on", async () => {
    const address = await serveSockets("x", new Set());
    await fixture.edge.apply(routing(1, address, "127.0.0.1"), 0);
    await fixture.unserve(address);
    await expect((await connect()).greeted).rejects.toThrow("no WebSocket");
    await fixture.edge.apply({ version: 2, routes: [] }, 0);
    await expect((await connect()).greeted).rejects.toThrow("no WebSocket");
    expect((await fixture.get("127.0.0.1")).status).toBe(404);
  });
});
