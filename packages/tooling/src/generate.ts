import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cliHelp } from "./generate/cli-help.ts";
import { cliReference } from "./generate/cli-reference.ts";
import { configSchema } from "./generate/config-schema.ts";
import { demoSample } from "./generate/demo-sample.ts";
import { outcomesReference } from "./generate/outcomes-reference.ts";
import { ROOT } from "./root.ts";

/** A file that is made from a definition elsewhere, and never by hand. */
export interface Generator {
  /** In the repository, with slashes. */
  readonly path: string;
  content(): Promise<string>;
}

/** To add one, add a line. */
const GENERATORS: readonly Generator[] = [
  { path: "packages/cli/src/generated/help.ts", content: cliHelp },
  { path: "packages/cli/src/generated/sample.ts", content: demoSample },
  { path: "schema/sluice.schema.json", content: configSchema },
  { path: "docs/cli.md", content: cliReference },
  { path: "docs/outcomes.md", content: outcomesReference },
];

/** The paths of generated files that are not what their definitions say. */
export async function differingFiles(): Promise<string[]> {
  const differing: string[] = [];
  for (const { path, content } of GENERATORS) {
    try {
      if ((await onDisk(path)) !== (await content())) differing.push(path);
    } catch (error) {
      differing.push(`${path}: cannot be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return differing;
}

function onDisk(path: string): Promise<string | null> {
  return readFile(join(ROOT, path), "utf8").catch(() => null);
}

if (import.meta.main) {
  for (const { path, content } of GENERATORS) {
    const text = await content();
    const same = (await onDisk(path)) === text;
    if (!same) {
      await mkdir(dirname(join(ROOT, path)), { recursive: true });
      await writeFile(join(ROOT, path), text);
    }
    process.stdout.write(`${same ? "already" : "written"}  ${path}\n`);
  }
}
