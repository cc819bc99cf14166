import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepo } from "./repo.ts";

const styles = ["merge", "squash", "rebase"] as const;

test("equal steps make equal commits, pushed to the remote, in each style", async () => {
  const story = async () => {
    await using repo = await createRepo({ branches: ["STAGING"] });
    const commits: string[] = [];
    for (const [n, style] of styles.entries()) {
      await repo.branch(`f${n}`, "STAGING");
      commits.push(await repo.commit({ [`-odd\n${n} ü`]: "x" }, "Work"));
      // A step on the target, so that a rebase is one.
      await repo.switchTo("STAGING");
      commits.push(await repo.commit({ [`other${n}`]: "y" }, "Other"));
      commits.push(
        await repo.mergeChange({ number: n + 1, title: "T", source: `f${n}`, target: "STAGING", style }),
      );
      const remote = await repo.git("ls-remote", "origin", "refs/heads/STAGING");
      expect(remote.split("\t")[0]).toBe(commits.at(-1));
      expect((await repo.git("log", "-1", "--format=%P")).split(" ")).toHaveLength(style === "merge" ? 2 : 1);
    }
    return commits;
  };
  const [one, two] = [await story(), await story()];
  expect(new Set(one).size).toBe(9);
  expect(two).toEqual(one);
});

test("clones: whole and shallow; nothing is left of any", async () => {
  const repo = await createRepo({ files: { "a.txt": "1" } });
  await repo.commit({ "a.txt": null, "b.txt": "2" }, "Move");
  const whole = await repo.clone();
  expect(await readFile(join(whole, "b.txt"), "utf8")).toBe("2");
  await expect(stat(join(whole, "a.txt"))).rejects.toThrow("ENOENT");
  const shallow = await repo.shallowClone("main");
  await stat(join(shallow, ".git/shallow"));
  await repo.cleanup();
  await expect(stat(repo.root)).rejects.toThrow("ENOENT");
});
