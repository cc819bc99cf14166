import type { Instance } from "@sluice/core/ports/target";
import type { Container, Image, Volume } from "./engine-types.ts";
import { isAccessory, LABELS, type Labels, ONE_OFF, SERVICE } from "./labels.ts";
import { isMarker } from "./marker.ts";

/** What is there of one environment. */
export interface Survey {
  readonly environment: string;
  readonly app: string;
  readonly stage: string;
  /** The newest that changed it. */
  readonly generation: number;
  /** Of its services; neither accessories nor trials. */
  readonly containers: readonly Container[];
  /** What was started to be tried out, and replacements that compose was killed amid. */
  readonly trials: readonly Container[];
  readonly markers: readonly Volume[];
  readonly web: Container | null;
}

/** How soon after its last restart a container counts as one that restarts in a loop, in milliseconds. */
const LOOP_MS = 5_000;

/** What carries Sluice's labels, by environment. `service` is the web service. */
export function surveys(
  containers: readonly Container[],
  volumes: readonly Volume[],
  service: string,
): readonly Survey[] {
  const own = containers.filter((one) => !isAccessory(one.Config.Labels));
  const markers = volumes.filter(isMarker);
  const labelled = [...own.map((one) => one.Config.Labels ?? {}), ...markers.map((one) => one.Labels ?? {})];
  const names = [...new Set(labelled.map((labels) => labels[LABELS.environment] ?? ""))].filter(Boolean);
  return names.sort().map((environment) => {
    const here = (labels: Labels | null) => labels?.[LABELS.environment] === environment;
    const all = own.filter((one) => here(one.Config.Labels));
    const mine = labelled.filter(here).sort((a, b) => generationOf(b) - generationOf(a));
    const newest = mine[0] ?? {};
    const isTrial = (one: Container) => one.Config.Labels?.[ONE_OFF] === "True" || isUnfinished(one, all);
    const running = all.filter((one) => !isTrial(one));
    const webs = running.filter((one) => one.Config.Labels?.[SERVICE] === service);
    return {
      environment,
      app: newest[LABELS.app] ?? "",
      stage: newest[LABELS.stage] ?? "",
      generation: generationOf(newest),
      containers: running,
      trials: all.filter(isTrial),
      markers: markers.filter((one) => here(one.Labels)),
      web: webs.find((one) => one.State.Running) ?? webs[0] ?? null,
    };
  });
}

/**
 * Compose replaces a container by one that is named after it, `<the old one's short id>_<its name>`, until the old one is
 * gone. Where compose was killed meanwhile both are there, and compose itself then stumbles over that name.
 */
function isUnfinished(container: Container, all: readonly Container[]): boolean {
  const old = /^\/?([0-9a-f]{12})_/.exec(container.Name)?.[1];
  return old !== undefined && all.some((one) => one.Id.startsWith(old));
}

function generationOf(labels: Labels): number {
  const generation = Number(labels[LABELS.generation]);
  return Number.isSafeInteger(generation) ? generation : 0;
}

/**
 * Whether a container failed: it ended, restarts in a loop, or its own health check says so. A task that ended well and
 * is not to be restarted (a migration) did not.
 *
 * @param now milliseconds since the epoch
 */
export function isFailing(container: Container, now: number, isWeb: boolean): boolean {
  const { State, RestartCount, HostConfig } = container;
  if (State.Restarting || State.Health?.Status === "unhealthy") return true;
  if (State.Running) return RestartCount > 0 && now - Date.parse(State.StartedAt) < LOOP_MS;
  const once = (HostConfig.RestartPolicy?.Name ?? "no").replace("no", "") === "";
  return isWeb || !once || State.ExitCode !== 0 || State.Status === "created";
}

/** Those of its containers that failed. */
export function failing(survey: Survey, now: number): readonly Container[] {
  return survey.containers.filter((one) => isFailing(one, now, isWebOf(survey, one)));
}

function isWebOf({ web }: Survey, one: Container): boolean {
  return web !== null && one.Config.Labels?.[SERVICE] === web.Config.Labels?.[SERVICE];
}

/**
 * The digest that an image has in a registry. That which was asked for, if the engine's own record of the running
 * image names it; else another that it names; an image that no registry has is named by its id.
 */
export function digestOf(image: Image | null, asked: string | undefined, id: string): string {
  const digests = (image?.RepoDigests ?? []).map((one) => one.slice(one.indexOf("@") + 1));
  return digests.find((one) => one === asked) ?? digests[0] ?? id;
}

/** An environment as the port tells it. `image` is that of the web container. */
export function instanceOf(
  survey: Survey,
  image: Image | null,
  at: { readonly port: number; readonly network: string; readonly local: boolean; readonly now: number },
): Instance {
  const { environment, stage, generation, web } = survey;
  const labels = web?.Config.Labels ?? survey.markers[0]?.Labels ?? {};
  const ip = web?.NetworkSettings.Networks?.[at.network]?.IPAddress;
  const started = Date.parse(web?.State.StartedAt ?? "");
  const created = Date.parse(survey.markers[0]?.CreatedAt ?? "");
  const since = started > 0 ? started : created;
  return {
    environment,
    stage,
    generation,
    digest: web === null ? (labels[LABELS.digest] ?? "") : digestOf(image, labels[LABELS.digest], web.Image),
    running: web !== null && failing(survey, at.now).length === 0,
    address: web === null ? null : `http://${environment}:${at.port}`,
    reach: at.local && ip ? `http://${ip}:${at.port}` : null,
    startedAt: new Date(Number.isNaN(since) ? 0 : since).toISOString(),
  };
}
