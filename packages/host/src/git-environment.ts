/** A name and a token for one HTTP remote. */
export interface Credential {
  readonly url: string;
  readonly username: string;
  readonly token: string;
}

/**
 * The environment that lets one git call authenticate to `url`: never on the command line, never in a file.
 * Empty for remotes that are not HTTP, which have no use for it. The empty first value takes back headers that
 * a checkout left in the repository's configuration: two of them make a server refuse the request.
 */
export function credentialEnv(credential: Credential): Record<string, string> {
  const scope = httpScope(credential.url);
  if (scope === null) return {};
  const basic = Buffer.from(`${credential.username}:${credential.token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: `http.${scope}.extraHeader`,
    GIT_CONFIG_VALUE_0: "",
    GIT_CONFIG_KEY_1: `http.${scope}.extraHeader`,
    GIT_CONFIG_VALUE_1: `Authorization: Basic ${basic}`,
  };
}

function httpScope(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  return protocol === "http:" || protocol === "https:" ? `${protocol}//${host}${pathname}` : null;
}

/**
 * The process's environment without what would point git at another repository (a hook that starts us sets
 * `GIT_DIR`), in one language, and without prompts.
 */
export function gitEnvironment(
  base: Readonly<NodeJS.ProcessEnv>,
  added: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(base)) {
    if (!LOCAL.has(name) && !CONFIG.test(name)) env[name] = value;
  }
  Object.assign(env, {
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_PAGER: "cat",
    GIT_EDITOR: "true",
    LC_ALL: "C",
  });
  for (const [name, value] of Object.entries(added)) if (!CONFIG.test(name)) env[name] = value;
  const entries = [...configEntries(base), ...configEntries(added)];
  if (entries.length > 0) env.GIT_CONFIG_COUNT = String(entries.length);
  entries.forEach(([key, value], n) => {
    env[`GIT_CONFIG_KEY_${n}`] = key;
    env[`GIT_CONFIG_VALUE_${n}`] = value;
  });
  return env;
}

/** What must not be printed of a call's environment: whole headers, their values, and the tokens in them. */
export function secretsOf(env: Readonly<Record<string, string>>): string[] {
  return configEntries(env).flatMap(([key, value]) => {
    const basic = /\.extraheader$/i.test(key) ? /Basic (\S+)/i.exec(value)?.[1] : undefined;
    if (basic === undefined) return [];
    const token = Buffer.from(basic, "base64")
      .toString("utf8")
      .replace(/^[^:]*:/, "");
    return [basic, token, encodeURIComponent(token)].filter((secret) => secret !== "");
  });
}

function configEntries(env: Readonly<NodeJS.ProcessEnv>): [string, string][] {
  const count = Number(env.GIT_CONFIG_COUNT ?? "0");
  if (!Number.isInteger(count) || count < 0 || count > 1000) return [];
  return Array.from({ length: count }, (_, n): [string, string] => [
    env[`GIT_CONFIG_KEY_${n}`] ?? "",
    env[`GIT_CONFIG_VALUE_${n}`] ?? "",
  ]).filter(([key]) => key !== "");
}

const CONFIG = /^GIT_CONFIG_(?:COUNT|KEY_\d+|VALUE_\d+)$/;

/** `git rev-parse --local-env-vars`, less the configuration, which may hold a user's `safe.directory`. */
const LOCAL = new Set([
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_INTERNAL_SUPER_PREFIX",
  "GIT_NAMESPACE",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE",
]);
