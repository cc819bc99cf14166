/**
 * A fresh process that folds so many events and prints its time and its greatest memory:
 * `fold-process.ts <events> <fold | read>`; `read` parses and checks each stored line before. For the benchmark.
 */
import type { LedgerEvent } from "@sluice/core/ledger/events";
import { fold } from "@sluice/core/ledger/evolve";
import { emptyState } from "@sluice/core/ledger/state";
import { readLine, START, toLines } from "../src/chain.ts";
import { story } from "./story.ts";

const [count, how] = [Number(process.argv[2]), process.argv[3]];
let link = START;
const lines = [...story(count)].map((event) => {
  const added = toLines([event], link);
  link = added.link;
  return added.lines[0]!;
});
const parsed = how === "fold" ? [...events(lines)] : null;
const started = performance.now();
const state = fold(emptyState, parsed ?? events(lines));
const ms = performance.now() - started;
if (state.seq !== count) throw new Error(`folded up to ${state.seq} of ${count}`);
process.stdout.write(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024 }));

function* events(stored: readonly string[]): Generator<LedgerEvent> {
  let at = START;
  for (const line of stored) {
    const read = readLine(line, at, "memory");
    at = read.link;
    yield read.event;
  }
}
