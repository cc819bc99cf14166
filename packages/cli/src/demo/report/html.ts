/** Text that is markup already. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Part = string | number | null | Html | readonly Part[];

/** Markup with values put in; what is not `Html` is text, and is escaped, also inside quoted attributes. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.map((piece, n) => piece + (n < parts.length ? write(parts[n]!) : "")).join(""));
}

export function write(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.markup;
  if (typeof part === "object") return part.map(write).join("");
  return escapeHtml(String(part));
}

/** Line breaks and tabs are kept; other controls, and what turns the direction of text, are replaced. */
export function escapeHtml(text: string): string {
  return text
    .replace(UNPRINTABLE, "\u{fffd}")
    .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
