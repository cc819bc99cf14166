import { type Instruction, readDockerfile } from "./dockerfile-lint-read.ts";

export interface LintPolicy {
  /** What the final stage must start from. */
  readonly base: "any" | "alpine";
}

export interface LintFinding {
  readonly rule: "base" | "root" | "healthcheck" | "latest";
  /** In the Dockerfile, from 1. */
  readonly line: number;
  /** What is wrong and what to do, on one line. */
  readonly message: string;
}

interface BuildStage {
  readonly name: string | null;
  /** As `FROM` names it, arguments put in; null where an argument has no value. */
  readonly base: string | null;
  /** The stage of the same file that it starts from; null where it starts from an image. */
  readonly parent: BuildStage | null;
  readonly line: number;
  readonly instructions: Instruction[];
}

/**
 * What is wrong with the image that a Dockerfile makes, by line. Only what the file itself shows is told of: of a
 * base image nothing is known but its name.
 *
 * @param args values of build arguments; they go before the defaults of `ARG`s
 */
export function lintDockerfile(
  text: string,
  policy: LintPolicy,
  args: Readonly<Record<string, string>> = {},
): readonly LintFinding[] {
  const stages = stagesOf(readDockerfile(text), args);
  const final = stages.at(-1);
  if (final === undefined) return [];
  const lineage = lineageOf(final);
  const findings = [
    ...stages.flatMap(movingBase),
    ...(policy.base === "alpine" ? otherThanAlpine(final, lineage) : []),
    ...runsAsRoot(final, lineage),
    ...withoutHealthcheck(final, lineage),
  ];
  return findings.toSorted((a, b) => a.line - b.line);
}

function stagesOf(
  instructions: readonly Instruction[],
  args: Readonly<Record<string, string>>,
): readonly BuildStage[] {
  const stages: BuildStage[] = [];
  const values: Record<string, string> = {};
  for (const instruction of instructions) {
    const { name, rest, line } = instruction;
    const current = stages.at(-1);
    if (name === "FROM") {
      const [image = "", as, alias] = rest.split(/\s+/).filter((word) => !word.startsWith("--"));
      const base = fillIn(unquoted(image), values);
      const parent = stages.findLast((stage) => stage.name !== null && stage.name === base?.toLowerCase());
      const named = as?.toLowerCase() === "as" && alias !== undefined ? alias.toLowerCase() : null;
      stages.push({ name: named, base, parent: parent ?? null, line, instructions: [] });
    } else if (current !== undefined) current.instructions.push(instruction);
    else if (name === "ARG") {
      for (const word of rest.split(/\s+/)) {
        const [key = "", ...value] = word.split("=");
        const given = args[key] ?? (value.length > 0 ? unquoted(value.join("=")) : undefined);
        if (given !== undefined) values[key] = given;
      }
    }
  }
  return stages;
}

/** `$NAME`, `${NAME}`, `${NAME:-default}`; null where a value is missing. */
function fillIn(text: string, values: Readonly<Record<string, string>>): string | null {
  let whole = true;
  const filled = text.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g,
    (_, plain?: string, braced?: string, fallback?: string) => {
      const name = plain ?? braced ?? "";
      const value = (Object.hasOwn(values, name) ? values[name] : "") || fallback;
      if (value === undefined) whole = false;
      return value ?? "";
    },
  );
  return whole ? filled : null;
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, "$2");
}

/** The final stage, then the stages that it starts from. */
function lineageOf(final: BuildStage): readonly BuildStage[] {
  const lineage: BuildStage[] = [];
  for (let stage: BuildStage | null = final; stage !== null; stage = stage.parent) lineage.push(stage);
  return lineage;
}

function movingBase(stage: BuildStage): readonly LintFinding[] {
  const { base, parent, line } = stage;
  if (base === null || parent !== null || base === "scratch" || base.includes("@")) return [];
  const tag = tagOf(base);
  if (tag !== null && tag !== "latest") return [];
  const what = tag === null ? `${base} has no tag` : `${base} is another image every few days`;
  return [{ rule: "latest", line, message: `${what}; name a version, or better a digest` }];
}

function otherThanAlpine(final: BuildStage, lineage: readonly BuildStage[]): readonly LintFinding[] {
  const base = lineage.at(-1)!.base;
  if (base === null || isAlpine(base)) return [];
  const message = `the final stage starts from ${base}, and artifact.policy asks for Alpine; use an -alpine variant, or set base: any`;
  return [{ rule: "base", line: final.line, message }];
}

function isAlpine(base: string): boolean {
  const [image = ""] = base.split("@");
  const name = image.split("/").at(-1)!.split(":")[0]!;
  return /(?:^|-)alpine(?:-|$)/.test(name) || /(?:^|-)alpine/.test(tagOf(image) ?? "");
}

/** Null where there is none: the colon of `host:5000/name` is a port's. */
function tagOf(image: string): string | null {
  return /:([^:/]+)$/.exec(image.split("@")[0]!)?.[1] ?? null;
}

function runsAsRoot(final: BuildStage, lineage: readonly BuildStage[]): readonly LintFinding[] {
  const user = lastOf(lineage, "USER");
  const base = lineage.at(-1)!.base ?? "";
  if (user === null && /nonroot|rootless|unprivileged/.test(base)) return [];
  if (user !== null && !/^["']?(?:root|0+)(?::|["']?$)/.test(user.rest)) return [];
  const line = user?.line ?? final.line;
  const message = user === null ? "no USER is set, so it runs as root" : `USER ${user.rest} is root`;
  return [{ rule: "root", line, message: `${message}; end with a USER of its own` }];
}

function withoutHealthcheck(final: BuildStage, lineage: readonly BuildStage[]): readonly LintFinding[] {
  const check = lastOf(lineage, "HEALTHCHECK");
  if (check !== null && !/^none$/i.test(check.rest)) return [];
  const message = check === null ? "there is no HEALTHCHECK" : "HEALTHCHECK NONE leaves it without one";
  return [
    {
      rule: "healthcheck",
      line: check?.line ?? final.line,
      message: `${message}; add one, so that a dead process is seen`,
    },
  ];
}

function lastOf(lineage: readonly BuildStage[], name: string): Instruction | null {
  for (const stage of lineage) {
    const found = stage.instructions.findLast((instruction) => instruction.name === name);
    if (found !== undefined) return found;
  }
  return null;
}
