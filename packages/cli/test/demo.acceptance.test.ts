import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRepo } from "@sluice/testing/repo";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const MAIN = join(import.meta.dirname, "../src/main.ts");

/** What the demo is given for the folder of temporary files: whatever it leaves is in here. */
let temporary = "";
let elsewhere = "";
beforeEach(async () => {
  elsewhere = await realpath(await mkdtemp(join(tmpdir(), "sluice-demo-test-")));
  temporary = join(elsewhere, "tmp");
  await mkdir(temporary);
});
afterEach(async () => {
  for (const pid of await processesIn(temporary)) process.kill(pid, "SIGKILL");
  await rm(elsewhere, { recursive: true, force: true, maxRetries: 5 });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a demo to its end; `watch` sees all it printed until now. */
function demo(
  args: readonly string[],
  watch: (printed: string, signal: (name: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, "demo", ...args], {
    cwd: elsewhere,
    env: { ...process.env, TMPDIR: temporary, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  const look = () => watch(stdout + stderr, (name) => child.kill(name));
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    look();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    look();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Processes of this machine that work in a folder or name it. */
async function processesIn(folder: string): Promise<number[]> {
  const pids = (await readdir("/proc").catch(() => [] as string[])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => "");
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      return cwd.startsWith(folder) || command.includes(folder) ? Number(pid) : null;
    }),
  );
  return found.filter((pid) => pid !== null && pid !== process.pid) as number[];
}

/** A suite that was running when it was ended takes a moment to go. */
async function expectNothingLeft(): Promise<void> {
  await expect.poll(() => processesIn(temporary), { timeout: 10_000 }).toEqual([]);
  expect((await readdir(temporary)).filter((name) => name !== "node-compile-cache")).toEqual([]);
}

test("the whole story holds, is reported, and leaves nothing", { timeout: 300_000 }, async () => {
  const report = join(elsewhere, "reports", "demo.html");
  const { code, stdout, stderr } = await demo(["--bake", "1s", "--json", "--report", report]);
  expect([code, stderr.match(/✗ not so.*/g)]).toEqual([0, null]);
  const result = JSON.parse(stdout) as { outcome: string; outputs: Record<string, unknown> };
  expect(result).toMatchObject({ outcome: "done", outputs: { report, failed: 0 } });
  expect(result.outputs.requests).toBeGreaterThan(500);
  for (const seen of [
    /nothing was built: shop-prod-pr4 runs the digest that QA tested/,
    /rolled_back: shop-prod-pr10: \/healthz answered 503; shop-prod-pr7 serves PROD again/,
    /1\.4\.0 is quarantined/,
    /ada@example\.com was told, signed/,
    /a second try is refused/,
    /the ledger verifies/,
  ]) {
    expect(stderr).toMatch(seen);
  }
  const page = await readFile(report, "utf8");
  expect(page).toMatch(/✓ All \d+ expectations held/);
  expect(page).toContain("shop-prod-pr13");
  await expectNothingLeft();
});

describe("ended in its midst, it leaves nothing", () => {
  test.each([
    ["SIGINT", "as it begins", /All of it is in/],
    ["SIGINT", "while an environment is brought up", /▸ deploy-env shop-staging-pr1/],
    ["SIGTERM", "while a release is watched under traffic", /has the traffic of http:\/\/shop\.localhost/],
  ] as const)("by %s %s", async (signal, _, moment) => {
    let sent = false;
    const { code, stderr } = await demo(["--verbose"], (printed, send) => {
      if (sent || !moment.test(printed)) return;
      sent = true;
      send(signal);
      // as an impatient person does, and npm of its own accord
      setTimeout(() => send(signal), 20);
    });
    expect([sent, code]).toEqual([true, 130]);
    expect(stderr).toContain("Interrupted.");
    await expectNothingLeft();
  });
});

const SERVER = `require("node:http")
  .createServer((_, response) => response.end("hello"))
  .listen(process.env.PORT, "127.0.0.1");
`;

function ownYml(differing: { readonly target?: string; readonly suite?: string } = {}): string {
  return `version: 1
app: own
artifact: { repository: registry.test/acme/own, context: src }
tests: { smoke: { command: ${JSON.stringify(["node", "-e", differing.suite ?? ""])} } }
stages:
  DEV: { branch: develop, url: "http://pr-{number}.dev.own.localhost", require: [smoke] }
  LIVE: { branch: main, url: "http://own.localhost", require: [smoke], administrators: ["@acme/ops"], approvals: { count: 2 } }
target: ${differing.target ?? '{ kind: process, command: ["node", "server.js"] }'}
hooks: { pre_deploy: ["false"] }
notify: [{ slack: $NOT_SET_ANYWHERE }]
`;
}

describe("with a repository of the user's own", () => {
  test("it plays on a copy, which can be kept and ended later; the repository is only read", async () => {
    await using repo = await createRepo({
      files: { "src/server.js": SERVER, "sluice.yml": ownYml() },
      branches: ["develop"],
    });
    const before = await repo.git("for-each-ref");
    const report = join(elsewhere, "own.html");
    const kept = await demo(["--repo", repo.dir, "--bake", "1s", "--report", report, "--keep", "--json"]);
    expect([kept.code, kept.stderr.match(/✗ not so.*/g)]).toEqual([0, null]);
    const { outputs } = JSON.parse(kept.stdout) as { outputs: { folder: string; failed: number } };
    expect(outputs.failed).toBe(0);
    expect(kept.stderr).toContain("A bad release is not played");
    expect([await repo.git("for-each-ref"), await repo.git("status", "--porcelain")]).toEqual([before, ""]);
    expect(await processesIn(outputs.folder)).toHaveLength(2);
    const stopped = await demo(["--stop", outputs.folder]);
    expect(stopped.code).toBe(0);
    await expectNothingLeft();
  });

  test("a suite that fails ends it, with the suite's reason and a report", async () => {
    await using repo = await createRepo({
      files: { "src/server.js": SERVER, "sluice.yml": ownYml({ suite: "process.exit(7)" }) },
    });
    const report = join(elsewhere, "own.html");
    const { code, stdout } = await demo(["--repo", repo.dir, "--report", report, "--json"]);
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "tests_failed", reason_code: "tests_failed" });
    expect(await readFile(report, "utf8")).toContain("expectations did not hold");
    await expectNothingLeft();
  });

  test("another target than process is refused before anything is made", async () => {
    await using repo = await createRepo({
      files: { "src/server.js": SERVER, "sluice.yml": ownYml({ target: "{ kind: compose }" }) },
    });
    const { code, stderr } = await demo(["--repo", repo.dir]);
    expect(code).toBe(2);
    expect(stderr).toContain("the demo cannot run target.kind: compose");
    await expectNothingLeft();
  });
});

test("a folder that no demo kept is not touched", async () => {
  const folder = join(elsewhere, "sluice-demo-precious");
  await mkdir(folder);
  await writeFile(join(folder, "file"), "mine");
  const { code } = await demo(["--stop", folder]);
  expect([code, await readFile(join(folder, "file"), "utf8")]).toEqual([2, "mine"]);
});
