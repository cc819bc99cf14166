import { z } from "zod";
import { malformed, parseJson } from "../manifest.ts";
import { type Client, MAX_JSON_BYTES } from "./client.ts";

const page = z.looseObject({
  tags: z.array(z.string().regex(/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/, "is no tag")).nullable(),
});
const PAGE_SIZE = 1000;
const MAX_PAGES = 1000;

/** All tags, page by page (distribution specification 1.1, "Listing Tags"), sorted; none where there is no such repository. */
export async function listTags(client: Client): Promise<readonly string[]> {
  const tags = new Set<string>();
  const origin = client.url("").origin;
  let url: URL | null = client.url(`tags/list?n=${PAGE_SIZE}`);
  for (let pages = 0; url !== null; pages++) {
    const place = client.place("GET", url);
    if (pages === MAX_PAGES) throw malformed(place, `has more than ${MAX_PAGES} pages`);
    const answer = await client.ask({
      method: "GET",
      url,
      action: "pull",
      expect: [200, 404],
      maxBytes: 4 * MAX_JSON_BYTES,
    });
    if (answer.status === 404) break;
    for (const tag of parseJson(page, answer.bytes, place).tags ?? []) tags.add(tag);
    const next = nextLink([answer.headers.link ?? []].flat().join(", "));
    url = next === null ? null : client.follow(url, next, place);
    if (url && url.origin !== origin) throw malformed(place, "continues on another host");
  }
  return [...tags].sort();
}

/** The target of `rel="next"` (RFC 8288); null where there is none. */
export function nextLink(header: string): string | null {
  for (const [, target = "", parameters = ""] of header.matchAll(/<([^<>]*)>([^<]*)/g))
    if (/(?:^|[;\s])rel\s*=\s*"?next"?(?:[;,\s]|$)/i.test(parameters)) return target;
  return null;
}
