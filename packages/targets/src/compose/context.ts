import { resolve } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import type { ExecResult } from "@sluice/core/ports/exec";
import type { Docker } from "./docker.ts";
import type { EngineReader } from "./engine-types.ts";
import { LABELS } from "./labels.ts";
import { ACT } from "./lock.ts";
import { type Project, parseProject } from "./project.ts";
import { type Survey, surveys } from "./survey.ts";

/** What bringing up and taking down work with. */
export interface ComposeContext {
  readonly docker: Docker;
  readonly reader: EngineReader;
  readonly clock: Clock;
  readonly root: string;
  readonly file: string;
  readonly service: string;
  readonly port: number;
  readonly network: string;
  /** Whether containers' addresses are reached from this machine. */
  readonly local: boolean;
  readonly settleMs: number;
  readonly step: (name: string) => void;
}

/** What is there under an environment's name, whichever application's; null where nothing is. */
export async function survey(context: ComposeContext, environment: string): Promise<Survey | null> {
  const label = `${LABELS.environment}=${environment}`;
  const { reader, service } = context;
  const [containers, volumes] = await Promise.all([reader.containers(label), reader.volumes(label)]);
  return surveys(containers, volumes, service)[0] ?? null;
}

/**
 * Runs compose on the user's own file; an override goes in by standard input, so that no file of it can be left.
 * Variables go in by the environment.
 */
export async function compose(
  context: ComposeContext,
  environment: string,
  args: readonly string[],
  options: {
    readonly variables: Readonly<Record<string, string>>;
    readonly override?: string;
    /** The lock's name, where something is changed. */
    readonly act?: string;
  },
): Promise<ExecResult> {
  const { docker, root, file } = context;
  const { variables, override, act } = options;
  const files = ["-f", resolve(root, file), ...(override === undefined ? [] : ["-f", "-"])];
  return docker.try(["compose", "--progress", "plain", "-p", environment, ...files, ...args], {
    cwd: root,
    env: { ...variables, ...(act === undefined ? {} : { [ACT]: act }) },
    ...(override === undefined ? {} : { stdin: override }),
  });
}

/** The user's file as compose reads it. Throws `config_invalid` with what compose says. */
export async function readProject(
  context: ComposeContext,
  environment: string,
  variables: Readonly<Record<string, string>>,
): Promise<Project> {
  const { code, stdout, stderr } = await compose(context, environment, ["config", "--format", "json"], {
    variables,
  });
  if (code === 0) return parseProject(stdout, context.file);
  throw new SluiceError(
    "config_invalid",
    `docker compose cannot read ${context.file}; nothing was changed: ${stderr}`,
    {
      advice: "Mend what is said above; `docker compose config` shows the same.",
    },
  );
}
