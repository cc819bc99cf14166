/** A process of its own that appends one event: `writer.ts <cwd> <remote> <name>`. For tests. */
import { transact } from "@sluice/core/ledger/transact";
import { systemClock } from "@sluice/host/clock";
import { openLedger } from "./scratch.ts";

const [cwd, remote, name] = process.argv.slice(2) as [string, string, string];
const transactor = {
  ledger: openLedger(cwd, remote),
  clock: systemClock,
  random: Math.random,
  by: name,
  run: `test:${name}`,
};
const done = await transact(transactor, (state) => ({
  ok: true,
  answer: state.seq,
  events: [{ type: "claim.released", stage: "QA", environment: name }],
}));
process.stdout.write(done.ok ? String(done.appended[0]!.seq) : done.reason);
