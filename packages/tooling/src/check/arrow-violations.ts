import { isBuiltin } from "node:module";
import { posix } from "node:path";
import ts from "typescript";
import { ARROWS, BENCHMARKS, type Rule, ruleForTests } from "./arrows.ts";

/** A file by its path in the repository, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Manifests by their folder: `packages/core`, `actions/deploy-env`; `.` is the repository's own. */
export type Manifests = ReadonlyMap<string, Manifest>;

/** Every arrow that is not allowed, one line each. */
export function arrowViolations(files: readonly SourceFile[], manifests: Manifests): string[] {
  return [
    ...[...manifests].flatMap(([folder, manifest]) => manifestViolations(folder, manifest)),
    ...files.flatMap((file) => fileViolations(file, manifests)),
  ];
}

function manifestViolations(folder: string, manifest: Manifest): string[] {
  if (folder === ".") return [];
  const name = nameOf(folder);
  const rule = ARROWS[name];
  if (rule === undefined)
    return [`${folder}: no arrow is allowed for this package; say in arrows.ts what it may import`];
  return Object.keys(manifest.dependencies ?? {}).flatMap((dependency) => {
    const ours = ourPackage(dependency);
    const allowed =
      ours === null ? rule.npm === "declared" || rule.npm.includes(dependency) : rule.imports.includes(ours);
    return allowed ? [] : [`${folder}/package.json: ${name} may not depend on ${dependency}`];
  });
}

function fileViolations(file: SourceFile, manifests: Manifests): string[] {
  const folder = file.path.split("/").slice(0, 2).join("/");
  const name = nameOf(folder);
  if (ARROWS[name] === undefined) return [];
  const test = isForTests(file.path);
  const rule = /\/bench\//.test(file.path) ? BENCHMARKS : test ? ruleForTests(name) : ARROWS[name];
  const declared = declaredIn(folder, manifests, test || name === "testing" || name === "tooling");
  return importsOf(file).flatMap((specifier) => {
    const why = whyForbidden(specifier, { file: file.path, folder, name, rule, test, declared });
    return why === null ? [] : [`${file.path}: ${specifier}: ${why}`];
  });
}

interface Importer {
  readonly file: string;
  readonly folder: string;
  readonly name: string;
  readonly rule: Rule;
  readonly test: boolean;
  readonly declared: ReadonlySet<string>;
}

function whyForbidden(specifier: string, from: Importer): string | null {
  if (specifier.startsWith("."))
    return whyForbiddenPath(posix.join(posix.dirname(from.file), specifier), from);
  if (isBuiltin(specifier)) return from.rule.node ? null : `${from.name} may not use Node's modules`;
  const dependency = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const ours = ourPackage(dependency);
  if (ours === from.name) return null;
  if (ours !== null && !from.rule.imports.includes(ours)) {
    return `${from.name}${from.test ? "'s tests" : ""} may not import ${ours}`;
  }
  if (ours === null && from.rule.npm !== "declared" && !from.rule.npm.includes(dependency)) {
    return `${from.name} may not import ${dependency}`;
  }
  // Tests of a package find the fakes without every manifest naming them.
  if (from.declared.has(dependency) || (from.test && ours !== null)) return null;
  return `${from.folder}/package.json does not declare ${dependency}`;
}

function whyForbiddenPath(target: string, from: Importer): string | null {
  if (!target.startsWith(`${from.folder}/`)) {
    return from.test ? null : "a file of another package is reached by its package's name";
  }
  if (isForTests(target) && !from.test && from.name !== "testing")
    return "only tests may import what is for tests";
  if (!from.rule.apart || from.test) return null;
  const [own, other] = [unitOf(from.file), unitOf(target)];
  const related = own === other || `${own}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${own}/`);
  return related || other === "" || own === "" ? null : `${own} and ${other} do not know each other`;
}

/** Which adapter a file belongs to, below `src`: `github`, `edges/caddy`; empty for what all of them share. */
function unitOf(path: string): string {
  const [, , , first, second, third] = path.split("/");
  if (second === undefined) return "";
  return first === "edges" && third !== undefined ? `${first}/${second}` : first!;
}

/** Tests, what only they use, and benchmarks. */
export function isForTests(path: string): boolean {
  return (
    /(?:\.test|(?:^|[./])fixture|\.bench)\.ts$/.test(path) ||
    /^(?:packages|actions)\/[^/]+\/(?:test|bench)\//.test(path)
  );
}

function nameOf(folder: string): string {
  return folder.startsWith("actions/") ? "actions" : folder.slice("packages/".length);
}

function ourPackage(dependency: string): string | null {
  return dependency.startsWith("@sluice/") ? dependency.slice("@sluice/".length) : null;
}

/** The repository's own development tools (vitest, fast-check, typescript) are there for tests and tooling. */
function declaredIn(folder: string, manifests: Manifests, tools: boolean): ReadonlySet<string> {
  const own = manifests.get(folder);
  return new Set([
    ...Object.keys(own?.dependencies ?? {}),
    ...Object.keys(tools ? (own?.devDependencies ?? {}) : {}),
    ...Object.keys(tools ? (manifests.get(".")?.devDependencies ?? {}) : {}),
  ]);
}

/** What a file imports, types and `import()` included. */
function importsOf(file: SourceFile): string[] {
  const found = ts.preProcessFile(file.text, true, true).importedFiles.map((imported) => imported.fileName);
  return [...new Set(found)];
}
