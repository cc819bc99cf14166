import { emptyState, fold, type LedgerEvent } from "@sluice/core";
import type { Gate } from "@sluice/testing/train/gate";
import { createWorld, type World, type WorldCommit } from "@sluice/testing/train/world";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Act, perform } from "./acts.ts";
import { faultsOf, guard, leftBehind } from "./invariants.ts";

/**
 * Any interleaving of deployments, promotions, rollbacks and sweeps, on any number of runners, killed at any step and
 * tried again, ends with the newest good release in each stage and nothing else.
 */
const INTERLEAVINGS = Number(process.env.SLUICE_INTERLEAVINGS ?? 10_000);

const YAML = {
  version: 1,
  app: "shop",
  artifact: { kind: "archive", repository: "registry.test/acme/shop" },
  stages: {
    STAGING: { url: "https://pr-{number}.staging.example.com" },
    QA: { url: "https://pr-{number}.qa.example.com", bake: "1s" },
    PROD: { url: "https://example.com", bake: "1s", wait: "10m", lease: "2m" },
  },
  target: { kind: "process", command: "node server.js" },
  health: { path: "/healthz", timeout: "1s" },
};
const STAGES = ["STAGING", "QA", "PROD"] as const;
const HOST = "example.com";

const COMMITS: readonly WorldCommit[] = [
  commit("a1", [], "STAGING", 1, 1),
  commit("a2", ["a1"], "STAGING", 2, 2),
  commit("a3", ["a2"], "STAGING", 3, 3),
  commit("b1", ["a1"], "QA", 11, 1),
  commit("b2", ["b1", "a2"], "QA", 12, 2),
  commit("b3", ["b2", "a3"], "QA", 13, 3),
  commit("c1", ["b1"], "PROD", 21, 1),
  commit("c2", ["c1", "b2"], "PROD", 22, 2),
  commit("c3", ["c2", "b3"], "PROD", 23, 3),
];

function commit(
  mark: string,
  parents: string[],
  branch: string,
  number: number,
  version: number,
): WorldCommit {
  return { sha: sha(mark), parents: parents.map(sha), branch, number, version };
}

function sha(mark: string): string {
  return mark.padEnd(40, "0");
}

interface Runner {
  readonly acts: readonly Act[];
  /** After how many gates it is killed; null: never. */
  readonly killAfter: number | null;
  /** After how many gates it sleeps for longer than any lease, and goes on as if nothing had been; null: never. */
  readonly stallAfter: number | null;
  /** Whether others can tell that it is over, or must wait for its lease to pass. */
  readonly knownOver: boolean;
}

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...COMMITS).map((commit) => ({ do: "run" as const, commit })) },
  { weight: 1, arbitrary: fc.constant({ do: "promote" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "rollback" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "sweep" as const }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...COMMITS).map((commit) => ({ do: "destroy" as const, commit })),
  },
);

const runner: fc.Arbitrary<Runner> = fc.record({
  acts: fc.array(act, { minLength: 1, maxLength: 3 }),
  killAfter: fc.option(fc.nat(120), { freq: 2 }),
  stallAfter: fc.option(fc.nat(60), { freq: 3 }),
  knownOver: fc.boolean(),
});

const plan = fc.record({
  /** Merges that went through before, so that late stages have something to fight over. */
  before: fc.constantFrom(0, 0, 1, 2),
  runners: fc.array(runner, { minLength: 2, maxLength: 4 }),
  bad: fc.option(
    fc.record({
      version: fc.constantFrom(2, 3),
      behaviour: fc.constantFrom("crashes" as const, "never-healthy" as const, "dies-later" as const),
      stage: fc.constantFrom(...STAGES),
    }),
    { freq: 2 },
  ),
  s: fc.scheduler(),
});

const LONGER_THAN_A_LEASE_MS = 20 * 60_000;
/** How many turns others get, more or less, while one sleeps. */
const STALLED_TURNS = 40;

/** Never resolves: what a killed process awaits. */
const NEVER = new Promise<never>(() => {});

/** Notes each version that the public hostname comes to lead to; 0: nothing. */
function watchHost(world: World): number[] {
  const seen: number[] = [];
  const { apply } = world.edge;
  world.edge.apply = async (routing, drainMs) => {
    const answer = await apply(routing, drainMs);
    const route = (await world.edge.find())?.routes.find((one) => one.host === HOST);
    const instance = route && (await world.target.find(route.environment));
    const version = route ? (world.versions.get(instance?.digest ?? "") ?? -1) : 0;
    if (version !== (seen.at(-1) ?? 0)) seen.push(version);
    return answer;
  };
  return seen;
}

/** A release that outlived its bake and died later is what the traffic may have to go back to: that is told, not mended. */
async function returnedVersion(world: World, run: string): Promise<number | undefined> {
  let digest: string | null = null;
  for await (const event of world.ledger.events())
    if (event.type === "service.rolledback" && event.run === run) digest = event.digest;
  return world.versions.get(digest ?? "");
}

async function play(
  world: World,
  runners: readonly Runner[],
  s: fc.Scheduler,
  faults: string[],
  bad: { version: number } | null,
): Promise<Set<WorldCommit>> {
  const attempted = new Set<WorldCommit>();
  const lives = runners.map(async (runner, index) => {
    const name = `run-${index}`;
    let gates = 0;
    let die = () => {};
    const death = new Promise<void>((resolve) => {
      die = resolve;
    });
    const gate: Gate = async (label) => {
      const passed = gates++;
      if (passed === runner.stallAfter) {
        world.advance(LONGER_THAN_A_LEASE_MS);
        for (let turn = 0; turn < STALLED_TURNS; turn++)
          await s.schedule(Promise.resolve(), `${name} sleeps`);
      }
      if (runner.killAfter !== null && passed >= runner.killAfter) {
        if (runner.knownOver) world.over.add(name);
        die();
        return NEVER;
      }
      await s.schedule(Promise.resolve(), `${name} ${label}`);
    };
    const life = (async () => {
      for (const act of runner.acts) {
        if (act.do === "run") attempted.add(act.commit);
        const outcome = await perform(world, act, name, gate);
        if (
          act.do === "run" &&
          outcome === "rollback_failed" &&
          (await returnedVersion(world, name)) !== bad?.version
        )
          faults.push(`${name} could not return the traffic`);
        faults.push(...(await leftBehind(world, name)));
      }
    })();
    await Promise.race([life, death]);
  });
  await s.waitFor(Promise.all(lives));
  return attempted;
}

/** What a person does after a bad day: everything that was attempted is tried again, in the order of the train. */
async function tryAgain(world: World, attempted: ReadonlySet<WorldCommit>, runners: number): Promise<void> {
  for (let index = 0; index < runners; index++) world.over.add(`run-${index}`);
  for (const commit of COMMITS.filter((one) => attempted.has(one))) {
    await perform(world, { do: "run", commit }, `again-${commit.sha.slice(0, 2)}`);
  }
  await perform(world, { do: "sweep" }, "last-sweep");
}

async function check(
  world: World,
  attempted: ReadonlySet<WorldCommit>,
  bad: { version: number; stage: string } | null,
  seen: readonly number[],
) {
  const { state } = await world.ledger.read();
  const events: LedgerEvent[] = [];
  for await (const event of world.ledger.events()) events.push(event);
  expect(fold(emptyState, events)).toEqual(state);
  expect(faultsOf(world, events)).toEqual([]);

  expect(seen, "the hostname led to something that was not there").not.toContain(-1);
  const steps = seen.map((version, index) => version - (seen[index - 1] ?? 0));
  const backwards = steps.filter((step) => step < 0).length;
  const wanted = events.filter(
    (e) =>
      e.type === "service.rolledback" ||
      (e.type === "environment.created" && e.purpose === "rollback") ||
      (e.type === "environment.modified" && e.purpose === "rollback"),
  );
  expect(backwards, `versions ${seen}`).toBeLessThanOrEqual(wanted.length);

  const alive = Object.values(state.environments).filter((e) => e.phase !== "deleted");
  expect(alive.map((e) => `${e.name} ${e.phase} ${e.holder?.run ?? ""}`)).toEqual(
    alive.map((e) => `${e.name} published `),
  );
  const instances = await world.target.list();
  const described = (name: string, generation: number, digest: string) => `${name} ${generation} ${digest}`;
  expect(instances.map((i) => described(i.environment, i.generation, i.digest)).sort()).toEqual(
    alive.map((e) => described(e.name, e.generation, e.digest)).sort(),
  );

  const versionOf = (digest: string | undefined) =>
    digest === undefined ? 0 : (world.versions.get(digest) ?? 0);
  for (const [index, stage] of STAGES.entries()) {
    // what died after its bake, and again when it was repaired, leaves nothing: what was before it is drained
    const last = events.findLast(
      (e) => (e.type === "service.rolledback" || e.type === "service.published") && e.stage === stage,
    );
    if (last?.type === "service.rolledback" && last.environment === null) continue;
    const before = STAGES[index - 1];
    const good = [...attempted].filter((commit) => {
      const release = Object.values(state.releases).find((r) => versionOf(r.digest) === commit.version);
      const fails = bad?.version === commit.version && bad.stage === stage;
      const verified = before === undefined || release?.verified[before] !== undefined;
      return commit.branch === stage && !fails && release && !release.quarantined && verified;
    });
    const newest = Math.max(0, ...good.map((commit) => commit.version));
    // what a later stage took over is drained here, and need not have been this stage's head
    const heads = STAGES.slice(index).map((one) => versionOf(state.stages[one]?.head?.digest));
    expect(Math.max(...heads), `${stage} and later stages run versions ${heads}`).toBeGreaterThanOrEqual(
      newest,
    );
  }

  const serves = state.stages.PROD?.serves ?? null;
  expect(world.edge.lead(HOST)).toBe(serves === null ? null : (await world.target.find(serves))?.address);
  const head = state.stages.PROD?.head ?? null;
  if (head !== null) expect(serves).toBe(head.environment);
}

/** What the ledger says of a failing interleaving, a line an event. */
async function tellStory(world: World): Promise<string> {
  const lines: string[] = [];
  for await (const { v: _, at, by: __, run: name, seq, type, ...rest } of world.ledger.events()) {
    const { change: ___, url: ____, ...facts } = rest as Record<string, unknown>;
    lines.push(`${seq} ${at.slice(14, 23)} ${name} ${type} ${JSON.stringify(facts).replace(/0{30,}/g, "")}`);
  }
  return lines.join("\n");
}

it(`holds over ${INTERLEAVINGS} interleavings`, { timeout: 900_000 }, async () => {
  const seed = Number(process.env.SLUICE_SEED ?? Date.now() % 2 ** 31);
  console.log(`interleavings: ${INTERLEAVINGS}, seed ${seed} (SLUICE_SEED=${seed} plays them again)`);
  await fc.assert(
    fc.asyncProperty(plan, async ({ before, runners, bad, s }) => {
      const world = createWorld(YAML, COMMITS);
      const seenByGuard = guard(world, HOST);
      const seen = watchHost(world);
      const earlier = new Set<WorldCommit>();
      for (const mark of ["a1", "b1", "c1", "a2", "b2"].slice(0, before === 0 ? 0 : before === 1 ? 3 : 5)) {
        const commit = COMMITS.find((one) => one.sha === sha(mark))!;
        await perform(world, { do: "run", commit }, `before-${mark}`);
        earlier.add(commit);
      }
      if (bad) world.behave(bad.version, bad.behaviour, bad.stage);
      const faults: string[] = [];
      const attempted = await play(world, runners, s, faults, bad);
      try {
        await tryAgain(world, attempted, runners.length);
        expect([...seenByGuard, ...faults]).toEqual([]);
        await check(world, new Set([...earlier, ...attempted]), bad, seen);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : error}\n${await tellStory(world)}`, {
          cause: error,
        });
      }
    }),
    { numRuns: INTERLEAVINGS, seed, endOnFailure: process.env.SLUICE_SHRINK !== "1", verbose: 0 },
  );
});
