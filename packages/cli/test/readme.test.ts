import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readConfig } from "@sluice/commands/config-file";
import { describe, expect, it } from "vitest";
import { VERBS } from "../src/verbs.ts";

const ROOT = join(import.meta.dirname, "../../..");
const README = await readFile(join(ROOT, "README.md"), "utf8");

describe("what the README says", () => {
  it("the smallest sluice.yml is valid", () => {
    const text = /<!-- run by a test -->\n```yaml\n(.*?)```/s.exec(README)?.[1];
    expect(text).toBeDefined();
    const config = readConfig({ path: "sluice.yml", text: text! });
    expect(config.stages.map((stage) => stage.name)).toEqual(["STAGING", "QA", "PROD"]);
  });

  it("every verb that it names is there", () => {
    const named = [...README.matchAll(/^sluice ([a-z-]+)/gm)].map(([, verb]) => verb!);
    expect(named.length).toBeGreaterThan(5);
    for (const verb of named) expect(VERBS).toHaveProperty([verb]);
  });

  it("every file that it links to is there", async () => {
    const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) await expect(readFile(join(ROOT, link))).resolves.toBeDefined();
  });
});
