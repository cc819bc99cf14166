import { type ComposeContext, survey } from "./context.ts";
import type { Container } from "./engine-types.ts";
import { isAccessory, LABELS } from "./labels.ts";
import { isMarker, removeVolumes } from "./marker.ts";

/**
 * Removes an environment: containers as their own stop signal and time have it, networks, volumes, and its marker
 * last, so that a removal which is cut off is found and completed. Accessories, and networks that they are still in, stay.
 */
export async function takeDown(context: ComposeContext, environment: string): Promise<void> {
  const { docker, reader, step } = context;
  const label = `${LABELS.environment}=${environment}`;
  const [containers, networks, volumes] = await Promise.all([
    reader.containers(label),
    reader.networks(label),
    reader.volumes(label),
  ]);
  await removeContainers(
    context,
    containers.filter((one) => !isAccessory(one.Config.Labels)),
  );
  step("stopped");
  const data = volumes.filter((one) => !isMarker(one) && !isAccessory(one.Labels));
  await Promise.all([
    networks.length === 0 ? null : docker.try(["network", "rm", ...networks.map((one) => one.Id)]),
    removeVolumes(
      docker,
      data.map((one) => one.Name),
    ),
  ]);
  step("emptied");
  await removeVolumes(
    docker,
    volumes.filter(isMarker).map((one) => one.Name),
  );
  step("removed");
}

/** Stops and removes containers with their anonymous volumes. */
export async function removeContainers(
  context: ComposeContext,
  containers: readonly Container[],
): Promise<void> {
  if (containers.length === 0) return;
  const ids = containers.map((one) => one.Id);
  const running = containers.filter((one) => one.State.Running).map((one) => one.Id);
  if (running.length > 0) await context.docker.try(["stop", ...running]);
  await context.docker.try(["rm", "-f", "-v", ...ids]);
}

/** Removes what a try-out left. */
export async function removeTrials(context: ComposeContext, environment: string): Promise<void> {
  await removeContainers(context, (await survey(context, environment))?.trials ?? []);
}
