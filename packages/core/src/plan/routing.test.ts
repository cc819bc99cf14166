import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLive } from "../ledger/decide/decision.ts";
import { environmentOf, frozen, stageOf, stateOf } from "../ledger/state.fixture.ts";
import type { EnvironmentState } from "../ledger/state.ts";
import { hostOf, renderRouting, sameRoutes } from "./routing.ts";
import { instanceOf, prod, qa } from "./stale.fixture.ts";

const STAGES = [
  { name: "QA", sharedHost: null },
  { name: "PROD", sharedHost: "example.com" },
];
const url = (environment: EnvironmentState) => ({
  ...environment,
  url: `https://${environment.name}.example.com`,
});

function routesOf(
  environments: readonly EnvironmentState[],
  serves: string | null = null,
  addresses = true,
): string[] {
  const state = stateOf({ environments, stages: { PROD: stageOf({ serves }) } });
  const instances = environments.map(instanceOf).map((one) => (addresses ? one : { ...one, address: null }));
  return renderRouting(frozen(state), STAGES, instances).routes.map(
    (route) => `${route.host} ${route.environment}`,
  );
}

describe("a hostname leads", () => {
  it.each<[string, EnvironmentState[], string | null, string[]]>([
    ["that of a stage, to what it serves", [prod(1), prod(2)], "prod2", ["example.com prod2"]],
    ["nowhere, where nothing serves", [prod(1)], null, []],
    ["nowhere, where what serves is condemned", [prod(1, { phase: "tombstoned" })], "prod1", []],
    [
      "to what serves while it is claimed again",
      [prod(1, { phase: "claimed" })],
      "prod1",
      ["example.com prod1"],
    ],
    [
      "that of an environment, to it",
      [url(qa(1)), url(qa(2, { phase: "baking" }))],
      null,
      ["qa1.example.com qa1", "qa2.example.com qa2"],
    ],
    ["not before it has its traffic", [url(qa(1, { phase: "verified" }))], null, []],
    ["not after it failed", [url(qa(1, { phase: "failed" }))], null, []],
    ["nowhere without an address", [qa(1)], null, []],
    [
      "to the newest of two with one hostname",
      [qa(2, { url: "https://f.test" }), qa(1, { url: "https://f.test" })],
      null,
      ["f.test qa2"],
    ],
  ])("%s", (_, environments, serves, routes) => expect(routesOf(environments, serves)).toEqual(routes));

  it("in a bake, to what serves, with what served before to fall back on", () => {
    const environments = [prod(1), prod(2, { phase: "baking" })];
    const stages = { PROD: stageOf({ serves: "prod2", previous: "prod1" }) };
    const { routes } = renderRouting(
      frozen(stateOf({ environments, stages })),
      STAGES,
      environments.map(instanceOf),
    );
    expect(routes).toEqual([
      expect.objectContaining({
        environment: "prod2",
        fallback: expect.objectContaining({ environment: "prod1" }),
      }),
    ]);
  });

  it("nowhere that the target cannot name", () => {
    expect(routesOf([prod(1), url(qa(1))], "prod1", false)).toEqual([]);
    expect(
      renderRouting(
        stateOf({ environments: [prod(1)], stages: { PROD: stageOf({ serves: "prod1" }) } }),
        STAGES,
        [],
      ).routes,
    ).toEqual([]);
  });
});

it("a routing has the ledger's seq, is sorted, has a hostname once and leads to live environments alone", () => {
  const phase = fc.constantFrom<EnvironmentState["phase"]>(
    "claimed",
    "baking",
    "published",
    "failed",
    "tombstoned",
    "deleted",
  );
  const host = fc.constantFrom(
    null,
    "https://a.test",
    "https://B.test/x",
    "https://example.com",
    "http://z.test:81",
  );
  const environment = fc
    .record({ stage: fc.constantFrom("QA", "PROD"), n: fc.nat(9), generation: fc.nat(99), phase, url: host })
    .map(({ n, ...facts }) => environmentOf(`e${n}`, facts));
  const environments = fc.uniqueArray(environment, { selector: ({ name }) => name, maxLength: 8 });
  fc.assert(
    fc.property(environments, fc.nat(9), (all, serves) => {
      const state = stateOf({
        environments: all,
        stages: { PROD: stageOf({ serves: `e${serves}` }) },
        seq: 55,
      });
      const { version, routes } = renderRouting(state, STAGES, all.map(instanceOf));
      expect(version).toBe(55);
      const hosts = routes.map((route) => route.host);
      expect(hosts).toEqual([...new Set(hosts)].sort());
      for (const route of routes) {
        expect(isLive(state.environments[route.environment])).toBe(true);
        expect(route.address).toBe(instanceOf(state.environments[route.environment]!).address);
      }
      const shared = state.environments[`e${serves}`];
      if (isLive(shared))
        expect(routes).toContainEqual(
          expect.objectContaining({ host: "example.com", environment: shared.name }),
        );
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ["https://Example.COM/x", "example.com"],
  ["http://a.test:8080", "a.test"],
  ["https://a.test?x#y", "a.test"],
  ["a.test", null],
  ["", null],
  [null, null],
])("the hostname of %s is %s", (given, host) => expect(hostOf(given)).toBe(host));

it("two routings that lead alike are the same, whatever their versions", () => {
  const routes = [{ host: "a.test", environment: "a", address: "http://127.0.0.1:1" }];
  expect(sameRoutes({ version: 1, routes }, { version: 2, routes: structuredClone(routes) })).toBe(true);
  expect(sameRoutes({ version: 1, routes }, { version: 1, routes: [] })).toBe(false);
});
