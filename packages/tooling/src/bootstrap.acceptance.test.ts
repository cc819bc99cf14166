import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ROOT } from "./root.ts";

let root = "";
const SCRIPT = "packages/shop/script.ts";

/** A repository with one workspace package and none from npm: npm installs it without asking anybody. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sluice-bootstrap-"));
  write("package.json", { name: "scratch", version: "1.0.0", workspaces: ["packages/shop"] });
  write("packages/shop/package.json", { name: "shop", version: "1.0.0" });
  writeLock("1.0.0");
  mkdirSync(join(root, "packages/tooling"), { recursive: true });
  cpSync(join(ROOT, "packages/tooling/bootstrap.mjs"), join(root, "packages/tooling/bootstrap.mjs"));
  write(SCRIPT, "const words: string[] = process.argv.slice(2); console.log('ran', words.join());");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
}

function writeLock(version: string): void {
  const packages = {
    "": { name: "scratch", version, workspaces: ["packages/shop"] },
    "node_modules/shop": { resolved: "packages/shop", link: true },
    "packages/shop": { version: "1.0.0" },
  };
  write("package-lock.json", { name: "scratch", version, lockfileVersion: 3, requires: true, packages });
}

const command = (...args: string[]) => [join(root, "packages/tooling/bootstrap.mjs"), ...args];
const run = (...args: string[]) =>
  spawnSync(process.execPath, command(...args), { encoding: "utf8", cwd: tmpdir() });

function ended(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stderr })));
}

test("installs what is missing, once, and runs the script", () => {
  const first = run(SCRIPT, "a", "b c");
  expect(first).toMatchObject({
    status: 0,
    stdout: "ran a,b c\n",
    stderr: expect.stringMatching(/^Installing .*\nInstalled in/),
  });
  expect(existsSync(join(root, "node_modules/shop/package.json"))).toBe(true);
  expect(run(SCRIPT)).toMatchObject({ status: 0, stdout: "ran \n", stderr: "" });
});

test("what `npm install` left in step is not installed again", () => {
  run(SCRIPT);
  rmSync(join(root, "node_modules/.sluice-lock"));
  expect(run(SCRIPT).stderr).toBe("");
  expect(existsSync(join(root, "node_modules/.sluice-lock"))).toBe(true);
});

test("a lock that asks for something else is installed", () => {
  run(SCRIPT);
  write("packages/shed/package.json", { name: "shed", version: "1.0.0" });
  write("package.json", {
    name: "scratch",
    version: "1.0.0",
    workspaces: ["packages/shop", "packages/shed"],
  });
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  lock.packages[""].workspaces.push("packages/shed");
  lock.packages["node_modules/shed"] = { resolved: "packages/shed", link: true };
  lock.packages["packages/shed"] = { version: "1.0.0" };
  write("package-lock.json", lock);
  expect(run(SCRIPT).stderr).toContain("Installing");
  expect(existsSync(join(root, "node_modules/shed/package.json"))).toBe(true);
});

test("of two at once, one installs and both run", async () => {
  const both = [spawn(process.execPath, command(SCRIPT)), spawn(process.execPath, command(SCRIPT))].map(
    ended,
  );
  const [a, b] = await Promise.all(both);
  expect([a!.code, b!.code]).toEqual([0, 0]);
  expect(`${a!.stderr}${b!.stderr}`.match(/Installing/g)).toHaveLength(1);
});

test("a lock whose holder died is taken over", () => {
  const dead = spawnSync(process.execPath, ["-e", "0"]).pid;
  write(".sluice/install.lock", String(dead));
  expect(run(SCRIPT)).toMatchObject({ status: 0, stdout: "ran \n" });
});

test("an installation that fails says what to do, and nothing is run", () => {
  write("package-lock.json", "{");
  const failed = run(SCRIPT);
  expect(failed).toMatchObject({ status: 1, stdout: "" });
  expect(failed.stderr).toMatch(/npm ci failed; nothing else was done\.[\s\S]*What to do: /);
  expect(existsSync(join(root, ".sluice/install.lock"))).toBe(false);
});

test("exit codes come through", () => {
  write(SCRIPT, "process.exitCode = 7;");
  expect(run(SCRIPT).status).toBe(7);
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s reaches the script, and its answer counts",
  async (signal) => {
    write(
      SCRIPT,
      `process.on("${signal}", () => process.exit(42)); setInterval(() => {}, 1000); console.log("ready");`,
    );
    run("packages/shop/absent.ts");
    const child = spawn(process.execPath, command(SCRIPT), { stdio: ["ignore", "pipe", "pipe"] });
    const end = ended(child);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill(signal);
    expect((await end).code).toBe(42);
  },
);
