import { access, mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { WorkTree } from "@sluice/core";
import { writeFileAtomic } from "@sluice/host/files";
import { git } from "@sluice/host/git";
import { findRoot, type Place } from "./site.ts";

/** The work tree around a place. Throws `git_failed` where there is none. */
export async function openWorkTree(place: Place): Promise<WorkTree> {
  const root = await findRoot(place.cwd);
  const ask = async (...args: string[]) => {
    const { code, stdout } = await git(args, { cwd: root, allowFailure: true });
    return code === 0 ? stdout.toString("utf8").trim() : "";
  };
  return {
    name: basename(root),
    async findText(path) {
      return readFile(join(root, path), "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT" || error.code === "EISDIR" || error.code === "ENOTDIR") return null;
        throw error;
      });
    },
    has: (path) =>
      access(join(root, path)).then(
        () => true,
        () => false,
      ),
    async writeText(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFileAtomic(join(root, path), text);
    },
    async listBranches() {
      const refs = await ask("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes/origin");
      const names = refs.split("\n").map((ref) => ref.replace(/^refs\/(?:heads|remotes\/origin)\//, ""));
      return [...new Set(names)].filter((name) => name !== "" && name !== "HEAD");
    },
    async findRemote() {
      const address = await ask("config", "--get", "remote.origin.url");
      return address === "" ? null : address.replace(/^([a-z+]+:\/\/)[^/@]*@/i, "$1");
    },
  };
}
