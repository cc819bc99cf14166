/** Remembers what must not be seen, and hides it in texts that came from outside. */
export class Secrets {
  readonly #known = new Set<string>();

  add(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) if (secret && secret.length > 2) this.#known.add(secret);
  }

  /** One short line without secrets and control characters. */
  hide(text: string): string {
    let hidden = text;
    // The longest first, so that a secret that contains another goes whole.
    for (const secret of [...this.#known].sort((a, b) => b.length - a.length))
      hidden = hidden.replaceAll(secret, "***");
    return hidden
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim()
      .slice(0, 500);
  }
}
