import type { Docker } from "./docker.ts";
import type { Volume } from "./engine-types.ts";
import { type Facts, LABELS, labelsOf } from "./labels.ts";

/**
 * An environment's generation must rise while its containers go on running, and their labels are fixed when they
 * are created. So it is kept as an empty volume, `<environment>-sluice-g<generation>`: the engine creates it at once or
 * not at all, creating it twice is nothing, and it outlives containers. It is made before anything else of
 * an environment and removed after all else, so that whatever a killed command left is found by it.
 */
export function markerName(environment: string, generation: number): string {
  return `${environment}-sluice-g${generation}`;
}

export function isMarker(volume: Volume): boolean {
  const environment = volume.Labels?.[LABELS.environment];
  const generation = Number(volume.Labels?.[LABELS.generation]);
  return environment !== undefined && volume.Name === markerName(environment, generation);
}

/** Raises an environment's generation. */
export async function raiseMarker(docker: Docker, facts: Facts): Promise<void> {
  const labels = Object.entries(labelsOf(facts)).flatMap(([name, value]) => ["--label", `${name}=${value}`]);
  await docker.run(["volume", "create", ...labels, markerName(facts.environment, facts.generation)]);
}

/** Removes volumes; those that are gone or in use are left. */
export async function removeVolumes(docker: Docker, names: readonly string[]): Promise<void> {
  if (names.length > 0) await docker.try(["volume", "rm", ...names]);
}
