import type { Clock, Registry } from "@sluice/core";
import { SluiceError } from "@sluice/core";

export interface RegistryOptions {
  /**
   * Where docker's configuration is looked for (`DOCKER_CONFIG`, `HOME`), the `PATH` of credential helpers,
   * and `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`.
   */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Speak http instead of https. Default: only to loopback addresses. */
  readonly insecure?: boolean;
  /** How long one small exchange may take, in milliseconds; default 30,000. Blobs get as long as bytes flow. */
  readonly timeoutMs?: number;
  /** How often one request is tried in all; default 5. */
  readonly attempts?: number;
  /** Default: the machine's. */
  readonly clock?: Clock;
}

const LAYOUT = "layout:";

/**
 * Opens one repository: `layout:/path` is an OCI image layout on disk, anything else a repository of a
 * registry that speaks the OCI distribution protocol 1.1. Opening touches neither disk nor network.
 * Throws `input_invalid` where the text is neither.
 */
export async function openRegistry(repository: string, options: RegistryOptions): Promise<Registry> {
  if (repository.startsWith(LAYOUT)) {
    const directory = repository.slice(LAYOUT.length);
    if (directory === "" || directory.includes("\0"))
      throw new SluiceError("input_invalid", "The repository `layout:` names no directory.", {
        advice: "Write it as `layout:/path/to/directory`.",
      });
    const { openLayout } = await import("./layout/layout.ts");
    return openLayout(repository, directory);
  }
  const { openHttpRegistry } = await import("./http/registry.ts");
  return openHttpRegistry(repository, options);
}
