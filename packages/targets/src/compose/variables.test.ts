import { describe, expect, it } from "vitest";
import { configurationOf, variablesOf } from "./variables.ts";

const spec = {
  app: "shop",
  stage: "QA",
  environment: "shop-qa-pr1",
  generation: 5,
  repository: "127.0.0.1:5000/shop",
  digest: "sha256:a",
  host: null,
  variables: {},
};

describe("an environment's variables", () => {
  it("are the target's, over them its own, and over them the facts", () => {
    const given = variablesOf(
      { ...spec, variables: { SIZE: "xl", SLUICE_IMAGE: "another" } },
      { SIZE: "s", COLOUR: "red" },
      "127.0.0.1:5000/shop@sha256:a",
    );
    expect(given).toMatchObject({
      SIZE: "xl",
      COLOUR: "red",
      SLUICE_IMAGE: "127.0.0.1:5000/shop@sha256:a",
      SLUICE_ENVIRONMENT: "shop-qa-pr1",
      SLUICE_STAGE: "QA",
      SLUICE_HOST: "",
      SLUICE_GENERATION: "5",
    });
  });

  it.each(["DOCKER_HOST", "COMPOSE_FILE", "PATH", "LD_PRELOAD", "A=B", "", "1A", "A\nB"])(
    "may not be named %j",
    (name) => {
      const call = () => variablesOf({ ...spec, variables: { [name]: "x" } }, {}, "i");
      expect(call).toThrow(expect.objectContaining({ reason: "config_invalid" }));
    },
  );
});

describe("the configuration", () => {
  const hash = (variables: Record<string, string>, image = "a", network = "edge") =>
    configurationOf({ services: { web: { image } } }, variables, network);
  it("is the same for another generation and another order", () => {
    expect(hash({ A: "1", B: "2", SLUICE_GENERATION: "5" })).toBe(
      hash({ B: "2", A: "1", SLUICE_GENERATION: "6" }),
    );
  });
  it("is another for another value, file or network", () => {
    const all = [hash({ A: "1" }), hash({ A: "2" }), hash({ A: "1" }, "b"), hash({ A: "1" }, "a", "b")];
    expect(new Set(all).size).toBe(4);
  });
});
