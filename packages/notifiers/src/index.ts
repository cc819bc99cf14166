export { type Channel, createNotifiers } from "./create.ts";
export { terminalNotifier } from "./terminal.ts";
export { type WebhookOptions, webhookNotifier } from "./webhook.ts";
