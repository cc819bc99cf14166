import type { Secrets } from "./secrets.ts";

export interface TokenRequest {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** The `Authorization` header of RFC 7617. */
export function basicHeader(basic: { username: string; password: string }, secrets: Secrets): string {
  const text = Buffer.from(`${basic.username}:${basic.password}`).toString("base64");
  secrets.add(text, basic.password);
  return `Basic ${text}`;
}

/** A GET with the account, if any: distribution's token specification. */
export function tokenRequest(
  realm: URL,
  service: string | undefined,
  scopes: readonly string[],
  basic: { username: string; password: string } | undefined,
  secrets: Secrets,
): TokenRequest {
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set("service", service);
  for (const scope of scopes) url.searchParams.append("scope", scope);
  return {
    url,
    method: "GET",
    headers: basic ? { authorization: basicHeader(basic, secrets) } : {},
  };
}

/** A POST with the refresh token: distribution's OAuth 2 specification. */
export function refreshRequest(
  url: URL,
  service: string | undefined,
  scopes: readonly string[],
  identityToken: string,
): TokenRequest {
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    refresh_token: identityToken,
    client_id: "sluice",
    scope: scopes.join(" "),
    ...(service === undefined ? {} : { service }),
  });
  return {
    url,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new TextEncoder().encode(form.toString()),
  };
}
