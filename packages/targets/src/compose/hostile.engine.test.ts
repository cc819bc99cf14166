import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EnvironmentSpec } from "@sluice/core/ports/target";
import { createExec } from "@sluice/host/exec";
import { component } from "@sluice/testing/components";
import { docker, labelled } from "@sluice/testing/docker/docker";
import { type ImageShelf, startImageShelf } from "@sluice/testing/docker/shelf";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ComposeFixture, composeFixture } from "./fixture.ts";

const missing = ["docker", "compose", "docker-registry"].some((name) => !component(name).available);
const NAME = "shop-qa-pr1";

describe.skipIf(missing)("the compose target [needs docker, compose and docker-registry]", () => {
  let shelf: ImageShelf;
  let fixture: ComposeFixture;
  let serial = 0;
  beforeAll(async () => {
    shelf = await startImageShelf();
  });
  afterAll(() => shelf?.close());
  beforeEach(async () => {
    fixture = await composeFixture(`${shelf.id}h${serial++}`);
  });
  afterEach(() => fixture.close());

  const specOf = async (differing: Partial<EnvironmentSpec> = {}): Promise<EnvironmentSpec> => ({
    app: "shop",
    stage: "QA",
    environment: NAME,
    generation: 1,
    ...(await shelf.publish("one")),
    host: null,
    variables: {},
    ...differing,
  });
  const real = (environment = NAME) => `${environment}-${fixture.suffix}`;
  const ofEnvironment = async () => {
    const kinds = ["container", "network", "volume"] as const;
    const label = `dev.sluice.environment=${real()}`;
    return (await Promise.all(kinds.map((kind) => labelled(kind, label)))).flat();
  };

  it("hands odd values over as they are, and shows them nowhere but in the container's environment", async () => {
    await fixture.write(`
services:
  web:
    image: \${SLUICE_IMAGE}
    environment: { GREETING: "\${QUOTES}" }
    volumes: ["data:/data"]
volumes: { data: {} }
`);
    const variables = {
      COMMAND: `$(touch ${fixture.root}/x) \`touch ${fixture.root}/x\` ; touch ${fixture.root}/x`,
      QUOTES: `"two" 'one' \\ {"a": [1]} # no comment: - !tag &a *a`,
      LINES: "first\nsecond: [\n\n- third\r\n",
      DOLLARS: `$HOME \${HOME:?gone} $$ \${`,
      LONG: "s3cret--".repeat(500),
    };
    const asked: string[] = [];
    const inside = createExec();
    const exec = {
      run: (...[argv, options]: Parameters<typeof inside.run>) => {
        asked.push(argv.join("\n"), String(options?.stdin ?? ""));
        return inside.run(argv, options);
      },
    };
    const target = fixture.open("shop", { exec });
    expect(await target.up(await specOf({ variables }))).toBe("started");
    expect(await target.up(await specOf({ variables, generation: 2 }))).toBe("already");
    const given = JSON.parse(
      await docker(["inspect", "--format", "{{json .Config.Env}}", `${real()}-web-1`]),
    ) as string[];
    const values = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    expect(given).toEqual(expect.arrayContaining([...values, `GREETING=${variables.QUOTES}`]));
    const labels = await docker(["inspect", "--format", "{{json .Config.Labels}}", `${real()}-web-1`]);
    const volumes = await docker(["volume", "inspect", `${real()}_data`, `${real()}-sluice-g2`]);
    const shown = [...asked, labels, volumes].join("\n");
    for (const value of Object.values(variables)) {
      expect(shown).not.toContain(value);
      expect(shown).not.toContain(JSON.stringify(value).slice(1, -1));
    }
    expect(existsSync(join(fixture.root, "x"))).toBe(false);
    expect(await target.down(NAME, 2)).toBe("done");
    expect(await ofEnvironment()).toEqual([]);
  });

  it("tells of an image that cannot be pulled, and leaves nothing of a first start and all of what ran", async () => {
    const target = fixture.open();
    const gone = { digest: `sha256:${"0".repeat(64)}` };
    await expect(target.up(await specOf(gone))).rejects.toMatchObject({ reason: "deployment_failed" });
    expect(await target.list()).toEqual([]);
    expect(await ofEnvironment()).toEqual([]);
    await target.up(await specOf());
    const before = await target.find(NAME);
    await expect(target.up(await specOf({ ...gone, generation: 2 }))).rejects.toMatchObject({
      reason: "deployment_failed",
    });
    expect(await target.find(NAME)).toEqual(before);
  });

  it("runs the release in every service that names it, and tells of the one that failed first", async () => {
    await fixture.write(`
services:
  web: { image: "\${SLUICE_IMAGE}" }
  worker:
    image: \${SLUICE_IMAGE}
    command: ["/bin/sh", "-c", "echo the queue is gone; busybox sleep 1; exit 7"]
`);
    const target = fixture.open();
    await target.up(await specOf()).catch(() => {});
    await expect.poll(async () => (await target.find(NAME))?.running, { timeout: 20_000 }).toBe(false);
    expect(await target.logs(NAME, 50)).toEqual(["worker: the queue is gone", "web: version one starts"]);
  });

  it("serves under its alias in the edge's network, at an address that this machine reaches", async () => {
    const target = fixture.open();
    await target.up(await specOf());
    const found = await target.find(NAME);
    expect(found?.address).toBe(`http://${real()}:8080`);
    const answer = await fetch(`${found?.reach}/version`, { headers: { connection: "close" } });
    expect(await answer.json()).toEqual({ version: "one" });
    const { repository, digest } = await shelf.publish("one");
    const asker = [
      "run",
      "--rm",
      "--label",
      shelf.label,
      "--network",
      fixture.network,
      `${repository}@${digest}`,
    ];
    const heard = await docker([...asker, "busybox", "wget", "-q", "-O", "-", `${found?.address}/version`]);
    expect(JSON.parse(heard)).toEqual({ version: "one" });
    expect(await docker(["port", `${real()}-web-1`])).toBe("");
  });

  it("never removes an accessory, nor its data", async () => {
    const label = `\n    labels: { dev.sluice.accessory: "true", dev.sluice.app: shop-${fixture.suffix} }`;
    await fixture.write(`
services:
  web: { image: "\${SLUICE_IMAGE}" }
  store:
    image: \${SLUICE_IMAGE}
    volumes: ["kept:/data"]${label}
volumes:
  kept: ${label.trim().replace("labels:", "{ labels:")} }
`);
    const target = fixture.open();
    await target.up(await specOf());
    expect(await target.down(NAME, 1)).toBe("done");
    expect(await target.list()).toEqual([]);
    expect(await target.down(NAME, 1)).toBe("already");
    const state = ["inspect", "--format", "{{.State.Running}}", `${real()}-store-1`];
    expect(await docker(state)).toBe("true");
    expect(await docker(["volume", "inspect", "--format", "{{.Name}}", `${real()}_kept`])).toBe(
      `${real()}_kept`,
    );
    await docker(["rm", "-f", `${real()}-store-1`]);
    await docker(["network", "rm", `${real()}_default`]);
  });

  it("works through a context as it does at the socket", async () => {
    const config = await mkdtemp(join(tmpdir(), "sluice-docker-config-"));
    try {
      const at = ["--config", config, "context", "create", "elsewhere"];
      await docker([...at, "--docker", "host=unix:///var/run/docker.sock"]);
      const env = { PATH: process.env.PATH, DOCKER_CONFIG: config, DOCKER_CONTEXT: "elsewhere" };
      const target = fixture.open("shop", { env, settleMs: 500 });
      expect(await target.up(await specOf())).toBe("started");
      const { reach, ...direct } = (await fixture.open().find(NAME))!;
      expect(reach).toMatch(/^http:/);
      expect(await target.find(NAME)).toEqual({ ...direct, reach: null });
      expect(await target.up(await specOf({ generation: 2 }))).toBe("already");
      expect(await target.down(NAME, 2)).toBe("done");
      expect(await target.list()).toEqual([]);
    } finally {
      await rm(config, { recursive: true, force: true });
    }
  });

  it("destroys ten environments at once, and nothing else", async () => {
    await fixture.write(
      `
services: { web: { image: "\${SLUICE_IMAGE}", networks: [edge] } }
networks: { edge: { name: "\${EDGE}", external: true } }
`,
    );
    await docker(["network", "create", "--label", `dev.sluice.app=shop-${fixture.suffix}`, fixture.network]);
    const names = Array.from({ length: 11 }, (_, n) => `shop-qa-pr${n}`);
    const variables = { EDGE: fixture.network };
    for (const environment of names) await fixture.open().up(await specOf({ environment, variables }));
    const ends = await Promise.all(names.slice(1).map((environment) => fixture.open().down(environment, 1)));
    expect(ends).toEqual(Array(10).fill("done"));
    expect(await fixture.open().list()).toMatchObject([{ environment: "shop-qa-pr0", running: true }]);
    expect(await labelled("container", `dev.sluice.app=shop-${fixture.suffix}`)).toHaveLength(1);
    expect(await labelled("volume", `dev.sluice.app=shop-${fixture.suffix}`)).toHaveLength(1);
  });
});
