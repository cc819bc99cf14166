import { plainLine } from "@sluice/core/model/plain-line";
import type { Notifier } from "@sluice/core/ports/notifier";
import type { Reporter } from "@sluice/core/ports/runtime";

/** Prints notices in the log of the run, each fact on a line that text from outside cannot break. */
export function terminalNotifier(channel: string, reporter: Pick<Reporter, "step" | "info">): Notifier {
  return {
    channel,
    async send(notice) {
      reporter.step(`notice (${notice.event}): ${plainLine(notice.headline)}`);
      const { change } = notice;
      const facts: readonly (readonly [string, string | null])[] = [
        ["change", change === null ? null : `${change.number} ${change.title}, by ${change.author}`],
        ["serves now", notice.serving],
        ["address", notice.url],
        ["next", notice.next],
        ["administrators", notice.administrators.join(", ") || null],
      ];
      for (const [name, value] of facts) if (value !== null) reporter.info(`${name}: ${plainLine(value)}`);
      return { delivered: true };
    },
  };
}
