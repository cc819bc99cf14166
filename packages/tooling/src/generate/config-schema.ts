import { configJsonSchema } from "@sluice/core/config/json-schema";

/** For editors: `# yaml-language-server: $schema=…`. */
export async function configSchema(): Promise<string> {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}
