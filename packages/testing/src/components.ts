import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { gitHttpMissing } from "./ledger/git-http.ts";

/** Whether a program or service that some tests need is there. */
export interface Component {
  readonly available: boolean;
  /** Why not; empty where it is there. */
  readonly reason: string;
}

/** A copy of CDEvents 0.5.1's schemas, beside the repository. */
export const CDEVENTS = resolve(import.meta.dirname, "../../../../shared/data/cdevents/schemas");

/** Those that answer for more than their being on the PATH. Each takes milliseconds. */
const PROBES: Readonly<Record<string, () => string>> = {
  docker: () => whyNot("docker", ["info", "--format", "{{.ServerVersion}}"], "no Docker engine answers"),
  swarm: () =>
    whyNot(
      "docker",
      ["info", "--format", '{{if eq .Swarm.LocalNodeState "active"}}{{else}}{{fail}}{{end}}'],
      "the Docker engine is not in a swarm",
    ),
  compose: () => whyNot("docker", ["compose", "version"], "docker has no compose plugin"),
  buildx: () => whyNot("docker", ["buildx", "version"], "docker has no buildx plugin"),
  "git-http-backend": () => gitHttpMissing() ?? "",
  cdevents: () => (existsSync(CDEVENTS) ? "" : "the CDEvents schemas are not beside the repository"),
};

const found = new Map<string, Component>();

/**
 * Probes a component, once a process. A test that needs it says so in its title, which is how its reason gets into the
 * last lines of `npm test`:
 *
 *     describe.skipIf(!component("docker").available)("… [needs docker]", …)
 *
 * Any other name than those with a probe is a program on the PATH.
 *
 * @throws Error where SLUICE_REQUIRE (names with commas) demands it and it is not there.
 */
export function component(name: string, env: NodeJS.ProcessEnv = process.env): Component {
  const known = found.get(name) ?? probe(name);
  found.set(name, known);
  if (!known.available && requiredComponents(env).includes(name)) {
    throw new Error(`${name} is required here (SLUICE_REQUIRE), but ${known.reason}`);
  }
  return known;
}

/** The names in SLUICE_REQUIRE. */
export function requiredComponents(env: NodeJS.ProcessEnv = process.env): string[] {
  return (env.SLUICE_REQUIRE ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function probe(name: string): Component {
  const reason = (PROBES[name] ?? (() => whyNotOnPath(name)))();
  return { available: reason === "", reason };
}

function whyNotOnPath(program: string): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const there = folders.some((folder) => isExecutable(join(folder, program)));
  return there ? "" : `${program} is not installed`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Asks a program; `silence` is what it means that it does not answer. */
function whyNot(program: string, args: readonly string[], silence: string): string {
  const missing = whyNotOnPath(program);
  if (missing !== "") return missing;
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 5000 });
  if (status === 0) return "";
  const [first = ""] = (stderr ?? "").trim().split("\n");
  return first === "" ? silence : `${silence} (${first})`;
}
