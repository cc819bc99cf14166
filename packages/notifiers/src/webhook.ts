import type { Clock } from "@sluice/core/ports/clock";
import type { Notice, Notifier } from "@sluice/core/ports/notifier";
import { systemClock } from "@sluice/host/clock";
import { idempotencyKey, signatureOf } from "./sign.ts";

export interface WebhookOptions {
  readonly channel: string;
  /** Secret as a whole: many receivers put a token in the path. */
  readonly url: string;
  /** Signs the body; null: it is not signed. */
  readonly secret: string | null;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** A number from 0 to 1, for jitter. */
  readonly random?: () => number;
  /** How long one request may take, in milliseconds; default 10000. */
  readonly timeoutMs?: number;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
/** A receiver that wants more time than this is told of in the log instead. */
const LONGEST_PAUSE_MS = 30_000;

/** What came of one request: it arrived, or why not, and whether and when to try again (ms; null: never). */
type Attempt =
  | { readonly arrived: true }
  | { readonly arrived: false; readonly reason: string; readonly again: number | null };

/**
 * Posts notices as JSON. What fails in passing (no answer, 408, 425, 429, 5xx) is tried again, four times in all,
 * with the same `Idempotency-Key`. Redirects are not followed: the body would reach whoever they name.
 */
export function webhookNotifier(options: WebhookOptions): Notifier {
  const { channel, url, clock = systemClock, random = Math.random } = options;
  return {
    channel,
    async send(notice) {
      const masked = maskedAddress(url);
      if (masked === null) return { delivered: false, reason: "its address is not an http or https address" };
      const body = JSON.stringify({ v: 1, ...notice });
      const headers = headersOf(notice, channel, body, options.secret);
      for (let attempt = 1; ; attempt++) {
        const result = await post(url, headers, body, options.timeoutMs ?? 10_000, clock);
        if (result.arrived) return { delivered: true };
        const pause = Math.max(result.again ?? 0, FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + random() / 2));
        if (result.again === null || attempt === ATTEMPTS || pause > LONGEST_PAUSE_MS) {
          const tries = attempt === 1 ? "" : ` (tried ${attempt} times)`;
          return { delivered: false, reason: `${masked} ${result.reason}${tries}` };
        }
        await clock.sleep(pause);
      }
    },
  };
}

function headersOf(
  notice: Notice,
  channel: string,
  body: string,
  secret: string | null,
): Record<string, string> {
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "sluice",
    "x-sluice-event": notice.event,
    "idempotency-key": idempotencyKey(notice, channel),
    ...(secret === null ? {} : { "x-sluice-signature-256": signatureOf(body, secret) }),
  };
}

async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
  clock: Clock,
): Promise<Attempt> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    await response.body?.cancel();
    return judge(response.status, response.headers.get("retry-after"), clock.now());
  } catch (error) {
    return { arrived: false, reason: failureOf(error, timeoutMs), again: 0 };
  }
}

function judge(status: number, retryAfter: string | null, now: number): Attempt {
  if (status >= 200 && status < 300) return { arrived: true };
  if (status >= 300 && status < 400)
    return { arrived: false, reason: `answered ${status}, a redirect, which is not followed`, again: null };
  const passing = status >= 500 || [408, 425, 429].includes(status);
  return { arrived: false, reason: `answered ${status}`, again: passing ? pauseOf(retryAfter, now) : null };
}

/** Milliseconds of a Retry-After header (RFC 9110, 10.2.3): seconds, or a date. */
function pauseOf(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 0;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}

/** By its code alone: messages repeat the address. */
function failureOf(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `did not answer within ${timeoutMs} ms`;
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return `could not be reached${cause?.code === undefined ? "" : ` (${cause.code})`}`;
}

/** Scheme and host, which are no secret; null where it is no web address. */
function maskedAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? `${protocol}//${host}/***` : null;
}
