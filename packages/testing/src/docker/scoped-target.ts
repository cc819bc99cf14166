import type { Instance, Target } from "@sluice/core/ports/target";

/**
 * A target whose applications and environments are named as the test names them, with a suffix of its own where they
 * really are: so that tests of the same names do not meet on one engine. The application of the target inside carries
 * the suffix already.
 */
export function scopedTarget(inside: Target, suffix: string): Target {
  const named = (environment: string) => `${environment}-${suffix}`;
  const bare = <T extends Instance | null>(instance: T): T =>
    instance === null
      ? instance
      : { ...instance, environment: instance.environment.slice(0, -suffix.length - 1) };
  return {
    kind: inside.kind,
    up: (spec) => inside.up({ ...spec, app: named(spec.app), environment: named(spec.environment) }),
    find: async (environment) => bare(await inside.find(named(environment))),
    list: async () => (await inside.list()).map(bare),
    logs: (environment, lines) => inside.logs(named(environment), lines),
    down: (environment, upTo) => inside.down(named(environment), upTo),
  };
}
