import { homedir } from "node:os";
import { join } from "node:path";
import { slug } from "@sluice/core";
import { SluiceError } from "@sluice/core/errors";
import type { ImageBuilder } from "@sluice/core/ports/image-builder";
import type { Site } from "../site.ts";
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
  return createImageBuilder({ ...ports, cacheFolder: join(caches, "sluice", "layers", slug(app)) });
}
