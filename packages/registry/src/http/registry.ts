import type { ArchivePush, Registry } from "@sluice/core";
import { isDigest } from "@sluice/core";
import { archiveLayer, archiveParts } from "../archive-manifest.ts";
import { digestOf } from "../digest.ts";
import {
  isManifestType,
  MANIFEST_TYPES,
  type Manifest,
  malformed,
  missing,
  OCI_INDEX,
  OCI_MANIFEST,
  parseManifest,
} from "../manifest.ts";
import { checkDigest, checkTag } from "../names.ts";
import type { RegistryOptions } from "../open.ts";
import { Client } from "./client.ts";
import { errorsOf } from "./failures.ts";
import { putManifest } from "./put-manifest.ts";
import { parseReference } from "./reference.ts";
import { listTags } from "./tags.ts";
import { ensureBlob, hasBlob } from "./upload.ts";

const ACCEPT = { accept: MANIFEST_TYPES.join(", ") };
/** What is pulled is held in memory. */
const MAX_ARCHIVE_BYTES = 2 ** 31 - 1;

interface Fetched {
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
  readonly mediaType: string;
}

/** A repository of a registry that speaks the OCI distribution protocol 1.1. Throws `input_invalid`. */
export function openHttpRegistry(repository: string, options: RegistryOptions): Registry {
  const client = new Client(parseReference(repository, options.insecure), options);

  /** One HEAD; a registry that does not tell the digest there is asked for the manifest itself. */
  async function findDigest(reference: string): Promise<string | null> {
    const url = client.url(`manifests/${reference}`);
    const ask = { method: "HEAD", url, action: "pull", headers: ACCEPT, expect: [200, 404] } as const;
    const head = await client.ask(ask);
    if (head.status === 404) return null;
    const told = head.headers["docker-content-digest"];
    if (told === undefined) return (await find(reference))?.digest ?? null;
    if (typeof told === "string" && isDigest(told)) return told;
    throw malformed(client.place("HEAD", url), "has a Docker-Content-Digest that is not a sha256 digest");
  }

  async function find(reference: string): Promise<Fetched | null> {
    const url = client.url(`manifests/${reference}`);
    const place = client.place("GET", url);
    const ask = { method: "GET", url, action: "pull", headers: ACCEPT, expect: [200, 404] } as const;
    const { status, bytes, headers } = await client.ask(ask);
    if (status === 404) return null;
    const digest = digestOf(bytes);
    if (isDigest(reference) && digest !== reference) throw malformed(place, "is not what its digest says");
    const told = headers["docker-content-digest"];
    if (told !== undefined && told !== digest)
      throw malformed(place, "differs from its Docker-Content-Digest");
    const manifest = parseManifest(bytes, place);
    const type = manifest.mediaType ?? headers["content-type"]?.split(";")[0]?.trim() ?? "";
    const shape = "manifests" in manifest ? OCI_INDEX : OCI_MANIFEST;
    return { digest, bytes, manifest, mediaType: isManifestType(type) ? type : shape };
  }

  async function get(digest: string): Promise<Fetched> {
    const found = await find(checkDigest(digest));
    if (!found) throw missing(digest, repository);
    return found;
  }

  async function hasManifest(digest: string): Promise<boolean> {
    const found = await findDigest(checkDigest(digest));
    if (found === null || found === digest) return found !== null;
    throw malformed(client.place("HEAD", client.url(`manifests/${digest}`)), "is about another digest");
  }

  async function ensureTag(digest: string, tag: string): Promise<"done" | "already"> {
    if ((await findDigest(checkTag(tag))) === checkDigest(digest)) return "already";
    await putManifest(client, tag, await get(digest));
    return "done";
  }

  async function pushArchive(archive: ArchivePush): Promise<string> {
    archive.tags.forEach(checkTag);
    const { digest, manifest, blobs } = archiveParts(archive);
    const whole = { digest, bytes: manifest, mediaType: OCI_MANIFEST };
    if (!(await hasManifest(digest))) {
      await Promise.all(blobs.map((blob) => ensureBlob(client, blob)));
      if (archive.tags.length === 0) await putManifest(client, digest, whole);
    }
    for (const tag of new Set(archive.tags))
      if ((await findDigest(tag)) !== digest) await putManifest(client, tag, whole);
    return digest;
  }

  async function pullArchive(digest: string): Promise<Uint8Array> {
    const layer = archiveLayer((await get(digest)).manifest, digest, repository);
    const url = client.url(`blobs/${layer.digest}`);
    const place = client.place("GET", url);
    if (layer.size > MAX_ARCHIVE_BYTES) throw malformed(place, `would be ${layer.size} bytes long`);
    const ask = { method: "GET", url, action: "pull", expect: [200, 404], long: true } as const;
    const { status, bytes } = await client.ask({
      ...ask,
      headers: { accept: "*/*" },
      maxBytes: layer.size,
    });
    if (status === 404) throw missing(layer.digest, repository);
    if (bytes.length !== layer.size || digestOf(bytes) !== layer.digest)
      throw malformed(place, "is not what its digest says");
    return bytes;
  }

  async function ensureDeleted(digest: string): ReturnType<Registry["ensureDeleted"]> {
    const url = client.url(`manifests/${checkDigest(digest)}`);
    const answer = await client.ask({
      method: "DELETE",
      url,
      action: "delete",
      expect: [200, 202, 204, 400, 404, 405, 501],
    });
    if (answer.status < 300) return "done";
    if (answer.status === 404) return "already";
    const place = client.place("DELETE", url);
    if (answer.status === 400 && !errorsOf(answer).some(({ code }) => code === "UNSUPPORTED"))
      await client.check(answer, [202], place);
    return { unsupported: `the registry does not let manifests be deleted (${place}: ${answer.status})` };
  }

  return {
    repository,
    findDigest: async (tag) => findDigest(checkTag(tag)),
    hasManifest,
    hasBlob: async (digest) => hasBlob(client, checkDigest(digest)),
    ensureTag,
    pushArchive,
    pullArchive,
    getAnnotations: async (digest) => (await get(digest)).manifest.annotations ?? {},
    listTags: () => listTags(client),
    ensureDeleted,
  };
}
