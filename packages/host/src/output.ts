import { StringDecoder } from "node:string_decoder";

/** Takes a stream's bytes as they come; `end` answers what was kept. */
export interface Collector {
  add(chunk: Buffer): void;
  end(): string;
}

/** A line longer than this is handed over in parts: a program that never ends one must not fill the memory. */
const LINE_LIMIT = 64 * 1024;

/** Hands over each whole line without its end, and keeps nothing. */
export function collectLines(onLine: (line: string) => void): Collector {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
    while (rest.length > LINE_LIMIT) {
      onLine(rest.slice(0, LINE_LIMIT));
      rest = rest.slice(LINE_LIMIT);
    }
  };
  return {
    add: (chunk) => take(decoder.write(chunk)),
    end() {
      take(decoder.end());
      if (rest !== "") onLine(rest);
      rest = "";
      return "";
    },
  };
}

/** Keeps the last `limit` bytes, cut between characters. */
export function collectTail(limit: number): Collector {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      while (size - chunks[0]!.length >= limit) size -= chunks.shift()!.length;
    },
    end() {
      const all = Buffer.concat(chunks);
      let from = Math.max(0, all.length - limit);
      if (from > 0) while (from < all.length && (all[from]! & 0xc0) === 0x80) from++;
      return all.subarray(from).toString("utf8");
    },
  };
}
