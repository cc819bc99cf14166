import { createHash, randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { SluiceError } from "@sluice/core/errors";
import type { Clock } from "@sluice/core/ports/clock";
import { systemClock } from "./clock.ts";
import { livenessOf, processIdentity } from "./identity.ts";

export interface FileLockOptions {
  /** How long to wait for it, in milliseconds; default 30000. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** Who holds a lock. The token is never used twice. */
interface Owner {
  readonly pid: number;
  readonly identity: string;
  readonly token: string;
}

const POLL_MS = 20;

/**
 * Runs `fn` while no other process (nor another call in this one) is inside the same lock. It is not
 * reentrant. A lock whose owner is dead is taken over. Throws `busy` where it is not had within `timeoutMs`.
 *
 * How a take-over has one winner: the lock is a file, made by link(2), which fails where there is one; that of a dead
 * owner is not removed but succeeded, by a file that carries the dead owner's token in its name and is made in the
 * same way. The last in this chain holds the lock. It then renames itself over the first, which ends the chain.
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
    await rm(path, { force: true });
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
      const holder = await attempt(path, mine);
      if (holder === null) return;
      if (clock.now() >= deadline) {
        throw new SluiceError(
          "busy",
          `${holder.pid === 0 ? "another process" : `process ${holder.pid}`} holds ${path} and did not finish in ${timeoutMs} ms`,
          {
            advice: "Wait for it to finish, or end it, then run this again; nothing was changed.",
          },
        );
      }
      await clock.sleep(POLL_MS + Math.floor(Math.random() * POLL_MS));
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** Null where the lock is now ours, else who has it. */
async function attempt(path: string, mine: string): Promise<Owner | null> {
  if (await linked(mine, path)) return null;
  const chain = await readChain(path);
  const first = chain[0];
  const last = chain.at(-1);
  // It was released between the two looks: no owner to speak of yet.
  if (first === undefined || last === undefined) return { pid: 0, identity: "", token: "" };
  if ((await livenessOf(last.pid, last.identity)) !== "dead") return last;
  const successor = `${path}.${last.token}`;
  if (!(await linked(mine, successor))) return last;
  // Whoever ended the chain since we read it renamed itself over the first before it removed the links.
  if ((await readOwner(path))?.token !== first.token) {
    await rm(successor, { force: true });
    return last;
  }
  await rename(mine, path);
  for (const owner of chain) await rm(`${path}.${owner.token}`, { force: true });
  return null;
}

async function readChain(path: string): Promise<Owner[]> {
  const chain: Owner[] = [];
  let owner = await readOwner(path);
  while (owner !== null) {
    chain.push(owner);
    owner = await readOwner(`${path}.${owner.token}`);
  }
  return chain;
}

/** Null where there is no such file. What is not ours to read (a power cut emptied it) has a dead owner. */
async function readOwner(path: string): Promise<Owner | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  try {
    const { pid, identity, token } = JSON.parse(text) as Partial<Record<keyof Owner, unknown>>;
    if (Number.isInteger(pid) && typeof identity === "string" && /^[0-9a-f]{16}$/.test(String(token)))
      return { pid: Number(pid), identity, token: String(token) };
  } catch {}
  return { pid: 0, identity: "", token: createHash("sha256").update(text).digest("hex").slice(0, 16) };
}

/** Whether the link was made; false where there is a file of that name. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
