import { SluiceError } from "@sluice/core/errors";
import type { ComposeContext } from "./context.ts";
import { actOf, locked } from "./lock.ts";

/**
 * Makes the network that the edge and all web services share; that it is there already is fine. An engine may be
 * made to hold two networks of one name, which nothing can be started in: so it is made under a lock of this
 * machine, and where another machine was at it in the same moment, the younger one goes.
 */
export async function ensureEdgeNetwork(context: ComposeContext, engine: string): Promise<void> {
  const { docker, network, clock } = context;
  if ((await listNamed(context)).length === 1) return;
  await locked(actOf(engine, `network ${network}`), clock, async () => {
    const there = await listNamed(context);
    if (there.length === 1) return;
    const { code, stdout, stderr } =
      there.length > 1
        ? { code: 0, stdout: "", stderr: "" }
        : await docker.try(["network", "create", "--label", "dev.sluice.edge=true", network]);
    if (code !== 0 && !/already exists/.test(stderr)) {
      throw new SluiceError("target_unreachable", `the network ${network} could not be made: ${stderr}`, {
        advice: `Make it by hand (docker network create ${network}), and see which of its limits the engine names.`,
      });
    }
    const [, ...younger] = await listNamed(context);
    const needless = code === 0 && stdout !== "" ? younger.filter((id) => id === stdout.trim()) : younger;
    // One that is in use is not removed, and compose then tells of both.
    if (needless.length > 0) await docker.try(["network", "rm", ...needless]);
  });
}

/** Ids of the networks of this name, oldest first. */
async function listNamed({ docker, network }: ComposeContext): Promise<string[]> {
  const listed = await docker.run([
    "network",
    "ls",
    "--no-trunc",
    "--filter",
    `name=${network}`,
    "--format",
    FORMAT,
  ]);
  return listed
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(([name]) => name === network)
    .map(([, id = "", created = ""]) => ({ id, created }))
    .sort((a, b) => (`${a.created} ${a.id}` < `${b.created} ${b.id}` ? -1 : 1))
    .map(({ id }) => id);
}

const FORMAT = "{{.Name}}\t{{.ID}}\t{{.CreatedAt}}";
