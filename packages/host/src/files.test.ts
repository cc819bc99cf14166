import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Clock } from "@sluice/core/ports/clock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withFileLock, writeFileAtomic } from "./files.ts";
import { processIdentity } from "./processes.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "sluice-files-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("a file is replaced as a whole and nothing is left beside it", async () => {
  const path = join(root, "état ü\n.json");
  await writeFileAtomic(path, "one");
  await writeFileAtomic(path, Uint8Array.from([0, 255]), { mode: 0o600 });
  expect([...(await readFile(path))]).toEqual([0, 255]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(root)).toHaveLength(1);
});

test("a write that fails leaves the old file and nothing beside it", async () => {
  await expect(writeFileAtomic(root, "x")).rejects.toThrow();
  await expect(writeFileAtomic(join(root, "no/such"), "x")).rejects.toThrow("ENOENT");
  expect(await readdir(root)).toEqual([]);
});

test("no two calls are inside the same lock", async () => {
  const path = join(root, "lock");
  let inside = 0;
  let most = 0;
  const enter = () =>
    withFileLock(path, async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    });
  await Promise.all(Array.from({ length: 8 }, enter));
  expect(most).toBe(1);
  expect(await readdir(root)).toEqual([]);
});

test("a lock is released when its holder throws", async () => {
  const path = join(root, "lock");
  await expect(withFileLock(path, () => Promise.reject(new Error("mine")))).rejects.toThrow("mine");
  expect(await withFileLock(path, async () => "again")).toBe("again");
});

test("waiting for a lock ends, and says who has it", async () => {
  const path = join(root, "lock");
  let now = 0;
  const clock: Clock = {
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
  };
  await withFileLock(path, async () => {
    const second = withFileLock(path, async () => "never", { timeoutMs: 500, clock });
    await expect(second).rejects.toMatchObject({
      reason: "busy",
      message: expect.stringContaining(`process ${process.pid} holds`),
    });
  });
});

test("the lock of a pid that now belongs to another process is taken over", async () => {
  const path = join(root, "lock");
  const identity = (await processIdentity(process.pid))!.replace(/^\w+/, "1");
  await writeFile(path, JSON.stringify({ pid: process.pid, identity, token: "0123456789abcdef" }));
  expect(await withFileLock(path, async () => "mine")).toBe("mine");
  expect(await readdir(root)).toEqual([]);
});

test.each(["", "{", "[]", '{"pid":1}'])("a lock that holds %j is taken over", async (content) => {
  const path = join(root, "lock");
  await writeFile(path, content);
  expect(await withFileLock(path, async () => "mine")).toBe("mine");
  expect(await readdir(root)).toEqual([]);
});

test("a dead owner's lock has one taker at a time, also where a taker died halfway", async () => {
  const path = join(root, "lock");
  const dead = (token: string) => JSON.stringify({ pid: process.pid, identity: "1.0.0", token });
  for (let round = 0; round < 20; round++) {
    await writeFile(path, dead("aaaaaaaaaaaaaaaa"));
    await writeFile(`${path}.aaaaaaaaaaaaaaaa`, dead("bbbbbbbbbbbbbbbb"));
    let inside = 0;
    let most = 0;
    const enter = () =>
      withFileLock(path, async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
      });
    await Promise.all(Array.from({ length: 16 }, enter));
    expect(most).toBe(1);
    expect(await readdir(root)).toEqual([]);
  }
});

test("processes killed inside the lock do not keep it, and none of the others' work is lost", async () => {
  const path = join(root, "lock");
  const counter = join(root, "counter");
  await writeFile(counter, "0");
  const program = `
    import { readFile, writeFile } from "node:fs/promises";
    import { withFileLock } from ${JSON.stringify(new URL("./files.ts", import.meta.url).href)};
    for (let n = 0; n < 5; n++) await withFileLock(${JSON.stringify(path)}, async () => {
      const value = Number(await readFile(${JSON.stringify(counter)}, "utf8"));
      if (n === 4 && process.argv[1] === "dies") process.kill(process.pid, "SIGKILL");
      await writeFile(${JSON.stringify(counter)}, String(value + 1));
    });`;
  const run = promisify(execFile);
  const start = (...args: string[]) =>
    run(process.execPath, ["--input-type=module", "-e", program, "--", ...args]).catch(() => null);
  await Promise.all([start("dies"), start("lives"), start("dies"), start("lives")]);
  expect(await readFile(counter, "utf8")).toBe("18");
  expect(await withFileLock(path, async () => "mine")).toBe("mine");
  expect(await readdir(root)).toEqual(["counter"]);
});
