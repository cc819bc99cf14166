import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EdgeFixture, edgeFixture, get } from "./fixture.ts";
import { createProxy } from "./proxy.ts";
import { createTraffic } from "./traffic.ts";

/** How long a busy machine may take for what a poll waits for. */
const PATIENCE = { timeout: 20_000 };

describe("an environment that refuses a connection", () => {
  let fixture: EdgeFixture;
  let gone: string;
  let next: string;
  beforeEach(async () => {
    fixture = await edgeFixture();
    gone = await fixture.serve(() => {});
    await fixture.unserve(gone);
    next = await fixture.serve((_, response) => response.end("next"));
  });
  afterEach(() => fixture.close());

  /** A proxy in this process, whose hostnames lead to these addresses one after the other. */
  async function proxyTo(...addresses: string[]) {
    const traffic = createTraffic();
    let looks = 0;
    const proxy = createProxy((host) => {
      const address = addresses[Math.min(looks++, addresses.length - 1)] ?? gone;
      return { host, environment: `at ${address}`, address };
    }, traffic);
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    return { address, traffic, looks: () => looks, [Symbol.asyncDispose]: async () => void proxy.close() };
  }

  it("is followed by a second look at where the hostname leads, for what can be sent again", async () => {
    await using proxy = await proxyTo(gone, next);
    expect(await get(proxy.address, "shop.localhost")).toMatchObject({ status: 200, text: "next" });
    await expect
      .poll(() => proxy.traffic.stats(), PATIENCE)
      .toMatchObject([
        { address: gone, requests: 1, failures: 1, active: 0 },
        { address: next, requests: 1, failures: 0, active: 0 },
      ]);
  });

  it("is asked once more, and no more than that", async () => {
    await using proxy = await proxyTo(gone);
    expect((await get(proxy.address, "shop.localhost")).status).toBe(502);
    expect(proxy.looks()).toBe(2);
  });

  it.each(["POST", "GET"])("is not asked again for a %s with a body", async (method) => {
    await using proxy = await proxyTo(gone, next);
    const headers = { "content-length": "1" };
    expect((await get(proxy.address, "shop.localhost", { method, body: "x", headers })).status).toBe(502);
    expect(proxy.looks()).toBe(1);
  });
});

describe("an environment that took a hostname over and does not last", () => {
  let fixture: EdgeFixture;
  beforeEach(async () => {
    fixture = await edgeFixture();
  });
  afterEach(() => fixture.close());

  async function proxyWithFallback(dying: string, before: string) {
    const traffic = createTraffic();
    const fallback = { environment: "before", address: before };
    const proxy = createProxy((host) => ({ host, environment: "dying", address: dying, fallback }), traffic);
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    return { address, traffic, [Symbol.asyncDispose]: async () => void proxy.close() };
  }

  it.each(["refuses", "breaks off"])(
    "%s: what is safe to repeat is answered by what had the hostname",
    async (how) => {
      const dying = await fixture.serve((request) => request.socket.destroy());
      if (how === "refuses") await fixture.unserve(dying);
      const before = await fixture.serve((_, response) => response.end("before"));
      await using proxy = await proxyWithFallback(dying, before);
      expect(await get(proxy.address, "shop.localhost")).toMatchObject({ status: 200, text: "before" });
      await expect
        .poll(() => proxy.traffic.stats(), PATIENCE)
        .toMatchObject([
          { environment: "dying", requests: 1, failures: 1, active: 0 },
          { environment: "before", requests: 1, failures: 0, active: 0 },
        ]);
    },
  );

  it("is the only one to hear of a POST", async () => {
    let heard = 0;
    const dying = await fixture.serve((request) => request.socket.destroy());
    const before = await fixture.serve((_, response) => {
      heard++;
      response.end();
    });
    await using proxy = await proxyWithFallback(dying, before);
    expect((await get(proxy.address, "shop.localhost", { method: "POST" })).status).toBe(502);
    expect(heard).toBe(0);
  });

  it("answers for itself where it answers, whatever that is", async () => {
    const sick = await fixture.serve((_, response) => response.writeHead(503).end("sick"));
    const before = await fixture.serve((_, response) => response.end("before"));
    await using proxy = await proxyWithFallback(sick, before);
    expect((await get(proxy.address, "shop.localhost")).status).toBe(503);
  });
});
