import { SluiceError } from "@sluice/core";

/** Where a repository is to be reached. */
export interface Reference {
  /** `https://registry.example.com`: scheme, host and port. */
  readonly origin: string;
  /** The name that docker's configuration keeps credentials under. */
  readonly account: string;
  /** What a credential helper is asked for. */
  readonly helperKey: string;
  /** Path of the repository within its registry: `acme/shop`. */
  readonly name: string;
  readonly loopback: boolean;
}

/**
 * Docker's own registry, which a name without a host means. The rules (the first part is a host only with a dot, a
 * colon or as `localhost`; a single part is in `library/`; `docker.io` is served by another host, and its
 * credentials are kept under a third) are those of github.com/distribution/reference, normalize.go, and of
 * github.com/moby/moby, registry/config.go.
 */
const HUB = "docker.io";
const HUB_HOST = "registry-1.docker.io";
const HUB_ACCOUNT = "index.docker.io";
const HUB_HELPER_KEY = "https://index.docker.io/v1/";

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
/** A path component as the distribution specification 1.1 writes it ("Pulling manifests"). */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Reads `host/path` or docker's short forms. `insecure`: http also where it is no loopback. Throws `input_invalid`. */
export function parseReference(repository: string, insecure: boolean | undefined): Reference {
  const slash = repository.indexOf("/");
  const first = slash < 0 ? "" : repository.slice(0, slash);
  const named = /[.:]/.test(first) || first.toLowerCase() === "localhost";
  const domain = named ? first : HUB;
  const path = named ? repository.slice(slash + 1) : repository;
  const hub = domain === HUB || domain === HUB_ACCOUNT;
  const name = hub && !path.includes("/") ? `library/${path}` : path;
  if (!HOST.test(domain) || name.length > 255 || !name.split("/").every((part) => COMPONENT.test(part)))
    throw invalid(repository);
  const loopback = LOOPBACK.test(domain);
  const scheme = (insecure ?? loopback) ? "http" : "https";
  const origin = URL.parse(`${scheme}://${hub ? HUB_HOST : domain}`)?.origin;
  if (!origin) throw invalid(repository);
  return {
    origin,
    account: hub ? HUB_ACCOUNT : domain,
    helperKey: hub ? HUB_HELPER_KEY : domain,
    name,
    loopback,
  };
}

function invalid(repository: string): SluiceError {
  // Whatever stands before an @ could be a password.
  const shown = repository.replace(/^.*@/s, "…@").slice(0, 300);
  return new SluiceError("input_invalid", `${JSON.stringify(shown)} does not name a repository.`, {
    advice:
      "Write it as `registry.example.com/acme/shop`: lower case, without scheme, tag, digest or credentials.",
  });
}
