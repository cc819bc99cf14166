import type { Command } from "@sluice/core/command";
import { GENERAL_FLAGS } from "./arguments.ts";
import { type Field, fieldsOf } from "./fields.ts";
import { table } from "./help.ts";

/** What `sluice <verb> --help` prints. */
export function verbHelp(command: Pick<Command, "name" | "summary" | "inputs" | "outputs">): string {
  const fields = fieldsOf(command.inputs);
  const outputs = fieldsOf(command.outputs);
  const general = GENERAL_FLAGS.filter((flag) => !fields.some((field) => field.name === flag.name));
  return [
    `sluice ${command.name}: ${command.summary}`,
    "",
    `usage: ${usage(command.name, fields)}`,
    "",
    ...table([
      ...fields.map((field): [string, string] => [flagOf(field), explain(field)]),
      ...general.map((flag): [string, string] => [
        flag.name === "repo" ? "--repo PATH" : `--${flag.name}`,
        flag.description,
      ]),
    ]),
    ...(outputs.length === 0 ? [] : ["", "outputs:", ...table(outputs.map((o) => [o.name, o.description]))]),
    "",
  ].join("\n");
}

/** `sluice run <stage> --commit VALUE [flags]`: what must be there is named. */
export function usage(verb: string, fields: readonly Field[]): string {
  const words = fields
    .filter((field) => field.positional)
    .map((field) => {
      const word = field.kind === "list" ? `${field.name}…` : field.name;
      return field.required ? `<${word}>` : `[${word}]`;
    });
  const required = fields.filter((field) => field.required && !field.positional).map(flagOf);
  return ["sluice", verb, ...words, ...required, "[flags]"].join(" ");
}

/** `--dry-run`, `--stage VALUE`, `<stage>`. */
export function flagOf(field: Field): string {
  if (field.positional) return `<${field.name}>`;
  return field.kind === "boolean" ? `--${field.name}` : `--${field.name} VALUE`;
}

function explain(field: Field): string {
  const notes: string[] = [];
  if (field.required) notes.push("required");
  if (field.kind === "list") notes.push("may be repeated");
  if (field.allowed !== null) notes.push(`one of ${field.allowed.join(", ")}`);
  if (field.kind === "boolean" && field.default === "true") notes.push(`on; --no-${field.name} turns it off`);
  else if (field.default !== null && field.kind !== "boolean") notes.push(`default: ${field.default}`);
  return [field.description, notes.length === 0 ? "" : `(${notes.join("; ")})`].filter(Boolean).join(" ");
}
