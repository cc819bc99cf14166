import { spawn } from "node:child_process";
import { request } from "node:http";
import { join } from "node:path";
import type { Result } from "@sluice/core";
import { edgeStatus } from "@sluice/targets";
import { createRepo, type Files, type Repo } from "@sluice/testing/repo";
import { SAMPLE_COMMAND, type SampleRelease, writeSampleApp } from "@sluice/testing/sample-app/sample-app";
import { silent } from "@sluice/testing/train/world";
import { connect, openSite } from "@sluice/wiring";
import { takeDown } from "@sluice/wiring/take-down";

/** What is shipped where it is known to be built from these sources, else the sources themselves. */
const PROGRAM = process.env.SLUICE_CHECK_DIST === "1" ? "dist/index.js" : "src/main.ts";

export interface ScratchOptions {
  /** The lines below `stages:`. */
  readonly stages?: string;
  /** The whole of sluice.yml; default: the sample application on the process target. */
  readonly config?: string;
  /** What the repository begins with beside it. */
  readonly files?: Files;
  /** The program, below `packages/cli`. */
  readonly program?: string;
}

export interface Ran {
  /** -1 where a signal ended it. */
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A repository with the sample application, three stages and all that a train leaves on a machine. */
export interface Scratch extends AsyncDisposable {
  readonly repo: Repo;
  /** Runs the command line as a process, in the clone, as ada@example.com. */
  sluice(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** The same with `--json`; answers the result and the exit code. */
  result(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Result & { code: number }>;
  /** Commits a release of the sample application on a branch of its own, made from `from`. */
  propose(branch: string, release: SampleRelease, from: string): Promise<void>;
  /** Proposes a release and merges it into a stage; answers the merge's commit. */
  release(number: number, release: SampleRelease, stage: string): Promise<string>;
  /** What a visitor of a hostname gets from the edge. */
  visit(host: string, path: string): Promise<{ status: number; body: string }>;
  /** All that a refusal must leave as it was: the ledger's head, what runs, and what the edge leads where. */
  world(): Promise<unknown>;
  /** Ends the edge and every environment, and removes all files. */
  cleanup(): Promise<void>;
}

const STAGES = `
  STAGING: { url: "http://pr-{number}.staging.shop.test", require: [smoke] }
  QA: { url: "http://pr-{number}.qa.shop.test", require: [smoke] }
  PROD:
    url: "http://shop.test"
    bake: 500ms
    require: [smoke]
    administrators: [ada@example.com]`;

/** Paths are relative to the clone, so that all is in the scratch repository's own folder. */
const configOf = (stages: string) => `version: 1
app: shop
artifact: { repository: "layout:../registry" }
tests:
  smoke: { command: ["${process.execPath}", "-e", "process.exit(0)"] }
stages:${stages}
target: { kind: process, command: ${JSON.stringify(SAMPLE_COMMAND)}, root: ../target }
health: { path: /healthz, timeout: 20s, interval: 50ms }
notify: [{ terminal: true }]
`;

export async function createScratch(options: ScratchOptions = {}): Promise<Scratch> {
  const program = join(import.meta.dirname, "..", options.program ?? PROGRAM);
  const repo = await createRepo({
    files: { "sluice.yml": options.config ?? configOf(options.stages ?? STAGES), ...options.files },
    branches: ["STAGING", "QA", "PROD"],
  });
  const place = { cwd: repo.dir, env: repo.env };
  const edgeRoot = join(repo.root, "target", "edge");

  const sluice: Scratch["sluice"] = (args, env = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...args], {
        cwd: repo.dir,
        env: { ...process.env, ...repo.env, NO_COLOR: "1", SLUICE_ACTOR: "ada@example.com", ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const read = { stdout: "", stderr: "" };
      for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8").on("data", (text: string) => {
          read[name] += text;
        });
      }
      child.on("error", reject);
      child.on("close", (code, signal) => resolve({ code: code ?? -1, signal, ...read }));
    });

  const scratch: Scratch = {
    repo,
    sluice,
    async result(args, env) {
      const { code, stdout, stderr } = await sluice([...args, "--json"], env);
      if (!stdout.startsWith("{"))
        throw new Error(`sluice ${args.join(" ")} gave no result: ${stdout}${stderr}`);
      return { ...(JSON.parse(stdout) as Result), code };
    },
    async propose(branch, release, from) {
      await repo.branch(branch, from);
      await writeSampleApp(repo.dir, release);
      await repo.commit({}, `Release ${release.version}`, "dev@example.com");
    },
    async release(number, release, stage) {
      await scratch.propose(`change-${number}`, release, stage);
      const title = `Release ${release.version}`;
      return repo.mergeChange({ number, title, source: `change-${number}`, target: stage });
    },
    async visit(host, path) {
      const status = await edgeStatus(edgeRoot);
      if (status === null) throw new Error("no edge runs");
      return get(`${status.address}${path}`, host);
    },
    async world() {
      const ports = await connect(place, silent);
      return {
        ledger: await repo.git("ls-remote", repo.remote, "refs/sluice/shop/ledger"),
        instances: await ports.target.list(),
        routes: (await ports.edge.find())?.routes,
      };
    },
    async cleanup() {
      try {
        await takeDown(await openSite(place));
      } finally {
        await repo.cleanup();
      }
    },
    [Symbol.asyncDispose]: () => scratch.cleanup(),
  };
  return scratch;
}

function get(url: string, host: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { host }, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on("error", reject);
    asked.end();
  });
}
