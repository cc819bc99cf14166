import { SluiceError } from "@sluice/core";
import { z } from "zod";
import { malformed, whatIsLeft } from "../manifest.ts";
import type { Reference } from "./reference.ts";
import { Transient } from "./retry.ts";
import type { Secrets } from "./secrets.ts";
import type { Answer, BrokenExchange } from "./transport.ts";

/** What may go better a moment later. */
const PASSING = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "TIMEOUT",
]);

/** An exchange without an answer, in the port's words. `did` is its method and URL. */
export function fromBroken(broken: BrokenExchange, did: string, secrets: Secrets): Transient | SluiceError {
  if (broken.code === "TOO_LARGE") return malformed(did, broken.message);
  if (broken.code.startsWith("HPE_")) return malformed(did, `is not HTTP (${broken.code})`);
  const error = new SluiceError(
    "registry_unreachable",
    `${did} failed: ${secrets.hide(broken.message)} (${broken.code}). ${whatIsLeft(did)}`,
    { advice: "Check the registry's name, its certificate and the way there, then run it again." },
  );
  return PASSING.has(broken.code) ? new Transient(error, null) : error;
}

/** A status that asks for patience. */
export function fromOverload(
  answer: Answer,
  did: string,
  why: string,
  retryAfterMs: number | null,
): Transient {
  const asked = retryAfterMs === null ? "" : ` and asks to wait ${Math.ceil(retryAfterMs / 1000)} s`;
  const error = new SluiceError(
    "registry_unreachable",
    `${did} was answered ${answer.status}${why === "" ? "" : ` (${why})`}${asked}, again and again. ${whatIsLeft(did)}`,
    { advice: "The registry is overloaded or broken. Run it again later." },
  );
  return new Transient(error, retryAfterMs);
}

/** Why a registry does not let us, and what a person can do about it. */
export function denial(reference: Reference, did: string, why: string, known: boolean): SluiceError {
  const who = known ? "with the credentials of docker's configuration" : "without credentials";
  return new SluiceError(
    "registry_denied",
    `The registry refuses ${did} ${who}${why === "" ? "" : ` (${why})`}. Nothing was changed by it.`,
    {
      advice: known
        ? `Check that this account may do that, or log in with another: docker login ${reference.account}`
        : `Log in first: docker login ${reference.account}`,
    },
  );
}

const errorsSchema = z.looseObject({
  errors: z.array(z.looseObject({ code: z.string(), message: z.string().nullish() })).min(1),
});

/** The registry's own words, `MANIFEST_INVALID: …`, cut and without secrets; empty where it has none. */
export function wordsOf(answer: Answer, secrets: Secrets): string {
  const [first] = errorsOf(answer);
  return first ? secrets.hide(`${first.code}: ${first.message ?? ""}`.replace(/: $/, "")) : "";
}

/** The codes of the distribution specification 1.1, "Error Codes". */
export function errorsOf(answer: Answer): readonly { code: string; message?: string | null | undefined }[] {
  try {
    return errorsSchema.parse(JSON.parse(Buffer.from(answer.bytes).toString("utf8"))).errors;
  } catch {
    // A body without the protocol's errors is allowed; the status says enough.
    return [];
  }
}
