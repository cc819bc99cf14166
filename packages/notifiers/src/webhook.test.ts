import { createHmac } from "node:crypto";
import { NOTICE } from "@sluice/testing/notifier/contract";
import { type Answer, startReceiver } from "@sluice/testing/notifier/receiver";
import { expect, test } from "vitest";
import { webhookNotifier } from "./webhook.ts";

/** A clock that does not wait, and remembers how long it was asked to. */
function sleeper() {
  const pauses: number[] = [];
  const now = Date.parse("2026-07-01T12:00:00Z");
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      pauses.push(ms);
    },
  };
  return { pauses, clock };
}

async function deliver(answers: readonly Answer[], options: { secret?: string; timeoutMs?: number } = {}) {
  await using receiver = await startReceiver();
  receiver.answer(...answers);
  const { pauses, clock } = sleeper();
  const { secret = null, ...rest } = options;
  const made = { channel: "webhook#1", url: receiver.url, clock, random: () => 1, ...rest };
  const sent = await webhookNotifier({ ...made, secret }).send(NOTICE);
  return { sent, pauses, received: [...receiver.received] };
}

test("the body is the notice, versioned, and signed with the secret", async () => {
  const { received } = await deliver([], { secret: "s3cret" });
  const [{ headers, body } = { headers: {}, body: "" }] = received;
  expect(JSON.parse(body)).toEqual({ v: 1, ...NOTICE });
  expect(headers["content-type"]).toContain("application/json");
  expect(headers["x-sluice-event"]).toBe("rolled-back");
  expect(headers["x-sluice-signature-256"]).toBe(
    `sha256=${createHmac("sha256", "s3cret").update(body).digest("hex")}`,
  );
});

test("without a secret it is not signed", async () => {
  const { received } = await deliver([]);
  expect(received[0]?.headers).not.toHaveProperty("x-sluice-signature-256");
});

test("the same notice has the same key, another one another", async () => {
  await using receiver = await startReceiver();
  const notifier = webhookNotifier({ channel: "webhook#1", url: receiver.url, secret: null });
  await notifier.send(NOTICE);
  await notifier.send({ ...NOTICE, at: "2027-01-01T00:00:00.000Z", headline: "said otherwise" });
  await notifier.send({ ...NOTICE, stage: "QA" });
  const keys = receiver.received.map(({ headers }) => headers["idempotency-key"]);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test("what fails in passing is tried again with the same key", async () => {
  const { sent, received, pauses } = await deliver([{ status: 503 }, "drop", { status: 429 }]);
  expect(sent).toEqual({ delivered: true });
  expect(received).toHaveLength(4);
  expect(new Set(received.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  expect(pauses).toEqual([500, 1000, 2000]);
});

test("after four times it is given up", async () => {
  const { sent, received } = await deliver(Array.from({ length: 9 }, () => ({ status: 500 })));
  expect(sent).toMatchObject({
    delivered: false,
    reason: expect.stringMatching(/answered 500 \(tried 4 times\)$/),
  });
  expect(received).toHaveLength(4);
});

test.each([
  ["7", 7000],
  ["Wed, 01 Jul 2026 12:00:09 GMT", 9000],
  ["soon", 500],
])("Retry-After: %s waits %d ms", async (value, ms) => {
  const { pauses } = await deliver([{ status: 429, headers: { "retry-after": value } }]);
  expect(pauses).toEqual([ms]);
});

test("a receiver that wants a very long time is not waited for", async () => {
  const { sent, pauses } = await deliver([{ status: 429, headers: { "retry-after": "3600" } }]);
  expect(sent).toMatchObject({ delivered: false });
  expect(pauses).toEqual([]);
});

test.each([400, 401, 404, 410])("%d is no passing failure", async (status) => {
  const { sent, received } = await deliver([{ status }]);
  expect(sent).toMatchObject({ delivered: false });
  expect(received).toHaveLength(1);
});

test("a redirect is not followed", async () => {
  await using elsewhere = await startReceiver();
  const { sent } = await deliver([{ status: 307, headers: { location: elsewhere.url } }]);
  expect(sent).toMatchObject({ delivered: false, reason: expect.stringContaining("307") });
  expect(JSON.stringify(sent)).not.toContain(elsewhere.token);
  expect(elsewhere.received).toEqual([]);
});

test("a receiver that never answers is given up in time", async () => {
  const { sent } = await deliver(["hang", "hang", "hang", "hang"], { timeoutMs: 50 });
  expect(sent).toMatchObject({
    delivered: false,
    reason: expect.stringContaining("did not answer within 50 ms"),
  });
});

test.each(["file:///etc/passwd", "not an address", "ftp://example.com/"])("%s is not asked", async (url) => {
  const sent = await webhookNotifier({ channel: "webhook#1", url, secret: null }).send(NOTICE);
  expect(sent).toMatchObject({ delivered: false });
});
