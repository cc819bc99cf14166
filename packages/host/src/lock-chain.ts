import { createHash } from "node:crypto";

/**
 * Who may hold a lock that is a file, when processes die at any step. The file is made by a link, which fails
 * where there is one. That of a dead owner is not removed but succeeded: by a link whose name ends in the dead
 * owner's token, so that one taker only makes it. The last in this chain holds the lock. It renames itself over
 * the first, and then removes the links; who looked before that finds the first changed, and withdraws.
 */
export interface LockFiles {
  /** False where `to` exists. */
  link(from: string, to: string): Promise<boolean>;
  /** Null where there is none. */
  read(path: string): Promise<string | null>;
  rename(from: string, to: string): Promise<void>;
  /** None is no error. */
  remove(path: string): Promise<void>;
}

export interface Owner {
  readonly pid: number;
  readonly identity: string;
  /** Never used twice. */
  readonly token: string;
}

/** Nobody who can be named: the lock was released between two looks. */
const NOBODY: Owner = { pid: 0, identity: "", token: "" };

/** One attempt. Null where the lock is now that of the owner in the file `mine`, else who has it. */
export async function takeLock(
  path: string,
  mine: string,
  files: LockFiles,
  isDead: (owner: Owner) => Promise<boolean>,
): Promise<Owner | null> {
  if (await files.link(mine, path)) return null;
  const chain = await readChain(path, files);
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last === undefined) return NOBODY;
  if (!(await isDead(last))) return last;
  const successor = `${path}.${last.token}`;
  if (!(await files.link(mine, successor))) return last;
  if ((await readOwner(path, files))?.token !== first.token) {
    await files.remove(successor);
    return last;
  }
  await files.rename(mine, path);
  for (const owner of chain) await files.remove(`${path}.${owner.token}`);
  return null;
}

async function readChain(path: string, files: LockFiles): Promise<Owner[]> {
  const chain: Owner[] = [];
  let owner = await readOwner(path, files);
  while (owner !== null) {
    chain.push(owner);
    owner = await readOwner(`${path}.${owner.token}`, files);
  }
  return chain;
}

/** What is not ours to read (a power cut emptied it) has a dead owner. */
async function readOwner(path: string, files: LockFiles): Promise<Owner | null> {
  const text = await files.read(path);
  if (text === null) return null;
  try {
    const { pid, identity, token } = JSON.parse(text) as Partial<Record<keyof Owner, unknown>>;
    if (Number.isInteger(pid) && typeof identity === "string" && /^[0-9a-f]{16}$/.test(String(token)))
      return { pid: Number(pid), identity, token: String(token) };
  } catch {}
  return { ...NOBODY, token: createHash("sha256").update(text).digest("hex").slice(0, 16) };
}
