import { SluiceError } from "@sluice/core/errors";
import { z } from "zod";

/** Labels come out of `docker compose config` as a map, whatever the file wrote. */
const labels = z.record(z.string(), z.string()).nullish();

const service = z.looseObject({
  image: z.string().nullish(),
  build: z.unknown().optional(),
  labels,
  environment: z.record(z.string(), z.string().nullable()).nullish(),
  networks: z.record(z.string(), z.unknown()).nullish(),
  network_mode: z.string().nullish(),
});

const resource = z.looseObject({ external: z.boolean().nullish(), labels }).nullable();

const project = z.looseObject({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), resource).nullish(),
  volumes: z.record(z.string(), resource).nullish(),
});

/** The parts of `docker compose config --format json` that Sluice reads. */
export type Project = z.infer<typeof project>;

/** Throws `config_invalid` for what is no compose project. */
export function parseProject(text: string, file: string): Project {
  try {
    return project.parse(JSON.parse(text));
  } catch (cause) {
    throw new SluiceError(
      "config_invalid",
      `docker compose config of ${file} cannot be read; nothing was changed`,
      {
        advice:
          "docker compose 2.20 or newer is needed; see what `docker compose config --format json` prints.",
        cause,
      },
    );
  }
}
