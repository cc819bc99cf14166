/** A stage of the file that is written, and the branch whose merges come to it. */
export interface InitStage {
  readonly name: "STAGING" | "QA" | "PROD";
  readonly branch: string;
}

const USUAL = {
  STAGING: ["staging", "stage", "develop"],
  QA: ["qa", "test", "uat"],
  PROD: ["prod", "production", "release"],
} as const;

/** The three stages, each with the branch that the repository has for it, else one of the stage's own name. */
export function chooseStages(branches: readonly string[]): readonly InitStage[] {
  return (["STAGING", "QA", "PROD"] as const).map((name) => {
    const found = USUAL[name]
      .map((usual) => branches.find((branch) => branch.toLowerCase() === usual))
      .find((branch) => branch !== undefined);
    return { name, branch: branches.includes(name) ? name : (found ?? name) };
  });
}

/** Stages whose branch is still to be made. */
export function missingBranches(
  stages: readonly InitStage[],
  branches: readonly string[],
): readonly string[] {
  return stages.map(({ branch }) => branch).filter((branch) => !branches.includes(branch));
}
