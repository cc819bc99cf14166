import { SluiceError } from "@sluice/core/errors";
import { type GitOptions, git } from "./git.ts";

/** The bytes of git blobs by their ids, in one call of git. Throws `git_failed` where one is missing. */
export async function readBlobs(
  objects: readonly string[],
  options: Pick<GitOptions, "cwd" | "env">,
): Promise<Map<string, Uint8Array>> {
  const blobs = new Map<string, Uint8Array>();
  const wanted = [...new Set(objects)];
  const odd = wanted.find((object) => !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(object));
  if (odd !== undefined) throw new SluiceError("git_failed", `${JSON.stringify(odd)} is not an object's id`);
  if (wanted.length === 0) return blobs;
  const { stdout } = await git(["cat-file", "--batch"], { ...options, stdin: `${wanted.join("\n")}\n` });
  // Answers come in the order of the questions: `<id> <type> <size>\n<bytes>\n`, or `<id> missing\n`.
  let at = 0;
  for (const object of wanted) {
    const end = stdout.indexOf(10, at);
    const [, type, size] = stdout.toString("latin1", at, end).split(" ");
    if (type !== "blob" || size === undefined) {
      throw new SluiceError("git_failed", `the repository has no file of id ${object}`, {
        advice:
          "Fetch the whole history (in a pipeline, fetch-depth: 0, without a filter), then run it again.",
      });
    }
    at = end + 1 + Number(size);
    blobs.set(object, stdout.subarray(end + 1, at));
    at += 1;
  }
  return blobs;
}
