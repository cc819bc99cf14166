import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { component } from "@sluice/testing/components";
import { labelled } from "@sluice/testing/docker/docker";
import { type ImageShelf, startImageShelf } from "@sluice/testing/docker/shelf";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ComposeFixture, composeFixture } from "./fixture.ts";

const missing = ["docker", "compose", "docker-registry"].some((name) => !component(name).available);
const FILE = `
services:
  web:
    image: \${SLUICE_IMAGE}
    volumes: ["data:/data"]
volumes:
  data: {}
`;

/** Kills a real process between two effects, or amid compose's own, and looks at what the next one makes of it. */
describe.skipIf(missing)("a command that is killed [needs docker, compose and docker-registry]", () => {
  let shelf: ImageShelf;
  let fixture: ComposeFixture;
  let serial = 0;
  beforeAll(async () => {
    shelf = await startImageShelf();
  });
  afterAll(() => shelf?.close());
  beforeEach(async () => {
    fixture = await composeFixture(`${shelf.id}k${serial++}`, FILE);
  });
  afterEach(() => fixture.close());

  const run = (step: string, repository: string, digest: string) =>
    spawnSync(
      process.execPath,
      [
        join(import.meta.dirname, "up-and-die.fixture.ts"),
        fixture.root,
        fixture.suffix,
        step,
        repository,
        digest,
      ],
      { encoding: "utf8" },
    );
  const specOf = async (version: string, generation: number) => ({
    app: "shop",
    stage: "QA",
    environment: "shop-qa-pr1",
    generation,
    ...(await shelf.publish(version)),
    host: null,
    variables: {},
  });
  const left = async () => {
    const label = `dev.sluice.environment=shop-qa-pr1-${fixture.suffix}`;
    return (
      await Promise.all((["container", "network", "volume"] as const).map((kind) => labelled(kind, label)))
    ).flat();
  };

  it.each(["marked", "networked", "networked+80", "networked+200", "started", "settled"])(
    "at %s of a first start leaves what the next removal finds",
    async (step) => {
      const { repository, digest } = await specOf("one", 2);
      expect(run(step, repository, digest).signal).toBe("SIGKILL");
      const target = fixture.open();
      expect(await target.list()).toMatchObject([{ environment: "shop-qa-pr1", generation: 2, digest }]);
      expect(await target.down("shop-qa-pr1", 1)).toBe("fenced");
      expect(await target.down("shop-qa-pr1", 2)).toBe("done");
      expect(await target.list()).toEqual([]);
      expect(await left()).toEqual([]);
    },
  );

  it.each(["marked", "tried", "tried+100", "chosen", "chosen+100", "started"])(
    "at %s of a replacement leaves what the next one completes",
    async (step) => {
      const target = fixture.open();
      await target.up(await specOf("one", 1));
      const { repository, digest } = await specOf("two", 2);
      expect(run(step, repository, digest).signal).toBe("SIGKILL");
      expect(await target.up(await specOf("one", 1))).toBe("fenced");
      expect(await target.list()).toMatchObject([{ generation: 2 }]);
      await target.up(await specOf("two", 3));
      expect(await target.list()).toMatchObject([{ generation: 3, digest, running: true }]);
      // One container, one network, the data and one marker.
      expect(await left()).toHaveLength(4);
    },
  );

  it.each(["locked", "stopped", "emptied", "removed"])(
    "at %s of a removal leaves what the next one completes",
    async (step) => {
      const target = fixture.open();
      await target.up(await specOf("one", 1));
      expect(run(step, "", "-").signal).toBe("SIGKILL");
      expect(await target.list()).toHaveLength(step === "removed" ? 0 : 1);
      expect(await target.down("shop-qa-pr1", 1)).toBe(step === "removed" ? "already" : "done");
      expect(await left()).toEqual([]);
    },
  );
});
