import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import type { History } from "@sluice/core/ports/history";
import type { ArchiveEntry } from "@sluice/registry/archive";

const LINK = "120000";
const SUBMODULE = "160000";

/** What a commit holds below a folder, with paths relative to it. Throws `build_failed` for a submodule. */
export async function readCommitted(
  history: Pick<History, "listTree" | "readBlobs">,
  commit: string,
  folder: string,
): Promise<readonly ArchiveEntry[]> {
  const entries = await history.listTree(commit, folder);
  const submodule = entries.find(({ mode }) => mode === SUBMODULE);
  if (submodule !== undefined) {
    throw new SluiceError("build_failed", `${submodule.path} is a submodule, and its files are elsewhere`, {
      advice: "Keep the files in the repository, or build an image; nothing was built.",
    });
  }
  const blobs = await history.readBlobs(entries.map(({ object }) => object));
  const prefix = folder
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .map((part) => `${part}/`)
    .join("");
  return entries.map(({ path, mode, object }): ArchiveEntry => {
    const bytes = blobs.get(object)!;
    const relative = path.slice(prefix.length);
    if (mode === LINK) return { path: relative, link: Buffer.from(bytes).toString("utf8") };
    return { path: relative, mode: Number.parseInt(mode, 8) & 0o777, bytes };
  });
}

/** All files and links below a folder on disk. Throws `build_failed` for anything else (a socket, say). */
export async function* readFolder(folder: string, below = ""): AsyncGenerator<ArchiveEntry> {
  const found = await readdir(join(folder, below), { withFileTypes: true });
  for (const entry of found) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    const full = join(folder, path);
    if (entry.isDirectory()) yield* readFolder(folder, path);
    else if (entry.isSymbolicLink()) yield { path, link: await readlink(full) };
    else if (entry.isFile()) {
      const { mode } = await stat(full);
      yield { path, mode: mode & 0o777, bytes: await readFile(full) };
    } else {
      throw new SluiceError("build_failed", `the build left ${path}, which is no file, folder or link`, {
        advice: "Let it leave plain files; nothing was pushed.",
      });
    }
  }
}
