import { describe, expect, it } from "vitest";
import { judge } from "../judge.ts";
import { createReservoir } from "./reservoir.ts";
import { hostOf, parseRouting, tableOf } from "./routing.ts";

const route = (host: string, port = 1) => ({ host, environment: "e", address: `http://127.0.0.1:${port}` });
const held = { version: 5, routes: [route("a"), route("b")] };

describe("a routing that is applied", () => {
  it.each([
    ["to an edge without one", null, held, "done"],
    ["again", held, held, "already"],
    ["again, newer", held, { ...held, version: 6 }, "already"],
    ["again, in another order and case", held, { version: 5, routes: [route("B"), route("a")] }, "already"],
    ["older", held, { version: 4, routes: [] }, "stale"],
    ["older and equal", held, { ...held, version: 4 }, "stale"],
    [
      "of the same version with another address",
      held,
      { version: 5, routes: [route("a", 2), route("b")] },
      "done",
    ],
    ["newer", held, { version: 6, routes: [] }, "done"],
  ])("%s", (_, before, wanted, verdict) => {
    expect(judge(before, wanted)).toBe(verdict);
  });
});

describe("a hostname", () => {
  it.each([
    ["Shop.LocalHost:8080", "shop.localhost"],
    ["shop.localhost.", "shop.localhost"],
    ["shop.localhost", "shop.localhost"],
    [undefined, ""],
  ])("%s is %s", (header, host) => {
    expect(hostOf(header)).toBe(host);
  });

  it("is found whatever a prototype has of that name", () => {
    expect(tableOf(held).get("constructor")).toBeUndefined();
    expect(tableOf(held).get("a")).toEqual(route("a"));
  });
});

describe("a routing from outside", () => {
  it.each([
    null,
    {},
    { version: "1", routes: [] },
    { version: 1, routes: {} },
    { version: 1, routes: [{}] },
    { version: 1, routes: [{ ...route("a"), address: "file:///etc/passwd" }] },
    { version: 1, routes: [{ ...route("a"), address: "http://127.0.0.1/path" }] },
    { version: 1, routes: [{ ...route("a"), address: "nonsense" }] },
  ])("%j is refused", (value) => {
    expect(() => parseRouting(value)).toThrow();
  });
  it("is taken as it is where it is one", () => {
    expect(parseRouting(JSON.parse(JSON.stringify(held)))).toEqual(held);
  });
});

describe("the reservoir", () => {
  it("has the quantiles of what it saw", () => {
    const reservoir = createReservoir(1000, Math.random);
    expect(reservoir.quantile(0.5)).toBeNull();
    for (let n = 1; n <= 100; n++) reservoir.add(n);
    expect([0, 0.5, 0.95, 1].map(reservoir.quantile)).toEqual([1, 50, 95, 100]);
  });
  it("holds no more than its size, and old and new values alike", () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const reservoir = createReservoir(200, random);
    for (let n = 0; n < 10_000; n++) reservoir.add(n);
    expect(Math.abs((reservoir.quantile(0.5) ?? 0) - 5000)).toBeLessThan(1000);
  });
});
