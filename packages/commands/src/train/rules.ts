import {
  type Config,
  type GateRules,
  hostOf,
  isShared,
  type RoutingRules,
  type Stage,
  type StaleRules,
} from "@sluice/core";

export function gateRules(config: Config, stage: Stage): GateRules {
  return {
    name: stage.name,
    before: stage.from,
    suites: stage.require.map((name) => ({
      name,
      needsEnvironment: config.tests.find((suite) => suite.name === name)?.needs === "environment",
    })),
    approvals: stage.approvals,
  };
}

export function routingRules(config: Config): readonly RoutingRules[] {
  return config.stages.map((stage) => ({
    name: stage.name,
    sharedHost: isShared(stage) ? hostOf(stage.url) : null,
  }));
}

export function staleRules(config: Config): readonly StaleRules[] {
  return config.stages.map((stage) => ({
    name: stage.name,
    shared: isShared(stage),
    next: config.stages.find((other) => other.from === stage.name)?.name ?? null,
    keep: { newest: stage.keep.newest, forMs: stage.keep.for },
  }));
}

export function sharedStages(config: Config): readonly string[] {
  return config.stages.filter(isShared).map((stage) => stage.name);
}
