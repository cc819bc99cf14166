import { contentKey, ignoredBy, SluiceError } from "@sluice/core";
import type { BuildPorts } from "./build-image-ending.ts";

/** What an image is made of, as a commit has it. */
export interface ImageSource {
  readonly key: string;
  /** Path below the context, and its text. */
  readonly dockerfile: { readonly path: string; readonly text: string };
  readonly args: Readonly<Record<string, string>>;
  /** True for a path below the context that the build does not see. */
  readonly ignore: (path: string) => boolean;
}

/** Reads what the build of a commit can see. Throws `build_failed` where there is no Dockerfile. */
export async function readSource(
  ports: Pick<BuildPorts, "config" | "history" | "resolve">,
  commit: string,
): Promise<ImageSource> {
  const { context, platforms, base, ...artifact } = ports.config.artifact;
  const prefix = prefixOf(context);
  const read = async (path: string): Promise<string | null> => {
    const bytes = await ports.history.findFile(commit, `${prefix}${path}`);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  };
  const path = prefixOf(artifact.dockerfile ?? "Dockerfile").slice(0, -1);
  const text = await read(path);
  if (text === null) {
    throw new SluiceError("build_failed", `there is no ${prefix}${path} in ${commit.slice(0, 8)}`, {
      advice: "Commit it, or name it in artifact.dockerfile (below artifact.context); nothing was changed.",
    });
  }
  // as docker has it: one that is named after its Dockerfile goes before the context's
  const ignore = ignoredBy((await read(`${path}.dockerignore`)) ?? (await read(".dockerignore")) ?? "");
  const args = ports.resolve(artifact.args);
  const key = contentKey({
    kind: "image",
    entries: await ports.history.listTree(commit, context),
    dockerfile: text,
    args,
    platforms,
    build: null,
    base,
    ignore: (full) => ignore(full.slice(prefix.length)),
  });
  return { key, dockerfile: { path, text }, args, ignore };
}

/** `./app/` → `app/`; `.` → nothing. */
function prefixOf(folder: string): string {
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  return parts.map((part) => `${part}/`).join("");
}
