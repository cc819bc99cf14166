/** One channel that people are told through. */
export interface Notifier {
  /** For logs and for the ledger's memory of what was told: `webhook#1`, without any secret. */
  readonly channel: string;
  send(
    notice: Notice,
  ): Promise<{ readonly delivered: true } | { readonly delivered: false; readonly reason: string }>;
}

export type NoticeEvent =
  | "ready-for-promotion"
  | "deployed"
  | "failed"
  | "rolled-back"
  | "quarantined"
  | "approval-needed"
  | "destroyed"
  | "drift";

export interface Notice {
  readonly event: NoticeEvent;
  readonly app: string;
  readonly stage: string;
  readonly environment: string | null;
  readonly digest: string | null;
  readonly commit: string | null;
  readonly change: {
    readonly number: number;
    readonly title: string;
    readonly author: string;
    readonly url: string | null;
  } | null;
  /** One line: what happened. */
  readonly headline: string;
  /** What serves now, and what to do next. */
  readonly serving: string | null;
  readonly next: string | null;
  readonly url: string | null;
  readonly administrators: readonly string[];
  /** ISO 8601, UTC. */
  readonly at: string;
}
