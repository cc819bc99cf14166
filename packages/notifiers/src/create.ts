import type { NotifyConfig } from "@sluice/core/config/schema";
import { type Environment, findSecret, nameOfReference } from "@sluice/core/config/secret";
import type { Notifier } from "@sluice/core/ports/notifier";
import type { Reporter } from "@sluice/core/ports/runtime";
import { terminalNotifier } from "./terminal.ts";
import { webhookNotifier } from "./webhook.ts";

/** A notifier with what it wants to hear of. */
export interface Channel {
  readonly notifier: Notifier;
  readonly on: readonly string[];
  readonly stages: readonly string[];
}

/**
 * The channels of sluice.yml's `notify`, named by kind and place (`webhook#1`). A kind that this version cannot
 * deliver to is a warning; a variable that is not set is told when something is to be sent.
 */
export function createNotifiers(
  entries: readonly NotifyConfig[],
  env: Environment,
  reporter: Pick<Reporter, "step" | "info" | "warning" | "mask">,
): readonly Channel[] {
  const counts = new Map<string, number>();
  return entries.flatMap((entry) => {
    const count = (counts.get(entry.kind) ?? 0) + 1;
    counts.set(entry.kind, count);
    const notifier = notifierOf(`${entry.kind}#${count}`, entry, env, reporter);
    if (notifier !== null) return [{ notifier, on: entry.on, stages: entry.stages }];
    reporter.warning(`notify: this version cannot deliver to ${entry.kind} yet; use webhook or terminal`);
    return [];
  });
}

function notifierOf(
  channel: string,
  entry: NotifyConfig,
  env: Environment,
  reporter: Pick<Reporter, "step" | "info" | "mask">,
): Notifier | null {
  if (entry.kind === "terminal") return terminalNotifier(channel, reporter);
  if (entry.kind !== "webhook") return null;
  const wanted = entry.secret === null ? [entry.url] : [entry.url, entry.secret];
  for (const reference of wanted) {
    const value = findSecret(reference, env);
    if (value === null) return unset(channel, nameOfReference(reference) ?? reference);
    reporter.mask(value);
  }
  const secret = entry.secret === null ? null : findSecret(entry.secret, env);
  return webhookNotifier({ channel, url: findSecret(entry.url, env) ?? "", secret });
}

/** Not delivering is better than signing with nothing, or than failing verbs that tell nobody. */
function unset(channel: string, name: string): Notifier {
  const reason = `the environment variable ${name}, which sluice.yml names, is not set`;
  return { channel, send: async () => ({ delivered: false, reason }) };
}
