import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createProber } from "./prober.ts";

const prober = createProber();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("answers the status, whatever it is, and follows nothing", async () => {
  for (const status of [200, 302, 404, 503]) {
    const url = await serve((_, response) => response.writeHead(status, { location: "/x" }).end("body"));
    const probe = await prober.probe(`${url}/healthz`, { timeoutMs: 5_000 });
    expect(probe).toMatchObject({ status, error: null });
    expect(probe.ms).toBeGreaterThan(0);
  }
});

test("asks for the host it is given, on a connection of its own", async () => {
  const heard: unknown[] = [];
  const url = await serve((request, response) => {
    heard.push([request.method, request.url, request.headers.host, request.headers.connection]);
    response.end();
  });
  await prober.probe(`${url}/a?b=c`, { timeoutMs: 5_000, host: "shop.example.com" });
  expect(heard).toEqual([["GET", "/a?b=c", "shop.example.com", "close"]]);
});

test("does not wait for the body", async () => {
  const url = await serve((_, response) => void response.write("and so on"));
  expect(await prober.probe(url, { timeoutMs: 5_000 })).toMatchObject({ status: 200, error: null });
});

test("no answer is no status, and says why", async () => {
  const silent = await serve(() => {});
  expect(await prober.probe(silent, { timeoutMs: 50 })).toMatchObject({
    status: null,
    error: "no answer within 50 ms",
  });
  const rude = await serve((request) => request.socket.destroy());
  expect(await prober.probe(rude, { timeoutMs: 5_000 })).toMatchObject({
    status: null,
    error: "socket hang up",
  });
  const gone = await serve(() => {});
  servers.pop()!.close();
  expect((await prober.probe(gone, { timeoutMs: 5_000 })).error).toContain("ECONNREFUSED");
});

test.each(["", "nonsense", "ftp://example.com/", "http://"])("never throws: %j", async (url) => {
  const probe = await prober.probe(url, { timeoutMs: 100 });
  expect(probe.status).toBeNull();
  expect(probe.error).not.toBe("");
});
