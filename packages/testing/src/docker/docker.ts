import { spawn } from "node:child_process";

/** Runs `docker` without a shell and answers its standard output, trimmed. Throws an Error with what it says. */
export function docker(args: readonly string[], stdin?: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("docker", args, { stdio: [stdin ? "pipe" : "ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout?.on("data", (chunk: Buffer) => {
      out += chunk;
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      err += chunk;
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end(stdin);
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(out.trim()) : reject(new Error(`docker ${args.join(" ")}: ${err.trim()}`)),
    );
  });
}

/** Names, or ids, of what carries a label (`name` or `name=value`). */
export async function labelled(
  kind: "container" | "network" | "volume" | "image",
  label: string,
): Promise<readonly string[]> {
  const all = kind === "container" || kind === "image" ? ["--all"] : [];
  const out = await docker([kind, "ls", "--quiet", ...all, "--filter", `label=${label}`]);
  return [...new Set(out.split("\n").filter((line) => line !== ""))];
}

/** Removes all that carries a label, and nothing else: containers, networks, volumes and images. */
export async function removeLabelled(label: string): Promise<void> {
  const remove = async (kind: Parameters<typeof labelled>[0], flags: readonly string[]) => {
    const ids = await labelled(kind, label);
    // What another removal was quicker with is gone as well.
    if (ids.length > 0) await docker([kind, "rm", ...flags, ...ids]).catch(() => {});
  };
  await remove("container", ["--force", "--volumes"]);
  await remove("network", []);
  await remove("volume", ["--force"]);
  await remove("image", ["--force"]);
}
