import { needsOwnMachine } from "./config-template.ts";
import type { InitStage } from "./stages.ts";
import type { Survey } from "./survey.ts";

export const GITLAB_PATH = ".gitlab-ci.yml";

/** A pipeline that runs a stage on a push to its branch, and promotes by hand ("Run pipeline"). */
export function gitlabTemplate(found: Survey, stages: readonly InitStage[]): string {
  return [
    "# Runs a stage of sluice.yml on a merge into its branch, and promotes by hand: Build > Pipelines > New pipeline.",
    "# The ledger is a git ref of this repository. Give SLUICE_LEDGER_TOKEN, a masked and protected CI/CD variable,",
    "# a project access token that may write the repository.",
    "variables:",
    '  GIT_DEPTH: "0"',
    "  SLUICE_ACTOR: $GITLAB_USER_LOGIN",
    "  PROMOTE_TO:",
    "    description: The stage that a release is promoted into",
    '    value: ""',
    `    options: ["", ${stages
      .slice(1)
      .map(({ name }) => JSON.stringify(name))
      .toReversed()
      .join(", ")}]`,
    "  RELEASE:",
    "    description: A change's number or a digest's beginning; empty for the newest verified release",
    '    value: ""',
    "",
    ".sluice:",
    "  stage: deploy",
    ...(needsOwnMachine(found)
      ? [
          "  # Environments are processes of the machine that runs the job: a runner of yours, which stays, with Node 24.",
          "  tags: [sluice]",
        ]
      : ['  image: "node:24"']),
    "  interruptible: false",
    "  before_script:",
    "    - npm install --global @sluice/cli",
    ...(found.install === null ? [] : [`    - ${found.install}`]),
    "",
    ...stages.flatMap(({ name, branch }) => [
      `${name.toLowerCase()}:`,
      "  extends: .sluice",
      `  resource_group: sluice-${name}`,
      "  rules:",
      `    - if: ${JSON.stringify(`$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == ${JSON.stringify(branch)}`)}`,
      "  script:",
      `    - sluice run ${name} --commit="$CI_COMMIT_SHA"`,
      "",
    ]),
    "promote:",
    "  extends: .sluice",
    "  resource_group: sluice-$PROMOTE_TO",
    "  rules:",
    `    - if: ${JSON.stringify('$CI_PIPELINE_SOURCE == "web" && $PROMOTE_TO')}`,
    "  script:",
    '    - sluice promote-to-prod --stage="$PROMOTE_TO" --release="$RELEASE"',
    "",
  ].join("\n");
}
