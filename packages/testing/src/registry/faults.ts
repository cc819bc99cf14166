import type { ServerResponse } from "node:http";

/** What a registry does wrong when it is asked to. */
export type Wrong =
  /** Answers this status, with the protocol's error body or the given one. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfter?: string;
      readonly body?: string;
    }
  /** Closes the connection: before an answer, or after reading a part of what is sent. */
  | { readonly kind: "drop" }
  /** Answers rightly, but cuts the body in the middle; the length is that of the part. */
  | { readonly kind: "truncate" }
  /** A login page: 200 and HTML. */
  | { readonly kind: "html" }
  /** Answers rightly, but with another digest in its header, and with other bytes. */
  | { readonly kind: "wrong-digest" }
  /** Sends a read elsewhere: 307 to the same path at this origin. */
  | { readonly kind: "redirect"; readonly to: string }
  /** Says nothing. */
  | { readonly kind: "silence" };

export type Fault = Wrong & {
  /** `GET`, `PUT`, …; any where it is left out. */
  readonly method?: string;
  /** Matched against path and query; any where it is left out. */
  readonly path?: RegExp;
  /** How many requests meet it; default 1. */
  readonly times?: number;
};

/** The faults that wait for a request. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  add(...faults: readonly Fault[]): void {
    this.#waiting.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 })));
  }

  take(method: string, path: string): Fault | null {
    const next = this.#waiting.find(
      ({ fault }) => (fault.method ?? method) === method && (fault.path?.test(path) ?? true),
    );
    if (!next) return null;
    next.left -= 1;
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    return next.fault;
  }
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** An error of the distribution specification. */
export function failure(status: number, code: string, message = code.toLowerCase()): Reply {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ errors: [{ code, message }] }),
  };
}

/** Makes a right reply wrong; null where there is to be none at all. */
export function spoil(reply: Reply, fault: Fault, path: string): Reply | null {
  const bytes = Buffer.from(reply.body ?? "");
  switch (fault.kind) {
    case "drop":
    case "silence":
      return null;
    case "status": {
      const plain = failure(fault.status, fault.status === 429 ? "TOOMANYREQUESTS" : "UNKNOWN");
      const after = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
      return { ...plain, headers: { ...plain.headers, ...after }, body: fault.body ?? plain.body ?? "" };
    }
    case "html":
      return { status: 200, headers: { "content-type": "text/html" }, body: "<html>Please log in</html>" };
    case "truncate":
      return { ...reply, body: bytes.subarray(0, bytes.length / 2) };
    case "wrong-digest": {
      const digest = `sha256:${"0".repeat(64)}`;
      return {
        ...reply,
        headers: { ...reply.headers, "docker-content-digest": digest },
        body: bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte)),
      };
    }
    case "redirect":
      return { status: 307, headers: { location: `${fault.to}${path}` } };
  }
}

export function send(response: ServerResponse, reply: Reply, head: boolean): void {
  const body = Buffer.from(reply.body ?? "");
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  response.end(head ? undefined : body);
}
