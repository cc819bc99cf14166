import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRepo, type Repo } from "@sluice/testing/repo";
import { silent } from "@sluice/testing/train/world";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect, openLedger, openSite, processRoots } from "./index.ts";

const YAML = `version: 1
app: Web Shop
artifact: { repository: "layout:../registry", args: { KEY: $BUILD_KEY } }
stages: { PROD: { url: "http://shop.test", variables: { TOKEN: $SHOP_TOKEN, SHORT: $SHORT } } }
target: { kind: process, command: node server.js }
`;

let repo: Repo;

beforeEach(async () => {
  repo = await createRepo({ files: { "sluice.yml": YAML } });
});

afterEach(() => repo.cleanup());

const place = (env: Record<string, string> = {}) => ({ cwd: repo.dir, env: { ...repo.env, ...env } });

const rewrite = (change: (text: string) => string) => writeFile(join(repo.dir, "sluice.yml"), change(YAML));

describe("connect", () => {
  test("works from any folder of the repository, and programs run in its root", async () => {
    await mkdir(join(repo.dir, "deep/er"), { recursive: true });
    const ports = await connect({ ...place(), cwd: join(repo.dir, "deep/er") }, silent);
    expect(ports.config.app).toBe("Web Shop");
    const { stdout } = await ports.exec.run([process.execPath, "-p", "process.cwd()"]);
    expect(stdout.trim()).toBe(await repo.git("rev-parse", "--show-toplevel"));
  });

  test("without a sluice.yml it says what writes one", async () => {
    await repo.commit({ "sluice.yml": null }, "Remove");
    await expect(connect(place(), silent)).rejects.toMatchObject({
      reason: "config_missing",
      advice: expect.stringContaining("sluice init"),
    });
  });

  test("outside of a repository it says so", async () => {
    await expect(connect({ ...place(), cwd: repo.root }, silent)).rejects.toMatchObject({
      reason: "git_failed",
    });
  });

  test("makes nothing before it is used", async () => {
    await connect(place(), silent);
    expect((await readdir(repo.root)).sort()).toEqual(["remote.git", "work"]);
  });

  test("puts the registry's layout beside the repository's root", async () => {
    const { registry } = await connect(place(), silent);
    await registry.pushArchive({ bytes: new Uint8Array([1]), tags: ["x"], annotations: {} });
    expect(registry.repository).toBe("layout:../registry");
    expect(await readdir(join(repo.root, "registry"))).toContain("index.json");
  });

  test("what sluice.yml takes from the environment is put in, and masked", async () => {
    const masked: string[] = [];
    const reporter = { ...silent, mask: (secret: string) => masked.push(secret) };
    const env = { SHOP_TOKEN: "t0p-secret", BUILD_KEY: "k3y-value", SHORT: "dev" };
    const ports = await connect(place(env), reporter);
    expect(masked.sort()).toEqual(["k3y-value", "t0p-secret"]);
    expect(ports.resolve({ A: "$SHOP_TOKEN", B: "plain" })).toEqual({ A: "t0p-secret", B: "plain" });
    expect(() => ports.resolve({ A: "$NOT_SET" })).toThrow(/NOT_SET/);
  });

  test("a target that this version does not have fails where it is used, and nowhere else", async () => {
    await rewrite((text) => text.replace(/target:.*\n/, "target: { kind: swarm }\n"));
    const ports = await connect(place(), silent);
    expect((await ports.ledger.read()).head).toBeNull();
    await expect(ports.target.list()).rejects.toMatchObject({ reason: "config_invalid" });
    await expect(ports.edge.find()).rejects.toMatchObject({ reason: "config_invalid" });
  });
});

describe("where processes are kept", () => {
  test.each([
    ["", { XDG_STATE_HOME: "/state" }, "/state/sluice/web-shop"],
    ["", { HOME: "/home/ada" }, "/home/ada/.local/state/sluice/web-shop"],
    [", root: ~/envs", { HOME: "/home/ada" }, "/home/ada/envs"],
    [", root: /srv/envs", {}, "/srv/envs"],
  ])("root%s with %j", async (root, env, folder) => {
    await rewrite((text) => text.replace("node server.js }", `node server.js${root} }`));
    const site = await openSite(place(env));
    expect(processRoots(site)).toEqual({ target: folder, edge: join(folder, "edge") });
  });
});

describe("the ledger", () => {
  const placeOf = async () => (await openLedger(place(), silent)).ledger.place;

  test("is a ref of origin", async () => {
    expect(await placeOf()).toBe("refs/sluice/web-shop/ledger of origin");
  });

  test("is a ref of the repository itself where there is no origin", async () => {
    await repo.git("remote", "remove", "origin");
    expect(await placeOf()).toBe("refs/sluice/web-shop/ledger of this repository");
  });

  test("is nowhere else than asked", async () => {
    await rewrite((text) => `${text}ledger: { remote: upstream }\n`);
    await expect(placeOf()).rejects.toMatchObject({ reason: "config_invalid" });
  });

  test("is a folder, relative to the repository", async () => {
    await rewrite((text) => `${text}ledger: { kind: file, path: ../ledger }\n`);
    expect(await placeOf()).toBe(
      `the folder ${join(await repo.git("rev-parse", "--show-toplevel"), "../ledger")}`,
    );
  });

  test("its token is masked", async () => {
    const masked: string[] = [];
    const reporter = { ...silent, mask: (secret: string) => masked.push(secret) };
    await openLedger(place({ SLUICE_LEDGER_TOKEN: "l3dger" }), reporter);
    expect(masked).toEqual(["l3dger"]);
  });
});
