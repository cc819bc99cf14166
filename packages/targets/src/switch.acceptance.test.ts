import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EdgeFixture, edgeFixture, get, routing } from "./edges/embedded/fixture.ts";
import { type Fixture, processFixture } from "./process/fixture.ts";

/** How long a busy machine may take for what a poll waits for. */
const PATIENCE = { timeout: 20_000 };

describe("a release that replaces another behind the edge", () => {
  let machine: Fixture;
  let front: EdgeFixture;
  beforeEach(async () => {
    [machine, front] = [await processFixture(), await edgeFixture()];
  });
  afterEach(async () => {
    await Promise.all([machine.close(), front.close()]);
  });

  it("costs no request, from start to the end of the old environment, again and again", async () => {
    const target = machine.open();
    /** As the train does it: beside the old one, then the traffic, then the old one goes. */
    const release = async (generation: number) => {
      const environment = `shop-prod-pr${generation}`;
      const artifact = machine.shelf.publish({ version: `${generation}.0` });
      const facts = { app: "shop", stage: "PROD", host: "shop.localhost", variables: {} };
      await target.up({ ...facts, environment, generation, ...artifact });
      const { address } = (await target.find(environment))!;
      await front.edge.apply(routing(generation, address!), 10_000);
      if (generation > 1) await target.down(`shop-prod-pr${generation - 1}`, generation - 1);
    };
    await release(1);
    const address = await front.edge.getAddress();
    const failed: unknown[] = [];
    const versions = new Set<string>();
    let going = true;
    const client = async (path: string) => {
      while (going) {
        const answer = await get(address, "shop.localhost", { path }).catch((error: unknown) => ({ error }));
        if ("status" in answer && answer.status === 200) versions.add(answer.text.trim());
        else failed.push(answer);
      }
    };
    const clients = ["/slow?ms=0", "/slow?ms=30", "/slow?ms=60"].map(client);
    for (let generation = 2; generation <= 5; generation++) {
      await release(generation);
      await expect.poll(() => versions.has(`${generation}.0`), PATIENCE).toBe(true);
    }
    going = false;
    await Promise.all(clients);
    expect(failed).toEqual([]);
    expect(await target.list()).toMatchObject([{ environment: "shop-prod-pr5", running: true }]);
  });
});
