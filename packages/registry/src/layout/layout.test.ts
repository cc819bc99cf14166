import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Registry } from "@sluice/core";
import { SluiceError } from "@sluice/core";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { archiveParts } from "../archive-manifest.ts";
import { digestOf } from "../digest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "../manifest.ts";
import { openRegistry } from "../open.ts";
import { blobPath, onDisk } from "./files.ts";

let directory: string;
let registry: Registry;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sluice-layout-"));
  registry = await openRegistry(`layout:${directory}`, { env: {} });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const archive = { bytes: Buffer.from("an archive"), tags: ["one"], annotations: {} };

test("it is a layout as the specification has it", async () => {
  const digest = await registry.pushArchive(archive);
  expect(JSON.parse(await readFile(join(directory, "oci-layout"), "utf8"))).toEqual({
    imageLayoutVersion: "1.0.0",
  });
  expect(JSON.parse(await readFile(join(directory, "index.json"), "utf8"))).toEqual({
    schemaVersion: 2,
    mediaType: OCI_INDEX,
    manifests: [
      {
        mediaType: OCI_MANIFEST,
        artifactType: "application/vnd.sluice.archive.v1+tar+gzip",
        digest,
        size: archiveParts(archive).manifest.length,
        annotations: { "org.opencontainers.image.ref.name": "one" },
      },
    ],
  });
  const manifest = JSON.parse(await readFile(blobPath(directory, digest), "utf8"));
  expect(manifest.config).toEqual({
    mediaType: "application/vnd.oci.empty.v1+json",
    digest: "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    size: 2,
    data: "e30=",
  });
  expect(await readdir(directory)).toEqual(["blobs", "index.json", "oci-layout"]);
});

test("what is within an index of another program's can be tagged, but not deleted alone", async () => {
  const child = archiveParts(archive);
  await registry.pushArchive({ ...archive, tags: [] });
  const descriptor = { mediaType: OCI_MANIFEST, digest: child.digest, size: child.manifest.length };
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [descriptor] }));
  await writeFile(blobPath(directory, digestOf(index)), index);
  const outer = { mediaType: OCI_INDEX, digest: digestOf(index), size: index.length };
  await writeFile(
    join(directory, "index.json"),
    JSON.stringify({ schemaVersion: 2, manifests: [outer], annotations: { kept: "yes" } }),
  );
  expect(await registry.hasManifest(child.digest)).toBe(true);
  expect(await registry.ensureDeleted(child.digest)).toHaveProperty("unsupported");
  expect(await registry.ensureTag(child.digest, "child")).toBe("done");
  expect(await registry.ensureDeleted(child.digest)).toBe("done");
  expect(Buffer.from(await registry.pullArchive(child.digest)).toString()).toBe("an archive");
  expect(JSON.parse(await readFile(join(directory, "index.json"), "utf8")).annotations).toEqual({
    kept: "yes",
  });
});

test("deleting frees what nothing else holds", async () => {
  const digest = await registry.pushArchive(archive);
  await registry.ensureDeleted(digest);
  expect(await readdir(join(directory, "blobs", "sha256"))).toEqual([]);
});

test("damaged bytes are found out", async () => {
  const digest = await registry.pushArchive(archive);
  const path = blobPath(directory, digestOf(archive.bytes));
  await writeFile(path, "other bytes");
  await expect(registry.pullArchive(digest)).rejects.toMatchObject({
    reason: "registry_malformed",
    message: expect.stringContaining(path),
  });
});

test("whatever index.json holds, the answer is right or a SluiceError, and the file stays", async () => {
  const path = join(directory, "index.json");
  const digest = await registry.pushArchive(archive);
  const sound = await readFile(path, "utf8");
  const texts = fc.oneof(
    fc.json(),
    fc.string(),
    fc.nat(sound.length).map((at) => sound.slice(0, at)),
    fc.json().map((json) => `{"schemaVersion":2,"manifests":[${json}]}`),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      await writeFile(path, text);
      try {
        expect([null, digest]).toContain(await registry.findDigest("one"));
      } catch (error) {
        expect(error).toBeInstanceOf(SluiceError);
        expect(error).toMatchObject({ reason: "registry_malformed" });
        await expect(registry.pushArchive(archive)).rejects.toMatchObject({ reason: "registry_malformed" });
        expect(await readFile(path, "utf8")).toBe(text);
      }
    }),
    { numRuns: 100 },
  );
});

test("a place that cannot be a layout says so", async () => {
  await writeFile(join(directory, "file"), "");
  const wrong = await openRegistry(`layout:${join(directory, "file")}`, { env: {} });
  await expect(wrong.pushArchive(archive)).rejects.toMatchObject({ reason: "registry_unreachable" });
  await expect(openRegistry("layout:", { env: {} })).rejects.toMatchObject({ reason: "input_invalid" });
});

test.each(["EACCES", "EPERM", "EROFS"])("%s of the disk is a denial, in words of its own", async (code) => {
  const failing = onDisk("/srv/layout", () => Promise.reject(Object.assign(new Error(code), { code })));
  await expect(failing).rejects.toMatchObject({
    reason: "registry_denied",
    message: expect.stringContaining("/srv/layout"),
  });
});
