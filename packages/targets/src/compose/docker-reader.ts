import type { Docker } from "./docker.ts";
import type { Container, EngineReader, Image, Network, Volume } from "./engine-types.ts";

/** Reads an engine through the `docker` program: contexts and ssh:// hosts. */
export function dockerReader(docker: Docker): EngineReader {
  async function inspected<T>(kind: string, list: readonly string[]): Promise<T[]> {
    const names = (await docker.run(list)).split("\n").filter((line) => line !== "");
    if (names.length === 0) return [];
    // What is gone since it was listed makes it fail, and is not in its answer.
    return parseList<T>((await docker.try([kind, "inspect", ...names])).stdout);
  }
  return {
    containers: (label) =>
      inspected<Container>("container", ["ps", "-aq", "--no-trunc", "--filter", `label=${label}`]),
    volumes: (label) => inspected<Volume>("volume", ["volume", "ls", "-q", "--filter", `label=${label}`]),
    networks: (label) =>
      inspected<Network>("network", ["network", "ls", "-q", "--no-trunc", "--filter", `label=${label}`]),
    async findImage(reference) {
      const { code, stdout } = await docker.try(["image", "inspect", reference]);
      return code === 0 ? (parseList<Image>(stdout)[0] ?? null) : null;
    },
  };
}

function parseList<T>(text: string): T[] {
  return text.trim() === "" ? [] : (JSON.parse(text) as T[]);
}
