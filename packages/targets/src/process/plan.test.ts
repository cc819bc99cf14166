import { describe, expect, it } from "vitest";
import { giveUp, instanceOf, intend, planDown, planUp } from "./plan.ts";
import { configurationOf, type EnvironmentRecord, type Launch } from "./record.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const spec = {
  app: "shop",
  stage: "QA",
  environment: "shop-qa-pr1",
  generation: 5,
  repository: "layout:/registry",
  digest: digest("a"),
  host: null,
  variables: {},
};
const process = { pid: 7, identity: "1.boot.ns" };
const launch = (marker: string, differing: Partial<Launch> = {}): Launch => ({
  marker,
  generation: 5,
  repository: spec.repository,
  digest: spec.digest,
  host: null,
  configuration: "c",
  port: 20_001,
  startedAt: "2026-01-01T00:00:00.000Z",
  process,
  ...differing,
});
const record = (differing: Partial<EnvironmentRecord> = {}): EnvironmentRecord => ({
  ...intend(null, spec, launch("now")),
  ...differing,
});
const seen = (...markers: string[]) => new Map(markers.map((marker) => [marker, process]));

describe("bringing up", () => {
  it.each([
    ["what is not there", null, [], "launch"],
    ["what is newer", record({ generation: 6 }), ["now"], "nothing"],
    ["what runs as asked", record({ generation: 4 }), ["now"], "keep"],
    ["what died", record(), [], "launch"],
    ["another digest", record({ current: launch("now", { digest: digest("b") }) }), ["now"], "launch"],
    ["another configuration", record({ current: launch("now", { configuration: "d" }) }), ["now"], "launch"],
    ["what was meant and only its forerunner runs", record({ retiring: [launch("old")] }), ["old"], "launch"],
  ])("%s", (_, held, running, what) => {
    expect(planUp(held, spec, "c", seen(...running)).do).toBe(what);
  });

  it("adopts a process that was started and not recorded", () => {
    const held = record({ generation: 4, current: launch("now", { process: null }) });
    expect(planUp(held, spec, "c", seen("now"))).toMatchObject({
      do: "keep",
      record: { generation: 5, current: { generation: 5, process } },
    });
  });

  it("remembers all that may still run when it replaces", () => {
    const intended = intend(record({ retiring: [launch("old")] }), spec, launch("new", { process: null }));
    expect(intended.current.marker).toBe("new");
    expect(intended.retiring.map(({ marker }) => marker)).toEqual(["now", "old"]);
  });
});

describe("removing", () => {
  it.each([
    ["nothing", null, 9, { do: "nothing", because: "already" }],
    ["what is newer", record(), 4, { do: "nothing", because: "fenced" }],
  ])("%s", (_, held, upTo, plan) => {
    expect(planDown(held, upTo)).toEqual(plan);
  });

  it("stops all that the record tells of", () => {
    const plan = planDown(record({ retiring: [launch("old")] }), 5);
    expect(plan.do === "stop" && plan.launches.map(({ marker }) => marker)).toEqual(["now", "old"]);
  });
});

describe("giving a launch up", () => {
  const old = launch("old", { generation: 3, digest: digest("b") });
  it("returns to what still runs, at its own generation", () => {
    const { keep, stop } = giveUp(record({ retiring: [launch("dead"), old] }), seen("old"));
    expect(keep).toMatchObject({ generation: 3, current: { marker: "old" }, retiring: [] });
    expect(stop.map(({ marker }) => marker)).toEqual(["now", "dead"]);
  });
  it("keeps what failed to be looked at where nothing else runs", () => {
    expect(giveUp(record({ retiring: [old] }), seen()).keep).toMatchObject({ current: { marker: "now" } });
  });
  it("keeps nothing where nothing was started", () => {
    expect(giveUp(record({ current: launch("now", { process: null }) }), seen()).keep).toBeNull();
  });
});

describe("what an environment is shown as", () => {
  it("is what runs, not what is meant to", () => {
    const old = launch("old", { digest: digest("b"), port: 20_002 });
    const held = record({ current: launch("now", { process: null }), retiring: [old] });
    expect(instanceOf(held, seen("old"), null)).toMatchObject({
      generation: 5,
      digest: digest("b"),
      running: true,
      address: "http://127.0.0.1:20002",
    });
    expect(instanceOf(held, seen(), null)).toMatchObject({
      digest: digest("a"),
      running: false,
      address: null,
    });
  });
  it("is the digest that was read back rather than the recorded one", () => {
    expect(instanceOf(record(), seen("now"), digest("e")).digest).toBe(digest("e"));
  });
});

describe("the configuration", () => {
  it("does not depend on the variables' order or on the generation among them", () => {
    const a = configurationOf(["x"], { A: "1", B: "2", SLUICE_GENERATION: "1" });
    expect(configurationOf(["x"], { B: "2", SLUICE_GENERATION: "9", A: "1" })).toBe(a);
    expect(configurationOf(["x"], { A: "1", B: "3" })).not.toBe(a);
    expect(configurationOf(["x", "y"], { A: "1", B: "2" })).not.toBe(a);
    expect(a).toMatch(/^[0-9a-f]{64}$/);
  });
});
