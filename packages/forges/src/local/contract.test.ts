import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { changesContract, MERGED } from "@sluice/testing/forge/changes-contract";
import { runsContract } from "@sluice/testing/forge/runs-contract";
import { createRepo, type Repo } from "@sluice/testing/repo";
import { afterAll } from "vitest";
import { createLocalForge } from "./forge.ts";

// The contracts only read, so one world serves all of each.
changesContract("local", once(openChanges));
runsContract("local", once(openRuns));

const close = async () => {};
let repo: Repo | null = null;
afterAll(() => repo?.cleanup());

async function openChanges() {
  repo = await createRepo({ branches: ["STAGING"] });
  await repo.branch(MERGED.source, "STAGING");
  await repo.commit({ "a.txt": "a" }, "Work");
  const merged = await repo.mergeChange({ ...MERGED, forge: "gitlab" });
  const pushed = await repo.commit({ "b.txt": "b" }, "Mend it at once");
  const changes = await createLocalForge({ cwd: repo.dir, env: {} });
  return { changes, merged, pushed, close };
}

async function openRuns() {
  const program = `
    import { afterAll } from "vitest";
import { createLocalForge } from ${JSON.stringify(new URL("./forge.ts", import.meta.url).href)};
    console.log((await createLocalForge({ cwd: ".", env: {} })).current);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  const runs = await createLocalForge({ cwd: ".", env: { SLUICE_RUN: "mine" } });
  const other = (await createLocalForge({ cwd: ".", env: {} })).current;
  return { runs, other, ended: stdout.trim(), close };
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open();
    return opened;
  };
}
