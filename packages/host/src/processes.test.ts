import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isAlive, livenessOf, processIdentity, startDetached, stopGroup } from "./processes.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sluice-processes-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const env = { PATH: process.env.PATH ?? "" };
const files = () => ({ stdoutFile: join(root, "out"), stderrFile: join(root, "err") });
const FOREVER = "setInterval(() => {}, 1000);";
const node = (program: string, ...args: string[]) => [process.execPath, "-e", program, ...args] as const;

test("an identity is stable, safe in names, and one's own", async () => {
  const identity = await processIdentity(process.pid);
  expect(identity).toMatch(/^[\w.-]+$/);
  expect(await processIdentity(process.pid)).toBe(identity);
  expect(await isAlive(process.pid, identity!)).toBe(true);
  expect(await processIdentity(process.ppid)).not.toBe(identity);
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 31])("no process has the pid %d", async (pid) => {
  expect(await processIdentity(pid)).toBeNull();
});

test("another process with the same pid is not the same process", async () => {
  const identity = (await processIdentity(process.pid))!;
  expect(await livenessOf(process.pid, identity.replace(/^\w+/, "1"))).toBe("dead");
});

test.runIf(process.platform === "linux")(
  "a process of another container is not known to be dead",
  async () => {
    const identity = (await processIdentity(process.pid))!;
    expect(await livenessOf(process.pid, identity.replace(/\w+$/, "1"))).toBe("unknown");
  },
);

test("an ended process that nobody reaped is not alive", async () => {
  // The inner shell's child ends, and its parent (now sleep) never waits for it.
  const parent = spawn("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await parent.stdout.iterator().next()).value.toString().split("\n");
  await vi.waitFor(async () => expect(await processIdentity(Number(line))).toBeNull(), 5_000);
  parent.kill("SIGKILL");
});

test("a detached process outlives the one that started it, and ends when it is stopped", async () => {
  const starter = `
    import { startDetached } from ${JSON.stringify(new URL("./processes.ts", import.meta.url).href)};
    console.log(JSON.stringify(await startDetached(${JSON.stringify({
      argv: node(`console.log(process.env.FACT, "SECRET" in process.env); ${FOREVER}`),
      cwd: root,
      env: { ...env, FACT: "42" },
      ...files(),
    })})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", starter], {
    env: { ...env, SECRET: "x" },
  });
  const { pid, identity } = JSON.parse(stdout) as { pid: number; identity: string };
  expect(await isAlive(pid, identity)).toBe(true);
  await vi.waitFor(async () => expect(await readFile(join(root, "out"), "utf8")).toBe("42 false\n"), 5_000);
  expect(await stopGroup(pid, identity, { graceMs: 5_000 })).toBe("done");
  expect(await isAlive(pid, identity)).toBe(false);
  expect(await stopGroup(pid, identity, { graceMs: 5_000 })).toBe("already");
});

test("what does not heed SIGTERM is killed, and its children with it", async () => {
  const pids = join(root, "pids");
  const stubborn = `process.on("SIGTERM", () => {}); ${FOREVER}`;
  const program = `
    const child = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(
      `${stubborn} require("node:fs").writeFileSync(${JSON.stringify(pids)}, String(process.pid))`,
    )}]);
    ${stubborn}`;
  const { pid, identity } = await startDetached({ argv: node(program), cwd: root, env, ...files() });
  const child = await vi.waitFor(async () => {
    const found = Number(await readFile(pids, "utf8"));
    expect(found).toBeGreaterThan(0);
    return found;
  }, 5_000);
  expect(await stopGroup(pid, identity, { graceMs: 100 })).toBe("done");
  expect(await processIdentity(pid)).toBeNull();
  expect(await processIdentity(child)).toBeNull();
});

test("children that outlive their leader are ended too", async () => {
  const pids = join(root, "left");
  const program = `
    require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(
      `require("node:fs").writeFileSync(${JSON.stringify(pids)}, String(process.pid)); ${FOREVER}`,
    )}], { stdio: "ignore" }).unref();`;
  const { pid, identity } = await startDetached({ argv: node(program), cwd: root, env, ...files() });
  await vi.waitFor(async () => expect(await isAlive(pid, identity)).toBe(false), 5_000);
  const child = await vi.waitFor(async () => Number(await readFile(pids, "utf8")), 5_000);
  expect(await stopGroup(pid, identity, { graceMs: 5_000 })).toBe("done");
  expect(await processIdentity(child)).toBeNull();
});

test("a group that took over the number of a dead one is left alone", async () => {
  const { pid, identity } = await startDetached({ argv: node(FOREVER), cwd: root, env, ...files() });
  expect(await stopGroup(pid, identity.replace(/^\w+/, "1"), { graceMs: 100 })).toBe("already");
  expect(await isAlive(pid, identity)).toBe(true);
  await stopGroup(pid, identity, { graceMs: 5_000 });
});

test("what cannot be started says why", async () => {
  const start = (program: string, cwd = root) => startDetached({ argv: [program], cwd, env, ...files() });
  await writeFile(join(root, "plain"), "text");
  await expect(start("no-such-program")).rejects.toMatchObject({ reason: "program_missing" });
  await expect(start(join(root, "plain"))).rejects.toThrow("not an executable file");
  await expect(start("ls", join(root, "gone"))).rejects.toMatchObject({ reason: "input_invalid" });
});
