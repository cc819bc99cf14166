import { needsOwnMachine } from "./config-template.ts";
import type { InitStage } from "./stages.ts";
import type { Survey } from "./survey.ts";

export const GITHUB_PATH = ".github/workflows/sluice.yml";

/** A workflow that runs a stage on a push to its branch, and promotes by hand. No expression stands in a script. */
export function githubTemplate(found: Survey, stages: readonly InitStage[]): string {
  const machine = needsOwnMachine(found);
  return [
    "# Runs a stage of sluice.yml on a merge into its branch, and promotes by hand.",
    "name: Sluice",
    "",
    "on:",
    "  push:",
    `    branches: [${stages.map(({ branch }) => JSON.stringify(branch)).join(", ")}]`,
    "  workflow_dispatch:",
    "    inputs:",
    "      stage:",
    "        description: The stage that a release is promoted into",
    "        type: choice",
    `        options: [${stages
      .slice(1)
      .map(({ name }) => name)
      .toReversed()
      .join(", ")}]`,
    "      release:",
    "        description: A change's number or a digest's beginning; empty for the newest verified release",
    "        type: string",
    "",
    "permissions: {}",
    "",
    "jobs:",
    ...stages.flatMap((stage) => [
      ...jobHead(stage.name.toLowerCase(), {
        condition: `github.event_name == 'push' && github.ref_name == ${quoted(stage.branch)}`,
        group: `sluice-${stage.name}`,
        machine,
      }),
      ...steps(found),
      `      - run: sluice run ${stage.name} --commit="$GITHUB_SHA"`,
      "        env:",
      ...credentials,
      "",
    ]),
    ...jobHead("promote", {
      condition: "github.event_name == 'workflow_dispatch'",
      group: `sluice-${expression("inputs.stage")}`,
      machine,
    }),
    ...steps(found),
    '      - run: sluice promote-to-prod --stage="$STAGE" --release="$RELEASE"',
    "        env:",
    ...credentials,
    `          STAGE: ${expression("inputs.stage")}`,
    `          RELEASE: ${expression("inputs.release")}`,
    "",
  ].join("\n");
}

function jobHead(
  name: string,
  job: { readonly condition: string; readonly group: string; readonly machine: boolean },
): string[] {
  return [
    `  ${name}:`,
    `    if: ${job.condition}`,
    ...(job.machine
      ? [
          "    # Environments are processes of the machine that runs the job: one of yours, which stays.",
          "    runs-on: self-hosted",
        ]
      : ["    runs-on: ubuntu-latest"]),
    "    permissions:",
    "      contents: write # for the ledger, a git ref of this repository",
    "    concurrency:",
    `      group: ${job.group}`,
    "      cancel-in-progress: false",
    "      queue: max",
    "    steps:",
  ];
}

/** The whole history: which change contains which is asked of it. */
function steps(found: Survey): string[] {
  return [
    "      # Pin these by the full sha of a version that you have looked at.",
    "      - uses: actions/checkout@v4",
    "        with:",
    "          fetch-depth: 0",
    "          persist-credentials: false",
    "      - uses: actions/setup-node@v4",
    "        with:",
    "          node-version: 24",
    "      - run: npm install --global @sluice/cli",
    ...(found.install === null ? [] : [`      - run: ${found.install}`]),
  ];
}

const credentials = [
  `          SLUICE_ACTOR: ${expression("github.actor")}`,
  `          SLUICE_LEDGER_TOKEN: ${expression("github.token")}`,
];

/** An expression of GitHub's; they stand in `env` and in a job's own keys, never in a script. */
function expression(text: string): string {
  return ["$", "{{ ", text, " }}"].join("");
}

/** A text in GitHub's expressions: a quote in it is doubled. The line is YAML as well, where `'` needs nothing. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
