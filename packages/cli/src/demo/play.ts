import type { TrainPorts } from "@sluice/commands/ports";
import { emptyStage, type Instance, type LedgerState, type Stage } from "@sluice/core";
import type { Result } from "@sluice/core/command";
import { SluiceError } from "@sluice/core/errors";
import type { DemoPlace } from "./place.ts";
import type { Receiver } from "./receiver.ts";
import type { Sight, StoryMerge, StoryScene, StoryStep } from "./story.ts";
import type { Ride, Train } from "./train.ts";
import type { View } from "./view.ts";
import type { Visitors } from "./visitors.ts";

/** What the scenes are played with. */
export interface Play {
  readonly place: DemoPlace;
  readonly view: View;
  readonly receiver: Receiver;
  /** In the order of the train. */
  readonly stages: readonly Stage[];
  readonly merges: readonly StoryMerge[];
  readonly scenes: readonly StoryScene[];
  /** What people call the release of a digest. */
  readonly releases: Readonly<Record<string, string>>;
  /** Null before PROD is opened, and where it has no hostname that its releases share. */
  visitors: Visitors | null;
  scene(title: string, headline: string, act: (scene: Scene) => Promise<void>): Promise<void>;
  /** Merges as a forge does; answers the change's number. */
  merge(source: string, target: string, title: string): Promise<number>;
  /** Gives the artifact of a run its name. */
  name(digest: string, label: string): void;
  read(): Promise<World>;
}

/** How things are: what the ledger says, and what the machine really runs. */
export interface World {
  readonly state: LedgerState;
  readonly instances: readonly Instance[];
}

/** One scene while it is played. */
export interface Scene {
  /** Runs a stage, which must end so; throws `UnexpectedEnd` otherwise. */
  run(stage: Stage, expected?: Result["outcome"]): Promise<Ride>;
  see(text: string, holds: boolean): void;
}

/** A command of the train came to another end than the story wants: there is no going on. */
export class UnexpectedEnd extends SluiceError {
  readonly result: Result;

  constructor({ command, result }: Ride, expected: string) {
    const advice = result.advice ?? "Run the demo again with --verbose to see all that it printed.";
    super(
      result.reason_code === "ok" ? "defect" : result.reason_code,
      `${command} ended ${result.outcome}, not ${expected}: ${result.message}`,
      { advice },
    );
    this.result = result;
  }
}

export function createPlay(given: {
  readonly place: DemoPlace;
  readonly view: View;
  readonly receiver: Receiver;
  readonly train: Train;
  readonly ports: Pick<TrainPorts, "ledger" | "target">;
}): Play {
  const { place, view, train, ports } = given;
  const merges: StoryMerge[] = [];
  const scenes: StoryScene[] = [];
  const releases: Record<string, string> = {};

  return {
    place,
    view,
    receiver: given.receiver,
    stages: place.site.config.stages,
    merges,
    scenes,
    releases,
    visitors: null,
    async scene(title, headline, act) {
      const began = Date.now();
      const [steps, seen]: [StoryStep[], Sight[]] = [[], []];
      view.line();
      view.heading(`${scenes.length + 1}  ${title}`);
      view.dim(`   ${headline}`);
      const see = (text: string, holds: boolean) => {
        seen.push({ text, holds });
        view.seen(text, holds);
      };
      try {
        await act({
          see,
          async run(stage, expected = "deployed") {
            const ride = await train.run(stage.name);
            const { command, ms, result } = ride;
            steps.push({ command, outcome: result.outcome, message: result.message, ms });
            if (result.outcome === expected) return ride;
            if (result.outcome !== "interrupted") see(`${command} ends ${expected}`, false);
            throw new UnexpectedEnd(ride, expected);
          },
        });
      } finally {
        scenes.push({ title, headline, began, ended: Date.now(), steps, seen });
      }
    },
    async merge(source, target, title) {
      const number = merges.length + 1;
      await place.repository.merge({ number, title, source, target });
      merges.push({ number, title, source, target, at: Date.now() });
      return number;
    },
    name(digest, label) {
      releases[digest] ??= label;
    },
    async read() {
      return { state: (await ports.ledger.read()).state, instances: await ports.target.list() };
    },
  };
}

/** What the machine runs in a stage, by name. */
export function runningIn(world: World, stage: Stage): readonly string[] {
  return world.instances
    .filter((one) => one.stage === stage.name && one.running)
    .map((one) => one.environment);
}

/** The environment that a stage's traffic goes to, by the ledger. */
export function servingIn({ state }: World, stage: Stage): string | null {
  return (state.stages[stage.name] ?? emptyStage).serves;
}

/** Why an environment had to go, as the ledger says. */
export function graveOf({ state }: World, environment: string): string {
  const grave = state.environments[environment]?.tombstone;
  return grave ? `${grave.reason}, ${grave.detail}` : "not destroyed";
}
