import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ArchivePush, Registry } from "@sluice/core";
import { withFileLock } from "@sluice/host/files";
import { ARCHIVE_TYPE, archiveLayer, archiveParts, type Blob } from "../archive-manifest.ts";
import { type Descriptor, isManifestType, missing, OCI_MANIFEST, parseManifest } from "../manifest.ts";
import { checkDigest, checkTag } from "../names.ts";
import { blobPath, exists, findBlob, onDisk, writeWhole } from "./files.ts";
import { type Index, reachable, readIndex, tagOf, withManifest, withTag, writeIndex } from "./index-file.ts";

/** How long other processes may keep the index, in milliseconds. */
const LOCK_MS = 30_000;

/**
 * An OCI image layout (OCI image specification 1.1, "Image Layout") that several processes may use at once:
 * blobs appear whole, and `index.json` changes under a lock that dies with its holder.
 */
export function openLayout(repository: string, directory: string): Registry {
  const lock = join(directory, ".sluice-lock");

  async function change(decide: (index: Index) => Promise<Index>): Promise<void> {
    await withFileLock(
      lock,
      async () => {
        const before = await readIndex(directory);
        const after = await decide(before);
        if (after !== before) await writeIndex(directory, after);
      },
      { timeoutMs: LOCK_MS },
    );
  }

  async function findManifest(digest: string): Promise<Descriptor | null> {
    const { manifests } = await readIndex(directory);
    const listed = manifests.find((entry) => entry.digest === digest);
    const entry = listed ?? (await reachable(directory, manifests)).get(digest);
    const found = entry && isManifestType(entry.mediaType) && (await exists(blobPath(directory, digest)));
    return found ? entry : null;
  }

  async function getManifest(digest: string) {
    const bytes = (await findManifest(checkDigest(digest))) && (await findBlob(directory, digest));
    if (!bytes) throw missing(digest, repository);
    return parseManifest(bytes, blobPath(directory, digest));
  }

  async function storeBlob({ digest, bytes }: Blob): Promise<void> {
    const path = blobPath(directory, digest);
    if (!(await exists(path))) await writeWhole(path, bytes);
  }

  async function findDigest(tag: string): Promise<string | null> {
    checkTag(tag);
    const entry = (await readIndex(directory)).manifests.find((candidate) => tagOf(candidate) === tag);
    return entry && (await exists(blobPath(directory, entry.digest))) ? entry.digest : null;
  }

  async function pushArchive(archive: ArchivePush): Promise<string> {
    archive.tags.forEach(checkTag);
    const parts = archiveParts(archive);
    const blobs = [...parts.blobs, { digest: parts.digest, bytes: parts.manifest }];
    const size = parts.manifest.length;
    const entry = { mediaType: OCI_MANIFEST, artifactType: ARCHIVE_TYPE, digest: parts.digest, size };
    await Promise.all(blobs.map(storeBlob));
    await change(async (index) => {
      // Once more, now that nobody can be deleting what they share with another manifest.
      await Promise.all(blobs.map(storeBlob));
      const tags = archive.tags.filter(
        (tag) => !index.manifests.some((one) => tagOf(one) === tag && one.digest === parts.digest),
      );
      return tags.reduce((all, tag) => withTag(all, entry, tag), withManifest(index, entry));
    });
    return parts.digest;
  }

  async function ensureTag(digest: string, tag: string): Promise<"done" | "already"> {
    checkTag(tag);
    await getManifest(digest);
    let answer: "done" | "already" = "already";
    await change(async (index) => {
      const entry = await findManifest(digest);
      if (!entry) throw missing(digest, repository);
      if (index.manifests.some((one) => tagOf(one) === tag && one.digest === digest)) return index;
      answer = "done";
      return withTag(index, entry, tag);
    });
    return answer;
  }

  async function ensureDeleted(digest: string): ReturnType<Registry["ensureDeleted"]> {
    checkDigest(digest);
    if (!(await findManifest(digest))) return "already";
    let answer: Awaited<ReturnType<Registry["ensureDeleted"]>> = "already";
    await change(async (index) => {
      const gone = index.manifests.filter((entry) => entry.digest === digest);
      if (gone.length === 0) {
        if (await findManifest(digest)) answer = { unsupported: `${digest} is a part of another manifest` };
        return index;
      }
      answer = "done";
      const manifests = index.manifests.filter((entry) => entry.digest !== digest);
      const kept = await reachable(directory, manifests);
      const dropped = await reachable(directory, gone);
      // The index first: a process that is killed here leaves bytes nobody names, never a name without bytes.
      await writeIndex(directory, { ...index, manifests });
      for (const each of dropped.keys())
        if (!kept.has(each)) await rm(blobPath(directory, each), { force: true });
      return index;
    });
    return answer;
  }

  return {
    repository,
    findDigest: (tag) => onDisk(directory, () => findDigest(tag)),
    hasManifest: (digest) =>
      onDisk(directory, async () => (await findManifest(checkDigest(digest))) !== null),
    hasBlob: (digest) => onDisk(directory, () => exists(blobPath(directory, checkDigest(digest)))),
    ensureTag: (digest, tag) => onDisk(directory, () => ensureTag(digest, tag)),
    pushArchive: (archive) => onDisk(directory, () => pushArchive(archive)),
    pullArchive: (digest) =>
      onDisk(directory, async () => {
        const layer = archiveLayer(await getManifest(digest), digest, repository);
        const bytes = await findBlob(directory, layer.digest);
        if (!bytes) throw missing(layer.digest, repository);
        return bytes;
      }),
    getAnnotations: (digest) => onDisk(directory, async () => (await getManifest(digest)).annotations ?? {}),
    listTags: () =>
      onDisk(directory, async () =>
        (await readIndex(directory)).manifests.flatMap((entry) => tagOf(entry) ?? []).sort(),
      ),
    ensureDeleted: (digest) => onDisk(directory, () => ensureDeleted(digest)),
  };
}
