import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execContract } from "@sluice/testing/forge/exec-contract";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createExec } from "./exec.ts";
import { processIdentity } from "./processes.ts";

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "sluice-exec-")));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const exec = createExec({ graceMs: 200 });
const node = (program: string): readonly [string, ...string[]] => [process.execPath, "-e", program, "--"];

execContract("programs", () => ({
  exec,
  tells: node(
    'console.log(JSON.stringify(process.argv.slice(1))); console.error("warned"); process.exitCode = 3',
  ),
  surroundings: node('process.stdout.write(process.env.FACT + "\\n" + process.cwd())'),
  copies: node("process.stdin.pipe(process.stdout)"),
  chats: node('process.stdout.write("x".repeat(200_000) + "end")'),
  hangs: node("setInterval(() => {}, 1000)"),
  folder: root,
}));

const pidIn = (file: string) =>
  vi.waitFor(async () => {
    const pid = Number(await readFile(file, "utf8"));
    expect(pid).toBeGreaterThan(0);
    return pid;
  }, 5_000);

test("when time is up the whole group goes, also what does not heed SIGTERM", async () => {
  const file = join(root, "timed-out");
  // What a shell ignores, its children ignore too.
  const stubborn = 'trap "" TERM; sleep 600 & echo $! > "$1"; wait';
  const ended = await exec.run(["/bin/sh", "-c", stubborn, "sh", file], { timeoutMs: 1_000 });
  expect(ended).toMatchObject({ timedOut: true, code: 137 });
  expect(await processIdentity(await pidIn(file))).toBeNull();
});

test("a signal that ends a program is in its code", async () => {
  expect((await exec.run(node('process.kill(process.pid, "SIGINT")'))).code).toBe(130);
});

test("a program is over when it exits, though what it left holds its output", async () => {
  const file = join(root, "left");
  const child = `require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000);`;
  const program = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit", detached: true }).unref();
    process.stdout.write("mine");`;
  const ended = await exec.run(node(program));
  expect(ended).toMatchObject({ code: 0, stdout: "mine", timedOut: false });
  process.kill(await pidIn(file), "SIGKILL");
});

test("a program that does not read is no error", async () => {
  expect((await exec.run(node("process.exit(0)"), { stdin: "x".repeat(1_000_000) })).code).toBe(0);
});

test("a line without an end does not fill the memory", async () => {
  const lengths: number[] = [];
  const onLine = (line: string) => lengths.push(line.length);
  await exec.run(node('process.stdout.write("é".repeat(150_000))'), { onLine });
  expect(Math.max(...lengths)).toBe(64 * 1024);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(150_000);
});

test("what cannot be started says why", async () => {
  await expect(exec.run(["ls"], { cwd: join(root, "gone") })).rejects.toMatchObject({
    reason: "input_invalid",
  });
  await expect(exec.run([root])).rejects.toThrow("not an executable file");
  await expect(exec.run(["a\0b"])).rejects.toMatchObject({ reason: "program_missing" });
});

test("what ends this process ends what it runs, and only then itself", async () => {
  const file = join(root, "interrupted");
  const child = `require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000);`;
  const program = `
    import { createExec } from ${JSON.stringify(new URL("./exec.ts", import.meta.url).href)};
    await createExec().run([process.execPath, "-e", ${JSON.stringify(child)}]);`;
  const runner = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "inherit" });
  const ended = new Promise((resolve) => runner.once("exit", (_, signal) => resolve(signal)));
  const pid = await pidIn(file);
  runner.kill("SIGINT");
  expect(await ended).toBe("SIGINT");
  await vi.waitFor(async () => expect(await processIdentity(pid)).toBeNull(), 5_000);
});

test("a runner that has nothing left to run ends by itself", async () => {
  const program = `
    import { createExec } from ${JSON.stringify(new URL("./exec.ts", import.meta.url).href)};
    const exec = createExec();
    await Promise.all([exec.run(["true"], { timeoutMs: 600_000 }), exec.run(["true"])]);
    console.log(process.listenerCount("SIGINT"));`;
  const out = await new Promise((resolve, reject) =>
    execFile(process.execPath, ["--input-type=module", "-e", program], (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    ),
  );
  expect(out).toBe("0\n");
});
