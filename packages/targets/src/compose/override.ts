import { SluiceError } from "@sluice/core/errors";
import { type Facts, isAccessory, type Labels, labelsOf } from "./labels.ts";
import type { Project } from "./project.ts";

/** What is laid over the user's own compose file. */
export interface Override {
  readonly services: Readonly<Record<string, ServiceOverride>>;
  readonly networks: Readonly<Record<string, ResourceOverride>>;
  readonly volumes: Readonly<Record<string, ResourceOverride>>;
}

interface ServiceOverride {
  readonly labels?: Labels;
  readonly image?: string;
  /** Present where the user's file would build what is already built. */
  readonly build?: typeof RESET;
  /** Names alone: compose takes the values from its own environment. */
  readonly environment?: readonly string[];
  readonly networks?: Readonly<Record<string, unknown>>;
}

type ResourceOverride = { readonly labels: Labels } | { readonly external: true; readonly name: string };

export interface OverrideRequest {
  readonly facts: Facts;
  /** `<repository>@<digest>`, as the engine is to fetch it; also what SLUICE_IMAGE was interpolated with. */
  readonly image: string;
  /** The web service. */
  readonly service: string;
  /** Name of the network that the edge is in. */
  readonly network: string;
  /** Names of the variables that the release's services are given. */
  readonly variables: readonly string[];
}

const EDGE_KEY = "sluice_edge";
const RESET = "\u0000reset";

/** The services that run the release: those whose image names SLUICE_IMAGE, else the web service. */
export function servicesOfRelease(project: Project, image: string, service: string): readonly string[] {
  const named = Object.entries(project.services)
    .filter(([, one]) => one.image === image)
    .map(([name]) => name);
  return named.length === 0 ? [service] : named;
}

/**
 * The override of an environment. It publishes no port, gives accessories nothing, and holds names of variables
 * but no value. Throws `config_invalid` where the web service is missing or cannot join the edge's network.
 */
export function overrideOf(project: Project, request: OverrideRequest): Override {
  const { facts, image, service, network } = request;
  const web = project.services[service];
  if (web === undefined) {
    throw invalid(`there is no service ${service} in the compose file, but ${list(project)}`);
  }
  if (web.network_mode) {
    throw invalid(
      `the service ${service} has network_mode: ${web.network_mode}, so the edge cannot reach it`,
    );
  }
  if (isAccessory(web.labels)) throw invalid(`the service ${service} is labelled as an accessory`);
  const labels = escaped(labelsOf(facts));
  const released = servicesOfRelease(project, image, service);
  const services: Record<string, ServiceOverride> = {};
  for (const [name, one] of Object.entries(project.services)) {
    if (isAccessory(one.labels)) continue;
    const own = new Set(Object.keys(one.environment ?? {}));
    const passed = request.variables.filter((variable) => !own.has(variable));
    services[name] = {
      labels,
      ...(released.includes(name)
        ? { image: literally(image), environment: passed, ...(one.build ? { build: RESET } : {}) }
        : {}),
      ...(name === service ? { networks: joined(one.networks, facts.environment) } : {}),
    };
  }
  const resources = (all: Project["networks"]): Record<string, ResourceOverride> =>
    Object.fromEntries(
      Object.entries(all ?? {})
        .filter(([, one]) => one?.external !== true && !isAccessory(one?.labels))
        .map(([name]) => [name, { labels }]),
    );
  return {
    services,
    networks: { ...resources(project.networks), [EDGE_KEY]: { external: true, name: literally(network) } },
    volumes: resources(project.volumes),
  };
}

/** As compose reads it: JSON, but for the word that takes a key of the user's file away, which only YAML has. */
export function renderOverride(override: Override): string {
  return JSON.stringify(override).replaceAll(JSON.stringify(RESET), " !reset null");
}

/** What a service is in stays; naming one network alone would take it out of the project's default one. */
function joined(networks: Readonly<Record<string, unknown>> | null | undefined, alias: string) {
  const names = Object.keys(networks ?? {}).filter((name) => name !== EDGE_KEY);
  return { ...Object.fromEntries(names.map((name) => [name, null])), [EDGE_KEY]: { aliases: [alias] } };
}

/** Compose interpolates all values of a file. */
function literally(text: string): string {
  return text.replaceAll("$", "$$$$");
}

function escaped(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, literally(value)]));
}

function list({ services }: Project): string {
  return Object.keys(services).join(", ") || "none at all";
}

function invalid(what: string): SluiceError {
  return new SluiceError("config_invalid", `${what}; nothing was changed`, {
    advice: "Name the service that answers HTTP in sluice.yml (target.service), or mend the compose file.",
  });
}
