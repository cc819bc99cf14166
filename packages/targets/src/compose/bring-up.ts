import { SluiceError } from "@sluice/core/errors";
import type { EnvironmentSpec } from "@sluice/core/ports/target";
import { type ComposeContext, compose, survey } from "./context.ts";
import { lastLines } from "./docker.ts";
import { ensureEdgeNetwork } from "./edge-network.ts";
import type { Container } from "./engine-types.ts";
import { type Facts, isAccessory, PROJECT, SERVICE } from "./labels.ts";
import { logsOf } from "./logs.ts";
import { markerName, raiseMarker, removeVolumes } from "./marker.ts";
import { overrideOf, renderOverride, servicesOfRelease } from "./override.ts";
import type { Project } from "./project.ts";
import { failing, type Survey } from "./survey.ts";
import { removeContainers, removeTrials, takeDown } from "./take-down.ts";
import { tryOut } from "./trial.ts";
import { watchStart } from "./watch.ts";

export interface Launch {
  readonly spec: EnvironmentSpec;
  readonly facts: Facts;
  readonly project: Project;
  /** `<repository>@<digest>`, as the engine fetches it. */
  readonly image: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Tells engines apart. */
  readonly engine: string;
  /** The lock that is held. */
  readonly act: string;
}

const LINES_TOLD = 20;

/**
 * Starts an environment, or replaces what runs under its name once a trial of the release stayed up. The marker is
 * raised before anything else; where the release fails its trial, it is as if nothing had been done.
 */
export async function bringUp(context: ComposeContext, held: Survey | null, launch: Launch): Promise<void> {
  const { facts, project, image, variables, act } = launch;
  const { environment } = facts;
  const override = renderOverride(
    overrideOf(project, {
      facts,
      image,
      service: context.service,
      network: context.network,
      variables: Object.keys(variables),
    }),
  );
  await raiseMarker(context.docker, facts);
  context.step("marked");
  await ensureEdgeNetwork(context, launch.engine);
  context.step("networked");
  if (held !== null) await removeContainers(context, held.trials);
  const served = held?.web?.State.Running ? held : null;
  if (served !== null) {
    const services = servicesOfRelease(project, image, context.service);
    const failure = await tryOut(context, { environment, services, variables, override, act });
    if (failure !== null) {
      const trials = (await survey(context, environment))?.trials ?? [];
      const lines = await logsOf(context.docker, trials, failure.failed, LINES_TOLD);
      await removeTrials(context, environment);
      await lowerTo(context, served, facts);
      throw failed(launch, "what ran before was left running", failure.said, lines);
    }
    await removeTrials(context, environment);
    context.step("chosen");
  }
  const args = ["up", "-d", "--quiet-pull", ...(await orphanArgs(context, launch))];
  const { code, stderr } = await compose(context, environment, args, { variables, override, act });
  context.step("started");
  const broken = code === 0 ? await watch(context, environment) : null;
  if (broken === null || broken.length > 0) await giveUp(context, launch, held, stderr);
  await retireMarkers(context, environment, facts.generation);
  context.step("settled");
}

/** Removes the markers of older generations. */
export async function retireMarkers(
  context: ComposeContext,
  environment: string,
  generation: number,
): Promise<void> {
  const found = await survey(context, environment);
  const own = markerName(environment, generation);
  const names = (found?.markers ?? []).map((one) => one.Name).filter((name) => name !== own);
  await removeVolumes(context.docker, names);
}

function watch(context: ComposeContext, environment: string): Promise<readonly Container[]> {
  const look = async () => {
    const found = await survey(context, environment);
    return { all: found?.containers ?? [], web: found?.web ?? null };
  };
  return watchStart(look, { ...context, network: context.local ? context.network : null });
}

/** What never came to have a container is removed again; the rest is left to be looked at, and removed by the caller. */
async function giveUp(
  context: ComposeContext,
  launch: Launch,
  held: Survey | null,
  said: string,
): Promise<never> {
  const { environment } = launch.facts;
  const found = await survey(context, environment);
  if (found === null || (found.containers.length === 0 && held === null)) {
    await takeDown(context, environment);
    throw failed(launch, "nothing of it was left", said, []);
  }
  const now = context.clock.now();
  const lines = await logsOf(context.docker, found.containers, failing(found, now), LINES_TOLD);
  if (held !== null && found.web?.Id === held.web?.Id && failing(found, now).length === 0) {
    await lowerTo(context, held, launch.facts);
    throw failed(launch, "what ran before was left running", said, lines);
  }
  await retireMarkers(context, environment, launch.facts.generation);
  throw failed(launch, "it was left as it is, to be looked at", said, lines);
}

/** Takes the marker of a failed attempt away again, so that what runs is what it was. */
async function lowerTo(
  context: ComposeContext,
  held: Survey,
  { environment, generation }: Facts,
): Promise<void> {
  if (held.generation >= generation) return;
  await removeVolumes(context.docker, [markerName(environment, generation)]);
}

/** What the file no longer has goes, unless an accessory is among it. */
async function orphanArgs(
  { reader }: ComposeContext,
  { facts, project }: Launch,
): Promise<readonly string[]> {
  const all = await reader.containers(`${PROJECT}=${facts.environment}`);
  const kept = all.some(
    ({ Config: { Labels } }) =>
      isAccessory(Labels) && project.services[Labels?.[SERVICE] ?? ""] === undefined,
  );
  return kept ? [] : ["--remove-orphans"];
}

function failed(launch: Launch, left: string, said: string, lines: readonly string[]): SluiceError {
  const told = [...(said === "" ? [] : [lastLines(said, 5)]), ...lines];
  const text = told.length === 0 ? "it printed nothing" : `the last lines:\n${told.join("\n")}`;
  return new SluiceError(
    "deployment_failed",
    `${launch.facts.environment} did not start with ${launch.image}; ${left}; ${text}`,
    { advice: "Mend what the lines above tell of, or what keeps the engine from fetching the image." },
  );
}
