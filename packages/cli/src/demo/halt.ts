import type { TrainPorts } from "@sluice/commands/ports";
import { SluiceError } from "@sluice/core/errors";

/** Brings what a train does to an end at any moment: it touches nothing more, and is then waited for. */
export interface Halt {
  /** The same ports, which refuse every act once it was halted. */
  guard(ports: TrainPorts): TrainPorts;
  /** Does something that `halt` waits for. Throws `interrupted` once it was halted. */
  during<T>(act: () => Promise<T>): Promise<T>;
  /** From now on nothing is begun; answers when what was underway is over, after `mostMs` at the latest. */
  halt(mostMs: number): Promise<void>;
}

export function createHalt(): Halt {
  const underway = new Set<Promise<unknown>>();
  let halted = false;

  function check(): void {
    if (halted) throw new SluiceError("interrupted", "the demo was ended");
  }

  /** All methods of a port, asked first whether anything may still be done. */
  function guarded<T extends object>(port: T): T {
    return new Proxy(port, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          check();
          return Reflect.apply(value, target, args) as unknown;
        };
      },
    });
  }

  return {
    guard(ports) {
      const held = {
        ledger: guarded(ports.ledger),
        target: guarded(ports.target),
        edge: guarded(ports.edge),
        exec: guarded(ports.exec),
        builder: guarded(ports.builder),
      };
      // the others go on being read from the ports themselves: some are made when they are first asked for
      return Object.assign(Object.create(ports), held) as TrainPorts;
    },
    async during(act) {
      check();
      const acting = act();
      underway.add(acting);
      try {
        return await acting;
      } finally {
        underway.delete(acting);
      }
    },
    async halt(mostMs) {
      halted = true;
      const late = new AbortController();
      const timer = new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, mostMs);
        late.signal.addEventListener("abort", () => clearTimeout(timeout));
      });
      await Promise.race([Promise.allSettled(underway), timer]);
      late.abort();
    },
  };
}
