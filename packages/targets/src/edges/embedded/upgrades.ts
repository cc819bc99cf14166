import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Route } from "@sluice/core/ports/edge";
import { createProxyServer } from "httpxy";
import type { Traffic } from "./traffic.ts";

/** Passes WebSockets on. */
export interface UpgradeProxy {
  pass(traffic: Traffic, route: Route, request: IncomingMessage, socket: Socket, head: Buffer): void;
}

export function createUpgradeProxy(): UpgradeProxy {
  const proxy = createProxyServer({ agent: false });
  const open = new WeakSet<object>();

  proxy.on("proxyReqWs", (asked, _request, socket) => {
    asked.once("upgrade", (_answer, upstream) => {
      open.add(socket);
      // Each side ends with the other, also where one is torn down.
      socket.once("close", () => upstream.destroy());
      upstream.once("close", () => socket.destroySoon());
    });
  });
  proxy.on("error", (_error, _request, socket) => {
    if (socket === undefined || !("destroySoon" in socket)) return;
    if (open.has(socket)) socket.destroy();
    else refuseUpgrade(socket, "502 Bad Gateway");
  });

  return {
    pass(traffic, route, request, socket, head) {
      const passage = traffic.begin(route, () => socket.destroy());
      socket.once("close", () => passage.end({ failed: !open.has(socket), ms: null }));
      proxy.ws(request, socket, { target: route.address }, head).catch(() => socket.destroy());
    },
  };
}

export function isWebSocket(request: IncomingMessage): boolean {
  return request.method === "GET" && request.headers.upgrade?.toLowerCase() === "websocket";
}

/** Answers an upgrade that cannot be had, without anything that the client sent. */
export function refuseUpgrade(socket: Socket, status: string): void {
  socket.on("error", () => socket.destroy());
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
