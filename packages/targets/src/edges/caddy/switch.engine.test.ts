import type { ServerResponse } from "node:http";
import { caddyImageComponent } from "@sluice/testing/caddy/image";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { routing } from "../embedded/fixture.ts";
import { createCaddyEdge } from "./edge.ts";
import { type CaddyFixture, caddyFixture } from "./fixture.ts";

/** How long a busy machine may take for what a poll waits for. */
const PATIENCE = { timeout: 30_000 };

describe.skipIf(!caddyImageComponent().available)("switching by Caddy [needs docker]", () => {
  let fixture: CaddyFixture;
  beforeEach(async () => {
    fixture = await caddyFixture();
    await fixture.edge.install();
  });
  afterEach(() => fixture.close());

  it("waits for what is on its way, and new requests go to the new environment meanwhile", async () => {
    const waiting: ServerResponse[] = [];
    const old = await fixture.serve((_, response) => void waiting.push(response));
    await fixture.edge.apply(routing(1, old), 0);
    const slow = fixture.get("shop.localhost");
    await expect.poll(() => waiting.length, PATIENCE).toBe(1);
    const next = await fixture.serve((_, response) => response.end("new"));
    let applied = false;
    const applying = fixture.edge.apply(routing(2, next), 25_000).then(() => {
      applied = true;
    });
    await expect.poll(async () => (await fixture.edge.find())?.version, PATIENCE).toBe(2);
    expect((await fixture.get("shop.localhost")).text).toBe("new");
    expect(applied).toBe(false);
    for (const response of waiting) response.end("old");
    expect((await slow).text).toBe("old");
    await applying;
  });

  it("answers after drainMs all the same, and lets the request that took longer finish", async () => {
    const edge = createCaddyEdge({ ...fixture.options, graceMs: 200 });
    const waiting: ServerResponse[] = [];
    const old = await fixture.serve((_, response) => void waiting.push(response));
    await edge.apply(routing(1, old), 0);
    const slow = fixture.get("shop.localhost");
    await expect.poll(() => waiting.length, PATIENCE).toBe(1);
    const next = await fixture.serve((_, response) => response.end("new"));
    expect(await edge.apply(routing(2, next), 100)).toBe("done");
    expect((await fixture.get("shop.localhost")).text).toBe("new");
    // Another switch does not wait for it for ever, either.
    const third = await fixture.serve((_, response) => response.end("third"));
    expect(await edge.apply(routing(3, third), 100)).toBe("done");
    for (const response of waiting) response.end("old");
    expect((await slow).text).toBe("old");
  });

  it("falls back for safe requests alone", async () => {
    const dying = await fixture.serve((_, response) => response.end("new"));
    const before = await fixture.serve((_, response) => response.end("before"));
    const [route] = routing(1, dying).routes;
    const fallback = { environment: "shop-0", address: before };
    await fixture.edge.apply({ version: 1, routes: [{ ...route!, fallback }] }, 0);
    await fixture.unserve(dying);
    expect((await fixture.get("shop.localhost")).text).toBe("before");
    expect((await fixture.get("shop.localhost", { method: "POST", body: "x" })).status).toBe(502);
  });

  it("keeps its routing when it is killed and started again", async () => {
    const address = await fixture.serve((_, response) => response.end("kept"));
    await fixture.edge.apply(routing(4, address), 0);
    await fixture.docker("kill", fixture.options.name);
    expect(await fixture.edge.find()).toBeNull();
    await fixture.docker("start", fixture.options.name);
    expect(await fixture.edge.install()).toBe("already");
    expect(await fixture.edge.find()).toEqual(routing(4, address));
    expect((await fixture.get("shop.localhost")).text).toBe("kept");
  });

  it("keeps the routes of other applications", async () => {
    const address = await fixture.serve((_, response) => response.end("shared"));
    const other = createCaddyEdge({ ...fixture.options, app: "blog" });
    await Promise.all([
      fixture.edge.apply(routing(4, address), 0),
      other.apply(routing(2, address, "blog.localhost"), 0),
    ]);
    expect((await fixture.get("shop.localhost")).text).toBe("shared");
    expect((await fixture.get("blog.localhost")).text).toBe("shared");
    await expect(other.apply(routing(3, address), 0)).rejects.toMatchObject({ reason: "config_invalid" });
  });

  it("is installed once by two at once, and says which port is taken", async () => {
    const { name, network } = fixture.options;
    await fixture.edge.remove();
    const both = await Promise.all([1, 2].map(() => createCaddyEdge(fixture.options).install()));
    expect([...both].sort()).toEqual(["already", "done"]);
    const second = createCaddyEdge({ ...fixture.options, name: `${name}-second`, network });
    await expect(second.install()).rejects.toMatchObject({ reason: "edge_unreachable" });
    expect(await second.status()).toBeNull();
    await second.remove();
  });
});
