/** Makes container images and pushes them. */
export interface ImageBuilder {
  /**
   * Builds what a commit holds below `context` and pushes it to `repository` under `tag`; answers the digest that the
   * registry has under that tag. Never touches the work tree; leaves no image on the machine that it made itself.
   * Throws `build_failed` with the build's last lines, `registry_unreachable` or `registry_denied` where the push fails
   * time and again, `program_missing` without docker.
   */
  build(request: ImageRequest): Promise<{ readonly digest: string }>;
}

export interface ImageRequest {
  readonly commit: string;
  readonly context: string;
  /** Path of the Dockerfile, below the context. */
  readonly dockerfile: string;
  /** True for a path below the context that the build does not see. */
  readonly ignore: (path: string) => boolean;
  /** Without tag and digest. */
  readonly repository: string;
  readonly tag: string;
  readonly platforms: readonly string[];
  /** Build arguments with their values. */
  readonly args: Readonly<Record<string, string>>;
  /** Secrets' values by their ids; they get into no argument, layer or log. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly cache: readonly ("registry" | "gha" | "local")[];
  readonly attestations: readonly ("provenance" | "sbom")[];
  readonly onLine: (line: string) => void;
  readonly onWarning: (text: string) => void;
}
