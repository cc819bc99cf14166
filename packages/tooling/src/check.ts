import { buildAll, compareDist } from "./bundle.ts";
import { arrowViolations } from "./check/arrow-violations.ts";
import { longFiles, machineTraces } from "./check/text-violations.ts";
import { isDist, isSource, manifestsOf, readTree } from "./check/tree.ts";
import { differingFiles } from "./generate.ts";

interface Finding {
  /** What should hold. */
  readonly rule: string;
  /** What to do where it does not. */
  readonly advice: string;
  readonly violations: readonly string[];
}

/** Everything about the tree that neither the compiler nor the linter knows. */
export async function check(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const tree = await readTree();
  const sources = tree.filter(({ path }) => isSource(path));
  const findings: Finding[] = [
    {
      rule: "generated files are what their sources say",
      advice: "npm run generate",
      violations: await differingFiles(),
    },
    {
      rule: "arrows point inwards",
      advice: "packages/tooling/src/check/arrows.ts says which are allowed",
      violations: arrowViolations(sources, manifestsOf(tree)),
    },
    {
      rule: "a file says one thing",
      advice: "part it",
      violations: longFiles(sources.filter(({ path }) => !path.includes("/generated/"))),
    },
    {
      rule: "no file speaks of a machine or of where packages come from",
      advice: "say it without the name",
      violations: machineTraces(tree.filter(({ path }) => path !== "package-lock.json" && !isDist(path))),
    },
  ];
  if (env.SLUICE_CHECK_DIST === "1") {
    findings.push({
      rule: "what is shipped is what the sources give",
      advice: "npm run bundle, and commit dist",
      violations: await differingDists(),
    });
  }
  return findings;
}

async function differingDists(): Promise<string[]> {
  const differing: string[] = [];
  for (const [folder, dist] of await buildAll()) {
    for (const name of await compareDist(folder, dist)) differing.push(`${folder}/${name}`);
  }
  return differing;
}

if (import.meta.main) {
  const findings = await check(process.env);
  for (const { rule, advice, violations } of findings) {
    const holds = violations.length === 0;
    process.stdout.write(`${holds ? "✓" : "✗"} ${rule}\n`);
    for (const violation of violations) process.stdout.write(`    ${violation}\n`);
    if (!holds) process.stdout.write(`  What to do: ${advice}\n`);
  }
  process.exitCode = findings.every(({ violations }) => violations.length === 0) ? 0 : 1;
}
