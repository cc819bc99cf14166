import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What a server does wrong, once, with the next push that reaches it. */
export type PushFault =
  /** Takes the push, and lets the connection die before it answers. */
  | "accept-then-hang-up"
  /** Lets the connection die before it takes anything. */
  | "hang-up"
  /** Answers 503. */
  | "unavailable";

export interface GitHttpServer extends AsyncDisposable {
  /** `http://127.0.0.1:41233`; repositories follow as paths below the root. */
  readonly url: string;
  /** Pushes that it passed on to git. */
  pushes(): number;
  /** These befall the next pushes, one each. */
  fail(...faults: readonly PushFault[]): void;
  /** Runs before the next connection dies whose push was accepted. */
  meanwhile(act: () => Promise<void>): void;
  close(): Promise<void>;
}

export interface GitHttpOptions {
  /** The folder that the repositories are below. */
  readonly root: string;
  /** Who may read and push; anybody else gets 401. Null: anybody. */
  readonly user: { readonly name: string; readonly password: string } | null;
}

/** Null where git can serve over HTTP here, else why not. */
export function gitHttpMissing(): string | null {
  const program = join(execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim(), "git-http-backend");
  return existsSync(program) ? null : "git-http-backend is not installed";
}

/** Serves repositories over smart HTTP by git's own `git http-backend` (git-http-backend(1)), on a free local port. */
export async function serveGit(options: GitHttpOptions): Promise<GitHttpServer> {
  const faults: PushFault[] = [];
  let pushes = 0;
  let meanwhile = async () => {};
  const server = createServer((request, response) => {
    if (!admitted(request, options.user)) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end("who are you?\n");
      return;
    }
    const isPush = request.method === "POST" && request.url!.endsWith("/git-receive-pack");
    const fault = isPush ? faults.shift() : undefined;
    if (fault === "hang-up") return void request.socket.destroy();
    if (fault === "unavailable") return void response.writeHead(503).end();
    if (isPush) pushes++;
    backend(request, response, options, async () => {
      if (fault !== "accept-then-hang-up") return true;
      await meanwhile();
      request.socket.destroy();
      return false;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pushes: () => pushes,
    fail: (...next) => void faults.push(...next),
    meanwhile(act) {
      meanwhile = async () => {
        meanwhile = async () => {};
        await act();
      };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function admitted(request: IncomingMessage, user: GitHttpOptions["user"]): boolean {
  if (user === null) return true;
  const expected = Buffer.from(`${user.name}:${user.password}`).toString("base64");
  return request.headers.authorization === `Basic ${expected}`;
}

function backend(
  request: IncomingMessage,
  response: ServerResponse,
  options: GitHttpOptions,
  mayAnswer: () => Promise<boolean>,
): void {
  const { pathname, search } = new URL(request.url!, "http://localhost");
  const header = (name: string) => String(request.headers[name] ?? "");
  const child = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: options.root,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_PROTOCOL: header("git-protocol"),
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: header("content-type"),
      CONTENT_LENGTH: header("content-length"),
      HTTP_CONTENT_ENCODING: header("content-encoding"),
      REMOTE_USER: options.user?.name ?? "anybody",
      REMOTE_ADDR: "127.0.0.1",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.on("error", () => {});
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("close", async () => {
    if (!(await mayAnswer())) return;
    const output = Buffer.concat(chunks);
    const end = output.indexOf("\r\n\r\n");
    for (const line of output.subarray(0, Math.max(end, 0)).toString("latin1").split("\r\n")) {
      const [name, value] = line.split(/: ?(.*)/s);
      if (name === "Status") response.statusCode = Number.parseInt(value ?? "", 10);
      else if (name) response.setHeader(name, value ?? "");
    }
    response.end(output.subarray(end + 4));
  });
}
