import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { memoryEdge } from "../edge/memory.ts";
import { targetContract } from "./contract.ts";
import { ANSWERS_BEFORE_DEATH, memoryMachine, memoryTarget } from "./memory.ts";
import { memoryProber } from "./prober.ts";

const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

targetContract("the memory target", async () => {
  const machine = memoryMachine();
  const first = memoryTarget({ machine });
  return {
    handle: () => memoryTarget({ machine }),
    stranger: () => memoryTarget({ machine, app: "other" }),
    async publish(name, behaviour) {
      first.behave(digestOf(name), behaviour);
      return { repository: "layout:/registry", digest: digestOf(name) };
    },
    crash: async (environment) => first.crash(environment),
    close: async () => {},
  };
});

describe("the memory target's knobs", () => {
  const spec = {
    app: "shop",
    stage: "PROD",
    environment: "shop-prod-pr1",
    generation: 1,
    repository: "layout:/registry",
    digest: digestOf("one"),
    host: "example.com",
    variables: {},
  };

  it("lets a release fail in one stage alone", async () => {
    const target = memoryTarget();
    target.behave(spec.digest, "never-healthy", "PROD");
    await target.up(spec);
    await target.up({ ...spec, environment: "shop-qa-pr1", stage: "QA" });
    const [prod, qa] = await target.list();
    expect(target.probe(prod?.address ?? "").status).toBe(503);
    expect(target.probe(qa?.address ?? "").status).toBe(200);
  });

  it("lets a release die after it was healthy, as seen through an edge", async () => {
    const target = memoryTarget();
    const edge = memoryEdge();
    const prober = memoryProber(target, edge);
    target.behave(spec.digest, "dies-later");
    await target.up(spec);
    const address = (await target.find("shop-prod-pr1"))?.address ?? "";
    const route = { host: "example.com", environment: "shop-prod-pr1", address };
    await edge.apply({ version: 1, routes: [route] }, 0);
    const statuses: (number | null)[] = [];
    for (let n = 0; n <= ANSWERS_BEFORE_DEATH; n++) {
      statuses.push((await prober.probe("https://example.com/healthz", { timeoutMs: 100 })).status);
    }
    expect(statuses).toEqual([...Array(ANSWERS_BEFORE_DEATH).fill(200), 502]);
    expect(await target.find("shop-prod-pr1")).toMatchObject({ running: false });
    const unknown = await prober.probe(await edge.getAddress(), {
      timeoutMs: 100,
      host: "nobody.example.com",
    });
    expect(unknown.status).toBe(404);
  });
});
