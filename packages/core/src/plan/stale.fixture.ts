import { at, digestOf, environmentOf, MINUTE, NOW, sha } from "../ledger/state.fixture.ts";
import type { EnvironmentState } from "../ledger/state.ts";
import type { Relation } from "../model/change.ts";
import type { Instance } from "../ports/target.ts";
import type { StaleFacts, StaleRules } from "./stale.ts";

/** QA, each of whose environments has a hostname of its own, and PROD behind one. */
export const STAGES: readonly StaleRules[] = [
  { name: "QA", shared: false, next: "PROD", keep: { newest: 1, forMs: 60 * MINUTE } },
  { name: "PROD", shared: true, next: null, keep: { newest: 1, forMs: null } },
];

export const keeping = (newest: number): readonly StaleRules[] =>
  STAGES.map((stage) => ({ ...stage, keep: { ...stage.keep, newest } }));

/** An environment of QA named by its version; the greater contains the smaller. */
export function qa(version: number, facts: Partial<EnvironmentState> = {}): EnvironmentState {
  return environmentOf(`qa${version}`, {
    stage: "QA",
    commit: sha(`b${version}`),
    digest: digestOf(`d${version}`),
    generation: version,
    ...facts,
  });
}

export function prod(version: number, facts: Partial<EnvironmentState> = {}): EnvironmentState {
  return {
    ...qa(version, facts),
    name: `prod${version}`,
    stage: "PROD",
    commit: sha(`c${version}`),
    ...facts,
  };
}

/** Commits are letters and versions: c3 contains b3 and c2, b3 contains b2; x1 has nothing in common with them. */
export function relation(a: string, b: string): Relation {
  const [branchA, branchB] = [a[0]!, b[0]!];
  const [versionA, versionB] = [Number(a[1]), Number(b[1])];
  if (a === b) return "same";
  if (branchA === "x" || branchB === "x") return "diverged";
  if (branchA >= branchB && versionA >= versionB) return "descendant";
  if (branchB >= branchA && versionB >= versionA) return "ancestor";
  return "diverged";
}

export function instanceOf(
  environment: Pick<EnvironmentState, "name" | "stage" | "generation" | "digest">,
): Instance {
  const { name, stage, generation, digest } = environment;
  const address = `http://127.0.0.1:${20_000 + generation}`;
  return { environment: name, stage, generation, digest, running: true, address, startedAt: at(0) };
}

export function factsOf(
  environments: readonly EnvironmentState[],
  facts: Partial<StaleFacts> = {},
): StaleFacts {
  return {
    stages: STAGES,
    instances: environments.filter(({ phase }) => phase !== "deleted").map(instanceOf),
    routed: [],
    pinned: [],
    abandoned: [],
    relation,
    acting: { run: "run-me", over: [] },
    now: NOW,
    ...facts,
  };
}
