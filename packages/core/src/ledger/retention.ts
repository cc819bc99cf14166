import type { EnvironmentState, LedgerState } from "./state.ts";

/**
 * How much the folded state remembers of what is over. The events themselves are never forgotten; this bounds
 * what each append writes. Nothing that a decision needs goes: an older run that comes back after its tombstone
 * was forgotten is still told from its commit, which the stage's head contains.
 */
export const REMEMBERED = { deletedEnvironments: 200, releases: 300, keys: 400, notices: 500 } as const;

/** Drops the oldest deleted environments beyond the bound. Changes the draft. */
export function forgetEnvironments(draft: LedgerState): void {
  const { environments } = draft;
  for (;;) {
    // mostly one is too many: finding the oldest is quicker than sorting them all at each event
    let deleted = 0;
    let oldest: EnvironmentState | null = null;
    for (const name in environments) {
      const environment = environments[name]!;
      if (environment.phase !== "deleted") continue;
      deleted++;
      if (oldest === null || isOlder(environment, oldest)) oldest = environment;
    }
    if (oldest === null || deleted <= REMEMBERED.deletedEnvironments) return;
    delete environments[oldest.name];
  }
}

function isOlder(a: EnvironmentState, b: EnvironmentState): boolean {
  return a.since === b.since ? a.generation < b.generation : a.since < b.since;
}

/** Drops the oldest notices beyond the bound. Changes the draft. */
export function forgetNotices(draft: LedgerState): void {
  const surplus = draft.notices.length - REMEMBERED.notices;
  if (surplus > 0) draft.notices.splice(0, surplus);
}

/** Drops the oldest releases that nothing needs beyond the bound, with their keys. Changes the draft. */
export function forgetReleases(draft: LedgerState): void {
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

/**
 * Drops the oldest content keys beyond the bound: one artifact may be what many contents build to, and a forgotten
 * key is still a tag in the registry. Changes the draft.
 */
export function forgetKeys(draft: LedgerState): void {
  const keys = Object.keys(draft.keys);
  for (const key of keys.slice(0, Math.max(0, keys.length - REMEMBERED.keys))) delete draft.keys[key];
}
