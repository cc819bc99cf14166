import { type CDEvent, checkConfig, type Ledger, type LedgerEvent, SluiceError } from "@sluice/core";
import { memoryLedger } from "@sluice/ledgers/memory";
import { silent } from "@sluice/testing/train/world";
import { describe, expect, test } from "vitest";
import { ledger } from "./ledger.ts";
import type { LineWriter } from "./ledger-export.ts";

const config = checkConfig({
  version: 1,
  app: "shop",
  artifact: { repository: "registry.test/acme/shop" },
  stages: { PROD: { url: "https://example.com" } },
  target: { kind: "process", command: "node server.js" },
});
const digest = `sha256:${"a".repeat(64)}`;
const envelope = { v: 1, at: "2026-07-01T12:00:00.000Z", by: "ada@example.com", run: "run-1" } as const;

async function filled(): Promise<Ledger> {
  const made = memoryLedger();
  const facts = { digest, key: "key-1", kind: "archive", repository: "registry.test/acme/shop" } as const;
  const events: LedgerEvent[] = [
    { ...envelope, seq: 1, type: "artifact.packaged", ...facts },
    { ...envelope, seq: 2, type: "release.quarantined", digest, stage: "PROD", reason: "bad\u001b[2J" },
    { ...envelope, seq: 3, type: "environment.deleted", environment: "shop-prod-pr1", stage: "PROD" },
    { ...envelope, seq: 4, type: "release.cleared", digest, stage: "PROD", reason: "was not at fault" },
  ];
  await made.append(await made.read(), events);
  return made;
}

/** Remembers what was written, and how it ended. */
function paper() {
  const seen = { path: undefined as string | null | undefined, text: "", ended: "" };
  const openLines = async (path: string | null): Promise<LineWriter> => {
    seen.path = path;
    return {
      write: async (lines) => {
        seen.text += lines;
      },
      close: async () => {
        seen.ended = "closed";
      },
      abandon: async () => {
        seen.ended = "abandoned";
      },
    };
  };
  return { seen, openLines };
}

type Inputs = Parameters<typeof ledger.run>[0];

function ask(given: Ledger, inputs: Partial<Inputs> & Pick<Inputs, "action">, openLines = paper().openLines) {
  const said: string[] = [];
  const reporter = { ...silent, info: (text: string) => said.push(text) };
  const ports = { config, ledger: given, reporter, openLines };
  return { said, ending: ledger.run({ limit: 20, ...inputs } as Inputs, ports) };
}

describe("sluice ledger show", () => {
  test("shows the newest events, oldest first, each on a line that does nothing to a terminal", async () => {
    const { said, ending } = ask(await filled(), { action: "show", limit: 3 });
    expect(await ending).toMatchObject({ outcome: "done", outputs: { events: 3 } });
    expect(said).toEqual([
      `2 ${envelope.at} release.quarantined PROD sha256:aaaaaaaaaaaa (bad\u{fffd}[2J) by ada@example.com`,
      `3 ${envelope.at} environment.deleted shop-prod-pr1 by ada@example.com`,
      `4 ${envelope.at} release.cleared PROD sha256:aaaaaaaaaaaa (was not at fault) by ada@example.com`,
    ]);
  });

  test.each([
    [{ environment: "shop-prod-pr1" }, [3]],
    [{ type: "release.cleared" }, [4]],
    [{ type: "release.cleared", environment: "shop-prod-pr1" }, []],
    [{ limit: 1 }, [4]],
  ])("only %j", async (inputs, seqs) => {
    const { details } = await ask(await filled(), { action: "show", ...inputs }).ending;
    expect((details as { events: LedgerEvent[] }).events.map(({ seq }) => seq)).toEqual(seqs);
  });

  test("a type that does not exist gets the one that was meant", async () => {
    await expect(
      ask(await filled(), { action: "show", type: "release.clared" }).ending,
    ).rejects.toMatchObject({
      reason: "input_invalid",
      message: expect.stringContaining("did you mean release.cleared?"),
    });
  });

  test("an empty ledger has nothing to show", async () => {
    expect(await ask(memoryLedger(), { action: "show" }).ending).toMatchObject({ reason: "nothing_to_do" });
  });
});

test("sluice ledger verify says what holds", async () => {
  const ending = await ask(await filled(), { action: "verify" }).ending;
  expect(ending).toMatchObject({ outcome: "passed", outputs: { events: 4 } });
});

describe("sluice ledger export", () => {
  test("writes CDEvents, one a line", async () => {
    const { seen, openLines } = paper();
    const ending = await ask(await filled(), { action: "export", out: "events.jsonl" }, openLines).ending;
    expect(ending).toMatchObject({ outcome: "done", outputs: { events: 4 } });
    expect(seen).toMatchObject({ path: "events.jsonl", ended: "closed" });
    const lines = seen.text.trimEnd().split("\n");
    const exported = lines.map((line) => JSON.parse(line) as CDEvent);
    expect(exported[0]?.context).toMatchObject({ specversion: "0.5.1", source: "/sluice/shop" });
    expect(new Set(exported.map(({ context }) => context.id)).size).toBe(lines.length);
  });

  test("a ledger that breaks off leaves no half of an export", async () => {
    const broken = await filled();
    const events = broken.events.bind(broken);
    broken.events = async function* () {
      yield* events();
      throw new SluiceError("ledger_malformed", "broken");
    };
    const { seen, openLines } = paper();
    const { ending } = ask(broken, { action: "export" }, openLines);
    await expect(ending).rejects.toMatchObject({ reason: "ledger_malformed" });
    expect(seen).toMatchObject({ path: null, ended: "abandoned" });
  });
});
