import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProber } from "@sluice/host/prober";
import { SAMPLE_COMMAND, writeSampleApp } from "@sluice/testing/sample-app/sample-app";
import { quantile } from "@sluice/tooling/bench-measure";
import type { Benchmark } from "@sluice/tooling/bench-types";
import { createScratch } from "../test/scratch.ts";

const ROUNDS = 12;
const STAGES = `
  STAGING: { url: "http://pr-{number}.staging.shop.test", bake: 0s }`;
/** Both ask for health as often, so that neither sees it sooner. */
const INTERVAL_MS = 50;

/** What a deployment takes beside the application's own start, with the ledger on a local remote. */
const deployment: Benchmark = {
  name: "deploy-env on the process target, from the bundle",
  unit: "ms",
  async run() {
    await using scratch = await createScratch({ program: "dist/index.js", stages: STAGES });
    const folder = await mkdtemp(join(tmpdir(), "sluice-bench-"));
    await writeSampleApp(folder, { version: "1.0.0" });
    const times = { bare: [] as number[], own: [] as number[], unchanged: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      await scratch.release(round + 1, { version: `1.0.${round}` }, "STAGING");
      await must(scratch.sluice(["build-image", "STAGING"]));
      const bare = await timed(() => startBare(folder));
      const own = await timed(() => must(scratch.sluice(["deploy-env", "STAGING"])));
      const unchanged = await timed(() => must(scratch.sluice(["deploy-env", "STAGING"])));
      if (round === 0) continue;
      times.bare.push(bare);
      times.own.push(own);
      times.unchanged.push(unchanged);
    }
    await rm(folder, { recursive: true });
    const overhead = times.own.map((own, index) => own - times.bare[index]!);
    const row = (name: string, of: readonly number[]) => ({
      name,
      median: quantile(of, 0.5),
      p95: quantile(of, 0.95),
    });
    return {
      rows: [
        row("the application's own start, until it is healthy", times.bare),
        row("deploy-env", times.own),
        { ...row("what deploy-env adds", overhead), budget: 500 },
        row("deploy-env where nothing changed", times.unchanged),
      ],
    };
  },
};

async function must(run: Promise<{ readonly code: number | null; readonly stderr: string }>): Promise<void> {
  const { code, stderr } = await run;
  if (code !== 0) throw new Error(`it ended in ${code}: ${stderr}`);
}

/** Starts the application as a person would, and answers once it is healthy; ends it without being timed. */
async function startBare(folder: string): Promise<void> {
  const port = await freePort();
  const [program, ...args] = SAMPLE_COMMAND;
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: "ignore",
  });
  const prober = createProber();
  for (;;) {
    const { status } = await prober.probe(`http://127.0.0.1:${port}/healthz`, { timeoutMs: 1000 });
    if (status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
  child.kill("SIGKILL");
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function timed(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

export default deployment;
