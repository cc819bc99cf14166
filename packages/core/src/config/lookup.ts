import { SluiceError } from "../errors.ts";
import { suggest } from "../model/suggest.ts";
import type { Config, Stage, Suite } from "./schema.ts";

/** The stage of a name, whatever its case (no two differ by case alone); null where there is none. */
export function findStage(config: Config, name: string): Stage | null {
  const folded = name.toLowerCase();
  return config.stages.find((stage) => stage.name.toLowerCase() === folded) ?? null;
}

/** As `findStage`; throws `input_invalid`, naming the stages, where there is none. */
export function getStage(config: Config, name: string): Stage {
  const stage = findStage(config, name);
  if (stage !== null) return stage;
  const names = config.stages.map((known) => known.name);
  const meant = suggest(name, names);
  throw new SluiceError(
    "input_invalid",
    `there is no stage ${JSON.stringify(name)}${meant === null ? "" : `; did you mean ${meant}?`}`,
    { advice: `sluice.yml has ${names.join(", ")}. Nothing was changed.` },
  );
}

/** The stage that a branch's merges come to; null where none has it. */
export function findStageOfBranch(config: Config, branch: string): Stage | null {
  return config.stages.find((stage) => stage.branch === branch) ?? null;
}

/** The stage that releases of `stage` come from; null for a first one. */
export function findStageBefore(config: Config, stage: Stage): Stage | null {
  return stage.from === null ? null : findStage(config, stage.from);
}

/** The stages that releases of `stage` go to; none for a last one. */
export function listStagesAfter(config: Config, stage: Stage): readonly Stage[] {
  return config.stages.filter((next) => next.from === stage.name);
}

/** A suite by name; null where there is none. */
export function findSuite(config: Config, name: string): Suite | null {
  return config.tests.find((suite) => suite.name === name) ?? null;
}

/** As `findSuite`; throws `input_invalid`, naming the suites, where there is none. */
export function getSuite(config: Config, name: string): Suite {
  const suite = findSuite(config, name);
  if (suite !== null) return suite;
  const names = config.tests.map((known) => known.name);
  const meant = suggest(name, names);
  throw new SluiceError(
    "input_invalid",
    `there is no suite ${JSON.stringify(name)}${meant === null ? "" : `; did you mean ${meant}?`}`,
    { advice: `sluice.yml has ${names.join(", ") || "none"}. Nothing was changed.` },
  );
}
