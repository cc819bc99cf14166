export const MASK = "***";

/** Hides secrets in text, in every form that programs print them in. */
export interface Masker {
  /** From now on `secret` is hidden. What is empty or blank is not a secret. */
  add(secret: string): void;
  mask(text: string): string;
  /** The same for a value that is printed as JSON: in strings, in keys, and in numbers that spell a secret. */
  maskValue(value: unknown): unknown;
}

export function createMasker(): Masker {
  const forms = new Set<string>();
  const masker: Masker = {
    add(secret) {
      for (const form of formsOf(secret)) forms.add(form);
    },
    mask: (text) => maskForms(text, forms),
    maskValue(value) {
      if (typeof value === "string") return masker.mask(value);
      if (typeof value === "number" || typeof value === "bigint") {
        const written = String(value);
        const masked = masker.mask(written);
        return masked === written ? value : masked;
      }
      if (Array.isArray(value)) return value.map(masker.maskValue);
      if (value === null || typeof value !== "object") return value;
      const plain = "toJSON" in value && typeof value.toJSON === "function" ? value.toJSON() : value;
      if (plain === null || typeof plain !== "object" || Array.isArray(plain)) return masker.maskValue(plain);
      return Object.fromEntries(
        Object.entries(plain).map(([key, inner]) => [masker.mask(key), masker.maskValue(inner)]),
      );
    },
  };
  return masker;
}

/**
 * What a secret may look like in a log: itself, each of its lines (programs print line by line), percent-encoded
 * for a URL's path or a form with either case of digits, escaped in JSON, and in base64.
 */
export function formsOf(secret: string): readonly string[] {
  if (secret.trim() === "") return [];
  const lines = secret
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    // Of a key in PEM, `}` or `==` alone tells nothing, and hiding it everywhere would make logs unreadable.
    .filter((line) => line.length >= 4);
  const forms = new Set<string>();
  for (const text of [secret, secret.trim(), ...lines]) {
    forms.add(text);
    const bytes = Buffer.from(text, "utf8");
    // Lone surrogates cannot be percent-encoded as they are; their replacement character can.
    for (const encoded of [encodeURIComponent(bytes.toString("utf8")), encodeURI(bytes.toString("utf8"))]) {
      for (const url of [encoded, encoded.replaceAll("%20", "+")]) {
        forms.add(url);
        forms.add(url.replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase()));
      }
    }
    forms.add(JSON.stringify(text).slice(1, -1));
    forms.add(bytes.toString("base64"));
  }
  return [...forms].sort((a, b) => b.length - a.length);
}

/**
 * Replaces every stretch that any form covers. Stretches that overlap or touch become one, so that a short secret
 * inside or beside a longer one does not leave the longer one's rest readable.
 */
function maskForms(text: string, forms: ReadonlySet<string>): string {
  const stretches: { from: number; to: number }[] = [];
  for (const form of forms) {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) {
      stretches.push({ from: at, to: at + form.length });
    }
  }
  if (stretches.length === 0) return text;
  stretches.sort((a, b) => a.from - b.from);
  let masked = "";
  let done = 0;
  let open = stretches[0]!;
  const close = () => {
    masked += text.slice(done, open.from) + MASK;
    done = open.to;
  };
  for (const next of stretches.slice(1)) {
    if (next.from <= open.to) open = { from: open.from, to: Math.max(open.to, next.to) };
    else {
      close();
      open = next;
    }
  }
  close();
  return masked + text.slice(done);
}
