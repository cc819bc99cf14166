import { createHash, randomUUID } from "node:crypto";
import { failure, type Reply } from "./faults.ts";

interface Manifest {
  readonly bytes: Buffer;
  readonly type: string;
}

/** What a repository of the fake holds, and its half of the distribution specification 1.1, taken strictly. */
export class Store {
  readonly blobs = new Map<string, Buffer>();
  readonly manifests = new Map<string, Manifest>();
  readonly tags = new Map<string, string>();
  readonly #uploads = new Set<string>();
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  manifest(method: string, reference: string, type: string, body: Buffer, deletable: boolean): Reply {
    const isDigest = reference.includes(":");
    const digest = isDigest ? reference : this.tags.get(reference);
    const found = digest === undefined ? undefined : this.manifests.get(digest);
    if (method === "PUT") return this.#putManifest(reference, isDigest, type, body);
    if (method === "DELETE" && !deletable) return failure(405, "UNSUPPORTED");
    if (!found || digest === undefined) return failure(404, "MANIFEST_UNKNOWN");
    if (method !== "DELETE")
      return {
        status: 200,
        headers: { "content-type": found.type, "docker-content-digest": digest },
        body: found.bytes,
      };
    if (!isDigest) return failure(400, "DIGEST_INVALID", "only digests can be deleted");
    this.manifests.delete(digest);
    for (const [tag, target] of this.tags) if (target === digest) this.tags.delete(tag);
    return { status: 202 };
  }

  #putManifest(reference: string, isDigest: boolean, type: string, body: Buffer): Reply {
    const digest = digestOf(body);
    if (isDigest && reference !== digest) return failure(400, "DIGEST_INVALID");
    if (!isDigest && !/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/.test(reference))
      return failure(400, "MANIFEST_INVALID", "not a tag");
    const reason = this.#fault(type, body);
    if (reason) return reason;
    this.manifests.set(digest, { bytes: body, type });
    if (!isDigest) this.tags.set(reference, digest);
    const location = `/v2/${this.#name}/manifests/${digest}`;
    return { status: 201, headers: { location, "docker-content-digest": digest } };
  }

  /** A manifest must be of the type that it is sent as, and all it names must be there. */
  #fault(type: string, body: Buffer): Reply | null {
    let manifest: {
      schemaVersion?: unknown;
      mediaType?: unknown;
      config?: { digest: string; size: number };
      layers?: { digest: string; size: number }[];
      manifests?: { digest: string }[];
    };
    try {
      manifest = JSON.parse(body.toString());
    } catch {
      return failure(400, "MANIFEST_INVALID", "not JSON");
    }
    if (manifest.schemaVersion !== 2 || (manifest.mediaType ?? type) !== type)
      return failure(400, "MANIFEST_INVALID", `not a ${type}`);
    if (manifest.manifests) {
      const whole = manifest.manifests.every(({ digest }) => this.manifests.has(digest));
      return whole ? null : failure(400, "MANIFEST_BLOB_UNKNOWN");
    }
    if (!manifest.config || !manifest.layers) return failure(400, "MANIFEST_INVALID", "no config or layers");
    for (const { digest, size } of [manifest.config, ...manifest.layers])
      if (this.blobs.get(digest)?.length !== size) return failure(400, "MANIFEST_BLOB_UNKNOWN");
    return null;
  }

  blob(digest: string): Reply {
    const bytes = this.blobs.get(digest);
    if (!bytes) return failure(404, "BLOB_UNKNOWN");
    const headers = { "content-type": "application/octet-stream", "docker-content-digest": digest };
    return { status: 200, headers, body: bytes };
  }

  startUpload(): Reply {
    const id = randomUUID();
    this.#uploads.add(id);
    const location = `/v2/${this.#name}/blobs/uploads/${id}?_state=a%20b~`;
    return { status: 202, headers: { location, range: "0-0" } };
  }

  finishUpload(id: string, query: string, type: string, body: Buffer): Reply {
    if (!this.#uploads.has(id)) return failure(404, "BLOB_UPLOAD_UNKNOWN");
    // The state is the registry's own and comes back letter for letter.
    if (!query.startsWith("_state=a%20b~&")) return failure(400, "BLOB_UPLOAD_INVALID");
    if (type !== "application/octet-stream") return failure(400, "BLOB_UPLOAD_INVALID", `not ${type}`);
    const digest = new URLSearchParams(query).get("digest") ?? "";
    if (digest !== digestOf(body)) return failure(400, "DIGEST_INVALID");
    this.#uploads.delete(id);
    this.blobs.set(digest, body);
    const location = `/v2/${this.#name}/blobs/${digest}`;
    return { status: 201, headers: { location, "docker-content-digest": digest } };
  }

  tagList(query: URLSearchParams, pageSize: number): Reply {
    if (this.manifests.size === 0) return failure(404, "NAME_UNKNOWN");
    const size = Math.min(pageSize, Number(query.get("n") ?? pageSize));
    const last = query.get("last");
    const after = [...this.tags.keys()].sort().filter((tag) => last === null || tag > last);
    const tags = after.slice(0, size);
    const next = `/v2/${this.#name}/tags/list?n=${size}&last=${tags.at(-1)}`;
    return {
      status: 200,
      headers: {
        "content-type": "application/json",
        ...(after.length > size ? { link: `<${next}>; rel="next"` } : {}),
      },
      body: JSON.stringify({ name: this.#name, tags }),
    };
  }
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
