import type { TrainPorts } from "@sluice/commands/ports";
import { checkConfig } from "@sluice/core/config/check";
import type { Config } from "@sluice/core/config/schema";
import { remembering } from "@sluice/core/ledger/remember";
import type { Change, Relation } from "@sluice/core/model/change";
import type { Ledger } from "@sluice/core/ports/ledger";
import type { Registry } from "@sluice/core/ports/registry";
import type { Reporter } from "@sluice/core/ports/runtime";
import { memoryLedger } from "@sluice/ledgers/memory";
import { memoryEdge } from "../edge/memory.ts";
import { memoryRegistry } from "../registry/memory-registry.ts";
import { type Behaviour, memoryMachine, memoryTarget } from "../target/memory.ts";
import { memoryProber } from "../target/prober.ts";
import { type Gate, gated } from "./gate.ts";

/** A commit of the world's repository. */
export interface WorldCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly branch: string;
  readonly number: number | null;
  /** What its tree holds: equal versions are equal content. The larger is the newer. */
  readonly version: number;
}

/** A reporter that says nothing. */
export const silent: Reporter = {
  step: () => {},
  info: () => {},
  output: () => {},
  warning: () => {},
  verdict: () => {},
  error: () => {},
  debug: () => {},
  mask: () => {},
};

/** All that a train touches, in memory: one repository, registry, target, edge and ledger, and any number of runs. */
export function createWorld(
  yaml: unknown,
  commits: readonly WorldCommit[],
  options: { readonly ledger?: Ledger; readonly reporter?: Reporter } = {},
) {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const config: Config = checkConfig(yaml, () => ({ line: 1, column: 1 }), "sluice.yml");
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const machine = memoryMachine();
  const target = memoryTarget({ app: config.app, machine, now: () => now });
  const edge = memoryEdge();
  const behaviours: { version: number; behaviour: Behaviour; stage: string | undefined }[] = [];
  const registry = watched(memoryRegistry(), (digest, bytes) => {
    const version = Number(new TextDecoder().decode(bytes).replace("version ", ""));
    versions.set(digest, version);
    for (const { behaviour, stage, ...known } of behaviours) {
      if (known.version === version) target.behave(digest, behaviour, stage);
    }
  });
  const prober = memoryProber(target, edge);
  const ledger = options.ledger ?? memoryLedger();
  const over = new Set<string>();
  const versions = new Map<string, number>();
  const executed: { readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> }[] = [];
  const ancestors = ancestry(bySha);

  function relation(a: string, b: string): Relation {
    if (!bySha.has(a) || !bySha.has(b)) return "unknown";
    if (a === b) return "same";
    if (ancestors(a).has(b)) return "descendant";
    return ancestors(b).has(a) ? "ancestor" : "diverged";
  }

  function changeOf(commit: WorldCommit): Change | null {
    if (commit.number === null) return null;
    return {
      number: commit.number,
      title: `Change ${commit.number}`,
      author: "dev@example.com",
      source: `feature-${commit.number}`,
      target: commit.branch,
      url: null,
      mergedAt: "2026-01-01T00:00:00.000Z",
    };
  }

  /** The ports of one run. */
  function ports(run: string, gate: Gate = async () => {}): TrainPorts {
    return {
      config,
      ledger: remembering(gated(ledger, "ledger", gate)),
      clock: {
        now: () => now,
        sleep: async (ms, signal) => {
          await gate("clock.sleep");
          if (!signal?.aborted) now += ms;
        },
      },
      random: () => 0.5,
      history: {
        getCommit: async (revision) => revision,
        findBranch: async (branch) => commits.findLast((commit) => commit.branch === branch)?.sha ?? null,
        getRelation: async (a, b) => relation(a, b),
        listTree: async (sha) => [
          { path: "version", mode: "100644", object: String(bySha.get(sha)?.version) },
        ],
        findFile: async () => null,
        readBlobs: async () => new Map(),
      },
      changes: {
        getOrigin: async (sha) => {
          const change = changeOf(bySha.get(sha)!);
          return change
            ? { kind: "change", commit: sha, change }
            : { kind: "push", commit: sha, author: "dev@example.com" };
        },
      },
      people: {
        getActor: async () => "admin@example.com",
        getMembership: async () => ({ is: "member" }),
      },
      runs: { current: run, isOver: async (other) => over.has(other) },
      registry: gated(registry, "registry", gate),
      builder: {
        build: async ({ commit }) => new TextEncoder().encode(`version ${bySha.get(commit)?.version}`),
      },
      imageBuilder: {
        build: async ({ commit, tag }) => {
          await gate("imageBuilder.build");
          const annotations = { version: String(bySha.get(commit)?.version) };
          return { digest: registry.putManifest({ schemaVersion: 2, manifests: [], annotations }, tag) };
        },
      },
      target: gated(target, "target", gate),
      edge: gated(edge, "edge", gate),
      prober,
      exec: {
        run: async (argv, execOptions) => {
          await gate(`exec ${argv.join(" ")}`);
          executed.push({ argv, env: execOptions?.env ?? {} });
          const code = argv[0] === "fail" ? 1 : 0;
          return { code, stdout: "", stderr: "", timedOut: false };
        },
      },
      resolve: (values) => values,
      notifiers: [],
      reporter: options.reporter ?? silent,
    };
  }

  return {
    config,
    commits,
    ledger,
    target,
    edge,
    registry,
    executed,
    over,
    relation,
    ports,
    /** Milliseconds since the epoch. */
    now: () => now,
    advance: (ms: number) => {
      now += ms;
    },
    /** Lets the artifact of a version behave so from its next start on, in one stage or in all. */
    behave(version: number, behaviour: Behaviour, stage?: string): void {
      behaviours.push({ version, behaviour, stage });
      for (const [digest, known] of versions) if (known === version) target.behave(digest, behaviour, stage);
    },
    /** The version that an artifact holds, by its digest. */
    versions,
  };
}

export type World = ReturnType<typeof createWorld>;

/** Tells what was pushed, as soon as it is there. */
function watched<R extends Registry>(registry: R, onPush: (digest: string, bytes: Uint8Array) => void): R {
  return {
    ...registry,
    async pushArchive(archive) {
      const digest = await registry.pushArchive(archive);
      onPush(digest, archive.bytes);
      return digest;
    },
  };
}

function ancestry(commits: ReadonlyMap<string, WorldCommit>): (sha: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return function ancestorsOf(sha: string): ReadonlySet<string> {
    const cached = known.get(sha);
    if (cached) return cached;
    const found = new Set<string>();
    for (const parent of commits.get(sha)?.parents ?? []) {
      found.add(parent);
      for (const older of ancestorsOf(parent)) found.add(older);
    }
    known.set(sha, found);
    return found;
  };
}
