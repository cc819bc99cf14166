import { join } from "node:path";
import type { z } from "zod";
import {
  type Descriptor,
  indexSchema,
  isManifestType,
  OCI_INDEX,
  parseJson,
  parseManifest,
} from "../manifest.ts";
import { blobPath, exists, findBlob, findFile, writeWhole } from "./files.ts";

/** The annotation that holds a tag: OCI image specification 1.1, "Pre-Defined Annotation Keys". */
const REF_NAME = "org.opencontainers.image.ref.name";

export type Index = z.output<typeof indexSchema>;
const EMPTY: Index = { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] };

export async function readIndex(directory: string): Promise<Index> {
  const path = join(directory, "index.json");
  const bytes = await findFile(path);
  return bytes ? parseJson(indexSchema, bytes, path) : EMPTY;
}

export async function writeIndex(directory: string, index: Index): Promise<void> {
  const marker = join(directory, "oci-layout");
  if (!(await exists(marker))) await writeWhole(marker, JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  await writeWhole(join(directory, "index.json"), JSON.stringify(index));
}

export function tagOf(entry: Descriptor): string | undefined {
  return entry.annotations?.[REF_NAME];
}

/** The index with `tag` naming `target`; what it named before stays in the index, without a tag if need be. */
export function withTag(index: Index, target: Descriptor, tag: string): Index {
  const { annotations: _, ...bare } = target;
  const before = index.manifests.find((entry) => tagOf(entry) === tag);
  const rest = index.manifests.filter((entry) => entry !== before);
  if (before && before.digest !== target.digest && !rest.some(({ digest }) => digest === before.digest))
    rest.push(withoutTag(before));
  const tagged = rest.filter((entry) => entry.digest !== target.digest || tagOf(entry) !== undefined);
  return { ...index, manifests: [...tagged, { ...bare, annotations: { [REF_NAME]: tag } }] };
}

/** The index with `target` in it, under whatever tags it has. */
export function withManifest(index: Index, target: Descriptor): Index {
  if (index.manifests.some(({ digest }) => digest === target.digest)) return index;
  return { ...index, manifests: [...index.manifests, target] };
}

function withoutTag(entry: Descriptor): Descriptor {
  const { [REF_NAME]: _, ...annotations } = entry.annotations ?? {};
  return { ...entry, annotations };
}

/** All that these entries hold, themselves included: manifests within indexes, configurations and layers. */
export async function reachable(
  directory: string,
  entries: readonly Descriptor[],
): Promise<ReadonlyMap<string, Descriptor>> {
  const found = new Map<string, Descriptor>();
  const todo = [...entries];
  for (let entry = todo.pop(); entry; entry = todo.pop()) {
    if (found.has(entry.digest)) continue;
    found.set(entry.digest, entry);
    if (!isManifestType(entry.mediaType)) continue;
    const bytes = await findBlob(directory, entry.digest);
    if (!bytes) continue;
    const manifest = parseManifest(bytes, blobPath(directory, entry.digest));
    if ("manifests" in manifest) todo.push(...(manifest as Index).manifests);
    if ("layers" in manifest) todo.push(...(manifest.layers as Descriptor[]), manifest.config as Descriptor);
  }
  return found;
}
