import type {
  Builder,
  Changes,
  Clock,
  Config,
  Edge,
  Exec,
  History,
  ImageBuilder,
  Notifier,
  People,
  Prober,
  Registry,
  RememberingLedger,
  Reporter,
  Runs,
  Target,
} from "@sluice/core";

/** All that the verbs reach the world through. Each function takes the slice that it needs. */
export interface TrainPorts {
  readonly config: Config;
  readonly ledger: RememberingLedger;
  readonly clock: Clock;
  /** A number from 0 to 1, for jitter. */
  readonly random: () => number;
  readonly history: History;
  readonly changes: Changes;
  readonly people: People;
  readonly runs: Runs;
  readonly registry: Registry;
  readonly builder: Builder;
  readonly imageBuilder: ImageBuilder;
  readonly target: Target;
  readonly edge: Edge;
  readonly prober: Prober;
  readonly exec: Exec;
  /** Values of `variables`, `env` and `args` with `$NAME` put in. Throws `input_invalid` where one is not set. */
  readonly resolve: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly notifiers: readonly ChannelNotifier[];
  readonly reporter: Reporter;
}

export interface ChannelNotifier {
  readonly notifier: Notifier;
  readonly on: readonly string[];
  readonly stages: readonly string[];
}
