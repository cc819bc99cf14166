import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { credentialEnv, git } from "./git.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sluice-git-"));
  await git(["init", "--quiet", root], { cwd: root });
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function failure(promise: Promise<unknown>): Promise<SluiceError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SluiceError);
  return error as SluiceError;
}

test("answers bytes, not text", async () => {
  const bytes = Uint8Array.from([0, 255, 10, 128]);
  const { stdout: id } = await git(["hash-object", "-w", "--stdin"], { cwd: root, stdin: bytes });
  const { stdout } = await git(["cat-file", "blob", id.toString().trim()], { cwd: root });
  expect([...stdout]).toEqual([...bytes]);
});

test("a failure is what git said last", async () => {
  const error = await failure(git(["cat-file", "-p", "f".repeat(40)], { cwd: root }));
  expect(error.reason).toBe("git_failed");
  expect(error.message).toMatch(/^git cat-file failed: fatal: Not a valid object name/);
});

test("a failure has the reason that the caller gives it, or is answered where it allows one", async () => {
  const args = ["rev-parse", "--verify", "--quiet", "none"];
  expect((await failure(git(args, { cwd: root, reason: "commit_unknown" }))).reason).toBe("commit_unknown");
  expect((await git(args, { cwd: root, allowFailure: true })).code).toBe(1);
});

test("tells a missing program from a missing folder", async () => {
  const noProgram = await failure(git(["version"], { cwd: root, env: { PATH: join(root, "empty") } }));
  expect(noProgram.reason).toBe("program_missing");
  const noFolder = await failure(git(["version"], { cwd: join(root, "gone") }));
  expect(noFolder.reason).toBe("input_invalid");
  expect(noFolder.message).toContain("gone");
});

test("a call that does not end is ended", async () => {
  const silent = createServer(() => {});
  const url = await listen(silent);
  const error = await failure(
    git(["ls-remote", url], { cwd: root, timeoutMs: 300, reason: "ledger_unreachable" }),
  );
  expect(error.reason).toBe("ledger_unreachable");
  expect(error.message).toBe("git ls-remote did not finish within 0.3 s and was ended");
  silent.closeAllConnections();
  silent.close();
});

test("hooks of the repository are not run", async () => {
  await mkdir(join(root, ".git/hooks"), { recursive: true });
  await writeFile(join(root, ".git/hooks/pre-commit"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const identity = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
  const { code } = await git([...identity, "commit", "--quiet", "--allow-empty", "-m", "x"], { cwd: root });
  expect(code).toBe(0);
});

test("a surrounding hook's GIT_DIR does not lead git elsewhere", async () => {
  process.env.GIT_DIR = join(root, "elsewhere");
  try {
    const { stdout } = await git(["rev-parse", "--git-dir"], { cwd: root });
    expect(stdout.toString().trim()).toBe(".git");
  } finally {
    delete process.env.GIT_DIR;
  }
});

test("configuration of the environment and of the call are both heard", async () => {
  process.env.GIT_CONFIG_COUNT = "1";
  process.env.GIT_CONFIG_KEY_0 = "sluice.ambient";
  process.env.GIT_CONFIG_VALUE_0 = "a";
  try {
    const env = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "sluice.own", GIT_CONFIG_VALUE_0: "b" };
    const { stdout } = await git(["config", "--get-regexp", "^sluice"], { cwd: root, env });
    expect(stdout.toString()).toBe("sluice.ambient a\nsluice.own b\n");
  } finally {
    for (const name of ["COUNT", "KEY_0", "VALUE_0"]) delete process.env[`GIT_CONFIG_${name}`];
  }
});

test("credentials reach the remote, replace what a checkout left, and are never printed", async () => {
  const heard: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    heard.push(
      ...request.rawHeaders.filter((_, n) => n % 2 === 1 && /^auth/i.test(request.rawHeaders[n - 1]!)),
    );
    // git shows what a server answers in plain text.
    const told = `${request.headers.authorization} is s3cret/token\n`;
    response.writeHead(500, { "content-type": "text/plain" }).end(told);
  });
  const origin = await listen(server);
  const url = `${origin}/acme/shop.git`;
  const left = `http.${origin}/.extraheader`;
  await git(["config", left, "Authorization: Basic b2xkOm9sZA=="], { cwd: root });
  const env = credentialEnv({ url, username: "x-access-token", token: "s3cret/token" });
  expect(JSON.stringify(env)).not.toContain("s3cret");
  const error = await failure(git(["ls-remote", url], { cwd: root, env }));
  const basic = Buffer.from("x-access-token:s3cret/token").toString("base64");
  expect(heard).toEqual([`Basic ${basic}`]);
  expect(String(error.cause)).toContain("remote: Basic *** is ***");
  expect(`${error.message}${String(error.cause)}`).not.toMatch(/s3cret|eC1hY2/);
  const inUrl = await failure(git(["ls-remote", url.replace("//", "//me:passw0rd@")], { cwd: root }));
  expect(`${inUrl.message}${String(inUrl.cause)}`).not.toContain("passw0rd");
  server.close();
});

test("a remote that is not HTTP gets no credentials", () => {
  for (const url of ["git@example.com:acme/shop.git", "ssh://git@example.com/x", "/srv/x.git", "file:///x"])
    expect(credentialEnv({ url, username: "x", token: "y" })).toEqual({});
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
