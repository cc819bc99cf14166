import { randomUUID } from "node:crypto";
import { failure, type Reply } from "./faults.ts";

/** How a fake registry wants to be asked. */
export type Auth = "none" | "basic" | "bearer";

export interface Account {
  readonly username: string;
  readonly password: string;
  /** A refresh token that its token service takes as well. */
  readonly identityToken: string;
}

/** Lets in, or answers what a registry answers to a stranger; with `bearer` it is the token service as well. */
export class Gate {
  readonly #auth: Auth;
  readonly #account: Account;
  readonly #tokens = new Map<string, readonly string[]>();

  constructor(auth: Auth, account: Account) {
    this.#auth = auth;
    this.#account = account;
  }

  /** All tokens that were given out are worth nothing any more. */
  expireTokens(): void {
    this.#tokens.clear();
  }

  /** Null where the request may pass. */
  refusal(method: string, name: string, authorization: string | undefined, origin: string): Reply | null {
    if (this.#auth === "none") return null;
    if (this.#auth === "basic") {
      if (this.#isBasic(authorization)) return null;
      return challenge(`Basic realm="fake registry"`);
    }
    const action = method === "GET" || method === "HEAD" ? "pull" : method === "DELETE" ? "delete" : "push";
    const scopes = this.#tokens.get(authorization?.replace(/^Bearer /, "") ?? "") ?? [];
    if (scopes.includes(`repository:${name}:${action}`)) return null;
    const wanted = action === "push" ? "pull,push" : action;
    return challenge(`Bearer realm="${origin}/token",service="fake",scope="repository:${name}:${wanted}"`);
  }

  /** The token service: GET with Basic, or POST with a refresh token. */
  token(method: string, query: URLSearchParams, authorization: string | undefined, body: string): Reply {
    const form = method === "POST" ? new URLSearchParams(body) : query;
    const known =
      method === "POST"
        ? form.get("grant_type") === "refresh_token" &&
          form.get("refresh_token") === this.#account.identityToken
        : this.#isBasic(authorization);
    if (form.get("service") !== "fake") return failure(400, "UNSUPPORTED", "unknown service");
    if (!known) return failure(401, "UNAUTHORIZED", "wrong account");
    const scopes = form
      .getAll("scope")
      .flatMap((scope) => scope.split(" "))
      .flatMap((scope) => {
        const [type, name, actions = ""] = scope.split(":");
        return actions.split(",").map((action) => `${type}:${name}:${action}`);
      });
    const token = randomUUID();
    this.#tokens.set(token, scopes);
    return {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, expires_in: 300 }),
    };
  }

  #isBasic(authorization: string | undefined): boolean {
    const { username, password } = this.#account;
    return authorization === `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  }
}

function challenge(header: string): Reply {
  const refusal = failure(401, "UNAUTHORIZED", "authentication required");
  return { ...refusal, headers: { ...refusal.headers, "www-authenticate": header } };
}
