import type { Docker } from "./docker.ts";
import type { Container } from "./engine-types.ts";
import { SERVICE } from "./labels.ts";

/**
 * The last lines of containers, prefixed by their service. Those of `first`, which failed, come first, so that they
 * are what is left where little room is: the lines of the others are the ones that are cut.
 */
export async function logsOf(
  docker: Docker,
  containers: readonly Container[],
  first: readonly Container[],
  lines: number,
): Promise<readonly string[]> {
  if (lines <= 0) return [];
  const failed = new Set(first.map((one) => one.Id));
  const ordered = [
    ...containers.filter((one) => failed.has(one.Id)),
    ...containers.filter((one) => !failed.has(one.Id)),
  ];
  const all = await Promise.all(ordered.map((one) => tailOf(docker, one, lines)));
  let left = lines;
  return all.flatMap((tail) => {
    const kept = left > 0 ? tail.slice(-left) : [];
    left -= kept.length;
    return kept;
  });
}

async function tailOf(docker: Docker, container: Container, lines: number): Promise<readonly string[]> {
  const service = container.Config.Labels?.[SERVICE] ?? container.Name.replace(/^\//, "");
  const { stdout, stderr } = await docker.try([
    "logs",
    "--timestamps",
    "--tail",
    String(lines),
    container.Id,
  ]);
  const printed = [...stdout.split("\n"), ...stderr.split("\n")]
    .filter((line) => /^\d{4}-\d\d-\d\dT/.test(line))
    .sort()
    .slice(-lines)
    .map((line) => line.slice(line.indexOf(" ") + 1).trimEnd());
  const { State } = container;
  const why = State.Error ? [`(not started: ${State.Error})`] : [];
  const ended = State.Running ? [] : [`(ended with exit code ${State.ExitCode})`];
  return [...printed, ...why, ...(why.length === 0 && printed.length === 0 ? ended : [])].map(
    (line) => `${service}: ${line}`,
  );
}
