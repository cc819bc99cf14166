import { z } from "zod";
import { fileSchema } from "./schema.ts";

/** The JSON schema (draft 2020-12) of sluice.yml as people write it, for editors. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(fileSchema, { io: "input", target: "draft-2020-12" });
  return { $schema, ...rest };
}
