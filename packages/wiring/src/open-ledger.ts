import type { Clock, Ledger, LedgerConfig, Reporter } from "@sluice/core";
import { SluiceError } from "@sluice/core";
import { type Credential, git } from "@sluice/host/git";
import { resolvePath, type Site } from "./site.ts";

/** Of the ledger's commits; who did what stands in the events. */
const AUTHOR = { name: "Sluice", email: "sluice@localhost" } as const;

/** The ledger that sluice.yml names. Throws `config_invalid` where it names a remote that is not there. */
export async function ledgerOf(
  site: Site,
  clock: Clock,
  random: () => number,
  reporter: Pick<Reporter, "mask">,
): Promise<Ledger> {
  const { createFileLedger, createGitLedger } = await import("@sluice/ledgers");
  const { ledger } = site.config;
  if (ledger.kind === "file") return createFileLedger({ path: resolvePath(site, ledger.path), clock });
  const remote = await findRemote(site.root, ledger);
  const credentials = credentialOf(site.env, remote?.address ?? null, reporter);
  const name = remote === null ? null : ledger.remote;
  return createGitLedger({
    cwd: site.root,
    remote: name,
    ref: ledger.ref,
    clock,
    random,
    credentials,
    author: AUTHOR,
  });
}

type GitLedgerConfig = Extract<LedgerConfig, { kind: "git" }>;

/**
 * The remote's address. Null where the repository has no `origin`: then the ledger is a ref of the repository itself.
 * A remote of any other name was asked for, and a ledger elsewhere in its stead would be another ledger.
 */
async function findRemote(root: string, { remote }: GitLedgerConfig): Promise<{ address: string } | null> {
  if (/[:/\\]/.test(remote)) return { address: remote };
  const found = await git(["config", "--get", `remote.${remote}.url`], { cwd: root, allowFailure: true });
  const address = found.stdout.toString("utf8").trim();
  if (found.code === 0 && address !== "") return { address };
  if (remote === "origin") return null;
  throw new SluiceError(
    "config_invalid",
    `the repository has no remote ${remote}, which ledger.remote names`,
    {
      advice: `Add it (git remote add ${remote} ADDRESS), or mend ledger.remote in sluice.yml; nothing was changed.`,
    },
  );
}

/** A token for the ledger alone, so that a checkout need not keep one; without it git finds its own. */
function credentialOf(
  env: Site["env"],
  url: string | null,
  reporter: Pick<Reporter, "mask">,
): Credential | null {
  const token = env.SLUICE_LEDGER_TOKEN ?? "";
  if (token === "") return null;
  reporter.mask(token);
  return url === null ? null : { url, username: env.SLUICE_LEDGER_USER || "x-access-token", token };
}
