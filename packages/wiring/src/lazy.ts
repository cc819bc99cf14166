import type { Builder } from "@sluice/core/ports/builder";
import type { Edge } from "@sluice/core/ports/edge";
import type { ImageBuilder } from "@sluice/core/ports/image-builder";
import type { Registry } from "@sluice/core/ports/registry";
import type { Target } from "@sluice/core/ports/target";

/** Makes something when it is first asked for; asks again after a failure. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}

/** A registry whose client is loaded with the first question. */
export function lazyRegistry(repository: string, get: () => Promise<Registry>): Registry {
  return {
    repository,
    findDigest: async (tag) => (await get()).findDigest(tag),
    hasManifest: async (digest) => (await get()).hasManifest(digest),
    hasBlob: async (digest) => (await get()).hasBlob(digest),
    ensureTag: async (digest, tag) => (await get()).ensureTag(digest, tag),
    pushArchive: async (archive) => (await get()).pushArchive(archive),
    pullArchive: async (digest) => (await get()).pullArchive(digest),
    getAnnotations: async (digest) => (await get()).getAnnotations(digest),
    listTags: async () => (await get()).listTags(),
    ensureDeleted: async (digest) => (await get()).ensureDeleted(digest),
  };
}

export function lazyBuilder(get: () => Promise<Builder>): Builder {
  return { build: async (request) => (await get()).build(request) };
}

export function lazyImageBuilder(get: () => Promise<ImageBuilder>): ImageBuilder {
  return { build: async (request) => (await get()).build(request) };
}

export function lazyTarget(kind: Target["kind"], get: () => Promise<Target>): Target {
  return {
    kind,
    up: async (spec) => (await get()).up(spec),
    find: async (environment) => (await get()).find(environment),
    list: async () => (await get()).list(),
    logs: async (environment, lines) => (await get()).logs(environment, lines),
    down: async (environment, upTo) => (await get()).down(environment, upTo),
  };
}

export function lazyEdge(get: () => Promise<Edge>): Edge {
  return {
    apply: async (routing, drainMs) => (await get()).apply(routing, drainMs),
    find: async () => (await get()).find(),
    getAddress: async () => (await get()).getAddress(),
  };
}
