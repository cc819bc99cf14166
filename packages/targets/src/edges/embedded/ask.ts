import { request } from "node:http";
import { SluiceError } from "@sluice/core/errors";
import type { EdgeRecord } from "./places.ts";

/** How long a daemon may take for an answer, beyond the draining that was asked for. */
const ANSWER_MS = 10_000;

/** Asks a daemon over its socket. Throws `edge_unreachable` where it does not answer, or says that it cannot. */
export async function askDaemon(
  daemon: EdgeRecord,
  method: "GET" | "PUT" | "POST",
  path: string,
  body: { readonly drainMs: number } & Record<string, unknown> = { drainMs: 0 },
): Promise<unknown> {
  try {
    return await ask(daemon.socket, method, path, method === "GET" ? null : body, body.drainMs + ANSWER_MS);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SluiceError("edge_unreachable", `the edge (process ${daemon.pid}) did not answer: ${why}`, {
      advice: `It goes on routing as before. Run this again; if it stays so, end process ${daemon.pid}: the next run starts it anew with the same routing.`,
      cause,
    });
  }
}

function ask(
  socketPath: string,
  method: string,
  path: string,
  body: unknown,
  timeoutMs: number,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { socketPath, method, path, agent: false, headers: { host: "edge" } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          clearTimeout(timer);
          try {
            const answer = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
              result?: unknown;
              error?: string;
            };
            if (answer.error === undefined) resolve(answer.result);
            else reject(new Error(answer.error));
          } catch (error) {
            reject(error);
          }
        });
      },
    );
    const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    asked.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.end(body === null ? undefined : JSON.stringify(body));
  });
}
