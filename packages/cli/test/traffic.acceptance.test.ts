import { join } from "node:path";
import { edgeStatus } from "@sluice/targets";
import { describe, expect, it } from "vitest";
import { startVisitors } from "../src/demo/visitors.ts";
import { createScratch, type Scratch } from "./scratch.ts";

const STAGES = `
  STAGING: {}
  PROD: { url: "http://shop.test", bake: 1s, hotfix: ["*"] }`;
const RATE = 250;

async function deliver(scratch: Scratch, number: number, more: object = {}) {
  await scratch.release(number, { version: `1.0.${number}`, ...more }, "PROD");
  return scratch.result(["run", "PROD"]);
}

/** A request that is on its way while the traffic is switched; answers the version that answered it. */
async function slowly(scratch: Scratch, ms: number): Promise<string> {
  const { status, body } = await scratch.visit("shop.test", `/slow?ms=${ms}`);
  return `${status} ${body.trim()}`;
}

describe("PROD under traffic", () => {
  it("switches, returns and goes back without a failed request", { timeout: 180_000 }, async () => {
    await using scratch = await createScratch({ stages: STAGES });
    expect(await deliver(scratch, 1)).toMatchObject({ outcome: "deployed" });
    const edge = await edgeStatus(join(scratch.repo.root, "target", "edge"));
    const visitors = startVisitors({
      address: edge!.address,
      host: "shop.test",
      path: "/version",
      rate: RATE,
      status: { from: 200, to: 299 },
      stage: "PROD",
    });

    const old = slowly(scratch, 4_000);
    expect(await deliver(scratch, 2)).toMatchObject({ outcome: "deployed" });
    expect(await old, "what was on its way was answered by who had it").toBe("200 1.0.1");

    const bad = ["crash", "never", "degrades-after-100-requests", "dies-after-60-requests"] as const;
    for (const [index, health] of bad.entries()) {
      const ending = await deliver(scratch, 3 + index, { health });
      const early = health === "crash" || health === "never";
      expect(ending, health).toMatchObject({
        outcome: early ? "failed" : "rolled_back",
        code: early ? 1 : 4,
      });
    }

    expect(await deliver(scratch, 9)).toMatchObject({ outcome: "deployed" });
    expect(
      await scratch.result(["rollback", "PROD", "--to", "2", "--reason", "prices are wrong"]),
    ).toMatchObject({
      outcome: "returned",
    });

    const traffic = await visitors.stop();
    expect(traffic).toMatchObject({ failed: 0, failures: [] });
    const seconds = (traffic!.to - traffic!.from) / 1000;
    expect(traffic!.requests / seconds).toBeGreaterThan(200);
    const served = [...new Set(traffic!.slots.flatMap((slot) => Object.keys(slot.by)))];
    expect(served).toEqual(expect.arrayContaining(["1.0.1", "1.0.2", "1.0.5", "1.0.6", "1.0.9"]));
    expect(served).not.toContain("1.0.3");
    expect(served).not.toContain("1.0.4");
    expect(Object.keys(traffic!.slots.at(-1)!.by)).toEqual(["1.0.2"]);
  });
});
