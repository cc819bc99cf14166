import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { git } from "@sluice/host/git";
import { mergeMessage } from "./merge-message.ts";

/** A file's new content; null deletes it. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export interface MergedChange {
  readonly number: number;
  readonly title: string;
  readonly source: string;
  readonly target: string;
  /** `rebase` leaves no word of the change in any message, as on the forges. Default: `merge`. */
  readonly style?: "merge" | "squash" | "rebase";
  /** Whose message a merge carries. Default: `github`. */
  readonly forge?: "github" | "gitlab" | "bitbucket" | "local";
}

/**
 * A scratch repository: a bare remote and a clone of it, made by the real git, with an identity and dates of
 * its own, so that equal steps make equal commits on every machine. All that it commits is pushed at once.
 */
export interface Repo extends AsyncDisposable {
  /** The folder that all is in. */
  readonly root: string;
  /** The clone's work tree. */
  readonly dir: string;
  /** The bare remote. */
  readonly remote: string;
  /** What keeps the machine's own git configuration out; for programs that are run in the clone. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs git in the clone and answers its output, trimmed. */
  git(...args: string[]): Promise<string>;
  /** Commits on the current branch, as `author` (an e-mail address), and answers the commit. */
  commit(files: Files, message: string, author?: string): Promise<string>;
  /** Creates a branch, by default from the current commit, and switches to it. */
  branch(name: string, from?: string): Promise<void>;
  switchTo(branch: string): Promise<void>;
  /** Merges as a forge would, and answers the commit that the target's head then is. */
  mergeChange(change: MergedChange): Promise<string>;
  /** Another clone, with the whole history; answers its folder. */
  clone(): Promise<string>;
  /** Another clone as pipelines make them: one branch, `depth` commits (default 1). */
  shallowClone(branch: string, depth?: number): Promise<string>;
  cleanup(): Promise<void>;
}

/** The second that each repository's first commit is made in; each later one is a minute after. */
const EPOCH = Date.UTC(2026, 0, 5, 9) / 1000;
const AUTHOR = "ada@example.com";
const MERGER = "merger@example.com";

/** @param options.branches made from the first commit, beside `main`. */
export async function createRepo(
  options: { readonly files?: Files; readonly branches?: readonly string[] } = {},
): Promise<Repo> {
  const root = await mkdtemp(join(tmpdir(), "sluice-repo-"));
  const [dir, remote] = [join(root, "work"), join(root, "remote.git")];
  const env = { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null", HOME: root };
  let commits = 0;
  let clones = 0;

  async function run(args: readonly string[], cwd = dir, author = MERGER): Promise<string> {
    const date = `${EPOCH + 60 * commits} +0000`;
    const who = (role: string, email: string) => ({
      [`GIT_${role}_NAME`]: email.replace(/@.*/, ""),
      [`GIT_${role}_EMAIL`]: email,
      [`GIT_${role}_DATE`]: date,
    });
    const identity = { ...who("AUTHOR", author), ...who("COMMITTER", author) };
    const { stdout } = await git(args, { cwd, env: { ...env, ...identity } });
    return stdout.toString("utf8").trim();
  }

  async function push(): Promise<string> {
    commits++;
    await run(["push", "--quiet", "--force", "origin", "HEAD"]);
    return run(["rev-parse", "HEAD"]);
  }

  const freshFolder = () => join(root, `clone-${++clones}`);

  const repo: Repo = {
    root,
    dir,
    remote,
    env,
    git: (...args) => run(args),
    async commit(files, message, author = AUTHOR) {
      for (const [path, content] of Object.entries(files)) {
        const full = join(dir, path);
        if (content === null) await rm(full);
        else {
          await mkdir(dirname(full), { recursive: true });
          await writeFile(full, content);
        }
      }
      await run(["add", "--all"]);
      await run(["commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "-m", message], dir, author);
      return push();
    },
    async branch(name, from = "HEAD") {
      await run(["switch", "--quiet", "--create", name, from]);
      await run(["push", "--quiet", "--set-upstream", "origin", "HEAD"]);
    },
    async switchTo(branch) {
      await run(["switch", "--quiet", branch]);
    },
    async mergeChange(change) {
      const style = change.style ?? "merge";
      await run(["switch", "--quiet", change.target]);
      const message = ["--cleanup=verbatim", "-m", mergeMessage(change, style)];
      if (style === "merge") {
        await run(["merge", "--quiet", "--no-ff", ...message, "--end-of-options", change.source]);
      } else if (style === "squash") {
        const author = await run(["log", "-1", "--format=%ae", "--end-of-options", change.source]);
        await run(["merge", "--quiet", "--squash", "--end-of-options", change.source]);
        await run(["commit", "--quiet", ...message], dir, author);
      } else {
        await run(["cherry-pick", "--allow-empty", "--end-of-options", `HEAD..${change.source}`]);
      }
      return push();
    },
    async clone() {
      const folder = freshFolder();
      await run(["clone", "--quiet", remote, folder], root);
      return folder;
    },
    async shallowClone(branch, depth = 1) {
      const folder = freshFolder();
      // A path would be cloned by copying, whole; a URL goes the way that a server's answer does.
      const how = ["--quiet", `--depth=${depth}`, `--branch=${branch}`, `file://${remote}`];
      await run(["clone", ...how, folder], root);
      return folder;
    },
    cleanup: () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
    [Symbol.asyncDispose]: () => repo.cleanup(),
  };

  await run(["init", "--quiet", "--bare", "--initial-branch=main", remote], root);
  await run(["clone", "--quiet", remote, dir], root);
  await repo.commit(options.files ?? { "README.md": "A scratch repository\n" }, "Begin");
  for (const branch of options.branches ?? []) await repo.branch(branch, "main");
  await repo.switchTo("main");
  return repo;
}
