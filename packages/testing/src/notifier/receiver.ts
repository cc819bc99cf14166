import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the receiver does with a request. `hang`: it never answers; `drop`: it closes the connection. */
export type Answer =
  | "hang"
  | "drop"
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/** A web server that takes notices, as people's own receivers would, and fails as they do. */
export interface Receiver extends AsyncDisposable {
  /** With a token in its path, as many receivers have. */
  readonly url: string;
  /** The token: it may show up nowhere but in requests. */
  readonly token: string;
  /** In the order of their arrival, those that were answered badly too. */
  readonly received: readonly Received[];
  /** Answers the next requests so, one each; those after them get 204. */
  answer(...answers: readonly Answer[]): void;
  /** Is gone from then on; nothing where it is already. */
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const token = "tok3n-0f-the-receiver";
  const received: Received[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      const answer =
        request.url === `/hooks/${token}` ? (answers.shift() ?? { status: 204 }) : { status: 404 };
      if (answer === "drop") request.socket.destroy();
      else if (answer !== "hang") response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hooks/${token}`,
    token,
    received,
    answer: (...next) => answers.push(...next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    [Symbol.asyncDispose]: () => receiver.close(),
  };
  return receiver;
}
