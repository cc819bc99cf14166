import { decideArtifact, type LedgerState, SluiceError, sha256, transact } from "@sluice/core";
import type { BuildPorts } from "./build-image-ending.ts";
import { transactorOf } from "./train/acting.ts";
import type { Merge } from "./train/resolve-subject.ts";

/** Digests that a key had before and that count no more: gone from the registry, or to be built anew. */
export type Outdated = ReadonlySet<string>;

/** A tag that no other build has, for the time until it is known whose image the content's one is. */
export function temporaryTag(ports: Pick<BuildPorts, "runs" | "clock" | "random">, key: string): string {
  const unique = sha256(JSON.stringify([ports.runs.current, ports.clock.now(), ports.random()]));
  return `build-${key.slice("key-".length, "key-".length + 12)}-${unique.slice(0, 12)}`;
}

/**
 * Lets the key name the image that was just pushed, unless another build of the same content came first; answers
 * which it names. A registry cannot compare and swap, so two may pass here at the same instant: `record` has the last word.
 */
export async function nominate(
  { registry }: Pick<BuildPorts, "registry">,
  key: string,
  digest: string,
  outdated: Outdated,
): Promise<string> {
  const first = await registry.findDigest(key);
  if (first !== null && !outdated.has(first)) return first;
  await registry.ensureTag(digest, key);
  return (await registry.findDigest(key)) ?? digest;
}

/**
 * Writes that an image is what a merge holds, unless the ledger meanwhile has another one of the same content;
 * answers which it is. Of builds at the same time all get the same answer, as the ledger takes one append after another.
 */
export async function record(
  ports: BuildPorts,
  fact: { readonly digest: string; readonly key: string; readonly built: boolean; readonly merge: Merge },
  outdated: Outdated,
): Promise<string> {
  const { key, merge } = fact;
  const elected = (state: LedgerState) => {
    const known = state.keys[key];
    return known === undefined || outdated.has(known) ? fact.digest : known;
  };
  const transacted = await transact(await transactorOf(ports), (state) => {
    const digest = elected(state);
    return decideArtifact(state, {
      artifact: { kind: "image", repository: ports.registry.repository, digest },
      key,
      built: fact.built && digest === fact.digest,
      stage: merge.stage.name,
      commit: merge.commit,
      change: merge.change,
    });
  });
  if (!transacted.ok) throw new SluiceError(transacted.reason, transacted.message);
  const { state } = transacted.snapshot;
  const digest = state.keys[key] ?? fact.digest;
  if (digest === fact.digest) return digest;
  await ports.registry.ensureTag(digest, key);
  return digest;
}
