import { randomUUID } from "node:crypto";
import { link, readFile, rm, stat, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { SluiceError } from "@sluice/core";

/** How long the holder of another machine is believed, in milliseconds; the work under the lock takes some milliseconds. */
const FOREIGN_MS = 60_000;

interface Holder {
  /** Unique to one acquisition. */
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  /** Start of the process in clock ticks since boot, so that a reused pid is not taken for it; null where nobody tells. */
  readonly born: string | null;
}

/**
 * Runs `work` while no other process holds the lock file `path`. A killed holder does not block: its lock
 * is removed by whoever gets the right to, and that right is a file named after the dead holder's unique token,
 * made exclusively; so no two processes remove it, and nobody removes the lock of a live holder that came after.
 * Throws `registry_unreachable` after `waitMs` of waiting for live holders.
 */
export async function withLock<T>(path: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const me: Holder = { token: randomUUID(), host: hostname(), pid: process.pid, born: await bornOf("self") };
  const until = Date.now() + waitMs;
  while (!(await claim(path, me))) {
    const holder = await readHolder(path);
    if (holder && (await isDead(path, holder)) && (await inherit(path, holder, me))) {
      // Stable until we remove it: only the heir may.
      if ((await readHolder(path))?.token === holder.token) await unlink(path);
      await forget(path, holder, me);
      continue;
    }
    if (Date.now() > until)
      throw new SluiceError(
        "registry_unreachable",
        `${path} is held by process ${holder?.pid ?? "?"} for more than ${waitMs} ms. Nothing was changed.`,
        { advice: "Wait until the other run ends, or end it." },
      );
    await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 10));
  }
  try {
    return await work();
  } finally {
    if ((await readHolder(path))?.token === me.token) await rm(path, { force: true });
  }
}

/** Makes `path` with its whole content at once, or answers false where it exists. */
async function claim(path: string, me: Holder): Promise<boolean> {
  const draft = `${path}.${me.token}.draft`;
  await writeFile(draft, JSON.stringify(me));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

function heirOf(path: string, token: string): string {
  return `${path}.${token}.heir`;
}

/** The right to remove what the dead holder left; that of an heir that died too is inherited in turn. */
async function inherit(path: string, dead: Holder, me: Holder): Promise<boolean> {
  const right = heirOf(path, dead.token);
  if (await claim(right, me)) return true;
  const heir = await readHolder(right);
  return heir !== null && (await isDead(right, heir)) && (await inherit(path, heir, me));
}

/** Removes the rights from the dead holder down to ours; the lock they were about is gone. */
async function forget(path: string, dead: Holder, me: Holder): Promise<void> {
  const right = heirOf(path, dead.token);
  const heir = await readHolder(right);
  if (heir && heir.token !== me.token) await forget(path, heir, me);
  await rm(right, { force: true });
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    if (!(error instanceof SyntaxError)) throw error;
    throw new SluiceError("registry_malformed", `${path} is not a lock of Sluice's. Nothing was changed.`, {
      advice: "Delete the file if no Sluice runs on this machine.",
    });
  }
}

async function isDead(path: string, holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) {
    const made = await stat(path).catch(() => null);
    return made !== null && Date.now() - made.mtimeMs > FOREIGN_MS;
  }
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return isCode(error, "ESRCH");
  }
  const born = await bornOf(String(holder.pid));
  return holder.born !== null && born !== null && born !== holder.born;
}

/** Field 22 of /proc/<pid>/stat (proc(5)), counted after the name, which may hold spaces; null off Linux. */
async function bornOf(pid: string): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
