import type { LedgerState, Milestone } from "../ledger/state.ts";

/**
 * The release that a stage goes back to: the newest that was published there, is not what serves now and is not
 * quarantined. `wish` chooses among the published: a change's number (`42`, `pr-42`), an environment's name, or
 * the beginning (7 digits or more) of a digest or commit. Null: there is none.
 */
export function chooseRollbackTarget(
  state: LedgerState,
  stageName: string,
  wish: string | null,
): Milestone | null {
  const stage = state.stages[stageName];
  if (!stage) return null;
  const serving = stage.serves === null ? undefined : state.environments[stage.serves];
  const candidates = stage.published.filter(
    (milestone) =>
      !state.releases[milestone.digest]?.quarantined &&
      !(milestone.environment === serving?.name && milestone.digest === serving.digest),
  );
  if (wish === null) return candidates.find((milestone) => milestone.digest !== serving?.digest) ?? null;
  return candidates.find((milestone) => isMeant(milestone, wish)) ?? null;
}

/** Whether a person's words mean this milestone. */
export function isMeant(milestone: Milestone, wish: string): boolean {
  const number = /^(?:pr-?|!|#)?(\d{1,6})$/i.exec(wish)?.[1];
  if (number !== undefined && milestone.change?.number === Number(number)) return true;
  if (milestone.environment === wish) return true;
  const hex = wish.replace(/^sha256:/, "").toLowerCase();
  return (
    /^[0-9a-f]{7,}$/.test(hex) &&
    (milestone.digest.slice(7).startsWith(hex) || milestone.commit.startsWith(hex))
  );
}
