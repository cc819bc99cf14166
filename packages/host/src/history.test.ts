import { chmod, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { historyContract, ODD_TREE } from "@sluice/testing/forge/history-contract";
import { createRepo, type Repo } from "@sluice/testing/repo";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHistory } from "./history.ts";

async function diamond(): Promise<{ repo: Repo; first: string; left: string; right: string; merge: string }> {
  const repo = await createRepo({ files: ODD_TREE });
  const first = await repo.git("rev-parse", "HEAD");
  await repo.branch("side/🚆");
  const right = await repo.commit({ "right.txt": "r" }, "Right");
  await repo.switchTo("main");
  const left = await repo.commit({ "left.txt": "l" }, "Left");
  const merge = await repo.mergeChange({ number: 1, title: "T", source: "side/🚆", target: "main" });
  return { repo, first, left, right, merge };
}

let world: Awaited<ReturnType<typeof diamond>>;
beforeAll(async () => {
  world = await diamond();
});
afterAll(() => world.repo.cleanup());

// The contract only reads, so one repository serves all of it.
historyContract("git", async () => {
  const { repo, ...commits } = world;
  return { ...commits, history: createHistory({ cwd: repo.dir }), close: async () => {} };
});

describe("history that is cut off", () => {
  test("is fetched where it does not reach", async () => {
    const { repo, first, left, right, merge } = world;
    const open = async () => createHistory({ cwd: await repo.shallowClone("main") });
    expect(await (await open()).getRelation(merge, first)).toBe("descendant");
    expect(await (await open()).getRelation(left, right)).toBe("diverged");
    const history = await open();
    const answers = [
      history.getRelation(first, merge),
      history.getRelation(right, left),
      history.getRelation(merge, right),
    ];
    expect(await Promise.all(answers)).toEqual(["ancestor", "diverged", "descendant"]);
  });

  test("a commit of a branch that the clone does not follow is fetched", async () => {
    const { repo, first } = world;
    const cwd = await repo.clone();
    await repo.branch("later", "main");
    const later = await repo.commit({ "later.txt": "x" }, "Later");
    await repo.switchTo("main");
    expect(await createHistory({ cwd }).getRelation(later, first)).toBe("descendant");
  });

  test("is unknown where there is nowhere to fetch from", async () => {
    const { repo, merge, right } = world;
    const cwd = await repo.shallowClone("main", 1);
    const inClone = createHistory({ cwd, remote: "nowhere" });
    expect(await inClone.getRelation(merge, right)).toBe("unknown");
    const unreachable = createHistory({
      cwd,
      env: {
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: `url.${repo.root}/gone.insteadOf`,
        GIT_CONFIG_VALUE_0: "file://",
      },
    });
    expect(await unreachable.getRelation(merge, right)).toBe("unknown");
  });
});

test("the remote's branch goes before one's own, and may be of another remote", async () => {
  const { repo, merge, right } = world;
  const cwd = await repo.clone();
  const history = createHistory({ cwd });
  await repo.git("-C", cwd, "update-ref", "refs/heads/main", right);
  expect(await history.findBranch("main")).toBe(merge);
  expect(await createHistory({ cwd, remote: "upstream" }).findBranch("main")).toBe(right);
});

test("works from any folder of the repository, and keeps the modes of files", async () => {
  await using repo = await createRepo({ files: { "bin/run": "#!/bin/sh\n", "bin/data": "x" } });
  await chmod(join(repo.dir, "bin/run"), 0o755);
  await symlink("run", join(repo.dir, "bin/link"));
  const commit = await repo.commit({}, "Modes");
  const history = createHistory({ cwd: join(repo.dir, "bin") });
  const listed = await history.listTree(commit, "bin");
  expect(listed.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
    "100644 bin/data",
    "120000 bin/link",
    "100755 bin/run",
  ]);
  expect(Buffer.from((await history.findFile("HEAD", "bin/data"))!).toString()).toBe("x");
});

test("replaced objects do not change what contains what", async () => {
  const { repo, first, merge, right } = world;
  const cwd = await repo.clone();
  await repo.git("-C", cwd, "replace", "--graft", merge, first);
  expect(await createHistory({ cwd }).getRelation(merge, right)).toBe("descendant");
});

test("bytes are bytes, many at once", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, n) => [`${n}`, Buffer.from([n, 0, 10, 255])]),
  );
  await using repo = await createRepo({ files: { ...files, empty: "" } });
  const history = createHistory({ cwd: repo.dir });
  const listed = await history.listTree("HEAD", "");
  const blobs = await history.readBlobs(listed.map((entry) => entry.object));
  for (const { path, object } of listed)
    expect([...blobs.get(object)!]).toEqual(path === "empty" ? [] : [Number(path) & 255, 0, 10, 255]);
});

test("a folder that is no repository says so", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "sluice-none-"));
  await expect(createHistory({ cwd }).getCommit("HEAD")).rejects.toMatchObject({
    reason: "git_failed",
    message: `${cwd} is not inside a git repository`,
  });
  await rm(cwd, { recursive: true });
});
