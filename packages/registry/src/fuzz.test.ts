import type { AddressInfo } from "node:net";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { isDigest, type Registry, SluiceError } from "@sluice/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { archiveParts } from "./archive-manifest.ts";
import { digestOf } from "./digest.ts";
import { dockerConfig } from "./docker-config.fixture.ts";
import { openRegistry } from "./open.ts";

/** Answers each request on its own connection with the next of these bytes, then closes. */
let answers: Buffer[] = [];
let server: Server;
let host: string;
let docker: Awaited<ReturnType<typeof dockerConfig>>;

beforeAll(async () => {
  server = createTcpServer((socket: Socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(answers.shift() ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  docker = await dockerConfig({ auths: { [host]: { username: "ada", password: "s3cret-pass" } } });
});
afterAll(async () => {
  await docker.remove();
  await new Promise((resolve) => server.close(resolve));
});

const archive = { bytes: Buffer.from("an archive"), tags: ["one"], annotations: { a: "b" } };
const parts = archiveParts(archive);
const [, layer] = parts.blobs;

const header = fc.oneof(
  fc.constantFrom(
    `Docker-Content-Digest: ${parts.digest}`,
    `Docker-Content-Digest: ${layer!.digest}`,
    "Docker-Content-Digest: sha512:00",
    "Content-Type: text/html",
    "Content-Type: application/vnd.oci.image.manifest.v1+json",
    "Content-Length: 5",
    "Content-Length: 999999999999",
    "Content-Length: -1",
    "Transfer-Encoding: chunked",
    "Content-Encoding: gzip",
    "Retry-After: 1",
    "Retry-After: never",
    "Retry-After: 99999999999999999999",
    "Location: /v2/acme/shop/blobs/uploads/1?a=b",
    "Location: http://[",
    "Location: https://",
    "Location: ftp://x/y",
    "Location: ?",
    'Link: </v2/acme/shop/tags/list?n=1&last=x>; rel="next"',
    "Link: <http://[>; rel=next",
    "Link: <<>>;;",
    'WWW-Authenticate: Basic realm="x"',
    "WWW-Authenticate: Bearer",
    'WWW-Authenticate: Bearer realm="not a url"',
    'WWW-Authenticate: Bearer realm="ftp://x",scope="\\""',
    'WWW-Authenticate: Bearer realm="HOST",service="s",scope="repository:acme/shop:pull"',
    "Upgrade: websocket",
    "Connection: upgrade",
  ),
  fc
    .tuple(
      fc.constantFrom("Location", "Link", "WWW-Authenticate", "Docker-Content-Digest", "Retry-After", "X"),
      fc.string({ unit: "binary-ascii", maxLength: 60 }),
    )
    .map(([name, value]) => `${name}: ${value.replace(/[\r\n]/g, " ")}`),
);

const body = fc.oneof(
  fc.constantFrom(
    "",
    "{}",
    "null",
    "[]",
    '{"token":"t"}',
    '{"token":"bad\\ntoken","expires_in":-1}',
    '{"access_token":"t","expires_in":1e308}',
    '{"tags":["a","b"]}',
    '{"tags":null}',
    '{"tags":["../x"]}',
    '{"errors":[{"code":"UNSUPPORTED","message":"no"}]}',
    '{"errors":[{"code":"DENIED"}]}',
    '{"schemaVersion":2,"manifests":[]}',
    "<html>",
    Buffer.from(parts.manifest).toString(),
    archive.bytes.toString(),
  ),
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: "binary", maxLength: 200 }),
);

const http = fc
  .record({
    status: fc.oneof(
      fc.constantFrom(200, 201, 202, 204, 301, 307, 401, 403, 404, 405, 429, 500, 501, 503),
      fc.integer({ min: 100, max: 999 }),
    ),
    headers: fc.array(header, { maxLength: 4 }),
    body,
  })
  .map(({ status, headers, body }) =>
    Buffer.from(
      `HTTP/1.1 ${status} X\r\nConnection: close\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n${body}`,
    ),
  );

const raw = fc.oneof(
  { arbitrary: http, weight: 9 },
  { arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), weight: 1 },
);

/** Each asks, and checks that what was answered can be right. */
const questions: Record<string, (registry: Registry) => Promise<void>> = {
  findDigest: async (registry) => {
    const digest = await registry.findDigest("one");
    expect(digest === null || isDigest(digest)).toBe(true);
  },
  hasManifest: async (registry) => expect(await registry.hasManifest(parts.digest)).toBeTypeOf("boolean"),
  hasBlob: async (registry) => expect(await registry.hasBlob(layer!.digest)).toBeTypeOf("boolean"),
  ensureTag: async (registry) =>
    expect(["done", "already"]).toContain(await registry.ensureTag(parts.digest, "one")),
  pushArchive: async (registry) => expect(await registry.pushArchive(archive)).toBe(parts.digest),
  pullArchive: async (registry) =>
    expect(digestOf(await registry.pullArchive(parts.digest))).toBe(layer!.digest),
  getAnnotations: async (registry) =>
    expect(await registry.getAnnotations(parts.digest)).toEqual(archive.annotations),
  listTags: async (registry) => {
    for (const tag of await registry.listTags()) expect(tag).toMatch(/^\w[\w.-]*$/);
  },
  ensureDeleted: async (registry) => {
    const answer = await registry.ensureDeleted(parts.digest);
    if (typeof answer === "string") expect(["done", "already"]).toContain(answer);
    else expect(answer.unsupported).not.toBe("");
  },
};

test("whatever a registry answers is a right answer or a SluiceError, and never the end of waiting", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(questions)),
      fc.array(raw, { minLength: 1, maxLength: 8 }),
      async (question, given) => {
        answers = given.map((bytes) =>
          Buffer.from(bytes.toString("latin1").replaceAll("HOST", `http://${host}/token`), "latin1"),
        );
        const registry = await openRegistry(`${host}/acme/shop`, {
          env: docker.env,
          attempts: 3,
          timeoutMs: 2_000,
          clock: { now: () => 0, sleep: async () => {} },
        });
        try {
          await questions[question]!(registry);
        } catch (error) {
          if (!(error instanceof SluiceError)) throw error;
          expect([
            "registry_unreachable",
            "registry_denied",
            "registry_malformed",
            "artifact_missing",
          ]).toContain(error.reason);
          expect(error.message).not.toMatch(/s3cret|[\r\n]/);
        }
      },
    ),
    { numRuns: 600 },
  );
}, 60_000);
