import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { verify } from "@sluice/core/ledger/verify";
import { createShop, type Shop } from "@sluice/testing/shop";
import { silent } from "@sluice/testing/train/world";
import { connect } from "@sluice/wiring";
import { describe, expect, it } from "vitest";

/** One stage with a hostname for each environment, one with a hostname that its releases share. */
const STAGES = `
  STAGING: { url: "http://pr-{number}.staging.localhost" }
  PROD: { url: "http://shop.localhost", bake: 200ms, hotfix: ["*"] }`;

/** Where a killed run has done something that nobody was told of: after what it wrote, started, routed or asked. */
const AFTER = /^(?:ledger\.append|target\.\w+|edge\.apply) /;

/** The calls of its ports that a verb makes, in order: `target.up 1`. */
async function callsOf(shop: Shop, args: readonly string[]): Promise<readonly string[]> {
  const file = join(shop.repo.root, `trace-${args.join("-")}`);
  const ended = await shop.sluice(args, { SLUICE_FAULT: `trace ${file}` });
  expect(ended.code, ended.stderr).toBe(0);
  return (await readFile(file, "utf8"))
    .trim()
    .split("\n")
    .filter((call) => AFTER.test(call));
}

async function killAfter(shop: Shop, args: readonly string[], call: string): Promise<void> {
  const ended = await shop.sluice(args, { SLUICE_FAULT: `after ${call}` });
  expect(ended, `sluice ${args.join(" ")} was not killed after ${call}`).toMatchObject({ signal: "SIGKILL" });
}

async function succeed(shop: Shop, ...args: string[]): Promise<void> {
  const { code, result } = await shop.json(args);
  expect(code, `sluice ${args.join(" ")}: ${result.outcome} (${result.reason_code}) ${result.message}`).toBe(
    0,
  );
}

/** Nothing is left over, nothing is half done, and the newest release of the stage is what runs. */
async function expectSettled(shop: Shop, stage: string, newest: string): Promise<void> {
  const ports = await connect({ cwd: shop.repo.dir, env: { ...process.env, ...shop.env } }, silent);
  const { state } = await ports.ledger.read();
  const live = Object.values(state.environments).filter((one) => one.phase !== "deleted");
  const instances = await ports.target.list();
  expect(live.map((one) => `${one.name} ${one.phase}`).sort()).toEqual(
    instances.map((one) => `${one.environment} published`).sort(),
  );
  expect(instances.every((one) => one.running)).toBe(true);
  expect(live.filter((one) => one.stage === stage).map((one) => one.name)).toEqual([newest]);
  const routed = (await ports.edge.find())?.routes.find((route) => route.environment === newest);
  const instance = instances.find((one) => one.environment === newest);
  expect(routed?.address).toBe(instance?.address);
  const answer = await ports.prober.probe(`${await ports.edge.getAddress()}/healthz`, {
    host: routed?.host ?? "nowhere",
    timeoutMs: 5_000,
  });
  expect(answer.status).toBe(200);
  await verify(ports.ledger);
}

describe("a run that is killed with SIGKILL", () => {
  it.each(["STAGING", "PROD"])(
    "in deploy-env to %s, at any step, is finished or undone by the next",
    { timeout: 300_000 },
    async (stage) => {
      await using shop = await createShop({ stages: STAGES });
      let number = 1;
      const merge = async () => {
        number++;
        await shop.release(number, { version: `1.0.${number}` }, stage);
        await succeed(shop, "build-image", stage);
        return `shop-${stage.toLowerCase()}-pr${number}`;
      };
      await merge();
      const calls = await callsOf(shop, ["deploy-env", stage]);
      expect(calls.length).toBeGreaterThan(6);
      for (const [index, call] of calls.entries()) {
        let newest = await merge();
        await killAfter(shop, ["deploy-env", stage], call);
        // the same change again, or the next one, which the killed run must not keep from the stage
        if (index % 2 === 1) newest = await merge();
        await succeed(shop, "deploy-env", stage);
        await succeed(shop, "destroy-stale-env");
        await expectSettled(shop, stage, newest);
      }
    },
  );

  it("in destroy-stale-env, at any step, is finished by the next", { timeout: 300_000 }, async () => {
    await using shop = await createShop({ stages: STAGES });
    let number = 1;
    const supersede = async () => {
      number++;
      await shop.release(number, { version: `1.0.${number}` });
      await succeed(shop, "build-image", "STAGING");
      await succeed(shop, "deploy-env", "STAGING");
      return `shop-staging-pr${number}`;
    };
    await supersede();
    await supersede();
    for (const call of await callsOf(shop, ["destroy-stale-env"])) {
      const newest = await supersede();
      await killAfter(shop, ["destroy-stale-env"], call);
      await succeed(shop, "destroy-stale-env");
      await expectSettled(shop, "STAGING", newest);
    }
  });
});
