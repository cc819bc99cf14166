const ESCAPE = 0x1b;
const BELL = 0x07;
const TAB = 0x09;
const NEWLINE = 0x0a;
const REPLACEMENT = "\u{fffd}";

/**
 * Text from outside as what it says, without what it would do to a terminal: escape sequences (colours, cursor,
 * titles, clipboard) go, line ends become `\n`, and every other control character, and those that reorder what is
 * read (https://trojansource.codes), become U+FFFD. Tabs and newlines stay.
 */
export function neutralise(text: string): string {
  let plain = "";
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    const sequence = sequenceLength(text, i);
    if (sequence > 0) i += sequence;
    else {
      plain +=
        code === 0x0d
          ? text.charCodeAt(i + 1) === NEWLINE
            ? ""
            : "\n"
          : isHarmless(code)
            ? text[i]
            : REPLACEMENT;
      i += 1;
    }
  }
  return plain;
}

function isHarmless(code: number): boolean {
  if (code === TAB || code === NEWLINE) return true;
  const control = code < 0x20 || (code >= 0x7f && code <= 0x9f);
  const reorders =
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0x200e ||
    code === 0x200f;
  return !control && !reorders;
}

/** Length of the escape sequence (ECMA-48) that begins at `at`; 0 where none does. */
function sequenceLength(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === 0x9b) return controlSequenceEnd(text, at + 1) - at;
  if (first === 0x90 || (first >= 0x9d && first <= 0x9f)) return stringEnd(text, at + 1) - at;
  if (first !== ESCAPE) return 0;
  const second = text[at + 1];
  if (second === undefined) return 1;
  if (second === "[") return controlSequenceEnd(text, at + 2) - at;
  if ("]P_^X".includes(second)) return stringEnd(text, at + 2) - at;
  // Two characters, or some intermediates and a final one: `ESC ( B`.
  let end = at + 1;
  while (inRange(text, end, 0x20, 0x2f)) end += 1;
  return (inRange(text, end, 0x30, 0x7e) ? end + 1 : end) - at;
}

/** Parameters, intermediates, one final character. */
function controlSequenceEnd(text: string, from: number): number {
  let end = from;
  while (inRange(text, end, 0x20, 0x3f)) end += 1;
  return inRange(text, end, 0x40, 0x7e) ? end + 1 : end;
}

/** Up to a bell or a string terminator; one that never ends on its line hides no more than its introducer. */
function stringEnd(text: string, from: number): number {
  for (let i = from; i < text.length && text.charCodeAt(i) !== NEWLINE; i++) {
    const code = text.charCodeAt(i);
    if (code === BELL || code === 0x9c) return i + 1;
    if (code === ESCAPE) return text[i + 1] === "\\" ? i + 2 : i;
  }
  return from;
}

function inRange(text: string, at: number, low: number, high: number): boolean {
  const code = text.charCodeAt(at);
  return code >= low && code <= high;
}
