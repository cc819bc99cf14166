import { malformed } from "../manifest.ts";
import type { Client } from "./client.ts";
import { errorsOf, wordsOf } from "./failures.ts";
import { retrying, Transient } from "./retry.ts";

/**
 * What a registry may say of a manifest whose parts it has: the reference implementation (2.8, on a file system) reads a
 * part's link while another client's push of the same part rewrites it, and finds it empty or gone.
 */
const RACES = new Set(["DIGEST_INVALID", "MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN"]);

/** Stores a manifest under a tag or its digest (distribution specification 1.1, "Pushing Manifests"). */
export async function putManifest(
  client: Client,
  reference: string,
  manifest: { readonly digest: string; readonly bytes: Uint8Array; readonly mediaType: string },
): Promise<void> {
  const url = client.url(`manifests/${reference}`);
  const place = client.place("PUT", url);
  const answer = await retrying(client.policy, async () => {
    const put = await client.once({
      method: "PUT",
      url,
      action: "push",
      headers: { "content-type": manifest.mediaType },
      body: manifest.bytes,
      expect: [201, 400, 404],
    });
    if (put.status === 201) return put;
    if (errorsOf(put).some(({ code }) => RACES.has(code)))
      throw new Transient(malformed(place, `is ${put.status} (${wordsOf(put, client.secrets)})`), null);
    return client.check(put, [201], place);
  });
  const told = answer.headers["docker-content-digest"];
  if (told !== undefined && told !== manifest.digest)
    throw malformed(place, `stored another manifest than ${manifest.digest}`);
}
