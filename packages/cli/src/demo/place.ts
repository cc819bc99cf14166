import { mkdtemp, realpath, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import { openSite, type Site } from "@sluice/wiring";
import { copyRepository, createRepository, type DemoRepository, PERSON } from "./git.ts";
import { SAMPLE_BRANCHES, sampleFiles } from "./sample.ts";

/** A folder that a demo has all to itself, with the repository that its train works on. */
export interface DemoPlace {
  readonly folder: string;
  readonly repository: DemoRepository;
  readonly site: Site;
  /** Whether the application is the demo's own. */
  readonly sample: boolean;
}

const MARK = "sluice-demo-";
const EDGE_PORTS = { from: 18_000, to: 19_999 } as const;

/** Makes the folder: whoever calls it removes it. */
export async function makeFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), MARK)));
}

export interface PlaceOptions {
  /** The user's own repository; null: the sample application. */
  readonly from: string | null;
  readonly bakeMs: number;
  readonly env: Site["env"];
}

/** Fills the folder. Throws `config_missing`, `config_invalid`, `git_failed`. */
export async function makePlace(folder: string, options: PlaceOptions): Promise<DemoPlace> {
  const port = await choosePort();
  const { from, bakeMs } = options;
  const env = { ...options.env, SLUICE_ACTOR: PERSON.email, SLUICE_LEDGER_TOKEN: undefined };
  if (from === null) {
    const files = sampleFiles({ folder, port, bakeMs });
    const repository = await createRepository(folder, files, SAMPLE_BRANCHES);
    const site = await openSite({ cwd: repository.work, env });
    return { folder, repository, site, sample: true };
  }
  const own = await openSite({ cwd: resolve(from), env });
  checkTarget(own);
  const branches = own.config.stages.map((stage) => stage.branch);
  const repository = await copyRepository(folder, own.root, branches);
  const site = await openSite({ cwd: repository.work, env });
  checkTarget(site);
  return { folder, repository, site: redirect(site, folder, port, bakeMs), sample: false };
}

function checkTarget({ config }: Site): void {
  if (config.target.kind === "process") return;
  throw new SluiceError("config_invalid", `the demo cannot run target.kind: ${config.target.kind}`, {
    advice:
      "This version's demo has environments as processes only (target.kind: process); nothing was made.",
  });
}

/**
 * The same configuration, which reaches nothing outside the folder: ledger, registry and environments are in it, notices
 * go to the demo's receiver, hooks are not run, and no person is waited for.
 */
export function redirect(site: Site, folder: string, port: number, bakeMs: number): Site {
  const { config } = site;
  if (config.target.kind !== "process") return site;
  const last = config.stages.at(-1);
  return {
    ...site,
    config: {
      ...config,
      artifact: { ...config.artifact, repository: `layout:${join(folder, "registry")}` },
      target: { ...config.target, root: join(folder, "running"), port },
      ledger: { kind: "git", ref: "refs/sluice/demo/ledger", remote: "origin" },
      hooks: { pre_deploy: [], post_deploy: [], pre_destroy: [], post_destroy: [] },
      stages: config.stages.map((stage) => ({
        ...stage,
        trigger: "merge",
        freeze: [],
        approvals: { count: 0, author: false },
        administrators: [PERSON.email],
        bake: stage === last ? bakeMs : 0,
      })),
      notify: [
        {
          kind: "webhook",
          url: "$DEMO_WEBHOOK",
          secret: "$DEMO_WEBHOOK_SECRET",
          on: ["ready-for-promotion", "deployed", "failed", "rolled-back"],
          stages: config.stages.map((stage) => stage.name),
        },
      ],
    },
  };
}

/** Opens a folder that an earlier demo kept. Throws `input_invalid` for any other. */
export async function openKept(path: string, env: Site["env"]): Promise<{ folder: string; site: Site }> {
  const folder = await realpath(resolve(path)).catch(() => resolve(path));
  const site = basename(folder).startsWith(MARK)
    ? await openSite({ cwd: join(folder, "work"), env }).catch(() => null)
    : null;
  if (site === null || dirname(site.root) !== folder) {
    throw new SluiceError("input_invalid", `${path} is not the folder of a demo that was kept`, {
      advice: "Name the folder that `sluice demo --keep` printed; nothing was removed.",
    });
  }
  return { folder, site: redirect(site, folder, 1, 0) };
}

/** Removes a folder with all that is in it. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** One that is chosen before the edge listens on it, so that addresses can name it. */
async function choosePort(): Promise<number> {
  const size = EDGE_PORTS.to - EDGE_PORTS.from + 1;
  const first = Math.floor(Math.random() * size);
  for (let n = 0; n < size; n++) {
    const port = EDGE_PORTS.from + ((first + n) % size);
    if (await isFree(port)) return port;
  }
  throw new SluiceError("deployment_failed", "no port from 18000 to 19999 is free; nothing was made");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
