import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { readConfig } from "@sluice/commands/config-file";
import { type Config, SluiceError } from "@sluice/core";
import { git } from "@sluice/host/git";

/** Where a verb is run. */
export interface Place {
  /** Any folder of the application's repository. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative to `cwd`; default: `sluice.yml` in the repository's root. */
  readonly config?: string;
}

/** A place that was looked at. */
export interface Site {
  /** The work tree's top folder. */
  readonly root: string;
  readonly env: Place["env"];
  readonly config: Config;
}

/** Finds the repository and reads its configuration. Throws `git_failed`, `config_missing`, `config_invalid`. */
export async function openSite(place: Place): Promise<Site> {
  const root = await findRoot(place.cwd);
  const path = place.config === undefined ? join(root, "sluice.yml") : resolve(place.cwd, place.config);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw missing(path, cause);
  });
  return { root, env: place.env, config: readConfig({ path: place.config ?? "sluice.yml", text }) };
}

/** The work tree's top folder. Throws `git_failed` where there is none. */
export async function findRoot(cwd: string): Promise<string> {
  const found = await git(["rev-parse", "--show-toplevel"], { cwd, allowFailure: true });
  const root = found.stdout.toString("utf8").replace(/\n$/, "");
  if (found.code === 0 && root !== "") return root;
  throw new SluiceError("git_failed", `${cwd} is not inside the work tree of a git repository`, {
    advice: "Run this in a checkout of the application's repository, or name one with --repo.",
    cause: new Error(found.stderr.trim()),
  });
}

/** A path of sluice.yml as an absolute one: relative to the repository's root, `~/` to the user's own folder. */
export function resolvePath(site: Pick<Site, "root" | "env">, path: string): string {
  if (path === "~" || path.startsWith("~/")) return join(homeOf(site.env), path.slice(1));
  return resolve(site.root, path);
}

export function homeOf(env: Place["env"]): string {
  return env.HOME || homedir();
}

function missing(path: string, cause: unknown): SluiceError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT")
    return new SluiceError("config_missing", `there is no ${path}`, {
      advice: "`sluice init` writes one to begin with; nothing was changed.",
    });
  return new SluiceError("config_missing", `${path} cannot be read (${code ?? "unknown error"})`, {
    advice: "See that it is a file that you may read; nothing was changed.",
    cause,
  });
}
