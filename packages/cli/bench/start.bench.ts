import { access } from "node:fs/promises";
import { join } from "node:path";
import { measurePair, spawnQuietly } from "@sluice/tooling/bench-measure";
import type { Benchmark } from "@sluice/tooling/bench-types";

const bundle = join(import.meta.dirname, "../dist/index.js");
const node = process.execPath;

/** What a person waits for before the first word. */
const start: Benchmark = {
  name: "start of the command line, from the bundle",
  unit: "ms",
  async run() {
    await access(bundle).catch(() => {
      throw new Error("packages/cli/dist is not there; make it with: npm run bundle");
    });
    const rows = await measurePair({
      bare: { name: "node -e 0", run: () => spawnQuietly(node, ["-e", "0"]) },
      measured: { name: "sluice --help", run: () => spawnQuietly(node, [bundle, "--help"]) },
      rounds: 40,
      budget: 1.5,
    });
    return { rows };
  },
};

export default start;
