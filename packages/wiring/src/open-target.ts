import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Config, type Edge, SluiceError, slug, type Target } from "@sluice/core";
import { registryOf } from "./open-registry.ts";
import { homeOf, resolvePath, type Site } from "./site.ts";

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
  const { command, variables } = processConfig(site.config);
  const { createProcessTarget } = await import("@sluice/targets");
  return createProcessTarget({
    app: site.config.app,
    root: processRoots(site).target,
    command,
    variables: resolve(variables),
    env: site.env,
    async fetchArtifact(repository, digest, directory) {
      const { unpackArchive } = await import("@sluice/registry/archive");
      const registry = await registryOf(site, repository);
      await unpackArchive(await registry.pullArchive(digest), directory);
    },
  });
}

export async function edgeOf(site: Site): Promise<Edge> {
  const { port } = processConfig(site.config);
  const { createEmbeddedEdge } = await import("@sluice/targets");
  return createEmbeddedEdge({ root: processRoots(site).edge, port: port ?? 0, ...bundledDaemon() });
}

/** The bundle has the edge's program beside it; from the sources the target finds it itself. */
function bundledDaemon(): { daemonPath?: string } {
  const daemonPath = join(import.meta.dirname, "edge-daemon.js");
  return existsSync(daemonPath) ? { daemonPath } : {};
}

function processConfig({ target }: Config): Extract<Config["target"], { kind: "process" }> {
  if (target.kind === "process") return target;
  throw new SluiceError("config_invalid", `target.kind: ${target.kind} is not in this version`, {
    advice: "This version has only target.kind: process; nothing was changed.",
  });
}
