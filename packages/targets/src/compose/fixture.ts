import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Target } from "@sluice/core/ports/target";
import { createExec } from "@sluice/host/exec";
import { docker, removeLabelled } from "@sluice/testing/docker/docker";
import { scopedTarget } from "@sluice/testing/docker/scoped-target";
import { SCRATCH_PORT } from "@sluice/testing/docker/scratch-image";
import { type ComposeTargetOptions, createComposeTarget } from "./target.ts";

/** A compose target with names of its own, for tests; `close` removes all that was made under them. */
export interface ComposeFixture {
  readonly root: string;
  /** What the engine's names end in. */
  readonly suffix: string;
  readonly network: string;
  /** Names as the test has them; `app` is `shop` or `other`. */
  open(app?: string, differing?: Partial<ComposeTargetOptions>): Target;
  write(file: string): Promise<void>;
  close(): Promise<void>;
}

export const WEB_ALONE = `
services:
  web:
    image: \${SLUICE_IMAGE}
`;

export async function composeFixture(suffix: string, file = WEB_ALONE): Promise<ComposeFixture> {
  const root = await mkdtemp(join(tmpdir(), "sluice-compose-test-"));
  const network = `sluice-edge-${suffix}`;
  const write = (text: string) => writeFile(join(root, "compose.yml"), text);
  await write(file);
  return {
    root,
    suffix,
    network,
    write,
    open: (app = "shop", differing = {}) =>
      scopedTarget(createComposeTarget({ ...optionsOf(root, suffix, app), ...differing }), suffix),
    async close() {
      for (const app of ["shop", "other"]) await removeLabelled(`dev.sluice.app=${app}-${suffix}`);
      await docker(["network", "rm", network]).catch(() => {});
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** What a target of a fixture is opened with, in whichever process. */
export function optionsOf(root: string, suffix: string, app = "shop"): ComposeTargetOptions {
  return {
    app: `${app}-${suffix}`,
    root,
    file: "compose.yml",
    service: "web",
    port: SCRATCH_PORT,
    network: `sluice-edge-${suffix}`,
    exec: createExec(),
    settleMs: 20_000,
  };
}
