import type { Place } from "./objects.ts";
import type { Page } from "./page.ts";

/** Where the ledger's commits are kept: a ref of this repository, or of a remote one. */
export interface Store {
  /** For messages: `refs/sluice/shop/ledger of origin`. */
  readonly where: string;
  /** The ref that `git fast-import` is to write. */
  readonly writes: string;
  /** Where the objects are that `update` brought in. */
  open(): Promise<Place>;
  /** Brings in the newest commit of the ledger, and answers the ref that names it; null where there is none. */
  update(): Promise<string | null>;
  /** Writes a commit and makes it the ledger's newest; `conflict` where somebody else's came first. */
  append(stream: Buffer, after: Page): Promise<{ readonly commit: string } | "conflict">;
  /** A place that holds the ledger's whole history, and its newest commit; null where there is none. */
  history(): Promise<History>;
}

export interface History {
  readonly place: Place;
  readonly tip: string | null;
  dispose(): Promise<void>;
}
