import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import { systemClock } from "./clock.ts";
import { livenessOf, processIdentity } from "./identity.ts";
import { type LockFiles, type Owner, takeLock } from "./lock-chain.ts";

export interface FileLockOptions {
  /** How long to wait for it, in milliseconds; default 30000. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

const POLL_MS = 20;

/**
 * Runs `fn` while no other process (nor another call in this one) is inside the same lock. It is not
 * reentrant. A lock whose owner is dead is taken over. Throws `busy` where it is not had within `timeoutMs`.
 */
export async function withFileLock<T>(
  path: string,
  fn: () => Promise<T>,
  options: FileLockOptions = {},
): Promise<T> {
  await acquire(path, options);
  try {
    return await fn();
  } finally {
    await disk.remove(path);
  }
}

async function acquire(path: string, options: FileLockOptions): Promise<void> {
  const clock = options.clock ?? systemClock;
  const timeoutMs = options.timeoutMs ?? 30_000;
  const deadline = clock.now() + timeoutMs;
  const me: Owner = {
    pid: process.pid,
    identity: (await processIdentity(process.pid)) ?? "",
    token: randomBytes(8).toString("hex"),
  };
  const mine = `${path}.${me.token}.tmp`;
  await writeFile(mine, JSON.stringify(me), { flag: "wx" });
  try {
    for (;;) {
      const holder = await takeLock(path, mine, disk, isDead);
      if (holder === null) return;
      if (clock.now() >= deadline) throw busy(path, holder, timeoutMs);
      await clock.sleep(POLL_MS + Math.floor(Math.random() * POLL_MS));
    }
  } finally {
    await disk.remove(mine);
  }
}

function busy(path: string, holder: Owner, timeoutMs: number): SluiceError {
  const who = holder.pid === 0 ? "another process" : `process ${holder.pid}`;
  return new SluiceError("busy", `${who} holds ${path} and did not finish in ${timeoutMs} ms`, {
    advice: "Wait for it to finish, or end it, then run this again; nothing was changed.",
  });
}

async function isDead(owner: Owner): Promise<boolean> {
  return (await livenessOf(owner.pid, owner.identity)) === "dead";
}

const disk: LockFiles = {
  async link(from, to) {
    try {
      await link(from, to);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
  },
  async read(path) {
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  },
  rename,
  remove: (path) => rm(path, { force: true }),
};
