import { randomUUID } from "node:crypto";
import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import type { EnvironmentSpec } from "@sluice/core/ports/target";
import { startDetached } from "@sluice/host/processes";
import { readTail, sizeOf } from "../log-tail.ts";
import { choosePort, type PortRange } from "../ports.ts";
import { ensureArtifact, type FetchArtifact } from "./artifacts.ts";
import type { Places } from "./places.ts";
import { giveUp, intend, withProcess } from "./plan.ts";
import type { EnvironmentRecord, Launch } from "./record.ts";
import { environmentOf, renderCommand, type Started, sight, stopLaunch, watchStart } from "./runner.ts";

export interface LaunchContext {
  readonly places: Places;
  readonly command: readonly [string, ...string[]];
  readonly fetchArtifact: FetchArtifact;
  readonly clock: Clock;
  readonly ports: PortRange;
  readonly graceMs: number;
  readonly settleMs: number;
  /** What Sluice's own process was started with; little of it is passed on. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly step: (name: string) => void;
}

/** A port may be lost to another program between choice and start; losing it this often is no chance. */
const ATTEMPTS = 5;
const LINES_TOLD = 20;

/**
 * Starts an environment beside what runs under its name, and stops that once the new one was started. Every effect
 * is recorded before it is made. Where the start fails, what ran before is left running. Holds the environment's lock.
 */
export async function bringUp(
  context: LaunchContext,
  previous: EnvironmentRecord | null,
  spec: EnvironmentSpec,
  configuration: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const record = await reserve(context, previous, spec, configuration);
    const { started, record: after, output } = await start(context, record, spec, variables);
    if (started === "listening" || started === "quiet") return retire(context, after);
    if (isPortLost(started, output) && attempt < ATTEMPTS) {
      await stopLaunch(after.current, context.graceMs);
      continue;
    }
    await undo(context, after);
    const text = output.length === 0 ? "it printed nothing" : `its last lines:\n${output.join("\n")}`;
    throw new SluiceError(
      "deployment_failed",
      `${spec.environment} ended as soon as it was started; what ran before was left as it was; ${text}`,
      {
        advice: `Mend what the lines above tell of: ${context.command.join(" ")} must keep running and listen on PORT.`,
      },
    );
  }
}

/** Stops what ran before the current launch. */
export async function retire(context: LaunchContext, record: EnvironmentRecord): Promise<void> {
  if (record.retiring.length === 0) return;
  for (const launch of record.retiring) await stopLaunch(launch, context.graceMs);
  context.step("stopped");
  await context.places.write({ ...record, retiring: [] });
}

/** Chooses a port; the record itself reserves it, since all records are read under the same lock. */
async function reserve(
  context: LaunchContext,
  previous: EnvironmentRecord | null,
  spec: EnvironmentSpec,
  configuration: string,
): Promise<EnvironmentRecord> {
  const { places, clock, ports } = context;
  return places.locked("ports", async () => {
    const launches = (await places.list()).flatMap((record) => [record.current, ...record.retiring]);
    const current: Launch = {
      marker: randomUUID(),
      generation: spec.generation,
      repository: spec.repository,
      digest: spec.digest,
      host: spec.host,
      configuration,
      port: await choosePort(ports, new Set(launches.map((launch) => launch.port))),
      startedAt: new Date(clock.now()).toISOString(),
      process: null,
    };
    const record = intend(previous, spec, current);
    await places.write(record);
    context.step("intended");
    return record;
  });
}

async function start(
  context: LaunchContext,
  intended: EnvironmentRecord,
  spec: EnvironmentSpec,
  variables: Readonly<Record<string, string>>,
): Promise<{ started: Started; record: EnvironmentRecord; output: readonly string[] }> {
  const { places, step } = context;
  let record = intended;
  try {
    const log = places.log(spec.environment);
    const cwd = await ensureArtifact(places, context.fetchArtifact, spec.repository, spec.digest);
    step("fetched");
    const position = await sizeOf(log);
    const process = await startDetached({
      argv: renderCommand(context.command, record.current.port),
      cwd,
      env: environmentOf(spec, record.current, variables, context.env),
      stdoutFile: log,
      stderrFile: log,
    });
    step("spawned");
    record = withProcess(record, process);
    await places.write(record);
    step("recorded");
    const started = await watchStart({ ...record.current, process }, context.settleMs);
    step("watched");
    return { started, record, output: await readTail(log, LINES_TOLD, position) };
  } catch (error) {
    await undo(context, record);
    throw error;
  }
}

function isPortLost(started: Started, output: readonly string[]): boolean {
  return started === "port-taken" || output.some((line) => /EADDRINUSE|address already in use/i.test(line));
}

/** Leaves what ran before the failed launch; the launch itself is kept only where nothing else would be. */
async function undo(context: LaunchContext, record: EnvironmentRecord): Promise<void> {
  const { keep, stop } = giveUp(record, await sight(record));
  for (const launch of stop) await stopLaunch(launch, context.graceMs);
  if (keep === null) await context.places.remove(record.environment);
  else await context.places.write(keep);
}
