import type { TrainPorts } from "@sluice/commands/ports";
import { createWorld } from "@sluice/testing/train/world";
import { expect, it } from "vitest";
import { createHalt } from "./halt.ts";

const YAML = {
  version: 1,
  app: "shop",
  artifact: { repository: "registry.test/shop" },
  stages: { PROD: {} },
  target: { kind: "process", command: "node server.js" },
};

function ports(): TrainPorts {
  return createWorld(YAML, []).ports("run-1");
}

it("lets everything through until it is halted, and nothing after", async () => {
  const halt = createHalt();
  const held = halt.guard(ports());
  expect(await held.target.list()).toEqual([]);
  await halt.halt(1000);
  for (const act of [() => held.target.list(), () => held.ledger.read(), () => held.edge.find()]) {
    await expect((async () => act())()).rejects.toMatchObject({ reason: "interrupted" });
  }
  await expect(halt.during(async () => "new")).rejects.toMatchObject({ reason: "interrupted" });
});

it("waits for what is underway", async () => {
  const halt = createHalt();
  const order: string[] = [];
  let finish = () => {};
  const underway = halt.during(async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    order.push("over");
  });
  const halted = halt.halt(60_000).then(() => order.push("halted"));
  finish();
  await Promise.all([underway, halted]);
  expect(order).toEqual(["over", "halted"]);
});

it("does not wait for ever", async () => {
  const halt = createHalt();
  void halt.during(() => new Promise(() => {}));
  await halt.halt(1);
});
