import { z } from "zod";
import type { NoticeEvent } from "../ports/notifier.ts";
import { reference } from "./fields.ts";

export const NOTICE_EVENTS = [
  "ready-for-promotion",
  "deployed",
  "failed",
  "rolled-back",
  "quarantined",
  "approval-needed",
  "destroyed",
  "drift",
] as const satisfies readonly NoticeEvent[];

export const CHANNELS = ["slack", "teams", "discord", "email", "webhook", "terminal"] as const;

/** One entry of `notify`: exactly one channel. */
export const notifySchema = z
  .strictObject({
    slack: reference("Slack: $NAME of the variable that holds the incoming webhook's address").optional(),
    teams: reference("Teams: $NAME of the variable that holds the workflow's address").optional(),
    discord: reference("Discord: $NAME of the variable that holds the webhook's address").optional(),
    webhook: reference("Any HTTP receiver of JSON: $NAME of the variable that holds its address").optional(),
    terminal: z
      .literal(true, { error: "can only be true" })
      .optional()
      .meta({ description: "The log of the run" }),
    email: z
      .strictObject({
        smtp: reference(
          "$NAME of the variable that holds the mail server's address, smtps://user:password@host",
        ),
        from: z.email({ error: "must be an e-mail address" }).meta({ description: "The sender" }),
        to: z
          .array(z.email({ error: "must be an e-mail address" }))
          .default([])
          .meta({
            description: "Who is written to, besides administrators that are given by e-mail address",
          }),
      })
      .optional()
      .meta({ description: "Mail" }),
    secret: reference("$NAME of the variable whose value signs a webhook's body (HMAC-SHA256)").optional(),
    on: z
      .array(z.enum(NOTICE_EVENTS))
      .min(1)
      .default(["ready-for-promotion", "approval-needed", "failed", "rolled-back", "quarantined"])
      .meta({ description: "What is told" }),
    stages: z.array(z.string()).min(1).optional().meta({ description: "Of which stages. Default: all" }),
  })
  .superRefine((entry, ctx) => {
    const given = CHANNELS.filter((channel) => entry[channel] !== undefined);
    if (given.length === 1) {
      if (entry.secret !== undefined && entry.webhook === undefined)
        ctx.addIssue({ code: "custom", path: ["secret"], message: "is for webhook alone" });
      return;
    }
    ctx.addIssue({
      code: "custom",
      message:
        given.length === 0
          ? `names no channel: one of ${CHANNELS.join(", ")}`
          : `names ${given.length} channels (${given.join(", ")}): make an entry of each`,
    });
  });
