import { appendFileSync } from "node:fs";
import type { TrainPorts } from "@sluice/commands/ports";

/** `after ledger.append 3`: which call of which port, and on which side of it this process is killed. */
const KILL = /^(before|after) ([a-z]+\.[a-zA-Z]+) (\d+)$/;
/** `trace FILE`: writes `ledger.append 3` and the like for each call. */
const TRACE = /^trace (.+)$/;

const PORTS = ["ledger", "target", "edge", "registry"] as const;

/** What answers at once, from what is known or as a stream. */
const NO_EFFECTS: readonly string[] = ["events", "last"];

type Observer = (side: "before" | "after", call: string) => void;

/**
 * For tests of Sluice itself, loaded where `SLUICE_FAULT` is set and nowhere else: kills this process with SIGKILL
 * before or after one call of a port, or tells which calls there are. Throws TypeError for another form.
 */
export function withFaults(ports: TrainPorts, fault: string): TrainPorts {
  const observe = observerOf(fault);
  const counts = new Map<string, number>();
  const faulty = Object.fromEntries(
    PORTS.map((name) => [name, observed(name, ports[name], counts, observe)]),
  );
  return { ...ports, ...faulty };
}

function observerOf(fault: string): Observer {
  const file = TRACE.exec(fault)?.[1];
  if (file !== undefined) {
    return (side, call) => {
      if (side === "before") appendFileSync(file, `${call}\n`);
    };
  }
  const match = KILL.exec(fault);
  if (match === null) throw new TypeError(`SLUICE_FAULT=${JSON.stringify(fault)} is no fault`);
  return (side, call) => {
    if (side === match[1] && call === `${match[2]} ${match[3]}`) process.kill(process.pid, "SIGKILL");
  };
}

function observed<T extends object>(
  name: string,
  port: T,
  counts: Map<string, number>,
  observe: Observer,
): T {
  return new Proxy(port, {
    get(target, key) {
      const member = Reflect.get(target, key);
      if (typeof member !== "function" || typeof key !== "string" || NO_EFFECTS.includes(key)) return member;
      return async (...args: unknown[]) => {
        const method = `${name}.${key}`;
        const count = (counts.get(method) ?? 0) + 1;
        counts.set(method, count);
        observe("before", `${method} ${count}`);
        const answer = await member.apply(target, args);
        observe("after", `${method} ${count}`);
        return answer;
      };
    },
  });
}
