import { slug } from "@sluice/core";
import type { InitStage } from "./stages.ts";
import type { Survey } from "./survey.ts";

const EDGE_PORT = 8080;

/** A commented sluice.yml for a repository. JSON's texts are YAML's too: nothing found can break out of its place. */
export function configTemplate(found: Survey, stages: readonly InitStage[]): string {
  const target = targetOf(found);
  const lines = [
    "# How this application's changes flow from stage to stage. `sluice run STAGE` does what a merge does.",
    "version: 1",
    "",
    "# Environments are named after it: <app>-<stage>-pr<number>.",
    `app: ${JSON.stringify(found.app)}`,
    "",
    ...artifactLines(found, target),
    "",
    ...suiteLines(found),
    "",
    "# In the order in which releases flow. A merge into a stage's branch deploys there.",
    "stages:",
    ...stages.flatMap((stage, place) => stageLines(found, stage, target, place === stages.length - 1)),
    "",
    ...targetLines(found, target),
    "",
    "# A release serves only once this path answers with a status from 200 to 399.",
    'health: { path: "/", timeout: 120s }',
    "",
    "# Who is told of what. A webhook's address is a secret: name the variable that holds it.",
    "notify:",
    "  - terminal: true",
    "  # - { webhook: $SLUICE_WEBHOOK, on: [ready-for-promotion, failed, rolled-back] }",
    "",
  ];
  return lines.join("\n");
}

type TargetKind = "process" | "compose";

/** Processes wherever it is known how to start the application: they need nothing but this machine. */
function targetOf(found: Survey): TargetKind {
  return found.start === null && (found.compose !== null || found.dockerfile) ? "compose" : "process";
}

function artifactLines(found: Survey, target: TargetKind): string[] {
  if (target === "compose") {
    return [
      "# Built once, and found again by its content on every other branch.",
      "artifact:",
      "  # Change this to your registry's repository.",
      `  image: ${JSON.stringify(`registry.example.com/${repositoryOf(found.project)}`)}`,
      "  context: .",
    ];
  }
  return [
    "# Packed once, and found again by its content on every other branch.",
    "artifact:",
    "  # A folder of this machine, or a registry's repository (registry.example.com/acme/shop).",
    `  repository: ${JSON.stringify(`layout:~/.local/state/sluice/${slug(found.app)}/registry`)}`,
    ...(found.build === null ? [] : [`  build: ${JSON.stringify(found.build)}`]),
  ];
}

function suiteLines(found: Survey): string[] {
  if (found.suites.length === 0) {
    return [
      "# Suites that a stage may require, such as",
      "#   unit: { command: npm test }",
      "#   e2e: { command: npm run test:e2e, needs: environment } # its address is in SLUICE_URL",
      "tests: {}",
    ];
  }
  return [
    "# Suites that stages may require. One that needs the environment finds its address in SLUICE_URL.",
    "tests:",
    ...found.suites.map(({ name, command, environment }) => {
      const needs = environment ? ", needs: environment" : "";
      return `  ${name}: { command: ${JSON.stringify(command)}${needs} }`;
    }),
  ];
}

function stageLines(found: Survey, stage: InitStage, target: TargetKind, last: boolean): string[] {
  const name = stage.name.toLowerCase();
  const host = last ? "" : `pr-{number}.${name}.`;
  const url =
    target === "process"
      ? `http://${host}${slug(found.app)}.localhost:${EDGE_PORT}`
      : `https://${host}${slug(found.app)}.example.com`;
  const suites = found.suites.map((suite) => suite.name).join(", ");
  return [
    `  ${stage.name}:`,
    `    branch: ${JSON.stringify(stage.branch)}`,
    `    url: ${JSON.stringify(url)}`,
    ...(suites === "" ? [] : [`    require: [${suites}]`]),
    ...(last
      ? [
          "    # How long a release is watched after it took the traffic; what served before comes back if it fails.",
          "    bake: 60s",
          "    # Who may promote, approve and roll back. Without any, everybody who may write the ledger.",
          '    # administrators: ["@your-login", "you@example.com"]',
        ]
      : []),
  ];
}

function targetLines(found: Survey, target: TargetKind): string[] {
  if (target === "compose") {
    return [
      "# This version checks a compose target, and cannot deploy to one yet.",
      `target: { kind: compose, file: ${JSON.stringify(found.compose ?? "compose.yml")} }`,
    ];
  }
  const guess = found.start === null ? ["  # What starts the application: change this."] : [];
  return [
    "# Environments are processes of the machine that runs this, which listen on $PORT.",
    "target:",
    "  kind: process",
    ...guess,
    `  command: ${JSON.stringify(found.start ?? "npm start")}`,
    "  # Where the reverse proxy listens that leads hostnames to environments.",
    `  port: ${EDGE_PORT}`,
  ];
}

/** As registries want it: lower case, and nothing but letters, digits and single separators. */
function repositoryOf(project: string): string {
  return project
    .split("/")
    .map((part) => slug(part))
    .join("/");
}

/** Whether what is written can only be checked by this version, and why. */
export function caveatOf(found: Survey): string | null {
  if (targetOf(found) === "compose")
    return "it names a compose target, which this version checks but cannot deploy to yet";
  if (found.start === null) return "nothing tells how the application is started: change target.command";
  return null;
}

/** Whether jobs must run on a machine that stays, since environments are its processes. */
export function needsOwnMachine(found: Survey): boolean {
  return targetOf(found) === "process";
}
