import { SluiceError } from "../errors.ts";
import { crossChecks } from "./cross-checks.ts";
import { type Path, writePath } from "./data.ts";
import { explain } from "./explain.ts";
import { type Problem, problemsOf } from "./problems.ts";
import { type Config, configSchema } from "./schema.ts";

/** Where something stands in a text; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a path of the data stands in its text: the key there, or what it holds. For a path that is not there, the
 * nearest thing around it.
 */
export type Locate = (path: Path, part: "key" | "value") => Place;

/**
 * The configuration that plain data is. Throws `config_invalid`, whose message has a line
 * `<source>:LINE:COLUMN path: what is wrong` for every problem at once.
 *
 * @param source the file's name, for messages
 */
export function checkConfig(
  data: unknown,
  locate: Locate = () => ({ line: 1, column: 1 }),
  source = "sluice.yml",
): Config {
  const parsed = configSchema.safeParse(data, { error: explain });
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error.issues, data)), ...crossChecks(data)];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw invalidConfig(
    problems.map((problem) => ({ ...problem, place: locate(problem.path, problem.part) })),
    source,
  );
}

/** One error of all problems, in the order of their places. */
export function invalidConfig(
  problems: readonly (Pick<Problem, "path" | "message"> & { readonly place: Place })[],
  source: string,
): SluiceError {
  const lines = problems
    .toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map(({ path, message, place }) => {
      const name = writePath(path);
      return `  ${source}:${place.line}:${place.column} ${name === "" ? "" : `${name}: `}${message}`;
    });
  const unique = [...new Set(lines)];
  return new SluiceError(
    "config_invalid",
    [`${source} has ${unique.length === 1 ? "a problem" : `${unique.length} problems`}`, ...unique].join(
      "\n",
    ),
    {
      advice: `Mend ${unique.length === 1 ? "the line" : "the lines"} above and run again; nothing was changed.`,
    },
  );
}
