import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Fault, Faults, failure, type Reply, send, spoil } from "./faults.ts";
import { type Account, type Auth, Gate } from "./gate.ts";
import { Store } from "./store.ts";

export interface FakeRegistryOptions {
  readonly auth?: Auth;
  readonly faults?: readonly Fault[];
  /** Whether manifests may be deleted; default true. */
  readonly deletable?: boolean;
  /** The most tags in one page; default 100. */
  readonly pageSize?: number;
}

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly authorization: string | null;
}

export interface FakeRegistry extends AsyncDisposable {
  /** `127.0.0.1:41233`: what a repository's name begins with. */
  readonly host: string;
  readonly account: Account;
  /** Every request so far, the token service's too, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** What a repository holds. */
  store(name: string): Store;
  count(method: string, path?: RegExp): number;
  addFaults(...faults: readonly Fault[]): void;
  expireTokens(): void;
  close(): Promise<void>;
}

/** A registry on a free loopback port that speaks the distribution protocol strictly and fails on demand. */
export async function startFakeRegistry(options: FakeRegistryOptions = {}): Promise<FakeRegistry> {
  const account = { username: "ada", password: "fake:pass word", identityToken: "fake-identity" };
  const gate = new Gate(options.auth ?? "none", account);
  const faults = new Faults();
  faults.add(...(options.faults ?? []));
  const stores = new Map<string, Store>();
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  function store(name: string): Store {
    const found = stores.get(name) ?? new Store(name);
    stores.set(name, found);
    return found;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = request;
    requests.push({ method, path: url, authorization: headers.authorization ?? null });
    const fault = faults.take(method, url);
    if (fault?.kind === "drop") {
      // After the first part of what is sent, if anything is.
      if (Number(headers["content-length"] ?? 0) === 0) request.socket.destroy();
      else request.once("data", () => request.socket.destroy());
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    // A write that is to fail changes nothing.
    const lost = fault?.kind === "status" || fault?.kind === "html" || fault?.kind === "silence";
    const right = lost ? { status: 200 } : route(request, Buffer.concat(chunks));
    const reply = fault ? spoil(right, fault, url) : right;
    if (reply) send(response, reply, method === "HEAD");
  }

  function route(request: IncomingMessage, body: Buffer): Reply {
    const { method = "GET", url = "/", headers } = request;
    const [path = "", query = ""] = url.split("?", 2);
    const parameters = new URLSearchParams(query);
    const type = headers["content-type"] ?? "";
    if (path === "/token") return gate.token(method, parameters, headers.authorization, body.toString());
    const [, name, kind, rest = ""] =
      /^\/v2\/(.+?)\/(manifests|blobs\/uploads|blobs|tags)\/(.*)$/.exec(path) ?? [];
    if (name === undefined) return failure(404, "NAME_UNKNOWN");
    const refusal = gate.refusal(method, name, headers.authorization, `http://${host}`);
    if (refusal) return refusal;
    const read = method === "GET" || method === "HEAD";
    const here = store(name);
    if (kind === "manifests") return here.manifest(method, rest, type, body, options.deletable ?? true);
    if (kind === "tags" && rest === "list" && read) return here.tagList(parameters, options.pageSize ?? 100);
    if (kind === "blobs" && read) return here.blob(rest);
    if (kind === "blobs/uploads" && method === "POST" && rest === "") return here.startUpload();
    if (kind === "blobs/uploads" && method === "PUT") return here.finishUpload(rest, query, type, body);
    return failure(405, "UNSUPPORTED");
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  return {
    host,
    account,
    requests,
    store,
    count: (method, path) =>
      requests.filter((seen) => seen.method === method && (path?.test(seen.path) ?? true)).length,
    addFaults: (...more) => faults.add(...more),
    expireTokens: () => gate.expireTokens(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
