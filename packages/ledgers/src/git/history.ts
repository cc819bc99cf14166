import type { LedgerEvent } from "@sluice/core/ledger/events";
import { git } from "@sluice/host/git";
import { type Link, malformed, START } from "../chain.ts";
import { parseSegmentPath, readSegment, splitLines } from "../segments.ts";
import { type GetObject, type Place, readTree } from "./objects.ts";
import { type ChainFile, parseChain } from "./page.ts";

/**
 * All events of a ledger's history, oldest first. Each month is read from the last commit that holds it; and
 * every commit's own word of where the chain stood is held against the chain as it stands now, so that one
 * which rewrote what was appended before it is found and named.
 *
 * @throws `ledger_malformed`, naming commit, segment and line
 */
export async function* readHistory(
  place: Place,
  get: GetObject,
  tip: string,
  where: string,
): AsyncGenerator<LedgerEvent> {
  const commits = await listCommits(place, tip, where);
  const witnesses = new Witnesses(get, commits, where);
  const { months } = await chainOf(get, tip, where);
  const pages = [...months.map((month) => month.commit), tip];
  let link: Link = START;
  let reached = -1;
  for (const [index, commit] of pages.entries()) {
    const position = commits.indexOf(commit);
    if (position <= reached) throw malformed(`${where}, chain.json`, `commit ${commit} is not part of it`);
    reached = position;
    const month = months[index]?.month;
    for await (const { path, lines } of segmentsOf(get, commit, where)) {
      const at = `${where} (commit ${commit.slice(0, 12)}), ${path}`;
      const place = parseSegmentPath(path);
      if (place === null || (month !== undefined && place.month !== month)) {
        throw malformed(at, "it is not a segment of this month");
      }
      for (const stored of readSegment(lines, place.first, link, at)) {
        link = stored.link;
        await witnesses.hear(link);
        yield stored.event;
      }
    }
  }
  witnesses.close(link);
}

/** Oldest first. The history has one line: every commit's only parent is the one before. */
async function listCommits(place: Place, tip: string, where: string): Promise<string[]> {
  const listed = await git(["rev-list", "--reverse", "--topo-order", "--parents", tip], {
    ...place,
    reason: "ledger_malformed",
  });
  const commits: string[] = [];
  for (const line of listed.stdout.toString("utf8").trim().split("\n")) {
    const [commit, ...parents] = line.split(" ");
    const before = commits.at(-1);
    if (parents.length > 1 || parents[0] !== before) {
      throw malformed(`${where}, commit ${commit}`, "its only parent is not the commit before");
    }
    commits.push(commit!);
  }
  return commits;
}

/** What each commit said of the chain when it was the newest, in order. */
class Witnesses {
  readonly #get: GetObject;
  readonly #commits: readonly string[];
  readonly #where: string;
  #ahead: Promise<ChainFile>[] = [];
  #asked = 0;
  #heard = 0;

  constructor(get: GetObject, commits: readonly string[], where: string) {
    this.#get = get;
    this.#commits = commits;
    this.#where = where;
  }

  async hear(link: Link): Promise<void> {
    const witness = await this.#next();
    if (witness === undefined || witness.seq > link.seq) return;
    if (witness.seq !== link.seq || witness.last !== link.last) {
      throw malformed(
        `${this.#where}, commit ${this.#commits[this.#heard]}`,
        `what it had as event ${witness.seq} is not what the ledger has now: a later commit rewrote it`,
      );
    }
    this.#heard++;
    this.#ahead.shift();
  }

  close(link: Link): void {
    if (this.#heard !== this.#commits.length) {
      const commit = this.#commits[this.#heard];
      throw malformed(`${this.#where}, commit ${commit}`, `events after ${link.seq} are missing`);
    }
  }

  /** Asks for some in advance, so that reading many does not wait for each. */
  async #next(): Promise<ChainFile | undefined> {
    while (this.#ahead.length < 64 && this.#asked < this.#commits.length) {
      const asked = chainOf(this.#get, this.#commits[this.#asked++]!, this.#where);
      // It is awaited in its turn; an error before that must not count as unhandled.
      asked.catch(() => {});
      this.#ahead.push(asked);
    }
    return await this.#ahead[0];
  }
}

async function chainOf(get: GetObject, commit: string, where: string): Promise<ChainFile> {
  const at = `${where} (commit ${commit.slice(0, 12)}), chain.json`;
  const blob = await get(`${commit}:chain.json`);
  if (blob === null) throw malformed(at, "it is missing");
  return parseChain(blob.content.toString("utf8"), at);
}

async function* segmentsOf(
  get: GetObject,
  commit: string,
  where: string,
): AsyncGenerator<{ path: string; lines: string[] }> {
  for (const folder of await entriesOf(get, `${commit}:events`)) {
    const at = `events/${folder}`;
    for (const name of await entriesOf(get, `${commit}:${at}`)) {
      const path = `${at}/${name}`;
      const blob = await get(`${commit}:${path}`);
      const { lines, torn } = splitLines(blob?.content.toString("utf8") ?? "");
      if (torn !== "" || lines.length === 0) {
        throw malformed(`${where} (commit ${commit.slice(0, 12)}), ${path}`, "it is cut off");
      }
      yield { path, lines };
    }
  }
}

async function entriesOf(get: GetObject, name: string): Promise<string[]> {
  const tree = await get(name);
  return tree === null || tree.type !== "tree" ? [] : readTree(tree).map((entry) => entry.name);
}
