import { describe, expect, it } from "vitest";
import { createTally, lastAnswer, SLOT_MS } from "./visits.ts";

const good = (at: number, by: string | null, ms = 1) => ({ at, ms, fresh: false, by });

describe("a tally of visits", () => {
  it("is nothing before the first visit", () => {
    expect(createTally("shop.localhost").read()).toBeNull();
  });

  it("counts requests, failures and fresh connections", () => {
    const tally = createTally("shop.localhost");
    tally.add(good(1000, "1.0.0"));
    tally.add({ at: 1001, fresh: true, wrong: "answered 502" });
    tally.add({ ...good(1400, "1.1.0"), fresh: true });
    expect(tally.read()).toMatchObject({
      requests: 3,
      failed: 1,
      fresh: 2,
      from: 1000,
      to: 1400,
      failures: [{ at: 1001, what: "answered 502" }],
    });
  });

  it("has a slot for each piece of time, also where nothing was answered", () => {
    const tally = createTally("shop.localhost");
    tally.add(good(0, "1.0.0"));
    tally.add(good(SLOT_MS * 3, "1.1.0"));
    expect(tally.read()?.slots.map(({ at, requests, by }) => [at, requests, by])).toEqual([
      [0, 1, { "1.0.0": 1 }],
      [SLOT_MS, 0, {}],
      [SLOT_MS * 2, 0, {}],
      [SLOT_MS * 3, 1, { "1.1.0": 1 }],
    ]);
  });

  it("tells percentiles of what was answered, failures aside", () => {
    const tally = createTally("shop.localhost");
    for (let ms = 100; ms >= 1; ms--) tally.add(good(ms, null, ms));
    tally.add({ at: 1, fresh: false, wrong: "no answer" });
    expect(tally.read()?.latency).toEqual({ p50: 50, p99: 99, max: 100 });
  });

  it("keeps only the first failures, and counts all", () => {
    const tally = createTally("shop.localhost");
    for (let n = 0; n < 200; n++) tally.add({ at: n, fresh: false, wrong: "no answer" });
    expect(tally.read()).toMatchObject({ failed: 200, failures: { length: 50 } });
  });
});

describe("who answered last", () => {
  it("is whoever gave most of the last answers", () => {
    const tally = createTally("shop.localhost");
    tally.add(good(0, "1.0.0"));
    for (const by of ["1.0.0", "1.1.0", "1.1.0"]) tally.add(good(SLOT_MS, by));
    tally.add({ at: SLOT_MS * 2, fresh: false, wrong: "no answer" });
    expect(lastAnswer(tally.read())).toBe("1.1.0");
  });

  it("is nobody where answers do not say", () => {
    const tally = createTally("shop.localhost");
    tally.add(good(0, null));
    expect([lastAnswer(tally.read()), lastAnswer(null)]).toEqual([null, null]);
  });
});
