import type { EnvironmentSpec, Target } from "@sluice/core/ports/target";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** One place where environments run, and what a test may do to it from outside. */
export interface TargetSubject {
  /** A handle of the application `shop`; each call is another runner at the same place. */
  handle(): Target;
  /** A handle of the application `other` at the same place. */
  stranger(): Target;
  /** Makes an artifact that a target can start: one that serves, or one that ends at once. */
  publish(name: string, behaviour: "healthy" | "crashes"): Promise<Published>;
  /** Ends an environment's process from outside. */
  crash(environment: string): Promise<void>;
  close(): Promise<void>;
}

export interface Published {
  readonly repository: string;
  readonly digest: string;
}

/** What every target does, the fake included. */
export function targetContract(name: string, make: () => Promise<TargetSubject>): void {
  describe(`${name} is a target`, () => {
    let subject: TargetSubject;
    let target: Target;
    let one: Published;
    let two: Published;

    beforeEach(async () => {
      subject = await make();
      target = subject.handle();
      [one, two] = [await subject.publish("one", "healthy"), await subject.publish("two", "healthy")];
    });
    afterEach(() => subject.close());

    it("has nothing at first, and removing nothing is done already", async () => {
      expect(await target.list()).toEqual([]);
      expect(await target.find("shop-qa-pr1")).toBeNull();
      expect(await target.logs("shop-qa-pr1", 10)).toEqual([]);
      expect(await target.down("shop-qa-pr1", 9)).toBe("already");
    });

    it("starts an environment and reads its digest back", async () => {
      expect(await target.up(spec(one))).toBe("started");
      const found = await target.find("shop-qa-pr1");
      expect(found).toMatchObject({ stage: "QA", generation: 5, digest: one.digest, running: true });
      expect(found?.address).toMatch(/^http:\/\//);
      expect(await subject.handle().list()).toEqual([found]);
    });

    it("leaves what runs already as it is, but takes the newer generation", async () => {
      await target.up(spec(one));
      const before = await target.find("shop-qa-pr1");
      expect(await subject.handle().up(spec(one, { generation: 8 }))).toBe("already");
      expect(await target.find("shop-qa-pr1")).toEqual({ ...before, generation: 8 });
    });

    it("changes nothing for an older generation", async () => {
      await target.up(spec(one));
      const before = await target.find("shop-qa-pr1");
      expect(await target.up(spec(two, { generation: 4 }))).toBe("fenced");
      expect(await target.up(spec(one, { generation: 4 }))).toBe("fenced");
      expect(await target.find("shop-qa-pr1")).toEqual(before);
    });

    it("replaces another artifact under the same name", async () => {
      await target.up(spec(one));
      expect(await target.up(spec(two, { generation: 6 }))).toBe("started");
      expect(await target.list()).toMatchObject([{ generation: 6, digest: two.digest, running: true }]);
    });

    it("starts again where the configuration is another, but not for the generation in it", async () => {
      await target.up(spec(one, { variables: { COLOUR: "red", SLUICE_GENERATION: "5" } }));
      const again = spec(one, { generation: 6, variables: { COLOUR: "red", SLUICE_GENERATION: "6" } });
      expect(await target.up(again)).toBe("already");
      expect(await target.up(spec(one, { generation: 7, variables: { COLOUR: "blue" } }))).toBe("started");
      expect(await target.list()).toMatchObject([{ generation: 7, running: true }]);
    });

    it("keeps environments apart", async () => {
      const names = ["shop-qa-pr1", "shop-qa-pr2", "shop-qa-pr3"];
      await Promise.all(names.map((environment) => subject.handle().up(spec(one, { environment }))));
      const listed = await target.list();
      expect(listed.map((instance) => instance.environment).sort()).toEqual(names);
      expect(new Set(listed.map((instance) => instance.address)).size).toBe(3);
      await target.down("shop-qa-pr2", 5);
      expect(
        (await target.list()).map((instance) => [instance.environment, instance.running]).sort(),
      ).toEqual([
        ["shop-qa-pr1", true],
        ["shop-qa-pr3", true],
      ]);
    });

    it("removes what is old enough, once, and nothing newer", async () => {
      await target.up(spec(one));
      expect(await target.down("shop-qa-pr1", 4)).toBe("fenced");
      expect(await target.find("shop-qa-pr1")).toMatchObject({ generation: 5, running: true });
      expect(await target.down("shop-qa-pr1", 5)).toBe("done");
      expect(await target.down("shop-qa-pr1", 5)).toBe("already");
      expect(await target.find("shop-qa-pr1")).toBeNull();
      expect(await target.list()).toEqual([]);
    });

    it("does not list another application's environments", async () => {
      const stranger = subject.stranger();
      await stranger.up(spec(one, { app: "other", environment: "other-qa-pr1" }));
      expect(await target.list()).toEqual([]);
      expect(await target.find("other-qa-pr1")).toBeNull();
      expect(await stranger.list()).toHaveLength(1);
    });

    it("shows what died, and starts it again", async () => {
      await target.up(spec(one));
      await subject.crash("shop-qa-pr1");
      expect(await target.find("shop-qa-pr1")).toMatchObject({ digest: one.digest, running: false });
      expect(await target.list()).toHaveLength(1);
      expect(await target.up(spec(one))).toBe("started");
      expect(await target.find("shop-qa-pr1")).toMatchObject({ digest: one.digest, running: true });
    });

    it("says what failed where a release ends at once, and leaves it to be seen and removed", async () => {
      const broken = await subject.publish("broken", "crashes");
      await expect(target.up(spec(broken))).rejects.toMatchObject({ reason: "deployment_failed" });
      expect(await target.list()).toMatchObject([{ digest: broken.digest, running: false }]);
      expect((await target.logs("shop-qa-pr1", 10)).length).toBeGreaterThan(0);
      expect(await target.down("shop-qa-pr1", 5)).toBe("done");
      expect(await target.list()).toEqual([]);
    });

    it("leaves what ran before running where its replacement ends at once", async () => {
      await target.up(spec(one));
      const before = await target.find("shop-qa-pr1");
      const broken = await subject.publish("broken", "crashes");
      const failing = target.up(spec(broken, { generation: 6 }));
      await expect(failing).rejects.toMatchObject({ reason: "deployment_failed" });
      expect(await target.find("shop-qa-pr1")).toEqual(before);
    });

    it("has the last lines that an environment printed", async () => {
      await target.up(spec(one));
      const all = await target.logs("shop-qa-pr1", 100);
      expect(all.length).toBeGreaterThan(0);
      expect(await target.logs("shop-qa-pr1", 1)).toEqual(all.slice(-1));
      expect(await target.logs("shop-qa-pr1", 0)).toEqual([]);
    });

    it("ends at the newest generation, in whatever order two runners come", async () => {
      const outcomes = await Promise.all([
        subject.handle().up(spec(two, { generation: 7 })),
        subject.handle().up(spec(one, { generation: 6 })),
      ]);
      expect(outcomes[0]).toBe("started");
      expect(["started", "fenced"]).toContain(outcomes[1]);
      expect(await target.list()).toMatchObject([{ generation: 7, digest: two.digest, running: true }]);
    });
  });
}

function spec(published: Published, differing: Partial<EnvironmentSpec> = {}): EnvironmentSpec {
  return {
    app: "shop",
    stage: "QA",
    environment: "shop-qa-pr1",
    generation: 5,
    repository: published.repository,
    digest: published.digest,
    host: null,
    variables: {},
    ...differing,
  };
}
