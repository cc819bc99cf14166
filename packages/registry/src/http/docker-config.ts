import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { SluiceError } from "@sluice/core";
import { z } from "zod";
import type { Reference } from "./reference.ts";

/** What docker knows of a registry's account. At most one of the three is there. */
export interface Credentials {
  readonly basic?: { readonly username: string; readonly password: string };
  /** A refresh token for the token service. */
  readonly identityToken?: string;
  /** A bearer token for the registry itself. */
  readonly registryToken?: string;
}

const auth = z.looseObject({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
  registrytoken: z.string().optional(),
});
const config = z.looseObject({
  auths: z.record(z.string(), auth).optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
  credsStore: z.string().optional(),
});
const helperAnswer = z.looseObject({ Username: z.string(), Secret: z.string() });

/** A helper may open a keychain and ask its owner. */
const HELPER_MS = 60_000;

/**
 * Credentials from docker's config.json, in docker's order: the registry's own helper, the common store, the file itself
 * (github.com/docker/cli, cli/config/configfile). Null where there are none. Throws `registry_denied` where
 * the configuration or a helper fails; its message holds nothing of what they contain.
 */
export async function findCredentials(
  reference: Reference,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Credentials | null> {
  const directory = env.DOCKER_CONFIG || join(env.HOME || env.USERPROFILE || homedir(), ".docker");
  const path = join(directory, "config.json");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw denied(`${path} cannot be read (${error.code ?? "unknown"})`);
  });
  if (text === null) return null;
  const { auths = {}, credHelpers = {}, credsStore } = parseConfig(text, path);

  const own = Object.entries(credHelpers).find(([key]) => accountOf(key) === reference.account)?.[1];
  for (const helper of new Set([own, credsStore])) {
    const found = helper ? await askHelper(helper, reference.helperKey, env) : null;
    if (found) return found;
  }
  const entry = Object.entries(auths).find(([key]) => accountOf(key) === reference.account)?.[1];
  return entry ? readEntry(entry, path) : null;
}

/** Keys are hosts, or URLs of old: `https://registry.example.com/v1/`. */
function accountOf(key: string): string {
  const host = key.replace(/^https?:\/\//, "").replace(/\/.*$/s, "");
  return host === "docker.io" || host === "registry-1.docker.io" ? "index.docker.io" : host;
}

function parseConfig(text: string, path: string): z.output<typeof config> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw denied(`${path} is not JSON`);
  }
  const parsed = config.safeParse(json);
  if (parsed.success) return parsed.data;
  throw denied(`${path} has the wrong form at ${parsed.error.issues[0]?.path.join(".") || "its top"}`);
}

function readEntry(entry: z.output<typeof auth>, path: string): Credentials | null {
  if (entry.identitytoken) return { identityToken: entry.identitytoken };
  if (entry.registrytoken) return { registryToken: entry.registrytoken };
  if (entry.auth) {
    const text = Buffer.from(entry.auth, "base64").toString("utf8").replace(/\0+$/, "");
    const colon = text.indexOf(":");
    if (colon < 1) throw denied(`an "auth" of ${path} is not base64 of user:password`);
    return { basic: { username: text.slice(0, colon), password: text.slice(colon + 1) } };
  }
  if (entry.username && entry.password !== undefined)
    return { basic: { username: entry.username, password: entry.password } };
  return null;
}

/**
 * Runs `docker-credential-<helper> get`, which reads the key from its input and prints JSON; without credentials it
 * fails and prints so (github.com/docker/docker-credential-helpers). `<token>` as user marks a refresh token.
 */
async function askHelper(
  helper: string,
  key: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Credentials | null> {
  if (!/^[\w.-]+$/.test(helper)) throw denied(`docker's configuration names an impossible credential helper`);
  const program = `docker-credential-${helper}`;
  const { error, stdout } = await new Promise<{ error: Error | null; stdout: string }>((resolve) => {
    const child = execFile(program, ["get"], { env, timeout: HELPER_MS }, (error, stdout) =>
      resolve({ error, stdout }),
    );
    // A helper that ends without reading closes its input; its exit code tells the rest.
    child.stdin?.on("error", () => {});
    child.stdin?.end(key);
  });
  if (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw denied(`${program} is not on the PATH`);
    if (/credentials not found/i.test(stdout)) return null;
    throw denied(`${program} failed`);
  }
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    throw denied(`${program} did not print JSON`);
  }
  const answer = helperAnswer.safeParse(json);
  if (!answer.success) throw denied(`${program} did not print Username and Secret`);
  const { Username, Secret } = answer.data;
  if (Username === "<token>") return { identityToken: Secret };
  return Username === "" && Secret === "" ? null : { basic: { username: Username, password: Secret } };
}

function denied(what: string): SluiceError {
  return new SluiceError(
    "registry_denied",
    `The registry's credentials could not be read: ${what}. Nothing was changed.`,
    {
      advice: "Mend docker's configuration, or log in again with `docker login`.",
    },
  );
}
