/** Makes the bytes of an archive artifact. */
export interface Builder {
  /**
   * Packs what a commit holds below `context`, or, where `command` is given, what it leaves in `output` when it
   * is run in a copy of that. Never touches the work tree. Equal input gives equal bytes as far as the command does.
   * Throws `build_failed` with the command's last lines.
   */
  build(request: BuildRequest): Promise<Uint8Array>;
}

export interface BuildRequest {
  readonly commit: string;
  readonly context: string;
  readonly command: readonly [string, ...string[]] | null;
  /** Folder to pack, relative to the context; null: all of it. */
  readonly output: string | null;
  readonly variables: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}
