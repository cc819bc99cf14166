import { component } from "@sluice/testing/components";
import { docker } from "@sluice/testing/docker/docker";
import { type ImageShelf, startImageShelf } from "@sluice/testing/docker/shelf";
import { targetContract } from "@sluice/testing/target/contract";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { composeFixture } from "./fixture.ts";

const missing = ["docker", "compose", "docker-registry"].some((name) => !component(name).available);
const PATIENCE = { timeout: 20_000 };

describe.skipIf(missing)("[needs docker, compose and docker-registry]", () => {
  let shelf: ImageShelf;
  let serial = 0;
  beforeAll(async () => {
    shelf = await startImageShelf();
  });
  afterAll(() => shelf?.close());

  targetContract("the compose target", async () => {
    const fixture = await composeFixture(`${shelf.id}${serial++}`);
    return {
      handle: () => fixture.open(),
      stranger: () => fixture.open("other"),
      publish: (name, behaviour) => shelf.publish(name, behaviour),
      async crash(environment) {
        const target = fixture.open();
        await docker(["kill", `${environment}-${fixture.suffix}-web-1`]);
        await expect.poll(async () => (await target.find(environment))?.running, PATIENCE).toBe(false);
      },
      close: fixture.close,
    };
  });
});
