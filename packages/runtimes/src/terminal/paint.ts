/** What a piece of text is, as far as its colour goes. */
export type Style = "plain" | "dim" | "step" | "success" | "notice" | "failure";

/** SGR parameters: ECMA-48, 8.3.117. */
const SGR: Readonly<Record<Style, string>> = {
  plain: "",
  dim: "2",
  step: "36",
  success: "32",
  notice: "33",
  failure: "31",
};

/** Colours text, or leaves it as it is. */
export function paintFor(colours: boolean): (style: Style, text: string) => string {
  if (!colours) return (_, text) => text;
  return (style, text) => (SGR[style] === "" ? text : `\u001b[${SGR[style]}m${text}\u001b[0m`);
}
