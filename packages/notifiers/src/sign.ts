import { createHash, createHmac } from "node:crypto";
import type { Notice } from "@sluice/core/ports/notifier";

/** `sha256=` and the hexadecimal HMAC-SHA256 of the body's bytes, as forges sign their own webhooks. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body, "utf8").digest("hex")}`;
}

/** Equal for what is the same notice to the ledger, however often a job is run. */
export function idempotencyKey(
  notice: Pick<Notice, "app" | "stage" | "digest" | "event">,
  channel: string,
): string {
  const { app, stage, digest, event } = notice;
  return createHash("sha256")
    .update(JSON.stringify([app, stage, digest, event, channel]))
    .digest("hex");
}
