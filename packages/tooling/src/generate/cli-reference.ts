import { GENERAL_FLAGS } from "@sluice/cli/arguments";
import { type Field, fieldsOf } from "@sluice/cli/fields";
import { flagOf, usage } from "@sluice/cli/help-verb";
import { type AnyCommand, VERBS } from "@sluice/cli/verbs";
import { code, GENERATED, markdownTable } from "./markdown.ts";

/** Every verb's flags and outputs, in one page. */
export async function cliReference(): Promise<string> {
  const verbs = await Promise.all(Object.values(VERBS).map(async (load) => (await load()).command));
  return [
    GENERATED,
    "",
    "# The command line",
    "",
    markdownTable(
      ["Verb", "What it does"],
      verbs.map((verb) => [`[${code(`sluice ${verb.name}`)}](#sluice-${verb.name})`, verb.summary]),
    ),
    "",
    "Every verb takes these as well:",
    "",
    markdownTable(
      ["Flag", ""],
      GENERAL_FLAGS.map((flag) => [code(`--${flag.name}`), flag.description]),
    ),
    "",
    `A run ends in one of the [outcomes](outcomes.md), each with its exit code. ${code("SLUICE_OUTPUT")} names a file that`,
    `the outputs are added to as ${code("SLUICE_NAME=value")} lines, ${code("SLUICE_SUMMARY")} one for a report in Markdown.`,
    ...verbs.flatMap(section),
    "",
  ].join("\n");
}

function section(verb: AnyCommand): string[] {
  const inputs = fieldsOf(verb.inputs);
  const outputs = fieldsOf(verb.outputs);
  return [
    "",
    `## sluice ${verb.name}`,
    "",
    `${verb.summary}.`,
    "",
    "```sh",
    usage(verb.name, inputs),
    "```",
    ...(inputs.length === 0 ? [] : ["", markdownTable(["Flag", "Default", "What it says"], inputs.map(row))]),
    ...(outputs.length === 0
      ? []
      : [
          "",
          markdownTable(
            ["Output", "What it says"],
            outputs.map((o) => [code(o.name), o.description]),
          ),
        ]),
  ];
}

function row(field: Field): string[] {
  const allowed = field.allowed === null ? "" : ` (${field.allowed.map(code).join(", ")})`;
  const repeated = field.kind === "list" ? "; may be repeated" : "";
  const standard = field.required ? "*required*" : field.default === null ? "" : code(field.default);
  return [code(flagOf(field)), standard, `${field.description}${allowed}${repeated}`];
}
