import { homedir } from "node:os";
import { join } from "node:path";
import { slug } from "@sluice/core";
import { SluiceError } from "@sluice/core/errors";
import type { ImageBuilder } from "@sluice/core/ports/image-builder";
import type { Site } from "../site.ts";
import { openWorkTree } from "../work-tree.ts";
import { createImageBuilder, type ImageBuilderPorts } from "./image-builder.ts";

/** The builder of a site's images. Throws `config_invalid` where they are to be kept in a folder. */
export function openImageBuilder(site: Site, ports: Omit<ImageBuilderPorts, "cacheFolder">): ImageBuilder {
  const { artifact, app } = site.config;
  if (artifact.repository.startsWith("layout:")) {
    throw new SluiceError(
      "config_invalid",
      "artifact.image: docker cannot push an image to a layout's folder",
      {
        advice: "Name a registry's repository; one on this machine will do. Nothing was built.",
      },
    );
  }
  const caches = site.env.XDG_CACHE_HOME || join(site.env.HOME || homedir(), ".cache");
  const builder = createImageBuilder({ ...ports, cacheFolder: join(caches, "sluice", "layers", slug(app)) });
  return {
    async build(request) {
      const labels = { ...request.labels, ...(await sourceOf(site)) };
      return builder.build({ ...request, labels });
    },
  };
}

/** Where the source is to be had, the same for all commits; nothing for a folder of this machine. */
async function sourceOf(site: Site): Promise<Readonly<Record<string, string>>> {
  const { findRemote } = await openWorkTree({ cwd: site.root, env: site.env });
  const remote = await findRemote();
  if (remote === null || !/^(?:https?:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(remote)) return {};
  return { "org.opencontainers.image.source": remote };
}
