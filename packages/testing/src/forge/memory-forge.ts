import { SluiceError } from "@sluice/core/errors";
import type { Change, Origin } from "@sluice/core/model/change";
import type { Changes } from "@sluice/core/ports/changes";
import type { Membership, People } from "@sluice/core/ports/people";
import type { Runs } from "@sluice/core/ports/runs";

/** What the forge holds; a test changes it as it goes. */
export interface MemoryForgeState {
  /** By merge commit: a change merged into the branch that it names. */
  readonly merges: Map<string, Change>;
  /** By commit: who pushed it. */
  readonly pushes: Map<string, string>;
  /** Members by team: `@acme/ops`. A team that is not here cannot be looked up. */
  readonly teams: Map<string, readonly string[]>;
  /** Runs that are known to be over. */
  readonly over: Set<string>;
  actor: string;
}

export interface MemoryForge extends Changes, People, Runs {
  readonly state: MemoryForgeState;
  /** The same forge, as another run of another person sees it. */
  as(run: string, actor?: string): MemoryForge;
}

/** A forge in memory. Its `state` is shared by all that `as` makes of it, but for the actor. */
export function memoryForge(given: Partial<MemoryForgeState> & { readonly run?: string } = {}): MemoryForge {
  const state: MemoryForgeState = {
    merges: given.merges ?? new Map(),
    pushes: given.pushes ?? new Map(),
    teams: given.teams ?? new Map(),
    over: given.over ?? new Set(),
    actor: given.actor ?? "ada",
  };
  return {
    state,
    current: given.run ?? "memory:1",
    as: (run, actor = state.actor) => memoryForge({ ...state, run, actor }),
    getOrigin: async (commit, branch) => originOf(state, commit, branch),
    getActor: async () => state.actor,
    getMembership: async (person, administrators) => membershipOf(state, person, administrators),
    isOver: async (run) => state.over.has(run),
  };
}

function originOf(state: MemoryForgeState, commit: string, branch: string): Origin {
  const change = state.merges.get(commit);
  if (change?.target === branch) return { kind: "change", commit, change };
  const author = state.pushes.get(commit) ?? change?.author;
  if (author !== undefined) return { kind: "push", commit, author };
  throw new SluiceError("commit_unknown", `there is no commit ${commit}`);
}

function membershipOf(
  state: MemoryForgeState,
  person: string,
  administrators: readonly string[],
): Membership {
  const plain = (name: string) => name.replace(/^@/, "").toLowerCase();
  const isTeam = (name: string) => name.includes("/");
  const members = (name: string) => (isTeam(name) ? (state.teams.get(name) ?? []) : [name]);
  if (administrators.flatMap(members).some((name) => plain(name) === plain(person))) return { is: "member" };
  const dark = administrators.filter((name) => isTeam(name) && !state.teams.has(name));
  return dark.length === 0
    ? { is: "stranger" }
    : { is: "unknown", reason: `cannot look up ${dark.join(", ")}` };
}
