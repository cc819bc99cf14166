import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "@sluice/core/ports/clock";
import { withFileLock } from "@sluice/host/files";

/** In the environment of every `docker compose` that changes something: which lock it runs under. */
export const ACT = "SLUICE_COMPOSE_ACT";

const PATIENCE_MS = 600_000;
const GRACE_MS = 5_000;

/** One name for an environment on one engine. */
export function actOf(engine: string, environment: string): string {
  return createHash("sha256").update(`${engine}\n${environment}`).digest("hex").slice(0, 24);
}

/**
 * Runs `fn` while no other process of this machine acts on the same environment. What a killed one left running
 * of compose is ended first: it would go on to create containers beside ours.
 * Across machines the ledger's claim keeps runs apart, and the generation fences what is late.
 */
export async function locked<T>(act: string, clock: Clock, fn: () => Promise<T>): Promise<T> {
  const folder = join(tmpdir(), `sluice-compose-${process.getuid?.() ?? 0}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return withFileLock(
    join(folder, `${act}.lock`),
    async () => {
      await endOrphans(act, clock);
      return fn();
    },
    { timeoutMs: PATIENCE_MS, clock },
  );
}

async function endOrphans(act: string, clock: Clock): Promise<void> {
  if (process.platform !== "linux") return;
  const deadline = clock.now() + GRACE_MS;
  for (;;) {
    const orphans = await listActing(act);
    if (orphans.length === 0) return;
    const signal = clock.now() < deadline ? "SIGTERM" : "SIGKILL";
    for (const pid of orphans) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended by itself.
      }
    }
    await clock.sleep(50);
  }
}

/** Processes that were started under this lock. Whoever asks holds it, so that theirs holder is dead. */
async function listActing(act: string): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const environs = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, "latin1").catch(() => "")),
  );
  return pids
    .filter((_, index) => `\0${environs[index]}`.includes(`\0${ACT}=${act}\0`))
    .map(Number)
    .filter((pid) => pid !== process.pid);
}
