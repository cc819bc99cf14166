import { SAMPLE_FILES } from "../generated/sample.ts";
import type { Act } from "./acts.ts";
import { PERSON } from "./git.ts";

/** The branches of the sample's stages. */
export const SAMPLE_BRANCHES = ["STAGING", "QA", "PROD"] as const;

/** What `release.json` of the sample application says. */
interface SampleFacts {
  readonly version: string;
  readonly colour: string;
  readonly health?: string;
}

/** The changes of the story, in its order. */
export interface Acts {
  readonly first: Act;
  readonly second: Act;
  readonly next: Act;
  /** A release that only traffic shows to be bad, and its mending; null where none can be made. */
  readonly bad: { readonly broken: Act; readonly mended: Act } | null;
}

/** @param pool visits after which the leaking release has no connection left; STAGING and QA see fewer */
export function sampleActs(pool: number): Acts {
  const leak = `degrades-after-${pool}-requests`;
  return {
    first: act("show-prices", "Show prices in the catalogue", { version: "1.1.0", colour: "blue" }),
    second: act("search", "Search the catalogue", { version: "1.2.0", colour: "violet" }),
    next: act("gift-cards", "Sell gift cards", { version: "1.3.0", colour: "amber" }),
    bad: {
      broken: act("pool", "Pool the database connections", {
        version: "1.4.0",
        colour: "rose",
        health: leak,
      }),
      mended: act("pool-return", "Return connections to the pool", { version: "1.4.1", colour: "green" }),
    },
  };
}

function act(branch: string, title: string, release: SampleFacts): Act {
  return { branch: `feature/${branch}`, title, files: filesOf(release), label: release.version };
}

/** The changes of an application that nobody here knows: a new file each, so that its content differs. */
export function plainActs(context: string): Acts {
  const plain = (n: number, what: string): Act => ({
    branch: `sluice-demo/${n}`,
    title: `${what} change of the demo`,
    files: {
      [`${context === "." ? "" : `${context}/`}sluice-demo-${n}.txt`]: `${what} change of the demo\n`,
    },
    label: null,
  });
  return { first: plain(1, "First"), second: plain(2, "Second"), next: plain(3, "Third"), bad: null };
}

function filesOf(release: SampleFacts): Readonly<Record<string, string>> {
  return { "app/release.json": `${JSON.stringify(release, null, 2)}\n` };
}

export interface SampleSettings {
  /** Folder for the registry's layout and for what runs. */
  readonly folder: string;
  /** Port of the edge. */
  readonly port: number;
  readonly bakeMs: number;
}

/** The sample application's repository as it begins. */
export function sampleFiles(settings: SampleSettings): Readonly<Record<string, string>> {
  return {
    ...SAMPLE_FILES,
    ...filesOf({ version: "1.0.0", colour: "teal" }),
    "sluice.yml": sluiceYml(settings),
  };
}

/** Texts are written as JSON, which YAML reads alike, so that no path can break out of its place. */
function sluiceYml({ folder, port, bakeMs }: SampleSettings): string {
  const text = (value: string | readonly string[]) => JSON.stringify(value);
  const node = process.execPath;
  return `version: 1
app: shop
artifact:
  kind: archive
  repository: ${text(`layout:${folder}/registry`)}
  context: app
tests:
  unit: { command: ${text([node, "test/unit.mjs"])} }
  e2e: { command: ${text([node, "test/e2e.mjs"])}, needs: environment }
stages:
  STAGING:
    url: "http://pr-{number}.staging.shop.localhost:${port}"
    require: [unit, e2e]
    administrators: [${text(PERSON.email)}]
  QA:
    url: "http://pr-{number}.qa.shop.localhost:${port}"
    require: [unit, e2e]
    administrators: [${text(PERSON.email)}]
  PROD:
    url: "http://shop.localhost:${port}"
    strategy: blue-green
    bake: ${bakeMs}ms
    require: [unit, e2e]
    administrators: [${text(PERSON.email)}]
target:
  kind: process
  command: ${text([node, "server.mjs"])}
  root: ${text(`${folder}/running`)}
  port: ${port}
health: { path: /healthz, timeout: 30s, interval: 100ms }
notify:
  - { terminal: true, on: [failed, rolled-back] }
  - { webhook: $DEMO_WEBHOOK, secret: $DEMO_WEBHOOK_SECRET, on: [ready-for-promotion, deployed, failed, rolled-back] }
`;
}
