import { randomUUID } from "node:crypto";
import { registryContract } from "@sluice/testing/registry/contract";
import {
  type DockerRegistry,
  type DockerRegistryOptions,
  hasDockerRegistry,
  startDockerRegistry,
} from "@sluice/testing/registry/docker-registry";
import { startFakeRegistry } from "@sluice/testing/registry/fake-registry";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dockerConfig } from "./docker-config.fixture.ts";
import { openRegistry } from "./open.ts";

const present = await hasDockerRegistry();
/** The fake's token service; the real registry takes any token. */
const tokens = await startFakeRegistry({ auth: "bearer" });
afterAll(() => tokens.close());
const { username, password } = tokens.account;

/** A registry on this machine needs no long patience. */
const clock = {
  now: () => Date.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 100))),
};

const ways: [string, DockerRegistryOptions][] = [
  ["none", {}],
  // The bcrypt hash of the fake account's password.
  ["basic", { htpasswd: `${username}:$2b$05$abcdefghijklmnopqrstuuOm3VIsnYElL.1RNH1i5GvBLePCrLHre` }],
  ["bearer", { tokens: { realm: `http://${tokens.host}/token`, service: "fake" } }],
];

describe.skipIf(!present)("[needs docker-registry]", () => {
  for (const [auth, options] of ways)
    describe(auth, () => {
      let server: DockerRegistry;
      let config: Awaited<ReturnType<typeof dockerConfig>>;
      beforeAll(async () => {
        server = await startDockerRegistry(options);
        config = await dockerConfig({ auths: { [server.host]: { username, password } } });
      });
      afterAll(async () => {
        await server.close();
        await config.remove();
      });

      registryContract(`docker-registry, ${auth}`, async () => {
        const repository = `${server.host}/acme/${randomUUID()}`;
        const open = () => openRegistry(repository, { env: config.env, clock });
        return { registry: await open(), again: open, close: async () => {} };
      });
    });

  test("without credentials it refuses", async () => {
    await using server = await startDockerRegistry(ways[1]![1]);
    const registry = await openRegistry(`${server.host}/acme/shop`, { env: { HOME: "/nowhere" } });
    await expect(registry.findDigest("one")).rejects.toMatchObject({ reason: "registry_denied" });
  });

  test("where deletion is switched off, that is an answer", async () => {
    await using server = await startDockerRegistry({ deletable: false });
    const registry = await openRegistry(`${server.host}/acme/shop`, { env: {} });
    const digest = await registry.pushArchive({ bytes: Buffer.from("x"), tags: ["one"], annotations: {} });
    expect(await registry.ensureDeleted(digest)).toHaveProperty("unsupported");
    expect(await registry.findDigest("one")).toBe(digest);
  });
});
