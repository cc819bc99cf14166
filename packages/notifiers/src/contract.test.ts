import { notifierContract, type OpenedNotifier } from "@sluice/testing/notifier/contract";
import { startReceiver } from "@sluice/testing/notifier/receiver";
import { terminalNotifier } from "./terminal.ts";
import { webhookNotifier } from "./webhook.ts";

const patient = { now: () => 0, sleep: async () => {} };

notifierContract("terminal", async (): Promise<OpenedNotifier> => {
  const lines: string[] = [];
  const reporter = { step: (text: string) => lines.push(text), info: (text: string) => lines.push(text) };
  return {
    notifier: terminalNotifier("terminal#1", reporter),
    told: () => lines,
    secrets: [],
    close: async () => {},
  };
});

notifierContract("webhook", async (): Promise<OpenedNotifier> => {
  const receiver = await startReceiver();
  const { url, token } = receiver;
  const secret = "s1gning-secret";
  return {
    notifier: webhookNotifier({ channel: "webhook#1", url, secret, clock: patient }),
    told: () => receiver.received.map(({ body }) => body),
    secrets: [token, secret],
    breakDown: () => receiver.close(),
    close: () => receiver.close(),
  };
});
