import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docker } from "./docker.ts";

/**
 * What a container of it does: serve `/healthz` and `/version`, end at once, serve without ever being healthy, die
 * some seconds after its start, or print lines and serve nothing.
 */
export type ImageBehaviour = "healthy" | "crashes" | "never-healthy" | "dies-later" | "works";

export interface ScratchImageOptions {
  /** `127.0.0.1:41233/shop`: where it is pushed. */
  readonly repository: string;
  /** What `/version` answers, and its tag. */
  readonly version: string;
  readonly behaviour?: ImageBehaviour;
  /** Until it dies, for `dies-later`; default 4. */
  readonly livesSeconds?: number;
  /** `name=value` of a label that removes it by. */
  readonly label: string;
}

export interface ScratchImage {
  readonly repository: string;
  readonly digest: string;
}

/** The port that images of `scratchImage` listen on. */
export const SCRATCH_PORT = 8080;

/** Debian's busybox-static, which needs nothing else in an image. */
const BUSYBOX = "/bin/busybox";

/**
 * Makes an image from nothing but a static busybox, and pushes it to a registry. It listens on 8080, prints what it is,
 * has `/healthz`, `/version` (JSON), and dies without delay when it is stopped.
 */
export async function scratchImage(options: ScratchImageOptions): Promise<ScratchImage> {
  const { repository, version, behaviour = "healthy", label } = options;
  const folder = await mkdtemp(join(tmpdir(), "sluice-image-"));
  try {
    await mkdir(join(folder, "bin"));
    await mkdir(join(folder, "www"));
    await copyFile(BUSYBOX, join(folder, "bin/busybox"));
    await chmod(join(folder, "bin/busybox"), 0o755);
    execFileSync("ln", ["-s", "busybox", join(folder, "bin/sh")]);
    if (behaviour !== "never-healthy") await writeFile(join(folder, "www/healthz"), "ok\n");
    await writeFile(join(folder, "www/version"), JSON.stringify({ version }));
    await writeFile(join(folder, "start"), script(version, behaviour, options.livesSeconds ?? 4));
    await chmod(join(folder, "start"), 0o755);
    const tar = execFileSync("tar", ["-C", folder, "-c", "."], { maxBuffer: 64 * 1024 * 1024 });
    const changes = [
      'CMD ["/bin/sh", "/start"]',
      "ENV PATH=/bin",
      `LABEL ${label}`,
      `EXPOSE ${SCRATCH_PORT}`,
    ];
    const tag = `${repository}:${version}`;
    await docker(["import", ...changes.flatMap((change) => ["--change", change]), "-", tag], tar);
    await docker(["push", "--quiet", tag]);
    const digests = await docker(["image", "inspect", "--format", "{{json .RepoDigests}}", tag]);
    const own = (JSON.parse(digests) as string[]).find((one) => one.startsWith(`${repository}@`));
    if (own === undefined) throw new Error(`${tag} has no digest: ${digests}`);
    return { repository, digest: own.slice(repository.length + 1) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function script(version: string, behaviour: ImageBehaviour, livesSeconds: number): string {
  const serve = `busybox httpd -f -p ${SCRATCH_PORT} -h /www`;
  const rest: Record<ImageBehaviour, string> = {
    healthy: `${serve} &\nwait $!`,
    "never-healthy": `${serve} &\nwait $!`,
    crashes: "echo 'cannot go on' >&2\nexit 3",
    "dies-later": `${serve} &\nbusybox sleep ${livesSeconds} &\nwait $!\necho 'dies now' >&2\nexit 4`,
    works: "while true; do busybox sleep 3600 & wait $!; done",
  };
  // The first process of a container gets only the signals that it asks for.
  return `trap 'exit 0' TERM INT\necho "version ${version} starts"\n${rest[behaviour]}\n`;
}
