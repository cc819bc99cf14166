import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SAMPLE_COMMAND, type SampleRelease, sampleShelf, writeSampleApp } from "./sample-app.ts";

describe("the sample application", () => {
  let directory: string;
  let child: ChildProcess;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "sluice-sample-"));
  });
  afterEach(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    await rm(directory, { recursive: true, force: true });
  });

  async function start(release: SampleRelease, facts: Readonly<Record<string, string>> = {}) {
    await writeSampleApp(directory, release);
    const port = await freePort();
    const [program, ...args] = SAMPLE_COMMAND;
    child = spawn(program, args, { cwd: directory, env: { PORT: String(port), ...facts }, stdio: "pipe" });
    await Promise.race([once(child.stdout!, "data"), once(child, "exit")]);
    return (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: "close" } });
  }

  it("tells which release it is and where it runs", async () => {
    const facts = { SLUICE_ENVIRONMENT: "shop-qa-pr1", SLUICE_STAGE: "QA", SLUICE_DIGEST: "sha256:abc" };
    const get = await start({ version: '1.0 <"beta">' }, facts);
    expect(await (await get("/version")).json()).toMatchObject({
      version: '1.0 <"beta">',
      environment: "shop-qa-pr1",
      stage: "QA",
      digest: "sha256:abc",
    });
    const page = await (await get("/")).text();
    expect(page).toContain("shop-qa-pr1");
    expect(page).not.toContain('<"beta');
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/nowhere")).status).toBe(404);
  });

  it("is broken in one stage alone where the release says so", async () => {
    const release: SampleRelease = { version: "2.0", health: "never", failWhenStage: "PROD" };
    expect((await (await start(release, { SLUICE_STAGE: "STAGING" }))("/healthz")).status).toBe(200);
    child.kill("SIGKILL");
    expect((await (await start(release, { SLUICE_STAGE: "PROD" }))("/healthz")).status).toBe(503);
  });

  it("ends at once where the release crashes", async () => {
    await start({ version: "2.0", health: "crash" });
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).toBe(1);
  });

  it.each(["dies-after-2-requests", "dies-after-400-ms"] as const)("%s after it was well", async (health) => {
    const get = await start({ version: "2.0", health });
    const exit = once(child, "exit");
    const statuses: (number | null)[] = [];
    while (child.exitCode === null && statuses.at(-1) !== null) {
      statuses.push((await get("/healthz").catch(() => null))?.status ?? null);
    }
    await exit;
    expect(child.exitCode).toBe(1);
    if (health === "dies-after-2-requests") expect(statuses).toEqual([200, 200, null]);
    else expect(statuses[0]).toBe(200);
  });

  it("fails its health check, and nobody's visit, once it degrades", async () => {
    const get = await start({ version: "2.0", health: "degrades-after-3-requests" });
    const visit = async () => [(await get("/version")).status, (await get("/healthz")).status];
    expect([await visit(), await visit(), await visit(), await visit()]).toEqual([
      [200, 200],
      [200, 200],
      [200, 503],
      [200, 503],
    ]);
  });

  it("answers what is on its way before it goes", async () => {
    const get = await start({ version: "2.0" });
    const slow = get("/slow?ms=300");
    // The second answer tells that the first request has arrived: one process, in order.
    await get("/version");
    child.kill("SIGTERM");
    expect(await (await slow).text()).toBe("2.0\n");
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).toBe(0);
  });

  it("has one digest a release on the shelf", async () => {
    const shelf = sampleShelf();
    child = spawn(process.execPath, ["-e", ""]);
    expect(shelf.publish({ version: "1" })).toEqual(shelf.publish({ version: "1" }));
    expect(shelf.publish({ version: "1" }).digest).not.toBe(shelf.publish({ version: "2" }).digest);
    await expect(shelf.fetch("layout:/shelf", "sha256:none", directory)).rejects.toThrow("sha256:none");
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
