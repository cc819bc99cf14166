import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { caddyImage, caddyImageComponent } from "@sluice/testing/caddy/image";
import { component } from "@sluice/testing/components";
import { startDockerRegistry } from "@sluice/testing/registry/docker-registry";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startVisitors } from "../src/demo/visitors.ts";
import { createScratch, type Scratch } from "./scratch.ts";

const docker = (args: readonly string[]) => promisify(execFile)("docker", args, { encoding: "utf8" });
const needed = ["docker", "compose", "buildx", "docker-registry"].map((name) => component(name));
const available = needed.every((one) => one.available) && caddyImageComponent().available;

/** A page of busybox's: its version is a file, its health another. */
const DOCKERFILE = `FROM scratch
COPY --chmod=755 busybox /bin/busybox
COPY www /www
HEALTHCHECK --interval=1s CMD ["/bin/busybox", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"]
USER 1000
CMD ["/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/www"]
`;
const COMPOSE = `services:
  web:
    image: \${SLUICE_IMAGE}
    stop_grace_period: 1s
    networks: [default]
  worker:
    image: \${SLUICE_IMAGE}
    command: ["/bin/busybox", "sleep", "100000"]
    stop_grace_period: 0s
`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** A team's days on a real engine, a real registry and a real edge, told by the command line alone. */
describe.skipIf(!available)(
  "containers, from merge to rollback [needs docker, compose, buildx, docker-registry, caddy]",
  () => {
    const app = `shop${process.pid}`;
    let scratch: Scratch;
    let registry: Awaited<ReturnType<typeof startDockerRegistry>>;
    let http: number;

    beforeAll(async () => {
      registry = await startDockerRegistry();
      http = await freePort();
      scratch = await createScratch({
        config: `version: 1
app: ${app}
artifact: { image: "${registry.host}/acme/shop" }
registry: { insecure: true }
stages:
  STAGING: { url: "http://pr-{number}.staging.shop.test" }
  QA: { url: "http://pr-{number}.qa.shop.test" }
  PROD: { url: "http://shop.test", bake: 2s, administrators: [ada@example.com] }
target:
  kind: compose
  service: web
  port: 8080
  edge: { kind: caddy, http: ${http}, https: null, image: "${await caddyImage()}", name: sluice-${app}, network: sluice-${app} }
health: { path: /healthz, timeout: 30s, interval: 100ms }
`,
        files: { Dockerfile: DOCKERFILE, "compose.yml": COMPOSE, busybox: await readFile("/bin/busybox") },
      });
    }, 120_000);

    afterAll(async () => {
      if (!scratch) return;
      await scratch.sluice(["edge", "remove"]);
      const { stdout } = await docker(["ps", "-aq", "--filter", `label=dev.sluice.app=${app}`]);
      const containers = stdout.split("\n").filter((id) => id !== "");
      if (containers.length > 0) await docker(["rm", "-f", ...containers]);
      for (const kind of ["volume", "network"]) {
        const listed = await docker([kind, "ls", "-q", "--filter", `label=dev.sluice.app=${app}`]);
        for (const id of listed.stdout.split("\n").filter((one) => one !== ""))
          await docker([kind, "rm", "-f", id]);
      }
      // the target may have made it before the edge did
      await docker(["network", "rm", `sluice-${app}`]).catch(() => {});
      await scratch.repo.cleanup();
      await registry.close();
    }, 120_000);

    let number = 0;

    /** Merges a page of this version into a branch, from the branch itself. */
    async function propose(version: string, healthy = true): Promise<void> {
      number++;
      await scratch.repo.branch(`change-${number}`, "STAGING");
      const health = healthy ? { "www/healthz": "ok\n" } : { "www/healthz": null };
      await scratch.repo.commit({ "www/version": `${version}\n`, ...health }, `Version ${version}`);
      await scratch.repo.mergeChange({
        number,
        title: version,
        source: `change-${number}`,
        target: "STAGING",
      });
    }

    async function promote(source: string, target: string): Promise<void> {
      number++;
      await scratch.repo.mergeChange({ number, title: `${source} to ${target}`, source, target });
    }

    async function ride(stage: string) {
      return scratch.result(["run", stage]);
    }

    async function deliver(version: string): Promise<void> {
      await propose(version);
      expect(await ride("STAGING")).toMatchObject({ outcome: "deployed", outputs: { built: "built" } });
      await promote("STAGING", "QA");
      expect(await ride("QA")).toMatchObject({ outcome: "deployed", outputs: { built: "reused" } });
      await promote("QA", "PROD");
      expect(await ride("PROD")).toMatchObject({ outcome: "deployed", outputs: { built: "reused" } });
    }

    async function running(): Promise<string[]> {
      const { stdout } = await docker([
        "ps",
        "--filter",
        `label=dev.sluice.app=${app}`,
        "--format",
        "{{.Names}}",
      ]);
      return stdout
        .split("\n")
        .filter((name) => name !== "")
        .sort();
    }

    it("installs its edge", async () => {
      expect(await scratch.result(["edge", "install"])).toMatchObject({ code: 0 });
    }, 60_000);

    it("takes one image through the stages, drains what it left, and switches PROD under traffic", async () => {
      await deliver("1.0.0");
      const visitors = startVisitors({
        address: `http://127.0.0.1:${http}`,
        host: "shop.test",
        path: "/version",
        rate: 200,
        status: { from: 200, to: 299 },
        stage: null,
      });
      await deliver("2.0.0");
      const traffic = await visitors.stop();
      // Caddy closes its clients' connections when it is given a new configuration, and what arrives just then is lost;
      // nothing else may be, and the aim is none
      expect(traffic!.failures.filter(({ what }) => !/ECONNRESET|socket hang up/.test(what))).toEqual([]);
      expect(traffic!.failed / traffic!.requests).toBeLessThan(0.01);
      expect(traffic!.requests).toBeGreaterThan(500);
      expect((await running()).every((name) => name.includes("-prod-"))).toBe(true);
    }, 240_000);

    it("goes back to a release whose environment is gone, from ledger and registry alone", async () => {
      const ending = await scratch.result(["rollback", "PROD", "--reason", "prices are wrong"]);
      expect(ending).toMatchObject({ outcome: "returned" });
      const { details } = await scratch.result(["status"]);
      expect(JSON.stringify(details)).toContain(String(ending.outputs.environment));
    }, 120_000);

    it("leaves PROD as it was when a release never becomes healthy", async () => {
      const before = await running();
      await scratch.repo.switchTo("STAGING");
      await propose("3.0.0", false);
      const ending = await ride("STAGING");
      expect(ending, ending.message).toMatchObject({ outcome: "failed", reason_code: "unhealthy" });
      expect(await running()).toEqual(before);
    }, 180_000);
  },
);
