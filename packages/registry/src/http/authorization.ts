import type { Clock } from "@sluice/core";
import { z } from "zod";
import { malformed, parseJson } from "../manifest.ts";
import { parseChallenges } from "./challenge.ts";
import type { Credentials } from "./docker-config.ts";
import type { Reference } from "./reference.ts";
import type { Secrets } from "./secrets.ts";
import { basicHeader, refreshRequest, type TokenRequest, tokenRequest } from "./token-request.ts";
import type { Answer } from "./transport.ts";

/** What a request does; tokens are kept apart by it. */
export type Action = "pull" | "push" | "delete";

/** Answers a token service's answer, whose status is 200; retries and errors are its own. */
export type AskTokenService = (request: TokenRequest) => Promise<Answer>;

const tokenAnswer = z.looseObject({
  token: z.string().optional(),
  access_token: z.string().optional(),
  expires_in: z.number().nullish(),
});

interface Token {
  readonly header: string;
  readonly until: number;
}

/** What a token lasts where its service does not say: distribution's token specification, "Token Response Fields". */
const DEFAULT_TOKEN_S = 60;
/** A token that ends so soon is not used any more. */
const MARGIN_MS = 5_000;

/**
 * Proves to one registry who we are: Basic, or Bearer tokens from the service that the registry's own challenge
 * names (distribution's token and OAuth 2 specifications). Credentials go to that registry and to that service, to
 * no other host, and never from https down to http.
 */
export class Authorization {
  readonly #reference: Reference;
  readonly #secrets: Secrets;
  readonly #clock: Clock;
  readonly #ask: AskTokenService;
  readonly #find: () => Promise<Credentials | null>;
  #credentials: Promise<Credentials | null> | null = null;
  #basic: string | null = null;
  readonly #tokens = new Map<Action, Token>();
  /** Tokens under way: requests side by side share one. */
  readonly #asking = new Map<Action, Promise<Token>>();

  constructor(
    reference: Reference,
    secrets: Secrets,
    clock: Clock,
    find: () => Promise<Credentials | null>,
    ask: AskTokenService,
  ) {
    this.#reference = reference;
    this.#secrets = secrets;
    this.#clock = clock;
    this.#find = find;
    this.#ask = ask;
  }

  /** The header to send to the registry's own origin; null as long as it has not asked for one. */
  header(action: Action): string | null {
    if (this.#basic) return this.#basic;
    const token = this.#tokens.get(action);
    return token && token.until > this.#clock.now() ? token.header : null;
  }

  /**
   * Takes up the challenge of a 401 that `sent` met, and answers whether there is something new to send. Throws
   * `registry_denied`, `registry_malformed`, or what the token service's failure is.
   */
  async answer(challenge: string, action: Action, sent: string | null, place: string): Promise<boolean> {
    const challenges = parseChallenges(challenge);
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer) {
      // A parallel request may have fetched one meanwhile.
      const known = this.header(action);
      if (known && known !== sent) return true;
      let asked = this.#asking.get(action);
      if (!asked) {
        asked = this.#token(bearer.parameters, place).finally(() => this.#asking.delete(action));
        this.#asking.set(action, asked);
      }
      const token = await asked;
      this.#tokens.set(action, token);
      return token.header !== sent;
    }
    if (!challenges.some(({ scheme }) => scheme === "basic")) return false;
    const { basic } = (await this.#known()) ?? {};
    if (!basic) return false;
    this.#basic = basicHeader(basic, this.#secrets);
    return this.#basic !== sent;
  }

  /** Whether docker's configuration knows an account here. */
  async hasCredentials(): Promise<boolean> {
    return (await this.#known()) !== null;
  }

  async #known(): Promise<Credentials | null> {
    this.#credentials ??= this.#find().then((found) => {
      this.#secrets.add(found?.basic?.password, found?.identityToken, found?.registryToken);
      return found;
    });
    return this.#credentials;
  }

  async #token(parameters: Readonly<Record<string, string>>, place: string): Promise<Token> {
    const credentials = await this.#known();
    if (credentials?.registryToken)
      return this.#keep(credentials.registryToken, Number.POSITIVE_INFINITY, place);
    const url = this.#realm(parameters.realm, place);
    const scopes = (parameters.scope ?? `repository:${this.#reference.name}:pull,push`).split(" ");
    const service = parameters.service;
    const request = credentials?.identityToken
      ? refreshRequest(url, service, scopes, credentials.identityToken)
      : tokenRequest(url, service, scopes, credentials?.basic, this.#secrets);
    const answer = await this.#ask(request);
    const shown = `${url.origin}${url.pathname}`;
    const { token, access_token, expires_in } = parseJson(tokenAnswer, answer.bytes, shown);
    const text = token || access_token;
    if (!text) throw malformed(shown, "has no token");
    const seconds = Math.max(expires_in ?? 0, DEFAULT_TOKEN_S);
    return this.#keep(text, this.#clock.now() + seconds * 1000 - MARGIN_MS, shown);
  }

  #keep(text: string, until: number, place: string): Token {
    // As RFC 6750 writes a token, and nothing that would break a header.
    if (!/^[\x21-\x7e]+$/.test(text)) throw malformed(place, "has a token with impossible characters");
    this.#secrets.add(text);
    return { header: `Bearer ${text}`, until };
  }

  #realm(realm: string | undefined, place: string): URL {
    const url = realm === undefined ? null : URL.parse(realm);
    const secure = url?.protocol === "https:";
    const plain = url?.protocol === "http:" && this.#reference.origin.startsWith("http:");
    if (url && (secure || plain) && !url.username && !url.password) return url;
    throw malformed(place, "challenges for a token, but names no token service that credentials may go to");
  }
}
