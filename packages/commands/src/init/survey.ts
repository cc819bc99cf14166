import { plainLine, type WorkTree } from "@sluice/core";

/** What a repository was found to be. */
export interface Survey {
  readonly app: string;
  /** `owner/name` on the forge, or the app's own name. */
  readonly project: string;
  readonly forge: "github" | "gitlab" | null;
  readonly branches: readonly string[];
  /** What starts the application; null where nothing tells. */
  readonly start: string | null;
  /** What makes it ready to be packed; null where nothing is needed. */
  readonly build: string | null;
  /** What fetches dependencies before tests run; null where there are none. */
  readonly install: string | null;
  readonly suites: readonly {
    readonly name: string;
    readonly command: string;
    readonly environment: boolean;
  }[];
  readonly dockerfile: boolean;
  /** The compose file's name; null where there is none. */
  readonly compose: string | null;
}

/** npm's own placeholder, which always fails. */
const NO_TEST = /no test specified/;
const SERVERS = ["server.js", "server.mjs", "server.ts", "index.js", "index.mjs", "app.js"];
const COMPOSE = ["compose.yml", "compose.yaml", "docker-compose.yml", "docker-compose.yaml"];

/** Looks at a repository; reads and changes nothing else. */
export async function survey(tree: WorkTree): Promise<Survey> {
  const manifest = parseManifest(await tree.findText("package.json"));
  const remote = await tree.findRemote();
  const locked = await tree.has("package-lock.json");
  const install = manifest.dependencies ? (locked ? "npm ci" : "npm install") : null;
  const { scripts } = manifest;
  const project = projectOf(remote);
  return {
    app: plainLine(manifest.name ?? project?.replace(/^.*\//, "") ?? tree.name).trim() || "app",
    project: project ?? tree.name,
    forge: await forgeOf(tree, hostOfRemote(remote)),
    branches: await tree.listBranches(),
    start: scripts.start === undefined ? await findServer(tree) : "npm start",
    build: buildOf(install, scripts.build !== undefined),
    install,
    suites: suitesOf(scripts),
    dockerfile: await tree.has("Dockerfile"),
    compose: await first(COMPOSE, (name) => tree.has(name)),
  };
}

interface Manifest {
  readonly name: string | null;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: boolean;
}

/** One that cannot be read tells nothing; npm will say what is wrong with it. */
function parseManifest(text: string | null): Manifest {
  let data: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    if (typeof parsed === "object" && parsed !== null) data = parsed as Record<string, unknown>;
  } catch {}
  const scripts = Object.entries(recordOf(data.scripts)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const counts = [data.dependencies, data.devDependencies].map((deps) => Object.keys(recordOf(deps)).length);
  return {
    name: typeof data.name === "string" ? data.name.replace(/^@[^/]*\//, "") : null,
    scripts: Object.fromEntries(scripts),
    dependencies: counts.some((count) => count > 0),
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function suitesOf(scripts: Manifest["scripts"]): Survey["suites"] {
  const has = (name: string) => scripts[name] !== undefined && !NO_TEST.test(scripts[name]);
  const unit = has("test:unit") ? "npm run test:unit" : has("test") ? "npm test" : null;
  const integration = has("test:integration") ? "npm run test:integration" : null;
  const e2e = has("test:e2e") ? "npm run test:e2e" : null;
  return [
    { name: "unit", command: unit, environment: false },
    { name: "integration", command: integration, environment: false },
    { name: "e2e", command: e2e, environment: true },
  ].flatMap(({ command, ...rest }) => (command === null ? [] : [{ command, ...rest }]));
}

function buildOf(install: string | null, hasBuild: boolean): string | null {
  if (!hasBuild) return install === null ? null : `${install} --omit=dev`;
  return install === null ? "npm run build" : `sh -c "${install} && npm run build"`;
}

async function findServer(tree: WorkTree): Promise<string | null> {
  const file = await first(SERVERS, (name) => tree.has(name));
  return file === null ? null : `node ${file}`;
}

async function forgeOf(tree: WorkTree, host: string | null): Promise<Survey["forge"]> {
  if (host === null) return null;
  if (host === "github.com") return "github";
  if (/(?:^|\.)gitlab\./.test(host)) return "gitlab";
  return (await tree.has(".github")) ? "github" : null;
}

/** The host of `https://host/a/b.git`, `ssh://git@host:22/a/b` and `git@host:a/b.git`; null for a path. */
function hostOfRemote(remote: string | null): string | null {
  const found =
    /^(?:[a-z+]+:\/\/)(?:[^/@]*@)?([^/:]+)/i.exec(remote ?? "") ?? /^(?:[^/@]+@)([^/:]+):/.exec(remote ?? "");
  return found?.[1]?.toLowerCase() ?? null;
}

function projectOf(remote: string | null): string | null {
  const path = /[:/]([^:/]+\/[^:/]+?)(?:\.git)?\/?$/.exec(remote ?? "")?.[1] ?? null;
  return hostOfRemote(remote) === null ? null : path;
}

async function first(
  names: readonly string[],
  is: (name: string) => Promise<boolean>,
): Promise<string | null> {
  for (const name of names) if (await is(name)) return name;
  return null;
}
