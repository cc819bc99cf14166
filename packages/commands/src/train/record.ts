import {
  type Artifact,
  type Claim,
  decideArtifact,
  decideRenew,
  decideTest,
  type EventOf,
  transact,
} from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { transactorOf } from "./acting.ts";
import { done, fail, type Step } from "./failure.ts";
import type { Merge } from "./resolve-subject.ts";

type RecordPorts = Pick<TrainPorts, "ledger" | "clock" | "random" | "people" | "runs">;

/** Writes that an artifact is what a merge holds. */
export async function recordArtifact(
  ports: RecordPorts,
  fact: { readonly artifact: Artifact; readonly key: string; readonly built: boolean; readonly merge: Merge },
): Promise<void> {
  const { merge, ...rest } = fact;
  const { stage, commit, change } = merge;
  const transactor = await transactorOf(ports);
  await transact(transactor, (state) =>
    decideArtifact(state, { ...rest, stage: stage.name, commit, change }),
  );
}

/** Writes a suite's result. */
export async function recordTest(
  ports: RecordPorts,
  result: Pick<
    EventOf<"testsuiterun.finished">,
    "digest" | "suite" | "outcome" | "stage" | "environment" | "ms" | "detail"
  >,
): Promise<Step<null>> {
  const transactor = await transactorOf(ports);
  const recorded = await transact(transactor, (state) => decideTest(state, result));
  return recorded.ok ? done(null) : fail(recorded);
}

/** Does something long while the claim is renewed, so that nobody takes it over meanwhile. */
export async function whileHolding<T>(
  ports: RecordPorts,
  claim: Claim | null,
  leaseMs: number,
  act: () => Promise<T>,
): Promise<T> {
  if (claim === null) return act();
  const ended = new AbortController();
  const renewing = renewUntil(ports, claim, leaseMs, ended.signal);
  try {
    return await act();
  } finally {
    ended.abort();
    await renewing;
  }
}

async function renewUntil(
  ports: RecordPorts,
  claim: Claim,
  leaseMs: number,
  signal: AbortSignal,
): Promise<void> {
  const transactor = await transactorOf(ports);
  while (!signal.aborted) {
    await ports.clock.sleep(leaseMs / 3, signal);
    if (signal.aborted) return;
    // a claim that is lost is found out by the next fence; renewing has nothing to say about it
    await transact(transactor, (state, now) => decideRenew(state, claim, leaseMs, now));
  }
}
