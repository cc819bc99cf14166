import { randomBytes } from "node:crypto";
import type { Registry, SluiceError } from "@sluice/core";
import { archiveParts, EMPTY_CONFIG } from "@sluice/registry/archive-manifest";
import { digestOf } from "@sluice/registry/digest";
import { describe, expect, test } from "vitest";

export interface OpenedRegistry {
  readonly registry: Registry;
  /** A second client of the same repository. */
  again(): Promise<Registry>;
  close(): Promise<void>;
}

const NOWHERE = `sha256:${"a".repeat(64)}`;

/** What every `Registry` must do. `open` answers an empty repository. */
export function registryContract(name: string, open: () => Promise<OpenedRegistry>): void {
  function check(title: string, body: (opened: OpenedRegistry) => Promise<void>): void {
    test(title, async () => {
      const opened = await open();
      try {
        await body(opened);
      } finally {
        await opened.close();
      }
    });
  }

  function archive(tags: readonly string[] = [], bytes: Uint8Array = randomBytes(5000)) {
    return { bytes, tags, annotations: { "org.example.b": "2", "org.example.a": "ü" } };
  }

  describe(`registry: ${name}`, () => {
    check("an empty repository has nothing, and says so without failing", async ({ registry }) => {
      expect(await registry.findDigest("latest")).toBeNull();
      expect(await registry.hasManifest(NOWHERE)).toBe(false);
      expect(await registry.hasBlob(NOWHERE)).toBe(false);
      expect(await registry.listTags()).toEqual([]);
      const missing = { reason: "artifact_missing" };
      await expect(registry.pullArchive(NOWHERE)).rejects.toMatchObject(missing);
      await expect(registry.getAnnotations(NOWHERE)).rejects.toMatchObject(missing);
      await expect(registry.ensureTag(NOWHERE, "latest")).rejects.toMatchObject(missing);
      expect(await registry.listTags()).toEqual([]);
    });

    check("an archive comes back byte for byte, with its annotations, under all its tags", async (opened) => {
      const pushed = archive(["one", "two"]);
      const digest = await opened.registry.pushArchive(pushed);
      const registry = await opened.again();
      expect(await registry.findDigest("one")).toBe(digest);
      expect(await registry.findDigest("two")).toBe(digest);
      expect(await registry.hasManifest(digest)).toBe(true);
      expect(await registry.hasBlob(digestOf(pushed.bytes))).toBe(true);
      expect(await registry.hasBlob(digestOf(EMPTY_CONFIG))).toBe(true);
      expect(Buffer.from(await registry.pullArchive(digest))).toEqual(Buffer.from(pushed.bytes));
      expect(await registry.getAnnotations(digest)).toEqual(pushed.annotations);
      expect(await registry.listTags()).toEqual(["one", "two"]);
    });

    check("the digest depends on bytes and annotations alone", async ({ registry }) => {
      const pushed = archive(["one"]);
      const digest = await registry.pushArchive(pushed);
      const turned = { "org.example.a": "ü", "org.example.b": "2" };
      expect(await registry.pushArchive({ ...pushed, tags: ["two"], annotations: turned })).toBe(digest);
      expect(digest).toBe(archiveParts(pushed).digest);
      expect(await registry.pushArchive({ ...pushed, tags: [], annotations: {} })).not.toBe(digest);
      expect(await registry.getAnnotations(archiveParts({ ...pushed, annotations: {} }).digest)).toEqual({});
    });

    check("an archive without tags can be had by its digest", async ({ registry }) => {
      const pushed = archive();
      const digest = await registry.pushArchive(pushed);
      expect(await registry.listTags()).toEqual([]);
      expect(await registry.hasManifest(digest)).toBe(true);
      expect(Buffer.from(await registry.pullArchive(digest))).toEqual(Buffer.from(pushed.bytes));
    });

    check("a tag moves, and what it named stays", async ({ registry }) => {
      const first = await registry.pushArchive(archive(["newest"]));
      const second = await registry.pushArchive(archive(["newest"]));
      expect(await registry.findDigest("newest")).toBe(second);
      expect(await registry.hasManifest(first)).toBe(true);
      expect(await registry.ensureTag(first, "newest")).toBe("done");
      expect(await registry.ensureTag(first, "newest")).toBe("already");
      expect(await registry.findDigest("newest")).toBe(first);
      expect(await registry.hasManifest(second)).toBe(true);
      expect(await registry.listTags()).toEqual(["newest"]);
    });

    check("a blob is no manifest, and no archive", async ({ registry }) => {
      const pushed = archive(["one"]);
      await registry.pushArchive(pushed);
      const blob = digestOf(pushed.bytes);
      // The reference implementation (2.8) fails with 500 where it is asked for a blob as a manifest.
      const refusal = { reason: expect.stringMatching(/^(?:artifact_missing|registry_unreachable)$/) };
      expect(await registry.hasManifest(blob).catch((error: unknown) => error)).toSatisfy(
        (answer) => answer === false || (answer as SluiceError).reason === "registry_unreachable",
      );
      await expect(registry.pullArchive(blob)).rejects.toMatchObject(refusal);
      await expect(registry.ensureTag(blob, "x")).rejects.toMatchObject(refusal);
      expect(await registry.findDigest("x")).toBeNull();
    });

    check("deleting takes the manifest with its tags and nothing else", async ({ registry }) => {
      const shared = randomBytes(100);
      const gone = await registry.pushArchive(archive(["one", "two"], shared));
      const kept = await registry.pushArchive({ bytes: shared, tags: ["three"], annotations: {} });
      expect(await registry.ensureDeleted(NOWHERE)).toBe("already");
      expect(await registry.ensureDeleted(gone)).toBe("done");
      expect(await registry.ensureDeleted(gone)).toBe("already");
      expect(await registry.findDigest("one")).toBeNull();
      expect(await registry.hasManifest(gone)).toBe(false);
      expect(await registry.listTags()).toEqual(["three"]);
      expect(Buffer.from(await registry.pullArchive(kept))).toEqual(Buffer.from(shared));
      expect(await registry.pushArchive(archive(["one"], shared))).toBe(gone);
      expect(await registry.findDigest("one")).toBe(gone);
    });

    check("many clients at once lose no tag", async ({ registry, again }) => {
      const clients = [registry, await again(), await again()];
      const digests = await Promise.all(
        Array.from({ length: 12 }, (_, i) => clients[i % 3]!.pushArchive(archive([`tag-${i}`, "newest"]))),
      );
      for (const [i, digest] of digests.entries()) expect(await registry.findDigest(`tag-${i}`)).toBe(digest);
      expect(digests).toContain(await registry.findDigest("newest"));
      expect(await registry.listTags()).toHaveLength(13);
    });

    check("what is no tag or digest is refused before anything happens", async ({ registry }) => {
      const invalid = { reason: "input_invalid" };
      for (const tag of ["", "../x", "a b", "-a", "a/b", "a?b", "a".repeat(129)]) {
        await expect(registry.findDigest(tag)).rejects.toMatchObject(invalid);
        await expect(registry.pushArchive(archive(["fine", tag]))).rejects.toMatchObject(invalid);
      }
      for (const digest of ["", "sha256:../../x", "sha256:ABC", `sha256:${"A".repeat(64)}`]) {
        await expect(registry.hasManifest(digest)).rejects.toMatchObject(invalid);
        await expect(registry.hasBlob(digest)).rejects.toMatchObject(invalid);
        await expect(registry.pullArchive(digest)).rejects.toMatchObject(invalid);
        await expect(registry.ensureDeleted(digest)).rejects.toMatchObject(invalid);
      }
      expect(await registry.listTags()).toEqual([]);
    });
  });
}
