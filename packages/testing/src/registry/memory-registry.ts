import type { Registry, SluiceError } from "@sluice/core";
import { archiveLayer, archiveParts } from "@sluice/registry/archive-manifest";
import { digestOf } from "@sluice/registry/digest";
import { missing, parseManifest } from "@sluice/registry/manifest";
import { checkDigest, checkTag } from "@sluice/registry/names";

export interface MemoryRegistry extends Registry {
  readonly manifests: Map<string, Uint8Array>;
  readonly blobs: Map<string, Uint8Array>;
  readonly tags: Map<string, string>;
  /** From now on every call throws this; null mends it. */
  fail(error: SluiceError | null): void;
  /** Stores any manifest, an image's say, as if another program had pushed it; answers its digest. */
  putManifest(manifest: object, tag?: string): string;
}

/** A registry that holds its state in memory and forgets it with the process. */
export function memoryRegistry(repository = "registry.test/acme/shop"): MemoryRegistry {
  const manifests = new Map<string, Uint8Array>();
  const blobs = new Map<string, Uint8Array>();
  const tags = new Map<string, string>();
  let failure: SluiceError | null = null;

  async function working<T>(work: () => T): Promise<T> {
    if (failure) throw failure;
    return work();
  }

  function get(digest: string) {
    const bytes = manifests.get(checkDigest(digest));
    if (!bytes) throw missing(digest, repository);
    return parseManifest(bytes, repository);
  }

  function name(digest: string, tag: string): "done" | "already" {
    if (tags.get(checkTag(tag)) === digest) return "already";
    get(digest);
    tags.set(tag, digest);
    return "done";
  }

  return {
    repository,
    manifests,
    blobs,
    tags,
    fail: (error) => {
      failure = error;
    },
    putManifest: (manifest, tag) => {
      const bytes = new TextEncoder().encode(JSON.stringify(manifest));
      const digest = digestOf(bytes);
      manifests.set(digest, bytes);
      if (tag !== undefined) name(digest, tag);
      return digest;
    },
    findDigest: (tag) => working(() => tags.get(checkTag(tag)) ?? null),
    hasManifest: (digest) => working(() => manifests.has(checkDigest(digest))),
    hasBlob: (digest) => working(() => blobs.has(checkDigest(digest))),
    ensureTag: (digest, tag) => working(() => name(checkDigest(digest), tag)),
    pushArchive: (archive) =>
      working(() => {
        archive.tags.forEach(checkTag);
        const parts = archiveParts(archive);
        for (const blob of parts.blobs) blobs.set(blob.digest, Uint8Array.from(blob.bytes));
        manifests.set(parts.digest, parts.manifest);
        for (const tag of archive.tags) name(parts.digest, tag);
        return parts.digest;
      }),
    pullArchive: (digest) =>
      working(() => {
        const layer = archiveLayer(get(digest), digest, repository);
        const bytes = blobs.get(layer.digest);
        if (!bytes) throw missing(layer.digest, repository);
        return Uint8Array.from(bytes);
      }),
    getAnnotations: (digest) => working(() => get(digest).annotations ?? {}),
    listTags: () => working(() => [...tags.keys()].sort()),
    ensureDeleted: (digest) =>
      working(() => {
        if (!manifests.delete(checkDigest(digest))) return "already";
        for (const [tag, target] of tags) if (target === digest) tags.delete(tag);
        return "done";
      }),
  };
}
