import { stat } from "node:fs/promises";
import { SluiceError } from "@sluice/core/errors";

/** Tells why a program could not be started: a missing program and a missing folder are the same errno. */
export async function cannotStart(error: unknown, program: string, cwd: string): Promise<SluiceError> {
  const code = (error as NodeJS.ErrnoException).code;
  const there = await stat(cwd).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!there) {
    return new SluiceError("input_invalid", `${program} was not started: there is no folder ${cwd}`, {
      cause: error,
    });
  }
  if (code === "ENOENT") {
    return new SluiceError("program_missing", `${program} was not started: there is no such program`, {
      advice: `Install ${program}, or mend the command; a program of the repository needs its path (./${program}).`,
      cause: error,
    });
  }
  if (code === "EACCES") {
    return new SluiceError("program_missing", `${program} was not started: it is not an executable file`, {
      advice: `Make it executable (git update-index --chmod=+x) or name the program that reads it.`,
      cause: error,
    });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new SluiceError("program_missing", `${program} was not started: ${why}`, { cause: error });
}
