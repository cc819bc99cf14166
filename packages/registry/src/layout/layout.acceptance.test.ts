import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRegistry } from "../open.ts";

/** Runs a pusher until it has pushed so many tags, kills it wherever it then is, and answers what it had pushed. */
async function pushAndKill(directory: string, name: string, tags: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "pusher.fixture.ts"), directory, name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
    if (said.split("\n").length > tags) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.once("close", resolve));
  expect(child.signalCode).toBe("SIGKILL");
  return said.split("\n").slice(0, -1);
}

test("several processes, each killed while it pushes, lose no tag and block nobody", async () => {
  const directory = await mkdtemp(join(tmpdir(), "sluice-layout-"));
  const layout = join(directory, "layout");
  const pushed: string[] = [];
  for (const round of [1, 2, 3])
    await Promise.all(
      ["a", "b", "c", "d"].map(async (name) =>
        pushed.push(...(await pushAndKill(layout, `${name}${round}`, 8))),
      ),
    );
  const registry = await openRegistry(`layout:${layout}`, { env: {} });
  const last = await registry.pushArchive({ bytes: Buffer.from("x"), tags: ["newest"], annotations: {} });
  expect(pushed.length).toBeGreaterThanOrEqual(96);
  expect(await registry.listTags()).toEqual(expect.arrayContaining(pushed));
  for (const tag of pushed) {
    const digest = await registry.findDigest(tag);
    expect(Buffer.from(await registry.pullArchive(digest!)).toString()).toBe(tag);
  }
  expect(await registry.findDigest("newest")).toBe(last);
  await rm(directory, { recursive: true, force: true });
});
