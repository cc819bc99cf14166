/** What is deployed: found by its content key, named by its digest, never by a tag. */
export interface Artifact {
  readonly kind: "image" | "archive";
  /** Repository without tag or digest: `registry.example.com/acme/shop`, or `layout:/path` for an OCI layout on disk. */
  readonly repository: string;
  /** `sha256:` and 64 lower-case hexadecimal digits, of the manifest. */
  readonly digest: string;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Whether a text is a digest in the one form that Sluice stores. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** The first twelve hexadecimal digits, for people. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, 12);
}
