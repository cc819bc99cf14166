import { readFile, stat, writeFile } from "node:fs/promises";
import { Agent, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { edgeContract } from "@sluice/testing/edge/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { edgeStats, edgeStatus, ensureEdge, stopEdge } from "./control.ts";
import { createEmbeddedEdge } from "./edge.ts";
import { type EdgeFixture, edgeFixture, get, routing } from "./fixture.ts";
import { openEdgePlaces, readEdgeRecord } from "./places.ts";

/** How long a busy machine may take for what a poll waits for. */
const PATIENCE = { timeout: 20_000 };

edgeContract("the embedded edge", async () => {
  const fixture = await edgeFixture();
  return {
    handle: () => createEmbeddedEdge(fixture.options),
    serve: (text) => fixture.serve((_, response) => response.end(text)),
    unserve: fixture.unserve,
    async get(host) {
      const { status, text } = await fixture.get(host);
      return { status, text };
    },
    close: fixture.close,
  };
});

describe("the embedded edge", () => {
  let fixture: EdgeFixture;
  beforeEach(async () => {
    fixture = await edgeFixture();
  });
  afterEach(() => fixture.close());
  const record = async () => readEdgeRecord(await openEdgePlaces(fixture.root));

  it.each([
    ["killed", () => fixture.kill()],
    ["stopped", () => stopEdge(fixture.root, 0)],
  ])("has the same routing and address after it was %s and started again", async (_, end) => {
    const address = await fixture.serve((_, response) => response.end("A"));
    await fixture.edge.apply(routing(3, address), 1000);
    const before = await fixture.edge.getAddress();
    await end();
    expect(await edgeStatus(fixture.root)).toBeNull();
    expect(await fixture.edge.find()).toBeNull();
    await ensureEdge(fixture.options);
    expect(await fixture.edge.find()).toEqual(routing(3, address));
    expect(await fixture.edge.getAddress()).toBe(before);
    expect((await fixture.get("shop.localhost")).text).toBe("A");
    expect(await fixture.edge.apply(routing(2, address), 0)).toBe("stale");
  });

  it("is one daemon, however many start it at once", async () => {
    const found = await Promise.all(Array.from({ length: 5 }, () => ensureEdge(fixture.options)));
    expect(new Set(found.map(({ pid }) => pid)).size).toBe(1);
  });

  it.each(["0.0.0.0", "127.0.0.1"])("is reached by this machine where it listens on %s", async (host) => {
    const edge = createEmbeddedEdge({ ...fixture.options, host });
    await edge.apply(routing(1, await fixture.serve((_, response) => response.end("A"))), 0);
    expect((await get(await edge.getAddress(), "shop.localhost")).text).toBe("A");
  });

  it("is told things by a socket that only its user may open", async () => {
    await ensureEdge(fixture.options);
    const { socket } = (await record())!;
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    expect(socket.startsWith(fixture.root)).toBe(true);
  });

  it("works below a path that is too long for a socket", async () => {
    const deep = await edgeFixture("x".repeat(100));
    try {
      await deep.edge.apply(routing(1, await deep.serve((_, response) => response.end("deep"))), 0);
      expect((await deep.get("shop.localhost")).text).toBe("deep");
      const { socket } = (await readEdgeRecord(await openEdgePlaces(deep.root)))!;
      expect(Buffer.byteLength(socket)).toBeLessThan(104);
      await stopEdge(deep.root, 0);
      await expect(stat(socket)).rejects.toThrow();
    } finally {
      await deep.close();
    }
  });

  it("says it where another program has the port, and where its routing is not one", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    const failing = ensureEdge({ ...fixture.options, port });
    await expect(failing).rejects.toMatchObject({ reason: "edge_unreachable", message: /EADDRINUSE/ });
    other.close();
    await writeFile(join(fixture.root, "routes.json"), '{"version":1,"routes":[{"host":"a"}]}');
    await expect(ensureEdge(fixture.options)).rejects.toMatchObject({
      message: /routes\.json holds no routing/,
    });
  });

  it("tells an environment who asked, and does not believe what a client claims", async () => {
    let seen: IncomingMessage["headers"] = {};
    const address = await fixture.serve((request, response) => {
      seen = request.headers;
      response.end();
    });
    await fixture.edge.apply(routing(1, address), 0);
    const headers = { "x-forwarded-for": "6.6.6.6", forwarded: "for=6.6.6.6", "x-forwarded-host": "evil" };
    await fixture.get("shop.localhost:8080", { headers });
    expect(seen).toMatchObject({
      host: "shop.localhost:8080",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": "shop.localhost:8080",
      "x-forwarded-proto": "http",
    });
    expect(seen).not.toHaveProperty("forwarded");
  });

  it("does not repeat what a client sent to a hostname that it does not know", async () => {
    await ensureEdge(fixture.options);
    const answer = await fixture.get("<script>.localhost", { path: "/<script>" });
    expect(answer).toMatchObject({ status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
    expect(answer.text).not.toContain("script");
  });

  it("passes bodies on in both directions, and an offer of another protocol not at all", async () => {
    const address = await fixture.serve((request, response) => {
      response.setHeader("x-upgrade", String(request.headers.upgrade));
      request.pipe(response);
    });
    await fixture.edge.apply(routing(1, address), 0);
    const body = "x".repeat(200_000);
    const headers = {
      connection: "Upgrade, HTTP2-Settings",
      upgrade: "h2c",
      "http2-settings": "AAMAAABkAAQAAP__",
    };
    const answer = await fixture.get("shop.localhost", { method: "POST", body, headers });
    expect(answer).toMatchObject({ status: 200, text: body, headers: { "x-upgrade": "undefined" } });
  });

  it("keeps a client's connection where the environment closes its own", async () => {
    const address = await fixture.serve((_, response) => {
      response.setHeader("connection", "close");
      response.end("A");
    });
    await fixture.edge.apply(routing(1, address), 0);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const first = await fixture.get("shop.localhost", { agent });
    expect(first.headers.connection).toBe("keep-alive");
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
    agent.destroy();
  });

  it("counts requests, failures and latencies of each environment", async () => {
    const address = await fixture.serve((request, response) => {
      if (request.url === "/broken") response.statusCode = 500;
      if (request.url === "/cut") {
        response.writeHead(200, { "content-length": "10" });
        response.write("cut");
        setImmediate(() => response.destroy());
        return;
      }
      response.end();
    });
    await fixture.edge.apply(routing(1, address), 0);
    for (const path of ["/", "/", "/broken"]) await fixture.get("shop.localhost", { path });
    await expect(fixture.get("shop.localhost", { path: "/cut" })).rejects.toThrow();
    await expect
      .poll(() => edgeStats(fixture.root), PATIENCE)
      .toMatchObject([{ requests: 4, failures: 2, active: 0 }]);
    await fixture.unserve(address);
    await fixture.get("shop.localhost");
    const [stats] = await edgeStats(fixture.root);
    expect(stats).toMatchObject({ address, environment: "shop-1", requests: 5, failures: 3 });
    expect(stats?.latency.p99).toBeGreaterThanOrEqual(stats?.latency.p50 ?? Number.NaN);
  });

  it("stops once what is on its way is through, and is gone then", async () => {
    let release = () => {};
    const arrived = new Promise<void>((resolve) => {
      fixture
        .serve((_, response) => {
          release = () => response.end("late");
          resolve();
        })
        .then((address) => fixture.edge.apply(routing(1, address), 0))
        .then(() => pending.push(fixture.get("shop.localhost")));
    });
    const pending: ReturnType<EdgeFixture["get"]>[] = [];
    await arrived;
    const stopping = stopEdge(fixture.root, 10_000);
    release();
    expect((await pending[0])?.text).toBe("late");
    expect(await stopping).toBe("done");
    expect(await stopEdge(fixture.root, 0)).toBe("already");
    expect(await edgeStatus(fixture.root)).toBeNull();
    expect(await readFile(join(fixture.root, "edge.log"), "utf8")).toBe("");
  });
});
