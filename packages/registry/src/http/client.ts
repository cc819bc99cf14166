import type { Clock } from "@sluice/core";
import { malformed } from "../manifest.ts";
import type { RegistryOptions } from "../open.ts";
import { type Action, Authorization } from "./authorization.ts";
import { denial, errorsOf, fromBroken, fromOverload, wordsOf } from "./failures.ts";
import type { Reference } from "./reference.ts";
import { parseRetryAfter, type RetryPolicy, retrying } from "./retry.ts";
import { Secrets } from "./secrets.ts";
import type { TokenRequest } from "./token-request.ts";
import { type Answer, BrokenExchange, type Call, createTransport, type Transport } from "./transport.ts";

export interface Ask {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly url: URL;
  readonly action: Action;
  /** Statuses that the caller reads; of others the failures are told here. */
  readonly expect: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly maxBytes?: number;
  /** A blob's bytes flow: only silence counts against it. */
  readonly long?: boolean;
}

const REDIRECTS = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 5;
/** The specification asks registries to take manifests up to 4 MiB; other answers are shorter. */
export const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** A blob may take so many times as long as a small exchange, */
const LONG = 60;
/** and be silent so many times as long: a registry hashes and moves what it was sent before it answers. */
const LONG_SILENCE = 3;

/** HTTP with one registry: proof of identity, redirects, retries and failures in the port's words. */
export class Client {
  readonly policy: RetryPolicy;
  readonly #reference: Reference;
  readonly secrets = new Secrets();
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #transport: Transport;
  readonly #authorization: Authorization;

  constructor(reference: Reference, options: RegistryOptions) {
    this.#reference = reference;
    this.#clock = options.clock ?? machineClock;
    this.#timeoutMs = options.timeoutMs ?? 20_000;
    this.#transport = createTransport(options.env, reference.loopback);
    this.policy = { attempts: options.attempts ?? 5, clock: this.#clock, random: Math.random };
    this.#authorization = new Authorization(
      reference,
      this.secrets,
      this.#clock,
      async () => (await import("./docker-config.ts")).findCredentials(reference, options.env),
      (request) => this.#askTokenService(request),
    );
  }

  /** `/v2/<name>/<rest>` at the registry. */
  url(rest: string): URL {
    return new URL(`/v2/${this.#reference.name}/${rest}`, this.#reference.origin);
  }

  /** For messages: neither a query, which may be a signature, nor anything secret. */
  place(method: string, url: URL): string {
    return this.secrets.hide(`${method} ${url.origin}${url.pathname}`);
  }

  /** Asks, and asks again where that may help. Throws the port's errors. */
  ask(ask: Ask): Promise<Answer> {
    return retrying(this.policy, () => this.once(ask));
  }

  /** Asks once; throws `Transient` where asking again may help. */
  async once(ask: Ask): Promise<Answer> {
    let url = ask.url;
    // Once led away from the registry's own origin, nothing of ours goes along any more.
    let home = url.origin === this.#reference.origin;
    let challenged = false;
    for (let redirects = 0; ; ) {
      const proof = home ? this.#authorization.header(ask.action) : null;
      const place = this.place(ask.method, url);
      const answer = await this.#exchange(
        {
          method: ask.method,
          url,
          headers: { accept: "application/json", ...ask.headers, ...(proof ? { authorization: proof } : {}) },
          ...(ask.body ? { body: ask.body } : {}),
          maxBytes: ask.maxBytes ?? MAX_JSON_BYTES,
          idleMs: this.#timeoutMs * (ask.long ? LONG_SILENCE : 1),
          totalMs: this.#timeoutMs * (ask.long ? LONG : 1),
        },
        place,
      );
      if (answer.status === 401 && home && !challenged) {
        challenged = true;
        const challenge = answer.headers["www-authenticate"] ?? "";
        if (await this.#authorization.answer(challenge, ask.action, proof, place)) continue;
      }
      if (!REDIRECTS.includes(answer.status) || ask.expect.includes(answer.status))
        return await this.check(answer, ask.expect, place);
      if (++redirects > MAX_REDIRECTS) throw malformed(place, `is one redirect more than ${MAX_REDIRECTS}`);
      const next = this.follow(url, answer.headers.location, place);
      const away = next.origin !== url.origin;
      if (ask.method !== "GET" && ask.method !== "HEAD" && (away || answer.status < 307))
        throw malformed(place, `redirects what is to be written (${answer.status})`);
      home &&= !away;
      url = next;
    }
  }

  /** Where a `Location` or `Link` leads. Throws `registry_malformed`, also for a way from https to http. */
  follow(from: URL, location: string | undefined, place: string): URL {
    const url = location === undefined ? null : URL.parse(location, from.href);
    if (url === null || !/^https?:$/.test(url.protocol)) throw malformed(place, "leads to no valid URL");
    if (from.protocol === "https:" && url.protocol === "http:")
      throw malformed(place, "leads from https to http");
    url.username = "";
    url.password = "";
    url.hash = "";
    return url;
  }

  async #exchange(call: Call, place: string): Promise<Answer> {
    try {
      return await this.#transport(call);
    } catch (error) {
      if (error instanceof BrokenExchange) throw fromBroken(error, place, this.secrets);
      throw error;
    }
  }

  /** Answers what is expected, and throws what the rest means. */
  async check(answer: Answer, expect: readonly number[], place: string): Promise<Answer> {
    // A login page answers 200 to anything, even to whether a blob exists.
    if (answer.status < 300 && /^text\/html\b/i.test(answer.headers["content-type"] ?? ""))
      throw malformed(place, "is a web page");
    if (expect.includes(answer.status)) return answer;
    const words = wordsOf(answer, this.secrets);
    const refused = errorsOf(answer).some(({ code }) => code === "DENIED" || code === "UNAUTHORIZED");
    if (answer.status === 401 || answer.status === 403 || (refused && answer.status < 500))
      throw denial(this.#reference, place, words, await this.#authorization.hasCredentials());
    if (answer.status === 429 || (answer.status >= 500 && answer.status !== 501))
      throw fromOverload(
        answer,
        place,
        words,
        parseRetryAfter(answer.headers["retry-after"], this.#clock.now()),
      );
    throw malformed(place, `has the unexpected status ${answer.status}${words === "" ? "" : ` (${words})`}`);
  }

  /** No redirect is followed here: the request holds the account itself. */
  async #askTokenService(request: TokenRequest): Promise<Answer> {
    const place = this.place(request.method, request.url);
    const times = { idleMs: this.#timeoutMs, totalMs: this.#timeoutMs, maxBytes: MAX_JSON_BYTES };
    return this.check(await this.#exchange({ ...request, ...times }, place), [200], place);
  }
}

const machineClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
