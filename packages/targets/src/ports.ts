import { connect, createServer } from "node:net";
import { SluiceError } from "@sluice/core/errors";

/** Ports to choose from, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Below what Linux gives to outgoing connections, so that none of those takes a port between choice and start. */
export const DEFAULT_PORTS: PortRange = { from: 20_000, to: 31_999 };

/** A port of the range that is neither `taken` nor listened on. Throws `deployment_failed` where there is none. */
export async function choosePort(range: PortRange, taken: ReadonlySet<number>): Promise<number> {
  const size = range.to - range.from + 1;
  const first = Math.floor(Math.random() * size);
  for (let n = 0; n < size; n++) {
    const port = range.from + ((first + n) % size);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new SluiceError(
    "deployment_failed",
    `no port from ${range.from} to ${range.to} is free; nothing was started`,
    {
      advice: "Destroy environments that are not needed any more.",
    },
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Whether anything accepts connections on a port of this machine. */
export function isAccepting(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
