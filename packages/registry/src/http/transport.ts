import type { Agent as HttpAgent, IncomingHttpHeaders, IncomingMessage, RequestOptions } from "node:http";

export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: Uint8Array;
  /** An answer with more bytes is broken off. */
  readonly maxBytes: number;
  /** Milliseconds without a byte in either direction. */
  readonly idleMs: number;
  /** Milliseconds for the whole. */
  readonly totalMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
}

/** An exchange that did not end in an answer. Its message never holds what was sent. */
export class BrokenExchange extends Error {
  /** Node's code, `ECONNRESET` say; `TIMEOUT` and `TOO_LARGE` are ours. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "BrokenExchange";
    this.code = code;
  }
}

export type Transport = (call: Call) => Promise<Answer>;

/**
 * Speaks HTTP over node:http and node:https, each loaded when first needed (the built-in fetch costs more to its
 * first use). Connections are kept; a proxy is taken from `env` except for loopback addresses.
 * Throws `BrokenExchange`; a redirect is an answer like any other.
 */
export function createTransport(
  env: Readonly<Record<string, string | undefined>>,
  direct: boolean,
): Transport {
  const agents = new Map<string, HttpAgent>();

  return async (call) => {
    const secure = call.url.protocol === "https:";
    const http = secure ? await import("node:https") : await import("node:http");
    let agent = agents.get(call.url.protocol);
    if (!agent) {
      agent = new http.Agent({ keepAlive: true, ...(direct ? {} : { proxyEnv: { ...env } }) });
      agents.set(call.url.protocol, agent);
    }
    return exchange(call, agent, http.request);
  };
}

type Request = (
  url: URL,
  options: RequestOptions,
  onAnswer: (answer: IncomingMessage) => void,
) => import("node:http").ClientRequest;

function exchange(call: Call, agent: HttpAgent, request: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = call.body || /^P/.test(call.method) ? { "content-length": call.body?.length ?? 0 } : {};
    const headers = { "user-agent": "sluice", ...call.headers, ...length };
    let state: "sent" | "answered" | "over" = "sent";
    const sent = request(call.url, { method: call.method, headers, agent }, (answer) => {
      state = "answered";
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on("data", (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > call.maxBytes)
          fail(new BrokenExchange("TOO_LARGE", `is longer than ${call.maxBytes} bytes`));
      });
      answer.on("error", fail);
      answer.on("end", () => {
        if (state === "over") return;
        state = "over";
        clearTimeout(deadline);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) });
      });
      answer.on("close", closed);
    });
    const deadline = setTimeout(timedOut, call.totalMs, call.totalMs);
    function timedOut(ms: number): void {
      fail(new BrokenExchange("TIMEOUT", `no answer within ${ms} ms`));
    }
    function closed(): void {
      fail(new BrokenExchange("ECONNRESET", "the connection was closed"));
    }
    function fail(error: Error): void {
      if (state === "over") return;
      state = "over";
      clearTimeout(deadline);
      // Node's error may carry the raw packet; its code and message say enough.
      const code = (error as NodeJS.ErrnoException).code ?? "UNKNOWN";
      reject(error instanceof BrokenExchange ? error : new BrokenExchange(code, error.message || code));
      sent.destroy();
    }
    sent.on("error", fail);
    // A connection may close before its answer is read to the end: then the answer's own events tell.
    sent.on("close", () => {
      if (state === "sent") closed();
    });
    sent.setTimeout(call.idleMs, () => timedOut(call.idleMs));
    sent.end(call.body);
  });
}
