import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import type { Exec } from "@sluice/core/ports/exec";
import type { History } from "@sluice/core/ports/history";
import type { ImageBuilder, ImageRequest } from "@sluice/core/ports/image-builder";
import type { Registry } from "@sluice/core/ports/registry";
import { inFolder } from "../in-folder.ts";
import { writeContext } from "./context.ts";
import {
  type Argv,
  type BuildCall,
  type Builder,
  buildCall,
  buildsIntoEngine,
  shortcomings,
} from "./docker-argv.ts";

export interface ImageBuilderPorts {
  readonly history: Pick<History, "listTree" | "readBlobs">;
  readonly exec: Exec;
  readonly registry: Pick<Registry, "findDigest">;
  readonly clock: Pick<Clock, "sleep">;
  /** The folder of cache `local`. */
  readonly cacheFolder: string;
}

const LINES_TOLD = 20;
/** Milliseconds before the second, third and fourth try of a push. */
const PAUSES_MS = [500, 2_000, 5_000];
const DENIED = /denied|unauthorized|authentication required|no basic auth credentials/i;

/** Builds images with docker, from what git has, in a folder of their own. */
export function createImageBuilder(ports: ImageBuilderPorts): ImageBuilder {
  return {
    async build(request) {
      const builder = await findBuilder(ports.exec);
      for (const line of shortcomings(builder, request)) request.onWarning(line);
      refuseImpossible(builder, request);
      await inFolder(async (context) => {
        await writeContext(context, ports.history, request);
        const places = { context, cache: ports.cacheFolder };
        const made = await follow(ports.exec, buildCall(builder, request, places, "make"), request);
        if (made.code !== 0) {
          throw new SluiceError("build_failed", `the build ended with exit code ${made.code}${made.told}`, {
            advice: "Mend what the lines above tell of; nothing was pushed or deployed.",
          });
        }
        if (!buildsIntoEngine(builder, request)) {
          await push(ports, buildCall(builder, request, places, "push"), request);
          return;
        }
        const ref = `${request.repository}:${request.tag}`;
        try {
          await push(ports, { argv: ["docker", "push", ref], env: {} }, request);
        } finally {
          await ports.exec.run(["docker", "image", "rm", ref]);
        }
      });
      return { digest: await digestOf(ports, request) };
    },
  };
}

/** What builds here. Throws `program_missing` without docker. */
async function findBuilder(exec: Exec): Promise<Builder> {
  const inspected = await exec.run(["docker", "buildx", "inspect"]);
  const driver = /^Driver:\s+(\S+)/m.exec(inspected.stdout)?.[1];
  if (driver !== undefined) return { kind: "buildx", driver };
  const { code } = await exec.run(["docker", "buildx", "version"]);
  return code === 0 ? { kind: "buildx", driver: "docker" } : { kind: "classic" };
}

function refuseImpossible(builder: Builder, request: ImageRequest): void {
  if (builder.kind !== "classic") return;
  const wish =
    request.platforms.length > 1
      ? "more than one of artifact.platforms"
      : Object.keys(request.secrets).length > 0
        ? "artifact.secrets"
        : null;
  if (wish === null) return;
  throw new SluiceError("build_failed", `${wish} cannot be built without docker's buildx plugin`, {
    advice: "Install docker-buildx on this machine; nothing was built.",
  });
}

/** Pushes, and again where the registry failed: what it has already is not sent twice. */
async function push(
  { exec, clock }: ImageBuilderPorts,
  call: BuildCall,
  request: ImageRequest,
): Promise<void> {
  const { repository } = request;
  for (let tries = 1; ; tries++) {
    const { code, told } = await follow(exec, call, request);
    if (code === 0) return;
    if (DENIED.test(told)) {
      throw new SluiceError("registry_denied", `${repository} refuses the push${told}`, {
        advice: "Log docker in to that registry with rights to push; nothing was deployed.",
      });
    }
    const pause = PAUSES_MS[tries - 1];
    if (pause === undefined) {
      throw new SluiceError(
        "registry_unreachable",
        `the push to ${repository} failed ${tries} times${told}`,
        {
          advice: "See whether the registry is well, and run again; nothing was deployed.",
        },
      );
    }
    request.onWarning(`the push to ${repository} failed (exit code ${code}); trying again`);
    await clock.sleep(pause);
  }
}

/** What the registry has, and not what a program printed. */
async function digestOf({ registry }: ImageBuilderPorts, request: ImageRequest): Promise<string> {
  const digest = await registry.findDigest(request.tag);
  if (digest !== null) return digest;
  const what = `${request.repository}:${request.tag}`;
  throw new SluiceError(
    "registry_unreachable",
    `the registry took the push of ${what} and does not have it`,
    {
      advice: "See whether the registry keeps what it is sent, and run again; nothing was deployed.",
    },
  );
}

/** Runs a program, passes its lines on and keeps the last of them. */
async function follow(
  exec: Exec,
  { argv, env }: { readonly argv: Argv; readonly env: Readonly<Record<string, string>> },
  { onLine }: Pick<ImageRequest, "onLine">,
): Promise<{ readonly code: number; readonly told: string }> {
  const tail: string[] = [];
  const { code } = await exec.run(argv, {
    env,
    onLine(line) {
      onLine(line);
      tail.push(line);
      if (tail.length > LINES_TOLD) tail.shift();
    },
  });
  return { code, told: tail.map((line) => `\n  ${line}`).join("") };
}
