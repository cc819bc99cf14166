import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseState } from "@sluice/core/ledger/parse";
import { emptyState, type LedgerState } from "@sluice/core/ledger/state";
import { writeFileAtomic } from "@sluice/host/files";
import { type Link, malformed, START, sha256 } from "./chain.ts";

/** The state, and where the chain stood when it was folded. */
export interface Snapshot {
  readonly link: Link;
  readonly state: LedgerState;
}

const FILE = /^\{"v":1,"last":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","state":(\{.*\})\}\n$/s;

/** Throws `ledger_malformed`. */
export async function readSnapshotFile(path: string): Promise<Snapshot & { readonly missing: boolean }> {
  const text = await readFile(join(path, "state.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return { link: START, state: emptyState, missing: true };
  const [, last, hash, stateText] = FILE.exec(text) ?? [];
  if (last === undefined || stateText === undefined) {
    throw malformed("state.json", "it is not a folded state with its hash");
  }
  if (sha256(stateText) !== hash) throw malformed("state.json", "its hash is not that of the state in it");
  const state = parseState(stateText);
  return { link: { seq: state.seq, last }, state, missing: false };
}

export async function writeSnapshotFile(path: string, { link, state }: Snapshot): Promise<void> {
  const text = JSON.stringify(state);
  const file = `{"v":1,"last":"${link.last}","hash":"${sha256(text)}","state":${text}}\n`;
  await writeFileAtomic(join(path, "state.json"), file);
}
