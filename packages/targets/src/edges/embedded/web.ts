import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "@sluice/core/ports/edge";
import { createProxyServer } from "httpxy";
import type { Passage, Traffic } from "./traffic.ts";

/** Passes plain requests on. */
export interface WebProxy {
  /** Counts an answer from now until the client's side of it is over, however that comes. */
  begin(traffic: Traffic, route: Route, response: ServerResponse): Passage;
  /** Rejects where the upstream gave no answer, or broke it off. */
  pass(request: IncomingMessage, response: ServerResponse, route: Route): Promise<void>;
}

export function createWebProxy(): WebProxy {
  // Connections to upstreams are not kept: one that the upstream closes just then would fail a request.
  const proxy = createProxyServer({ agent: false });
  const brokenOff = new WeakSet<object>();

  proxy.on("proxyRes", (answer, _request, response) => {
    // The client's connection is its own: the upstream's wish to close its one is not passed on.
    delete answer.headers.connection;
    delete answer.headers["keep-alive"];
    // Before the proxy tears the client's side down for it: a client that went away is no failure.
    const look = () => {
      if (!answer.complete && !response.destroyed) brokenOff.add(response);
    };
    answer.once("error", look).once("close", look);
  });

  return {
    begin(traffic, route, response) {
      const begun = performance.now();
      const passage = traffic.begin(route, () => response.destroy());
      response.once("close", () => {
        const failed = response.statusCode >= 500 || brokenOff.has(response);
        passage.end({ failed, ms: performance.now() - begun });
      });
      return passage;
    },
    pass: (request, response, route) => proxy.web(request, response, { target: route.address }),
  };
}
