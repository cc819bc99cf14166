import type { History } from "@sluice/core/ports/history";
import { describe, expect, test } from "vitest";

/** Paths that a shell, a line-based protocol or an option parser would trip over. */
export const ODD_TREE: Readonly<Record<string, string>> = {
  "-rf": "leading dash",
  "README.md": "first\n",
  "app/ leading space": "1",
  "app/--end-of-options": "2",
  "app/:(top)x": "3",
  "app/[a-z]*.txt": "4",
  "app/a.txt": "5",
  "app/new\nline\tand tab": "6",
  "app/sub/ünïcödé ✓ 🚆": "7",
  'app/sub/"quoted" \\ $(x)': "8",
  "apple.txt": "not below app",
};

/** first ← left, first ← right, merge of both; the branch `main` is at the merge, `side/🚆` at right. */
export interface HistoryWorld {
  readonly history: History;
  readonly first: string;
  /** Adds `left.txt`. */
  readonly left: string;
  /** Adds `right.txt`. */
  readonly right: string;
  readonly merge: string;
  close(): Promise<void>;
}

/** What every `History` must do. `open` answers a world whose first commit holds `ODD_TREE`. */
export function historyContract(name: string, open: () => Promise<HistoryWorld>): void {
  function check(title: string, body: (world: HistoryWorld) => Promise<void>): void {
    test(title, async () => {
      const world = await open();
      try {
        await body(world);
      } finally {
        await world.close();
      }
    });
  }

  const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

  describe(`history: ${name}`, () => {
    check("a commit is found by its id; what is none is refused, whatever it looks like", async (world) => {
      expect(await world.history.getCommit(world.merge)).toBe(world.merge);
      const none = [
        "f".repeat(40),
        "no-such",
        "",
        "--all",
        "-x",
        "--output=/tmp/x",
        "a\nb",
        "a\0b",
        "..",
        "-",
      ];
      for (const revision of none) {
        await expect(world.history.getCommit(revision)).rejects.toMatchObject({ reason: "commit_unknown" });
      }
    });

    check("a branch is found by its whole name alone", async ({ history, merge, right }) => {
      expect(await history.findBranch("main")).toBe(merge);
      expect(await history.findBranch("side/🚆")).toBe(right);
      for (const none of [
        "mai",
        "ma*",
        "main~1",
        "main^{commit}",
        "side",
        "--all",
        "",
        "../heads/main",
        "a\0b",
      ])
        expect(await history.findBranch(none)).toBeNull();
    });

    check("commits stand to each other as they were made", async (world) => {
      const { history, first, left, right, merge } = world;
      expect(await history.getRelation(left, left)).toBe("same");
      expect(await history.getRelation(merge, right)).toBe("descendant");
      expect(await history.getRelation(merge, first)).toBe("descendant");
      expect(await history.getRelation(first, merge)).toBe("ancestor");
      expect(await history.getRelation(left, right)).toBe("diverged");
      expect(await history.getRelation(left, "f".repeat(40))).toBe("unknown");
      expect(await history.getRelation("--all", left)).toBe("unknown");
    });

    check("a tree is listed whole, by the order of bytes, odd names included", async ({ history, first }) => {
      const listed = await history.listTree(first, "");
      expect(listed.map((entry) => entry.path)).toEqual(Object.keys(ODD_TREE).sort(byBytes));
      expect(await history.listTree(first, ".")).toEqual(listed);
      for (const entry of listed) expect(entry.mode).toBe("100644");
      const blobs = await history.readBlobs(listed.map((entry) => entry.object));
      for (const { path, object } of listed)
        expect(Buffer.from(blobs.get(object)!).toString()).toBe(ODD_TREE[path]);
    });

    check("what is below a folder, and only that", async ({ history, first }) => {
      const below = Object.keys(ODD_TREE).filter((path) => path.startsWith("app/"));
      for (const path of ["app", "app/", "./app"]) {
        expect((await history.listTree(first, path)).map((entry) => entry.path)).toEqual(below.sort(byBytes));
      }
      expect((await history.listTree(first, "app/a.txt")).map((entry) => entry.path)).toEqual(["app/a.txt"]);
      expect((await history.listTree(first, "-rf")).map((entry) => entry.path)).toEqual(["-rf"]);
      for (const none of ["no", "app/*", "ap", ":(glob)**"])
        expect(await history.listTree(first, none)).toEqual([]);
    });

    check("equal bytes have equal ids, in any commit", async ({ history, first, left, merge }) => {
      const idOf = async (commit: string) => (await history.listTree(commit, "app/a.txt"))[0]?.object;
      expect(await idOf(merge)).toBe(await idOf(first));
      expect((await history.listTree(left, "left.txt"))[0]?.object).toMatch(/^[0-9a-f]{40}$/);
    });

    check("a file is found by its exact path; a folder is none", async ({ history, first, merge }) => {
      for (const [path, content] of Object.entries(ODD_TREE)) {
        expect(Buffer.from((await history.findFile(first, path))!).toString()).toBe(content);
      }
      for (const none of ["app", "", ".", "app/sub", "no", "app/[a-z].txt", "left.txt"])
        expect(await history.findFile(first, none)).toBeNull();
      expect(await history.findFile(merge, "left.txt")).not.toBeNull();
    });

    check("what leads out of the repository is refused, and so is a tree of no commit", async (world) => {
      for (const path of ["../x", "a/../../x", "/etc/passwd", "a\0b"]) {
        const refused = { reason: "input_invalid" };
        await expect(world.history.listTree(world.first, path)).rejects.toMatchObject(refused);
        await expect(world.history.findFile(world.first, path)).rejects.toMatchObject(refused);
      }
      const unknown = { reason: "commit_unknown" };
      await expect(world.history.listTree("f".repeat(40), "")).rejects.toMatchObject(unknown);
      await expect(world.history.findFile("--all", "x")).rejects.toMatchObject(unknown);
    });

    check("blobs: none asked, one asked twice, one that is missing", async ({ history, first }) => {
      expect((await history.readBlobs([])).size).toBe(0);
      const [entry] = await history.listTree(first, "README.md");
      expect((await history.readBlobs([entry!.object, entry!.object])).size).toBe(1);
      for (const none of ["f".repeat(40), "HEAD", "--all"])
        await expect(history.readBlobs([none])).rejects.toMatchObject({ reason: "git_failed" });
    });
  });
}
