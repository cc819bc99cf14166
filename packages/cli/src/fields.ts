import { toKebab } from "@sluice/core/command";
import type { z } from "zod";

/** What users see of one input or output of a verb: what flags, help and documentation are made from. */
export interface Field {
  /** As users write it: `dry-run`. */
  readonly name: string;
  readonly description: string;
  readonly kind: "boolean" | "list" | "string";
  /** The only words it takes; null where it takes any text. */
  readonly allowed: readonly string[] | null;
  /** As users would write it; null where there is none. */
  readonly default: string | null;
  readonly required: boolean;
  /** Bare words fill it, in the order of the definition; a list takes all that are left. */
  readonly positional: boolean;
}

interface Meta {
  readonly description?: unknown;
  readonly type?: unknown;
  readonly positional?: unknown;
}

/** The parts of zod's definitions that wrap another schema: default, optional, pipe, preprocess. */
interface Definition {
  readonly type: string;
  readonly innerType?: Node;
  readonly in?: Node;
  readonly out?: Node;
  readonly defaultValue?: unknown;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

interface Node {
  readonly def: Definition;
  meta(): Meta | undefined;
}

/** The fields of a verb's inputs or outputs, in the order of their definition. */
export function fieldsOf(object: z.ZodObject): Field[] {
  return Object.entries(object.shape).map(([key, schema]) => fieldOf(key, schema as z.ZodType));
}

function fieldOf(key: string, schema: z.ZodType): Field {
  const layers = unwrap(schema as unknown as Node);
  const meta = Object.assign({}, ...layers.map((layer) => layer.meta() ?? {}).reverse()) as Meta;
  const given = layers.find((layer) => layer.def.type === "default" || layer.def.type === "prefault");
  const enumeration = layers.find((layer) => layer.def.type === "enum" || layer.def.type === "literal");
  const allowed =
    enumeration === undefined
      ? null
      : (enumeration.def.values ?? Object.values(enumeration.def.entries ?? {})).map(String);
  return {
    name: toKebab(key),
    description: typeof meta.description === "string" ? meta.description : "",
    kind: kindOf(meta, layers),
    allowed,
    default: asWritten(given?.def.defaultValue),
    required: !schema.safeParse(undefined).success,
    positional: meta.positional === true,
  };
}

/** From the outermost schema to what a raw value is first read by. */
function unwrap(schema: Node): Node[] {
  const layers: Node[] = [];
  for (let layer: Node | undefined = schema; layer !== undefined; ) {
    layers.push(layer);
    const { innerType, in: from, out: to }: Definition = layer.def;
    // A preprocess is a pipe whose first half only converts: what it takes is told by the second.
    layer = innerType ?? (from?.def.type === "transform" ? to : from);
  }
  return layers;
}

function kindOf(meta: Meta, layers: readonly Node[]): Field["kind"] {
  if (meta.type === "boolean" || meta.type === "list") return meta.type;
  if (meta.type === undefined && layers.some(readsBoolean)) return "boolean";
  if (meta.type === undefined && layers.some((layer) => layer.def.type === "array")) return "list";
  return "string";
}

/** `z.boolean()`, and `z.stringbool()`, which is a pipe from a string to a boolean. */
function readsBoolean({ def }: Node): boolean {
  return def.type === "boolean" || def.out?.def.type === "boolean";
}

function asWritten(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(", ");
  return String(value);
}
