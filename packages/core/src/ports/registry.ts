/**
 * One repository of an OCI registry, or of an OCI image layout on disk.
 * Every method throws a `SluiceError`: `registry_unreachable`, `registry_denied` or `registry_malformed`.
 */
export interface Registry {
  /** As in `Artifact.repository`. */
  readonly repository: string;
  /** Digest of the manifest that a tag names; null where there is none. */
  findDigest(tag: string): Promise<string | null>;
  hasManifest(digest: string): Promise<boolean>;
  hasBlob(digest: string): Promise<boolean>;
  /** Lets `tag` name the manifest `digest`, without pulling anything but the manifest. */
  ensureTag(digest: string, tag: string): Promise<"done" | "already">;
  /**
   * Stores a gzipped tar as an OCI artifact and tags it; answers the manifest's digest, which depends
   * only on bytes and annotations. What is there already is not sent again.
   */
  pushArchive(archive: ArchivePush): Promise<string>;
  /** The bytes of an artifact's archive, checked against its digest. Throws `artifact_missing` where it is gone. */
  pullArchive(digest: string): Promise<Uint8Array>;
  /** Annotations of a manifest; empty where it has none, throws `artifact_missing` where it is gone. */
  getAnnotations(digest: string): Promise<Readonly<Record<string, string>>>;
  listTags(): Promise<readonly string[]>;
  /** Deletes a manifest and with it its tags. */
  ensureDeleted(digest: string): Promise<"done" | "already" | { readonly unsupported: string }>;
}

export interface ArchivePush {
  readonly bytes: Uint8Array;
  readonly tags: readonly string[];
  /** OCI annotations; times in them make equal content unequal, so there are none. */
  readonly annotations: Readonly<Record<string, string>>;
}
