import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { git } from "@sluice/host/git";
import { appended, claim } from "@sluice/testing/ledger/contract";
import type { BenchmarkRow } from "@sluice/tooling/bench-types";
import { createScratch, openLedger, type Scratch } from "../test/scratch.ts";

const EVENTS = 100_000;
const ENVIRONMENTS = 1_000;
const APPENDS = 25;
const FRESH_PROCESSES = 3;

async function folding(how: "fold" | "read"): Promise<{ ms: number; mb: number }[]> {
  const argv = [join(import.meta.dirname, "../test/fold-process.ts"), String(EVENTS), how];
  const runs: { ms: number; mb: number }[] = [];
  for (let n = 0; n < FRESH_PROCESSES; n++) {
    runs.push(JSON.parse((await promisify(execFile)(process.execPath, argv)).stdout));
  }
  return runs;
}

/** A push of an empty commit, made beforehand, to the same remote: what no append can be quicker than. */
async function barePushes(scratch: Scratch): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < APPENDS; n++) {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    await git([...identity, "commit", "--quiet", "--allow-empty", "-m", `empty ${n}`], {
      cwd: scratch.clone,
    });
    times.push(
      await timed(() => git(["push", "--quiet", "origin", "HEAD:refs/heads/bare"], { cwd: scratch.clone })),
    );
  }
  return times;
}

async function appends(
  scratch: Scratch,
  remote: string | null,
): Promise<{ reads: number[]; appends: number[] }> {
  const ledger = openLedger(scratch.clone, remote);
  const environments = Array.from({ length: ENVIRONMENTS }, (_, n) =>
    claim(n + 1, `shop-staging-pr${n + 1}`),
  );
  await appended(ledger, environments);
  const times = { reads: [] as number[], appends: [] as number[] };
  for (let n = 0; n < APPENDS; n++) {
    // Somebody else's append, so that the read has something to bring in.
    await appended(openLedger(scratch.clone, remote), [claim(ENVIRONMENTS + 2 * n + 1, "shop-staging-pr1")]);
    let snapshot = await ledger.read();
    times.reads.push(await timed(async () => (snapshot = await openLedger(scratch.clone, remote).read())));
    const event = claim(snapshot.state.seq + 1, "shop-staging-pr2");
    times.appends.push(await timed(() => appended(ledger, [event], snapshot)));
  }
  return times;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

function row(name: string, times: readonly number[], more: Partial<BenchmarkRow> = {}): BenchmarkRow {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { name, median: at(0.5), p95: at(0.95), ...more };
}

export default {
  name: "the ledger",
  unit: "ms",
  async run(): Promise<{ rows: BenchmarkRow[] }> {
    const folds = await folding("fold");
    const reads = await folding("read");
    await using scratch = await createScratch();
    const bare = await barePushes(scratch);
    const remote = await appends(scratch, "origin");
    await using other = await createScratch();
    const local = await appends(other, null);
    const ms = (runs: readonly { ms: number }[]) => runs.map((run) => run.ms);
    const mb = folds.map((run) => run.mb);
    return {
      rows: [
        row(`fold ${EVENTS} events`, ms(folds), { budget: 1000 }),
        row(`its greatest memory, MB`, mb, { budget: 300 }),
        row(`read, check and fold ${EVENTS} stored lines`, ms(reads)),
        row(`bare git push of an empty commit`, bare),
        row(`append to a local git remote, ${ENVIRONMENTS} environments`, remote.appends, { budget: 120 }),
        row(`first read of it in a process`, remote.reads),
        row(`append to a ref of the same repository`, local.appends),
      ],
    };
  },
};
