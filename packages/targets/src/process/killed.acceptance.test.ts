import { spawnSync } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Fixture, processFixture } from "./fixture.ts";
import { openPlaces } from "./places.ts";
import { MARKER } from "./proc.ts";

/**
 * Kills a real process between two effects, and looks at what the next one makes of it. What was started and
 * not recorded is found by its marker in `/proc`, which only Linux has.
 */
describe.skipIf(process.platform !== "linux")("a command that is killed", () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await processFixture();
  });
  afterEach(() => fixture.close());

  const run = (step: string, version: string) =>
    spawnSync(
      process.execPath,
      [join(import.meta.dirname, "up-and-die.fixture.ts"), fixture.root, step, version],
      { encoding: "utf8" },
    );
  const specOf = (version: string) => ({
    app: "shop",
    stage: "QA",
    environment: "shop-qa-pr1",
    generation: 1,
    ...fixture.shelf.publish({ version }),
    host: null,
    variables: {},
  });
  /** Processes of this root by what they really are, whatever the records say. */
  const running = async () => {
    const found: string[] = [];
    for (const pid of await readdir("/proc")) {
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => "");
      if (!cwd.startsWith(join(fixture.root, "artifacts"))) continue;
      const environ = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      if (environ.includes(`${MARKER}=`)) found.push(pid);
    }
    return found;
  };

  for (const step of ["intended", "fetched", "spawned", "recorded", "watched", "stopped"]) {
    it(`at ${step} of a replacement leaves nothing unlisted, and the next one completes it`, async () => {
      const target = fixture.open();
      await target.up(specOf("1.0"));
      expect(run(step, "2.0").signal).toBe("SIGKILL");
      const left = await target.list();
      expect(left).toHaveLength(1);
      expect(left[0]).toMatchObject({ environment: "shop-qa-pr1", running: true });
      await target.up(specOf("2.0"));
      expect(await target.find("shop-qa-pr1")).toMatchObject({ digest: specOf("2.0").digest, running: true });
      expect(await running()).toHaveLength(1);
      const record = await (await openPlaces(fixture.root)).find("shop-qa-pr1");
      expect(record?.retiring).toEqual([]);
    });
  }

  for (const step of ["intended", "fetched", "spawned", "recorded", "watched"]) {
    it(`at ${step} of a first start leaves what the next removal finds`, async () => {
      expect(run(step, "1.0").signal).toBe("SIGKILL");
      const target = fixture.open();
      expect(await target.list()).toHaveLength(1);
      expect(await target.down("shop-qa-pr1", 1)).toBe("done");
      expect(await running()).toEqual([]);
      expect(await target.list()).toEqual([]);
    });
  }

  it("between start and record leaves a process that the next one adopts", async () => {
    run("spawned", "1.0");
    expect(await fixture.open().find("shop-qa-pr1")).toMatchObject({ running: true });
    const before = await running();
    expect(before).toHaveLength(1);
    expect(await fixture.open().up(specOf("1.0"))).toBe("already");
    expect(await running()).toEqual(before);
  });

  it("while it removes leaves what the next removal completes", async () => {
    const target = fixture.open();
    await target.up(specOf("1.0"));
    expect(run("stopped", "-").signal).toBe("SIGKILL");
    expect(await target.list()).toMatchObject([{ running: false }]);
    expect(await target.down("shop-qa-pr1", 1)).toBe("done");
    expect(await target.list()).toEqual([]);
    expect(run("removed", "-").status).toBe(0);
  });
});
