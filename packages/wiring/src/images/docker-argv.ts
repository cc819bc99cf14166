import type { ImageRequest } from "@sluice/core/ports/image-builder";

/** What builds: buildx with a driver, or the builder inside the engine. */
export type Builder = { readonly kind: "buildx"; readonly driver: string } | { readonly kind: "classic" };

/** Where on this machine a build finds things. */
export interface BuildPlaces {
  /** The folder that holds the context. */
  readonly context: string;
  /** For cache `local`. */
  readonly cache: string;
}

export type Argv = readonly [string, ...string[]];

/** The values that a build gets by its environment; argument lists, which everybody on a machine can read, hold names. */
export interface BuildCall {
  readonly argv: Argv;
  readonly env: Readonly<Record<string, string>>;
}

/** 1980-01-01, the first moment that all archive formats know: equal content must not differ by when it was built. */
export const EPOCH_SECONDS = 315_532_800;

/** Whether the image ends up in the engine, to be pushed from there, and not with the builder. */
export function buildsIntoEngine(builder: Builder, request: Pick<ImageRequest, "platforms">): boolean {
  return builder.kind === "classic" || (builder.driver === "docker" && request.platforms.length <= 1);
}

/**
 * One call of the builder.
 *
 * @param step `make` leaves an image in the engine, or in the builder's own cache; `push` has the builder send it off
 */
export function buildCall(
  builder: Builder,
  request: Omit<ImageRequest, "onLine" | "onWarning" | "ignore" | "commit" | "context">,
  places: BuildPlaces,
  step: "make" | "push",
): BuildCall {
  const ref = `${request.repository}:${request.tag}`;
  const secrets = Object.entries(request.secrets).map(([id, value], index) => ({
    id,
    value,
    name: `SLUICE_BUILD_SECRET_${index}`,
  }));
  const common = [
    "--file",
    `${places.context}/${request.dockerfile}`,
    ...(request.platforms.length > 0 ? ["--platform", request.platforms.join(",")] : []),
    ...Object.entries(request.labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    ...Object.keys(request.args).flatMap((name) => ["--build-arg", name]),
  ];
  if (builder.kind === "classic") {
    return {
      argv: ["docker", "build", "--force-rm", "--tag", ref, ...common, places.context],
      env: { ...request.args, DOCKER_BUILDKIT: "0" },
    };
  }
  const engine = buildsIntoEngine(builder, request);
  const output = step === "push" ? ["--push", "--tag", ref] : engine ? ["--load", "--tag", ref] : [];
  return {
    argv: [
      "docker",
      "buildx",
      "build",
      "--progress",
      "plain",
      ...output,
      ...common,
      ...secrets.flatMap(({ id, name }) => ["--secret", `id=${id},env=${name}`]),
      ...(builder.driver === "docker" ? [] : [...attest(request), ...cache(request, places, step)]),
      places.context,
    ],
    env: {
      SOURCE_DATE_EPOCH: String(EPOCH_SECONDS),
      ...request.args,
      ...Object.fromEntries(secrets.map(({ name, value }) => [name, value])),
    },
  };
}

function attest({ attestations }: Pick<ImageRequest, "attestations">): readonly string[] {
  return [
    `--provenance=${attestations.includes("provenance") ? "mode=max" : "false"}`,
    `--sbom=${attestations.includes("sbom")}`,
  ];
}

function cache(
  request: Pick<ImageRequest, "cache" | "repository">,
  places: BuildPlaces,
  step: "make" | "push",
): readonly string[] {
  const stores = {
    registry: { from: `type=registry,ref=${request.repository}:build-cache`, to: "" },
    gha: { from: "type=gha", to: "" },
    local: { from: `type=local,src=${places.cache}`, to: `type=local,dest=${places.cache}` },
  };
  return request.cache.flatMap((name) => {
    const { from, to } = stores[name];
    // what the first step kept is there in the second
    return ["--cache-from", from, ...(step === "make" ? ["--cache-to", `${to || from},mode=max`] : [])];
  });
}

/** What was asked for and this builder cannot do, one line each. */
export function shortcomings(
  builder: Builder,
  request: Pick<ImageRequest, "cache" | "attestations">,
): readonly string[] {
  const sbom = request.attestations.includes("sbom");
  const kept = request.cache.length > 0;
  if (builder.kind === "classic") {
    return [
      "docker has no buildx plugin here, so the engine's own builder builds, without artifact.cache and attestations; install docker-buildx",
    ];
  }
  if (builder.driver !== "docker" || (!sbom && !kept)) return [];
  const what = [...(kept ? ["artifact.cache"] : []), ...(sbom ? ["an SBOM"] : [])].join(" and ");
  return [
    `buildx's driver docker cannot do ${what}, so this build goes without; docker buildx create --use makes a builder that can`,
  ];
}
