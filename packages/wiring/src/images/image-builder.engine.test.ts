import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildImage } from "@sluice/commands/build-image";
import type { TrainPorts } from "@sluice/commands/ports";
import { createExec } from "@sluice/host/exec";
import { component } from "@sluice/testing/components";
import { type DockerRegistry, startDockerRegistry } from "@sluice/testing/registry/docker-registry";
import { createRepo, type Repo } from "@sluice/testing/repo";
import { silent } from "@sluice/testing/train/world";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../connect.ts";
import { createImageBuilder } from "./image-builder.ts";

const BUSYBOX = "/bin/busybox";
const missing = ["docker", "docker-registry", "busybox"].filter((name) => !component(name).available);

const DOCKERFILE = `FROM scratch
ARG LEVEL
COPY busybox /bin/busybox
COPY app /app
RUN ["/bin/busybox", "sh", "-c", "echo level $LEVEL >/level"]
USER 1000
HEALTHCHECK CMD ["/bin/busybox", "true"]
`;
const WITH_SECRET = DOCKERFILE.replace("RUN [", "RUN --mount=type=secret,id=npm [").replace(
  "echo level",
  "/bin/busybox test -s /run/secrets/npm && echo level",
);

let registry: DockerRegistry;
let repo: Repo;
let repository: string;
let bin: string;

beforeEach(async () => {
  if (missing.length > 0) return;
  registry = await startDockerRegistry();
  repository = `${registry.host}/sluice-test/${randomBytes(4).toString("hex")}`;
  repo = await createRepo({ branches: ["STAGING", "QA"] });
  bin = await mkdtemp(join(tmpdir(), "sluice-bin-"));
});

afterEach(async () => {
  if (missing.length > 0) return;
  await registry.close();
  await repo.cleanup();
  await rm(bin, { recursive: true });
});

/** Commits an application of an image of its own, so that no other test has its layers. */
async function commitApp(branch: string, dockerfile: string, more: Record<string, string> = {}, extra = "") {
  await repo.switchTo(branch);
  const sluice = `version: 1
app: shop
artifact: { image: "${repository}", args: { LEVEL: $LEVEL }, attestations: []${extra} }
stages: { STAGING: {}, QA: {} }
target: { kind: compose, file: compose.yml }
registry: { insecure: true }
`;
  const app = `${repository} ${branch === "QA" ? "STAGING" : branch}`;
  const busybox = await readFile(BUSYBOX);
  await writeFile(join(repo.dir, "busybox"), busybox);
  await chmod(join(repo.dir, "busybox"), 0o755);
  await repo.git("add", "busybox");
  await repo.git("update-index", "--chmod=+x", "busybox");
  return repo.commit({ "sluice.yml": sluice, Dockerfile: dockerfile, "app/name": app, ...more }, "An app");
}

async function portsOf(cwd = repo.dir): Promise<TrainPorts> {
  const env = { ...process.env, ...repo.env, LEVEL: "value-of-level", NPM: "value-of-npm" };
  const lines: string[] = [];
  const ports = await connect({ cwd, env }, { ...silent, output: (line) => lines.push(line) });
  return Object.assign(ports, { lines });
}

const build = (ports: TrainPorts, stage: string) =>
  buildImage.run({ stage, commit: undefined, force: false, dryRun: false }, ports);

/** Puts a `docker` first on the PATH that writes down its words, then is `then`. */
async function spyOnDocker(then: string): Promise<string> {
  const log = join(bin, "calls");
  await writeFile(join(bin, "docker"), `#!/bin/sh\nprintf '%s\\n' "$*" >>'${log}'\n${then}\n`, {
    mode: 0o755,
  });
  process.env.PATH = `${bin}:${process.env.PATH}`;
  return log;
}

function docker(...args: string[]): string {
  return execFileSync("docker", args, { encoding: "utf8" });
}

/** Pulls an image, looks at it, and removes it. */
function inspect(image: string): { readonly config: string; readonly history: string } {
  docker("pull", "--quiet", image);
  try {
    return {
      config: docker("image", "inspect", image),
      history: docker("history", "--no-trunc", image),
    };
  } finally {
    docker("image", "rm", image);
  }
}

describe.skipIf(missing.length > 0)(
  `images of a real engine [needs ${missing.join(", ") || "docker"}]`,
  () => {
    const path = process.env.PATH;
    afterEach(() => {
      process.env.PATH = path;
    });

    test("one is built, found on the next branch without any call of docker, and retagged without a pull", async () => {
      await commitApp("STAGING", DOCKERFILE, { "README.md": "one", ".dockerignore": "*.md\nsluice.yml\n" });
      const before = await repo.git("status", "--porcelain");
      const first = await build(await portsOf(), "STAGING");
      expect(first.outcome).toBe("built");
      expect(await repo.git("status", "--porcelain")).toBe(before);
      expect(docker("image", "ls", "--quiet", repository)).toBe("");

      await commitApp("QA", DOCKERFILE, { "README.md": "two", ".dockerignore": "*.md\nsluice.yml\n" });
      const log = await spyOnDocker("exit 1");
      const second = await build(await portsOf(), "QA");
      expect(second).toMatchObject({
        outcome: "reused",
        outputs: { digest: first.outputs.digest, contentKey: first.outputs.contentKey },
      });
      expect(await readdir(bin)).not.toContain(log.split("/").at(-1));
      const { registry: client } = await portsOf();
      for (const tag of ["STAGING", "QA", second.outputs.version!, second.outputs.contentKey]) {
        expect(await client.findDigest(tag)).toBe(first.outputs.digest);
      }
      process.env.PATH = path;
      const { config } = inspect(first.outputs.image!);
      expect(config).toContain(`"dev.sluice.content-key": "${first.outputs.contentKey}"`);
    });

    test("a secret reaches the build and neither words, lines, nor the image; an argument no words", async () => {
      await commitApp("STAGING", WITH_SECRET, {}, ", secrets: { npm: $NPM }");
      const real = execFileSync("sh", ["-c", "command -v docker"], { encoding: "utf8" }).trim();
      const log = await spyOnDocker(`exec ${real} "$@"`);
      const ports = await portsOf();
      const { outcome, outputs } = await build(ports, "STAGING");
      expect(outcome).toBe("built");
      process.env.PATH = path;
      const words = await readFile(log, "utf8");
      expect(words).toContain("--secret id=npm,env=");
      expect(words).not.toMatch(/value-of/);
      const { config, history } = inspect(outputs.image!);
      expect(history).toContain("value-of-level");
      for (const text of [config, history, (ports as TrainPorts & { lines: string[] }).lines.join("\n")])
        expect(text).not.toContain("value-of-npm");
    });

    test("two that build the same content at once end with one image", async () => {
      await commitApp("STAGING", DOCKERFILE);
      const other = await repo.shallowClone("STAGING", 10);
      const [mine, theirs] = [await portsOf(), await portsOf(other)];
      const [one, two] = await Promise.all([build(mine, "STAGING"), build(theirs, "STAGING")]);
      expect(one.outputs.digest).toBe(two.outputs.digest);
      expect(await mine.registry.findDigest(one.outputs.contentKey)).toBe(one.outputs.digest);
      expect(await mine.registry.hasManifest(one.outputs.digest!)).toBe(true);
    });

    test("a build that fails tells its last lines and leaves nothing in the registry", async () => {
      await commitApp(
        "STAGING",
        `${DOCKERFILE}USER 0\nRUN ["/bin/busybox", "sh", "-c", "echo the reason; exit 3"]\n`,
      );
      const ports = await portsOf();
      await expect(build(ports, "STAGING")).rejects.toMatchObject({
        reason: "build_failed",
        message: expect.stringContaining("the reason"),
      });
      expect(await ports.registry.listTags()).toEqual([]);
    });

    test("the engine's own builder does it where buildx is missing, and says so", async () => {
      const commit = await commitApp("STAGING", DOCKERFILE);
      const { history, registry: client, clock } = await portsOf();
      const exec = createExec();
      const warnings: string[] = [];
      const without = createImageBuilder({
        history,
        registry: client,
        clock,
        cacheFolder: "",
        exec: {
          run: (argv, options) =>
            exec.run(argv[1] === "buildx" ? ["docker", "no-such-plugin"] : argv, options),
        },
      });
      const { digest } = await without.build({
        ...{
          commit,
          context: ".",
          dockerfile: "Dockerfile",
          ignore: () => false,
          repository,
          tag: "classic",
        },
        ...{
          platforms: ["linux/amd64"],
          args: { LEVEL: "1" },
          secrets: {},
          labels: {},
          cache: [],
          attestations: [],
        },
        onLine: () => {},
        onWarning: (text) => warnings.push(text),
      });
      expect(await client.findDigest("classic")).toBe(digest);
      expect(warnings).toEqual([expect.stringContaining("no buildx plugin")]);
      expect(docker("image", "ls", "--quiet", repository)).toBe("");
    });

    test("a registry that is gone is tried again, then told of", async () => {
      const commit = await commitApp("STAGING", DOCKERFILE);
      const { history, registry: client } = await portsOf();
      await registry.close();
      const pauses: number[] = [];
      const builder = createImageBuilder({
        history,
        registry: client,
        cacheFolder: "",
        exec: createExec(),
        clock: { sleep: async (ms) => void pauses.push(ms) },
      });
      const failing = builder.build({
        ...{ commit, context: ".", dockerfile: "Dockerfile", ignore: () => false, repository, tag: "gone" },
        ...{ platforms: [], args: { LEVEL: "1" }, secrets: {}, labels: {}, cache: [], attestations: [] },
        onLine: () => {},
        onWarning: () => {},
      });
      await expect(failing).rejects.toMatchObject({
        reason: "registry_unreachable",
        message: expect.stringContaining("failed 4 times"),
      });
      expect(pauses).toEqual([500, 2000, 5000]);
      expect(docker("image", "ls", "--quiet", repository)).toBe("");
    });
  },
);
