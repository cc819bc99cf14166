import type { RequestOptions } from "node:http";
import type { Probe, Prober } from "@sluice/core/ports/prober";

/**
 * Probes over HTTP(S), each on a connection of its own, so that an answer is always the one that a new client
 * would get. Redirects are answers, not followed.
 */
export function createProber(): Prober {
  return {
    async probe(url, options) {
      const begun = performance.now();
      const answer = await ask(url, options).catch((error: unknown) => ({ status: null, error: say(error) }));
      return { ...answer, ms: performance.now() - begun };
    },
  };
}

async function ask(
  url: string,
  options: { readonly timeoutMs: number; readonly host?: string },
): Promise<Omit<Probe, "ms">> {
  const target = new URL(url);
  const request: RequestOptions & { servername?: string } = { agent: false, method: "GET" };
  if (options.host !== undefined) {
    request.headers = { host: options.host };
    request.servername = options.host.replace(/:\d+$/, "");
  }
  // Loaded on first use: most verbs never probe, and it costs more than the rest of their start.
  const client = await loadClient(target.protocol);
  return new Promise((resolve, reject) => {
    const asked = client.request(target, request, (response) => {
      clearTimeout(timer);
      resolve({ status: response.statusCode ?? null, error: null });
      response.destroy();
    });
    const timer = setTimeout(
      () => asked.destroy(new Error(`no answer within ${options.timeoutMs} ms`)),
      options.timeoutMs,
    );
    asked.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.end();
  });
}

async function loadClient(protocol: string) {
  if (protocol === "http:") return import("node:http");
  if (protocol === "https:") return import("node:https");
  throw new Error(`${protocol}// cannot be probed`);
}

/** Where a name has several addresses, the message is empty and the code says it. */
function say(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message !== "" ? error.message : ((error as NodeJS.ErrnoException).code ?? error.name);
}
