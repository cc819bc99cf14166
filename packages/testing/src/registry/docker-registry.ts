import { spawn } from "node:child_process";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const PROGRAM = "docker-registry";

export interface DockerRegistry extends AsyncDisposable {
  /** `127.0.0.1:41233`: what a repository's name begins with. */
  readonly host: string;
  close(): Promise<void>;
}

export interface DockerRegistryOptions {
  /** An `htpasswd` line with a bcrypt hash: Basic is asked for. */
  readonly htpasswd?: string;
  /** A token service whose tokens are taken unread: Bearer is asked for. */
  readonly tokens?: { readonly realm: string; readonly service: string };
  /** Whether manifests may be deleted; default true. */
  readonly deletable?: boolean;
}

/** Whether the reference implementation of a registry (Debian's package of that name) is on this machine. */
export async function hasDockerRegistry(): Promise<boolean> {
  const found = await Promise.all(
    (process.env.PATH ?? "").split(delimiter).map((directory) =>
      access(join(directory, PROGRAM)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** Starts it on a free loopback port, with its data in a directory of its own that goes with it. */
export async function startDockerRegistry(options: DockerRegistryOptions = {}): Promise<DockerRegistry> {
  const directory = await mkdtemp(join(tmpdir(), "sluice-docker-registry-"));
  const { htpasswd, tokens, deletable = true } = options;
  if (htpasswd) await writeFile(join(directory, "htpasswd"), `${htpasswd}\n`);
  // JSON is YAML.
  const config = {
    version: 0.1,
    log: { level: "info" },
    storage: { filesystem: { rootdirectory: join(directory, "data") }, delete: { enabled: deletable } },
    http: { addr: "127.0.0.1:0" },
    ...(htpasswd ? { auth: { htpasswd: { realm: "test", path: join(directory, "htpasswd") } } } : {}),
    ...(tokens ? { auth: { silly: tokens } } : {}),
  };
  await writeFile(join(directory, "config.yml"), JSON.stringify(config));
  const child = spawn(PROGRAM, ["serve", join(directory, "config.yml")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "", OTEL_TRACES_EXPORTER: "none" },
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));

  async function close(): Promise<void> {
    child.kill("SIGKILL");
    await ended;
    await rm(directory, { recursive: true, force: true });
  }

  const host = await new Promise<string>((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk;
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", reject);
    ended.then(() => reject(new Error(`${PROGRAM} ended: ${said.slice(-2000)}`)));
  });
  return { host, close, [Symbol.asyncDispose]: close };
}
