import type { Instance, Prober } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";
import { done, fail, type Step } from "./failure.ts";

type HealthPorts = Pick<TrainPorts, "config" | "target" | "prober" | "clock">;

/**
 * Waits until an environment answers its health path, `health.timeout` at the most, and answers what runs then.
 * `unhealthy` with its last lines where it ends or does not answer in time.
 */
export async function waitHealthy(ports: HealthPorts, environment: string): Promise<Step<Instance>> {
  const { health } = ports.config;
  const deadline = ports.clock.now() + health.timeout;
  let seen = "it did not answer";
  let good = 0;
  for (;;) {
    const instance = await ports.target.find(environment);
    if (instance === null || !instance.running) {
      return unhealthy(ports, environment, `${environment} ended before it was healthy`);
    }
    const wrong = await whatIsWrong(ports, instance);
    good = wrong === null ? good + 1 : 0;
    if (good >= health.consecutive) return done(instance);
    if (wrong !== null) seen = wrong;
    if (ports.clock.now() >= deadline) {
      return unhealthy(
        ports,
        environment,
        `${environment} was not healthy within ${health.timeout / 1000} s: ${seen}`,
      );
    }
    await ports.clock.sleep(health.interval);
  }
}

/** What is wrong with an instance right now; null: it is healthy. */
export async function whatIsWrong(
  ports: Pick<HealthPorts, "config" | "prober">,
  instance: Instance | null,
): Promise<string | null> {
  if (instance === null || !instance.running) return "it does not run any more";
  const address = reachOf(instance);
  if (address === null) return "it has no address yet";
  return ask(ports.config.health, ports.prober, address);
}

/** Base URL at which this machine reaches an instance; null while it cannot. */
export function reachOf(instance: Instance): string | null {
  return instance.reach === undefined ? instance.address : instance.reach;
}

/** What is wrong with what a public hostname reaches; null: it is healthy. */
export async function whatIsWrongBehind(
  ports: Pick<TrainPorts, "config" | "prober" | "edge">,
  host: string,
): Promise<string | null> {
  return ask(ports.config.health, ports.prober, await ports.edge.getAddress(), host);
}

async function ask(
  health: {
    readonly path: string;
    readonly probe_timeout: number;
    readonly status: { readonly from: number; readonly to: number };
  },
  prober: Prober,
  address: string,
  host?: string,
): Promise<string | null> {
  const probe = await prober.probe(`${address}${health.path}`, {
    timeoutMs: health.probe_timeout,
    ...(host === undefined ? {} : { host }),
  });
  if (probe.status === null) return `${health.path}: ${probe.error ?? "no answer"}`;
  const right = probe.status >= health.status.from && probe.status <= health.status.to;
  return right ? null : `${health.path} answered ${probe.status}`;
}

async function unhealthy(
  ports: Pick<TrainPorts, "target">,
  environment: string,
  message: string,
): Promise<Step<Instance>> {
  const lines = await ports.target.logs(environment, 20);
  const tail =
    lines.length === 0
      ? "it printed nothing"
      : `its last lines:\n${lines.map((line) => `  ${line}`).join("\n")}`;
  return fail({ reason: "unhealthy", message: `${message}; ${tail}`, advice: "Mend it and merge the fix." });
}
