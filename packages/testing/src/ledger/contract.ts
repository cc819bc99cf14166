import { SluiceError } from "@sluice/core/errors";
import type { LedgerEvent } from "@sluice/core/ledger/events";
import { fold } from "@sluice/core/ledger/evolve";
import { emptyState } from "@sluice/core/ledger/state";
import type { Ledger, LedgerSnapshot } from "@sluice/core/ports/ledger";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryEvent, arbitraryEvents, numbered } from "./arbitrary.ts";

/** One ledger's storage, and what a test may do to it behind the ledger's back. */
export interface LedgerHarness {
  /** Another opening of the same ledger, as another run has it. */
  open(): Ledger;
  /**
   * What is stored, by name, in whatever form shows a change; and how to put one stored file's bytes into its
   * place. Null where nothing is stored outside of the process.
   */
  readonly storage: LedgerStorage | null;
}

export interface LedgerStorage {
  /** `state.json`, the segments, …: the files that readers rely on. */
  files(): Promise<ReadonlyMap<string, Buffer>>;
  /** Replaces a file's bytes, without the ledger's knowledge. */
  put(name: string, bytes: Buffer): Promise<void>;
}

const AT = "2026-07-14T08:00:00.000Z";

/**
 * What holds of every ledger.
 *
 * @param make answers an empty ledger of its own each time
 * @param runs of each property: a git ledger takes milliseconds an append, one in memory none
 */
export function ledgerContract(name: string, make: () => Promise<LedgerHarness>, runs = 10): void {
  describe(`the ledger contract: ${name}`, () => {
    test("is empty before the first append", async () => {
      const ledger = (await make()).open();
      expect(await ledger.read()).toEqual({ state: emptyState, head: null });
      expect(await all(ledger)).toEqual([]);
      expect(ledger.place).not.toBe("");
    });

    test("answers what was appended, folded, to who appended it and to others", async () => {
      const harness = await make();
      const [ledger, other] = [harness.open(), harness.open()];
      const first = await appended(ledger, [claim(1, "shop-qa-pr1")]);
      const second = await appended(ledger, [claim(2, "shop-qa-pr2"), claim(3, "shop-qa-pr3")], first);
      expect(second.head).not.toBeNull();
      expect(second.head).not.toBe(first.head);
      expect(Object.keys(second.state.environments)).toEqual(["shop-qa-pr1", "shop-qa-pr2", "shop-qa-pr3"]);
      expect(await ledger.read()).toEqual(second);
      expect(await other.read()).toEqual(second);
      expect((await all(other)).map((event) => event.seq)).toEqual([1, 2, 3]);
    });

    test("takes no append that was decided on an older head, and nothing of it", async () => {
      const harness = await make();
      const [ann, ben] = [harness.open(), harness.open()];
      const decidedOn = await appended(ann, [claim(1, "shop-qa-pr1")]);
      const empty = { state: emptyState, head: null };
      expect(await ben.read()).toEqual(decidedOn);
      const won = await appended(ann, [claim(2, "ann")], decidedOn);
      expect(await ben.append(decidedOn, [claim(2, "ben")])).toEqual({ appended: false });
      expect(await ben.append(empty, [claim(1, "ben")])).toEqual({ appended: false });
      expect(await ann.append(decidedOn, [claim(2, "ann")])).toEqual({ appended: false });
      expect(await ben.read()).toEqual(won);
      await appended(ben, [claim(3, "ben")], won);
      expect((await all(ann)).map((event) => event.seq)).toEqual([1, 2, 3]);
    });

    test("lets one of several first appends win", async () => {
      const harness = await make();
      const ledgers = [harness.open(), harness.open(), harness.open()];
      const snapshots = await Promise.all(ledgers.map((ledger) => ledger.read()));
      const results = await Promise.all(
        ledgers.map((ledger, n) => ledger.append(snapshots[n]!, [claim(1, `writer-${n}`)])),
      );
      expect(results.filter((result) => result.appended)).toHaveLength(1);
      expect(await all(ledgers[0]!)).toHaveLength(1);
    });

    test("loses nothing and has nothing twice when writers interleave", async () => {
      const harness = await make();
      const writers = ["a", "b", "c", "d"];
      await Promise.all(
        writers.map(async (writer) => {
          const ledger = harness.open();
          for (let n = 0; n < 3; n++) await appendUntilTaken(ledger, `${writer}${n}`);
        }),
      );
      const names = (await all(harness.open())).map((event) => "environment" in event && event.environment);
      expect(names.toSorted()).toEqual(writers.flatMap((writer) => [0, 1, 2].map((n) => `${writer}${n}`)));
    });

    test("gives many events back as they were, across segments and months", async () => {
      const harness = await make();
      const ledger = harness.open();
      const batches = [
        claims(1, 200, "2026-07-30T00:00:00.000Z"),
        claims(201, 500, "2026-07-31T23:59:59.999Z"),
        claims(701, 3, "2026-08-01T00:00:00.000Z"),
        // A clock that is behind.
        claims(704, 2, "2026-07-31T23:59:00.000Z"),
        claims(706, 1, "2026-10-01T00:00:00.000Z"),
      ];
      let snapshot: LedgerSnapshot = await ledger.read();
      for (const batch of batches) snapshot = await appended(ledger, batch, snapshot);
      const events = batches.flat();
      expect(await all(harness.open())).toEqual(events);
      expect((await harness.open().read()).state).toEqual(fold(emptyState, events));
    });

    test("gives back any text as it was given", async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryEvents({ minLength: 1, maxLength: 6 }), async (given) => {
          // JSON has no negative zero.
          const events = JSON.parse(JSON.stringify(given)) as LedgerEvent[];
          const harness = await make();
          const snapshot = await appended(harness.open(), events);
          expect(snapshot.state).toEqual(fold(emptyState, events));
          expect(await all(harness.open())).toEqual(events);
          expect(await harness.open().read()).toEqual(snapshot);
        }),
        { numRuns: runs },
      );
    });

    test("answers an append of nothing without writing", async () => {
      const harness = await make();
      const snapshot = await appended(harness.open(), [claim(1, "shop-qa-pr1")]);
      const before = await harness.storage?.files();
      expect(await harness.open().append(snapshot, [])).toEqual({ appended: true, snapshot });
      expect(await harness.storage?.files()).toEqual(before);
    });

    test("takes no events that do not follow, or that could not be read back", async () => {
      const harness = await make();
      const ledger = harness.open();
      const snapshot = await appended(ledger, [claim(1, "shop-qa-pr1")]);
      await expect(ledger.append(snapshot, [claim(3, "x")])).rejects.toThrow(TypeError);
      const unknown = { ...claim(2, "x"), type: "environment.painted" } as unknown as LedgerEvent;
      await expect(ledger.append(snapshot, [unknown])).rejects.toThrow(TypeError);
      for (const name of ["__proto__", "constructor"]) {
        await expect(ledger.append(snapshot, [claim(2, name)])).rejects.toThrow(TypeError);
      }
      expect(await harness.open().read()).toEqual(snapshot);
    });

    test("does not read what was tampered with, and leaves it as it is", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryEvent, { minLength: 2, maxLength: 4 }),
          damage,
          async (events, harm) => {
            const harness = await make();
            if (harness.storage === null) return;
            await appended(harness.open(), numbered(events, 0));
            const files = [...(await harness.storage.files())];
            const [name, bytes] = files[harm.file % files.length]!;
            const damaged = harm.apply(bytes);
            fc.pre(!damaged.equals(bytes));
            await harness.storage.put(name, damaged);
            const stored = await harness.storage.files();
            const ledger = harness.open();
            const attempts = [
              () => ledger.read(),
              () => ledger.append({ state: emptyState, head: "0".repeat(64) }, [claim(1, "x")]),
              () => all(harness.open()),
            ];
            const outcomes = await Promise.all(attempts.map((attempt) => attempt().then(() => null, thrown)));
            for (const error of outcomes) if (error !== null) expectMalformed(error);
            expect(outcomes[0], `reading with ${name} damaged`).not.toBeNull();
            expect(await harness.storage.files()).toEqual(stored);
          },
        ),
        { numRuns: runs * 2 },
      );
    });
  });
}

const damage = fc.record({
  file: fc.nat(),
  apply: fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => () => Buffer.from(bytes)),
    fc.double({ min: 0, max: 0.999, noNaN: true }).map((kept) => (bytes: Buffer) => {
      return bytes.subarray(0, Math.floor(bytes.length * kept));
    }),
    fc
      .tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 255 }))
      .map(([where, flip]) => (bytes: Buffer) => {
        const changed = Buffer.from(bytes);
        const index = Math.floor(bytes.length * where);
        changed[index] = changed[index]! ^ flip;
        return changed;
      }),
    fc.constantFrom("{}", "null", "[]", '{"v":2}', "\n", "\u0000").map((text) => () => Buffer.from(text)),
  ),
});

function thrown(error: unknown): unknown {
  return error;
}

function expectMalformed(error: unknown): void {
  expect(error).toBeInstanceOf(SluiceError);
  const { reason, advice } = error as SluiceError;
  expect(reason).toBe("ledger_malformed");
  expect(advice).not.toBeNull();
}

/** Appends to `snapshot`, or to what the ledger holds, and expects it to be taken. */
export async function appended(
  ledger: Ledger,
  events: readonly LedgerEvent[],
  snapshot?: LedgerSnapshot,
): Promise<LedgerSnapshot> {
  const result = await ledger.append(snapshot ?? (await ledger.read()), events);
  if (!result.appended) throw new Error("the append met a conflict");
  return result.snapshot;
}

/** Reads, appends, and on a conflict does so again after a little while. */
export async function appendUntilTaken(ledger: Ledger, environment: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const snapshot = await ledger.read();
    const result = await ledger.append(snapshot, [claim(snapshot.state.seq + 1, environment)]);
    if (result.appended) return;
    const pause = Math.random() * Math.min(25 * 2 ** Math.min(attempt, 6), 1000);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`${environment} was never taken`);
}

export async function all(ledger: Ledger): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const event of ledger.events()) events.push(event);
  return events;
}

/** A plausible event that claims an environment. */
export function claim(seq: number, environment: string, at = AT): LedgerEvent {
  return {
    v: 1,
    seq,
    at,
    by: "ann",
    run: `test:${environment}`,
    type: "environment.created",
    environment,
    stage: "QA",
    commit: "a".repeat(40),
    change: {
      number: seq,
      title: `Change ${seq}`,
      author: "ann",
      source: `feature/${seq}`,
      target: "QA",
      url: `https://forge.example.com/acme/shop/pull/${seq}`,
      mergedAt: at,
    },
    digest: `sha256:${"b".repeat(64)}`,
    url: `https://pr-${seq}.qa.example.com`,
    purpose: "deploy",
    until: at,
  };
}

function claims(first: number, count: number, at: string): LedgerEvent[] {
  return Array.from({ length: count }, (_, n) => claim(first + n, `shop-qa-pr${first + n}`, at));
}
