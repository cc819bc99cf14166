/** The user's own files, for the one verb that writes some of them. Paths are relative to the repository's root. */
export interface WorkTree {
  /** The name of the repository's top folder. */
  readonly name: string;
  /** A file's text; null where there is no such file. */
  findText(path: string): Promise<string | null>;
  /** Whether there is a file or folder of this name. */
  has(path: string): Promise<boolean>;
  /** Writes a file as a whole, and makes the folders that it is in. */
  writeText(path: string, text: string): Promise<void>;
  /** Names of branches, the remote's and local ones, without `refs/…/`. */
  listBranches(): Promise<readonly string[]>;
  /** The address of the remote `origin`, without any credentials; null where there is none. */
  findRemote(): Promise<string | null>;
}
