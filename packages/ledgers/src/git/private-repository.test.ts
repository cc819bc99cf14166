import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sweepAfterDead } from "./private-repository.ts";

test("what killed processes left goes once it is old; what a living or recent one has stays", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sluice-sweep-"));
  const dead = spawnSync(process.execPath, ["-e", "0"]).pid;
  const long = new Date(Date.now() - 2 * 60 * 60_000);
  const names = [
    `sluice-ledger-${dead}-old`,
    `sluice-ledger-${dead}-new`,
    `sluice-ledger-${process.pid}-old`,
    "other-1-old",
  ];
  for (const name of names) await mkdir(join(folder, name));
  for (const name of names.filter((one) => one.endsWith("old"))) await utimes(join(folder, name), long, long);
  await sweepAfterDead(folder, Date.now());
  expect((await readdir(folder)).sort()).toEqual([names[3], names[1], names[2]].sort());
  await rm(folder, { recursive: true });
});
