import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "@sluice/core";
import { type FakeRegistryOptions, startFakeRegistry } from "@sluice/testing/registry/fake-registry";
import { describe, expect, test } from "vitest";
import { archiveParts } from "../archive-manifest.ts";
import { digestOf } from "../digest.ts";
import { dockerConfig } from "../docker-config.fixture.ts";
import { openRegistry, type RegistryOptions } from "../open.ts";

/** A clock that does not wait, and remembers what it was asked to. */
function impatient(): Clock & { waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => 0,
    sleep: async (ms) => {
      waits.push(ms);
    },
  };
}

async function start(options: FakeRegistryOptions = {}, more: Partial<RegistryOptions> = {}) {
  const server = await startFakeRegistry(options);
  const config = await dockerConfig({ auths: { [server.host]: server.account } });
  const clock = impatient();
  const registry = await openRegistry(`${server.host}/acme/shop`, { env: config.env, clock, ...more });
  return {
    server,
    registry,
    clock,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await config.remove();
    },
  };
}

const archive = (tags: readonly string[] = ["one"]) => ({
  bytes: randomBytes(300_000),
  tags,
  annotations: {},
});
const UPLOAD = /\/blobs\/uploads\//;

describe("what goes over the wire", () => {
  test("findDigest is one HEAD", async () => {
    await using it = await start();
    const digest = await it.registry.pushArchive(archive());
    const before = it.server.requests.length;
    expect(await it.registry.findDigest("one")).toBe(digest);
    expect(it.server.requests.slice(before)).toEqual([
      { method: "HEAD", path: "/v2/acme/shop/manifests/one", authorization: null },
    ]);
  });

  test("ensureTag moves the manifest and no blob", async () => {
    await using it = await start();
    const digest = await it.registry.pushArchive(archive());
    const before = it.server.requests.length;
    await it.registry.ensureTag(digest, "two");
    expect(it.server.requests.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([
      "HEAD /v2/acme/shop/manifests/two",
      `GET /v2/acme/shop/manifests/${digest}`,
      "PUT /v2/acme/shop/manifests/two",
    ]);
  });

  test("what is there already is not sent again", async () => {
    await using it = await start();
    const pushed = archive();
    await it.registry.pushArchive(pushed);
    const before = it.server.requests.length;
    await it.registry.pushArchive(pushed);
    expect(it.server.requests.slice(before).map(({ method }) => method)).toEqual(["HEAD", "HEAD"]);
    await it.registry.pushArchive({ ...pushed, annotations: { a: "b" } });
    expect(it.server.count("POST", UPLOAD)).toBe(2);
  });

  test("an index of another program's, without mediaType, is tagged as what it is", async () => {
    await using it = await start();
    await it.registry.pushArchive(archive());
    const type = "application/vnd.docker.distribution.manifest.list.v2+json";
    const store = it.server.store("acme/shop");
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [] }));
    store.manifest("PUT", "list", type, bytes, true);
    const digest = store.tags.get("list")!;
    expect(await it.registry.ensureTag(digest, "again")).toBe("done");
    expect(store.manifests.get(digest)?.type).toBe(type);
    await expect(it.registry.pullArchive(digest)).rejects.toMatchObject({ reason: "artifact_missing" });
  });

  test("tags come page by page", async () => {
    await using it = await start({ pageSize: 2 });
    await it.registry.pushArchive(archive(["a", "b", "c", "d", "e"]));
    expect(await it.registry.listTags()).toEqual(["a", "b", "c", "d", "e"]);
    expect(it.server.count("GET", /tags\/list/)).toBe(3);
  });

  test("a registry that lets nothing be deleted is no failure", async () => {
    await using it = await start({ deletable: false });
    const digest = await it.registry.pushArchive(archive());
    expect(await it.registry.ensureDeleted(digest)).toEqual({
      unsupported: expect.stringContaining("does not let manifests be deleted"),
    });
    expect(await it.registry.findDigest("one")).toBe(digest);
  });
});

test("a proxy of the environment is used, but not for loopback", async () => {
  const digest = `sha256:${"b".repeat(64)}`;
  const seen: (string | undefined)[] = [];
  const proxy = createServer((request, response) => {
    seen.push(request.url);
    response.writeHead(200, { "docker-content-digest": digest }).end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const env = { HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
  const away = await openRegistry("registry.test/acme/shop", { env, insecure: true });
  expect(await away.findDigest("one")).toBe(digest);
  expect(seen).toEqual(["http://registry.test/v2/acme/shop/manifests/one"]);
  await using server = await startFakeRegistry();
  expect(await (await openRegistry(`${server.host}/acme/shop`, { env })).findDigest("one")).toBeNull();
  expect(seen).toHaveLength(1);
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
});

describe("failures that pass", () => {
  test.each([
    { kind: "status", status: 500 },
    { kind: "status", status: 503 },
    { kind: "drop" },
    { kind: "status", status: 429, retryAfter: "3" },
  ] as const)("%j, twice, is tried again", async (fault) => {
    await using it = await start();
    const digest = await it.registry.pushArchive(archive());
    it.server.addFaults({ ...fault, times: 2 });
    expect(await it.registry.findDigest("one")).toBe(digest);
    expect(it.clock.waits).toHaveLength(2);
    if ("retryAfter" in fault) for (const ms of it.clock.waits) expect(ms).toBeGreaterThanOrEqual(3000);
  });

  test("a push that breaks off in the middle is begun anew", async () => {
    await using it = await start();
    const pushed = archive();
    it.server.addFaults({ kind: "drop", method: "PUT", path: UPLOAD, times: 2 });
    const digest = await it.registry.pushArchive(pushed);
    expect(Buffer.from(await it.registry.pullArchive(digest))).toEqual(pushed.bytes);
    expect(it.server.count("POST", UPLOAD)).toBe(4);
  });

  test("an upload that the registry forgot is begun anew", async () => {
    await using it = await start();
    it.server.addFaults({ kind: "status", status: 404, method: "PUT", path: UPLOAD });
    const digest = await it.registry.pushArchive(archive());
    expect(await it.registry.findDigest("one")).toBe(digest);
  });
});

test("a manifest that a registry finds wanting while others push its parts is sent again", async () => {
  await using it = await start();
  const body = '{"errors":[{"code":"DIGEST_INVALID","message":"wanting"}]}';
  const fault = { kind: "status", status: 400, body, method: "PUT", path: /manifests/ } as const;
  it.server.addFaults({ ...fault, times: 2 });
  const digest = await it.registry.pushArchive(archive());
  expect(await it.registry.findDigest("one")).toBe(digest);
  it.server.addFaults({ ...fault, times: 99 });
  await expect(it.registry.ensureTag(digest, "two")).rejects.toMatchObject({
    reason: "registry_malformed",
    message: expect.stringContaining("DIGEST_INVALID: wanting"),
  });
  expect(it.server.count("PUT", /manifests/)).toBe(3 + 5);
});

describe("failures that last", () => {
  const broken = [
    [{ kind: "status", status: 503 }, "registry_unreachable", /503/],
    [{ kind: "drop" }, "registry_unreachable", /ECONNRESET|EPIPE/],
    [{ kind: "status", status: 429, retryAfter: "86400" }, "registry_unreachable", /wait 86400 s/],
    [{ kind: "status", status: 403 }, "registry_denied", /docker's configuration/],
    [{ kind: "status", status: 418 }, "registry_malformed", /418/],
    [{ kind: "html" }, "registry_malformed", /is a web page/],
    [{ kind: "truncate" }, "registry_malformed", /is not/],
    [{ kind: "wrong-digest" }, "registry_malformed", /digest/],
    [{ kind: "redirect", to: "ftp://x" }, "registry_malformed", /leads to no valid URL/],
  ] as const;

  test.each(broken)("%j on a read says so", async (fault, reason, message) => {
    await using it = await start();
    const digest = await it.registry.pushArchive(archive());
    it.server.addFaults({ ...fault, method: "GET", times: 99 });
    const failed = it.registry.getAnnotations(digest);
    await expect(failed).rejects.toMatchObject({ name: "SluiceError", reason });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toThrow(`GET http://${it.server.host}/v2/acme/shop/manifests/${digest}`);
  });

  test("a push that cannot be finished leaves no tag", async () => {
    await using it = await start();
    it.server.addFaults({ kind: "drop", method: "PUT", path: UPLOAD, times: 99 });
    await expect(it.registry.pushArchive(archive())).rejects.toMatchObject({
      reason: "registry_unreachable",
    });
    expect(it.server.count("POST", UPLOAD)).toBeLessThanOrEqual(10);
    expect(await it.registry.listTags()).toEqual([]);
  });

  test.each(["html", "wrong-digest", "truncate"] as const)(
    "%s in place of a blob is found out",
    async (kind) => {
      await using it = await start();
      const digest = await it.registry.pushArchive(archive());
      it.server.addFaults({ kind, method: "GET", path: /blobs/ });
      await expect(it.registry.pullArchive(digest)).rejects.toMatchObject({ reason: "registry_malformed" });
    },
  );

  test("a login page in place of the tag's HEAD is no digest", async () => {
    await using it = await start();
    it.server.addFaults({ kind: "html", times: 9 });
    await expect(it.registry.findDigest("one")).rejects.toMatchObject({ reason: "registry_malformed" });
    await expect(it.registry.hasBlob(digestOf(Buffer.from("x")))).rejects.toMatchObject({
      reason: "registry_malformed",
    });
  });

  test("a registry that says nothing is not waited for without end", async () => {
    await using it = await start({}, { timeoutMs: 100, attempts: 2 });
    it.server.addFaults({ kind: "silence", times: 9 });
    await expect(it.registry.findDigest("one")).rejects.toMatchObject({
      reason: "registry_unreachable",
      message: expect.stringContaining("no answer within 100 ms"),
    });
    expect(it.server.count("HEAD")).toBe(2);
  });

  test("no registry at all", async () => {
    const gone = await startFakeRegistry();
    await gone.close();
    const registry = await openRegistry(`${gone.host}/acme/shop`, { env: {}, clock: impatient() });
    await expect(registry.listTags()).rejects.toMatchObject({ reason: "registry_unreachable" });
  });
});

test("an archive made elsewhere with another layer is not taken for ours", async () => {
  const parts = archiveParts({ bytes: randomBytes(10), annotations: {} });
  const manifest = JSON.parse(Buffer.from(parts.manifest).toString());
  manifest.layers[0].mediaType = "application/vnd.oci.image.layer.v1.tar+gzip";
  await using it = await start();
  await it.registry.pushArchive(archive());
  const store = it.server.store("acme/shop");
  for (const { digest, bytes } of parts.blobs) store.blobs.set(digest, Buffer.from(bytes));
  store.manifest("PUT", "image", manifest.mediaType, Buffer.from(JSON.stringify(manifest)), true);
  await expect(it.registry.pullArchive(store.tags.get("image")!)).rejects.toMatchObject({
    reason: "artifact_missing",
    message: expect.stringContaining("is not an archive"),
  });
});
