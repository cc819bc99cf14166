import type { Membership } from "@sluice/core/ports/people";

/** Who is an administrator, as far as it can be told without a forge: nobody can look a team up. */
export function membershipOf(person: string, administrators: readonly string[]): Membership {
  const who = plain(person);
  const names = administrators.map((name) => name.trim()).filter((name) => name !== "");
  const teams = names.filter((name) => /^@[^/]+\/./.test(name));
  if (who !== "" && names.some((name) => !teams.includes(name) && plain(name) === who))
    return { is: "member" };
  if (teams.length === 0) return { is: "stranger" };
  const reason = `without a forge nobody can tell who is in ${teams.join(", ")}; name people by e-mail or @login`;
  return { is: "unknown", reason };
}

/** `@Ada` and `ada` are one login; e-mail addresses are compared without case. */
function plain(name: string): string {
  return name.trim().replace(/^@/, "").toLowerCase();
}
