import { connect } from "node:net";
import type { Clock } from "@sluice/core/ports/clock";
import type { Container } from "./engine-types.ts";
import { isFailing } from "./survey.ts";

export interface WatchOptions {
  readonly clock: Clock;
  /** How long containers are watched that do not listen, in milliseconds. */
  readonly settleMs: number;
  readonly port: number;
  /** The edge's network, in which the port is tried; null where this machine cannot reach it. */
  readonly network: string | null;
}

const POLL_MS = 40;

/**
 * Watches containers that were just started until the web one listens or calls itself healthy, one of them fails,
 * or the time is up. Answers those that failed.
 *
 * @param look reads them afresh; `web` is null where only their end is of interest
 */
export async function watchStart(
  look: () => Promise<{ readonly all: readonly Container[]; readonly web: Container | null }>,
  { clock, settleMs, port, network }: WatchOptions,
): Promise<readonly Container[]> {
  const deadline = clock.now() + settleMs;
  for (;;) {
    const { all, web } = await look();
    const failed = all.filter((one) => isFailing(one, clock.now(), one.Id === web?.Id));
    if (failed.length > 0 || clock.now() >= deadline) return failed;
    if (web?.State.Running && (await isUp(web, port, network))) return [];
    await clock.sleep(POLL_MS);
  }
}

async function isUp(web: Container, port: number, network: string | null): Promise<boolean> {
  if (web.State.Health?.Status === "healthy") return true;
  const ip = network === null ? undefined : web.NetworkSettings.Networks?.[network]?.IPAddress;
  return ip ? listens(ip, port) : false;
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}
