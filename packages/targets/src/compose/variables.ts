import { createHash } from "node:crypto";
import { SluiceError } from "@sluice/core/errors";
import type { EnvironmentSpec } from "@sluice/core/ports/target";
import type { Project } from "./project.ts";

/** What would change which engine is spoken to, or which program runs, rather than the application. */
const RESERVED = /^(DOCKER_.*|COMPOSE_.*|BUILDKIT_.*|BUILDX_.*|LD_.*|PATH|HOME)$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The environment that compose interpolates the user's file with: the user's variables, and the facts.
 *
 * @param image `<repository>@<digest>`, as the engine fetches it
 * @throws SluiceError `config_invalid` for a name that docker itself would take as its own, or that is none.
 */
export function variablesOf(
  spec: EnvironmentSpec,
  own: Readonly<Record<string, string>>,
  image: string,
): Record<string, string> {
  const variables = {
    ...own,
    ...spec.variables,
    SLUICE_IMAGE: image,
    SLUICE_HOST: spec.host ?? "",
    SLUICE_APP: spec.app,
    SLUICE_STAGE: spec.stage,
    SLUICE_ENVIRONMENT: spec.environment,
    SLUICE_GENERATION: String(spec.generation),
    SLUICE_DIGEST: spec.digest,
  };
  for (const [name, value] of Object.entries(variables)) {
    if (!NAME.test(name) || RESERVED.test(name) || value.includes("\0")) {
      throw new SluiceError(
        "config_invalid",
        `the variable ${JSON.stringify(name)} cannot be given to compose`,
        {
          advice: RESERVED.test(name)
            ? "Docker reads this name itself: give the application's variable another one. Nothing was changed."
            : "Names are letters, digits and _, and values hold no zero byte. Nothing was changed.",
        },
      );
    }
  }
  return variables;
}

/**
 * Names all that an environment is started with. The generation does not count: it changes with every attempt at
 * the same thing, so `project` is to be one that was rendered without it.
 */
export function configurationOf(
  project: Project,
  variables: Readonly<Record<string, string>>,
  network: string,
): string {
  const facts = Object.entries(variables)
    .filter(([name]) => name !== "SLUICE_GENERATION")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify({ project, facts, network })).digest("hex");
}
