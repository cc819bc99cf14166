import type { Notice, Notifier } from "@sluice/core";
import { describe, expect, test } from "vitest";

/** A notice with everything in it, some of it meant to do harm. */
export const NOTICE: Notice = {
  event: "rolled-back",
  app: "shop",
  stage: "PROD",
  environment: "shop-prod-pr7",
  digest: `sha256:${"a".repeat(64)}`,
  commit: "c".repeat(40),
  change: {
    number: 7,
    title: 'Add a "cart"\u001b[2J\n@everyone <script>',
    author: "dev@example.com",
    url: "https://forge.example.com/acme/shop/7",
  },
  headline: "shop PR 7 in PROD: /healthz answered 503",
  serving: "shop-prod-pr3",
  next: "Merge a fix.",
  url: "https://shop.example.com",
  administrators: ["@acme/ops", "ops@example.com"],
  at: "2026-07-01T12:00:00.000Z",
};

/** A notice of a direct push about which little is known. */
export const BARE_NOTICE: Notice = {
  ...NOTICE,
  environment: null,
  digest: null,
  commit: null,
  change: null,
  serving: null,
  next: null,
  url: null,
  administrators: [],
};

export interface OpenedNotifier {
  readonly notifier: Notifier;
  /** Texts that reached people, in order. */
  told(): readonly string[];
  /** Text that must never be in anything that the notifier answers. */
  readonly secrets: readonly string[];
  /** Makes the channel fail for good; absent where it cannot. */
  readonly breakDown?: () => Promise<void>;
  close(): Promise<void>;
}

/** What every `Notifier` must do. */
export function notifierContract(name: string, open: () => Promise<OpenedNotifier>): void {
  function check(title: string, body: (opened: OpenedNotifier) => Promise<void>): void {
    test(title, async () => {
      const opened = await open();
      try {
        await body(opened);
      } finally {
        await opened.close();
      }
    });
  }

  describe(`notifier: ${name}`, () => {
    check("people get the headline and what to do", async ({ notifier, told }) => {
      expect(await notifier.send(NOTICE)).toEqual({ delivered: true });
      const text = told().join("\n");
      expect(text).toContain(NOTICE.headline);
      expect(text).toContain("Merge a fix.");
    });

    check("a notice of which little is known is delivered too", async ({ notifier, told }) => {
      expect(await notifier.send(BARE_NOTICE)).toEqual({ delivered: true });
      expect(told().join("\n")).toContain(BARE_NOTICE.headline);
    });

    check("no control character of a title gets through as one", async ({ notifier, told }) => {
      await notifier.send(NOTICE);
      expect(told().join("\n")).not.toContain("\u001b");
    });

    check("its name tells no secret", async ({ notifier, secrets }) => {
      expect(notifier.channel).toMatch(/^[a-z]+#\d+$/);
      for (const secret of secrets) expect(notifier.channel).not.toContain(secret);
    });

    check("a channel that fails is a reason without secrets, not a throw", async (opened) => {
      if (opened.breakDown === undefined) return;
      await opened.breakDown();
      const sent = await opened.notifier.send(NOTICE);
      expect(sent.delivered).toBe(false);
      for (const secret of opened.secrets) expect(JSON.stringify(sent)).not.toContain(secret);
    });
  });
}
