import { randomBytes } from "node:crypto";
import { startDockerRegistry } from "../registry/docker-registry.ts";
import { removeLabelled } from "./docker.ts";
import { type ImageBehaviour, type ScratchImage, scratchImage } from "./scratch-image.ts";

/** A registry on a free loopback port with scratch images in it; each is made once. */
export interface ImageShelf extends AsyncDisposable {
  /** Of letters and digits, never used twice: for names of this test's own. */
  readonly id: string;
  /** `name=value` of the label that images carry. */
  readonly label: string;
  readonly host: string;
  publish(version: string, behaviour?: ImageBehaviour): Promise<ScratchImage>;
  close(): Promise<void>;
}

export async function startImageShelf(options: { readonly livesSeconds?: number } = {}): Promise<ImageShelf> {
  const id = randomBytes(4).toString("hex");
  const label = `dev.sluice.test=${id}`;
  const registry = await startDockerRegistry();
  const made = new Map<string, Promise<ScratchImage>>();
  async function close(): Promise<void> {
    await Promise.allSettled(made.values());
    await removeLabelled(label);
    await registry.close();
  }
  return {
    id,
    label,
    host: registry.host,
    publish(version, behaviour = "healthy") {
      const key = `${version} ${behaviour}`;
      const repository = `${registry.host}/shop`;
      const image = made.get(key) ?? scratchImage({ repository, version, behaviour, label, ...options });
      made.set(key, image);
      return image;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
