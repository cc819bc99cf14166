import type { Screen } from "@sluice/commands/status";

const HOME = "\u001b[H";
const CLEAR_TO_END_OF_LINE = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";

/** A terminal that is repainted from its first line; null where the stream is none. Texts hold no controls. */
export function screenOf(stream: {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}): Screen | null {
  if (stream.isTTY !== true) return null;
  let first = true;
  return {
    paint(text) {
      const start = first ? `${HOME}\u001b[2J` : HOME;
      first = false;
      const lines = text.split("\n").map((line) => line + CLEAR_TO_END_OF_LINE);
      stream.write(`${start}${lines.join("\n")}\n${CLEAR_BELOW}`);
    },
  };
}
