import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { verify } from "@sluice/core/ledger/verify";
import { git } from "@sluice/host/git";
import { all } from "@sluice/testing/ledger/contract";
import { expect, test } from "vitest";
import { createScratch, openLedger, REF } from "../../test/scratch.ts";

const WRITERS = 50;

test(`${WRITERS} processes append at once to one remote: nothing is lost, nothing is there twice`, async () => {
  await using scratch = await createScratch();
  const names = Array.from({ length: WRITERS }, (_, n) => `writer-${n}`);
  const answers = await Promise.all(
    names.map(async (name) => {
      const argv = [join(import.meta.dirname, "../../test/writer.ts"), scratch.clone, "origin", name];
      return Number((await promisify(execFile)(process.execPath, argv)).stdout);
    }),
  );
  const ledger = openLedger(scratch.clone, "origin");
  const events = await all(ledger);
  expect(events.map((event) => event.by).toSorted()).toEqual(names.toSorted());
  // Each was told the place that it has.
  expect(names.map((name) => events.findIndex((event) => event.by === name) + 1)).toEqual(answers);
  expect(await verify(ledger)).toMatchObject({ events: WRITERS, ok: true });
  const count = (await git(["rev-list", "--count", REF], { cwd: scratch.bare })).stdout.toString("utf8");
  expect(Number(count)).toBe(WRITERS);
}, 300_000);
