import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type ComposeTargetConfig,
  type Config,
  type Edge,
  type EdgeInstallation,
  type ProcessTargetConfig,
  SluiceError,
  slug,
  type Target,
} from "@sluice/core";
import { systemClock } from "@sluice/host/clock";
import { createExec } from "@sluice/host/exec";
import { registryOf } from "./open-registry.ts";
import { homeOf, openSite, type Place, resolvePath, type Site } from "./site.ts";

/** Where the process target and the embedded edge keep what they know. */
export interface ProcessRoots {
  readonly target: string;
  readonly edge: string;
}

/** Throws `config_invalid` for a target that is not `process`. */
export function processRoots(site: Site): ProcessRoots {
  const target = folderOf(site);
  return { target, edge: join(target, "edge") };
}

function folderOf(site: Site): string {
  const { root } = processConfig(site.config);
  if (root !== null) return resolvePath(site, root);
  const state = site.env.XDG_STATE_HOME || join(homeOf(site.env), ".local", "state");
  return join(state, "sluice", slug(site.config.app));
}

/**
 * The target of sluice.yml.
 *
 * @param resolve puts the values of `$NAME` in
 */
export async function targetOf(
  site: Site,
  resolve: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): Promise<Target> {
  const { target } = site.config;
  switch (target.kind) {
    case "process":
      return processTarget(site, target, resolve(target.variables));
    case "compose":
      return composeTarget(site, target, resolve(target.variables));
    default:
      throw notYet(target.kind);
  }
}

export async function edgeOf(site: Site): Promise<Edge> {
  const { target } = site.config;
  switch (target.kind) {
    case "process": {
      const { createEmbeddedEdge } = await import("@sluice/targets");
      return createEmbeddedEdge({
        root: processRoots(site).edge,
        port: target.port ?? 0,
        ...bundledDaemon(),
      });
    }
    case "compose":
      return caddyEdge(site, target);
    default:
      throw notYet(target.kind);
  }
}

/** The edge as what is installed and removed as a whole. Throws `config_invalid` where it comes with the target. */
export async function openEdgeInstallation(place: Place): Promise<EdgeInstallation> {
  const site = await openSite(place);
  const { target } = site.config;
  if (target.kind === "compose") return caddyEdge(site, target);
  throw new SluiceError(
    "config_invalid",
    `the edge of target.kind: ${target.kind} is not installed by hand`,
    {
      advice: "The embedded edge starts with the first route; there is nothing to do.",
    },
  );
}

async function processTarget(
  site: Site,
  { command }: ProcessTargetConfig,
  variables: Readonly<Record<string, string>>,
): Promise<Target> {
  const { createProcessTarget } = await import("@sluice/targets");
  return createProcessTarget({
    app: site.config.app,
    root: processRoots(site).target,
    command,
    variables,
    env: site.env,
    async fetchArtifact(repository, digest, directory) {
      const { unpackArchive } = await import("@sluice/registry/archive");
      const registry = await registryOf(site, repository);
      await unpackArchive(await registry.pullArchive(digest), directory);
    },
  });
}

async function composeTarget(
  site: Site,
  { file, service, port, edge, host }: ComposeTargetConfig,
  variables: Readonly<Record<string, string>>,
): Promise<Target> {
  const { createComposeTarget } = await import("@sluice/targets/compose/target");
  return createComposeTarget({
    app: site.config.app,
    root: site.root,
    file,
    service,
    port,
    variables,
    network: edge.network,
    exec: createExec(),
    env: engineEnv(site, host),
  });
}

async function caddyEdge(site: Site, { edge, host }: ComposeTargetConfig): Promise<Edge & EdgeInstallation> {
  const { createCaddyEdge } = await import("@sluice/targets/edges/caddy/edge");
  const { name, network, image, http, https } = edge;
  return createCaddyEdge({
    app: site.config.app,
    ...{ name, network, image, http, https },
    env: engineEnv(site, host),
    exec: createExec(),
    clock: systemClock,
  });
}

/** The environment that the engine is chosen by: what sluice.yml names comes before what the job has. */
function engineEnv(site: Site, host: string | null): Record<string, string> {
  const own = Object.entries(site.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...(host === null ? {} : { DOCKER_HOST: host }) };
}

/** The bundle has the edge's program beside it; from the sources the target finds it itself. */
function bundledDaemon(): { daemonPath?: string } {
  const daemonPath = join(import.meta.dirname, "edge-daemon.js");
  return existsSync(daemonPath) ? { daemonPath } : {};
}

function processConfig({ target }: Config): ProcessTargetConfig {
  if (target.kind === "process") return target;
  throw notYet(target.kind);
}

function notYet(kind: string): SluiceError {
  return new SluiceError("config_invalid", `target.kind: ${kind} is not in this version`, {
    advice: "This version has target.kind process and compose; nothing was changed.",
  });
}
