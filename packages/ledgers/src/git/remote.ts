import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import { type Credential, credentialEnv, type GitResult, git } from "@sluice/host/git";
import { classify, type Pushed, pause, readPush, TRIES, tellingLine } from "./failure.ts";
import { fastImport, markOf } from "./local.ts";
import { type GetObject, withObjects } from "./objects.ts";
import { type Page, parseChain } from "./page.ts";
import { type PrivateRepository, privateRepository } from "./private-repository.ts";
import type { Store } from "./store.ts";

/** Names in the private repository; no repository of the user's has them. */
const TIP = "refs/sluice-cache/tip";
const NEXT = "refs/sluice-cache/next";

/** For one call to the remote, in milliseconds. */
const TIMEOUT_MS = 60_000;

export interface RemoteOptions {
  readonly cwd: string;
  readonly remote: string;
  readonly ref: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly credentials: Credential | null;
}

/**
 * A ref of another repository. The server takes a push without force only where it contains what the ref
 * stands at: that is the compare-and-swap.
 */
export function remoteStore(options: RemoteOptions): Store {
  const { cwd, ref, clock, random } = options;
  const name = options.remote.replace(/(:\/\/)[^/@\s]+@/, "$1***@");
  const where = `${ref} of ${name}`;
  const credential = options.credentials === null ? {} : credentialEnv(options.credentials);
  const make = () => privateRepository(cwd, options.remote, credential);
  let opened: Promise<PrivateRepository> | null = null;
  const open = () => {
    opened ??= make();
    return opened;
  };

  async function call(repository: PrivateRepository, args: readonly string[]): Promise<GitResult> {
    try {
      const { env } = repository;
      return await git(args, {
        cwd,
        env,
        allowFailure: true,
        timeoutMs: TIMEOUT_MS,
        reason: "ledger_unreachable",
      });
    } catch (error) {
      if (!(error instanceof SluiceError) || error.reason !== "ledger_unreachable") throw error;
      return { code: -1, stdout: Buffer.alloc(0), stderr: error.message };
    }
  }

  /** Whether the ref is there. */
  async function fetch(repository: PrivateRepository, how: readonly string[]): Promise<boolean> {
    const args = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--no-prune"];
    args.push("--no-recurse-submodules", "--refmap=", ...how, "--", repository.remote, `+${ref}:${TIP}`);
    for (let attempt = 1; ; attempt++) {
      const fetched = await call(repository, args);
      if (fetched.code === 0) return true;
      const failure = classify(fetched.stderr);
      if (failure === "no-ref") return false;
      if (failure !== "transient" || attempt === TRIES) throw unreadable(failure, fetched.stderr);
      await pause(attempt, clock, random);
    }
  }

  async function push(repository: PrivateRepository, commit: string): Promise<Pushed & { stderr: string }> {
    const args = ["push", "--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", "--no-thin"];
    args.push("--recurse-submodules=no", "--", repository.remote, `${commit}:${ref}`);
    const { code, stdout, stderr } = await call(repository, args);
    return { ...readPush(code, stdout.toString("utf8"), stderr), stderr };
  }

  /**
   * Whether a push of which no answer came was accepted: the commit is the ledger's newest, or one before it.
   * Each commit holds one event at least, so the history between is no deeper than the events are many.
   */
  async function arrived(repository: PrivateRepository, commit: string, after: Page): Promise<boolean> {
    for (let depth = 1; ; ) {
      if (!(await fetch(repository, [`--depth=${depth}`]))) return false;
      const tip = await withObjects(repository, (get) => readTip(get, where));
      const needed = tip.seq - after.state.seq;
      // Others may have appended since the last look, and what was deep enough then is not any more.
      if (tip.commit === commit || depth >= needed) break;
      depth = needed;
    }
    const listed = await git(["rev-list", TIP], repository);
    return listed.stdout.toString("utf8").split("\n").includes(commit);
  }

  function unreadable(failure: string, stderr: string): SluiceError {
    const denied = failure === "denied";
    const problem = denied ? "refuses the credentials" : "cannot be read";
    return new SluiceError(
      denied ? "ledger_denied" : "ledger_unreachable",
      `the ledger ${where} ${problem}: ${tellingLine(stderr)}`,
      {
        advice: denied
          ? "Nothing was changed. Give this job a token that may read the repository that keeps the ledger."
          : "Nothing was changed. See that the remote is right and answers, then run it again.",
      },
    );
  }

  function refused(reason: string): SluiceError {
    return new SluiceError("ledger_denied", `the ledger ${where} refuses the push: ${reason}`, {
      advice: `Nothing was appended. Give this job a token that may write ${ref}, or let the branch's protection admit it.`,
    });
  }

  return {
    where,
    writes: NEXT,
    open,
    async update() {
      return (await fetch(await open(), ["--depth=1"])) ? TIP : null;
    },
    async append(stream, after) {
      const repository = await open();
      const written = await fastImport(repository, stream, ["--force"]);
      if (written.code !== 0) {
        throw new SluiceError(
          "git_failed",
          `the commit could not be written: ${tellingLine(written.stderr)}`,
          {
            advice: "Nothing was appended. See that the temporary folder has room, then run it again.",
          },
        );
      }
      const commit = markOf(written);
      let answered = true;
      for (let attempt = 1; ; attempt++) {
        const pushed = await push(repository, commit);
        if (pushed.is === "done") return { commit };
        if (pushed.is === "denied") throw refused(pushed.reason);
        if (pushed.is === "conflict") {
          const unsure = pushed.sent || !answered;
          return unsure && (await arrived(repository, commit, after)) ? { commit } : "conflict";
        }
        answered = false;
        if (pushed.is === "transient" && attempt < TRIES) {
          await pause(attempt, clock, random);
          continue;
        }
        if (await arrived(repository, commit, after)) return { commit };
        throw new SluiceError(
          "ledger_unreachable",
          `the ledger ${where} does not take the push: ${tellingLine(pushed.stderr)}`,
          { advice: "Nothing was appended. See that the remote answers, then run it again." },
        );
      }
    },
    async history() {
      const repository = await make();
      try {
        const tip = (await fetch(repository, [])) ? await resolveTip(repository) : null;
        return { place: repository, tip, dispose: () => repository.dispose() };
      } catch (error) {
        await repository.dispose();
        throw error;
      }
    },
  };
}

async function readTip(get: GetObject, where: string): Promise<{ commit: string; seq: number }> {
  const [tip, chain] = await Promise.all([get(TIP), get(`${TIP}:chain.json`)]);
  const { seq } = parseChain(chain?.content.toString("utf8") ?? "", `${where}, chain.json`);
  return { commit: tip!.id, seq };
}

async function resolveTip(repository: PrivateRepository): Promise<string> {
  const found = await git(["rev-parse", "--verify", TIP], repository);
  return found.stdout.toString("utf8").trim();
}
