import { SluiceError } from "@sluice/core/errors";
import { suggest } from "@sluice/core/model/suggest";
import type { Field } from "./fields.ts";

/** What a command line says, apart from its verb. */
export interface Arguments {
  readonly help: boolean;
  readonly json: boolean;
  /** Where to work; null for where the user is. */
  readonly directory: string | null;
  /** Raw inputs by name, as `Runtime.inputs` wants them. */
  readonly inputs: Readonly<Record<string, string | readonly string[]>>;
}

/** Flags that every verb has. */
export const GENERAL_FLAGS = [
  { name: "json", description: "print the result alone, as JSON; everything else goes to stderr" },
  { name: "repo", description: "work in this directory instead of here (also -C)" },
  { name: "help", description: "show this (also -h)" },
] as const;

/** Parts the verb from the rest; general flags may stand before it, as with git: `sluice -C shop status`. */
export function splitVerb(argv: readonly string[]): { verb: string | null; rest: string[] } {
  const before: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (!word.startsWith("-")) return { verb: word, rest: [...before, ...argv.slice(i + 1)] };
    before.push(word);
    if ((word === "-C" || word === "--repo") && i + 1 < argv.length) before.push(argv[++i]!);
  }
  return { verb: null, rest: before };
}

/** Whether the result is wanted as JSON; known before, and even if, the rest can be read. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? argv.length : end).includes("--json");
}

/**
 * Reads a verb's flags and bare words. A flag's value follows it or its `=`; booleans stand alone, or as `--no-x`;
 * a list's flag may be repeated; `--` ends the flags.
 *
 * @throws SluiceError `input_invalid`, naming every mistake at once.
 */
export function parseArguments(verb: string, argv: readonly string[], fields: readonly Field[]): Arguments {
  const reader = new Reader(fields);
  const words = [...argv];
  while (words.length > 0) {
    const word = words.shift()!;
    if (word === "--") for (const rest of words.splice(0)) reader.bare(rest);
    else if (word.startsWith("-") && word !== "-") reader.flag(word, words);
    else reader.bare(word);
  }
  if (reader.problems.length > 0 && !reader.help) {
    throw new SluiceError(
      "input_invalid",
      `sluice ${verb} cannot be run like that\n${reader.problems.map((p) => `  ${p}`).join("\n")}`,
      { advice: `Nothing was changed. See: sluice ${verb} --help` },
    );
  }
  return {
    help: reader.help,
    json: reader.json,
    directory: reader.directory,
    inputs: Object.fromEntries(reader.inputs),
  };
}

/** What was read so far. */
class Reader {
  readonly problems: string[] = [];
  readonly inputs = new Map<string, string | string[]>();
  help = false;
  json = false;
  directory: string | null = null;
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #places: Field[];

  constructor(fields: readonly Field[]) {
    this.#fields = new Map(fields.map((field) => [field.name, field]));
    this.#places = fields.filter((field) => field.positional);
  }

  bare(word: string): void {
    const place = this.#places[0];
    if (place === undefined) {
      this.problems.push(`${word}: there is no place for this word`);
      return;
    }
    if (place.kind !== "list") this.#places.shift();
    this.#set(place, word);
  }

  flag(word: string, rest: string[]): void {
    const { name, value } = split(word);
    const field = word.startsWith("--") ? this.#fields.get(name) : undefined;
    if (field !== undefined) this.#named(field, word, value, rest);
    else if (name === "help" || name === "h") this.help = true;
    else if (name === "json") this.json = true;
    else if (name === "repo" || name === "C") this.directory = this.#value(word, value, rest);
    else this.#negated(name, word, value);
  }

  #named(field: Field, word: string, value: string | null, rest: string[]): void {
    if (field.kind === "boolean") this.#set(field, value ?? "true");
    else {
      const given = this.#value(word, value, rest);
      if (given !== null) this.#set(field, given);
    }
  }

  #negated(name: string, word: string, value: string | null): void {
    const field = word.startsWith("--no-") ? this.#fields.get(name.slice("no-".length)) : undefined;
    if (field?.kind === "boolean" && value === null) {
      this.#set(field, "false");
      return;
    }
    const known = [...this.#fields.keys(), ...GENERAL_FLAGS.map((flag) => flag.name as string)];
    const meant = suggest(name, known);
    const hint = meant === null ? "" : `; did you mean --${meant}?`;
    this.problems.push(`${word.split("=")[0]}: there is no such flag${hint}`);
  }

  #value(word: string, value: string | null, rest: string[]): string | null {
    if (value !== null) return value;
    const next = rest[0];
    if (next !== undefined && !next.startsWith("--")) return rest.shift()!;
    const hint = next === undefined ? "" : ` (for one that begins with dashes: ${word}=${next})`;
    this.problems.push(`${word}: needs a value${hint}`);
    return null;
  }

  #set(field: Field, value: string): void {
    const before = this.inputs.get(field.name);
    if (field.kind === "list") {
      this.inputs.set(field.name, [...(before ?? []), value]);
      return;
    }
    if (before !== undefined) this.problems.push(`${field.name}: was given twice`);
    this.inputs.set(field.name, value);
  }
}

/** `--name=value` and `-C=value` apart. */
function split(word: string): { name: string; value: string | null } {
  const bare = word.replace(/^--?/, "");
  const equals = bare.indexOf("=");
  return equals === -1
    ? { name: bare, value: null }
    : { name: bare.slice(0, equals), value: bare.slice(equals + 1) };
}
