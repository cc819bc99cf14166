import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { verify } from "@sluice/core/ledger/verify";
import { silent } from "@sluice/testing/train/world";
import { connect } from "@sluice/wiring";
import { describe, expect, it } from "vitest";
import { createScratch, type Scratch } from "./scratch.ts";

/** One stage with a hostname for each environment, one with a hostname that its releases share. */
const STAGES = `
  STAGING: { url: "http://pr-{number}.staging.shop.test" }
  PROD: { url: "http://shop.test", bake: 200ms, hotfix: ["*"] }`;

/** Where a killed run has done something that nobody was told of: after what it wrote, started, routed or asked. */
const AFTER = /^(?:ledger\.append|target\.\w+|edge\.apply) /;

/** The calls of its ports that a verb makes, in order: `target.up 1`. */
async function callsOf(scratch: Scratch, args: readonly string[]): Promise<readonly string[]> {
  const file = join(scratch.repo.root, `trace-${args.join("-")}`);
  const ended = await scratch.sluice(args, { SLUICE_FAULT: `trace ${file}` });
  expect(ended.code, ended.stderr).toBe(0);
  return (await readFile(file, "utf8"))
    .trim()
    .split("\n")
    .filter((call) => AFTER.test(call));
}

/** How often a run looks how its environment is depends on how quick that was: a look may not come. */
const PERHAPS = /^target\.find [2-9]/;

async function killAfter(scratch: Scratch, args: readonly string[], call: string): Promise<void> {
  const { code, signal, stderr } = await scratch.sluice(args, { SLUICE_FAULT: `after ${call}` });
  if (PERHAPS.test(call) && signal === null) return expect(code, stderr).toBe(0);
  expect(signal, `sluice ${args.join(" ")} was not killed after ${call}: ${code} ${stderr}`).toBe("SIGKILL");
}

async function succeed(scratch: Scratch, ...args: string[]): Promise<void> {
  const result = await scratch.result(args);
  expect(
    result.code,
    `sluice ${args.join(" ")}: ${result.outcome} (${result.reason_code}) ${result.message}`,
  ).toBe(0);
}

/** Nothing is left over, nothing is half done, and the newest release of the stage is what runs. */
async function expectSettled(scratch: Scratch, stage: string, newest: string): Promise<void> {
  const ports = await connect(
    { cwd: scratch.repo.dir, env: { ...process.env, ...scratch.repo.env } },
    silent,
  );
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
      await using scratch = await createScratch({ stages: STAGES });
      let number = 1;
      const merge = async () => {
        number++;
        await scratch.release(number, { version: `1.0.${number}` }, stage);
        await succeed(scratch, "build-image", stage);
        return `shop-${stage.toLowerCase()}-pr${number}`;
      };
      await merge();
      const calls = await callsOf(scratch, ["deploy-env", stage]);
      expect(calls.length).toBeGreaterThan(6);
      for (const [index, call] of calls.entries()) {
        let newest = await merge();
        await killAfter(scratch, ["deploy-env", stage], call);
        // the same change again, or the next one, which the killed run must not keep from the stage
        if (index % 2 === 1) newest = await merge();
        await succeed(scratch, "deploy-env", stage);
        await succeed(scratch, "destroy-stale-env");
        await expectSettled(scratch, stage, newest);
      }
    },
  );

  it("in destroy-stale-env, at any step, is finished by the next", { timeout: 300_000 }, async () => {
    await using scratch = await createScratch({ stages: STAGES });
    let number = 1;
    const supersede = async () => {
      number++;
      await scratch.release(number, { version: `1.0.${number}` }, "STAGING");
      await succeed(scratch, "build-image", "STAGING");
      await succeed(scratch, "deploy-env", "STAGING");
      return `shop-staging-pr${number}`;
    };
    await supersede();
    await supersede();
    for (const call of await callsOf(scratch, ["destroy-stale-env"])) {
      const newest = await supersede();
      await killAfter(scratch, ["destroy-stale-env"], call);
      await succeed(scratch, "destroy-stale-env");
      await expectSettled(scratch, "STAGING", newest);
    }
  });
});
