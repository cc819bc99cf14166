import { hostname } from "node:os";
import { SluiceError } from "@sluice/core/errors";
import type { Runs } from "@sluice/core/ports/runs";
import { livenessOf, processIdentity } from "@sluice/host/processes";

/**
 * A run is this process, or what `SLUICE_RUN` names, so that several commands can be one run. Throws
 * `input_invalid` where that is not a short word.
 */
export async function createLocalRuns(env: Readonly<Record<string, string | undefined>>): Promise<Runs> {
  const host = hostname();
  const named = env.SLUICE_RUN ?? "";
  if (named !== "" && !/^[\w.:/@+-]{1,200}$/.test(named)) {
    throw new SluiceError("input_invalid", "SLUICE_RUN is not a name", {
      advice: "Use up to 200 letters, digits and any of . : / @ + - _",
    });
  }
  const current = named === "" ? `local:${host}:${process.pid}:${await processIdentity(process.pid)}` : named;
  return {
    current,
    async isOver(run) {
      if (run === current) return false;
      const [, where, pid, identity] = /^local:([^:]*):(\d{1,10}):([\w.-]+)$/.exec(run) ?? [];
      if (where !== host || pid === undefined || identity === undefined) return false;
      return (await livenessOf(Number(pid), identity)) === "dead";
    },
  };
}
