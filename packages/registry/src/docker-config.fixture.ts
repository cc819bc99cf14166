import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A docker configuration in a directory of its own, which is also the `PATH`. `helpers` are shell scripts by the name
 * after `docker-credential-`.
 */
export async function dockerConfig(content: object | string, helpers: Readonly<Record<string, string>> = {}) {
  const directory = await mkdtemp(join(tmpdir(), "sluice-docker-"));
  const text = typeof content === "string" ? content : JSON.stringify(content);
  await writeFile(join(directory, "config.json"), text);
  for (const [name, script] of Object.entries(helpers)) {
    const path = join(directory, `docker-credential-${name}`);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
  }
  return {
    env: { DOCKER_CONFIG: directory, PATH: `${directory}:/usr/bin:/bin` },
    directory,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
