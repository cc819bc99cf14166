import { lstat, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ignoredBy } from "@sluice/core";
import { createHistory } from "@sluice/host/history";
import { createRepo, type Repo } from "@sluice/testing/repo";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeContext } from "./context.ts";

let repo: Repo;
let folder: string;

beforeEach(async () => {
  repo = await createRepo();
  folder = await mkdtemp(join(tmpdir(), "sluice-context-"));
});

afterEach(async () => {
  await repo.cleanup();
  await rm(folder, { recursive: true });
});

async function write(ignoring: string, context = "app") {
  const commit = await repo.git("rev-parse", "HEAD");
  const request = { commit, context, dockerfile: "Dockerfile", ignore: ignoredBy(ignoring) };
  await writeContext(folder, createHistory({ cwd: repo.dir }), request);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).toSorted();
}

test("holds what the commit has and the ignore file leaves, and the Dockerfile in any case", async () => {
  const files = {
    "app/Dockerfile": "FROM scratch",
    "app/.dockerignore": "*",
    "app/a/b.txt": "b",
    "app/x.md": "x",
  };
  await repo.commit({ ...files, "other.txt": "o" }, "Files");
  await writeFile(join(repo.dir, "app/a/b.txt"), "changed");
  await writeFile(join(repo.dir, "app/a/new.txt"), "new");
  expect(await write("*\n!a")).toEqual([".dockerignore", "Dockerfile", "a/b.txt"]);
  expect(await readFile(join(folder, "a/b.txt"), "utf8")).toBe("b");
});

test("has the same modes and times on every machine, as they get into layers", async () => {
  await repo.commit({ "app/Dockerfile": "FROM scratch", "app/a/run.sh": "#!/bin/sh" }, "Files");
  await repo.git("update-index", "--chmod=+x", "app/a/run.sh");
  const link = join(repo.root, "link");
  await writeFile(link, "a/run.sh");
  const object = await repo.git("hash-object", "-w", link);
  await repo.git("update-index", "--add", "--cacheinfo", `120000,${object},app/start`);
  await repo.git("commit", "--quiet", "-m", "Mode and link");
  const before = process.umask(0o077);
  try {
    expect(await write("", "./app/")).toEqual(["Dockerfile", "a/run.sh", "start"]);
  } finally {
    process.umask(before);
  }
  const modes: Record<string, string> = {};
  for (const name of ["", "Dockerfile", "a", "a/run.sh"]) {
    const { mode, mtimeMs } = await lstat(join(folder, name));
    modes[name] = (mode & 0o777).toString(8);
    expect(new Date(mtimeMs).toISOString()).toBe("1980-01-01T00:00:00.000Z");
  }
  expect(modes).toEqual({ "": "755", Dockerfile: "644", a: "755", "a/run.sh": "755" });
  expect(await readlink(join(folder, "start"))).toBe("a/run.sh");
});

test("a submodule is refused, unless it is hidden", async () => {
  const head = await repo.commit({ "app/Dockerfile": "FROM scratch" }, "Dockerfile");
  await repo.git("update-index", "--add", "--cacheinfo", `160000,${head},app/module`);
  await repo.git("commit", "--quiet", "-m", "Submodule");
  await expect(write("")).rejects.toMatchObject({
    reason: "build_failed",
    message: expect.stringContaining("app/module"),
  });
  expect(await write("module")).toEqual(["Dockerfile"]);
});
