import { z } from "zod";
import { command, orNull, pathWithin, reference, variables } from "./fields.ts";
import { refuseUserinfo } from "./secret.ts";

/** One repository of a registry, without scheme, tag and digest; or `layout:` and a folder. */
const REPOSITORY = /^[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/i;

function repository(description: string) {
  return z
    .string()
    .superRefine((value, ctx) => {
      const message = problemOfRepository(value);
      if (message !== null) ctx.addIssue({ code: "custom", message });
    })
    .meta({ description });
}

function problemOfRepository(value: string): string | null {
  if (value.startsWith("layout:")) {
    const path = value.slice("layout:".length);
    return path === "" || path.includes("\0") ? "layout: needs the folder of the OCI layout after it" : null;
  }
  if (/^[a-z]+:\/\//i.test(value))
    return (
      refuseUserinfo(value, "any") ?? "must have no scheme: write the registry's host, a / and the repository"
    );
  if (/@sha256:/.test(value)) return "must not name a digest: Sluice finds and records digests itself";
  if (/:[^/:]+$/.test(value) && value.includes("/"))
    return "must not name a tag: Sluice finds artifacts by their content and names them by digest";
  if (value.includes("@"))
    return "has a user or password before its @, and secrets do not belong in the file";
  return REPOSITORY.test(value)
    ? null
    : "must be a repository, such as registry.example.com/acme/shop, or layout:FOLDER";
}

/** `artifact`. */
export const artifactSchema = z.strictObject({
  kind: z
    .enum(["image", "archive"])
    .optional()
    .meta({ description: "What is deployed. Default: archive where target.kind is process, else image" }),
  image: repository("The registry's repository that the artifact is kept in, without a tag").optional(),
  repository: repository(
    "The same as image, for archives: a registry's repository, or layout:FOLDER for an OCI layout on disk (relative to the repository's root, or ~/…)",
  ).optional(),
  context: pathWithin("The folder that the build sees, below the repository's root").default("."),
  dockerfile: pathWithin("The Dockerfile, below the context").default("Dockerfile"),
  platforms: z
    .array(
      z.string().regex(/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/, {
        error: "must be a platform, such as linux/amd64",
      }),
    )
    .optional()
    .meta({
      description: "Platforms that the image is built for. Default: linux/amd64; for an archive none",
    }),
  args: variables("Build arguments; they are part of the content key"),
  build: command(
    "What is run before an archive is packed, in the context: a text or a list of words, no shell",
  )
    .optional()
    .transform(orNull),
  output: pathWithin(
    "The folder that an archive is packed from, below the context. Default: the context as git has it",
  )
    .optional()
    .transform(orNull),
  base: z
    .string()
    .regex(/^\S+@sha256:[0-9a-f]{64}$/, {
      error: "must be an image by digest: NAME@sha256: and 64 hexadecimal digits",
    })
    .optional()
    .transform(orNull)
    .meta({ description: "The image that the build starts from, by digest; part of the content key" }),
  secrets: z
    .record(
      z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, {
        error: "must be a secret's id: letters, digits, _, . and -",
      }),
      reference("$NAME: the environment variable that holds the secret"),
    )
    .default({})
    .meta({
      description:
        "Secrets of the build by their id, for RUN --mount=type=secret,id=…; no part of the content key",
    }),
  cache: z
    .array(z.enum(["registry", "gha", "local"]))
    .default([])
    .meta({
      description: "Where layers are kept between builds, where the builder can: registry, gha, local",
    }),
  attestations: z
    .array(z.enum(["provenance", "sbom"]))
    .default(["provenance"])
    .meta({ description: "What the builder attests of an image, where it can" }),
  policy: z
    .strictObject({
      base: z
        .enum(["any", "alpine"])
        .default("any")
        .meta({ description: "What the final stage of the Dockerfile must start from" }),
    })
    .prefault({})
    .meta({ description: "What an image must be" }),
  lint: z
    .enum(["warn", "refuse"])
    .default("warn")
    .meta({ description: "Whether findings in the Dockerfile are warned of or refused" }),
});
