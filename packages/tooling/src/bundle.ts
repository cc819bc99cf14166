import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundleEntries } from "./bundle-entries.ts";
import { ROOT } from "./root.ts";

/** Files by their name in the `dist` folder. */
export type Dist = ReadonlyMap<string, string>;

interface Built {
  readonly code: string;
  readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>;
}

type Ncc = (entry: string, options: Readonly<Record<string, unknown>>) => Promise<Built>;

/**
 * What the bundler is told of TypeScript. It overrides what ncc takes from the nearest tsconfig.json, and ours is
 * for checking: it emits nothing and compiles to what `package.json` says, which a bundler's loader cannot ask.
 */
const TSCONFIG = {
  compilerOptions: {
    target: "es2023",
    module: "esnext",
    moduleResolution: "bundler",
    verbatimModuleSyntax: true,
    isolatedModules: true,
    strict: true,
    types: [],
    rootDir: "../../..",
  },
  files: ["index.ts"],
};

const SHEBANG = "#!/usr/bin/env node\n";

/** Bundles all that is shipped; the folders by their path in the repository. The same sources give the same bytes. */
export async function buildAll(): Promise<ReadonlyMap<string, Dist>> {
  const folders = new Map<string, Map<string, string>>();
  for (const { source, folder, file, program } of await bundleEntries()) {
    const dist = folders.get(folder) ?? new Map<string, string>();
    folders.set(folder, dist);
    for (const [name, text] of await build(source, file)) {
      dist.set(name, program && name === file ? `${SHEBANG}${text}` : text);
    }
  }
  return folders;
}

/** Bundles one entry. Not minified and without source maps: both make the bundle slower to start. */
async function build(source: string, file: string): Promise<Dist> {
  // ncc reads the tsconfig.json between the entry and the working directory, and names modules by their relative paths:
  // the entry is always a stub of the same name, beside a tsconfig.json of its own.
  const stub = join(ROOT, ".sluice", "bundle", file.replace(/\.js$/, ""));
  await mkdir(stub, { recursive: true });
  await writeFile(join(stub, "tsconfig.json"), JSON.stringify(TSCONFIG));
  await writeFile(join(stub, "index.ts"), `import "../../../${source}";\n`);
  process.chdir(ROOT);
  const ncc = createRequire(import.meta.url)("@vercel/ncc") as Ncc;
  const licenses = file.replace(/\.js$/, ".licenses.txt");
  const built = await ncc(join(stub, "index.ts"), {
    cache: false,
    filename: file,
    license: licenses,
    quiet: true,
    target: "es2023",
    transpileOnly: true,
  });
  const dist = new Map([[file, built.code]]);
  for (const [name, asset] of Object.entries(built.assets)) {
    dist.set(name, name === licenses ? thirdParties(String(asset.source)) : String(asset.source));
  }
  for (const [name, text] of dist) {
    if (text.includes(ROOT)) throw new Error(`${source}: ${name} would hold this machine's path ${ROOT}`);
    const missing = unresolved(text);
    if (missing.length > 0) throw new Error(`${source}: these imports lead nowhere: ${missing.join(", ")}`);
  }
  return dist;
}

/** ncc lets an import that it cannot find fail only when it is reached, and this is how it writes it. */
export function unresolved(code: string): string[] {
  return [...code.matchAll(/^module\.exports = eval\("require"\)\((".*")\);$/gm)].map((match) => match[1]!);
}

/** ncc lists our own packages too, with no text: the repository's LICENSE is theirs. */
export function thirdParties(licenses: string): string {
  const others = licenses.replace(/^(?:@sluice\/\S+|sluice)\n\S+\n+/gm, "").trim();
  return others === "" ? "" : `${others}\n`;
}

/** The names of files that `dist` on disk lacks, has too many, or has otherwise. */
export async function compareDist(folder: string, dist: Dist): Promise<string[]> {
  const path = join(ROOT, folder);
  const there = await readdir(path).catch(() => [] as string[]);
  const differing = there.filter((name) => !dist.has(name));
  for (const [name, text] of dist) {
    const found = await readFile(join(path, name), "utf8").catch(() => null);
    if (found !== text) differing.push(name);
  }
  return differing.sort();
}

async function writeDist(folder: string, dist: Dist): Promise<void> {
  const path = join(ROOT, folder);
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  for (const [name, text] of dist) {
    await writeFile(join(path, name), text, { mode: text.startsWith(SHEBANG) ? 0o755 : 0o644 });
  }
}

if (import.meta.main) {
  for (const [folder, dist] of await buildAll()) {
    await writeDist(folder, dist);
    const size = [...dist.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    process.stdout.write(`${folder}: ${dist.size} files, ${Math.ceil(size / 1024)} KiB\n`);
  }
}
