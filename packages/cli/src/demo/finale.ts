import type { TrainPorts } from "@sluice/commands/ports";
import { verify } from "@sluice/core";
import { type Play, runningIn, servingIn } from "./play.ts";
import type { Traffic } from "./visits.ts";

/** The last scene: whether the record, the machine and the edge tell the same, and what the visitors met in all. */
export async function playFinale(
  play: Play,
  ports: Pick<TrainPorts, "ledger" | "edge">,
  traffic: () => Promise<Traffic | null>,
): Promise<Traffic | null> {
  let met: Traffic | null = null;
  await play.scene("What is left", "The visitors go home, and the books are checked.", async (scene) => {
    met = await traffic();
    if (met !== null) {
      const { requests, failed, latency } = met;
      const times = `p50 ${milliseconds(latency.p50)}, p99 ${milliseconds(latency.p99)}`;
      scene.see(`${requests} requests in all, ${failed} failed (${times})`, requests > 0 && failed === 0);
      for (const failure of met.failures.slice(0, 5)) scene.see(failure.what, false);
    }
    const verified = await verify(ports.ledger);
    scene.see(
      `the ledger verifies: ${verified.events} events, folded anew from the first`,
      verified.ok && verified.events > 0,
    );
    await seeAgreement(play, scene.see, ports);
  });
  return met;
}

/** The ledger's live environments are what the machine runs, and the edge leads to what the last stage serves. */
async function seeAgreement(
  play: Play,
  see: (text: string, holds: boolean) => void,
  ports: Pick<TrainPorts, "edge">,
): Promise<void> {
  const world = await play.read();
  const recorded = Object.values(world.state.environments)
    .filter(({ phase }) => phase !== "deleted")
    .map(({ name }) => name)
    .sort();
  const real = play.stages.flatMap((stage) => runningIn(world, stage)).sort();
  const last = play.stages.at(-1)!;
  const serves = servingIn(world, last);
  const routed = (await ports.edge.find())?.routes.some((route) => route.environment === serves) ?? false;
  see(
    `ledger, machine and edge agree: only ${real.join(", ") || "nothing"} runs`,
    JSON.stringify(recorded) === JSON.stringify(real) && (last.url === null || routed),
  );
}

export function milliseconds(ms: number | null): string {
  return ms === null ? "unknown" : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
