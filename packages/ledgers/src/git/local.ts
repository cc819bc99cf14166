import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import { type GitResult, git } from "@sluice/host/git";
import { pause, TRIES, tellingLine } from "./failure.ts";
import type { Place } from "./objects.ts";
import type { Store } from "./store.ts";

/**
 * A ref of the repository at `cwd` itself. `git fast-import` moves a ref only to a commit that contains the one
 * it stands at, under the ref's lock: that is the compare-and-swap.
 */
export function localStore(cwd: string, ref: string, clock: Clock, random: () => number): Store {
  const place: Place = {
    cwd,
    // What is appended is the only copy: loose objects reach the disk before the ref names them.
    env: {
      GIT_NO_REPLACE_OBJECTS: "1",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsync",
      GIT_CONFIG_VALUE_0: "committed,loose-object",
    },
  };
  return {
    where: `${ref} of this repository`,
    writes: ref,
    open: async () => place,
    update: async () => ref,
    async append(stream) {
      for (let attempt = 1; ; attempt++) {
        const written = await fastImport(place, stream, []);
        if (written.code === 0) return { commit: markOf(written) };
        if (/Not updating|but expected|reference already exists|incorrect old value/.test(written.stderr)) {
          return "conflict";
        }
        if (/cannot lock ref|Unable to create/.test(written.stderr) && attempt < TRIES) {
          await pause(attempt, clock, random);
          continue;
        }
        throw new SluiceError(
          "ledger_unreachable",
          `${ref} cannot be written: ${tellingLine(written.stderr)}`,
          {
            advice: "Nothing was appended. See that the repository is there and writable, then run it again.",
          },
        );
      }
    },
    async history() {
      const found = await git(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], {
        ...place,
        allowFailure: true,
      });
      const tip = found.code === 0 ? found.stdout.toString("utf8").trim() : null;
      return { place, tip, dispose: async () => {} };
    },
  };
}

/** Lets one git process write blobs, trees, the commit and the ref. */
export function fastImport(place: Place, stream: Buffer, options: readonly string[]): Promise<GitResult> {
  return git(["fast-import", "--quiet", "--done", ...options], {
    ...place,
    stdin: stream,
    allowFailure: true,
  });
}

/** The commit that `get-mark` told of. */
export function markOf(written: GitResult): string {
  return written.stdout.toString("utf8").trim();
}
