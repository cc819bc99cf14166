/** What Sluice writes on all that it makes, and reads back. */
export const LABELS = {
  app: "dev.sluice.app",
  stage: "dev.sluice.stage",
  environment: "dev.sluice.environment",
  generation: "dev.sluice.generation",
  digest: "dev.sluice.digest",
  configuration: "dev.sluice.configuration",
} as const;

/** The user's mark on what belongs to a stage and outlives its environments: databases, object stores, their volumes. */
export const ACCESSORY = "dev.sluice.accessory";

/** Compose's own labels. */
export const PROJECT = "com.docker.compose.project";
export const SERVICE = "com.docker.compose.service";
export const ONE_OFF = "com.docker.compose.oneoff";

export type Labels = Readonly<Record<string, string>>;

export function isAccessory(labels: Labels | null | undefined): boolean {
  const value = labels?.[ACCESSORY];
  return value !== undefined && value !== "false";
}

/** What one run of an environment is labelled with: facts only, never a variable's value. */
export interface Facts {
  readonly app: string;
  readonly stage: string;
  readonly environment: string;
  readonly generation: number;
  readonly digest: string;
  /** Hash of all that the environment is started with. */
  readonly configuration: string;
}

export function labelsOf(facts: Facts): Labels {
  return {
    [LABELS.app]: facts.app,
    [LABELS.stage]: facts.stage,
    [LABELS.environment]: facts.environment,
    [LABELS.generation]: String(facts.generation),
    [LABELS.digest]: facts.digest,
    [LABELS.configuration]: facts.configuration,
  };
}
