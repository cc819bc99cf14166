import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { packTar } from "modern-tar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ArchiveEntry, packArchive, unpackArchive } from "./archive.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sluice-archive-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

async function readBack(root: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length + 1);
    if (entry.isSymbolicLink()) found[name] = `-> ${await readlink(path)}`;
    else if (entry.isFile()) {
      const mode = (await lstat(path)).mode & 0o777;
      found[name] = `${mode.toString(8)} ${(await readFile(path)).toString("base64")}`;
    }
  }
  return found;
}

const part = fc.stringMatching(/^[a-zà-ö0-9 ._-]{1,60}$/u).filter((text) => !/^\.{1,2}$/.test(text));
// Each in a directory of its own, so that no path is a directory of another.
const files = fc
  .array(
    fc.record({
      parts: fc.array(part, { minLength: 1, maxLength: 5 }),
      mode: fc.constantFrom(0o644, 0o755),
      bytes: fc.uint8Array({ maxLength: 2000 }),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ parts, mode, bytes }, i) => ({ path: [`d${i}`, ...parts].join("/"), mode, bytes })),
  );

describe("packArchive and unpackArchive", () => {
  test("what was packed comes out again, and order does not matter", async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const packed = await packArchive(all);
        expect(Buffer.from(await packArchive([...all].reverse()))).toEqual(Buffer.from(packed));
        const root = join(directory, String(n++));
        await unpackArchive(packed, root);
        expect(await readBack(root)).toEqual(
          Object.fromEntries(
            all.map((file) => [
              file.path,
              `${file.mode.toString(8)} ${Buffer.from(file.bytes).toString("base64")}`,
            ]),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("neither time nor owner nor system is in the bytes", async () => {
    const packed = Buffer.from(await packArchive([{ path: "a", mode: 0o100775, bytes: bytes("x") }]));
    expect(packed.readUInt32LE(4)).toBe(0);
    expect(packed[9]).toBe(255);
    const header = gunzipSync(packed).subarray(0, 512).toString("latin1");
    for (const [from, to, octal] of [
      [100, 108, 0o755],
      [108, 116, 0],
      [116, 124, 0],
      [136, 148, 0],
    ] as const)
      expect(Number.parseInt(header.slice(from, to), 8)).toBe(octal);
  });

  test("links within the archive come out as links", async () => {
    const entries: ArchiveEntry[] = [
      { path: "bin/run", link: "../lib/run.sh" },
      { path: "lib/run.sh", mode: 0o755, bytes: bytes("#!/bin/sh") },
    ];
    await unpackArchive(await packArchive(entries), join(directory, "out"));
    expect(await readFile(join(directory, "out/bin/run"), "utf8")).toBe("#!/bin/sh");
  });

  test("packing refuses what unpacking would", async () => {
    for (const path of ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "c:\\x", "a\0b"])
      await expect(packArchive([{ path, mode: 0, bytes: bytes("") }])).rejects.toMatchObject({
        reason: "input_invalid",
      });
    const twice = { path: "a", mode: 0, bytes: bytes("") };
    await expect(packArchive([twice, twice])).rejects.toMatchObject({ reason: "input_invalid" });
  });
});

describe("unpackArchive on hostile archives", () => {
  type Header = Parameters<typeof packTar>[0][number]["header"];
  const pack = async (...headers: (Partial<Header> & { name: string; body?: string })[]) =>
    gzipSync(
      await packTar(
        headers.map(({ body = "", ...header }) => ({
          header: { size: body.length, ...header },
          ...(body ? { body } : {}),
        })),
      ),
    );

  async function expectRefused(archive: Uint8Array, message: RegExp): Promise<void> {
    const unpacked = unpackArchive(archive, join(directory, "in/out"), { maxBytes: 100_000, maxEntries: 50 });
    await expect(unpacked).rejects.toMatchObject({ reason: "registry_malformed" });
    await expect(unpacked).rejects.toThrow(message);
    expect(await readdir(directory)).toEqual([]);
  }

  test.each([
    ["../evil", /leads out/],
    ["/evil", /leads out/],
    ["a/../../evil", /leads out/],
    ["a\\..\\evil", /leads out/],
    ["C:evil", /leads out/],
  ])("the path %s writes nothing", async (name, message) => {
    await expectRefused(await pack({ name, body: "x" }), message);
  });

  test.each([
    ["l", "/etc"],
    ["l", ".."],
    ["l", "../x"],
    ["d/l", "../../x"],
    ["l", "a/../../x"],
    ["l", "a/.."],
    ["l", ""],
  ])("the link %s to %j writes nothing", async (name, linkname) => {
    await expectRefused(await pack({ name, type: "symlink", linkname }), /leads out|not a tar/);
  });

  test("a file below a link is not written through it", async () => {
    const link = { name: "d/l", type: "symlink", linkname: ".." } as const;
    await expectRefused(await pack(link, { name: "d/l/x", body: "x" }), /as a directory as well/);
    await expectRefused(await pack({ name: "d/l/x", body: "x" }, link), /as a directory as well/);
    await expectRefused(await pack({ name: "a", body: "x" }, { name: "a", body: "y" }), /twice/);
  });

  test("hard links and devices are refused", async () => {
    await expectRefused(await pack({ name: "l", type: "link", linkname: "/etc/passwd" }), /a link/);
    await expectRefused(await pack({ name: "p", type: "fifo" }), /a fifo/);
  });

  test("too much of either is refused", async () => {
    await expectRefused(await pack({ name: "big", body: "0".repeat(200_000) }), /more than 100000 bytes/);
    const many = Array.from({ length: 60 }, (_, i) => ({ name: `f${i}`, body: "x" }));
    await expectRefused(await pack(...many), /more than 50 entries/);
  });

  test("what is no archive is refused", async () => {
    await expectRefused(bytes("hello"), /not gzip/);
    await expectRefused(gzipSync("x".repeat(2000)), /not a tar/);
    const whole = await pack({ name: "a", body: "x".repeat(5000) });
    await expectRefused(whole.subarray(0, whole.length - 20), /not gzip/);
    await expectRefused(gzipSync(gunzipSync(whole).subarray(0, 2000)), /not a tar/);
  });

  test("arbitrary damage is refused or harmless, never another error", async () => {
    const sound = gunzipSync(
      await pack({ name: "a/b", body: "hello" }, { name: "l", type: "symlink", linkname: "a" }),
    );
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        async (damage) => {
          const tar = Buffer.from(sound);
          for (const [at, byte] of damage) tar[at] = byte;
          const root = join(directory, "damaged", String(n++));
          await unpackArchive(gzipSync(tar), root).catch((error) =>
            expect(error).toMatchObject({ reason: "registry_malformed" }),
          );
          expect(await readdir(directory)).toEqual(n > 0 && (await exists("damaged")) ? ["damaged"] : []);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("a directory in use is left alone", async () => {
    const root = join(directory, "used");
    await mkdir(root);
    await writeFile(join(root, "mine"), "mine");
    await expect(unpackArchive(await pack({ name: "mine", body: "x" }), root)).rejects.toMatchObject({
      reason: "input_invalid",
    });
    expect(await readFile(join(root, "mine"), "utf8")).toBe("mine");
  });

  const exists = (name: string) =>
    lstat(join(directory, name)).then(
      () => true,
      () => false,
    );
});
