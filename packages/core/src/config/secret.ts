import { SluiceError } from "../errors.ts";

/** `$NAME` or `${NAME}`: the only way in which the file speaks of a secret. */
export const REFERENCE = /^\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})$/;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable's name in `$NAME` or `${NAME}`; null for any other text. */
export function nameOfReference(value: string): string | null {
  const match = REFERENCE.exec(value);
  return match === null ? null : (match[1] ?? match[2] ?? null);
}

/** What the environment variable that `value` (`$NAME`) names holds; null where it is not set, or empty. */
export function findSecret(value: string, env: Environment): string | null {
  const name = nameOfReference(value);
  if (name === null || !Object.hasOwn(env, name)) return null;
  return env[name] || null;
}

/** As `findSecret`; throws `input_invalid`, naming the variable, where there is nothing. */
export function secretOf(value: string, env: Environment): string {
  const secret = findSecret(value, env);
  if (secret !== null) return secret;
  const name = nameOfReference(value);
  throw new SluiceError(
    "input_invalid",
    name === null
      ? "a secret must be given as $NAME, the name of an environment variable"
      : `the environment variable ${name}, which sluice.yml names, is not set`,
    { advice: "Set it in the job (from the forge's secrets) or in the shell, and run again." },
  );
}

/** A value of `variables`, `env` or `args`: what `$NAME` names, or the text itself. Throws as `secretOf`. */
export function resolveValue(value: string, env: Environment): string {
  return value.startsWith("$") ? secretOf(value, env) : value;
}

const SECRET_NAME =
  /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|API_?KEY|(?:PRIVATE|ACCESS|SECRET)_KEY)$/i;

/** The published shapes of tokens and keys, so that one is refused under whatever name it stands. */
const SECRET_VALUE =
  /^(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abprs]-[\w-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*)$|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Why a literal value may not stand in the file; null where it may. Never repeats the value. */
export function refuseSecret(name: string, value: string): string | null {
  if (value.startsWith("$")) {
    return nameOfReference(value) === null
      ? "begins with $ and so must be $NAME, the whole of it the name of an environment variable"
      : null;
  }
  if (value !== "" && (SECRET_NAME.test(name) || SECRET_VALUE.test(value)))
    return "looks like a secret, and secrets do not belong in the file; put it in an environment variable and write $NAME";
  return refuseUserinfo(value, "password");
}

/**
 * Why a URL's `user:password@` may not stand in the file; null where there is none.
 * @param strict `any`: not even a user (tokens travel as one); `password`: `ssh://deploy@host` is fine.
 */
export function refuseUserinfo(value: string, strict: "any" | "password"): string | null {
  const match = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(value);
  if (match === null) return null;
  const web = /^https?:/i.test(value);
  if (strict === "any" || web || match[1]!.includes(":"))
    return "has a user or password before its @, and secrets do not belong in the file";
  return null;
}
