import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SluiceError } from "@sluice/core/errors";

/** Who the demo's commits are by, and who its administrator is. */
export const PERSON = { name: "Ada", email: "ada@example.com" } as const;
const FORGE = { name: "The forge", email: "forge@example.com" } as const;

/** The demo's own repository: a bare remote, and the clone that all is done in. */
export interface DemoRepository {
  readonly remote: string;
  /** The clone's work tree. */
  readonly work: string;
  /** Commits files on a new branch that begins at `from`. */
  commit(branch: string, from: string, files: Readonly<Record<string, string>>, title: string): Promise<void>;
  /** Merges as a forge does, and leaves the work tree at the merge; answers its commit. */
  merge(change: Merging): Promise<string>;
}

export interface Merging {
  readonly number: number;
  readonly title: string;
  readonly source: string;
  readonly target: string;
}

/** What keeps the machine's own git configuration out; the repository's own still holds. */
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
} as const;

/** Variables that point git at another repository, as a hook that starts us has them, or that add configuration. */
const STRANGE = /^GIT_/;
const HARDENED = ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "commit.gpgSign=false"] as const;

/** Runs git, never a shell; answers what it printed, trimmed. Throws `git_failed`, `program_missing`. */
export function git(args: readonly string[], cwd: string, by: typeof PERSON | typeof FORGE = PERSON) {
  const inherited = Object.entries(process.env).filter(([name]) => !STRANGE.test(name));
  const identity = Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((role) => [
      [`GIT_${role}_NAME`, by.name],
      [`GIT_${role}_EMAIL`, by.email],
    ]),
  );
  const env = { ...Object.fromEntries(inherited), ...ENVIRONMENT, ...identity };
  return new Promise<string>((resolve, reject) => {
    execFile("git", [...HARDENED, ...args], { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim());
      else if ((error as NodeJS.ErrnoException).code === "ENOENT") reject(missing(error));
      else reject(failed(args, stderr, error));
    });
  });
}

/** A repository with these files on `main` and on each of the branches. */
export async function createRepository(
  folder: string,
  files: Readonly<Record<string, string>>,
  branches: readonly string[],
): Promise<DemoRepository> {
  const [remote, work] = [join(folder, "remote.git"), join(folder, "work")];
  await git(["init", "--quiet", "--bare", "--initial-branch=main", remote], folder);
  await git(["clone", "--quiet", remote, work], folder);
  await git(["switch", "--quiet", "--orphan", "main"], work);
  await write(work, files);
  await git(["add", "--all"], work);
  await git(["commit", "--quiet", "-m", "Begin"], work);
  await git(
    ["push", "--quiet", "origin", "main", ...branches.map((name) => `main:refs/heads/${name}`)],
    work,
  );
  await git(["fetch", "--quiet", "origin"], work);
  return repositoryIn(remote, work);
}

/** A copy of another repository's commits; branches that it lacks begin at its head. Nothing is ever pushed to it. */
export async function copyRepository(
  folder: string,
  from: string,
  branches: readonly string[],
): Promise<DemoRepository> {
  const [remote, work] = [join(folder, "remote.git"), join(folder, "work")];
  await git(["clone", "--quiet", "--bare", "--no-hardlinks", from, remote], folder);
  for (const branch of branches) {
    const known = await git(["branch", "--list", branch], remote);
    const elsewhere =
      known === "" ? await git(["branch", "--list", "--remotes", `origin/${branch}`], from) : "";
    if (elsewhere !== "")
      await git(["fetch", "--quiet", from, `refs/remotes/origin/${branch}:refs/heads/${branch}`], remote);
    else if (known === "") await git(["branch", branch, "HEAD"], remote);
  }
  await git(["clone", "--quiet", remote, work], folder);
  return repositoryIn(remote, work);
}

function repositoryIn(remote: string, work: string): DemoRepository {
  return {
    remote,
    work,
    async commit(branch, from, files, title) {
      await git(["switch", "--quiet", "--create", branch, `origin/${from}`, "--no-track"], work);
      await write(work, files);
      await git(["add", "--", ...Object.keys(files)], work);
      await git(["commit", "--quiet", "--cleanup=verbatim", "-m", title], work);
      await git(["push", "--quiet", "origin", branch], work);
    },
    async merge({ number, title, source, target }) {
      await git(["switch", "--quiet", "--force-create", target, `origin/${target}`, "--no-track"], work);
      const message = `Merge pull request #${number} from acme/${source}\n\n${title}\n`;
      const how = ["--quiet", "--no-ff", "--cleanup=verbatim", "-m", message];
      await git(["merge", ...how, `origin/${source}`], work, FORGE);
      await git(["push", "--quiet", "origin", target], work);
      return git(["rev-parse", "HEAD"], work);
    },
  };
}

async function write(work: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(work, path)), { recursive: true });
    await writeFile(join(work, path), text);
  }
}

function missing(cause: unknown): SluiceError {
  return new SluiceError("program_missing", "git is not installed, or not on the PATH", {
    advice: "Install git and run it again; nothing was made.",
    cause,
  });
}

function failed(args: readonly string[], stderr: string, cause: unknown): SluiceError {
  const line = stderr.split("\n").findLast((text) => text.trim() !== "") ?? "it gave no reason";
  return new SluiceError("git_failed", `git ${args[0]} failed in the demo's own copy: ${line.trim()}`, {
    advice: "The copy is removed; the repository that it came from was left as it was.",
    cause,
  });
}
