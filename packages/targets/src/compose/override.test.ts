import { describe, expect, it } from "vitest";
import { type OverrideRequest, overrideOf, renderOverride, servicesOfRelease } from "./override.ts";
import { type Project, parseProject } from "./project.ts";

const IMAGE = `127.0.0.1:5000/shop@sha256:${"a".repeat(64)}`;
const facts = {
  app: "shop",
  stage: "QA",
  environment: "shop-qa-pr1",
  generation: 5,
  digest: `sha256:${"a".repeat(64)}`,
  configuration: "c0ffee",
};
const labels = {
  "dev.sluice.app": "shop",
  "dev.sluice.stage": "QA",
  "dev.sluice.environment": "shop-qa-pr1",
  "dev.sluice.generation": "5",
  "dev.sluice.digest": facts.digest,
  "dev.sluice.configuration": "c0ffee",
};
const projectOf = (project: object): Project => parseProject(JSON.stringify(project), "compose.yml");
const override = (project: object, differing: Partial<OverrideRequest> = {}) =>
  overrideOf(projectOf(project), {
    facts,
    image: IMAGE,
    service: "web",
    network: "sluice-edge",
    variables: [],
    ...differing,
  });

describe("the services of a release", () => {
  const table: [string, object, string[]][] = [
    [
      "all that name SLUICE_IMAGE",
      { web: { image: IMAGE }, worker: { image: IMAGE }, db: { image: "db" } },
      ["web", "worker"],
    ],
    ["another than the web one", { web: { image: "proxy" }, app: { image: IMAGE } }, ["app"]],
    ["the web one where none does", { web: { image: "shop:latest" }, db: { image: "db" } }, ["web"]],
    ["the web one that is built", { web: { build: { context: "." } } }, ["web"]],
  ];
  it.each(table)("are %s", (_, services, expected) => {
    expect(servicesOfRelease(projectOf({ services }), IMAGE, "web")).toEqual(expected);
  });
});

describe("the override", () => {
  it("is labels, the image by digest, and the edge's network with the environment as alias", () => {
    expect(
      override({
        services: { web: { image: IMAGE, networks: { default: null } } },
        networks: { default: { name: "x" } },
      }),
    ).toEqual({
      services: {
        web: {
          labels,
          image: IMAGE,
          environment: [],
          networks: { default: null, sluice_edge: { aliases: ["shop-qa-pr1"] } },
        },
      },
      networks: { default: { labels }, sluice_edge: { external: true, name: "sluice-edge" } },
      volumes: {},
    });
  });

  it("labels the other services and publishes no port", () => {
    const { services } = override({ services: { web: { image: IMAGE }, cache: { image: "cache" } } });
    expect(services.cache).toEqual({ labels });
    expect(JSON.stringify(services)).not.toContain("ports");
  });

  it("passes names of variables, but not where the user's file says what they are", () => {
    const { services } = override(
      { services: { web: { image: IMAGE, environment: { COLOUR: "mine", SIZE: null } } } },
      { variables: ["COLOUR", "SIZE", "TOKEN"] },
    );
    expect(services.web?.environment).toEqual(["TOKEN"]);
  });

  it("gives accessories, and what is external, nothing", () => {
    const accessory = { "dev.sluice.accessory": "true" };
    const made = override({
      services: { web: { image: IMAGE }, db: { image: "db", labels: accessory } },
      volumes: { data: { labels: accessory }, cache: null, theirs: { external: true } },
      networks: { theirs: { external: true } },
    });
    expect(Object.keys(made.services)).toEqual(["web"]);
    expect(made.volumes).toEqual({ cache: { labels } });
    expect(Object.keys(made.networks)).toEqual(["sluice_edge"]);
  });

  it("keeps compose from reading its own signs in a value", () => {
    const odd = { ...facts, stage: `$QA \${HOME}` };
    const { services } = override({ services: { web: { image: IMAGE } } }, { facts: odd });
    expect(services.web?.labels?.["dev.sluice.stage"]).toBe(`$$QA $\${HOME}`);
  });

  it("takes away what would build the image again", () => {
    const made = override({ services: { web: { image: IMAGE, build: { context: "." } } } });
    expect(renderOverride(made)).toContain('"build": !reset null');
    expect(renderOverride(override({ services: { web: { image: IMAGE } } }))).not.toContain("!reset");
  });

  const refused: [string, object, RegExp][] = [
    ["no such service", { app: {}, db: {} }, /no service web.*app, db/],
    ["a service in the host's network", { web: { network_mode: "host" } }, /network_mode: host/],
    ["an accessory", { web: { labels: { "dev.sluice.accessory": "" } } }, /accessory/],
  ];
  it.each(refused)("refuses %s", (_, services, message) => {
    expect(() => override({ services })).toThrow(message);
    expect(() => override({ services })).toThrow(expect.objectContaining({ reason: "config_invalid" }));
  });
});
