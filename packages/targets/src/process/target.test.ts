import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { EnvironmentSpec } from "@sluice/core/ports/target";
import { targetContract } from "@sluice/testing/target/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Fixture, processFixture } from "./fixture.ts";
import { openPlaces } from "./places.ts";
import { listMarked } from "./proc.ts";
import { prune } from "./target.ts";

/** How long a busy machine may take for what a poll waits for. */
const PATIENCE = { timeout: 20_000 };

targetContract("the process target", async () => {
  const fixture = await processFixture();
  return {
    handle: () => fixture.open(),
    stranger: () => fixture.open({ app: "other" }),
    publish: async (name, behaviour) =>
      fixture.shelf.publish({ version: name, health: behaviour === "crashes" ? "crash" : "ok" }),
    async crash(environment) {
      const record = await (await openPlaces(fixture.root)).find(environment);
      const { pid } = record!.current.process!;
      process.kill(pid, "SIGKILL");
      const target = fixture.open();
      await expect.poll(async () => (await target.find(environment))?.running, PATIENCE).toBe(false);
    },
    close: fixture.close,
  };
});

describe("the process target", () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await processFixture();
  });
  afterEach(() => fixture.close());

  const specOf = (version: string, differing: Partial<EnvironmentSpec> = {}): EnvironmentSpec => ({
    app: "shop",
    stage: "QA",
    environment: "shop-qa-pr1",
    generation: 1,
    ...fixture.shelf.publish({ version }),
    host: null,
    variables: {},
    ...differing,
  });
  const versionAt = async (address: string | null | undefined) =>
    (await fetch(`${address}/version`, { headers: { connection: "close" } })).json();
  const recordOf = async (name = "shop-qa-pr1") => (await openPlaces(fixture.root)).find(name);

  it("gives the application its facts, its variables and nothing else of Sluice's own environment", async () => {
    const env = { PATH: process.env.PATH, CI_TOKEN: "hush" };
    const target = fixture.open({ env, variables: { COLOUR: "red", SIZE: "s" } });
    const spec = specOf("1.0", { variables: { SIZE: "xl" } });
    await target.up(spec);
    const facts = await versionAt((await target.find(spec.environment))?.address);
    expect(facts).toEqual({
      app: "shop",
      version: "1.0",
      environment: "shop-qa-pr1",
      stage: "QA",
      digest: spec.digest,
    });
    const { pid } = (await recordOf())!.current.process!;
    const variables = (await readFile(`/proc/${pid}/environ`, "utf8")).split("\0");
    expect(variables).toEqual(expect.arrayContaining(["COLOUR=red", "SIZE=xl"]));
    expect(variables.join("\n")).not.toContain("hush");
    expect(await target.logs(spec.environment, 1)).toEqual([expect.stringContaining("shop 1.0 listens")]);
  });

  it("keeps no value of a variable", async () => {
    await fixture.open().up(specOf("1.0", { variables: { PASSWORD: "correct horse" } }));
    const record = await readFile(join(fixture.root, "environments/shop-qa-pr1/instance.json"), "utf8");
    expect(record).not.toContain("horse");
  });

  it("renders the port into the command", async () => {
    const script = "require('http').createServer((q, r) => r.end('hi')).listen(+process.argv[1])";
    const target = fixture.open({ command: [process.execPath, "-e", script, "{port}"] });
    await target.up(specOf("1.0"));
    const answer = await fetch((await target.find("shop-qa-pr1"))?.address ?? "");
    expect(await answer.text()).toBe("hi");
  });

  it("takes another port where a program was quicker", async () => {
    const thief = createServer();
    const stolen: number[] = [];
    const target = fixture.open({
      async fetchArtifact(...args) {
        await fixture.shelf.fetch(...args);
        stolen.push((await recordOf())!.current.port);
        await new Promise<void>((resolve) => thief.listen(stolen[0], "127.0.0.1", resolve));
      },
    });
    try {
      expect(await target.up(specOf("1.0"))).toBe("started");
      const { address } = (await target.find("shop-qa-pr1"))!;
      expect(address).not.toBe(`http://127.0.0.1:${stolen[0]}`);
      expect(await versionAt(address)).toMatchObject({ version: "1.0" });
    } finally {
      thief.close();
    }
  });

  it("fetches an artifact once for many environments, and leaves nothing of a fetch that failed", async () => {
    let fetches = 0;
    const target = fixture.open({
      async fetchArtifact(...args) {
        if (++fetches === 1) throw new Error("the network is away");
        await fixture.shelf.fetch(...args);
      },
    });
    await expect(target.up(specOf("1.0"))).rejects.toThrow("the network is away");
    expect(await target.list()).toEqual([]);
    expect(await readdir(join(fixture.root, "artifacts"))).toEqual([]);
    await Promise.all(["a", "b"].map((n) => target.up(specOf("1.0", { environment: `shop-qa-${n}` }))));
    expect(fetches).toBe(2);
    expect(await readdir(join(fixture.root, "artifacts"))).toHaveLength(1);
  });

  it("prunes the artifacts that nothing uses and nobody keeps", async () => {
    const target = fixture.open();
    const [used, kept, gone] = [specOf("1.0"), specOf("2.0"), specOf("3.0")];
    for (const spec of [gone, kept, used]) await target.up(spec);
    expect(await prune(fixture.root, [kept.digest])).toEqual([gone.digest]);
    const left = await readdir(join(fixture.root, "artifacts"));
    expect(left.sort()).toEqual([used.digest, kept.digest].map((digest) => digest.slice(7)).sort());
    expect(await target.up(specOf("3.0", { generation: 2 }))).toBe("started");
  });

  it("stops children that left the process's group", async () => {
    const script = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'],
      { detached: true, stdio: 'ignore' }).unref(); require('http').createServer().listen(process.env.PORT)`;
    const target = fixture.open({ command: [process.execPath, "-e", script] });
    await target.up(specOf("1.0"));
    const { marker } = (await recordOf())!.current;
    expect(await listMarked(marker)).toHaveLength(2);
    await target.down("shop-qa-pr1", 1);
    expect(await listMarked(marker)).toEqual([]);
  });

  it("outlives the command that started it", async () => {
    const { repository, digest } = specOf("1.0");
    execFileSync(process.execPath, [
      join(import.meta.dirname, "up-and-die.fixture.ts"),
      fixture.root,
      "never",
      "1.0",
    ]);
    const found = await fixture.open().find("shop-qa-pr1");
    expect(found).toMatchObject({ digest, running: true });
    expect(await fixture.open().up(specOf("1.0", { repository, generation: 2 }))).toBe("already");
  });

  it("says which program is missing, and leaves nothing", async () => {
    const target = fixture.open({ command: ["no-such-program"] });
    await expect(target.up(specOf("1.0"))).rejects.toMatchObject({ reason: "program_missing" });
    expect(await target.list()).toEqual([]);
  });

  it("refuses names and digests that could be paths", async () => {
    const target = fixture.open();
    for (const differing of [{ environment: "../x" }, { environment: "a/b" }, { digest: "sha256:../../x" }]) {
      await expect(target.up(specOf("1.0", differing))).rejects.toMatchObject({ reason: "input_invalid" });
    }
    expect(await target.list()).toEqual([]);
  });

  it("refuses a record that it cannot read, and changes nothing", async () => {
    const target = fixture.open();
    await target.up(specOf("1.0"));
    const places = await openPlaces(fixture.root);
    const record = (await recordOf())!;
    await places.write({ ...record, v: 2 } as never);
    await expect(target.up(specOf("2.0"))).rejects.toMatchObject({ reason: "target_malformed" });
    await expect(target.down("shop-qa-pr1", 1)).rejects.toMatchObject({ reason: "target_malformed" });
    await places.write(record);
    expect(await target.find("shop-qa-pr1")).toMatchObject({ running: true });
  });
});
