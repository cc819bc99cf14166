import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { SluiceError } from "@sluice/core/errors";
import { gitEnvironment } from "@sluice/host/git-environment";

export interface GitObject {
  /** Object id in hexadecimal digits. */
  readonly id: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Where objects are read: a working directory, and variables such as `GIT_DIR`. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Asks for objects by name (`<sha>:state.json`); null for one that is not there. Answers in the order of the calls. */
export type GetObject = (name: string) => Promise<GitObject | null>;

/** One `git cat-file --batch` process, so that reading many objects costs one. */
export interface Objects {
  readonly get: GetObject;
  close(): Promise<void>;
}

export function openObjects(place: Place): Objects {
  const child = spawn("git", ["cat-file", "--batch"], {
    cwd: place.cwd,
    env: gitEnvironment(process.env, place.env),
    stdio: "pipe",
    windowsHide: true,
  });
  const reader = new BatchReader(child);
  return {
    get: (name) => reader.get(name),
    async close() {
      child.stdin.end();
      await reader.ended;
    },
  };
}

export async function withObjects<T>(place: Place, use: (get: GetObject) => Promise<T>): Promise<T> {
  const objects = openObjects(place);
  try {
    return await use(objects.get);
  } finally {
    await objects.close();
  }
}

interface Request {
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: Error) => void;
}

class BatchReader {
  /** Settles once the process is gone; never rejects. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting: Request[] = [];
  #chunks: Buffer[] = [];
  #length = 0;
  #needed = 0;
  #stderr = "";
  #over = false;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    child.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
    child.stderr.on("data", (chunk: Buffer) => {
      this.#stderr += chunk.toString("utf8");
    });
    child.stdin.on("error", () => {});
    this.ended = new Promise((resolve) => {
      const over = (error: Error) => {
        this.#over = true;
        for (const request of this.#waiting.splice(0)) request.reject(error);
        resolve();
      };
      child.on("error", (cause) => over(missing(cause)));
      child.on("close", () => over(this.#failure()));
    });
  }

  get(name: string): Promise<GitObject | null> {
    if (/[\n\0]/.test(name)) throw new TypeError("an object's name has no line feed");
    if (this.#over) return Promise.reject(this.#failure());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${name}\n`);
    });
  }

  #failure(): Error {
    const line = this.#stderr.trim().split("\n").at(-1) || "git cat-file ended early";
    return new SluiceError("ledger_unreachable", `the ledger's objects cannot be read: ${line}`, {
      advice: "Nothing was changed. Run it inside the repository that keeps the ledger.",
    });
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return;
    let data = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    this.#needed = 0;
    while (this.#waiting.length > 0) {
      const end = data.indexOf(10);
      if (end === -1) break;
      const header = data.toString("utf8", 0, end);
      const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(header);
      if (match === null) {
        this.#waiting.shift()!.resolve(null);
        data = data.subarray(end + 1);
        continue;
      }
      const size = Number(match[3]);
      // A line feed follows the content.
      this.#needed = end + 1 + size + 1;
      if (data.length < this.#needed) break;
      const content = Buffer.from(data.subarray(end + 1, end + 1 + size));
      this.#waiting.shift()!.resolve({ id: match[1]!, type: match[2]!, content });
      data = data.subarray(this.#needed);
      this.#needed = 0;
    }
    this.#chunks = [data];
    this.#length = data.length;
  }
}

function missing(cause: Error): Error {
  if ((cause as NodeJS.ErrnoException).code !== "ENOENT") return cause;
  return new SluiceError("program_missing", "git is not installed, or not on the PATH", {
    advice: "Install git 2.31 or newer.",
    cause,
  });
}

/** The entries of a raw tree object, as git sorts them. */
export function readTree(tree: GitObject): { name: string; id: string }[] {
  const entries: { name: string; id: string }[] = [];
  const width = tree.id.length / 2;
  for (let at = 0; at < tree.content.length; ) {
    const space = tree.content.indexOf(32, at);
    const zero = tree.content.indexOf(0, space);
    const end = zero + 1 + width;
    entries.push({
      name: tree.content.toString("utf8", space + 1, zero),
      id: tree.content.toString("hex", zero + 1, end),
    });
    at = end;
  }
  return entries;
}
