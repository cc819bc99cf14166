import {
  type Claim,
  commitsToCompare,
  decideClaim,
  decideRelease,
  fence,
  isShared,
  transact,
} from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { findOver, relationsTo, transactorOf } from "./acting.ts";
import { done, fail, type Step } from "./failure.ts";
import { type SettlePorts, settleStage } from "./settle.ts";
import { nameOf, type Subject } from "./subject.ts";

export type Claimed =
  | { readonly kind: "claimed"; readonly claim: Claim }
  /** This run held it before; it got as far as `phase`. */
  | { readonly kind: "held"; readonly claim: Claim; readonly phase: string }
  | { readonly kind: "unchanged"; readonly claim: Claim };

const POLL_MS = 2_000;

/**
 * Claims a subject's environment, waiting for the stage as long as its `wait` says and settling what a dead run
 * left there. `superseded` where a newer change came first.
 */
export async function claimEnvironment(
  ports: SettlePorts & Pick<TrainPorts, "history">,
  subject: Subject,
  repair: boolean,
): Promise<Step<Claimed>> {
  const { stage } = subject;
  const transactor = await transactorOf(ports);
  const deadline = ports.clock.now() + stage.wait;
  let told = false;
  for (;;) {
    const result = await transact(transactor, async (state, now) =>
      decideClaim(
        state,
        {
          stage: stage.name,
          shared: isShared(stage),
          environment: subject.environment,
          commit: subject.commit,
          change: subject.change,
          digest: subject.digest,
          url: subject.url,
          purpose: subject.purpose,
          leaseMs: stage.lease,
          waitMs: stage.wait,
          repair,
          run: ports.runs.current,
          over: await findOver(ports, state),
          relations: await relationsTo(ports, subject.commit, commitsToCompare(state, stage.name)),
        },
        now,
      ),
    );
    if (!result.ok) {
      await stopWaiting(ports, subject);
      return fail(result);
    }
    const { answer } = result;
    switch (answer.kind) {
      case "claimed":
        if (answer.tookOver !== null) ports.reporter.info(`took over what ${answer.tookOver} left`);
        return done({ kind: "claimed", claim: claimOf(subject, answer.generation) });
      case "held":
        return done({ kind: "held", claim: claimOf(subject, answer.generation), phase: answer.phase });
      case "unchanged":
        return done({ kind: "unchanged", claim: claimOf(subject, answer.generation) });
      case "settle": {
        const settled = await settleStage(ports, stage);
        if (!settled.ok) return settled;
        break;
      }
      case "wait":
        if (ports.clock.now() >= deadline) {
          await stopWaiting(ports, subject);
          return fail({
            reason: "busy",
            message: `${answer.holder} held ${stage.name} for all of ${stage.wait / 1000} s`,
            advice: "Run it again when that run is over; `sluice status` shows it.",
          });
        }
        if (!told) ports.reporter.info(`${nameOf(subject)} waits: ${answer.holder} holds ${stage.name}`);
        told = true;
        await ports.clock.sleep(Math.min(POLL_MS, Math.max(deadline - ports.clock.now(), 1)));
    }
  }
}

/** Whether a claim still holds, by the ledger as it is now. */
export async function fenceNow(ports: Pick<TrainPorts, "ledger">, claim: Claim): Promise<Step<null>> {
  const { state } = await ports.ledger.read();
  const broken = fence(state, claim);
  return broken ? fail(broken) : done(null);
}

function claimOf(subject: Subject, generation: number): Claim {
  return { environment: subject.environment, generation };
}

async function stopWaiting(ports: SettlePorts, subject: Subject): Promise<void> {
  const transactor = await transactorOf(ports);
  await transact(transactor, (state) => decideRelease(state, subject.stage.name, ports.runs.current, null));
}
