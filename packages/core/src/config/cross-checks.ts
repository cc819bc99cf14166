import { render } from "../model/render.ts";
import { slug } from "../model/slug.ts";
import { suggest } from "../model/suggest.ts";
import { hostOf } from "../plan/routing.ts";
import { listOf, type Path, recordOf, textsOf } from "./data.ts";
import type { Problem } from "./problems.ts";
import { isShared } from "./url.ts";

/**
 * What one key owes to another. It looks at the file as it was written, so that it speaks up even where something
 * else in the file is wrong too.
 */
export function crossChecks(data: unknown): Problem[] {
  const file = recordOf(data);
  return [
    ...ownKeys(data),
    ...stagesApart(file),
    ...stagesInOrder(file),
    ...suitesThere(file),
    ...noticesOfStages(file),
    ...artifactFits(file),
  ];
}

function problem(path: Path, message: string, part: Problem["part"] = "value"): Problem {
  return { path, message, part };
}

function unknownName(path: Path, kind: string, name: string, known: readonly string[]): Problem {
  const meant = suggest(name, known);
  if (meant !== null) return problem(path, `names no ${kind} of this file; did you mean ${meant}?`);
  return problem(
    path,
    `names no ${kind} of this file; there ${known.length === 0 ? "is none" : `are ${known.join(", ")}`}`,
  );
}

/** Deeper than any key of the schema; what is nested further is refused by the schema above it. */
const DEEPEST = 12;

/** `__proto__` is a key that JavaScript's objects cannot be trusted with; zod's records pass over it. */
function ownKeys(data: unknown, path: Path = [], seen = new Set<unknown>()): Problem[] {
  if (typeof data !== "object" || data === null || seen.has(data) || path.length > DEEPEST) return [];
  seen.add(data);
  if (Array.isArray(data)) return data.flatMap((value, place) => ownKeys(value, [...path, place], seen));
  return Object.keys(data).flatMap((key) =>
    key === "__proto__"
      ? [problem([...path, key], "unknown key", "key")]
      : ownKeys(recordOf(data)[key], [...path, key], seen),
  );
}

/** Environments, branches and public addresses of two stages must be told apart. */
function stagesApart(file: Readonly<Record<string, unknown>>): Problem[] {
  const problems: Problem[] = [];
  const [names, branches, hosts] = [
    new Map<string, string>(),
    new Map<string, string>(),
    new Map<string, string>(),
  ];
  const app = typeof file.app === "string" ? slug(file.app) : "{app}";
  for (const [name, value] of Object.entries(recordOf(file.stages))) {
    const stage = recordOf(value);
    const twin = claim(names, name.toLowerCase(), name);
    if (twin !== null)
      problems.push(
        problem(
          ["stages", name],
          `differs from ${twin} by upper and lower case alone; choose another name`,
          "key",
        ),
      );
    const branch = typeof stage.branch === "string" ? stage.branch : name;
    const sibling = claim(branches, branch, name);
    if (sibling !== null && twin === null)
      problems.push(
        problem(["stages", name, "branch"], `is the branch of ${sibling} too; each stage needs its own`),
      );
    if (typeof stage.url !== "string") continue;
    const url = render(stage.url, {
      app,
      stage: slug(name),
      number: "{number}",
      sha: "{sha}",
      slug: "{slug}",
    });
    const neighbour = claim(hosts, hostOf(url) ?? url, name);
    if (neighbour !== null)
      problems.push(
        problem(
          ["stages", name, "url"],
          isShared({ url })
            ? `has the host of ${neighbour}; a host leads to one stage`
            : `may give the same host as ${neighbour}; put {stage} into it`,
        ),
      );
  }
  return problems;
}

/** Who had the key first; null for a key that was free, and now is `owner`'s. */
function claim(owners: Map<string, string>, key: string, owner: string): string | null {
  const first = owners.get(key);
  if (first !== undefined) return first;
  owners.set(key, owner);
  return null;
}

function stagesInOrder(file: Readonly<Record<string, unknown>>): Problem[] {
  const names = Object.keys(recordOf(file.stages));
  return names.flatMap((name, place) => {
    const { from } = recordOf(recordOf(file.stages)[name]);
    if (typeof from !== "string" || names.slice(0, place).includes(from)) return [];
    const path = ["stages", name, "from"];
    if (!names.includes(from)) return [unknownName(path, "stage", from, names.slice(0, place))];
    return [
      problem(
        path,
        from === name ? "names its own stage" : `names a stage below; move ${from} above ${name}`,
      ),
    ];
  });
}

function suitesThere(file: Readonly<Record<string, unknown>>): Problem[] {
  const tests = recordOf(file.tests);
  const suites = Object.keys(tests);
  const required = Object.entries(recordOf(file.stages)).flatMap(([name, value]) => {
    const { require, approvals, administrators } = recordOf(value);
    const problems = textsOf(require)
      .filter(([, suite]) => !suites.includes(suite))
      .map(([place, suite]) => unknownName(["stages", name, "require", place], "suite", suite, suites));
    if (isMoreThan(recordOf(approvals).count, 0) && listOf(administrators).length === 0)
      problems.push(
        problem(["stages", name, "approvals"], "needs administrators: nobody else could approve"),
      );
    return problems;
  });
  const split = Object.entries(tests).flatMap(([name, value]) => {
    const { shards, files } = recordOf(value);
    return (shards === "auto" || isMoreThan(shards, 1)) && files === undefined
      ? [problem(["tests", name, "shards"], "needs files: the patterns of what is split")]
      : [];
  });
  return [...required, ...split];
}

function isMoreThan(value: unknown, limit: number): boolean {
  return typeof value === "number" && value > limit;
}

function noticesOfStages(file: Readonly<Record<string, unknown>>): Problem[] {
  const names = Object.keys(recordOf(file.stages));
  return listOf(file.notify).flatMap((entry, at) =>
    textsOf(recordOf(entry).stages)
      .filter(([, stage]) => !names.includes(stage))
      .map(([place, stage]) => unknownName(["notify", at, "stages", place], "stage", stage, names)),
  );
}

/** What docker's client reads itself: as build arguments travel by the environment, these would lead it astray. */
const CLIENT_VARIABLE = /^(?:PATH|HOME|DOCKER_.*|BUILDX_.*|LD_.*|SSH_.*)$/;

function artifactFits(file: Readonly<Record<string, unknown>>): Problem[] {
  if (typeof file.artifact !== "object" || file.artifact === null) return [];
  const artifact = recordOf(file.artifact);
  const target = recordOf(file.target).kind;
  const kind = artifact.kind ?? (target === "process" ? "archive" : "image");
  const problems: Problem[] = [];
  if (artifact.image === undefined && artifact.repository === undefined)
    problems.push(
      problem(["artifact"], `needs ${kind === "image" ? "image" : "repository"}: where the artifact is kept`),
    );
  if (artifact.image !== undefined && artifact.repository !== undefined)
    problems.push(problem(["artifact", "repository"], "means the same as image; keep one of them", "key"));
  if (kind === "image" && target === "process")
    problems.push(problem(["artifact", "kind"], "must be archive: processes are started from an archive"));
  if (kind === "archive" && typeof target === "string" && target !== "process")
    problems.push(problem(["artifact", "kind"], "must be image: archives run where target.kind is process"));
  for (const key of ["build", "output"]) {
    if (kind === "image" && artifact[key] !== undefined)
      problems.push(
        problem(["artifact", key], "is for archives; an image is built by its Dockerfile", "key"),
      );
  }
  for (const key of ["secrets", "cache", "attestations", "policy", "lint"]) {
    if (kind === "archive" && artifact[key] !== undefined)
      problems.push(
        problem(["artifact", key], "is for images; an archive is packed without a Dockerfile", "key"),
      );
  }
  for (const name of Object.keys(recordOf(artifact.args))) {
    if (kind === "image" && CLIENT_VARIABLE.test(name))
      problems.push(
        problem(["artifact", "args", name], "is a variable of docker's own; choose another name", "key"),
      );
  }
  return problems;
}
