import { stat } from "node:fs/promises";
import { join } from "node:path";
import { SluiceError } from "@sluice/core/errors";
import type { Builder, BuildRequest } from "@sluice/core/ports/builder";
import type { Exec } from "@sluice/core/ports/exec";
import type { History } from "@sluice/core/ports/history";
import { packArchive } from "@sluice/registry/archive";
import { inFolder } from "./in-folder.ts";
import { readCommitted, readFolder } from "./read-tree.ts";
import { writeTree } from "./write-tree.ts";

export interface ArchiveBuilderPorts {
  readonly history: Pick<History, "listTree" | "readBlobs">;
  readonly exec: Exec;
}

const LINES_TOLD = 20;

/** Builds archives from what git has, in a folder of their own; the work tree is neither read nor written. */
export function createArchiveBuilder(ports: ArchiveBuilderPorts): Builder {
  return {
    async build(request) {
      const { commit, context, command, output } = request;
      if (command !== null) return inFolder((folder) => buildIn(folder, command, ports, request));
      const entries = await readCommitted(
        ports.history,
        commit,
        output === null ? context : `${context}/${output}`,
      );
      if (entries.length === 0) throw nothingLeft(output ?? context, "the commit has nothing there");
      return packArchive(entries);
    },
  };
}

async function buildIn(
  folder: string,
  command: readonly [string, ...string[]],
  { history, exec }: ArchiveBuilderPorts,
  { commit, context, output, variables, onLine }: BuildRequest,
): Promise<Uint8Array> {
  await writeTree(folder, await readCommitted(history, commit, context));
  const tail: string[] = [];
  const { code } = await exec.run(command, {
    cwd: folder,
    env: variables,
    onLine(line) {
      onLine(line);
      tail.push(line);
      if (tail.length > LINES_TOLD) tail.shift();
    },
  });
  if (code !== 0) {
    const lines = tail.map((line) => `\n  ${line}`).join("");
    throw new SluiceError("build_failed", `${command.join(" ")} ended with exit code ${code}${lines}`, {
      advice: "Mend what the lines above tell of; nothing was pushed or deployed.",
    });
  }
  const packed = output === null ? folder : join(folder, output);
  const isFolder = await stat(packed).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw nothingLeft(output ?? ".", `${command.join(" ")} left no such folder`);
  return packArchive(readFolder(packed));
}

function nothingLeft(folder: string, why: string): SluiceError {
  return new SluiceError("build_failed", `there is nothing to pack in ${folder}: ${why}`, {
    advice: "Mend artifact.output or artifact.build in sluice.yml; nothing was pushed or deployed.",
  });
}
