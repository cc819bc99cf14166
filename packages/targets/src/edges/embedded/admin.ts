import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Routing } from "@sluice/core/ports/edge";
import type { Verdict } from "../judge.ts";
import { parseRouting } from "./routing.ts";
import type { UpstreamStats } from "./traffic.ts";

/** What a daemon can be asked over its socket. */
export interface Admin {
  routing(): Routing | null;
  stats(): readonly UpstreamStats[];
  /** Answers when it holds and the old connections are drained. */
  apply(routing: Routing, drainMs: number): Promise<Verdict>;
  /** Answers at once; the daemon ends when what is on its way is through, or `drainMs` passed. */
  stop(drainMs: number): void;
}

/** The daemon's private side: JSON over HTTP on a unix socket that only its user may open. */
export function createAdminServer(admin: Admin): Server {
  const answers: Readonly<Record<string, (body: unknown) => unknown>> = {
    "GET /routing": () => admin.routing(),
    "GET /stats": () => admin.stats(),
    "PUT /routing": (body) => {
      const { routing, drainMs } = body as { routing: unknown; drainMs: unknown };
      return admin.apply(parseRouting(routing), parseMs(drainMs));
    },
    "POST /stop": (body) => {
      admin.stop(parseMs((body as { drainMs: unknown }).drainMs));
      return "stopping";
    },
  };
  return createServer(async (request, response) => {
    try {
      const answer = answers[`${request.method} ${request.url}`];
      const result = answer === undefined ? null : { result: await answer(await readJson(request)) };
      response.writeHead(result === null ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(result ?? { error: "there is no such thing to ask" }));
    } catch (error) {
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  });
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : JSON.parse(text);
}

function parseMs(value: unknown): number {
  if (typeof value === "number" && value >= 0 && value <= 2 ** 31 - 1) return value;
  throw new Error("drainMs is a number of milliseconds");
}
