import { decideNotice, type Notice, noticeKey, transact, wants } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { transactorOf } from "./acting.ts";
import { attempt } from "./failure.ts";

export type TellPorts = Pick<
  TrainPorts,
  "ledger" | "clock" | "random" | "people" | "runs" | "notifiers" | "reporter"
>;

export interface Told {
  readonly channel: string;
  readonly result: "delivered" | "already" | "not_delivered";
}

/**
 * Tells every channel that wants to hear of a notice, once: what the ledger knows as delivered is not sent again.
 * A channel that fails is a warning, never a failure of what the notice is about.
 */
export async function tell(ports: TellPorts, notice: Notice): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const { notifier, ...rules } of ports.notifiers) {
    if (!wants(rules, notice.stage, notice.event)) continue;
    const { channel } = notifier;
    const key = { stage: notice.stage, digest: notice.digest, event: notice.event, channel };
    const { state } = await ports.ledger.read();
    if (state.notices.includes(noticeKey(key))) {
      told.push({ channel, result: "already" });
      continue;
    }
    const sent = await notifier.send(notice);
    const detail = sent.delivered ? null : sent.reason;
    if (detail !== null) ports.reporter.warning(`${channel} was not told: ${detail}`);
    const transactor = await transactorOf(ports);
    const recorded = await attempt(() =>
      transact(transactor, (current) => decideNotice(current, { ...key, delivered: sent.delivered, detail })),
    );
    if (!recorded.ok)
      ports.reporter.warning(
        `the ledger does not know that ${channel} was told: ${recorded.failure.message}`,
      );
    told.push({ channel, result: sent.delivered ? "delivered" : "not_delivered" });
  }
  return told;
}
