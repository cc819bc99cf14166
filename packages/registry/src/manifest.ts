import { SluiceError } from "@sluice/core";
import { z } from "zod";

/** The kinds of manifest that exist in the wild: the OCI ones and docker's schema 2. */
export const MANIFEST_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
] as const;

export const OCI_INDEX = MANIFEST_TYPES[0];
export const OCI_MANIFEST = MANIFEST_TYPES[1];

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "is not a sha256 digest");

export const descriptorSchema = z.looseObject({
  mediaType: z.string(),
  digest,
  size: z.int().nonnegative(),
  artifactType: z.string().optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});
export type Descriptor = z.output<typeof descriptorSchema>;

const common = {
  schemaVersion: z.literal(2),
  mediaType: z.enum(MANIFEST_TYPES).optional(),
  artifactType: z.string().optional(),
  annotations: z.record(z.string(), z.string()).nullish(),
};
const imageSchema = z.looseObject({
  ...common,
  config: descriptorSchema,
  layers: z.array(descriptorSchema),
});
export const indexSchema = z.looseObject({ ...common, manifests: z.array(descriptorSchema) });
const manifestSchema = z.union([imageSchema, indexSchema], "is neither an image manifest nor an index");
export type Manifest = z.output<typeof manifestSchema>;

export function isManifestType(mediaType: string): boolean {
  return (MANIFEST_TYPES as readonly string[]).includes(mediaType);
}

/** Reads a manifest or an index. `place` is the URL or file, for the message. Throws `registry_malformed`. */
export function parseManifest(bytes: Uint8Array, place: string): Manifest {
  return parseJson(manifestSchema, bytes, place);
}

/** Reads JSON through a schema; says where it came from and what is wrong. Throws `registry_malformed`. */
export function parseJson<S extends z.ZodType>(schema: S, bytes: Uint8Array, place: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message would quote the text, which may be anything at all.
    throw malformed(place, `is not JSON (${bytes.length} bytes)`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.length ? ` at ${issue.path.map(String).join(".")}` : "";
  throw malformed(place, `has the wrong form${path}: ${issue?.message ?? "unknown"}`);
}

export function malformed(place: string, what: string): SluiceError {
  return new SluiceError("registry_malformed", `The answer of ${place} ${what}. ${whatIsLeft(place)}`, {
    advice:
      "Check that the repository names a registry, and that no proxy or login page answers in its place.",
  });
}

/** What is true after a request that did not end well; `place` begins with its method. */
export function whatIsLeft(place: string): string {
  return /^(?:PUT|POST|DELETE) /.test(place)
    ? "Whether the registry took it is not known; to run it again is safe."
    : "Nothing was changed by it.";
}

export function missing(digest: string, repository: string): SluiceError {
  return new SluiceError("artifact_missing", `${repository} has no ${digest}. Nothing was changed.`, {
    advice: "It was deleted, or never pushed there. Build it again.",
  });
}
