import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openSite } from "@sluice/wiring/site";
import { takeDown } from "@sluice/wiring/take-down";
import { createRepo, type Repo } from "./repo.ts";
import type { SampleRelease } from "./sample-app/sample-app.ts";

const CLI = join(import.meta.dirname, "../../cli");
/** What is shipped where it is known to be built from these sources, else the sources themselves. */
const PROGRAM = process.env.SLUICE_CHECK_DIST === "1" ? "dist/index.js" : "src/main.ts";

const SERVER = join(import.meta.dirname, "sample-app/server.mjs");

/** How a `sluice` process ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `--json` prints; fields as in core's `Result`. */
export interface JsonResult {
  readonly outcome: string;
  readonly reason_code: string;
  readonly message: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly details: unknown;
}

/** A real repository of the sample application, with everything that its trains touch in one scratch folder. */
export interface Shop extends AsyncDisposable {
  readonly repo: Repo;
  /** Variables that its `sluice` processes get beside those of the machine. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs the real program in the repository. */
  sluice(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** The same with `--json`; throws where it prints none. */
  json(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<Ended & { readonly result: JsonResult }>;
  /** Merges a change that makes the application this release; answers the merge's commit. */
  release(number: number, release: SampleRelease, target?: string): Promise<string>;
  /** Merges one stage's branch into the next by a change. */
  promote(number: number, source: string, target: string): Promise<string>;
}

export interface ShopOptions {
  /** Lines of `tests:` and what else belongs at the top level. */
  readonly more?: string;
  readonly stages?: string;
  /** The program below `packages/cli`. */
  readonly program?: string;
}

const STAGES = `
  STAGING: { url: "http://pr-{number}.staging.localhost" }
  QA: { url: "http://pr-{number}.qa.localhost" }
  PROD: { url: "http://shop.localhost", bake: 500ms, administrators: ["admin@example.com"] }`;

export async function createShop(options: ShopOptions = {}): Promise<Shop> {
  const config = (root: string) => `version: 1
app: shop
artifact: { kind: archive, repository: "layout:${root}/registry" }
stages:${options.stages ?? STAGES}
target: { kind: process, command: ["${process.execPath}", "server.mjs"], root: "${root}/target" }
health: { path: /healthz, timeout: 10s, interval: 50ms }
${options.more ?? ""}`;
  const repo = await createRepo({
    files: { "server.mjs": await readFile(SERVER), "release.json": '{"version":"0"}\n' },
  });
  await repo.commit({ "sluice.yml": config(repo.root) }, "Deliver by Sluice");
  for (const branch of ["STAGING", "QA", "PROD"]) await repo.branch(branch);
  const env = { ...repo.env, SLUICE_ACTOR: "admin@example.com" };

  async function sluice(
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    return runProgram([join(CLI, options.program ?? PROGRAM), ...args], repo.dir, { ...env, ...more });
  }

  return {
    repo,
    env,
    sluice,
    async json(args, more) {
      const ended = await sluice([...args, "--json"], more);
      try {
        return { ...ended, result: JSON.parse(ended.stdout) as JsonResult };
      } catch {
        throw new Error(`sluice ${args.join(" ")} printed no JSON:\n${ended.stdout}${ended.stderr}`);
      }
    },
    async release(number, release, target = "STAGING") {
      const source = `change-${number}`;
      await repo.switchTo(target);
      await repo.branch(source, target);
      await repo.commit({ "release.json": `${JSON.stringify(release)}\n` }, `Release ${release.version}`);
      return repo.mergeChange({ number, title: `Release ${release.version}`, source, target });
    },
    promote: (number, source, target) =>
      repo.mergeChange({ number, title: `Promote ${source} to ${target}`, source, target }),
    async [Symbol.asyncDispose]() {
      await takeDown(await openSite({ cwd: repo.dir, env: { ...process.env, ...env } }));
      await repo.cleanup();
    },
  };
}

function runProgram(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
