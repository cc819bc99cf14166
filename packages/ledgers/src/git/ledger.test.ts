import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { git } from "@sluice/host/git";
import { all, appended, appendUntilTaken, claim, ledgerContract } from "@sluice/testing/ledger/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commitFile, createScratch, harness, openLedger, REF, type Scratch } from "../../test/scratch.ts";

let scratch: Scratch;
let refs = 0;
beforeAll(async () => {
  scratch = await createScratch();
});
afterAll(() => scratch[Symbol.asyncDispose]());

const newRef = () => `refs/sluice/shop${++refs}/ledger`;

ledgerContract(
  "a git ref of this repository",
  async () => harness(scratch.clone, null, scratch.clone, newRef()),
  4,
);
ledgerContract(
  "a git ref of a bare remote",
  async () => harness(scratch.clone, "origin", scratch.bare, newRef()),
  4,
);

const run = async (cwd: string, ...args: string[]) =>
  (await git(args, { cwd })).stdout.toString("utf8").trim();

describe("the user's repository", () => {
  test("keeps its work tree, index, HEAD and refs, and does not become shallow", async () => {
    await using own = await createScratch();
    await run(
      own.clone,
      "-c",
      "user.name=a",
      "-c",
      "user.email=a@b",
      "commit",
      "--allow-empty",
      "-qm",
      "one",
    );
    const look = async () => [
      await run(own.clone, "for-each-ref"),
      await run(own.clone, "status", "--porcelain"),
      await run(own.clone, "rev-parse", "HEAD", "--is-shallow-repository"),
      await run(own.clone, "config", "--local", "--list"),
      await run(own.clone, "count-objects"),
    ];
    const before = await look();
    const [ann, ben] = [openLedger(own.clone, "origin"), openLedger(own.clone, "origin")];
    await appendUntilTaken(ann, "a");
    await appendUntilTaken(ben, "b");
    await appendUntilTaken(ann, "c");
    expect(await all(ben)).toHaveLength(3);
    expect(await look()).toEqual(before);
    await expect(run(own.clone, "rev-parse", "--verify", "FETCH_HEAD")).rejects.toThrow();
  });

  test("may be shallow, and may be no repository at all", async () => {
    await using own = await createScratch();
    const commit = ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--allow-empty", "-qm"];
    await run(own.clone, ...commit, "one");
    await run(own.clone, ...commit, "two");
    await run(own.clone, "push", "-q", "origin", "HEAD:refs/heads/main");
    await run(own.root, "clone", "-q", "--depth=1", "-b", "main", `file://${own.bare}`, "shallow");
    await appendUntilTaken(openLedger(join(own.root, "shallow"), "origin"), "a");
    await appendUntilTaken(openLedger(join(own.root, "shallow"), null), "here");
    await appendUntilTaken(openLedger(own.root, `file://${own.bare}`), "b");
    expect(await all(openLedger(own.clone, "origin"))).toHaveLength(2);
    expect(await all(openLedger(join(own.root, "shallow"), null))).toHaveLength(1);
  });

  test("may name its remote by a relative path, and be entered by a folder below", async () => {
    await using own = await createScratch();
    await run(own.clone, "remote", "set-url", "origin", "../remote.git");
    await appendUntilTaken(openLedger(await mkdtemp(join(own.clone, "below-")), "origin"), "a");
    expect(await all(openLedger(own.clone, "../remote.git"))).toHaveLength(1);
  });

  test("runs none of its hooks", async () => {
    await using own = await createScratch();
    for (const hook of ["pre-push", "reference-transaction", "post-update"]) {
      await writeFile(join(own.clone, ".git/hooks", hook), '#!/bin/sh\ntouch "$0.ran"\n', { mode: 0o755 });
    }
    await appendUntilTaken(openLedger(own.clone, "origin"), "a");
    await appendUntilTaken(openLedger(own.clone, null), "a");
    expect((await readdir(join(own.clone, ".git/hooks"))).filter((name) => name.endsWith(".ran"))).toEqual(
      [],
    );
  });
});

describe("the commits", () => {
  test("have one parent each, hold the open month only, and are found again by chain.json", async () => {
    await using own = await createScratch();
    const ledger = openLedger(own.clone, "origin", { ref: "refs/heads/sluice-ledger" });
    await appended(ledger, [claim(1, "a", "2026-07-31T10:00:00.000Z")]);
    const july = await run(own.bare, "rev-parse", "sluice-ledger");
    await appended(ledger, [claim(2, "b", "2026-08-01T10:00:00.000Z")]);
    const tree = await run(own.bare, "ls-tree", "-r", "--name-only", "sluice-ledger");
    expect(tree.split("\n")).toEqual(["chain.json", "events/2026-08/0000000002.jsonl", "state.json"]);
    expect(JSON.parse(await run(own.bare, "show", "sluice-ledger:chain.json"))).toMatchObject({
      seq: 2,
      months: [{ month: "2026-07", commit: july }],
    });
    expect(await run(own.bare, "log", "--format=%an <%ae> %s", "-1", "sluice-ledger")).toBe(
      "Sluice  test <sluice@example.com> environment.created",
    );
    expect(await run(own.bare, "fsck", "--strict", "--no-dangling")).toBe("");
  });
});

describe("a history that is not what was appended", () => {
  async function threeAppends(own: Scratch): Promise<string[]> {
    const ledger = openLedger(own.clone, null);
    for (const name of ["a", "b", "c"]) await appendUntilTaken(ledger, name);
    return (await run(own.clone, "rev-list", "--reverse", REF)).split("\n");
  }

  test("rewritten by a later commit that is whole in itself: the first commit that knew better is named", async () => {
    await using own = await createScratch();
    const [first] = await threeAppends(own);
    await using other = await createScratch();
    const forged = openLedger(other.clone, null);
    for (const name of ["x", "b", "c", "d"]) await appendUntilTaken(forged, name);
    const files = await harness(other.clone, null, other.clone).storage!.files();
    const stream = [...files].map(
      ([name, bytes]) => `M 100644 inline ${name}\ndata ${bytes.length}\n${bytes}\n`,
    );
    const tip = await run(own.clone, "rev-parse", REF);
    await git(["fast-import", "--quiet", "--done"], {
      cwd: own.clone,
      stdin: `commit ${REF}\ncommitter x <x@x> 1700000000 +0000\ndata 0\nfrom ${tip}\n${stream.join("")}\ndone\n`,
    });
    const ledger = openLedger(own.clone, null);
    expect((await ledger.read()).state.seq).toBe(4);
    await expect(all(ledger)).rejects.toMatchObject({
      reason: "ledger_malformed",
      message: expect.stringContaining(`commit ${first}`),
    });
  });

  test("a merge in it is named", async () => {
    await using own = await createScratch();
    const commits = await threeAppends(own);
    const tree = `${commits[2]}^{tree}`;
    const merge = await run(
      own.clone,
      ...["-c", "user.name=a", "-c", "user.email=a@b", "commit-tree", tree, "-m", "m"],
      ...["-p", commits[2]!, "-p", commits[0]!],
    );
    await run(own.clone, "update-ref", REF, merge);
    await expect(all(openLedger(own.clone, null))).rejects.toMatchObject({
      reason: "ledger_malformed",
      message: expect.stringContaining(merge),
    });
  });

  test("a month that chain.json sends to another history is named", async () => {
    await using own = await createScratch();
    await threeAppends(own);
    const chain = JSON.parse(await run(own.clone, "show", `${REF}:chain.json`));
    chain.months = [{ month: "2026-06", commit: "1".repeat(40) }];
    await commitFile(own.clone, REF, "chain.json", Buffer.from(`${JSON.stringify(chain)}\n`));
    await expect(all(openLedger(own.clone, null))).rejects.toMatchObject({ reason: "ledger_malformed" });
  });
});

describe("a remote that cannot be had", () => {
  test("is named without its password, with git's last line", async () => {
    const missing = `file://${scratch.root}/missing.git`;
    const ledger = openLedger(scratch.clone, missing);
    await expect(ledger.read()).rejects.toMatchObject({
      reason: "ledger_unreachable",
      message: expect.stringMatching(/missing\.git cannot be read: fatal: /),
    });
    const secret = openLedger(scratch.clone, "http://ann:hunter2@127.0.0.1:9/shop.git");
    const error = await secret.read().catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ reason: "ledger_unreachable" });
    expect(`${String(error)} ${secret.place}`).not.toContain("hunter2");
  });

  test("where there is no repository and no remote, says so", async () => {
    await expect(openLedger(scratch.root, null).read()).rejects.toMatchObject({
      reason: "ledger_unreachable",
      message: expect.stringContaining("not a git repository"),
    });
    await expect(openLedger(scratch.clone, "upstream").read()).rejects.toMatchObject({
      reason: "ledger_unreachable",
    });
  });

  test("that a hook protects refuses the push, and says what the hook said", async () => {
    await using own = await createScratch();
    const hook = "#!/bin/sh\necho the branch is protected\nexit 1\n";
    await writeFile(join(own.bare, "hooks/pre-receive"), hook, { mode: 0o755 });
    const ledger = openLedger(own.clone, "origin");
    await expect(ledger.append(await ledger.read(), [claim(1, "a")])).rejects.toMatchObject({
      reason: "ledger_denied",
      message: expect.stringContaining("the branch is protected"),
    });
    expect(await all(ledger)).toEqual([]);
  });
});
