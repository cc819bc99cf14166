import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Route } from "@sluice/core/ports/edge";
import { hostOf } from "./routing.ts";
import type { Traffic } from "./traffic.ts";
import { createUpgradeProxy, isWebSocket, refuseUpgrade } from "./upgrades.ts";
import { createWebProxy } from "./web.ts";

const RETRY_AFTER_MS = 50;

/**
 * The public side of the edge. Each request is routed by its `Host` header as it arrives, so a client's
 * connection outlives any number of switches.
 * @param routeOf the route of a hostname now.
 */
export function createProxy(routeOf: (host: string) => Route | undefined, traffic: Traffic): Server {
  const web = createWebProxy();
  const upgrades = createUpgradeProxy();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = hostOf(request.headers.host);
    const route = routeOf(host);
    if (route === undefined) return plain(response, 404, "No environment has this hostname.");
    const passage = web.begin(traffic, route, response);
    forward(request);
    try {
      await web.pass(request, response, route);
    } catch (error) {
      const { fallback } = route;
      if (fallback !== undefined && isSafe(request, response)) {
        // It took the hostname over just now, and does not last: what had it is still there.
        const before = { host, ...fallback };
        passage.end({ failed: true, ms: null });
        web.begin(traffic, before, response);
        return web.pass(request, response, before);
      }
      if (!neverArrived(error) || !isSafe(request, response)) return fail(response);
      // It may just have been replaced: its hostname leads elsewhere now, or does so in a moment.
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      const again = routeOf(host);
      if (again === undefined || response.destroyed) return fail(response);
      if (again.address !== route.address) {
        passage.end({ failed: true, ms: null });
        web.begin(traffic, again, response);
      }
      await web.pass(request, response, again);
    }
  }

  const server = createServer({ shouldUpgradeCallback: isWebSocket }, (request, response) => {
    handle(request, response).catch(() => fail(response));
  });
  // Longer than what common clients keep an idle connection for: the client is the one to close it.
  server.keepAliveTimeout = 75_000;
  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const route = routeOf(hostOf(request.headers.host));
    if (route === undefined) return refuseUpgrade(socket, "404 Not Found");
    forward(request);
    upgrades.pass(traffic, route, request, socket, head);
  });
  return server;
}

/** Tells the upstream who asked. What a client claims of itself is not believed. */
function forward(request: IncomingMessage): void {
  const { headers, socket } = request;
  headers["x-forwarded-for"] = socket.remoteAddress ?? "";
  headers["x-forwarded-proto"] = "http";
  headers["x-forwarded-host"] = headers.host ?? "";
  headers["x-forwarded-port"] = String(socket.localPort ?? "");
  delete headers.forwarded;
  if (isWebSocket(request) || headers.upgrade === undefined) return;
  // An offer to change the protocol that the edge does not take up is not the upstream's to take up either.
  for (const name of ["upgrade", "connection", "http2-settings"]) delete headers[name];
}

/** The upstream was not reached: asking again asks for the first time. */
function neverArrived(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === "ECONNREFUSED";
}

/** Nothing was answered yet, there is nothing to send again, and asking twice asks for nothing twice. */
function isSafe(request: IncomingMessage, response: ServerResponse): boolean {
  const bodiless = ["GET", "HEAD", "OPTIONS"].includes(request.method ?? "") && !hasBody(request);
  return bodiless && !response.headersSent && !response.destroyed;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else plain(response, 502, "The environment does not answer.");
}

/** Says nothing that the client sent. */
function plain(response: ServerResponse, status: number, text: string): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${text}\n`);
}
