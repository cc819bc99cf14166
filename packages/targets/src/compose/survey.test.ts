import { describe, expect, it } from "vitest";
import type { Container, Volume } from "./engine-types.ts";
import { labelsOf } from "./labels.ts";
import { digestOf, instanceOf, isFailing, surveys } from "./survey.ts";

const NOW = Date.parse("2026-01-01T00:01:00Z");
const at = { port: 8080, network: "edge", local: true, now: NOW };
const labels = (generation: number, environment = "shop-qa-pr1") =>
  labelsOf({
    app: "shop",
    stage: "QA",
    environment,
    generation,
    digest: `sha256:${generation}`,
    configuration: "c",
  });

function container(
  service: string,
  state: Partial<Container["State"]> = {},
  differing: Partial<Container> = {},
): Container {
  return {
    Id: service,
    Name: `/${service}`,
    Image: "sha256:image",
    RestartCount: 0,
    State: {
      Status: "running",
      Running: true,
      Restarting: false,
      ExitCode: 0,
      StartedAt: "2026-01-01T00:00:00.123456789Z",
      ...state,
    },
    Config: { Labels: { ...labels(5), "com.docker.compose.service": service } },
    HostConfig: { RestartPolicy: { Name: "no" } },
    NetworkSettings: { Networks: { edge: { IPAddress: "172.18.0.2" } } },
    ...differing,
  };
}

const marker = (generation: number): Volume => ({
  Name: `shop-qa-pr1-sluice-g${generation}`,
  Labels: labels(generation),
  CreatedAt: "2025-12-31T23:59:00Z",
});

describe("a container that fails", () => {
  const always = { HostConfig: { RestartPolicy: { Name: "always" } } };
  const ended = { Running: false, Status: "exited" };
  const table: [string, Container, boolean, boolean][] = [
    ["runs", container("web"), true, false],
    ["calls itself healthy", container("web", { Health: { Status: "healthy" } }), true, false],
    ["is still starting", container("web", { Health: { Status: "starting" } }), true, false],
    ["calls itself unhealthy", container("web", { Health: { Status: "unhealthy" } }), true, true],
    ["is being restarted", container("web", { Restarting: true }), true, true],
    ["was restarted long ago", container("web", {}, { RestartCount: 3 }), true, false],
    [
      "was restarted just now",
      container("web", { StartedAt: "2026-01-01T00:00:58Z" }, { RestartCount: 1 }),
      true,
      true,
    ],
    ["is the web one and ended", container("web", ended), true, true],
    ["is a task that ended well", container("migrate", ended), false, false],
    ["is a task that ended badly", container("migrate", { ...ended, ExitCode: 1 }), false, true],
    ["is to be restarted and ended well", container("worker", ended, always), false, true],
    ["was never started", container("worker", { Running: false, Status: "created" }), false, true],
  ];
  it.each(table)("%s", (_, one, isWeb, expected) => {
    expect(isFailing(one, NOW, isWeb)).toBe(expected);
  });
});

describe("what is there of an environment", () => {
  const only = (containers: Container[], volumes: Volume[]) => surveys(containers, volumes, "web")[0]!;

  it("has the newest generation of containers and markers", () => {
    expect(only([container("web")], [marker(5), marker(8)])).toMatchObject({
      generation: 8,
      app: "shop",
      stage: "QA",
    });
    expect(only([container("web")], []).generation).toBe(5);
  });

  it("is told by its marker alone, as not running", () => {
    const found = only([], [marker(3)]);
    expect(instanceOf(found, null, at)).toEqual({
      environment: "shop-qa-pr1",
      stage: "QA",
      generation: 3,
      digest: "sha256:3",
      running: false,
      address: null,
      reach: null,
      startedAt: "2025-12-31T23:59:00.000Z",
    });
  });

  it("is its services, neither accessories, nor trials, nor volumes of data", () => {
    const extra = (one: string, added: Record<string, string>) => {
      const made = container(one);
      return { ...made, Config: { Labels: { ...made.Config.Labels, ...added } } };
    };
    const found = only(
      [
        container("web"),
        extra("trial", { "com.docker.compose.oneoff": "True" }),
        extra("db", { "dev.sluice.accessory": "true" }),
      ],
      [{ Name: "shop-qa-pr1_data", Labels: labels(5) }],
    );
    expect(found.containers.map((one) => one.Id)).toEqual(["web"]);
    expect(found.trials.map((one) => one.Id)).toEqual(["trial"]);
    expect(found.markers).toEqual([]);
  });

  it("is what still runs where compose was killed amid a replacement", () => {
    const Id = "a84bc6f0dbd3".padEnd(64, "0");
    const [old, next] = [
      container("web", {}, { Id }),
      container("web", { Running: false, Status: "created" }, { Name: "/a84bc6f0dbd3_shop-qa-pr1-web-1" }),
    ];
    const both = only([next, old], [marker(5)]);
    expect(both.trials).toEqual([next]);
    expect(instanceOf(both, null, at).running).toBe(true);
    expect(only([next], [marker(5)])).toMatchObject({ trials: [], web: next });
  });

  it("is where the edge and this machine reach it", () => {
    const found = only([container("web")], [marker(5)]);
    expect(instanceOf(found, null, at)).toMatchObject({
      running: true,
      address: "http://shop-qa-pr1:8080",
      reach: "http://172.18.0.2:8080",
      startedAt: "2026-01-01T00:00:00.123Z",
    });
    expect(instanceOf(found, null, { ...at, local: false }).reach).toBeNull();
  });

  it("does not run where one of its services does not", () => {
    const found = only([container("web"), container("worker", { Running: false, ExitCode: 1 })], []);
    expect(instanceOf(found, null, at).running).toBe(false);
  });
});

describe("the digest that runs", () => {
  const table: [string, string[] | null, string][] = [
    [
      "the one that was asked for, where the image has it",
      ["a/shop@sha256:1", "b/shop@sha256:2"],
      "sha256:2",
    ],
    ["another, where it has not", ["a/shop@sha256:1"], "sha256:1"],
    ["the image's id, where no registry has it", [], "sha256:id"],
    ["the image's id, where it is gone", null, "sha256:id"],
  ];
  it.each(table)("is %s", (_, digests, expected) => {
    const image = digests === null ? null : { Id: "sha256:id", RepoDigests: digests };
    expect(digestOf(image, "sha256:2", "sha256:id")).toBe(expected);
  });
});
