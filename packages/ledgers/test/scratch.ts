import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ledger } from "@sluice/core/ports/ledger";
import { systemClock } from "@sluice/host/clock";
import { type Credential, git } from "@sluice/host/git";
import type { LedgerHarness } from "@sluice/testing/ledger/contract";
import { createGitLedger } from "../src/git/ledger.ts";

/** A bare repository and an empty clone of it, for tests. */
export interface Scratch extends AsyncDisposable {
  readonly root: string;
  readonly bare: string;
  readonly clone: string;
}

export const REF = "refs/sluice/shop/ledger";

export async function createScratch(): Promise<Scratch> {
  const root = await mkdtemp(join(tmpdir(), "sluice-git-ledger-"));
  const [bare, clone] = [join(root, "remote.git"), join(root, "work")];
  await git(["init", "--quiet", "--bare", bare], { cwd: root });
  await git(["init", "--quiet", clone], { cwd: root });
  await git(["remote", "add", "origin", bare], { cwd: clone });
  return {
    root,
    bare,
    clone,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

export function openLedger(
  cwd: string,
  remote: string | null,
  options: { readonly ref?: string; readonly credentials?: Credential } = {},
): Ledger {
  return createGitLedger({
    cwd,
    remote,
    ref: options.ref ?? REF,
    clock: systemClock,
    random: Math.random,
    credentials: options.credentials ?? null,
    author: { name: "Sluice <test>", email: "sluice@example.com" },
  });
}

/** A ledger at `remote`, whose objects are in `repository`. */
export function harness(cwd: string, remote: string | null, repository: string, ref = REF): LedgerHarness {
  const read = async (...args: string[]) => (await git(args, { cwd: repository })).stdout;
  return {
    open: () => openLedger(cwd, remote, { ref }),
    storage: {
      async files() {
        const files = new Map<string, Buffer>();
        const names = (await read("ls-tree", "-r", "-z", "--name-only", ref)).toString("utf8");
        for (const name of names.split("\0").filter((text) => text !== "")) {
          files.set(name, await read("cat-file", "blob", `${ref}:${name}`));
        }
        return files;
      },
      put: (name, bytes) => commitFile(repository, ref, name, bytes),
    },
  };
}

/** Puts a commit of somebody else's on top of the ledger. */
export async function commitFile(
  repository: string,
  ref: string,
  name: string,
  bytes: Buffer,
): Promise<void> {
  const tip = (await git(["rev-parse", ref], { cwd: repository })).stdout.toString("utf8").trim();
  const header = `commit ${ref}\ncommitter x <x@example.com> 1700000000 +0000\ndata 0\nfrom ${tip}\n`;
  const file = `M 100644 inline ${name}\ndata ${bytes.length}\n`;
  const stdin = Buffer.concat([Buffer.from(`${header}${file}`), bytes, Buffer.from("\n\ndone\n")]);
  await git(["fast-import", "--quiet", "--done"], { cwd: repository, stdin });
}
