import { type Config, checkConfig, invalidConfig, type Locate, type Place } from "@sluice/core";
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from "yaml";

/** A file that is longer is not read: no configuration is, and parsing one would take long. */
const MOST_CHARACTERS = 256 * 1024;
/** How often aliases may repeat what their anchors hold, so that a short text cannot grow without bounds. */
const MOST_ALIASES = 100;

/**
 * The configuration in the text of a sluice.yml. Throws `config_invalid` with the line and column of every problem.
 * It reads no file and no environment variable.
 *
 * @param path the file's name, for messages
 */
export function readConfig({ path, text }: { readonly path: string; readonly text: string }): Config {
  const { data, locate } = readYaml(path, text);
  return checkConfig(data, locate, path);
}

function readYaml(path: string, text: string): { readonly data: unknown; readonly locate: Locate } {
  const refuse = (problems: readonly { message: string; place: Place }[]) =>
    invalidConfig(
      problems.map((problem) => ({ path: [], ...problem })),
      path,
    );
  const start = { line: 1, column: 1 };
  if (text.length > MOST_CHARACTERS)
    throw refuse([
      { message: `is longer than ${MOST_CHARACTERS / 1024} KiB; no configuration is`, place: start },
    ]);
  try {
    const counter = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: counter,
      prettyErrors: false,
      stringKeys: true,
      schema: "core",
      resolveKnownTags: false,
      logLevel: "error",
    });
    const placeOf = (offset: number): Place => {
      const { line, col } = counter.linePos(Math.min(offset, text.length));
      return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    const wrong = [...document.errors, ...document.warnings];
    if (wrong.length > 0)
      throw refuse(
        wrong.map(({ message, pos }) => ({
          message: `not YAML: ${message.replace(/^Maximum call stack.*/, "nested too deep")}`,
          place: placeOf(pos[0]),
        })),
      );
    const aliases = listAliases(document);
    if (aliases.length > MOST_ALIASES)
      throw refuse([{ message: `has more than ${MOST_ALIASES} aliases (*name)`, place: start }]);
    const lost = aliases.filter((alias) => alias.resolve(document) === undefined);
    if (lost.length > 0)
      throw refuse(
        lost.map((alias) => ({
          message: `has no anchor &${alias.source} before this alias`,
          place: placeOf(startOf(alias) ?? 0),
        })),
      );
    return {
      data: document.toJS({ maxAliasCount: MOST_ALIASES }),
      locate: (path, part) => placeOf(offsetOf(document, path, part)),
    };
  } catch (error) {
    // yaml's own limits: too many aliases (ReferenceError), nested too deep for the stack (RangeError).
    if (error instanceof ReferenceError)
      throw refuse([{ message: "repeats what its anchors hold too often", place: start }]);
    if (error instanceof RangeError) throw refuse([{ message: "is nested too deep", place: start }]);
    throw error;
  }
}

function listAliases(document: Document.Parsed): readonly Alias[] {
  const aliases: Alias[] = [];
  visit(document, {
    Alias: (_, alias) => {
      aliases.push(alias);
    },
  });
  return aliases;
}

/** A short value stands for itself; a mapping or a list is found by its key. */
function offsetOf(
  document: Document.Parsed,
  path: readonly (string | number)[],
  part: "key" | "value",
): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      const wantsKey = depth === path.length - 1 ? part === "key" : true;
      offset = (wantsKey ? startOf(pair.key) : startOfValue(pair)) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (item === undefined) return offset;
      offset = startOf(item) ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

function startOfValue({ key, value }: Pair): number | null {
  return isScalar(value) && value.value !== null ? startOf(value) : startOf(key);
}

function startOf(node: unknown): number | null {
  return (node as Node | null)?.range?.[0] ?? null;
}
