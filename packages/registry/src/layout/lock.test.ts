import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock.ts";

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sluice-lock-"));
  path = join(directory, "lock");
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** The process id of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ["-e", "0"]).pid;
const holder = (token: string, more: object = {}) =>
  JSON.stringify({ token, host: hostname(), pid: deadPid(), born: null, ...more });

async function addOne(counter: string): Promise<void> {
  const before = Number(await readFile(counter, "utf8"));
  await new Promise((resolve) => setImmediate(resolve));
  await writeFile(counter, String(before + 1));
}

test("one after the other, and nothing is left behind", async () => {
  const counter = join(directory, "counter");
  await writeFile(counter, "0");
  await Promise.all(Array.from({ length: 20 }, () => withLock(path, 20_000, () => addOne(counter))));
  expect(await readFile(counter, "utf8")).toBe("20");
  expect(await readdir(directory)).toEqual(["counter"]);
});

test("a lock is given back where the work fails", async () => {
  await expect(withLock(path, 0, () => Promise.reject(new Error("x")))).rejects.toThrow("x");
  expect(await readdir(directory)).toEqual([]);
});

test("that of a dead process is taken over by exactly one of many", async () => {
  const counter = join(directory, "counter");
  await writeFile(counter, "0");
  await writeFile(path, holder("dead"));
  await Promise.all(Array.from({ length: 20 }, () => withLock(path, 20_000, () => addOne(counter))));
  expect(await readFile(counter, "utf8")).toBe("20");
  expect(await readdir(directory)).toEqual(["counter"]);
});

test("so is that of one whose heirs died as well", async () => {
  await writeFile(path, holder("dead"));
  await writeFile(`${path}.dead.heir`, holder("heir"));
  await writeFile(`${path}.heir.heir`, holder("second"));
  expect(await withLock(path, 20_000, async () => "done")).toBe("done");
  expect(await readdir(directory)).toEqual([]);
});

test.runIf(process.platform === "linux")(
  "a process id that came round again is not the holder's",
  async () => {
    await writeFile(path, holder("dead", { pid: process.pid, born: "1" }));
    expect(await withLock(path, 20_000, async () => "done")).toBe("done");
  },
);

test("a live holder is waited for, and named when it takes too long", async () => {
  const held = holder("live", { pid: process.pid });
  await writeFile(path, held);
  await expect(withLock(path, 20, async () => "done")).rejects.toMatchObject({
    reason: "registry_unreachable",
    message: expect.stringContaining(`process ${process.pid}`),
  });
  expect(await readFile(path, "utf8")).toBe(held);
});

test("the holder of another machine is believed for a minute", async () => {
  await writeFile(path, holder("far", { host: "elsewhere" }));
  await expect(withLock(path, 20, async () => "done")).rejects.toMatchObject({
    reason: "registry_unreachable",
  });
  const long = new Date(Date.now() - 120_000);
  await utimes(path, long, long);
  expect(await withLock(path, 20_000, async () => "done")).toBe("done");
});
