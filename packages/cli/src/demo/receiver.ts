import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ToldNotice } from "./story.ts";

/** Where the administrators of the demo hear of things: a webhook on this machine. */
export interface Receiver {
  /** What sluice.yml's `$DEMO_WEBHOOK` and `$DEMO_WEBHOOK_SECRET` stand for. */
  readonly env: Readonly<Record<"DEMO_WEBHOOK" | "DEMO_WEBHOOK_SECRET", string>>;
  /** Oldest first. */
  list(): readonly ToldNotice[];
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const secret = randomBytes(24).toString("hex");
  const told: ToldNotice[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const notice = readNotice(body, String(request.headers["x-sluice-signature-256"] ?? ""), secret);
    if (notice !== null) told.push(notice);
    response.writeHead(notice === null ? 400 : 204).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    env: { DEMO_WEBHOOK: `http://127.0.0.1:${port}/notices`, DEMO_WEBHOOK_SECRET: secret },
    list: () => [...told],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readNotice(body: Buffer, signature: string, secret: string): ToldNotice | null {
  try {
    const notice = JSON.parse(body.toString("utf8")) as Readonly<Record<string, unknown>>;
    return {
      at: Date.now(),
      event: String(notice.event),
      stage: String(notice.stage),
      headline: String(notice.headline),
      administrators: Array.isArray(notice.administrators) ? notice.administrators.map(String) : [],
      signed: isSigned(body, signature, secret),
    };
  } catch {
    return null;
  }
}

function isSigned(body: Buffer, signature: string, secret: string): boolean {
  const right = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
}
