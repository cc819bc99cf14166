import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ignoredBy } from "@sluice/core";
import { component } from "@sluice/testing/components";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const PATHS = [
  ...["a", "b.md", "README.md", "foo", "xfoo", "d/foo", "d/xfoo", "d/e/foo/x", "d/e/b.go", "m.go", "dir/a"],
  ...["dir/b/keep", "dir/keep", "temp", "tempa", "d/temp1", "src/x.ts", "src/y/z.ts", "#a", "b#c", "q[1]"],
  ...["zq", "!x", "sp ace"],
];

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "sluice-ignore-"));
});

afterEach(() => rm(root, { recursive: true }));

describe.skipIf(!component("buildx").available || !component("docker").available)(
  "ignore files mean what they mean to docker [needs docker, buildx]",
  () => {
    test.each([
      "*.md\n!README.md\n*/temp*",
      "*\n!src\n!dir/keep",
      "**foo\n**/*.go",
      "dir/**\n!dir/b\ntemp?",
      "/a\nd/\n!d/e\n #a\nb#c",
      "[x-z]q\n[^q]oo\nq\\[1]\n\\!x",
      "./a/../foo\n../x\nd/**/x\nsp ace",
      "!a\na\nd/**foo",
    ])("%j", async (text) => {
      for (const path of PATHS) {
        await mkdir(dirname(join(root, "context", path)), { recursive: true });
        await writeFile(join(root, "context", path), "");
      }
      await writeFile(join(root, "context/.dockerignore"), text);
      await writeFile(join(root, "Dockerfile"), "FROM scratch\nCOPY . /\n");
      const output = join(root, "output");
      const places = ["--file", join(root, "Dockerfile"), "--output", `type=local,dest=${output}`];
      execFileSync("docker", ["buildx", "build", "--quiet", ...places, join(root, "context")], {
        stdio: "pipe",
      });
      const entries = await readdir(output, { recursive: true, withFileTypes: true });
      const seen = entries
        .filter((entry) => entry.isFile() && entry.name !== ".dockerignore")
        .map((entry) => join(entry.parentPath, entry.name).slice(output.length + 1));
      const ignored = ignoredBy(text);
      expect(PATHS.filter((path) => !ignored(path)).toSorted()).toEqual(seen.toSorted());
    });
  },
);
