import { SluiceError } from "@sluice/core/errors";
import { emptyState } from "@sluice/core/ledger/state";
import { verify } from "@sluice/core/ledger/verify";
import type { Ledger } from "@sluice/core/ports/ledger";
import { appended, claim } from "@sluice/testing/ledger/contract";
import { expect, test } from "vitest";
import { story } from "../test/story.ts";
import { memoryLedger } from "./memory.ts";

test("tells how much was verified", async () => {
  const ledger = memoryLedger();
  expect(await verify(ledger)).toEqual({ ok: true, events: 0, from: null, to: null, months: 0 });
  await appended(ledger, [...story(12_000)]);
  await appended(ledger, [claim(12_001, "shop-qa-pr1", "2026-12-01T00:00:00.000Z")]);
  expect(await verify(ledger)).toEqual({
    ok: true,
    events: 12_001,
    from: "2026-01-01T00:01:00.000Z",
    to: "2026-12-01T00:00:00.000Z",
    months: 2,
  });
});

test("compares with the state that was read, though more is appended meanwhile", async () => {
  const ledger = memoryLedger();
  const first = await appended(ledger, [claim(1, "a")]);
  await appended(ledger, [claim(2, "b")]);
  expect(await verify({ ...ledger, read: async () => first })).toMatchObject({ events: 2 });
});

test("names the first value of a stored state that its events do not fold to", async () => {
  const ledger = memoryLedger();
  const { state, head } = await appended(ledger, [claim(1, "a")]);
  const a = { ...state.environments.a!, phase: "published" as const };
  const forged: Ledger = {
    ...ledger,
    read: async () => ({ state: { ...state, environments: { a } }, head }),
  };
  const error = await verify(forged).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SluiceError);
  expect(error).toMatchObject({
    reason: "ledger_malformed",
    message: expect.stringContaining("state.environments.a.phase"),
  });
  await expect(
    verify({ ...ledger, read: async () => ({ state: { ...emptyState, seq: 5 }, head }) }),
  ).rejects.toMatchObject({ reason: "ledger_malformed" });
});
