import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ledger, LedgerSnapshot } from "../ports/ledger.ts";
import { accept, refuse } from "./decide/decision.ts";
import type { LedgerEvent, NewEvent } from "./events.ts";
import { fold } from "./evolve.ts";
import { at, digestOf, NOW } from "./state.fixture.ts";
import { emptyState } from "./state.ts";
import { type Transactor, transact } from "./transact.ts";

const notice = (event: string): NewEvent => ({
  type: "notice.sent",
  ...{ stage: "QA", digest: digestOf("d1"), event, channel: "log", delivered: true, detail: null },
});

/** A ledger to which others append `rivals` times, each time just before an append of ours. */
function contested(rivals: number) {
  const events: LedgerEvent[] = [];
  let [left, reads] = [rivals, 0];
  const snapshot = (): LedgerSnapshot => ({
    state: fold(emptyState, events),
    head: events.length === 0 ? null : String(events.length),
  });
  const ledger: Ledger = {
    place: "memory",
    async read() {
      reads++;
      return snapshot();
    },
    async append(on, added) {
      if (left-- > 0)
        events.push({
          ...notice(`rival-${left}`),
          v: 1,
          seq: events.length + 1,
          at: at(0),
          by: "ben",
          run: null,
        });
      if (on.head !== snapshot().head) return { appended: false };
      events.push(...added);
      return { appended: true, snapshot: snapshot() };
    },
    async *events() {
      yield* events;
    },
  };
  return { ledger, events, snapshot, reads: () => reads };
}

function transactorOf(ledger: Ledger, facts: Partial<Transactor> = {}) {
  const slept: number[] = [];
  const clock = {
    now: () => NOW,
    sleep: async (ms: number) => {
      slept.push(ms);
    },
  };
  return { slept, transactor: { ledger, clock, random: () => 0.5, by: "dev", run: "run-1", ...facts } };
}

/** Says how many notices there were: what it decides depends on the state. */
const count = async (transactor: Transactor) =>
  transact(transactor, (state) => accept(state.notices.length, notice(`mine-after-${state.notices.length}`)));

describe("an act on the ledger", () => {
  it("is stamped with its place, time, person and run, all of it at once", async () => {
    const { ledger, events } = contested(0);
    const { transactor } = transactorOf(ledger);
    await count(transactor);
    const result = await transact(transactor, () => accept("both", notice("b"), notice("c")));
    expect(result).toMatchObject({ ok: true, answer: "both", snapshot: { state: { seq: 3 }, head: "3" } });
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    for (const event of events) expect(event).toMatchObject({ v: 1, at: at(0), by: "dev", run: "run-1" });
  });

  it("is decided again on what is there, after each conflict and a wait that grows", async () => {
    const { ledger, events } = contested(8);
    const { transactor, slept } = transactorOf(ledger);
    expect(await count(transactor)).toMatchObject({ ok: true, answer: 8 });
    expect(events.at(-1)).toMatchObject({ seq: 9, event: "mine-after-8" });
    expect(slept).toEqual([25, 50, 100, 200, 400, 400, 400, 400]);
  });

  it("waits in proportion to what a try takes, ten seconds at the most", async () => {
    const { transactor, slept } = transactorOf(contested(6).ledger, { random: () => 1 });
    let now = NOW;
    // time passes between any two looks at the clock: a try takes a second
    const clock = { ...transactor.clock, now: () => (now += 500) };
    await count({ ...transactor, clock });
    expect(slept).toEqual([2000, 4000, 8000, 10_000, 10_000, 10_000]);
  });

  it("waits as chance has it, from nothing up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(20), async (chance, rivals) => {
        const { transactor, slept } = transactorOf(contested(rivals).ledger, { random: () => chance });
        await count(transactor);
        expect(slept).toHaveLength(rivals);
        for (const ms of slept) expect(ms).toBeLessThanOrEqual(800 * chance);
      }),
      { numRuns: 50 },
    );
  });

  it("gives up after a hundred conflicts, leaving nothing of its own", async () => {
    const { ledger, events } = contested(1000);
    const { transactor, slept } = transactorOf(ledger);
    await expect(count(transactor)).rejects.toMatchObject({ reason: "ledger_contended" });
    expect(slept).toHaveLength(100);
    expect(events.every(({ by }) => by === "ben")).toBe(true);
  });

  it.each([
    ["a refusal", () => refuse("busy", "somebody is there")],
    ["nothing to do", () => accept(null)],
  ])("%s appends nothing and says on which state it was decided", async (_, decide) => {
    const { ledger, events } = contested(0);
    const { transactor } = transactorOf(ledger);
    expect(await transact(transactor, decide)).toMatchObject({ snapshot: { head: null } });
    expect(events).toEqual([]);
  });
});

describe("an act on the ledger as it was last seen", () => {
  it("is appended without a look where nothing came since", async () => {
    const { ledger, snapshot, reads } = contested(0);
    const { transactor } = transactorOf(ledger, { last: snapshot() });
    expect(await count(transactor)).toMatchObject({ ok: true, answer: 0 });
    expect(reads()).toBe(0);
  });

  it.each([
    ["refused", () => refuse("busy", "somebody is there")],
    ["found to be so already", () => accept("stale")],
  ])("is not %s before a look at what is there now", async (_, first) => {
    const { ledger, snapshot } = contested(0);
    const last = snapshot();
    await count(transactorOf(ledger).transactor);
    const { transactor } = transactorOf(ledger, { last });
    const result = await transact(transactor, (state) =>
      state.seq === 0 ? first() : accept("fresh", notice("mine")),
    );
    expect(result).toMatchObject({ ok: true, answer: "fresh", snapshot: { state: { seq: 2 } } });
  });

  it("is decided again where something came since", async () => {
    const { ledger, events, snapshot } = contested(0);
    const last = snapshot();
    await count(transactorOf(ledger).transactor);
    expect(await count(transactorOf(ledger, { last }).transactor)).toMatchObject({ answer: 1 });
    expect(events.map((event) => event.type === "notice.sent" && event.event)).toEqual([
      "mine-after-0",
      "mine-after-1",
    ]);
  });
});
