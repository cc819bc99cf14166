import type { LedgerState, Relation, Transactor } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";

/** Who writes into the ledger on behalf of this run. */
export async function transactorOf(
  ports: Pick<TrainPorts, "ledger" | "clock" | "random" | "people" | "runs">,
): Promise<Transactor> {
  const { ledger, clock, random } = ports;
  const by = await ports.people.getActor();
  return { ledger, clock, random, by, run: ports.runs.current, last: ledger.last() };
}

/** The runs that a state names and that are known to be over. */
export async function findOver(
  ports: Pick<TrainPorts, "runs">,
  state: LedgerState,
): Promise<readonly string[]> {
  const named = new Set<string>();
  for (const { holder } of Object.values(state.environments)) if (holder) named.add(holder.run);
  for (const { waiting } of Object.values(state.stages)) for (const { run } of waiting) named.add(run);
  named.delete(ports.runs.current);
  const over: string[] = [];
  for (const run of named) if (await ports.runs.isOver(run)) over.push(run);
  return over;
}

/** How a commit stands to each of others. */
export async function relationsTo(
  ports: Pick<TrainPorts, "history">,
  commit: string,
  others: readonly string[],
): Promise<Readonly<Record<string, Relation>>> {
  const relations: Record<string, Relation> = {};
  for (const other of others) relations[other] = await ports.history.getRelation(commit, other);
  return relations;
}
