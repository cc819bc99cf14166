import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "./root.ts";

/** A copy of the working tree in a folder of its own; its packages from npm come after it. */
function copyTree(to: string): void {
  const list = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  for (const path of list.split("\0")) {
    if (path === "" || path.includes("/dist/")) continue;
    // Listed, but deleted since.
    cpSync(join(ROOT, path), join(to, path), { recursive: true, errorOnExist: false, force: true });
  }
}

/**
 * As an installation has them: what is bundled, and the bundler, whose own place relative to the sources goes into the
 * modules' names. The other tools of development are only linked: they are large.
 */
function installPackages(to: string): void {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { dev?: boolean }>;
  };
  for (const [path, { dev }] of Object.entries(lock.packages)) {
    const from = join(ROOT, path);
    const top = /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path);
    if (!top || !existsSync(from)) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    if (dev && path !== "node_modules/@vercel/ncc") symlinkSync(from, join(to, path));
    else cpSync(from, join(to, path), { recursive: true, verbatimSymlinks: true });
  }
}

function bundle(root: string): Map<string, string> {
  execFileSync(process.execPath, [join(root, "packages/tooling/src/bundle.ts")], { cwd: dirname(root) });
  const dist = join(root, "packages/cli/dist");
  return new Map(
    readdirSync(dist)
      .sort()
      .map((name) => [name, readFileSync(join(dist, name), "utf8")]),
  );
}

describe("the bundle", () => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-bundle-"));
  const roots = [join(folder, "here"), join(folder, "there", "in a deeper folder")] as const;
  let dists: Map<string, string>[];
  beforeAll(() => {
    dists = roots.map((root) => {
      copyTree(root);
      installPackages(root);
      return bundle(root);
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is the same, byte for byte, wherever the checkout is", () => {
    const [here, there] = dists as [Map<string, string>, Map<string, string>];
    expect([...there.keys()]).toEqual([...here.keys()]);
    expect([...there].filter(([name, text]) => here.get(name) !== text).map(([name]) => name)).toEqual([]);
  });

  test("needs nothing beside it, and starts no more than it must", () => {
    const moved = join(folder, "moved");
    cpSync(join(roots[0], "packages/cli/dist"), moved, { recursive: true });
    const sluice = (...args: string[]) =>
      spawnSync(process.execPath, [join(moved, "index.js"), ...args], { encoding: "utf8", cwd: folder });
    expect(sluice("--help")).toMatchObject({
      status: 0,
      stderr: "",
      stdout: expect.stringContaining("usage: sluice"),
    });
    expect(sluice("deploy-env", "--help")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("--dry-run"),
    });
    expect(sluice("deploy-env", "QA", "--json").status).not.toBe(0);
    // Neither zod nor a verb is in the file that help comes from.
    expect(readFileSync(join(moved, "index.js"), "utf8").length).toBeLessThan(40_000);
  });

  test("names the licenses of those whose code it holds", () => {
    const licenses = dists[0]!.get("index.licenses.txt")!;
    for (const name of ["zod", "yaml"]) expect(licenses).toMatch(new RegExp(`^${name}$`, "m"));
    expect(licenses).not.toContain("@sluice/");
  });
});
