import type { Edge, Routing } from "@sluice/core/ports/edge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** One edge, and what a test may do around it. */
export interface EdgeSubject {
  /** Each call is another runner's handle to the same edge. */
  handle(): Edge;
  /** Something that answers every GET with `text`; answers its address. */
  serve(text: string): Promise<string>;
  /** Ends what listens at an address. */
  unserve(address: string): Promise<void>;
  /** A GET through the edge. */
  get(host: string): Promise<{ readonly status: number; readonly text: string }>;
  close(): Promise<void>;
}

/** What every edge does, the fake included. */
export function edgeContract(name: string, make: () => Promise<EdgeSubject>): void {
  describe(`${name} is an edge`, () => {
    let subject: EdgeSubject;
    let edge: Edge;
    beforeEach(async () => {
      subject = await make();
      edge = subject.handle();
    });
    afterEach(() => subject.close());

    it("has no routing at first", async () => {
      expect(await edge.find()).toBeNull();
    });

    it("routes by hostname, in whatever case and with whatever port", async () => {
      const routing = routes(3, {
        "a.localhost": await subject.serve("A"),
        "b.localhost": await subject.serve("B"),
      });
      expect(await edge.apply(routing, 1000)).toBe("done");
      expect(await subject.handle().find()).toEqual(routing);
      expect(await subject.get("a.localhost")).toEqual({ status: 200, text: "A" });
      expect((await subject.get("B.LocalHost:8080")).text).toBe("B");
      expect((await subject.get("c.localhost")).status).toBe(404);
      expect(await edge.getAddress()).toMatch(/^https?:\/\/[^/]+$/);
    });

    it("is done already where the same routing holds, and keeps the newer version", async () => {
      const address = await subject.serve("A");
      await edge.apply(routes(3, { "a.localhost": address }), 1000);
      expect(await edge.apply(routes(3, { "a.localhost": address }), 1000)).toBe("already");
      expect(await edge.apply(routes(5, { "a.localhost": address }), 1000)).toBe("already");
      expect(await edge.apply(routes(4, {}), 1000)).toBe("stale");
      expect((await subject.get("a.localhost")).status).toBe(200);
    });

    it("changes nothing for an older version", async () => {
      const newer = routes(7, { "a.localhost": await subject.serve("new") });
      await edge.apply(newer, 1000);
      expect(await edge.apply(routes(6, { "a.localhost": await subject.serve("old") }), 1000)).toBe("stale");
      expect(await edge.find()).toEqual(newer);
      expect((await subject.get("a.localhost")).text).toBe("new");
    });

    it("takes another content of the same version, since addresses may change", async () => {
      await edge.apply(routes(3, { "a.localhost": await subject.serve("before") }), 1000);
      const again = routes(3, { "a.localhost": await subject.serve("after") });
      expect(await edge.apply(again, 1000)).toBe("done");
      expect((await subject.get("a.localhost")).text).toBe("after");
    });

    it("leads nowhere any more what is not routed any more", async () => {
      await edge.apply(routes(3, { "a.localhost": await subject.serve("A") }), 1000);
      expect(await edge.apply(routes(4, {}), 1000)).toBe("done");
      expect((await subject.get("a.localhost")).status).toBe(404);
    });

    it("falls back in a bake, and not after it", async () => {
      const [dying, before] = [await subject.serve("new"), await subject.serve("before")];
      const fallback = { environment: "shop-before", address: before };
      const [route] = routes(3, { "a.localhost": dying }).routes;
      await edge.apply({ version: 3, routes: [{ ...route!, fallback }] }, 1000);
      expect((await edge.find())?.routes).toEqual([{ ...route, fallback }]);
      await subject.unserve(dying);
      expect(await subject.get("a.localhost")).toEqual({ status: 200, text: "before" });
      expect(await edge.apply({ version: 4, routes: [route!] }, 1000)).toBe("done");
      expect((await subject.get("a.localhost")).status).toBe(502);
    });

    it("answers 502 where an environment is gone", async () => {
      const address = await subject.serve("A");
      await edge.apply(routes(3, { "a.localhost": address }), 1000);
      await subject.unserve(address);
      expect((await subject.get("a.localhost")).status).toBe(502);
    });

    it("ends at the newest version, in whatever order the appliers come", async () => {
      const address = await subject.serve("A");
      const versions = [4, 9, 2, 7, 9, 5];
      const wanted = (version: number) => routes(version, { [`v${version}.localhost`]: address });
      await Promise.all(versions.map((version) => subject.handle().apply(wanted(version), 1000)));
      expect(await edge.find()).toEqual(wanted(9));
      expect((await subject.get("v9.localhost")).status).toBe(200);
      expect((await subject.get("v7.localhost")).status).toBe(404);
    });
  });
}

function routes(version: number, addresses: Readonly<Record<string, string>>): Routing {
  return {
    version,
    routes: Object.entries(addresses)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([host, address]) => ({ host, environment: `shop-${host.split(".")[0]}`, address })),
  };
}
