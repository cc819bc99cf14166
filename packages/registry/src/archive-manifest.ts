import type { ArchivePush } from "@sluice/core";
import { SluiceError } from "@sluice/core";
import { digestOf } from "./digest.ts";
import { type Descriptor, type Manifest, OCI_MANIFEST } from "./manifest.ts";

export const ARCHIVE_TYPE = "application/vnd.sluice.archive.v1+tar+gzip";

/**
 * The empty descriptor, for artifacts that need no configuration: OCI image specification 1.1,
 * "Guidance for an Empty Descriptor" and "Guidelines for Artifact Usage".
 */
export const EMPTY_CONFIG = new TextEncoder().encode("{}");
const EMPTY_DESCRIPTOR = {
  mediaType: "application/vnd.oci.empty.v1+json",
  digest: digestOf(EMPTY_CONFIG),
  size: EMPTY_CONFIG.length,
  data: Buffer.from(EMPTY_CONFIG).toString("base64"),
} as const;

export interface Blob {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface ArchiveParts {
  readonly digest: string;
  readonly manifest: Uint8Array;
  readonly blobs: readonly Blob[];
}

/** What an archive is in a registry: the same bytes and annotations make the same manifest, in any order. */
export function archiveParts(archive: Pick<ArchivePush, "bytes" | "annotations">): ArchiveParts {
  const layer = { digest: digestOf(archive.bytes), bytes: archive.bytes };
  const annotations = Object.entries(archive.annotations).sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = new TextEncoder().encode(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      artifactType: ARCHIVE_TYPE,
      config: EMPTY_DESCRIPTOR,
      layers: [{ mediaType: ARCHIVE_TYPE, digest: layer.digest, size: layer.bytes.length }],
      ...(annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {}),
    }),
  );
  return {
    digest: digestOf(manifest),
    manifest,
    blobs: [{ digest: EMPTY_DESCRIPTOR.digest, bytes: EMPTY_CONFIG }, layer],
  };
}

/** The layer that holds the archive. Throws `artifact_missing` where the manifest is something else, an image say. */
export function archiveLayer(manifest: Manifest, digest: string, repository: string): Descriptor {
  const layers = "layers" in manifest && Array.isArray(manifest.layers) ? manifest.layers : [];
  const layer = layers.find(({ mediaType }) => mediaType === ARCHIVE_TYPE);
  if (layer && layers.length === 1) return layer;
  throw new SluiceError(
    "artifact_missing",
    `${digest} of ${repository} is not an archive that Sluice pushed.`,
    {
      advice: "It may be a container image: deploy it to a target that runs images.",
    },
  );
}
