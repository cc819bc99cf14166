import type { Ending, Notice, NoticeEvent } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import type { Subject } from "./subject.ts";
import { nameOf } from "./subject.ts";
import { type TellPorts, tell } from "./tell.ts";

/** What a deployment's end is called when administrators are told of it; null: they are not. */
export function noticeEvent(ending: Pick<Ending<unknown>, "outcome">, last: boolean): NoticeEvent | null {
  switch (ending.outcome) {
    case "deployed":
    case "promoted":
      return last ? "deployed" : "ready-for-promotion";
    case "rolled_back":
    case "rollback_failed":
    case "returned":
      return "rolled-back";
    case "failed":
    case "tests_failed":
      return "failed";
    default:
      return null;
  }
}

/** Tells the administrators of a stage how a deployment ended. Never changes how it ended. */
export async function tellEnding(
  ports: TellPorts & Pick<TrainPorts, "config">,
  subject: Subject,
  ending: Pick<Ending<unknown>, "outcome" | "message" | "advice">,
): Promise<void> {
  const { stage } = subject;
  const next = ports.config.stages.find((other) => other.from === stage.name);
  const event = noticeEvent(ending, next === undefined);
  if (event === null || ports.notifiers.length === 0) return;
  const { state } = await ports.ledger.read();
  const serves = state.stages[stage.name]?.serves ?? null;
  const notice: Notice = {
    event,
    app: subject.app,
    stage: stage.name,
    environment: subject.environment,
    digest: subject.digest,
    commit: subject.commit,
    change: subject.change,
    headline: headlineOf(event, subject, ending.message),
    serving: serves,
    next:
      event === "ready-for-promotion" && next
        ? `Merge ${stage.branch} into ${next.branch}.`
        : (ending.advice ?? null),
    url: subject.url,
    administrators: (event === "ready-for-promotion" && next ? next : stage).administrators,
    at: new Date(ports.clock.now()).toISOString(),
  };
  await tell(ports, notice);
}

function headlineOf(event: NoticeEvent, subject: Subject, message: string): string {
  const what = `${subject.app} ${nameOf(subject)}`;
  if (event === "ready-for-promotion")
    return `${what} is verified in ${subject.stage.name} and ready for promotion`;
  if (event === "deployed") return `${what} serves ${subject.stage.name}`;
  return `${what} in ${subject.stage.name}: ${message.split("\n")[0]}`;
}
