import type { Blob } from "../archive-manifest.ts";
import { malformed } from "../manifest.ts";
import type { Client } from "./client.ts";
import { fromOverload } from "./failures.ts";
import { retrying } from "./retry.ts";

/** Whether the repository has a blob: one HEAD. */
export async function hasBlob(client: Client, digest: string): Promise<boolean> {
  const url = client.url(`blobs/${digest}`);
  return (await client.ask({ method: "HEAD", url, action: "pull", expect: [200, 404] })).status === 200;
}

/**
 * Sends a blob that is not there yet: POST, then a monolithic PUT (distribution specification 1.1, "Pushing blobs").
 * What breaks off in between is begun anew, after a look whether it arrived nonetheless.
 */
export async function ensureBlob(client: Client, { digest, bytes }: Blob): Promise<void> {
  await retrying(client.policy, async () => {
    const head = { method: "HEAD", url: client.url(`blobs/${digest}`), action: "pull" } as const;
    if ((await client.once({ ...head, expect: [200, 404] })).status === 200) return;

    const start = client.url("blobs/uploads/");
    const started = await client.once({ method: "POST", url: start, action: "push", expect: [202] });
    const url = client.follow(start, started.headers.location, client.place("POST", start));
    // Appended as text: the rest of the query is the registry's own and stays as it wrote it.
    url.search += `${url.search === "" ? "?" : "&"}digest=${encodeURIComponent(digest)}`;
    const place = client.place("PUT", url);
    const put = await client.once({
      method: "PUT",
      url,
      action: "push",
      headers: { "content-type": "application/octet-stream" },
      body: bytes,
      long: true,
      expect: [201, 204, 404],
    });
    // The session is gone: another replica, or the registry was started anew.
    if (put.status === 404) throw fromOverload(put, place, "the upload is not known any more", null);
    const stored = put.headers["docker-content-digest"];
    if (stored !== undefined && stored !== digest)
      throw malformed(place, `stored other bytes than ${digest}`);
  });
}
