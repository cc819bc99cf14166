import type { Registry } from "@sluice/core";
import { resolvePath, type Site } from "./site.ts";

const LAYOUT = "layout:";

/** Opens a repository as sluice.yml and the ledger name it: a layout's folder may be relative to the repository. */
export async function registryOf(site: Site, repository: string): Promise<Registry> {
  const { openRegistry } = await import("@sluice/registry");
  const named = repository.startsWith(LAYOUT)
    ? `${LAYOUT}${resolvePath(site, repository.slice(LAYOUT.length))}`
    : repository;
  const { insecure } = site.config.registry;
  return openRegistry(named, { env: site.env, ...(insecure ? { insecure } : {}) });
}
