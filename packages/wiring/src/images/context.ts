import { chmod, lutimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import type { History, TreeEntry } from "@sluice/core/ports/history";
import type { ImageRequest } from "@sluice/core/ports/image-builder";
import { readCommitted } from "../read-tree.ts";
import { writeTree } from "../write-tree.ts";
import { EPOCH_SECONDS } from "./docker-argv.ts";

const SUBMODULE = "160000";

/**
 * Writes what the build of a commit sees to an empty folder: what the ignore file hides is not there, so the build sees
 * what the content key was made of, whichever builder it is. As with docker, the Dockerfile and the ignore files are
 * there in any case. Modes and times are the same on every machine, as they get into layers.
 */
export async function writeContext(
  folder: string,
  history: Pick<History, "listTree" | "readBlobs">,
  request: Pick<ImageRequest, "commit" | "context" | "dockerfile" | "ignore">,
): Promise<void> {
  const { commit, context, dockerfile, ignore } = request;
  const needed = [dockerfile, `${dockerfile}.dockerignore`, ".dockerignore"];
  const prefix = prefixOf(context);
  const visible = ({ path }: TreeEntry) => {
    const relative = path.slice(prefix.length);
    return needed.includes(relative) || !ignore(relative);
  };
  const seen = {
    readBlobs: history.readBlobs,
    listTree: async (...place: Parameters<History["listTree"]>) => {
      const entries = (await history.listTree(...place)).filter(visible);
      const submodule = entries.find(({ mode }) => mode === SUBMODULE);
      if (submodule === undefined) return entries;
      throw new SluiceError("build_failed", `${submodule.path} is a submodule, and its files are elsewhere`, {
        advice: "Keep the files in the repository, or hide it by .dockerignore; nothing was built.",
      });
    },
  };
  const entries = await readCommitted(seen, commit, context);
  await writeTree(folder, entries);
  const folders = new Set<string>();
  for (const entry of entries) {
    const path = join(folder, entry.path);
    if (!("link" in entry)) await chmod(path, entry.mode);
    await lutimes(path, EPOCH_SECONDS, EPOCH_SECONDS);
    for (let at = dirname(path); at !== folder && at.length > folder.length; at = dirname(at))
      folders.add(at);
  }
  for (const path of [...folders, folder]) {
    await chmod(path, 0o755);
    await lutimes(path, EPOCH_SECONDS, EPOCH_SECONDS);
  }
}

/** `./app/` → `app/`; `.` → nothing. */
function prefixOf(context: string): string {
  const parts = context.split("/").filter((part) => part !== "" && part !== ".");
  return parts.map((part) => `${part}/`).join("");
}
