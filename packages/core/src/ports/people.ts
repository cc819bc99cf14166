/** Who somebody is to the forge. */
export interface People {
  /** Who started this run: a login, or an e-mail address on the forge `local`. */
  getActor(): Promise<string>;
  /**
   * Whether `person` is one of `administrators` (`@user`, `@org/team`, e-mail addresses).
   * `unknown` with a reason where a team cannot be looked up; it never counts as yes.
   */
  getMembership(person: string, administrators: readonly string[]): Promise<Membership>;
}

export type Membership =
  | { readonly is: "member" }
  | { readonly is: "stranger" }
  | { readonly is: "unknown"; readonly reason: string };
