import { git } from "@sluice/host/git";
import { component } from "@sluice/testing/components";
import { all, appended, appendUntilTaken, claim } from "@sluice/testing/ledger/contract";
import { type GitHttpServer, type PushFault, serveGit } from "@sluice/testing/ledger/git-http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createScratch, openLedger, REF, type Scratch } from "../../test/scratch.ts";

const user = { name: "sluice", password: "p@ss/word" };

describe.skipIf(!component("git-http-backend").available)(
  "a remote over HTTP [needs git-http-backend]",
  () => {
    let server: GitHttpServer;
    let scratch: Scratch;
    let url: string;
    beforeAll(async () => {
      scratch = await createScratch();
      server = await serveGit({ root: scratch.root, user });
      url = `${server.url}/remote.git`;
      await git(["remote", "set-url", "origin", url], { cwd: scratch.clone });
    });
    beforeEach(async () => {
      await git(["update-ref", "-d", REF], { cwd: scratch.bare });
    });
    afterAll(async () => {
      await server.close();
      await scratch[Symbol.asyncDispose]();
    });

    const open = (token = user.password) =>
      openLedger(scratch.clone, "origin", { credentials: { url, username: user.name, token } });
    const commits = async () =>
      Number((await git(["rev-list", "--count", REF], { cwd: scratch.bare })).stdout.toString("utf8"));

    test("is read and appended to with credentials that are in no file", async () => {
      const [ann, ben] = [open(), open()];
      await appendUntilTaken(ann, "a");
      await appendUntilTaken(ben, "b");
      await appendUntilTaken(ann, "c");
      expect((await all(ben)).map((event) => event.seq)).toEqual([1, 2, 3]);
      const config = await git(["config", "--list", "--local"], { cwd: scratch.clone });
      expect(config.stdout.toString("utf8")).not.toContain("xtra");
    });

    test("takes the credentials that a checkout left in the repository's configuration", async () => {
      const header = `Authorization: Basic ${Buffer.from(`${user.name}:${user.password}`).toString("base64")}`;
      await git(["config", `http.${server.url}/.extraHeader`, header], { cwd: scratch.clone });
      try {
        await appendUntilTaken(openLedger(scratch.clone, "origin"), "a");
        await appendUntilTaken(open(), "b");
      } finally {
        await git(["config", "--unset", `http.${server.url}/.extraHeader`], { cwd: scratch.clone });
      }
      expect(await commits()).toBe(2);
    });

    test("that knows nobody of that name is a ledger that is denied, and the secret is not told", async () => {
      const error = await open("wrong-secret")
        .read()
        .catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ reason: "ledger_denied" });
      expect(String(error)).not.toContain("wrong-secret");
      await expect(openLedger(scratch.clone, "origin").read()).rejects.toMatchObject({
        reason: "ledger_denied",
      });
    });

    const faults: readonly PushFault[][] = [
      ["accept-then-hang-up"],
      ["hang-up"],
      ["unavailable"],
      ["unavailable", "hang-up", "accept-then-hang-up"],
    ];
    for (const befall of faults) {
      test(`a push that meets ${befall.join(", ")} is appended once`, async () => {
        const ledger = open();
        const snapshot = await appended(ledger, [claim(1, "a")]);
        server.fail(...befall);
        const second = await appended(ledger, [claim(2, "b")], snapshot);
        expect(await commits()).toBe(2);
        expect(await open().read()).toEqual(second);
      });
    }

    test("an accepted push of which no answer came is known again under the appends of others", async () => {
      const ledger = open();
      const snapshot = await appended(ledger, [claim(1, "a")]);
      server.fail("accept-then-hang-up");
      const other = openLedger(scratch.bare, null);
      server.meanwhile(async () => {
        await appendUntilTaken(other, "c");
        await appendUntilTaken(other, "d");
      });
      expect(await ledger.append(snapshot, [claim(2, "b")])).toMatchObject({ appended: true });
      expect((await all(open())).map((event) => "environment" in event && event.environment)).toEqual([
        ..."abcd",
      ]);
    });

    test("where every push fails, says so; nothing was appended", async () => {
      const ledger = open();
      const snapshot = await appended(ledger, [claim(1, "a")]);
      server.fail(...Array.from({ length: 5 }, () => "unavailable" as const));
      await expect(ledger.append(snapshot, [claim(2, "b")])).rejects.toMatchObject({
        reason: "ledger_unreachable",
        message: expect.stringContaining("503"),
      });
      expect(await commits()).toBe(1);
      await appended(ledger, [claim(2, "b")], snapshot);
    });
  },
);
