import { execFile } from "node:child_process";
import { hostname } from "node:os";
import { promisify } from "node:util";
import { createRepo, type Repo } from "@sluice/testing/repo";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLocalForge } from "./forge.ts";
import { membershipOf } from "./members.ts";

let repo: Repo;
beforeAll(async () => {
  repo = await createRepo({ branches: ["STAGING"] });
});
afterAll(() => repo.cleanup());

const forge = (env: Record<string, string> = {}, cwd = repo.dir) => createLocalForge({ cwd, env });

async function mergeOf(number: number, how: Partial<Parameters<Repo["mergeChange"]>[0]>): Promise<string> {
  await repo.branch(`feature/${number}`, "STAGING");
  await repo.commit({ [`-odd ${number}\n ü.txt`]: "x" }, "Work", "contributor@example.com");
  return repo.mergeChange({
    number,
    title: "Tïtle `$(x)`",
    source: `feature/${number}`,
    target: "STAGING",
    ...how,
  });
}

describe("whose merge a commit is", () => {
  test.each(["github", "gitlab", "local"] as const)("a merge as %s makes it", async (kind) => {
    const number = { github: 41, gitlab: 42, local: 43 }[kind];
    const commit = await mergeOf(number, { forge: kind });
    expect(await (await forge()).getOrigin(commit, "STAGING")).toEqual({
      kind: "change",
      commit,
      change: {
        number,
        title: "Tïtle `$(x)`",
        author: "contributor@example.com",
        source: `feature/${number}`,
        target: "STAGING",
        url: null,
        mergedAt: new Date(await repo.git("log", "-1", "--format=%cI", commit)).toISOString(),
      },
    });
  });

  test("a squash, whose source branch nobody knows", async () => {
    const commit = await mergeOf(44, { style: "squash" });
    const origin = await (await forge()).getOrigin(commit, "STAGING");
    expect(origin).toMatchObject({
      kind: "change",
      change: { number: 44, title: "Tïtle `$(x)`", author: "contributor@example.com", source: null },
    });
  });

  test("a rebase leaves no word of the change, and is a push", async () => {
    const commit = await mergeOf(45, { style: "rebase" });
    const origin = await (await forge()).getOrigin(commit, "STAGING");
    expect(origin).toEqual({ kind: "push", commit, author: "contributor@example.com" });
  });

  test("a merge into one branch that another is moved to is a push there", async () => {
    const commit = await mergeOf(46, { forge: "gitlab" });
    expect((await (await forge()).getOrigin(commit, "QA")).kind).toBe("push");
  });

  test("a shallow clone knows the merge, though not its parents", async () => {
    const commit = await mergeOf(47, {});
    const shallow = await repo.shallowClone("STAGING");
    const origin = await (await forge({}, shallow)).getOrigin("HEAD", "STAGING");
    expect(origin).toMatchObject({
      kind: "change",
      commit,
      change: { number: 47, author: "merger@example.com" },
    });
  });

  test("a commit that is not there", async () => {
    const asked = (await forge()).getOrigin("f".repeat(40), "STAGING");
    await expect(asked).rejects.toMatchObject({ reason: "commit_unknown" });
  });
});

describe("who runs this", () => {
  test("SLUICE_ACTOR, else git's e-mail address, else the user", async () => {
    await repo.git("config", "user.email", "ada@example.com");
    expect(await (await forge({ SLUICE_ACTOR: "bob" })).getActor()).toBe("bob");
    expect(await (await forge({ SLUICE_ACTOR: " ", USER: "carol" })).getActor()).toBe("ada@example.com");
    await repo.git("config", "user.email", "");
    expect(await (await forge({ USER: "carol" })).getActor()).toBe("carol");
  });
});

describe("who is an administrator", () => {
  test.each([
    ["ada@example.com", ["Ada@Example.com"], "member"],
    ["ada", ["@bob", "@Ada"], "member"],
    ["ada", ["@acme/ops", "ada"], "member"],
    ["ada@example.com", ["@ada"], "stranger"],
    ["ada", [], "stranger"],
    ["", ["", "@"], "stranger"],
    ["ada", ["@acme/ops"], "unknown"],
    ["acme/ops", ["@acme/ops"], "unknown"],
  ] as const)("%j among %j: %s", (person, administrators, is) => {
    expect(membershipOf(person, administrators).is).toBe(is);
  });

  test("a team that cannot be looked up is named", async () => {
    const membership = await (await forge()).getMembership("ada", ["@acme/ops", "@bob"]);
    expect(membership).toMatchObject({ is: "unknown", reason: expect.stringContaining("@acme/ops;") });
  });
});

describe("runs", () => {
  test("this process is a run that goes on", async () => {
    const first = await forge();
    expect(first.current).toMatch(new RegExp(`^local:${hostname()}:${process.pid}:[\\w.-]+$`));
    expect((await forge()).current).toBe(first.current);
    expect(await (await forge({ SLUICE_RUN: "other" })).isOver(first.current)).toBe(false);
  });

  test("the run of a process that was killed is over", async () => {
    const program = `
      import { createLocalForge } from ${JSON.stringify(new URL("./forge.ts", import.meta.url).href)};
      console.log((await createLocalForge({ cwd: ".", env: {} })).current);
      process.kill(process.pid, "SIGKILL");`;
    const ended = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]).catch(
      (error: { stdout: string }) => error,
    );
    const run = ended.stdout.trim();
    expect(run).toMatch(/^local:/);
    expect(await (await forge()).isOver(run)).toBe(true);
  });

  test("several commands share the run that is named", async () => {
    const [one, two] = [await forge({ SLUICE_RUN: "demo:1" }), await forge({ SLUICE_RUN: "demo:1" })];
    expect([one.current, two.current]).toEqual(["demo:1", "demo:1"]);
    await expect(forge({ SLUICE_RUN: "a\nb" })).rejects.toMatchObject({ reason: "input_invalid" });
  });

  test.each(["demo:2", "local:elsewhere:1:1.a.b", "github:1:1", "local::", "", "local:x:0:-"])(
    "nobody can tell of %j",
    async (run) => {
      expect(await (await forge()).isOver(run)).toBe(false);
    },
  );
});
