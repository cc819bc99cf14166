import { type Config, findSecret, type Reporter, resolveValue } from "@sluice/core";
import type { Place } from "./site.ts";

/** Shorter values are no secrets, and hiding them (`1`, `dev`) would make every line unreadable. */
const SHORTEST_MASKED = 4;

/** Lets the reporter hide what the environment holds under the names that sluice.yml mentions. */
export function maskSecrets(config: Config, env: Place["env"], reporter: Pick<Reporter, "mask">): void {
  for (const value of references(config)) {
    const secret = findSecret(value, env);
    if (secret !== null && secret.trim().length >= SHORTEST_MASKED) reporter.mask(secret);
  }
}

/** All texts of sluice.yml that may be `$NAME`. */
function references(config: Config): string[] {
  const maps = [
    config.artifact.args,
    config.artifact.secrets,
    config.target.variables,
    ...config.stages.map((stage) => stage.variables),
    ...config.tests.map((suite) => suite.env),
  ];
  const channels = config.notify.flatMap((entry) => {
    if (entry.kind === "terminal") return [];
    if (entry.kind === "email") return [entry.smtp];
    return entry.kind === "webhook" && entry.secret !== null ? [entry.url, entry.secret] : [entry.url];
  });
  return [...maps.flatMap((map) => Object.values(map)), ...channels];
}

/** Puts values of the environment in the place of `$NAME`. */
export function resolver(
  env: Place["env"],
): (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>> {
  return (values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, resolveValue(value, env)]));
}
