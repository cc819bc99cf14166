import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyState } from "@sluice/core/ledger/state";
import { systemClock } from "@sluice/host/clock";
import { all, appended, claim, type LedgerHarness, ledgerContract } from "@sluice/testing/ledger/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { START } from "./chain.ts";
import { createFileLedger } from "./file.ts";
import { writeSnapshotFile } from "./file-snapshot.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sluice-file-ledger-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function make(): Promise<LedgerHarness & { path: string }> {
  const path = join(await mkdtemp(join(root, "l-")), "ledger");
  return {
    path,
    open: () => createFileLedger({ path, clock: systemClock }),
    storage: {
      async files() {
        const names = (await readdir(path, { recursive: true })).filter((name) => /\.jsonl?$/.test(name));
        return new Map(
          await Promise.all(
            names.sort().map(async (name) => [name, await readFile(join(path, name))] as const),
          ),
        );
      },
      put: (name, bytes) => writeFile(join(path, name), bytes),
    },
  };
}

ledgerContract("file", make);

describe("a writer that was killed", () => {
  const segment = "events/2026-07/0000000001.jsonl";

  for (const [when, left] of [
    ["in the middle of a line", '{"prev":"cut'],
    ["after a line, before it counted", '{"prev":"00"}\n{"prev":'],
  ] as const) {
    test(`${when}: what it left is not read, and goes with the next append`, async () => {
      const { path, open } = await make();
      const snapshot = await appended(open(), [claim(1, "a"), claim(2, "b")]);
      await writeFile(join(path, segment), left, { flag: "a" });
      expect(await open().read()).toEqual(snapshot);
      expect(await all(open())).toHaveLength(2);
      await appended(open(), [claim(3, "c")]);
      expect((await all(open())).map((event) => event.seq)).toEqual([1, 2, 3]);
      expect(await readFile(join(path, segment), "utf8")).not.toContain(left);
    });
  }

  test("after it began a segment: the next append has its place", async () => {
    const { path, open } = await make();
    await appended(open(), [claim(1, "a")]);
    await mkdir(join(path, "events/2026-08"));
    await writeFile(join(path, "events/2026-08/0000000002.jsonl"), '{"prev":"00"}\n');
    await appended(open(), [claim(2, "b")]);
    await appended(open(), [claim(3, "c")]);
    expect((await all(open())).map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(await readdir(join(path, "events/2026-08"))).toEqual([]);
  });

  test("in its very first append: the ledger is empty", async () => {
    const { path, open } = await make();
    const empty = { link: START, state: emptyState };
    await mkdir(join(path, "events/2026-07"), { recursive: true });
    await writeSnapshotFile(path, empty);
    await writeFile(join(path, segment), '{"prev":"00"}\n{"prev":');
    expect(await open().read()).toEqual({ state: emptyState, head: null });
    await appended(open(), [claim(1, "a")]);
    expect(await all(open())).toHaveLength(1);
  });
});

test("events without the state that says how many count are not an empty ledger", async () => {
  const { path, open } = await make();
  await appended(open(), [claim(1, "a")]);
  await rm(join(path, "state.json"));
  await expect(open().read()).rejects.toMatchObject({ reason: "ledger_malformed" });
  await expect(open().append({ state: emptyState, head: null }, [claim(1, "b")])).rejects.toMatchObject({
    reason: "ledger_malformed",
  });
});

test("a folder that cannot be written is named, with what to do", async () => {
  const { path } = await make();
  await writeFile(path, "a file where the folder should be");
  const ledger = createFileLedger({ path, clock: systemClock });
  await expect(ledger.read()).rejects.toMatchObject({ reason: "ledger_unreachable" });
});
