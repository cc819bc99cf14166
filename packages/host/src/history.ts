import { SluiceError } from "@sluice/core/errors";
import type { Relation } from "@sluice/core/model/change";
import type { History, TreeEntry } from "@sluice/core/ports/history";
import { readBlobs } from "./blobs.ts";
import { type GitResult, git } from "./git.ts";
import { createRelations } from "./relations.ts";

export interface HistoryOptions {
  /** Any folder of the repository. */
  readonly cwd: string;
  /** Default: `origin`. */
  readonly remote?: string;
  /** For the calls that reach the remote: see `credentialEnv`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Git as it is: replacements (`git replace`) would let a repository lie about what contains what. */
const TRUE_OBJECTS = { GIT_NO_REPLACE_OBJECTS: "1", GIT_LITERAL_PATHSPECS: "1" };

/**
 * What a git repository knows of its commits and trees. Reads only, but for `getRelation`, which fetches the
 * remote's branches where the history at hand does not reach.
 */
export function createHistory(options: HistoryOptions): History {
  const { cwd } = options;
  const remote = options.remote ?? "origin";
  const run = (args: readonly string[], allowFailure = false): Promise<GitResult> =>
    git(args, { cwd, env: { ...TRUE_OBJECTS, ...options.env }, allowFailure });

  async function findCommit(revision: string): Promise<string | null> {
    if (revision === "" || /[\0\n]/.test(revision)) return null;
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
    const found = await run(args, true);
    if (/not a git repository|dubious ownership/.test(found.stderr)) throw notARepository(cwd, found.stderr);
    return found.code === 0 ? found.stdout.toString("utf8").trim() : null;
  }

  async function getCommit(revision: string): Promise<string> {
    const found = await findCommit(revision);
    if (found !== null) return found;
    throw new SluiceError("commit_unknown", `there is no commit ${JSON.stringify(revision)} in ${cwd}`, {
      advice: "Fetch it, or mend its name; in a pipeline, check out with the whole history (fetch-depth: 0).",
    });
  }

  async function listEntries(commit: string, path: string, deep: boolean): Promise<TreeEntry[]> {
    const below = normalise(path);
    const args = ["ls-tree", ...(deep ? ["-r"] : []), "-z", "--full-tree", await getCommit(commit)];
    const { stdout } = await run(below === "" ? args : [...args, "--", below]);
    return stdout
      .toString("utf8")
      .split("\0")
      .filter((record) => record !== "")
      .map(parseEntry);
  }

  const getRelation: (a: string, b: string) => Promise<Relation> = createRelations({
    run,
    remote,
    findCommit,
  });

  return {
    getCommit,
    getRelation,
    async findBranch(branch) {
      if (branch === "" || branch.includes("\0")) return null;
      for (const ref of [`refs/remotes/${remote}/${branch}`, `refs/heads/${branch}`]) {
        const found = await run(["show-ref", "--verify", "--hash", "--", ref], true);
        if (found.code === 0) return found.stdout.toString("utf8").trim();
      }
      return null;
    },
    listTree: (commit, path) => listEntries(commit, path, true),
    async findFile(commit, path) {
      const wanted = normalise(path);
      const entry = (await listEntries(commit, path, false)).find((found) => found.path === wanted);
      if (entry === undefined || !entry.mode.startsWith("1") || entry.mode === "160000") return null;
      return (await readBlobs([entry.object], { cwd })).get(entry.object)!;
    },
    readBlobs: (objects) => readBlobs(objects, { cwd }),
  };
}

/** `./a/` → `a`; the root is the empty path. Throws `input_invalid` for what leads out of the repository. */
function normalise(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (path.startsWith("/") || path.includes("\0") || parts.includes("..")) {
    throw new SluiceError("input_invalid", `${JSON.stringify(path)} is not a path inside the repository`, {
      advice: "Give it relative to the repository's root, without `..`.",
    });
  }
  return parts.join("/");
}

/** `100644 blob <id>\t<path>` */
function parseEntry(record: string): TreeEntry {
  const tab = record.indexOf("\t");
  const [mode = "", , object = ""] = record.slice(0, tab).split(" ");
  return { mode, object, path: record.slice(tab + 1) };
}

function notARepository(cwd: string, stderr: string): SluiceError {
  const owned = stderr.includes("dubious ownership");
  return new SluiceError(
    "git_failed",
    owned
      ? `${cwd} belongs to another user, so git does not read it`
      : `${cwd} is not inside a git repository`,
    {
      advice: owned
        ? `Run git config --global --add safe.directory ${cwd}`
        : "Run this in a checkout of the application's repository.",
      cause: new Error(stderr.trim()),
    },
  );
}
