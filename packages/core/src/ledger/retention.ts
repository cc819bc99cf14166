import type { LedgerState } from "./state.ts";

/**
 * How much the folded state remembers of what is over. The events themselves are never forgotten; this bounds
 * what each append writes. Nothing that a decision needs goes: an older run that comes back after its tombstone
 * was forgotten is still told from its commit, which the stage's head contains.
 */
export const REMEMBERED = { deletedEnvironments: 200, releases: 300, keys: 400, notices: 500 } as const;

/** Looking for what is too old costs more than keeping it for a while: it is done once in so many events. */
export const FORGET_EVERY = 32;

/** Drops what is over and oldest beyond these bounds, at every 32nd event. Changes the draft. */
export function forgetOld(draft: LedgerState): void {
  if (draft.seq % FORGET_EVERY !== 0) return;
  forgetEnvironments(draft);
  forgetReleases(draft);
  forgetKeys(draft);
  draft.notices.splice(0, Math.max(0, draft.notices.length - REMEMBERED.notices));
}

function forgetEnvironments(draft: LedgerState): void {
  const deleted = Object.values(draft.environments).filter((environment) => environment.phase === "deleted");
  const surplus = deleted.length - REMEMBERED.deletedEnvironments;
  if (surplus <= 0) return;
  deleted.sort((a, b) => compare(a.since, b.since) || a.generation - b.generation);
  for (const environment of deleted.slice(0, surplus)) delete draft.environments[environment.name];
}

function forgetReleases(draft: LedgerState): void {
  const digests = Object.keys(draft.releases);
  let surplus = digests.length - REMEMBERED.releases;
  if (surplus <= 0) return;
  const needed = new Set<string>();
  for (const environment of Object.values(draft.environments)) {
    if (environment.phase !== "deleted") needed.add(environment.digest);
  }
  for (const stage of Object.values(draft.stages)) {
    if (stage.head) needed.add(stage.head.digest);
    for (const milestone of stage.published) needed.add(milestone.digest);
  }
  // the last is what was recorded just now, for somebody who is about to need it
  for (const digest of digests.slice(0, -1)) {
    if (surplus <= 0) return;
    const release = draft.releases[digest]!;
    if (needed.has(digest) || release.quarantined) continue;
    delete draft.releases[digest];
    if (draft.keys[release.key] === digest) delete draft.keys[release.key];
    surplus--;
  }
}

/** One artifact may be what many contents build to; a forgotten key is still a tag in the registry. */
function forgetKeys(draft: LedgerState): void {
  const keys = Object.keys(draft.keys);
  for (const key of keys.slice(0, Math.max(0, keys.length - REMEMBERED.keys))) delete draft.keys[key];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
