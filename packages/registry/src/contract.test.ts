import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registryContract } from "@sluice/testing/registry/contract";
import { startFakeRegistry } from "@sluice/testing/registry/fake-registry";
import { memoryRegistry } from "@sluice/testing/registry/memory-registry";
import { dockerConfig } from "./docker-config.fixture.ts";
import { openRegistry } from "./open.ts";

registryContract("memory", async () => {
  const registry = memoryRegistry();
  return { registry, again: async () => registry, close: async () => {} };
});

registryContract("layout on disk", async () => {
  const directory = await mkdtemp(join(tmpdir(), "sluice-layout-"));
  const open = () => openRegistry(`layout:${join(directory, "layout")}`, { env: {} });
  return {
    registry: await open(),
    again: open,
    close: () => rm(directory, { recursive: true, force: true }),
  };
});

for (const auth of ["none", "basic", "bearer"] as const)
  registryContract(`HTTP, ${auth}`, async () => {
    const server = await startFakeRegistry({ auth, pageSize: 5 });
    const config = await dockerConfig({ auths: { [server.host]: server.account } });
    const open = () => openRegistry(`${server.host}/acme/shop`, { env: config.env });
    return {
      registry: await open(),
      again: open,
      close: async () => {
        await server.close();
        await config.remove();
      },
    };
  });
