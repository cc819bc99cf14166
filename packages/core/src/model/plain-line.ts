/** C0 and C1 controls, line separators, and what reorders text as it is read (https://trojansource.codes). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from outside (a title, a branch) as one line that does nothing to a terminal or a log. */
export function plainLine(text: string): string {
  return text.replace(/\s*[\r\n\t]+\s*/g, " ").replace(UNPRINTABLE, "\u{fffd}");
}
