import type { LedgerEvent } from "@sluice/core/ledger/events";
import type { Clock } from "@sluice/core/ports/clock";
import type { AppendResult, Ledger, LedgerSnapshot } from "@sluice/core/ports/ledger";
import type { Credential } from "@sluice/host/git";
import { type Author, draftCommit } from "./commit.ts";
import { readHistory } from "./history.ts";
import { localStore } from "./local.ts";
import { openObjects, withObjects } from "./objects.ts";
import { emptyPage, type Page, readPage } from "./page.ts";
import { remoteStore } from "./remote.ts";
import type { Store } from "./store.ts";

export interface GitLedgerOptions {
  /** The user's repository, or any folder where `remote` is an address. */
  readonly cwd: string;
  /** A remote's name or address; null for a ref of the repository at `cwd` itself. */
  readonly remote: string | null;
  /** `refs/sluice/<app>/ledger`, or a protected branch such as `refs/heads/sluice-ledger`. */
  readonly ref: string;
  readonly clock: Clock;
  /** A number from 0 to 1, for jitter. */
  readonly random: () => number;
  /** For an HTTP remote; default: what git itself finds. */
  readonly credentials?: Credential | null;
  /** Of the commits; a person reads `by` in the events instead. */
  readonly author: Author;
}

/**
 * A ledger in a git ref: a commit an append. Touches no work tree, index, HEAD or other ref of the repository
 * at `cwd`, and does not make it shallow.
 *
 * Its methods throw `ledger_malformed`, `ledger_denied`, `ledger_unreachable`, `program_missing`.
 */
export function createGitLedger(options: GitLedgerOptions): Ledger {
  const { cwd, remote, ref, clock, random, author } = options;
  const store: Store =
    remote === null
      ? localStore(cwd, ref, clock, random)
      : remoteStore({ cwd, remote, ref, clock, random, credentials: options.credentials ?? null });
  let newest: Page = emptyPage;
  let queue: Promise<unknown> = Promise.resolve();
  /** One at a time, since all share the private repository's refs. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const turn = queue.then(task, task);
    queue = turn.catch(() => {});
    return turn;
  };

  async function update(): Promise<Page> {
    const name = await store.update();
    if (name === null) return emptyPage;
    return await withObjects(await store.open(), async (get) => {
      const tip = await get(name);
      if (tip === null) return emptyPage;
      return tip.id === newest.commit ? newest : await readPage(get, tip.id, store.where);
    });
  }

  /** The page that a snapshot is of; the newest where it is of none that is known. */
  async function pageOf(head: string | null): Promise<Page> {
    if (head === null) return emptyPage;
    if (newest.commit !== head) newest = await update();
    return newest;
  }

  return {
    place: store.where,
    read: () =>
      inTurn(async () => {
        newest = await update();
        return snapshotOf(newest);
      }),
    append: (decidedOn, events) =>
      inTurn(async (): Promise<AppendResult> => {
        const page = await pageOf(decidedOn.head);
        if (page.commit !== decidedOn.head) return { appended: false };
        if (events.length === 0) return { appended: true, snapshot: snapshotOf(page) };
        const draft = draftCommit(page, events, store.writes, author, clock.now());
        const written = await store.append(draft.stream, page);
        if (written === "conflict") return { appended: false };
        newest = { ...draft.page, commit: written.commit };
        return { appended: true, snapshot: snapshotOf(newest) };
      }),
    events: () => events(store),
  };
}

function snapshotOf(page: Page): LedgerSnapshot {
  return { state: page.state, head: page.commit };
}

async function* events(store: Store): AsyncGenerator<LedgerEvent> {
  const { place, tip, dispose } = await store.history();
  try {
    if (tip === null) return;
    const objects = openObjects(place);
    try {
      yield* readHistory(place, objects.get, tip, store.where);
    } finally {
      await objects.close();
    }
  } finally {
    await dispose();
  }
}
