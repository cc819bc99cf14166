import { isDigest, SluiceError } from "@sluice/core";

/** Tags as the distribution specification 1.1 allows them ("Pulling manifests"). */
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

/** Throws `input_invalid` for what is no tag, before it gets into a path or a URL. */
export function checkTag(tag: string): string {
  if (TAG.test(tag)) return tag;
  throw new SluiceError("input_invalid", `${JSON.stringify(tag.slice(0, 140))} cannot be a tag.`, {
    advice:
      "A tag is up to 128 letters, digits, dots, dashes and underscores, and begins with none of . and -.",
  });
}

/** Throws `input_invalid` for what is no digest, before it gets into a path or a URL. */
export function checkDigest(digest: string): string {
  if (isDigest(digest)) return digest;
  throw new SluiceError("input_invalid", `${JSON.stringify(digest.slice(0, 140))} is not a digest.`, {
    advice: "A digest is `sha256:` and 64 lower-case hexadecimal digits.",
  });
}
