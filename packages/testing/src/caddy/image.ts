import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Component, component } from "../components.ts";

const run = promisify(execFile);

const DOCKERFILE = `FROM scratch
COPY root/ /
RUN ["/bin/busybox", "--install", "-s", "/bin"]
ENV PATH=/usr/bin:/bin
LABEL dev.sluice.test=image
`;

/** Whether an image of Caddy can be had here: from this machine's own programs, since none is pulled. */
export function caddyImageComponent(): Component {
  for (const name of ["docker", "caddy", "busybox"]) {
    const found = component(name);
    if (!found.available) return found;
  }
  return { available: true, reason: "" };
}

/**
 * The tag of an image with this machine's caddy and its static busybox, built where it is not there yet. It stays:
 * its name follows from its content. Throws where the engine cannot build it.
 */
export async function caddyImage(): Promise<string> {
  const files = await filesOf(await which("caddy"), await which("busybox"));
  const hash = createHash("sha256").update(DOCKERFILE);
  for (const [to, from] of files) hash.update(`\0${to}\0`).update(await readFile(from));
  const tag = `sluice-test/caddy:${hash.digest("hex").slice(0, 16)}`;
  const there = await run("docker", ["image", "inspect", tag]).then(
    () => true,
    () => false,
  );
  if (!there) await build(tag, files);
  return tag;
}

/** Path in the image → path here; caddy's libraries with it, where it is not static. */
async function filesOf(caddy: string, busybox: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await run("ldd", [caddy]).catch(() => ({ stdout: "" }));
  const libraries = [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path!);
  return new Map([
    ["/bin/busybox", busybox],
    ["/usr/bin/caddy", caddy],
    ...libraries.map((path) => [path, path] as const),
  ]);
}

async function build(tag: string, files: ReadonlyMap<string, string>): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), "sluice-caddy-"));
  try {
    for (const [to, from] of files) {
      const path = join(context, "root", dirname(to));
      await mkdir(path, { recursive: true });
      await copyFile(await realpath(from), join(path, basename(to)));
    }
    await mkdir(join(context, "root", "tmp"));
    await writeFile(join(context, "Dockerfile"), DOCKERFILE);
    await run("docker", ["build", "--quiet", "--tag", tag, context]);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

async function which(program: string): Promise<string> {
  for (const folder of (process.env.PATH ?? "").split(":")) {
    const path = await realpath(join(folder, program)).catch(() => null);
    if (path !== null) return path;
  }
  throw new Error(`${program} is not on the PATH`);
}
