import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createExec } from "@sluice/host/exec";
import { createHistory } from "@sluice/host/history";
import { unpackArchive } from "@sluice/registry/archive";
import { createRepo, type Repo } from "@sluice/testing/repo";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createArchiveBuilder } from "./archive-builder.ts";

let repo: Repo;
let commit: string;

beforeAll(async () => {
  repo = await createRepo();
  // What other programs of the machine have in its temporary folder is none of these tests' business.
  const temporary = join(repo.root, "tmp");
  await mkdir(temporary);
  process.env.TMPDIR = temporary;
  await repo.commit({ "app/run.sh": "#!/bin/sh\n", "app/lib/a.txt": "a", "other/b.txt": "b" }, "Files");
  await repo.git("update-index", "--chmod=+x", "app/run.sh");
  const link = join(repo.root, "link");
  await writeFile(link, "lib/a.txt");
  const object = await repo.git("hash-object", "-w", link);
  await repo.git("update-index", "--add", "--cacheinfo", `120000,${object},app/a`);
  await repo.git("commit", "--quiet", "-m", "Mode and link");
  commit = await repo.git("rev-parse", "HEAD");
  // Neither what is changed nor what is not committed may get into an artifact.
  await writeFile(join(repo.dir, "app/lib/a.txt"), "changed");
  await writeFile(join(repo.dir, "app/new.txt"), "new");
});

afterAll(() => repo.cleanup());

function build(request: { command?: readonly [string, ...string[]]; output?: string; context?: string }) {
  const history = createHistory({ cwd: repo.dir });
  const lines: string[] = [];
  const { command = null, output = null, context = "app" } = request;
  const onLine = (line: string) => lines.push(line);
  const variables = { GREETING: "hello" };
  const builder = createArchiveBuilder({ history, exec: createExec() });
  return { lines, bytes: builder.build({ commit, context, command, output, variables, onLine }) };
}

async function filesOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-test-"));
  try {
    await unpackArchive(bytes, join(folder, "x"));
    const files: Record<string, string> = {};
    for (const entry of await readdir(join(folder, "x"), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(join(folder, "x").length + 1);
      if (entry.isSymbolicLink()) files[name] = `→ ${await readlink(path)}`;
      else if (entry.isFile()) {
        const mark = (await stat(path)).mode & 0o100 ? "* " : "";
        files[name] = mark + (await readFile(path, "utf8"));
      }
    }
    return files;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const node = (script: string): readonly [string, ...string[]] => [process.execPath, "-e", script];

describe("without a command", () => {
  test("packs what the commit has below the context, and nothing of the work tree", async () => {
    expect(await filesOf(await build({}).bytes)).toEqual({
      "run.sh": "* #!/bin/sh\n",
      "lib/a.txt": "a",
      a: "→ lib/a.txt",
    });
  });

  test("equal content gives equal bytes", async () => {
    expect(
      Buffer.from(await build({}).bytes).equals(Buffer.from(await build({ context: "./app/" }).bytes)),
    ).toBe(true);
  });

  test("packs a folder below the context alone", async () => {
    expect(await filesOf(await build({ output: "lib" }).bytes)).toEqual({ "a.txt": "a" });
  });

  test("an empty folder is no artifact", async () => {
    await expect(build({ output: "nowhere" }).bytes).rejects.toMatchObject({ reason: "build_failed" });
  });
});

describe("with a command", () => {
  test("packs what it leaves, made from the commit, with the variables and no trace in the work tree", async () => {
    const before = await repo.git("status", "--porcelain");
    const script = `
      const fs = require("node:fs");
      fs.mkdirSync("out");
      fs.writeFileSync("out/made.txt", process.env.GREETING + " " + fs.readFileSync("lib/a.txt", "utf8"));
      console.log("building");`;
    const { lines, bytes } = build({ command: node(script), output: "out" });
    expect(await filesOf(await bytes)).toEqual({ "made.txt": "hello a" });
    expect(lines).toEqual(["building"]);
    expect(await repo.git("status", "--porcelain")).toBe(before);
  });

  test.each([
    ["fails", node("console.log('the reason'); process.exit(3)"), /exit code 3\n {2}the reason/],
    ["leaves nothing", node(""), /left no such folder/],
  ])("one that %s is a failed build, and its folder goes", async (_, command, message) => {
    const { bytes } = build({ command, output: "out" });
    await expect(bytes).rejects.toMatchObject({
      reason: "build_failed",
      message: expect.stringMatching(message),
    });
    expect(await readdir(join(repo.root, "tmp"))).toEqual([]);
  });
});

test("a submodule is refused: its files are elsewhere", async () => {
  await using other = await createRepo();
  await mkdir(join(other.dir, "sub"), { recursive: true });
  const head = await other.git("rev-parse", "HEAD");
  await other.git("update-index", "--add", "--cacheinfo", `160000,${head},sub/module`);
  await other.git("commit", "--quiet", "-m", "Submodule");
  const builder = createArchiveBuilder({ history: createHistory({ cwd: other.dir }), exec: createExec() });
  const request = { context: "sub", command: null, output: null, variables: {}, onLine: () => {} };
  await expect(
    builder.build({ ...request, commit: await other.git("rev-parse", "HEAD") }),
  ).rejects.toMatchObject({ reason: "build_failed" });
});
