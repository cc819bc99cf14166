/**
 * A fresh process that folds so many events and prints the time that took and its greatest memory:
 * `fold-process.ts <events> <fold | read>`; `read` also parses and checks each stored line. For the benchmark.
 */
import type { LedgerEvent } from "@sluice/core/ledger/events";
import { fold } from "@sluice/core/ledger/evolve";
import { emptyState } from "@sluice/core/ledger/state";
import { readLine, START, toLines } from "../src/chain.ts";
import { story } from "./story.ts";

/** As many as `verify` folds at once. */
const CHUNK = 5_000;

const [count, how] = [Number(process.argv[2]), process.argv[3]];
let [state, written, read, ms] = [emptyState, START, START, 0];

function check(lines: readonly string[]): LedgerEvent[] {
  return lines.map((line) => {
    const stored = readLine(line, read, "a stored line");
    read = stored.link;
    return stored.event;
  });
}

function take(events: readonly LedgerEvent[]): void {
  const { lines, link } = toLines(events, written);
  written = link;
  const parsed = how === "fold" ? check(lines) : null;
  const started = performance.now();
  state = fold(state, parsed ?? check(lines));
  ms += performance.now() - started;
}

let chunk: LedgerEvent[] = [];
for (const event of story(count)) {
  chunk.push(event);
  if (chunk.length < CHUNK) continue;
  take(chunk);
  chunk = [];
}
take(chunk);
if (state.seq !== count) throw new Error(`folded up to ${state.seq} of ${count}`);
process.stdout.write(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024 }));
