import type { Stage } from "@sluice/core";
import { servingIn, type World } from "./play.ts";
import type { StoryInstance } from "./story.ts";

/** What runs where, in the order of the train. */
export function runningOf(world: World, stages: readonly Stage[]): readonly StoryInstance[] {
  return stages.flatMap((stage) =>
    world.instances
      .filter((one) => one.stage === stage.name && one.running)
      .map((one) => {
        const environment = world.state.environments[one.environment];
        return {
          stage: stage.name,
          environment: one.environment,
          digest: one.digest,
          change: environment?.change?.number ?? null,
          since: Date.parse(environment?.since ?? one.startedAt),
          serves: servingIn(world, stage) === one.environment,
          url: environment?.url ?? null,
        };
      }),
  );
}
