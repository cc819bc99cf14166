import { type ComposeContext, compose, survey } from "./context.ts";
import type { Container } from "./engine-types.ts";
import { SERVICE } from "./labels.ts";
import { watchStart } from "./watch.ts";

export interface TrialRequest {
  readonly environment: string;
  /** The services that run the release. */
  readonly services: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly override: string;
  readonly act: string;
}

/** Why a trial failed. */
export interface TrialFailure {
  readonly said: string;
  readonly failed: readonly Container[];
}

/**
 * Starts the release's services once beside those that run, without their names in any network, and watches them:
 * compose stops what runs before it starts what replaces it, so that a release which ends at once would take it down.
 * The trials are left for the caller to read the logs of, and to remove. Null where all went well.
 */
export async function tryOut(context: ComposeContext, request: TrialRequest): Promise<TrialFailure | null> {
  const { environment, services, ...options } = request;
  const results = await Promise.all(
    services.map((service) => {
      const name = `${environment}-sluice-trial-${service}`;
      const args = ["run", "-d", "-T", "--no-deps", "--quiet-pull", "--name", name, service];
      return compose(context, environment, args, options);
    }),
  );
  context.step("tried");
  const bad = results.find(({ code }) => code !== 0);
  if (bad !== undefined) {
    return { said: bad.stderr, failed: (await survey(context, environment))?.trials ?? [] };
  }
  const failed = await watchStart(
    async () => {
      const trials = (await survey(context, environment))?.trials ?? [];
      const web = trials.find((one) => one.Config.Labels?.[SERVICE] === context.service) ?? null;
      return { all: trials, web };
    },
    { ...context, network: context.local ? context.network : null },
  );
  return failed.length === 0 ? null : { said: "", failed };
}
