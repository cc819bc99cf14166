import fc from "fast-check";
import { expect, test } from "vitest";
import { type LockFiles, type Owner, takeLock } from "./lock-chain.ts";

const LOCK = "lock";
const token = (n: number) => n.toString(16).padStart(16, "0");
const content = (n: number): string => JSON.stringify({ pid: n, identity: "x", token: token(n) });

class Killed extends Error {}

/** A folder in memory, whose every operation comes when the scheduler lets it, and whose users may be killed. */
function createWorld(scheduler: fc.Scheduler, files: Map<string, string>) {
  const dead = new Set<string>();
  const inside = new Set<string>();
  let crowded = false;

  /** As one process sees the folder; it is killed in place of its operation number `dies`. */
  function filesOf(me: string, dies: number): LockFiles {
    let operation = 0;
    const step = async <T>(act: () => T): Promise<T> => {
      await scheduler.schedule(Promise.resolve(), me);
      if (operation++ === dies) {
        dead.add(me);
        inside.delete(me);
        throw new Killed();
      }
      return act();
    };
    return {
      link: (from, to) =>
        step(() => {
          if (files.has(to)) return false;
          files.set(to, files.get(from)!);
          return true;
        }),
      read: (path) => step(() => files.get(path) ?? null),
      rename: (from, to) =>
        step(() => {
          files.set(to, files.get(from)!);
          files.delete(from);
        }),
      remove: (path) => step(() => void files.delete(path)),
    };
  }

  /** Whether it was inside at some time. */
  async function live(n: number, dies: number, attempts: number): Promise<boolean> {
    const me = token(n);
    const mine = `${LOCK}.${me}.tmp`;
    const own = filesOf(me, dies);
    const isDead = async (owner: Owner) => owner.pid === 0 || owner.pid >= 1000 || dead.has(owner.token);
    files.set(mine, content(n));
    try {
      for (let attempt = 0; attempt < attempts; attempt++) {
        if ((await takeLock(LOCK, mine, own, isDead)) !== null) continue;
        inside.add(me);
        crowded ||= inside.size > 1;
        await own.read(LOCK);
        inside.delete(me);
        await own.remove(LOCK);
        return true;
      }
      return false;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return false;
    } finally {
      files.delete(mine);
    }
  }

  return { live, wasCrowded: () => crowded, wasKilled: () => dead.size > 0 };
}

const beginnings: Record<string, Record<string, string>> = {
  free: {},
  dead: { [LOCK]: content(1000) },
  garbage: { [LOCK]: "" },
  "dead, and so is who took it over": { [LOCK]: content(1000), [`${LOCK}.${token(1000)}`]: content(1001) },
};

const fate = fc.record({
  dies: fc.oneof(fc.nat({ max: 20 }), fc.constant(1000)),
  attempts: fc.integer({ min: 1, max: 4 }),
});

test.each(Object.entries(beginnings))(
  "a lock that is %s: never two inside, and never stuck",
  async (_, begun) => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fate, { minLength: 2, maxLength: 4 }),
        async (scheduler, fates) => {
          const files = new Map(Object.entries(begun));
          const world = createWorld(scheduler, files);
          const lives = fates.map(({ dies, attempts }, n) => world.live(n + 1, dies, attempts));
          await scheduler.waitFor(Promise.all(lives));
          expect(world.wasCrowded()).toBe(false);

          // All have ended, well or not: the next one must not wait for any of them.
          expect(await scheduler.waitFor(world.live(99, Number.POSITIVE_INFINITY, 1))).toBe(true);
          if (!world.wasKilled()) expect([...files.keys()]).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  },
);
