import { request } from "node:http";
import { SluiceError } from "@sluice/core/errors";
import type { Container, EngineReader, Image, Network, Volume } from "./engine-types.ts";

/** Oldest API that has all that is read here (Docker 20.10); newer engines still speak it or say which they do. */
const VERSION = "v1.41";
const TIMEOUT_MS = 30_000;

/** Reads an engine by its API (https://docs.docker.com/reference/api/engine/), which is quicker than `docker`. */
export function socketReader(socketPath: string): EngineReader {
  const get = <T>(path: string) => getJson<T>(socketPath, path);
  const filter = (label: string) => `filters=${encodeURIComponent(JSON.stringify({ label: [label] }))}`;
  return {
    async containers(label) {
      const listed = await get<{ Id: string }[]>(`/containers/json?all=1&${filter(label)}`);
      const found = await Promise.all(
        (listed ?? []).map(({ Id }) => get<Container>(`/containers/${Id}/json`)),
      );
      return found.filter((one) => one !== null);
    },
    async volumes(label) {
      return (await get<{ Volumes: Volume[] | null }>(`/volumes?${filter(label)}`))?.Volumes ?? [];
    },
    async networks(label) {
      return (await get<Network[]>(`/networks?${filter(label)}`)) ?? [];
    },
    findImage: (reference) => get<Image>(`/images/${encodeURIComponent(reference)}/json`),
  };
}

/** Null for 404: what was listed a moment ago may be gone. Throws `target_unreachable`. */
async function getJson<T>(socketPath: string, path: string): Promise<T | null> {
  const { status, body } = await new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request({ socketPath, path: `/${VERSION}${path}`, timeout: TIMEOUT_MS }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)));
    asked.on("error", reject);
    asked.end();
  }).catch((cause: Error) => {
    throw new SluiceError(
      "target_unreachable",
      `the Docker engine at ${socketPath} does not answer: ${cause.message}`,
      {
        advice: "Start it, or let this user reach its socket (group docker), or set DOCKER_HOST.",
        cause,
      },
    );
  });
  if (status === 404) return null;
  if (status !== 200) {
    throw new SluiceError(
      "target_unreachable",
      `the Docker engine answers ${status} to ${path}: ${body.slice(0, 500)}`,
    );
  }
  return JSON.parse(body) as T;
}
