import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { LineWriter } from "@sluice/commands/ledger-export";
import { SluiceError } from "@sluice/core/errors";

/** Where an export goes: a file, which appears as a whole, or a stream for null. */
export async function openLines(
  path: string | null,
  place: { readonly cwd: string; readonly stdout: NodeJS.WritableStream },
): Promise<LineWriter> {
  if (path === null) return toStream(place.stdout);
  const full = resolve(place.cwd, path);
  const temporary = join(dirname(full), `.${basename(full)}.${randomBytes(6).toString("hex")}.tmp`);
  const file = await open(temporary, "wx").catch((cause: NodeJS.ErrnoException) => {
    throw new SluiceError("input_invalid", `${path} cannot be written (${cause.code ?? "unknown error"})`, {
      advice: "Name a file in a folder that exists and is yours to write; nothing was exported.",
      cause,
    });
  });
  return {
    write: (lines) => file.writeFile(lines),
    async close() {
      await file.close();
      await rename(temporary, full);
    },
    async abandon() {
      await file.close();
      await rm(temporary, { force: true });
    },
  };
}

/** Waits where the reader is slower than the ledger. */
function toStream(stream: NodeJS.WritableStream): LineWriter {
  return {
    write: (lines) =>
      new Promise((done, fail) => {
        stream.write(lines, (error) => (error ? fail(error) : done()));
      }),
    close: async () => {},
    abandon: async () => {},
  };
}
